//! Postings: for each word the parts of notes that have it, and how much it says about each.

use rustc_hash::FxHashMap;

use super::code;
use super::fields::Collect;

/// Most parts that are listed for one word. Of a word that more have, those it says most about are listed, and a
/// query asks for it without insisting: so what a query fetches does not grow with the site.
const MOST: usize = 2000;

/// A part and the level of a word in it, in one number: the level in the lowest six bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u32);

impl Posting {
    fn part(self) -> u32 {
        self.0 >> 6
    }

    fn level(self) -> u8 {
        (self.0 & 63) as u8
    }
}

/// What is known of one word.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// The first parts of notes that have it, in order.
    firsts: Vec<Posting>,
    /// The other parts, numbered among themselves.
    others: Vec<Posting>,
    /// Whether something is called so.
    pub(super) is_name: bool,
}

/// What the open part of a note says of a word.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Said {
    /// What the name weighs that says most. Names of one note say one thing in several ways (`PersistentVolume`,
    /// `persistent-volume`, `PV`), so they are not added up.
    name: f32,
    /// What all other fields weigh.
    fields: f32,
    /// How often it stands in the text.
    count: u32,
}

/// The words of some notes. A part is open at a time; its words are weighed when it ends.
#[derive(Default)]
pub(super) struct Postings {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// By word: what the open part says of it.
    open: Vec<Said>,
    /// The words of the open part.
    touched: Vec<u32>,
}

impl Postings {
    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number as usize;
        }
        let number = self.words.len();
        self.numbers.insert(word.into(), number as u32);
        self.words.push(Word::default());
        self.open.push(Said::default());
        number
    }

    fn touch(&mut self, number: usize) {
        if self.open.get(number) == Some(&Said::default()) {
            self.touched.push(number as u32);
        }
    }

    /// Ends the open part: the first of a note, or another. `weight` makes one of what the fields weigh and how often
    /// a word stands in the text.
    pub(super) fn end_part(&mut self, part: u32, is_first: bool, weight: impl Fn(f32, u32) -> f32) {
        for number in self.touched.drain(..) {
            let Some(open) = self.open.get_mut(number as usize) else { continue };
            let Said { name, fields, count } = std::mem::take(open);
            let posting = Posting(part << 6 | u32::from(code::level(weight(name + fields, count))));
            let Some(word) = self.words.get_mut(number as usize) else { continue };
            if is_first { word.firsts.push(posting) } else { word.others.push(posting) }
        }
    }

    /// The words with their spelling, in no order.
    pub(super) fn into_words(mut self) -> Vec<(Box<str>, Word)> {
        let take = |(spelt, number): (Box<str>, u32)| {
            (spelt, self.words.get_mut(number as usize).map(std::mem::take).unwrap_or_default())
        };
        self.numbers.into_iter().map(take).collect()
    }
}

impl Collect for Postings {
    fn field(&mut self, word: &str, weight: f32, is_name: bool) {
        let number = self.number(word);
        self.touch(number);
        if let (Some(open), Some(word)) = (self.open.get_mut(number), self.words.get_mut(number)) {
            match is_name {
                true => open.name = open.name.max(weight),
                false => open.fields += weight,
            }
            word.is_name |= is_name;
        }
    }

    fn text(&mut self, word: &str) {
        let number = self.number(word);
        self.touch(number);
        if let Some(open) = self.open.get_mut(number) {
            open.count += 1;
        }
    }
}

impl Word {
    /// The same where so many other parts stand before.
    pub(super) fn behind(mut self, others: u32) -> Word {
        self.others.iter_mut().for_each(|posting| posting.0 += others << 6);
        self
    }

    /// Adds what is known of the same word in notes behind these.
    pub(super) fn extend(&mut self, behind: Word) {
        self.firsts.extend(behind.firsts);
        self.others.extend(behind.others);
        self.is_name |= behind.is_name;
    }

    /// The postings as the index holds them; other parts are numbered behind the `notes` first ones. Of a word
    /// that too many have, how many have it stands before, behind a `!`.
    pub(super) fn written(&self, notes: u32) -> String {
        let others = self.others.iter().map(|posting| Posting(posting.0 + (notes << 6)));
        let all: Vec<Posting> = self.firsts.iter().copied().chain(others).collect();
        let mut out = String::with_capacity(all.len() * 2 + 4);
        if all.len() > MOST {
            out.push('!');
            code::push_number(&mut out, all.len() as u32);
        }
        let mut last = 0;
        for posting in most_telling(all) {
            code::push_number(&mut out, posting.part() - last);
            code::push_level(&mut out, posting.level());
            last = posting.part();
        }
        out
    }
}

/// Those of the highest levels, in order of their parts; of equal ones the first.
fn most_telling(mut listed: Vec<Posting>) -> Vec<Posting> {
    if listed.len() <= MOST {
        return listed;
    }
    listed.sort_unstable_by_key(|posting| (std::cmp::Reverse(posting.level()), posting.part()));
    listed.truncate(MOST);
    listed.sort_unstable();
    listed
}
