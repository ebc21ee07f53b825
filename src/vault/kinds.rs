//! The notes that explain kinds of Kubernetes objects.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue::Catalogue;
use super::{NoteId, problem};
use crate::kube;
use crate::note::{LinkForm, Note};
use crate::text::Problem;

/// The note of each kind that occurs: the one that claims it, else one named for it.
#[derive(Default)]
pub(super) struct Kinds<'n>(FxHashMap<&'n str, NoteId>);

impl<'n> Kinds<'n> {
    /// The kinds that occur in `notes` and in `listings`; that several notes claim one is a problem.
    pub(super) fn of(
        notes: &'n [Arc<Note>],
        listings: impl Iterator<Item = &'n Note>,
        catalogue: &Catalogue<'_>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let claimed = claimed(notes, problems);
        let mut kinds: FxHashMap<&str, Option<NoteId>> =
            claimed.into_iter().map(|(kind, note)| (kind, Some(note))).collect();
        let links = notes.iter().map(|note| &**note).chain(listings).flat_map(|note| &note.links);
        for link in links.filter(|link| link.form == LinkForm::Kind) {
            let kind: &str = &link.target;
            if kinds.contains_key(kind) {
                continue;
            }
            let names = kube::concept_names(kind);
            kinds.insert(kind, names.iter().find_map(|name| catalogue.named(name)));
        }
        Kinds(kinds.into_iter().filter_map(|(kind, note)| Some((kind, note?))).collect())
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
