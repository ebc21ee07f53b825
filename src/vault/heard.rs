//! What the links of a note have asked for besides paths.

use std::cell::RefCell;

use super::NoteId;

/// What links have asked for besides paths: as long as this and the paths are the same, so are their answers. It is
/// written down where it is asked, for whatever else is asked is not known here.
#[derive(Debug, Default)]
pub(super) struct Heard(RefCell<Sources>);

/// What answers rest on besides paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    /// What notes are called.
    pub(super) names: bool,
    /// The blocks of all notes.
    pub(super) blocks: bool,
    /// The places in these notes.
    pub(super) places: Vec<NoteId>,
}

impl Heard {
    /// Something was asked for.
    pub(super) fn of(&self, asked: impl FnOnce(&mut Sources)) {
        asked(&mut self.0.borrow_mut());
    }

    /// All that was asked for, each note once.
    pub(super) fn sources(self) -> Sources {
        let mut sources = self.0.into_inner();
        sources.places.sort_unstable();
        sources.places.dedup();
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_looked_at_once_however_many_links_ask_for_its_places() {
        let heard = Heard::default();
        [2, 1, 2, 2].into_iter().for_each(|id| heard.of(|sources| sources.places.push(NoteId(id))));
        assert_eq!(heard.sources().places, [NoteId(1), NoteId(2)]);
    }
}
