//! The files of the index: how many there are, and what each is called.

use crate::text::Source;

/// A file of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Part {
    Root,
    Words(u32),
    Names(u32),
    Texts(u32),
}

/// How many files there are of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Counts {
    pub(super) words: u32,
    pub(super) names: u32,
    pub(super) texts: u32,
}

/// How many bytes of notes make a file of names.
const NOTES_OF_NAMES: u64 = 4 << 20;

/// How many bytes of notes make a file of texts; so short, because ten of them are fetched for ten answers.
const NOTES_OF_TEXTS: u64 = 8 << 10;

/// How many pairs of characters make a file of words. A script without blanks has a new pair with nearly every
/// character, and of many of them only that one place is known: five bytes are written for each.
const PAIRS_OF_WORDS: u64 = 2500;

impl Counts {
    /// For notes of these texts. There are no more files of texts than notes, for a site of many files is slow to
    /// publish.
    pub(in crate::site) fn of<'n>(notes: impl ExactSizeIterator<Item = &'n Source>) -> Counts {
        let count = notes.len() as u64;
        let (mut bytes, mut pairs) = (0, 0);
        for note in notes {
            bytes += note.text.len() as u64;
            // Each of these characters begins a pair.
            pairs += note.unspaced as u64;
        }
        let files = |count: u64| u32::try_from(count).unwrap_or(u32::MAX).max(1);
        Counts {
            words: files(files_of_words(bytes) + pairs / PAIRS_OF_WORDS),
            names: files(bytes.div_ceil(NOTES_OF_NAMES)),
            texts: files(bytes.div_ceil(NOTES_OF_TEXTS).min(count)),
        }
    }

    /// Every file with its path in the folder of the index.
    pub(in crate::site) fn parts(self) -> impl Iterator<Item = (String, Part)> {
        let several = |folder: &'static str, count: u32, part: fn(u32) -> Part| {
            (0..count).map(move |at| (format!("{folder}/{at}.js"), part(at)))
        };
        let words = several("words", self.words, Part::Words);
        let names = several("names", self.names, Part::Names);
        let texts = several("texts", self.texts, Part::Texts);
        [("root.js".to_string(), Part::Root)].into_iter().chain(words).chain(names).chain(texts)
    }
}

/// What is said of the words of notes grows more slowly than the notes: about 6.5 times bytes to the power of 0.75,
/// measured on sites of 0.3, 3 and 112 MB. That makes files of some 7 KB: a question of four words that
/// nearly every note has reads eight of them.
fn files_of_words(bytes: u64) -> u64 {
    (bytes.isqrt() * bytes).isqrt().div_ceil(1100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::RelPath;

    fn words(text: &str) -> u32 {
        let note = Source::new(RelPath::new("a.md").unwrap(), text);
        Counts::of([&note].into_iter()).words
    }

    #[test]
    fn a_script_without_blanks_has_more_files_of_words_than_another_of_its_length() {
        let (latin, greek, han) = ("word ".repeat(60_000), "λέξη ".repeat(33_000), "書海".repeat(50_000));
        assert_eq!(words(&latin), words(&greek));
        assert!(words(&han) > words(&latin) + 15, "{} {}", words(&han), words(&latin));
    }
}
