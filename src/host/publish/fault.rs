//! What can go wrong while publishing.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output could not be claimed or written.
#[derive(Debug)]
pub enum Fault {
    /// Writing there would touch what Rutter did not write.
    Refused {
        /// The folder or file in question.
        path: PathBuf,
        /// The rest of the sentence that begins with the path.
        reason: String,
    },
    /// The machine said no: full disk, missing permission, too many open files …
    Io {
        /// The verb: what was being done.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system answered.
        error: io::Error,
    },
}

impl Fault {
    pub(super) fn refused(path: &Path, reason: impl Into<String>) -> Self {
        Fault::Refused { path: path.to_path_buf(), reason: reason.into() }
    }

    /// An error of a walk below `folder`, its path named once.
    pub(super) fn walk(doing: &'static str, folder: &Path, error: walkdir::Error) -> Self {
        let path = error.path().unwrap_or(folder).to_path_buf();
        let error = error.into_io_error().unwrap_or_else(|| io::Error::other("it leads back to itself"));
        Fault::Io { doing, path, error }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Refused { path, reason } => write!(f, "`{}` {reason}", path.display()),
            Fault::Io { doing, path, error } => {
                write!(f, "cannot {doing} `{}`: {error}", path.display())
            }
        }
    }
}

impl Error for Fault {}

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishError<E> {
    /// The content of a file could not be made; of several, the first in path order.
    Content(E),
    /// The output could not be written.
    Fault(Fault),
}

impl<E> From<Fault> for PublishError<E> {
    fn from(fault: Fault) -> Self {
        PublishError::Fault(fault)
    }
}

impl<E: fmt::Display> fmt::Display for PublishError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Content(error) => error.fmt(f),
            PublishError::Fault(fault) => fault.fmt(f),
        }
    }
}

impl<E: Error> Error for PublishError<E> {}

/// Gives an I/O error its place: what was being done, to which path.
pub(super) trait Doing<T> {
    /// The result, its error told as "cannot `doing` `path`".
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, Fault>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, Fault> {
        self.map_err(|error| Fault::Io { doing, path: path.to_path_buf(), error })
    }
}

/// Turns "there is nothing of that name" into `None`: neither the path itself nor a folder to hold it.
pub(super) fn if_there<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
