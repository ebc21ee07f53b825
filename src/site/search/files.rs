//! The files of the index: how many there are, and what each is called.

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

impl Counts {
    /// For so many notes of so many bytes. There are no more files of texts than notes, for a site of many files
    /// is slow to publish.
    pub(in crate::site) fn of(notes: usize, bytes: usize) -> Counts {
        let (notes, bytes) = (notes as u64, bytes as u64);
        let files = |count: u64| u32::try_from(count).unwrap_or(u32::MAX).max(1);
        Counts {
            words: files(files_of_words(bytes)),
            names: files(bytes.div_ceil(NOTES_OF_NAMES)),
            texts: files(bytes.div_ceil(NOTES_OF_TEXTS).min(notes)),
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
/// measured on sites of 0.3, 3 and 112 MB. That makes files of some 12 KB.
fn files_of_words(bytes: u64) -> u64 {
    (bytes.isqrt() * bytes).isqrt().div_ceil(1900)
}
