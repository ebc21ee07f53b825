//! Hits: the names that stand in the text of one note.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Mention;
use super::names::{Name, Names};
use super::words::{folded, words};
use crate::note::{Note, Prose};
use crate::vault::NoteId;

/// A note that is mentioned.
pub(super) struct Hit {
    pub(super) to: NoteId,
    pub(super) mention: Mention,
    /// Whether all that stands there is its title as a word in small letters, which may mean nothing but that word.
    pub(super) is_word: bool,
}

/// The notes that a note mentions, in the order of its text, each where it is mentioned first. Follows from the text
/// and the names alone.
pub(super) fn of(from: NoteId, note: &Note, names: &Names) -> Vec<Hit> {
    let mut found = Found { from, hits: Vec::new(), known: FxHashMap::default() };
    Prose::of(note).for_each(|prose| found.in_text(&prose, names));
    found.hits
}

struct Found {
    from: NoteId,
    hits: Vec<Hit>,
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
                let says = says(name, prose, &range);
                if let Some((to, is_word)) = name.note.zip(says.map(|says| says == Says::Word)) {
                    self.add(Hit { to, mention: mention(self.from, prose, range), is_word });
                }
                behind = rest.get(count..).unwrap_or(&[]);
            }
            rest = behind;
        }
    }

    /// A name says more than a word, wherever it stands.
    fn add(&mut self, hit: Hit) {
        let next = self.hits.len();
        let index = *self.known.entry(hit.to).or_insert(next);
        match self.hits.get_mut(index) {
            Some(known) if known.is_word == hit.is_word => known.mention.count += 1,
            Some(known) if known.is_word => *known = hit,
            Some(_) => {}
            None => self.hits.push(hit),
        }
    }
}

fn mention(from: NoteId, prose: &Prose, range: Range<usize>) -> Mention {
    Mention { from, count: 1, start: prose.start, at: range.start as u32, bytes: range.len() as u32 }
}

/// What the words of a name say where they stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    /// They name the note.
    Name,
    /// They name it if people here use this word for a name.
    Word,
}

/// What a name says where it stands, if it means its note. One of a single word that begins with a capital is an
/// ordinary word where it is written otherwise, and may be one where a sentence begins: that asks for a capital anyway.
fn says(name: &Name, prose: &Prose, range: &Range<usize>) -> Option<Says> {
    let (Some(spellings), Some(written)) = (&name.written, prose.text.get(range.clone())) else {
        return Some(Says::Name);
    };
    let has_capital = written.contains(char::is_uppercase);
    let is_spelt = spellings.contains(written) || (name.is_word && has_capital);
    if is_spelt && is_capital_chosen(written, prose, range.start) {
        return Some(Says::Name);
    }
    name.is_word.then_some(Says::Word)
}

/// Whether a capital that a word begins with says that it is a name.
pub(super) fn is_capital_chosen(word: &str, prose: &Prose, at: usize) -> bool {
    word.chars().skip(1).any(char::is_uppercase) || !prose.begins_sentence(at)
}

/// The words of a text; those of links and code are of no name.
fn numbered(prose: &Prose, names: &Names) -> Vec<Word> {
    let small = folded(&prose.text);
    let words = free_words(prose, &small);
    words.map(|(range, word)| (range, word.and_then(|word| names.word(word)))).collect()
}

/// Where the words of a text stand, and those that a name may be made of; `small` is the text in small letters.
pub(super) fn free_words<'t>(
    prose: &'t Prose,
    small: &'t str,
) -> impl Iterator<Item = (Range<usize>, Option<&'t str>)> {
    let mut taken = prose.taken.iter().peekable();
    words(small).map(move |word| {
        while taken.next_if(|taken| taken.end <= word.start).is_some() {}
        let is_free = taken.peek().is_none_or(|taken| word.end <= taken.start);
        let free = small.get(word.clone()).filter(|_| is_free);
        (word, free)
    })
}
