//! The notes that explain kinds of Kubernetes objects.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue::{Catalogue, Heard};
use super::seen::kinds;
use super::{NoteId, problem};
use crate::kube;
use crate::note::Note;
use crate::text::Problem;

/// The note of each kind that occurs: the one that claims it, else one named for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Kinds(FxHashMap<Box<str>, NoteId>);

impl Kinds {
    /// The kinds that occur in `notes` and in `listings`; that several notes claim one is a problem.
    pub(super) fn of<'n>(
        notes: &'n [Arc<Note>],
        listings: impl Iterator<Item = &'n Note>,
        catalogue: &Catalogue<'_>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let claimed = claimed(notes, problems);
        let mut found: FxHashMap<&str, Option<NoteId>> =
            claimed.into_iter().map(|(kind, note)| (kind, Some(note))).collect();
        let occurring = notes.iter().map(|note| &**note).chain(listings).flat_map(kinds);
        let heard = Heard::default();
        for kind in occurring {
            found.entry(kind).or_insert_with(|| {
                kube::concept_names(kind).iter().find_map(|name| catalogue.named(name, &heard))
            });
        }
        Kinds(found.into_iter().filter_map(|(kind, note)| Some((kind.into(), note?))).collect())
    }

    /// The note that explains a kind.
    pub(super) fn note(&self, kind: &str) -> Option<NoteId> {
        self.0.get(kind).copied()
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
