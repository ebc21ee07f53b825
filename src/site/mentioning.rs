//! Who mentions whom, told for one page or for all at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::vault::{Mentioned, Mentions, NoteId, Vault};

/// How many pages of a site are told singly who mentions their notes. Whoever asks for more reads all of them, and then
/// it is faster to find all mentions at once.
const MOST_SINGLE: usize = 32;

/// Who mentions whom, as far as pages have asked.
#[derive(Debug, Default)]
pub(super) struct Mentioning {
    all: OnceLock<Mentions>,
    single: AtomicUsize,
}

impl Mentioning {
    /// Who mentions whom; all texts are read where nobody has asked before.
    pub(super) fn all(&self, vault: &Vault) -> &Mentions {
        self.all.get_or_init(|| Mentions::of(vault))
    }

    /// Who mentions a note.
    pub(super) fn to(&self, vault: &Vault, id: NoteId) -> Mentioned {
        let is_single = || self.single.fetch_add(1, Ordering::Relaxed) < MOST_SINGLE;
        match self.all.get() {
            None if is_single() => Mentioned::of(vault, id),
            _ => self.all(vault).to(id),
        }
    }
}
