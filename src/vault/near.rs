//! What was near to what a link asks for, and how the link would have to be written to lead there.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue::Catalogue;
use super::resolve::{Linker, Meant};
use super::routes::Routes;
use super::{NoteId, Redirect, Route, problem};
use crate::note::{Link, LinkForm, Note};
use crate::text::media::Media;
use crate::text::nearest::Names;
use crate::text::{Asking, Problem, RelPath, name};

/// What files of source code end in, and the names of many a library and language.
const LANGUAGES: [&str; 8] = ["js", "ts", "go", "rs", "py", "java", "lua", "css"];

/// Whether a target is a file and no note: it has the extension of one. `[[Next.js]]` is a name.
pub(super) fn wants_file(link: &Link) -> bool {
    let of_language = |(_, end): (&str, &str)| LANGUAGES.iter().any(|known| end.eq_ignore_ascii_case(known));
    let is_name = link.form == LinkForm::Wiki
        && !link.target.contains('/')
        && link.target.rsplit_once('.').is_some_and(of_language);
    matches!(link.form, LinkForm::Image | LinkForm::Src) || (!is_name && Media::of(&link.target).is_some())
}

/// The URLs that authors chose and old ones, each with the URL the page has today.
fn chosen(notes: &[Arc<Note>], routes: &Routes) -> BTreeMap<String, String> {
    let slugs = notes.iter().zip(&routes.notes).filter(|(note, _)| note.front.slug.is_some());
    let slugs = slugs.map(|(_, route)| (address(route), address(route)));
    let today = |redirect: &Redirect| routes.notes.get(redirect.to.0 as usize).map(address);
    let old =
        routes.redirects.iter().filter_map(|redirect| Some((address(&redirect.from), today(redirect)?)));
    old.chain(slugs).collect()
}

fn address(route: &Route) -> String {
    if route.is_home() { "/".to_string() } else { format!("/{route}/") }
}

/// Things by their names, asked for the one whose name is nearest.
struct Called<T> {
    names: Names,
    things: FxHashMap<String, T>,
}

impl<T: Copy> Called<T> {
    /// Of two things of one name the first is meant.
    fn new<'n>(things: impl Iterator<Item = (&'n str, T)>) -> Self {
        let mut called = FxHashMap::default();
        let mut order = Vec::new();
        for (name, thing) in things {
            if !called.contains_key(name) {
                called.insert(name.to_string(), thing);
                order.push(name);
            }
        }
        Called { names: Names::new(order), things: called }
    }

    fn nearest(&self, wanted: &str) -> Option<(&str, T)> {
        let name = self.names.nearest(wanted)?;
        Some((name, *self.things.get(name)?))
    }
}

/// What was near a name, asked once the whole vault is known.
pub(super) struct Near<'v> {
    notes: Called<NoteId>,
    files: Called<Meant<'v>>,
    /// The same without their extensions.
    stems: Called<Meant<'v>>,
    addresses: Names,
    /// The URL of today for each address.
    today: BTreeMap<String, String>,
    folders: Vec<String>,
}

impl<'v> Near<'v> {
    pub(super) fn new(catalogue: &Catalogue<'v>, routes: &Routes) -> Self {
        let surroundings = catalogue.surroundings;
        let today = chosen(catalogue.notes, routes);
        let files = surroundings.files.keys().map(|path| (path, Meant::File(path)));
        let files = files.chain(surroundings.statics.keys().map(|path| (path, Meant::Static(path))));
        Near {
            notes: Called::new(catalogue.all_names()),
            files: Called::new(files.clone().map(|(path, file)| (path.name(), file))),
            stems: Called::new(files.map(|(path, file)| (path.stem(), file))),
            addresses: Names::new(today.keys().map(String::as_str)),
            today,
            folders: surroundings.public_folders.iter().map(RelPath::to_string).collect(),
        }
    }

    /// The problem of a link that found nothing. What is certainly meant may be too far in letters to be near.
    pub(super) fn problem(&self, linker: &Linker<'_, 'v>, link: &Link, certain: &Option<Asking>) -> Problem {
        let note = linker.note;
        let certain = certain.as_ref().and_then(|asking| asking.target.clone());
        let last = link.target.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        if wants_file(link) {
            let is_picture = matches!(link.form, LinkForm::Image | LinkForm::Src);
            let note_of = || self.note(linker, link, without_ending(last)).filter(|_| !is_picture);
            let near = certain.or_else(|| self.file(linker, link, last)).or_else(note_of);
            return problem::missing_asset(note, link, near.as_deref(), &self.folders);
        }
        let near = certain.or_else(|| self.note(linker, link, name::without_extension(last)));
        let near = near.or_else(|| self.with_other_ending(linker, link, last));
        match link.form {
            LinkForm::Markdown | LinkForm::Href => {
                let near = near.or_else(|| self.address(note, link).map(str::to_string));
                problem::broken_link(note, link, near.as_deref())
            }
            _ => problem::missing_note(note, link, near.as_deref()),
        }
    }

    /// What there is where a name has an ending that means nothing.
    fn with_other_ending(&self, linker: &Linker<'_, 'v>, link: &Link, last: &str) -> Option<String> {
        let stem = Some(without_ending(last)).filter(|stem| *stem != last)?;
        self.note(linker, link, stem).or_else(|| self.file(linker, link, last))
    }

    /// How the link is to be written to lead to the note whose name is nearest. Wiki links name a note as its
    /// author does, others lead to its file.
    fn note(&self, linker: &Linker<'_, 'v>, link: &Link, wanted: &str) -> Option<String> {
        let (called, id) = self.notes.nearest(wanted)?;
        let by_name = link.is_wiki().then_some(called);
        let asking = linker.asking(link, &Meant::Note(id), by_name);
        asking.and_then(|asking| asking.target).or_else(|| Some(called.to_string()))
    }

    /// The same for a file, which is also known by its name with another extension.
    fn file(&self, linker: &Linker<'_, 'v>, link: &Link, wanted: &str) -> Option<String> {
        let by_stem = || self.stems.nearest(without_ending(wanted));
        let (called, file) = self.files.nearest(wanted).or_else(by_stem)?;
        let asking = linker.asking(link, &file, None);
        asking.and_then(|asking| asking.target).or_else(|| Some(called.to_string()))
    }

    /// The address of today of the page whose URL is most like what a Markdown link asks for.
    fn address(&self, note: &Note, link: &Link) -> Option<&str> {
        let base = if link.target.starts_with('/') { RelPath::root() } else { note.path.parent() };
        let path = base.join(&link.target).ok()?;
        let near = self.addresses.nearest(&format!("/{path}/"))?;
        self.today.get(near).map(String::as_str)
    }
}

/// A name without what follows its last dot.
fn without_ending(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim_end()
}
