//! The names that a text is searched for, all of them in one pass.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{folded, words};
use crate::note::Note;
use crate::text::name;
use crate::vault::catalogue::names_of;
use crate::vault::routes::is_old_url;
use crate::vault::sole::Sole;
use crate::vault::{Entry, NoteId};

/// The names of the notes as steps from word to word.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each word of a name by a number.
    words: FxHashMap<Box<str>, u32>,
    /// Where a word leads on to from a place in a name; 0 is before all names.
    steps: FxHashMap<(u32, u32), u32>,
    /// The name that ends at each place.
    ends: Vec<Option<Name>>,
}

/// A name that is searched for.
#[derive(Debug)]
pub(super) struct Name {
    /// The note, where only one is called so. Longer names hide shorter ones whoever has them.
    pub(super) note: Option<NoteId>,
    /// How it has to be written, where it is one word: a *service* is any, a *Service* has a note.
    pub(super) written: Option<FxHashSet<Box<str>>>,
    /// Whether a title is this word in small letters: then that is a name here (`kubelet`), or a word (`deploy`).
    pub(super) is_word: bool,
}

/// The most words of a name; a longer one is a sentence, and nobody calls a note so.
const MOST_WORDS: usize = 40;

/// The fewest characters of a name, and of one in a script that puts no blanks between words.
const FEWEST: usize = 4;
const FEWEST_UNSPACED: usize = 2;

impl Names {
    /// The titles and aliases of notes. Those of a note are its own where all are here that are called so, too.
    pub(super) fn of<'n>(notes: impl Iterator<Item = (NoteId, &'n Entry)> + Clone) -> Self {
        let owners: Sole<NoteId> = notes
            .clone()
            .flat_map(|(id, entry)| called(&entry.note).map(move |name| (name::caseless(name), id)))
            .collect();
        let mut names = Names::default();
        names.ends.push(None);
        for (id, entry) in notes {
            for name in telling(&entry.note) {
                let owner = owners.get(&name::caseless(name)).filter(|_| is_mentioned(entry));
                names.add(name, owner.filter(|owner| *owner == id));
            }
        }
        names
    }

    fn add(&mut self, written: &str, note: Option<NoteId>) {
        let small = folded(written.trim());
        let words: Vec<&str> = words(&small).map(|word| small.get(word).unwrap_or("")).collect();
        if words.is_empty() || words.len() > MOST_WORDS {
            return;
        }
        let end = words.iter().fold(0, |place, word| self.step(place, word));
        let is_word = is_ordinary(written.trim());
        let is_capital = words.len() == 1 && small != written.trim();
        let spellings = is_capital.then(|| written.trim().into()).into_iter().collect();
        let written = (is_word || is_capital).then_some(spellings);
        match self.ends.get_mut(end as usize) {
            Some(Some(known)) => {
                known.is_word |= is_word;
                known.note = known.note.filter(|known| Some(*known) == note);
                let both = known.written.take().zip(written);
                known.written = both.map(|(known, also)| known.into_iter().chain(also).collect());
            }
            Some(free) => *free = Some(Name { note, written, is_word }),
            None => {}
        }
    }

    fn step(&mut self, place: u32, word: &str) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.words.entry(word.into()).or_insert(next);
        let next = self.ends.len() as u32;
        let to = *self.steps.entry((place, number)).or_insert(next);
        if to == next {
            self.ends.push(None);
        }
        to
    }

    /// The number of a word, where a name has it.
    pub(super) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// The longest name that these words begin with, and how many of them it is.
    pub(super) fn longest(&self, words: impl Iterator<Item = Option<u32>>) -> Option<(usize, &Name)> {
        let (mut place, mut found) = (0, None);
        for (count, word) in (1..).zip(words) {
            let Some(next) = word.and_then(|word| self.steps.get(&(place, word))) else { break };
            place = *next;
            let end = self.ends.get(place as usize).and_then(Option::as_ref);
            found = end.map(|name| (count, name)).or(found);
        }
        found
    }
}

/// Whether mentions of a note are told: those of the home page are not, for its name is that of the whole site.
pub(super) fn is_mentioned(entry: &Entry) -> bool {
    !entry.note.front.unlisted && !entry.route.is_home()
}

/// Every name a wiki link finds a note by.
pub(super) fn called(note: &Note) -> impl Iterator<Item = &str> {
    names_of(note).chain([name::without_extension(note.path.name())])
}

/// The names that mean the note wherever they stand.
pub(super) fn telling(note: &Note) -> impl Iterator<Item = &str> {
    let aliases =
        note.front.aliases.iter().map(|alias| alias.text.as_str()).filter(|alias| !is_old_url(alias));
    let names = aliases.chain(note.front.names.iter().map(String::as_str)).filter(|name| !is_ordinary(name));
    names.chain([note.title.as_str()]).filter(|name| is_long(name))
}

/// Whether a name is one word of small letters: as a title it may be a name (`kubelet`), as an alias it is there to be
/// linked in a sentence (`claim`, `events`).
fn is_ordinary(name: &str) -> bool {
    !name.is_empty() && name.chars().all(char::is_lowercase)
}

/// Whether a name is long enough, and more than a number.
fn is_long(name: &str) -> bool {
    let fewest = if name.contains(crate::text::script::is_unspaced) { FEWEST_UNSPACED } else { FEWEST };
    name.chars().filter(|c| c.is_alphanumeric()).nth(fewest - 1).is_some()
        && !name.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}
