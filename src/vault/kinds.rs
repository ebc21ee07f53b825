//! The notes that explain kinds of Kubernetes objects.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue::Catalogue;
use super::heard::Heard;
use super::seen::kinds;
use super::{NoteId, problem};
use crate::kube;
use crate::note::Note;
use crate::text::Problem;

/// The note of each kind that occurs: the one that claims it, else one named for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Kinds(FxHashMap<Box<str>, NoteId>);

impl Kinds {
    /// Finds the notes of the kinds that occur.
    pub(super) fn of(occurring: &Occurring, catalogue: &Catalogue<'_>) -> Self {
        let heard = Heard::default();
        let named =
            |kind: &str| kube::concept_names(kind).iter().find_map(|name| catalogue.named(name, &heard));
        let note = |kind: &str| occurring.claimed.get(kind).copied().or_else(|| named(kind));
        Kinds(occurring.kinds.iter().filter_map(|kind| Some((kind.clone(), note(kind)?))).collect())
    }

    /// The note that explains a kind.
    pub(super) fn note(&self, kind: &str) -> Option<NoteId> {
        self.0.get(kind).copied()
    }
}

/// The kinds that occur in a vault.
pub(super) struct Occurring {
    /// Each once.
    kinds: Vec<Box<str>>,
    /// The notes that claim one.
    claimed: FxHashMap<Box<str>, NoteId>,
    /// That several notes claim one.
    pub(super) problems: Vec<Problem>,
}

impl Occurring {
    /// The kinds in `notes` and in `listings`.
    pub(super) fn of<'n>(notes: &'n [Arc<Note>], listings: impl Iterator<Item = &'n Note>) -> Self {
        let mut problems = Vec::new();
        let claimed = claimed(notes, &mut problems);
        let all = notes.iter().map(|note| &**note).chain(listings).flat_map(kinds);
        let all: FxHashSet<&str> = all.chain(claimed.keys().copied()).collect();
        let mut kinds: Vec<Box<str>> = all.into_iter().map(Box::from).collect();
        kinds.sort_unstable();
        let claimed = claimed.into_iter().map(|(kind, id)| (kind.into(), id)).collect();
        Occurring { kinds, claimed, problems }
    }
}

/// The first note that claims each kind with `kinds:`; that others do is a problem.
fn claimed<'n>(notes: &'n [Arc<Note>], problems: &mut Vec<Problem>) -> FxHashMap<&'n str, NoteId> {
    let mut claimed: FxHashMap<&str, (NoteId, &Note)> = FxHashMap::default();
    for (id, note) in (0..).map(NoteId).zip(notes) {
        for kind in &note.front.kinds {
            let (first, owner) = *claimed.entry(kind).or_insert((id, note));
            if first != id {
                problems.push(problem::kind_collision(note, owner, kind));
            }
        }
    }
    claimed.into_iter().map(|(kind, (id, _))| (kind, id)).collect()
}
