//! Problems: what is wrong with the content, as values.

use std::cmp::Ordering;
use std::fmt;

use super::{RelPath, Repair, Span};

/// How bad a problem is. The order is by gravity: `Note < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never stops a build.
    Note,
    /// Probably not what the author meant; stops a build with `--strict`.
    Warning,
    /// Wrong for every reader; stops a build with `--strict`.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// What problems of some id are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Error,
}

impl Level {
    /// The level of this name: `allow`, `warn` or `error`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "allow" => Some(Level::Allow),
            "warn" => Some(Level::Warn),
            "error" => Some(Level::Error),
            _ => None,
        }
    }
}

/// Where something stands: a file and, where the fault has a place in it, the exact characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, from its root.
    pub path: RelPath,
    /// The characters; `None` where the whole file is meant.
    pub span: Option<Span>,
    /// Where its path starts.
    pub tree: Tree,
}

/// Where the path of a file starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// The root of the vault.
    Vault,
    /// The folder of static files.
    Statics,
    /// The folder of the configuration of another tool.
    Project,
}

impl Place {
    /// A place in a file of the vault.
    pub fn at(path: &RelPath, span: Span) -> Self {
        Place { path: path.clone(), span: Some(span), tree: Tree::Vault }
    }

    /// A whole file of the vault.
    pub fn file(path: &RelPath) -> Self {
        Place { path: path.clone(), span: None, tree: Tree::Vault }
    }

    /// A whole static file.
    pub fn static_file(path: &RelPath) -> Self {
        Place { tree: Tree::Statics, ..Place::file(path) }
    }
}

/// Something wrong with the content. Never an `Err`: it rides inside the value it is about, so a
/// remembered note brings its problems along.
///
/// The constructors of a layer stand in its `problem.rs`. Several may share an id, each with a sentence of
/// its own, where an author would want to configure them as one; an id has one severity. Only the terminal
/// turns spans into lines and columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// The kebab-case name under which the problem is documented and configured.
    pub id: &'static str,
    /// How bad it is where nothing is configured.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: Vec<String>,
    /// What could be written instead, for programs; a person reads it in the help.
    pub suggestions: Vec<String>,
    /// Other files that matter, each with the reason.
    pub related: Vec<(RelPath, String)>,
    /// How it goes away, where that is certain.
    pub repair: Option<Repair>,
}

impl Problem {
    /// A problem of severity error.
    pub fn error(id: &'static str, place: Place, message: impl Into<String>) -> Self {
        Problem::new(id, Severity::Error, place, message.into())
    }

    /// A problem of severity warning.
    pub fn warning(id: &'static str, place: Place, message: impl Into<String>) -> Self {
        Problem::new(id, Severity::Warning, place, message.into())
    }

    /// A problem of severity note.
    pub fn note(id: &'static str, place: Place, message: impl Into<String>) -> Self {
        Problem::new(id, Severity::Note, place, message.into())
    }

    fn new(id: &'static str, severity: Severity, place: Place, message: String) -> Self {
        Problem {
            id,
            severity,
            place,
            message,
            help: Vec::new(),
            suggestions: Vec::new(),
            related: Vec::new(),
            repair: None,
        }
    }

    /// The same problem with one more sentence of help.
    pub fn help(mut self, sentence: impl Into<String>) -> Self {
        self.help.push(sentence.into());
        self
    }

    /// The same problem with something near that was probably meant.
    pub fn did_you_mean(self, near: impl Into<String>) -> Self {
        let near = near.into();
        self.help(format!("did you mean `{near}`?")).suggest(near)
    }

    /// The same problem with something that could be written instead, which the help tells already.
    pub fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestions.push(text.into());
        self
    }

    /// The same problem with one more file that matters.
    pub fn related(mut self, path: &RelPath, reason: impl Into<String>) -> Self {
        self.related.push((path.clone(), reason.into()));
        self
    }

    /// The same problem with what makes it go away, where that is certain.
    pub fn repaired_by(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair;
        self
    }

    /// The same problem as bad as it is taken; `None` where it is not reported.
    pub fn at_level(mut self, level: Level) -> Option<Self> {
        self.severity = match level {
            Level::Allow => return None,
            Level::Warn => Severity::Warning,
            Level::Error => Severity::Error,
        };
        Some(self)
    }

    /// The order in which problems are printed: by file, place, id, then sentence.
    pub fn by_place(a: &Problem, b: &Problem) -> Ordering {
        a.place.cmp(&b.place).then(a.id.cmp(b.id)).then_with(|| a.message.cmp(&b.message))
    }
}
