//! Places in a note: which heading a reference means (links.md, "Headings and anchors").

use super::Anchor;
use crate::note::{Heading, HeadingId, Note};

/// The place `fragment` means in `note`. Compared as text first: markup stripped, punctuation as spaces,
/// case ignored; `#H1#H2` walks down. What matches no text is tried as an id.
pub(super) fn find(note: &Note, fragment: &str) -> Option<Anchor> {
    let by_text = chain(note, fragment).map(Anchor::Heading);
    by_text.or_else(|| by_id(note, fragment))
}

fn chain(note: &Note, fragment: &str) -> Option<HeadingId> {
    let mut range = 0..note.headings.len();
    let mut found = None;
    for part in fragment.split('#').filter(|part| !part.is_empty()) {
        let headings = note.headings.get(range.clone())?;
        let index = range.start + headings.iter().position(|heading| reads_as(&heading.text, part))?;
        range = index + 1..end_of_section(&note.headings, index);
        found = Some(HeadingId(index as u32));
    }
    found
}

/// Where the section of a heading ends: before the next one that is not below it.
fn end_of_section(headings: &[Heading], index: usize) -> usize {
    let Some(heading) = headings.get(index) else { return headings.len() };
    let below = headings.iter().skip(index + 1).take_while(|next| next.level > heading.level).count();
    index + 1 + below
}

fn by_id(note: &Note, fragment: &str) -> Option<Anchor> {
    let heading = note.headings.iter().position(|heading| heading.id.eq_ignore_ascii_case(fragment));
    if let Some(index) = heading {
        return Some(Anchor::Heading(HeadingId(index as u32)));
    }
    note.ids.iter().find(|id| ***id == *fragment).map(|id| Anchor::Id(id.clone()))
}

/// Whether two texts read alike: the same words, whatever their case and the ASCII punctuation between.
fn reads_as(text: &str, wanted: &str) -> bool {
    let (mut text, mut wanted) = (words(text), words(wanted));
    loop {
        match (text.next(), wanted.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if lower(a).eq(lower(b)) => {}
            _ => return false,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|word| !word.is_empty())
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}
