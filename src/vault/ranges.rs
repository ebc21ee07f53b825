//! Note references that end elsewhere than their section: `![[note#from,1:#to]]` (Dendron).
//!
//! A note is cut at its top level alone, where every block is whole: what is asked for inside a list or a quote
//! begins and ends with the block around it.

use rustc_hash::FxHashMap;

use super::anchors::Places;
use super::{Anchor, Entry, NoteId, problem};
use crate::note::{Heading, HeadingId, Link, Note, Piece, Pieces, ReferenceRange, Until};
use crate::text::Problem;

/// The ranges of a vault's note references.
pub(super) struct Ranges<'e> {
    entries: &'e [Entry],
    /// What was asked of the notes that are shown.
    known: FxHashMap<NoteId, Known>,
    /// Ends that are not there.
    pub(super) problems: Vec<Problem>,
}

/// What is known of a note, so that a note of many headings is not read once for each reference to it.
struct Known {
    places: Places,
    /// Where the headings at its top level begin, the title apart.
    tops: Vec<u32>,
    /// The first pieces behind its headings, as far as they were asked for.
    behind: FxHashMap<HeadingId, u32>,
}

impl<'e> Ranges<'e> {
    pub(super) fn new(entries: &'e [Entry]) -> Self {
        Ranges { entries, known: FxHashMap::default(), problems: Vec::new() }
    }

    /// What a link shows of a note from a place on, where it asks for a range; `section` is what it would show
    /// without.
    pub(super) fn cut(
        &mut self,
        from: &Note,
        link: &Link,
        place: (NoteId, Option<&Anchor>),
        section: Pieces,
    ) -> Pieces {
        let (id, anchor) = place;
        let entries = self.entries;
        let note = entries.get(id.0 as usize).map(|entry| &entry.note);
        let (Some(range), Some(note)) = (&link.range, note) else { return section };
        let Some(start) = start(note, anchor) else { return section };
        let known = self.known.entry(id).or_insert_with(|| Known::of(note));
        let end = match &range.until {
            Until::Section => Some(section.end),
            Until::Heading => Some(known.next_heading(note, anchor, start)),
            Until::End => Some(note.text_end),
            Until::Place(name) => known.end(note, name),
        };
        let end = end.filter(|end| *end >= start);
        let first = known.behind_heading(note, range, anchor, start);
        if let (None, Until::Place(name)) = (end, &range.until) {
            self.problems.push(problem::missing_end(from, link, &note.path, name));
        }
        Pieces { start: first, end: end.unwrap_or(section.end).max(first) }
    }
}

impl Known {
    fn of(note: &Note) -> Self {
        let tops = note.headings.iter().filter(|heading| heading.is_top && !heading.is_title);
        let tops = tops.map(begin).collect();
        Known { places: Places::of(note), tops, behind: FxHashMap::default() }
    }

    /// Where a range ends that is said to end at this place: before a heading, behind a block.
    fn end(&self, note: &Note, name: &str) -> Option<u32> {
        let anchor = match name.strip_prefix('^') {
            Some(block) => self.places.block(note, block),
            None => self.places.find(note, name),
        };
        match anchor? {
            Anchor::Heading(heading) => Some(&note[heading]).filter(|heading| heading.is_top).map(begin),
            Anchor::Block(block) => Some(note.blocks.get(block.0 as usize)?.outer?.end),
            Anchor::Id(_) => None,
        }
    }

    /// Where the next heading at the top level begins, else where the note ends.
    fn next_heading(&self, note: &Note, anchor: Option<&Anchor>, start: u32) -> u32 {
        let own = matches!(anchor, Some(Anchor::Heading(heading)) if !note[*heading].is_title);
        let next = self.tops.partition_point(|top| *top < start || (own && *top == start));
        self.tops.get(next).copied().unwrap_or(note.text_end)
    }

    /// The first piece behind the heading that a range begins with, where it leaves that out.
    fn behind_heading(
        &mut self,
        note: &Note,
        range: &ReferenceRange,
        anchor: Option<&Anchor>,
        start: u32,
    ) -> u32 {
        let Some(Anchor::Heading(heading)) = anchor.filter(|_| range.without_heading) else { return start };
        if note[*heading].is_title {
            return start;
        }
        *self.behind.entry(*heading).or_insert_with(|| {
            let pieces = note.body.iter().skip(start as usize);
            let end = (start..).zip(pieces).find(|(_, piece)| **piece == Piece::HeadingEnd(*heading));
            end.map_or(start, |(at, _)| at + 1)
        })
    }
}

fn begin(heading: &Heading) -> u32 {
    heading.section.start
}

/// Where a range begins; nothing where that is not at the top level.
fn start(note: &Note, anchor: Option<&Anchor>) -> Option<u32> {
    match anchor {
        None => Some(0),
        Some(Anchor::Heading(heading)) => Some(&note[*heading]).filter(|heading| heading.is_top).map(begin),
        Some(Anchor::Block(block)) => Some(note.blocks.get(block.0 as usize)?.outer?.start),
        Some(Anchor::Id(_)) => None,
    }
}
