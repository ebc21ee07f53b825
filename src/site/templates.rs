//! Templates: the defaults and what replaces them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::{range, theme};
use crate::text::{Digest, Hasher, RelPath};

/// The compiled templates of a site.
#[derive(Clone)]
pub struct Templates {
    tera: Arc<Tera>,
    digest: Digest,
    own: BTreeSet<String>,
    /// The scripts that stand in the text of templates.
    scripts: BTreeSet<String>,
}

/// A fault of a template: it stops the build, since every page of its kind would be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// What is wrong, with file, line and column and the piece of the template.
    pub report: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report)
    }
}

impl std::error::Error for TemplateError {}

impl TemplateError {
    /// The same fault, with the page that showed it.
    pub(super) fn of_page(self, page: &RelPath) -> Self {
        TemplateError { report: format!("{}\n  in the page `{page}`", self.report.trim_end()) }
    }
}

impl Templates {
    /// Compiles the default templates with `replacements` in place of those of their names. The defaults are
    /// there in any case, as `theme/note.html`, so that a replacement can extend what it replaces.
    ///
    /// # Errors
    /// [`TemplateError`] with the report of the first template that does not compile, of a chain of templates
    /// that leads back to itself, or of one that would hide a default.
    pub fn new(replacements: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        replacements.iter().try_for_each(|(name, text)| refuse(name, text))?;
        let defaults = theme::TEMPLATES.iter().map(|&(name, text)| (format!("{THEME}{name}"), text));
        let own = replacements.iter().map(|(name, text)| (name.clone(), text.as_str()));
        let all: BTreeMap<String, &str> = defaults.chain(own).collect();
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([THEME]).map_err(|error| report("", &error))?;
        tera.autoescape_on(vec![".html", ".xml", ".svg"]);
        tera.register_function("range", range::range);
        let digest = all.iter().fold(Hasher::default(), |hasher, (name, text)| {
            hasher.part(name.as_bytes()).part(text.as_bytes())
        });
        let scripts = all.values().flat_map(|text| scripts(text)).map(str::to_string).collect();
        tera.add_raw_templates(all).map_err(|error| report("", &error))?;
        Ok(Templates {
            tera: Arc::new(tera),
            digest: digest.finish(),
            own: replacements.keys().cloned().collect(),
            scripts,
        })
    }

    /// What the templates are, for the keys of pages.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The scripts that stand in the text of templates, each once: what a template writes into one is not known,
    /// so those with a tag of the template language are not among them.
    pub(super) fn scripts(&self) -> impl Iterator<Item = &str> {
        self.scripts.iter().map(String::as_str)
    }

    /// Whether the site brings templates of its own.
    pub(super) fn are_replaced(&self) -> bool {
        !self.own.is_empty()
    }

    /// The template of the site that a note means by `name`, with or without `.html`. Only a site's own
    /// templates can be meant: those of the theme are made for one kind of page each.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        self.own.get(name).or_else(|| self.own.get(&format!("{name}.html"))).map(String::as_str)
    }

    /// Renders a view.
    ///
    /// # Errors
    /// [`TemplateError`] with the place in the template, or with the chain of causes where there is none.
    pub fn render<V: Serialize>(&self, name: &str, view: &V) -> Result<String, TemplateError> {
        let context = Context::from_serialize(view).map_err(|error| report(name, &error))?;
        let mut page = Page::default();
        range::begin_page();
        self.tera.render_to(name, &context, &mut page).map_err(|error| report(name, &error))?;
        String::from_utf8(page.bytes).map_err(|error| TemplateError { report: format!("{name}: {error}") })
    }
}

/// What stands between the tags of inline scripts; data in a script (`type="application/json"`) is none.
fn scripts(template: &str) -> impl Iterator<Item = &str> {
    template.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let is_inline = !attributes.contains("src=") && !attributes.contains("json");
        (is_inline && !script.contains("{{") && !script.contains("{%")).then_some(script)
    })
}

/// The folder under which the defaults can be named even where they are replaced. tera looks there for every
/// name that is not a site's own.
const THEME: &str = "theme/";

/// Refuses a template that would hide a default from those that extend it, or that tera cannot take.
fn refuse(name: &str, text: &str) -> Result<(), TemplateError> {
    if let Some(hidden) = name.strip_prefix(THEME) {
        let report = format!("{name}: `{THEME}` names the templates of the theme; put yours at `{hidden}`");
        return Err(TemplateError { report });
    }
    refuse_chains(name, text)
}

/// Most `elif` in one template: tera nests each in the one before, on the stack.
const MOST_ELIF: usize = 500;

fn refuse_chains(name: &str, text: &str) -> Result<(), TemplateError> {
    let Some((at, _)) = text.match_indices("elif").nth(MOST_ELIF) else { return Ok(()) };
    let line = text.get(..at).unwrap_or("").matches('\n').count() + 1;
    Err(TemplateError { report: format!("{name}:{line}: more than {MOST_ELIF} `elif` in one template") })
}

/// Longest page in bytes: a loop within loops ends before the memory does.
const LONGEST_PAGE: usize = 256 << 20;

/// A page while it is rendered.
#[derive(Default)]
struct Page {
    bytes: Vec<u8>,
}

impl Write for Page {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + piece.len() > LONGEST_PAGE {
            return Err(io::Error::other(format!("the page is longer than {} MiB", LONGEST_PAGE >> 20)));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// tera's own report names file, line and column where it knows them; the chain of causes names the rest.
fn report(name: &str, error: &tera::Error) -> TemplateError {
    let mut report = error.to_string().trim_start_matches("error: ").to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        report.push_str(&format!("\n  caused by: {error}"));
        cause = error.source();
    }
    if !name.is_empty() && !report.contains(name) {
        report = format!("{name}: {report}");
    }
    report.extend(replaced(error).map(|name| {
        format!("\n  = help: the template of the theme that this one replaces is `{THEME}{name}`")
    }));
    TemplateError { report }
}

/// The default that a template replaces which extends or includes itself: most often its author meant the default.
fn replaced(error: &tera::Error) -> Option<&str> {
    let name = match error.kind() {
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        _ => return None,
    };
    theme::TEMPLATES.iter().map(|(default, _)| *default).find(|default| default == name)
}

impl fmt::Debug for Templates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Templates").field("digest", &self.digest).finish_non_exhaustive()
    }
}
