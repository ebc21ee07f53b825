//! From a folder to the inputs of a build.

mod config;
mod dialect;
mod files;
mod folders;
mod images;
mod kept;
mod problem;
mod project;
mod reading;
mod relative;
mod root;
mod texts;
mod walk;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub(super) use config::CONFIG;
pub(super) use reading::{Changed, Reading};
pub use root::Root;

use self::files::{Files, KeptNotes};
use self::folders::Folders;
use super::{clock, git};
use crate::note::{Date, Dialect};
use crate::site::{self, Inputs};
use crate::text::{Problem, RelPath, Source, name};

/// What to read, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The root folder.
    pub root: PathBuf,
    /// The configuration, where it is not `rutter.toml` of the root.
    pub config: Option<PathBuf>,
    /// The folder of the site, where it is not the configured one.
    pub output: Option<PathBuf>,
    /// Where the site will be published, where it is not the configured URL.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether nothing is written to the folder of the site: then a `public` of another tool can be what it is.
    pub dry: bool,
    /// Whether no page of the site is made.
    pub unseen: bool,
}

/// Why a folder could not be read.
#[derive(Debug)]
pub struct ReadError(String);

impl ReadError {
    fn new(reason: impl Into<String>) -> Self {
        ReadError(reason.into())
    }

    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        ReadError(format!("cannot {doing} `{}`: {error}", path.display()))
    }

    /// A walk names the path in its own sentence, and in what it says of the machine once more.
    fn walk(error: &walkdir::Error) -> Self {
        match error.path().zip(error.io_error()) {
            Some((path, error)) => ReadError::io("read", path, error),
            None => ReadError(error.to_string()),
        }
    }

    fn not_utf8(path: &Path, offset: usize) -> Self {
        ReadError(format!("`{}` is not UTF-8: the first bad byte is at offset {offset}", path.display()))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

impl Root {
    /// Whether there is any note.
    ///
    /// # Errors
    /// [`ReadError`] where a folder cannot be read.
    pub fn has_notes(&self) -> Result<bool, ReadError> {
        Ok(!walk::walk(&self.folders, &mut Vec::new())?.notes.is_empty())
    }

    /// Reads the vault as it is now.
    ///
    /// # Errors
    /// [`ReadError`] where a file cannot be read.
    pub fn read(&self) -> Result<Inputs, ReadError> {
        self.read_keeping(&mut KeptNotes::default()).map(|(_, inputs)| inputs)
    }

    /// Reads the vault as it is now, but for the notes that are as they were kept.
    fn read_keeping(&self, kept: &mut KeptNotes) -> Result<(Walked, Inputs), ReadError> {
        let folders = &self.folders;
        let mut problems = self.problems.clone();
        let walked = walk::walk(folders, &mut problems)?;
        let dialect = |notes: &BTreeMap<RelPath, Source>| dialect::dialect(self, notes);
        let (history, inputs) = rayon::join(
            || git::history(&folders.content, &walked.notes),
            || inputs(folders, &walked, kept, problems, dialect),
        );
        let mut inputs = inputs?;
        inputs.problems.extend(history.shallow.then(problem::shallow_history));
        let inputs = Inputs {
            config: self.config.clone(),
            name: folders.name(),
            drafts: self.drafts,
            fonts: if self.config.cards { files::fonts(&folders.fonts())? } else { Vec::new() },
            changed: history.changed,
            today: self.today(),
            ..inputs
        };
        Ok((walked, inputs))
    }

    /// The day, where it is asked for.
    fn today(&self) -> Option<Date> {
        self.config.stale_after.map(|_| clock::today())
    }

    /// Reads the vault as it lies in another folder, where files other than notes may be empty. How it is to
    /// be read and judged is what `now` says.
    ///
    /// # Errors
    /// [`ReadError`] where a file cannot be read.
    pub(super) fn read_as_now(&self, root: &Path, now: &Inputs) -> Result<Inputs, ReadError> {
        let folders = self.folders.moved(root)?;
        let failed = |error| ReadError::io("make", &folders.content, &error);
        std::fs::create_dir_all(&folders.content).map_err(failed)?;
        let mut problems = self.problems.clone();
        problems.extend(now.problems.iter().filter(|known| **known == problem::shallow_history()).cloned());
        let walked = walk::walk(&folders, &mut problems)?;
        let inputs = inputs(&folders, &walked, &mut KeptNotes::default(), problems, |_| now.dialect)?;
        let Inputs { notes, surroundings, declarations, problems, texts, listings, .. } = inputs;
        Ok(Inputs { notes, surroundings, declarations, problems, texts, listings, ..now.clone() })
    }
}

/// What the files say that a walk has found, in the dialect that they are in; `problems` are those found before.
fn inputs(
    folders: &Folders,
    walked: &Walked,
    kept: &mut KeptNotes,
    mut problems: Vec<Problem>,
    dialect: impl FnOnce(&BTreeMap<RelPath, Source>) -> Dialect,
) -> Result<Inputs, ReadError> {
    let files = Files::read(folders, walked, kept)?;
    problems.extend(walked.notes.is_empty().then(problem::no_notes));
    let dialect = dialect(files.notes_read());
    let texts = texts::texts(folders, walked, files.notes_read(), dialect);
    let listings = texts::listings(folders, walked, files.notes_read(), &texts, dialect);
    Ok(Inputs { dialect, texts, listings, ..files.inputs(folders, problems) })
}

/// Whether a build reads what is in a file of this name wherever it lies: notes, what is ignored, configurations.
/// Of others it reads those that notes show.
pub(super) fn is_read(path: &RelPath) -> bool {
    let name = path.name();
    name::is_note(name)
        || [".gitignore", CONFIG].contains(&name)
        || project::is_read(name)
        || site::is_declaration(name)
}

/// What a walk has found, by path.
#[derive(Debug, Default)]
struct Walked {
    notes: BTreeSet<RelPath>,
    others: BTreeMap<RelPath, PathBuf>,
    /// The folders that were entered, that of the notes itself among them.
    folders: BTreeSet<RelPath>,
    /// The files that symbolic links lead to.
    targets: BTreeSet<PathBuf>,
}
