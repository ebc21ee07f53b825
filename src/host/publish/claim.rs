//! Claiming an output: is it ours to write, and is nobody else writing it?

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::fault::Doing;
use super::listing::Listing;
use super::replace::replace;
use super::stage::stage;
use super::staging::Staging;
use super::survey::{self, Survey};
use super::{Fault, Origin, PublishError, Published};
use crate::text::RelPath;

/// A folder that this process alone may publish into, until the value is dropped. Dropping it
/// unpublished leaves everything as it was.
///
/// A second claim waits for the first to end, so one thread must not hold two claims of one folder.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    staging: Staging,
    encodes: bool,
}

impl Claim {
    /// Claims the folder `out`, which need not exist, for the site made of the vault at `source`.
    /// Whatever an earlier build that was killed has left beside it is removed. Where another build
    /// holds the folder, `waiting` is called, and then waited for.
    ///
    /// # Errors
    /// [`Fault::Refused`] where `out` holds what Rutter did not write (dot-files and `CNAME` apart), or
    /// is the root, the home folder, `source` or a folder above it; [`Fault::Io`] where it cannot be
    /// read or a folder beside it not be made.
    pub fn of(out: &Path, source: &Path, waiting: impl Fn()) -> Result<Self, Fault> {
        let folder = resolved(out)?;
        refuse_precious(&folder, source)?;
        survey::recorded(&folder)?;
        let staging = Staging::of(&folder, &waiting)?;
        Ok(Claim { folder, staging, encodes: false })
    }

    /// The same claim, with a `.gz` and a `.br` beside every text that is published: servers hand them out
    /// without work of their own.
    pub fn encoded(self) -> Self {
        Claim { encodes: true, ..self }
    }

    /// Publishes `files`, in any order, each with what `content` says (asked in parallel): the folder
    /// then holds them and nothing else of ours.
    ///
    /// # Errors
    /// [`PublishError::Content`] with the first error of `content` in path order;
    /// [`PublishError::Fault`] where something that is not ours is in the way, or the machine fails.
    /// The site is then as it was; only where folders cannot be exchanged, and the machine fails while
    /// files that have all been written are renamed, are some of them new.
    pub fn publish<E: Send>(
        self,
        files: &[RelPath],
        content: impl Fn(&RelPath) -> Result<Origin, E> + Sync,
    ) -> Result<Published, PublishError<E>> {
        let mut wanted = Listing::of_site(files)?;
        let bytes = stage(&self.staging.site(), &mut wanted, self.encodes, content)?;
        // The survey comes last, so that a file somebody adds while the site is written is seen.
        let survey = Survey::of(&self.folder)?;
        replace(&self.staging, &self.folder, &wanted, &survey)?;
        Ok(Published { files: wanted.files.len(), bytes })
    }
}

/// The absolute path without symlinks, also of what does not exist yet.
fn resolved(out: &Path) -> Result<PathBuf, Fault> {
    match out.canonicalize() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => resolved_above(out),
        result => result.doing("find", out),
    }
}

fn resolved_above(out: &Path) -> Result<PathBuf, Fault> {
    if out.is_symlink() {
        return Err(Fault::refused(out, "is a symbolic link to nothing"));
    }
    let Some(name) = out.file_name() else {
        return Err(Fault::refused(out, "is not the name of a folder"));
    };
    let parent = out.parent().filter(|parent| *parent != Path::new(""));
    Ok(resolved(parent.unwrap_or(Path::new(".")))?.join(name))
}

/// Refuses folders that are never an output, even when they are empty.
fn refuse_precious(folder: &Path, source: &Path) -> Result<(), Fault> {
    let home = env::home_dir().and_then(|home| home.canonicalize().ok());
    let source = source.canonicalize().doing("find", source)?;
    let what = match folder {
        _ if folder.parent().is_none() => "the root of the file system",
        _ if Some(folder) == home.as_deref() => "the home folder",
        _ if source.starts_with(folder) => "the folder of the notes, or above it",
        _ if fs::metadata(folder).is_ok_and(|entry| !entry.is_dir()) => "a file",
        _ => return Ok(()),
    };
    let reason = format!("is {what}; choose another output with -o");
    Err(Fault::refused(folder, reason))
}
