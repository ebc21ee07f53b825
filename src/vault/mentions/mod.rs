//! Mentions: where a note names another one without a link to it.
//!
//! What a note mentions follows from its own text and the names of all notes ([`hits::of`]); who mentions whom without a
//! link is told from that and from the links ([`Mentions::of`]). Nothing here is a part of linking: it reads all
//! texts, and pages are all that wants it. Who mentions one note is told without reading the others
//! ([`Mentioned::of`]), which is what a preview asks for.

mod hits;
mod names;
mod sieve;
mod words;

use std::ops::Range;

use super::{NoteId, Vault, in_shares};
use hits::Hit;
use names::Names;
use sieve::Sieve;

/// The most notes that are kept for each note that they mention.
const MOST: usize = 20;

/// A note that mentions another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The note in whose text the name stands.
    pub from: NoteId,
    /// How often.
    pub count: u32,
    /// Where its running text is to be read from ([`crate::note::Prose::at`]).
    pub start: u32,
    /// Where the name stands in that text for the first time.
    at: u32,
    bytes: u32,
}

impl Mention {
    /// Where the name stands in its running text.
    pub fn range(&self) -> Range<usize> {
        self.at as usize..(self.at + self.bytes) as usize
    }
}

/// The notes that mention each note without a link to it.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    of: Vec<Mentioned>,
}

/// The notes that mention one note: those that do so most often, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// The notes that do so most often first, and at most 20.
    pub by: Vec<Mention>,
    /// How many there are.
    pub count: usize,
}

/// The notes that may mention one note.
#[derive(Debug, Clone, Default)]
struct Candidates {
    /// Those that name it.
    named: Mentioned,
    /// Those in which its title stands as a word in small letters.
    word: Mentioned,
}

impl Mentions {
    /// Reads all notes.
    pub fn of(vault: &Vault) -> Self {
        let names = Names::of(vault.ids().zip(&vault.notes));
        let ids: Vec<NoteId> = vault.ids().filter(|id| mentions(vault, *id)).collect();
        let shares = in_shares(&ids, |_, ids| candidates(ids, vault, &names));
        let mut all = vec![Candidates::default(); vault.notes.len()];
        for share in shares {
            all.iter_mut().zip(share).for_each(|(all, others)| all.join(others));
        }
        Mentions { of: vault.ids().zip(all).map(|(id, candidates)| candidates.judged(vault, id)).collect() }
    }

    /// The notes that mention a note.
    pub fn to(&self, NoteId(id): NoteId) -> Mentioned {
        self.of.get(id as usize).cloned().unwrap_or_default()
    }
}

/// What some of the notes mention.
fn candidates(from: &[NoteId], vault: &Vault, names: &Names) -> Vec<Candidates> {
    let mut candidates = vec![Candidates::default(); vault.notes.len()];
    for &from in from {
        let hits = hits::of(from, &vault[from].note, names).into_iter();
        hits.filter(|hit| hit.to != from && !vault.graph.links(from, hit.to))
            .for_each(|hit| candidates[hit.to.0 as usize].add(hit));
    }
    candidates.iter_mut().for_each(Candidates::keep_most);
    candidates
}

/// Whether what a note mentions is told.
fn mentions(vault: &Vault, id: NoteId) -> bool {
    !vault[id].note.front.unlisted
}

/// How many notes link to one.
fn linking(vault: &Vault, id: NoteId) -> usize {
    let mut from: Vec<NoteId> = vault[id].backlinks.iter().map(|link| link.from).collect();
    from.sort_unstable();
    from.dedup();
    from.len()
}

impl Candidates {
    fn add(&mut self, hit: Hit) {
        if hit.is_word { self.word.add(hit.mention) } else { self.named.add(hit.mention) }
    }

    fn join(&mut self, others: Candidates) {
        self.named.join(others.named);
        self.word.join(others.word);
    }

    fn keep_most(&mut self) {
        self.named.keep_most();
        self.word.keep_most();
    }

    /// A word in small letters is a name where people treat it as one: no more notes have it without a link than
    /// there are that link it. `kubelet` is linked nearly wherever it stands, `deploy` hardly ever.
    fn judged(mut self, vault: &Vault, id: NoteId) -> Mentioned {
        if self.word.count > 0 && self.word.count <= linking(vault, id) {
            self.named.join(self.word);
        }
        self.named
    }
}

impl Mentioned {
    /// The notes that mention a note: the same as [`Mentions::to`] tells of all, and many times faster for one. Only notes
    /// are read that have all words of one of its names, and only for names that can stand in them.
    pub fn of(vault: &Vault, id: NoteId) -> Self {
        let sieve = Sieve::of(vault, id);
        let texts = sieve.texts();
        let names = Names::of(sieve.names(&texts).iter().map(|id| (*id, &vault[*id])));
        let shares = in_shares(&texts, |_, from| Mentioned::candidates(from, id, vault, &names));
        let mut all = Candidates::default();
        shares.into_iter().for_each(|share| all.join(share));
        all.judged(vault, id)
    }

    /// Those of some notes that may mention one.
    fn candidates(from: &[NoteId], to: NoteId, vault: &Vault, names: &Names) -> Candidates {
        let mut candidates = Candidates::default();
        for &from in from {
            let hits = hits::of(from, &vault[from].note, names).into_iter();
            hits.filter(|hit| hit.to == to).for_each(|hit| candidates.add(hit));
        }
        candidates.keep_most();
        candidates
    }

    fn add(&mut self, mention: Mention) {
        self.by.push(mention);
        self.count += 1;
        if self.by.len() >= 4 * MOST {
            self.keep_most();
        }
    }

    fn join(&mut self, mut others: Mentioned) {
        self.by.append(&mut others.by);
        self.count += others.count;
        self.keep_most();
    }

    fn keep_most(&mut self) {
        self.by.sort_unstable_by_key(|mention| (u32::MAX - mention.count, mention.from));
        self.by.truncate(MOST);
    }
}
