//! The files of a site and the folders that hold them.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::Fault;
use super::staging;
use crate::text::RelPath;

/// The name of the record of our files in an output.
pub(super) const RECORD: &str = ".rutter";

/// Some files and every folder above them, the root left out; both in path order, so that a folder
/// comes before what it holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    pub(super) files: BTreeSet<RelPath>,
    pub(super) folders: BTreeSet<RelPath>,
}

impl Listing {
    /// The files a site is to have.
    ///
    /// # Errors
    /// [`Fault::Refused`] for a name Rutter keeps for itself and for one that would leave the output
    /// on this system.
    pub(super) fn of_site(files: &[RelPath]) -> Result<Self, Fault> {
        match files.iter().find(|file| !may_be_ours(file)) {
            Some(file) => {
                Err(Fault::refused(Path::new(file.as_str()), "cannot be the name of a file of the site"))
            }
            None => Ok(files.iter().cloned().collect()),
        }
    }
}

impl FromIterator<RelPath> for Listing {
    fn from_iter<I: IntoIterator<Item = RelPath>>(files: I) -> Self {
        let mut listing = Listing::default();
        for file in files {
            add_folders(&mut listing.folders, file.parent());
            listing.files.insert(file);
        }
        listing
    }
}

fn add_folders(folders: &mut BTreeSet<RelPath>, mut folder: RelPath) {
    while !folder.is_root() && folders.insert(folder.clone()) {
        folder = folder.parent();
    }
}

/// Whether a file of this name can have been written by Rutter: inside the output on this system too
/// (Windows knows `C:` and `\`), no bookkeeping of ours, nothing of git's.
pub(super) fn may_be_ours(file: &RelPath) -> bool {
    let first = file.segments().next();
    let kept = [RECORD, staging::INSIDE, ".git"];
    first.is_some_and(|name| !kept.contains(&name)) && stays_inside(file)
}

fn stays_inside(file: &RelPath) -> bool {
    let mut components = Path::new(file.as_str()).components();
    let normal = components.all(|part| matches!(part, Component::Normal(_)));
    normal && Path::new(file.as_str()).components().count() == file.depth()
}

/// The path of a file or folder of the site below `root`.
pub(super) fn place(root: &Path, path: &RelPath) -> PathBuf {
    let mut place = root.to_path_buf();
    place.extend(path.segments());
    place
}

/// The folders above a path, the nearest first, the root left out.
pub(super) fn above(path: &RelPath) -> impl Iterator<Item = RelPath> {
    std::iter::successors(Some(path.parent()), |folder| Some(folder.parent()))
        .take_while(|folder| !folder.is_root())
}
