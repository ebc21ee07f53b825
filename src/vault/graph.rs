//! Which notes link to which, each pair once.

use super::{Entry, NoteId, Target};

/// The links between notes without their places: for each note those it links to and those that link to it,
/// both in path order. Unlisted notes have none.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    out: Vec<Vec<NoteId>>,
    into: Vec<Vec<NoteId>>,
}

impl Graph {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let out: Vec<Vec<NoteId>> =
            (0..).map(NoteId).zip(entries).map(|(id, e)| linked(id, e, entries)).collect();
        let mut into = vec![Vec::new(); entries.len()];
        for (from, targets) in (0..).map(NoteId).zip(&out) {
            for &NoteId(to) in targets {
                if let Some(sources) = into.get_mut(to as usize) {
                    sources.push(from);
                }
            }
        }
        Graph { out, into }
    }

    /// The notes a note links to.
    pub fn targets(&self, NoteId(id): NoteId) -> &[NoteId] {
        self.out.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// The notes that link to a note.
    pub fn sources(&self, NoteId(id): NoteId) -> &[NoteId] {
        self.into.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether no note links to another.
    pub fn is_empty(&self) -> bool {
        self.out.iter().all(Vec::is_empty)
    }

    /// Whether one note links to another.
    pub fn links(&self, from: NoteId, to: NoteId) -> bool {
        self.targets(from).binary_search(&to).is_ok()
    }
}

/// The listed notes that a listed note links to, itself apart.
fn linked(id: NoteId, entry: &Entry, entries: &[Entry]) -> Vec<NoteId> {
    let is_listed = |NoteId(id): NoteId| entries.get(id as usize).is_some_and(|to| !to.note.front.unlisted);
    if !is_listed(id) {
        return Vec::new();
    }
    let targets = entry.answers.iter().filter_map(|answer| match answer.target() {
        Some(Target::Note(to, _)) if *to != id && is_listed(*to) => Some(*to),
        _ => None,
    });
    let mut targets: Vec<NoteId> = targets.collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}
