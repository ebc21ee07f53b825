//! The files that notes show, as the host has read them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::lines::Lines;
use super::roots::Roots;
use super::wanted;
use crate::note::Dialect;
use crate::text::{Digest, Hasher, RelPath, Source};

/// Most files inside each other, as in mdBook.
pub(super) const DEEPEST: usize = 10;

/// The files that notes ask for. Files above the folder of the notes can be shown too, so all paths are from
/// the root folder.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Where files are looked for.
    roots: Roots,
    /// What was found where a file was looked for.
    files: Arc<BTreeMap<RelPath, Included>>,
    /// What each file is known by, with all it shows.
    digests: Arc<BTreeMap<RelPath, Digest>>,
}

/// A file that notes ask for, with all that is asked of it again and again.
#[derive(Debug)]
pub struct Included {
    /// What was found where it was looked for.
    text: Text,
    /// The files that it may show itself, each as the places where it is looked for.
    wanted: BTreeSet<Vec<RelPath>>,
    /// Its lines, found when the first of them is shown.
    lines: OnceLock<Lines>,
}

impl Texts {
    /// The files by the paths where they were looked for, in these folders. All paths are from the root folder.
    pub fn new(roots: Roots, files: BTreeMap<RelPath, Included>) -> Self {
        let own = files.iter().map(|(path, file)| (path.clone(), file.text.digest(path)));
        let own: BTreeMap<RelPath, Digest> = own.collect();
        // What is deeper is not shown. So circles end, and no file is asked once for each note.
        let digests = (0..DEEPEST).fold(own.clone(), |inner, _| {
            let with_inner = |(path, digest): (&RelPath, &Digest)| {
                let wanted = files.get(path).into_iter().flat_map(|file| file.wanted.iter().flatten());
                (path.clone(), of_all(*digest, wanted, &inner))
            };
            own.iter().map(with_inner).collect()
        });
        Texts { roots, files: files.into(), digests: digests.into() }
    }

    /// The paths where files were looked for.
    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.files.keys()
    }

    /// The texts that were found.
    pub fn found(&self) -> impl Iterator<Item = &Source> {
        self.files.values().filter_map(Included::found)
    }

    /// Whether this note is among the files that notes ask for.
    pub fn shows(&self, note: &RelPath) -> bool {
        self.roots.notes.join(note.as_str()).is_ok_and(|place| self.files.contains_key(&place))
    }

    /// The same files, with these notes among them as they are here.
    pub fn with_notes<'n>(&self, notes: impl IntoIterator<Item = &'n Source>, dialect: Dialect) -> Self {
        let known = self.files.iter().map(|(path, file)| (path.clone(), file.text.clone()));
        let mut texts: BTreeMap<RelPath, Text> = known.collect();
        for note in notes {
            let Ok(place) = self.roots.notes.join(note.path.as_str()) else { continue };
            if let Some(Text::Found(shown)) = texts.get_mut(&place) {
                *shown = Source::new(place, Arc::clone(&note.text));
            }
        }
        let included = |(path, text)| {
            let file = Included::new(&path, text, &self.roots, dialect);
            (path, file)
        };
        Texts::new(self.roots.clone(), texts.into_iter().map(included).collect())
    }

    /// Where files are looked for.
    pub(in crate::note) fn roots(&self) -> &Roots {
        &self.roots
    }

    /// What was found at a path, where it was looked for.
    pub(super) fn at(&self, path: &RelPath) -> Option<(&RelPath, &Included)> {
        self.files.get_key_value(path)
    }

    /// What all that stands at these places is known by, with what it shows.
    pub(super) fn digest(&self, places: &BTreeSet<RelPath>) -> Digest {
        of_all(Digest::default(), places, &self.digests)
    }
}

/// A digest with those of some files.
fn of_all<'p>(
    own: Digest,
    places: impl IntoIterator<Item = &'p RelPath>,
    digests: &BTreeMap<RelPath, Digest>,
) -> Digest {
    let mut found = places.into_iter().filter_map(|place| digests.get(place)).peekable();
    if found.peek().is_none() {
        return own;
    }
    let hasher = Hasher::default().part(own.to_string().as_bytes());
    found.fold(hasher, |hasher, digest| hasher.part(digest.to_string().as_bytes())).finish()
}

impl Included {
    /// What was found at `path`, which is from the root folder; files are looked for in `roots`.
    pub fn new(path: &RelPath, text: Text, roots: &Roots, dialect: Dialect) -> Self {
        let wanted = match &text {
            Text::Found(source) => wanted(&source.text, path, roots, dialect).into_iter().collect(),
            Text::Missing(_) | Text::Refused(_) => BTreeSet::new(),
        };
        Included { text, wanted, lines: OnceLock::new() }
    }

    /// What was found.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The text, where one was found.
    pub fn found(&self) -> Option<&Source> {
        match &self.text {
            Text::Found(source) => Some(source),
            Text::Missing(_) | Text::Refused(_) => None,
        }
    }

    /// The files that it may show itself, each as the places where it is looked for, the first of them first.
    pub fn wanted(&self) -> &BTreeSet<Vec<RelPath>> {
        &self.wanted
    }

    /// The lines of `source`, which is the text that was found.
    pub(super) fn lines(&self, source: &Source) -> &Lines {
        self.lines.get_or_init(|| Lines::new(source))
    }
}

/// What was found where a file was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A text.
    Found(Source),
    /// Nothing; the path nearest to it, where one is near.
    Missing(Option<RelPath>),
    /// Something that is not shown.
    Refused(Refusal),
}

/// Why a file is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It lies outside of the root folder, or leads out of it.
    Outside,
    /// It is hidden or lies outside of the folder of the notes, and these are not trusted.
    Untrusted,
    /// It is a folder, a pipe or a device.
    NoFile,
    /// It is not UTF-8, or has bytes no text has.
    NoText,
    /// It is larger than this many bytes.
    TooLarge(u64),
}

impl Text {
    /// What stands at `path` is known by this.
    fn digest(&self, path: &RelPath) -> Digest {
        let hasher = Hasher::default().part(path.as_str().as_bytes());
        let hasher = match self {
            Text::Found(source) => hasher.part(source.digest.to_string().as_bytes()),
            Text::Missing(near) => {
                hasher.part(b"missing").part(near.as_ref().map_or("", RelPath::as_str).as_bytes())
            }
            Text::Refused(refusal) => hasher.part(format!("{refusal:?}").as_bytes()),
        };
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a note is known by that shows the first of some files, each of which shows the next, and the last
    /// the first.
    fn digest(count: usize, last: &str) -> Digest {
        let path = |n: usize| RelPath::new(&format!("f{n}")).unwrap();
        let dialect = Dialect { mdbook: true, ..Dialect::default() };
        let file = |n: usize| {
            let own = if n + 1 == count { last } else { "" };
            let text = format!("{own}{{{{#include f{}}}}}", (n + 1) % count);
            let text = Text::Found(Source::new(path(n), text));
            (path(n), Included::new(&path(n), text, &Roots::default(), dialect))
        };
        Texts::new(Roots::default(), (0..count).map(file).collect()).digest(&BTreeSet::from([path(0)]))
    }

    #[test]
    fn a_note_is_known_by_all_it_shows_however_deep() {
        for count in 1..=DEEPEST + 1 {
            assert_ne!(digest(count, "a"), digest(count, "b"), "{count}");
            assert_eq!(digest(count, "a"), digest(count, "a"), "{count}");
        }
        assert_eq!(digest(DEEPEST + 2, "a"), digest(DEEPEST + 2, "b"), "nothing is shown that is deeper");
    }
}
