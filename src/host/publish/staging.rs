//! The staging folder: where a site is written before it is published.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;
use walkdir::{DirEntry, WalkDir};

use super::Fault;
use super::fault::{Doing, if_there};
use super::lock;
use super::system;

/// The name of a staging folder that lies in the output itself, where it cannot lie beside it.
pub(super) const INSIDE: &str = ".rutter.staging";

/// What lies in a staging folder besides the lock.
const SITE: &str = "site";
const UNION: &str = "union";

/// A locked folder on the file system of the output; gone when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Dropped, and so unlocked, after the folder has been removed.
    _lock: Handle,
    _parents: MadeFolders,
}

impl Staging {
    /// Makes the staging folder of an output and locks it: beside the output, or inside where that is
    /// another file system or may not be written.
    pub(super) fn of(output: &Path, waiting: &impl Fn()) -> Result<Self, Fault> {
        let staging = Staging::locked(output, waiting)?;
        // A build that was killed leaves its staging behind.
        staging.clear().doing("clear", &staging.folder)?;
        Ok(staging)
    }

    fn locked(output: &Path, waiting: &impl Fn()) -> Result<Self, Fault> {
        let inside = output.join(INSIDE);
        if system::is_mount_point(output) {
            return Staging::at(inside, waiting);
        }
        match Staging::at(beside(output), waiting) {
            Err(fault) if is_denied(&fault) && output.is_dir() => Staging::at(inside, waiting),
            result => result,
        }
    }

    fn at(folder: PathBuf, waiting: &impl Fn()) -> Result<Self, Fault> {
        let parents = MadeFolders::above(&folder);
        let lock = lock::lock(&folder, waiting)?;
        Ok(Staging { folder, _lock: lock, _parents: parents })
    }

    /// Where the site is written.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    /// Where the record for the time of a merge is written.
    pub(super) fn union(&self) -> PathBuf {
        self.folder.join(UNION)
    }

    /// Whether the folder lies beside the output, so that the two can be exchanged.
    pub(super) fn is_beside(&self, output: &Path) -> bool {
        !self.folder.starts_with(output)
    }

    fn clear(&self) -> io::Result<()> {
        if_there(remove_tree(&self.site()))?;
        if_there(fs::remove_file(self.union()))?;
        Ok(())
    }
}

impl Drop for Staging {
    /// Whatever cannot be removed, the next build will try again. The lock file goes by itself, not
    /// with the folder: another build may have made a new one in the same moment.
    fn drop(&mut self) {
        let cleared = self.clear().is_ok();
        if cleared && fs::remove_file(self.folder.join(lock::NAME)).is_ok() {
            fs::remove_dir(&self.folder).ok();
        }
    }
}

/// Holds one folder open at a time, where [`fs::remove_dir_all`] holds one for each level: a build that
/// fails because too many files are open must still clean up. An output that was protected against writing,
/// or its permissions on the site that was to replace it, are no reason to keep what is in our folder.
fn remove_tree(folder: &Path) -> io::Result<()> {
    let tree = WalkDir::new(folder).follow_root_links(false).max_open(1);
    for entry in tree.contents_first(true) {
        let entry = entry?;
        match remove(&entry) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                entry.path().parent().map_or(Ok(()), system::make_writable)?;
                remove(&entry)?;
            }
            result => result?,
        }
    }
    Ok(())
}

fn remove(entry: &DirEntry) -> io::Result<()> {
    match entry.file_type().is_dir() {
        true => fs::remove_dir(entry.path()),
        false => fs::remove_file(entry.path()),
    }
}

/// `public` → `.public.rutter`, in the same folder.
fn beside(output: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".rutter");
    output.with_file_name(name)
}

fn is_denied(fault: &Fault) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(fault, Fault::Io { error, .. } if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
}

/// Folders that did not exist, nearest first; those still empty in the end are removed again.
#[derive(Debug)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn above(folder: &Path) -> Self {
        let above = folder.ancestors().skip(1);
        let missing = above.take_while(|folder| !folder.exists());
        MadeFolders(missing.map(Path::to_path_buf).collect())
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        self.0.iter().all(|folder| fs::remove_dir(folder).is_ok());
    }
}
