//! Mentions: where a note names another one without a link to it.
//!
//! What a note mentions follows from its own text and the names of all notes ([`hits::of`]); who mentions whom without a
//! link is told from that and from the links ([`Mentions::of`]). Nothing here is a part of linking: it reads all
//! texts, and pages are all that wants it.

mod hits;
mod names;
mod words;

use std::ops::Range;

use super::{NoteId, Vault, in_shares};
use hits::Hit;
use names::Names;

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

/// The notes that mention one note.
#[derive(Debug, Clone, Default)]
struct Mentioned {
    /// Those that name it.
    named: Most,
    /// Those in which its title stands as a word in small letters.
    word: Most,
}

/// Those that do something most often, and how many there are.
#[derive(Debug, Clone, Default)]
struct Most {
    by: Vec<Mention>,
    count: usize,
}

impl Mentions {
    /// Reads all notes.
    pub fn of(vault: &Vault) -> Self {
        let names = Names::of(&vault.notes);
        let ids: Vec<NoteId> = vault.ids().filter(|id| !vault[*id].note.front.unlisted).collect();
        let shares = in_shares(&ids, |_, ids| Mentions::by(ids, vault, &names));
        let mut mentions = shares.into_iter().fold(Mentions::none(vault), Mentions::with);
        vault.ids().zip(&mut mentions.of).for_each(|(id, of)| of.judge(linking(vault, id)));
        mentions
    }

    /// The notes that mention a note, those that do so most often first and at most 20 of them, and how many
    /// there are.
    pub fn to(&self, NoteId(id): NoteId) -> (&[Mention], usize) {
        self.of.get(id as usize).map_or((&[], 0), |mentioned| (&mentioned.named.by, mentioned.named.count))
    }

    fn none(vault: &Vault) -> Self {
        Mentions { of: vec![Mentioned::default(); vault.notes.len()] }
    }

    /// What some of the notes mention.
    fn by(from: &[NoteId], vault: &Vault, names: &Names) -> Self {
        let mut mentions = Mentions::none(vault);
        for &from in from {
            let hits = hits::of(from, &vault[from].note, names).into_iter();
            hits.filter(|hit| hit.to != from && !vault.graph.links(from, hit.to))
                .for_each(|hit| mentions.of[hit.to.0 as usize].add(hit));
        }
        mentions.of.iter_mut().for_each(Mentioned::keep_most);
        mentions
    }

    fn with(mut self, others: Mentions) -> Self {
        for (mine, other) in self.of.iter_mut().zip(others.of) {
            mine.named.append(other.named);
            mine.word.append(other.word);
        }
        self
    }
}

/// How many notes link to one.
fn linking(vault: &Vault, id: NoteId) -> usize {
    let mut from: Vec<NoteId> = vault[id].backlinks.iter().map(|link| link.from).collect();
    from.sort_unstable();
    from.dedup();
    from.len()
}

impl Mentioned {
    fn add(&mut self, hit: Hit) {
        if hit.is_word { self.word.add(hit.mention) } else { self.named.add(hit.mention) }
    }

    fn keep_most(&mut self) {
        self.named.keep_most();
        self.word.keep_most();
    }

    /// A word in small letters is a name where people treat it as one: no more notes have it without a link than
    /// there are that link it. `kubelet` is linked nearly wherever it stands, `deploy` hardly ever.
    fn judge(&mut self, linking: usize) {
        let word = std::mem::take(&mut self.word);
        if word.count <= linking {
            self.named.append(word);
        }
    }
}

impl Most {
    fn add(&mut self, mention: Mention) {
        self.by.push(mention);
        self.count += 1;
        if self.by.len() >= 4 * MOST {
            self.keep_most();
        }
    }

    fn append(&mut self, mut other: Most) {
        self.by.append(&mut other.by);
        self.count += other.count;
        self.keep_most();
    }

    fn keep_most(&mut self) {
        self.by.sort_unstable_by_key(|mention| (u32::MAX - mention.count, mention.from));
        self.by.truncate(MOST);
    }
}
