//! The lock that lets one build at a time write an output.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use same_file::Handle;

use super::Fault;
use super::fault::{Doing, if_there};

/// The name of the lock file in the staging folder.
pub(super) const NAME: &str = "lock";

/// Each attempt but the last means that another build has ended meanwhile; a file system on which a
/// file never is the one that was just opened must not hold us for ever.
const ATTEMPTS: usize = 1000;

/// Makes `folder` and locks it, waiting for the build that holds it; `waiting` is called before.
///
/// The build that ends removes the lock file and the folder while others wait for it, so what has been
/// locked may by then be a file without a name: then all begins anew.
pub(super) fn lock(folder: &Path, waiting: &impl Fn()) -> Result<Handle, Fault> {
    for _ in 0..ATTEMPTS {
        fs::create_dir_all(folder).doing("make the folder", folder)?;
        if let Some(lock) = attempt(folder, waiting).doing("lock", folder)? {
            return Ok(lock);
        }
    }
    Err(Fault::refused(folder, "cannot be locked"))
}

fn attempt(folder: &Path, waiting: &impl Fn()) -> io::Result<Option<Handle>> {
    let path = folder.join(NAME);
    refuse_symlinks(&[folder, &path])?;
    let Some(file) = if_there(open(&path))? else {
        return Ok(None);
    };
    wait(&file, waiting)?;
    let locked = Handle::from_file(file)?;
    let named = if_there(Handle::from_path(path))?;
    Ok(named.filter(|named| *named == locked).map(|_| locked))
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).open(path)
}

/// What comes with a checkout must not lead the lock, or the whole site, elsewhere.
fn refuse_symlinks(paths: &[&Path]) -> io::Result<()> {
    match paths.iter().any(|path| path.is_symlink()) {
        true => Err(io::Error::other("it is a symbolic link")),
        false => Ok(()),
    }
}

fn wait(file: &File, waiting: &impl Fn()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
        }
        // Some network file systems know no locks; building there is worth more than the lock.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
