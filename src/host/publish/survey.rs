//! What an output holds before it is written: what is ours, and what is somebody else's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Fault;
use super::fault::{Doing, if_there};
use super::listing::{self, Listing};
use super::record::Record;
use super::staging;
use crate::text::RelPath;

/// The entries of an output, told apart.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Whether there is such a folder at all.
    pub(super) exists: bool,
    /// What the record says is ours, be it there or not.
    pub(super) recorded: Listing,
    /// The files of ours that are there, as files: never reached through a symlink.
    pub(super) files: BTreeSet<RelPath>,
    /// The folders that are there, as folders, and hold or held files of ours.
    pub(super) folders: BTreeSet<RelPath>,
    /// Everything else, from the root of the output; what a folder of others holds is not looked at.
    pub(super) foreign: Vec<PathBuf>,
}

impl Survey {
    /// Surveys an output, which need not exist.
    ///
    /// # Errors
    /// As for [`recorded`], and where a folder cannot be read.
    pub(super) fn of(output: &Path) -> Result<Self, Fault> {
        let recorded = recorded(output)?;
        let mut survey = Survey { exists: output.is_dir(), recorded, ..Survey::default() };
        if survey.exists {
            survey.walk(output)?;
        }
        Ok(survey)
    }

    fn walk(&mut self, output: &Path) -> Result<(), Fault> {
        let mut entries = WalkDir::new(output).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| Fault::walk("read", output, error))?;
            if !self.note(output, &entry) && entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        }
        Ok(())
    }

    /// Notes an entry where it belongs; says whether it is ours.
    fn note(&mut self, output: &Path, entry: &DirEntry) -> bool {
        let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
        if is_bookkeeping(path) {
            return false;
        }
        match self.own(path, entry) {
            Some((own, true)) => self.folders.insert(own),
            Some((own, false)) => self.files.insert(own),
            None => {
                self.foreign.push(path.to_path_buf());
                false
            }
        }
    }

    /// The path of an entry of ours and whether it is a folder; what stands in a recorded place but is
    /// no plain file or folder was put there by somebody else.
    fn own(&self, path: &Path, entry: &DirEntry) -> Option<(RelPath, bool)> {
        let path = rel_path(path)?;
        let kind = entry.file_type();
        let recorded = &self.recorded;
        let own = (kind.is_file() && recorded.files.contains(&path))
            || (kind.is_dir() && recorded.folders.contains(&path));
        own.then_some((path, kind.is_dir()))
    }
}

fn is_bookkeeping(path: &Path) -> bool {
    [listing::RECORD, staging::INSIDE].iter().any(|name| path == Path::new(name))
}

fn rel_path(path: &Path) -> Option<RelPath> {
    let segments = path.iter().map(|segment| segment.to_str());
    let segments: Vec<&str> = segments.collect::<Option<_>>()?;
    RelPath::new(&segments.join("/")).ok()
}

/// What the record of an output says is ours: nothing where there is no output yet, or one that holds
/// only what a fresh checkout of a pages branch does, dot-files and `CNAME`.
///
/// # Errors
/// [`Fault::Refused`] for a folder that Rutter did not write; [`Fault::Io`] where it cannot be read.
pub(super) fn recorded(output: &Path) -> Result<Listing, Fault> {
    let record = Record::read(output).doing("read the record `.rutter` of", output)?;
    let reason = match record {
        Record::Ours(listing) => return Ok(listing),
        Record::Foreign => "its `.rutter` is not of this version".to_string(),
        Record::Missing => match stranger(output)? {
            None => return Ok(Listing::default()),
            Some(name) => format!("it holds `{name}`"),
        },
    };
    let reason = format!("was not written by Rutter ({reason}); choose another output with -o");
    Err(Fault::refused(output, reason))
}

/// The first name, in order, that makes a folder without a record somebody else's.
fn stranger(output: &Path) -> Result<Option<String>, Fault> {
    let mut strangers = BTreeSet::new();
    let entries = if_there(fs::read_dir(output)).doing("read", output)?;
    for entry in entries.into_iter().flatten() {
        let name = entry.doing("read", output)?.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && name != "CNAME" {
            strangers.insert(name.into_owned());
        }
    }
    Ok(strangers.pop_first())
}
