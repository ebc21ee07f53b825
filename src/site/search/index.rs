//! The index as files: what is in each of them.

use serde::Serialize;

use super::code;
use super::entry::script;
use super::files::{Counts, Part};
use super::postings::Word;
use super::reading::{Read, Reading};
use super::shards::{self, Shards};
use crate::text::{Digest, Hasher};

/// The index of a site.
#[derive(Debug)]
pub(super) struct Index {
    /// Changes with whatever the index holds: files of two builds never answer one question.
    version: String,
    words: Shards,
    names: Shards,
    /// The notes by their numbers.
    notes: Vec<Read>,
    /// The other parts in each file of texts: the note and which of its parts.
    others: Vec<Vec<(u32, u32)>>,
}

/// What a browser reads first: where everything else is.
#[derive(Serialize)]
struct Root<'r> {
    /// Which form the files have, for a script of another version of Rutter that meets them.
    format: u32,
    /// How many notes there are.
    notes: usize,
    /// What each file of words begins with.
    words: &'r [String],
    /// What each file of names begins with.
    names: &'r [String],
    /// How many notes have their first part in each file of texts.
    texts: String,
    /// The notes of the other parts, each as the difference to that before.
    others: String,
}

/// The form of the files; another one whenever `static/search.js` of before would misread them.
const FORMAT: u32 = 1;

impl Index {
    pub(super) fn new(reading: Reading, counts: Counts) -> Index {
        let Reading { notes, words } = reading;
        let names = names(&words, counts.names as usize);
        let words = shards_of_words(&words, notes.len() as u32, counts.words as usize);
        let others = others(&notes, counts.texts as usize);
        Index { version: version(&notes, &words, &names), words, names, notes, others }
    }

    /// What one file holds.
    pub(super) fn file(&self, part: Part) -> Vec<u8> {
        match part {
            Part::Root => self.called("root", &[self.root().as_bytes()]),
            Part::Words(at) => self.list("words", at, &self.words),
            Part::Names(at) => self.list("names", at, &self.names),
            Part::Texts(at) => self.texts(at),
        }
    }

    /// A file calls what waits for it: that works from a folder on disk too, where nothing can be fetched.
    fn called(&self, name: &str, data: &[&[u8]]) -> Vec<u8> {
        let head = format!("rutterSearch.part(\"{}\",\"{name}\",", self.version);
        [&[head.as_bytes()], data, &[b")\n"]].concat().concat()
    }

    fn list(&self, folder: &str, at: u32, shards: &Shards) -> Vec<u8> {
        let entries = shards.entries.get(at as usize).map_or("", |entries| entries.trim_end_matches(','));
        self.called(&format!("{folder}/{at}"), &[b"[", entries.as_bytes(), b"]"])
    }

    /// The first parts by number, behind them the others by number.
    fn texts(&self, file: u32) -> Vec<u8> {
        let start = self.notes.partition_point(|note| note.file < file);
        let firsts = self.notes.iter().skip(start).take_while(|note| note.file == file);
        let others = self.others.get(file as usize).into_iter().flatten();
        let others =
            others.filter_map(|(note, part)| self.notes.get(*note as usize)?.parts.get(*part as usize));
        let parts: Vec<&[u8]> =
            firsts.filter_map(|note| note.parts.first()).chain(others).map(Vec::as_slice).collect();
        self.called(&format!("texts/{file}"), &[b"[", &parts.join(&b','), b"]"])
    }

    fn root(&self) -> String {
        script(&Root {
            format: FORMAT,
            notes: self.notes.len(),
            words: &self.words.bounds,
            names: &self.names.bounds,
            texts: notes_by_file(&self.notes, self.others.len()),
            others: owners(&self.notes),
        })
    }
}

fn version(notes: &[Read], words: &Shards, names: &Shards) -> String {
    let lists =
        words.entries.iter().chain(&names.entries).fold(Hasher::default(), |h, text| h.part(text.as_bytes()));
    let all = notes.iter().fold(lists, |hasher, note| hasher.part(note.digest.to_string().as_bytes()));
    Digest::short(all.finish())
}

/// Each word and its postings.
fn shards_of_words(words: &[(Box<str>, Word)], notes: u32, count: usize) -> Shards {
    let written = |spelt: &str, word: &Word| format!("{},\"{}\",", script(spelt), word.written(notes));
    let entries: Vec<(&str, String)> =
        words.iter().map(|(spelt, word)| (&**spelt, written(spelt, word))).collect();
    shards::cut(&entries, count)
}

/// The words that something is called by, among which misspelt ones are looked for.
fn names(words: &[(Box<str>, Word)], count: usize) -> Shards {
    let names = words.iter().filter(|(spelt, word)| word.is_name && can_be_misspelt(spelt));
    let entries: Vec<(&str, String)> =
        names.map(|(spelt, _)| (&**spelt, format!("{},", script(&**spelt)))).collect();
    shards::cut(&entries, count)
}

fn can_be_misspelt(word: &str) -> bool {
    word.chars().nth(SHORTEST_NAME - 1).is_some() && word.chars().all(char::is_alphabetic)
}

/// Shorter words are not corrected: each is near to too many.
const SHORTEST_NAME: usize = 4;

/// Each part but the first of a note is in the file behind that of the part before.
fn others(notes: &[Read], files: usize) -> Vec<Vec<(u32, u32)>> {
    let mut others = vec![Vec::new(); files];
    for (number, note) in (0..).zip(notes) {
        for part in 1..note.parts.len() {
            if let Some(others) = others.get_mut((note.file as usize + part) % files.max(1)) {
                others.push((number, part as u32));
            }
        }
    }
    others
}

fn notes_by_file(notes: &[Read], files: usize) -> String {
    let mut counts = vec![0; files];
    for note in notes {
        if let Some(count) = counts.get_mut(note.file as usize) {
            *count += 1;
        }
    }
    written(counts.into_iter())
}

/// The note of each part that is not the first of one.
fn owners(notes: &[Read]) -> String {
    let others =
        |(number, note): (u32, &Read)| std::iter::repeat_n(number, note.parts.len().saturating_sub(1));
    let mut last = 0;
    written((0..).zip(notes).flat_map(others).map(|number| number - std::mem::replace(&mut last, number)))
}

fn written(numbers: impl Iterator<Item = u32>) -> String {
    let mut out = String::new();
    numbers.for_each(|number| code::push_number(&mut out, number));
    out
}
