//! Edits of a vault, as values that can be done again.

use std::collections::BTreeMap;

use rutter::note::{Date, Dialect, Text, Tool};
use rutter::site::{Config, Declaration, Inputs};
use rutter::text::{Digest, RelPath, Source, Tree};
use rutter::vault::Asset;

/// What is done to a vault between two builds. It can be done to any vault: what is not there is not
/// removed or moved.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// A note gets this text, be it new or not.
    Write(String, String),
    /// A note or a folder gets another path, in place of what is there.
    Move(String, String),
    /// A note or a folder is deleted.
    Remove(String),
    /// An image comes, changes its size, or goes.
    Image(String, Option<(u32, u32)>),
    /// A static file comes or goes.
    Static(String, bool),
    /// A file that links may show as code comes, changes, or goes.
    Listing(String, Option<String>),
    /// The style of the site comes, changes or goes.
    Style(Option<u8>),
    /// A template comes, changes or goes.
    Template(&'static str, Option<String>),
    /// `rutter.toml` gets this text.
    Configure(String),
    /// A file in which another tool declares its navigation gets this text, or goes.
    Declare(&'static str, Option<String>),
    /// What the folders around the notes say about their language: line breaks, tags, trust;
    /// and whether anybody will see the pages.
    Speak([bool; 4]),
    /// The notes turn out to be those of another tool.
    Read(Tool),
    /// Drafts are built, or not.
    Drafts(bool),
    /// A note has another day in its history.
    Day(String, u8),
}

impl Edit {
    /// Does it.
    pub(super) fn apply(&self, inputs: &mut Inputs) {
        match self {
            Edit::Write(note, text) => write(inputs, path(note), text),
            Edit::Move(from, to) => moved(inputs, from, to),
            Edit::Remove(what) => inputs.notes.retain(|path, _| below(path, what).is_none()),
            Edit::Image(file, None) => {
                inputs.surroundings.files.remove(&path(file));
            }
            Edit::Image(file, pixels) => {
                inputs.surroundings.files.insert(path(file), Asset { pixels: *pixels });
            }
            Edit::Static(file, true) => {
                inputs.surroundings.statics.insert(path(file), Asset::default());
            }
            Edit::Static(file, false) => {
                inputs.surroundings.statics.remove(&path(file));
            }
            Edit::Listing(file, None) => {
                inputs.surroundings.files.remove(&path(file));
                inputs.listings.remove(&path(file));
            }
            Edit::Listing(file, Some(text)) => {
                let source = Source::new(path(file), text.as_str());
                inputs.surroundings.files.insert(path(file), Asset::default());
                inputs.listings.insert(path(file), Text::Found(source));
            }
            Edit::Style(style) => {
                let digest = style.map(|style| ("rutter.css".to_string(), Digest::of(&[style])));
                inputs.fingerprints = digest.into_iter().collect();
            }
            Edit::Template(name, Some(text)) => {
                drop(inputs.templates.insert(name.to_string(), text.clone()));
            }
            Edit::Template(name, None) => drop(inputs.templates.remove(*name)),
            Edit::Configure(text) => configure(inputs, text),
            Edit::Declare(file, text) => declare(inputs, path(file), text.as_deref()),
            Edit::Speak([line_breaks, inline_tags, untrusted, unseen]) => {
                inputs.dialect = Dialect {
                    line_breaks: *line_breaks,
                    inline_tags: *inline_tags,
                    untrusted: *untrusted,
                    unseen: *unseen,
                    ..inputs.dialect
                };
            }
            Edit::Read(tool) => inputs.dialect.tool = *tool,
            Edit::Drafts(drafts) => inputs.drafts = *drafts,
            Edit::Day(note, day) => {
                let date = Date::parse(&format!("2026-02-{:02}", day % 28 + 1)).unwrap();
                inputs.changed.insert(path(note), date);
            }
        }
    }
}

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

fn write(inputs: &mut Inputs, path: RelPath, text: &str) {
    inputs.notes.insert(path.clone(), Source::new(path, text));
}

/// The rest of a path that is `what` or below it.
fn below<'p>(path: &'p RelPath, what: &str) -> Option<&'p str> {
    let rest = path.as_str().strip_prefix(what)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn moved(inputs: &mut Inputs, from: &str, to: &str) {
    let texts: Vec<(RelPath, Source)> =
        inputs.notes.extract_if(.., |path, _| below(path, from).is_some()).collect();
    for (old, source) in texts {
        write(inputs, path(&format!("{to}{}", below(&old, from).unwrap())), &source.text);
    }
}

fn configure(inputs: &mut Inputs, text: &str) {
    inputs.problems.clear();
    inputs.config = Config::read(&Source::new(path("rutter.toml"), text), &mut inputs.problems).unwrap();
}

fn declare(inputs: &mut Inputs, file: RelPath, text: Option<&str>) {
    let mut files: BTreeMap<RelPath, Declaration> =
        inputs.declarations.drain(..).map(|file| (file.source.path.clone(), file)).collect();
    files.remove(&file);
    if let Some(text) = text {
        let base = file.parent();
        let source = Source::new(file.clone(), text);
        files.insert(file, Declaration { source, tree: Tree::Vault, base });
    }
    inputs.declarations = files.into_values().collect();
}
