//! Reading the notes: some on each core, all of them once.

use super::order::Found;
use super::parts::parts;
use super::postings::{Postings, Word};
use super::text::{Section, sections};
use super::{entry, fields, shards};
use crate::site::planned::Site;
use crate::text::{Digest, Hasher};
use crate::vault::{NoteId, in_shares};

/// A note, a folder or a tag that has been read: its parts as the files of texts hold them.
#[derive(Debug)]
pub(super) struct Read {
    /// The file of its first part.
    pub(super) file: u32,
    /// What is written of each part.
    pub(super) parts: Vec<Vec<u8>>,
    /// What changes with them.
    pub(super) digest: Digest,
}

/// All that the index is made of.
pub(super) struct Reading {
    /// What is found, by its numbers.
    pub(super) notes: Vec<Read>,
    /// The words in order.
    pub(super) words: Vec<(Box<str>, Word)>,
}

/// Reads all that is found.
pub(super) fn read(site: &Site, order: &[(u32, Found)]) -> Reading {
    joined(in_shares(order, |start, share| Share::read(site, start as u32, share)))
}

/// What one thread has read.
#[derive(Default)]
struct Share {
    notes: Vec<Read>,
    /// How many parts there are besides the first of each note.
    others: u32,
    postings: Postings,
}

impl Share {
    fn read(site: &Site, start: u32, notes: &[(u32, Found)]) -> Share {
        let mut share = Share::default();
        for (number, (file, found)) in (start..).zip(notes) {
            let parts = share.found(site, number, *found);
            let hasher = parts.iter().fold(Hasher::default(), |hasher, part| hasher.part(part));
            share.notes.push(Read { file: *file, parts, digest: hasher.finish() });
        }
        share
    }

    fn found(&mut self, site: &Site, number: u32, found: Found) -> Vec<Vec<u8>> {
        match found {
            Found::Note(id) => return self.note(site, number, id),
            Found::Folder(id) => fields::of_folder(&site.vault[id], &mut self.postings),
            Found::Tag(id) => fields::of_tag(&site.vault[id], &mut self.postings),
        }
        let part = entry::gathered(site, found);
        self.end_part(number, true, &part, 1.0);
        vec![entry::written(site, found, &part)]
    }

    fn note(&mut self, site: &Site, number: u32, id: NoteId) -> Vec<Vec<u8>> {
        let parts = parts(sections(site, id));
        let entry = &site.vault[id];
        let standing = fields::standing(entry.backlinks.len());
        fields::of_note(site, entry, &mut self.postings);
        for (at, part) in parts.iter().enumerate() {
            fields::of_part(part, &mut self.postings);
            self.end_part(number, at == 0, part, standing);
        }
        parts.iter().map(|part| entry::written(site, Found::Note(id), part)).collect()
    }

    fn end_part(&mut self, number: u32, is_first: bool, part: &[Section], standing: f32) {
        let bytes = part.iter().map(|section| section.text.len()).sum();
        let weight = |fields, count| (fields + fields::of_text(count, bytes)) * standing;
        self.postings.end_part(if is_first { number } else { self.others }, is_first, weight);
        self.others += u32::from(!is_first);
    }
}

/// The shares as one, in order: numbers go up from share to share.
fn joined(shares: Vec<Share>) -> Reading {
    let (mut notes, mut all, mut others) = (Vec::new(), Vec::new(), 0);
    for (at, share) in shares.into_iter().enumerate() {
        notes.extend(share.notes);
        let words = share.postings.into_words().into_iter();
        all.extend(words.map(|(spelt, word)| (spelt, at, word.behind(others))));
        others += share.others;
    }
    all.sort_unstable_by(|a, b| shards::order(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let mut words: Vec<(Box<str>, Word)> = Vec::new();
    for (spelt, _, word) in all {
        match words.last_mut().filter(|(last, _)| *last == spelt) {
            Some((_, known)) => known.extend(word),
            None => words.push((spelt, word)),
        }
    }
    Reading { notes, words }
}
