//! Which paths are taken, as file systems that ignore case compare them.

use std::collections::BTreeSet;

use crate::text::{RelPath, name};

/// The paths of planned files as file systems that ignore case compare them.
#[derive(Default)]
pub(super) struct Taken {
    folded: BTreeSet<String>,
}

impl Taken {
    /// Takes a path.
    pub(super) fn add(&mut self, path: &RelPath) {
        self.folded.insert(folded(path));
    }

    /// Whether a file can be here: no other is, none lies below it, and none stands where its folder must.
    pub(super) fn leaves(&self, path: &RelPath) -> bool {
        let key = folded(path);
        let first = self.folded.range(key.clone()..).next();
        !first.is_some_and(|first| first.starts_with(&key)) && self.file_above(path).is_none()
    }

    /// The file that stands where a folder above the path must.
    pub(super) fn file_above(&self, path: &RelPath) -> Option<RelPath> {
        let folders = std::iter::successors(Some(path.parent()), |folder| Some(folder.parent()));
        folders.take_while(|folder| !folder.is_root()).find(|folder| self.folded.contains(&folded(folder)))
    }
}

/// A path as it is compared, with a slash at its end: what lies below it begins with it.
pub(super) fn folded(path: &RelPath) -> String {
    name::folded(&format!("{path}/"))
}
