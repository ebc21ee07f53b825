//! Which notes link to which, each pair once.

use super::{Entry, NoteId};

/// The links between notes without their places: for each note those it links to and those that link to it,
/// both in path order. Unlisted notes have none.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    out: Vec<Vec<NoteId>>,
    into: Vec<Vec<NoteId>>,
}

impl Graph {
    /// What the backlinks say: a page counts in its picture whoever it lists below it.
    pub(super) fn new(entries: &[Entry]) -> Self {
        let into: Vec<Vec<NoteId>> = entries.iter().map(sources).collect();
        let mut out = vec![Vec::new(); entries.len()];
        for (to, sources) in (0..).map(NoteId).zip(&into) {
            for &NoteId(from) in sources {
                if let Some(targets) = out.get_mut(from as usize) {
                    targets.push(to);
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

    /// How many notes each note links to, added up.
    pub fn count(&self) -> usize {
        self.out.iter().map(Vec::len).sum()
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

/// The notes that link to a listed note, each once. Unlisted ones and the note itself are in no list of backlinks.
fn sources(entry: &Entry) -> Vec<NoteId> {
    let listed = entry.backlinks.iter().filter(|_| !entry.note.front.unlisted);
    let mut sources: Vec<NoteId> = listed.map(|link| link.from).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
