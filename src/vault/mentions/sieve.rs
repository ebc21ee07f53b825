//! The sieve: which texts may name a note, and which names may stand in them, as far as numbers of words tell.
//!
//! The numbers of a note are kept beside it and live as long as it does, so that a rebuild reads what has changed. Words
//! may share a number: whatever passes is looked at by its letters.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::hits::{free_words, is_capital_chosen};
use super::names::{called, is_mentioned, telling};
use super::words::{folded, words};
use crate::note::{Note, Prose, Spelling};
use crate::text::name;
use crate::vault::{NoteId, Vault, in_shares};

/// What the mentions of one note are sifted by.
pub(super) struct Sieve<'v> {
    vault: &'v Vault,
    id: NoteId,
    /// The numbers of its names.
    names: Vec<u32>,
    /// Those that a text has where it may name the note by each.
    words: Vec<Vec<u32>>,
}

impl<'v> Sieve<'v> {
    pub(super) fn of(vault: &'v Vault, id: NoteId) -> Self {
        let entry = &vault[id];
        let names = || telling(&entry.note).filter(|_| is_mentioned(entry));
        let words = names().map(sought).filter(|words| !words.is_empty());
        Sieve { vault, id, names: names().map(of_name).collect(), words: words.collect() }
    }

    /// The notes that have all words of one of the names, and no link to the note.
    pub(super) fn texts(&self) -> Vec<NoteId> {
        if self.words.is_empty() {
            return Vec::new();
        }
        read_new(self.vault);
        let is_open = |from: NoteId| from != self.id && !self.vault.graph.links(from, self.id);
        let listed = self.vault.ids().filter(|from| super::mentions(self.vault, *from));
        listed.filter(|from| self.is_worded(*from) && is_open(*from)).collect()
    }

    fn is_worded(&self, from: NoteId) -> bool {
        let text = words_of(&self.vault[from].note);
        self.words.iter().any(|name| name.iter().all(|word| text.binary_search(word).is_ok()))
    }

    /// The notes that have a name whose words are all in these texts, or one of the names of the note.
    pub(super) fn names(&self, texts: &[NoteId]) -> Vec<NoteId> {
        if texts.is_empty() {
            return Vec::new();
        }
        let marks = Marks::of(texts.iter().flat_map(|id| words_of(&self.vault[*id].note)));
        let is_near =
            |spelling: &Spelling| marks.has_all(&spelling.words) || self.names.contains(&spelling.name);
        self.vault.ids().filter(|id| spellings_of(&self.vault[*id].note).iter().any(is_near)).collect()
    }
}

/// Reads the notes that have no numbers yet: all of them for the first page of a preview, then those that have changed.
fn read_new(vault: &Vault) {
    let notes = vault.notes.iter().map(|entry| &*entry.note).filter(|note| !note.front.unlisted);
    let new: Vec<&Note> = notes.filter(|note| !(note.words.is_made() && note.spellings.is_made())).collect();
    in_shares(&new, |_, notes| {
        for note in notes {
            words_of(note);
            spellings_of(note);
        }
    });
}

/// A set of numbers that is asked often: a bit for all numbers that begin alike.
struct Marks(Vec<u64>);

/// How many bits of a number tell its place among the marks, which take 128 KB.
const PLACED: u32 = 20;

impl Marks {
    fn of<'n>(numbers: impl Iterator<Item = &'n u32>) -> Self {
        let mut marks = vec![0; 1 << (PLACED - 6)];
        for number in numbers {
            let (at, bit) = Marks::place(*number);
            if let Some(mark) = marks.get_mut(at) {
                *mark |= bit;
            }
        }
        Marks(marks)
    }

    fn has_all(&self, numbers: &[u32]) -> bool {
        numbers.iter().all(|number| {
            let (at, bit) = Marks::place(*number);
            self.0.get(at).is_some_and(|mark| mark & bit != 0)
        })
    }

    fn place(number: u32) -> (usize, u64) {
        let place = number >> (u32::BITS - PLACED);
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

/// The numbers of the words of a name; of one word with a capital that as it is written, for it has to be written so.
fn sought(name: &str) -> Vec<u32> {
    let (name, small) = (name.trim(), folded(name.trim()));
    let words: Vec<u32> = numbers(&small).collect();
    if words.len() == 1 { vec![number(name)] } else { words }
}

/// The numbers of the words of a running text in small letters, and as they are written where that makes a name of them;
/// ascending.
fn words_of(note: &Note) -> &[u32] {
    note.words.get(|| {
        let mut all = Vec::new();
        Prose::of(note).for_each(|prose| add_words(&prose, &mut all));
        all.sort_unstable();
        all.dedup();
        all.into()
    })
}

fn add_words(prose: &Prose, all: &mut Vec<u32>) {
    let small = folded(&prose.text);
    for (range, word) in free_words(prose, &small) {
        let (Some(word), Some(written)) = (word, prose.text.get(range.clone())) else { continue };
        all.push(number(word));
        if written != word && is_capital_chosen(written, prose, range.start) {
            all.push(number(written));
        }
    }
}

/// What a note is called.
fn spellings_of(note: &Note) -> &[Spelling] {
    note.spellings.get(|| called(note).map(spelling).collect())
}

fn spelling(written: &str) -> Spelling {
    let small = folded(written.trim());
    let mut all = numbers(&small);
    let first = all.next().unwrap_or(0);
    let mut words = [first; 8];
    words.iter_mut().skip(1).zip(all).for_each(|(word, next)| *word = next);
    Spelling { name: of_name(written), words }
}

fn of_name(name: &str) -> u32 {
    number(&name::caseless(name))
}

/// The numbers of the words of a text in small letters.
fn numbers(small: &str) -> impl Iterator<Item = u32> {
    words(small).map(|word| number(small.get(word).unwrap_or("")))
}

fn number(word: &str) -> u32 {
    (FxBuildHasher.hash_one(word) >> 32) as u32
}
