//! Drafts: notes that are not published, so that a link to one can say so.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::catalogue::{loose, names_of};
use super::endings::Endings;
use crate::note::{Link, Note};
use crate::text::{RelPath, name};

/// The names of the drafts.
pub(super) struct Drafts {
    paths: Endings,
    names: FxHashSet<String>,
}

impl Drafts {
    pub(super) fn new(drafts: &[Arc<Note>]) -> Self {
        Drafts {
            paths: Endings::new(drafts.iter().map(|note| loose(&name::folded(note.path.as_str()))).collect()),
            names: drafts.iter().flat_map(|note| names_of(note)).map(name::folded).collect(),
        }
    }

    /// Whether a link of a note that leads nowhere would lead to a draft.
    pub(super) fn are_meant_by(&self, note: &Note, link: &Link) -> bool {
        if link.is_implied() || (self.paths.is_empty() && self.names.is_empty()) {
            return false;
        }
        let ends = |path: &str| !self.paths.ending_in(&loose(&name::exact(path))).is_empty();
        match place(note, link) {
            Some(place) => self.paths.at(&loose(&name::exact(place.as_str()))).next().is_some(),
            None => ends(link.name().trim_matches('/')) || self.names.contains(&name::folded(link.name())),
        }
    }
}

/// The one place a link means, where it means no other: from the folder of its note.
pub(super) fn place(note: &Note, link: &Link) -> Option<RelPath> {
    let explicit = link.target.starts_with("./") || link.target.starts_with("../");
    explicit.then(|| note.path.parent().join(&link.target).ok()).flatten()
}
