//! Hits: the names that stand in the text of one note.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Mention;
use super::names::{Name, Names};
use super::words::{folded, words};
use crate::note::{Note, Prose};
use crate::vault::NoteId;

/// The notes that a note mentions, in the order of its text, each where it is mentioned first. Follows from the text
/// and the names alone.
pub(super) fn of(from: NoteId, note: &Note, names: &Names) -> Vec<(NoteId, Mention)> {
    let mut found = Found { from, hits: Vec::new(), known: FxHashMap::default() };
    Prose::of(note).for_each(|prose| found.in_text(&prose, names));
    found.hits
}

struct Found {
    from: NoteId,
    hits: Vec<(NoteId, Mention)>,
    /// Which of the hits is that of a note.
    known: FxHashMap<NoteId, usize>,
}

/// A word, where it stands, and its number where a name has it.
type Word = (Range<usize>, Option<u32>);

impl Found {
    fn in_text(&mut self, prose: &Prose, names: &Names) {
        let words = numbered(prose, names);
        let mut rest = words.as_slice();
        while let Some((first, mut behind)) = rest.split_first() {
            if let Some((count, name)) = names.longest(rest.iter().map(|word| word.1)) {
                let last = rest.get(count - 1).unwrap_or(first);
                let range = first.0.start..last.0.end;
                if let Some(to) = name.note.filter(|_| is_meant(name, prose, &range)) {
                    self.add(to, prose, range);
                }
                behind = rest.get(count..).unwrap_or(&[]);
            }
            rest = behind;
        }
    }

    fn add(&mut self, to: NoteId, prose: &Prose, range: Range<usize>) {
        let next = self.hits.len();
        let index = *self.known.entry(to).or_insert(next);
        match self.hits.get_mut(index) {
            Some((_, mention)) => mention.count += 1,
            None => self.hits.push((to, mention(self.from, prose, range))),
        }
    }
}

fn mention(from: NoteId, prose: &Prose, range: Range<usize>) -> Mention {
    Mention { from, count: 1, start: prose.start, at: range.start as u32, bytes: range.len() as u32 }
}

/// Whether a name is meant where its words stand. One of a single word that begins with a capital is an ordinary word
/// where it is written otherwise, and may be one where a sentence begins: that asks for a capital anyway.
fn is_meant(name: &Name, prose: &Prose, range: &Range<usize>) -> bool {
    let (Some(spellings), Some(written)) = (&name.written, prose.text.get(range.clone())) else {
        return true;
    };
    let is_proper = written.chars().skip(1).any(char::is_uppercase);
    spellings.contains(written) && (is_proper || !prose.begins_sentence(range.start))
}

/// The words of a text; those of links and code are of no name.
fn numbered(prose: &Prose, names: &Names) -> Vec<Word> {
    let small = folded(&prose.text);
    let mut taken = prose.taken.iter().peekable();
    let mut number = |word: &Range<usize>| {
        while taken.next_if(|taken| taken.end <= word.start).is_some() {}
        let is_free = taken.peek().is_none_or(|taken| word.end <= taken.start);
        is_free.then(|| small.get(word.clone()).and_then(|word| names.word(word))).flatten()
    };
    words(&small).map(|word| (word.clone(), number(&word))).collect()
}
