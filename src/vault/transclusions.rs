//! Transclusion: what is shown in place of a link, and where that must end (links.md, "Transclusion").
//!
//! The pieces that are shown form a graph: each contains links that show others. A link that would show a
//! text inside itself, or too much, stays a link, so that what is left has no circle and a size.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::answers::Answered;
use super::folders::{Folder, FolderId, Item};
use super::ranges::Ranges;
use super::{Anchor, Entry, NoteId, Target, problem};
use crate::note::{LinkForm, LinkId, Note, Piece, Pieces, hierarchy};
use crate::text::{Problem, token};

/// What a link shows: a note without its footnotes, a section or a block of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Transclusion {
    /// The note.
    pub note: NoteId,
    /// What of its body.
    pub pieces: Pieces,
}

/// Most bytes one link shows.
const LARGEST: u64 = 1 << 20;

/// Most bytes all links of one note show.
const LARGEST_PAGE: u64 = 16 << 20;

/// Most notes that one link shows.
const MOST_BELOW: usize = 200;

/// Most transclusions inside each other.
const DEEPEST: u32 = 16;

/// Finds what every link shows. The problems are those of links that stay links.
pub(super) fn collect(
    entries: &mut [Entry],
    answered: &[Arc<Answered>],
    folders: &[Folder],
    problems: &mut Vec<Problem>,
) {
    let mut ranges = Ranges::new(entries);
    let embeds = |(entry, answered): (&Entry, &Arc<Answered>)| {
        if answered.embeds { embeds(entries, folders, entry, &mut ranges) } else { Vec::new() }
    };
    let embeds: Vec<Vec<Embed>> = entries.iter().zip(answered).map(embeds).collect();
    problems.append(&mut ranges.problems);
    if embeds.iter().all(Vec::is_empty) {
        return;
    }
    let mut search = Search { entries, embeds: &embeds, found: FxHashMap::default(), cut: BTreeMap::new() };
    for (index, entry) in entries.iter().enumerate() {
        search.visit(Transclusion { note: NoteId(index as u32), pieces: whole(&entry.note) });
    }
    let Search { found, mut cut, .. } = search;
    cut_large_pages(entries, &embeds, &found, &mut cut);
    problems.extend(cut.values().cloned());
    for (index, (entry, embeds)) in entries.iter_mut().zip(embeds).enumerate() {
        let stays = |embed: &Embed| cut.contains_key(&(NoteId(index as u32), embed.link));
        let shown = embeds.into_iter().filter(|embed| !stays(embed));
        for embed in shown {
            entry.transclusions.entry(embed.link).or_default().push(embed.shown);
        }
    }
}

/// A link that shows something.
#[derive(Debug, Clone, Copy)]
struct Embed {
    /// The piece it is.
    at: u32,
    link: LinkId,
    shown: Transclusion,
}

/// The links of a note that show something, in order of their pieces.
fn embeds(entries: &[Entry], folders: &[Folder], entry: &Entry, ranges: &mut Ranges<'_>) -> Vec<Embed> {
    let mut embeds = Vec::new();
    for (at, piece) in (0..).zip(&entry.note.body) {
        let Piece::Embed(link) = *piece else { continue };
        let shown = match entry[link].target() {
            Some(Target::Folder(folder)) if hierarchy(entry.note[link].name()).is_some() => {
                all_below(entries, folders, (entry, link), *folder, &mut ranges.problems)
            }
            _ => shown(entries, entry, link, ranges).into_iter().collect(),
        };
        embeds.extend(shown.into_iter().map(|shown| Embed { at, link, shown }));
    }
    embeds
}

/// What a link shows that asks for all notes below one; nothing where they are too many.
fn all_below(
    entries: &[Entry],
    folders: &[Folder],
    (entry, link): (&Entry, LinkId),
    top: FolderId,
    problems: &mut Vec<Problem>,
) -> Vec<Transclusion> {
    if folders.get(top.0 as usize).is_some_and(|folder| folder.count > MOST_BELOW) {
        let limit = format!("{MOST_BELOW} notes at once");
        problems.push(problem::heavy_embed(&entry.note, &entry.note[link], &limit));
        return Vec::new();
    }
    below(entries, folders, top, &entry.note)
}

/// The notes below one, in the order of their names, which a link asks for together; but never that of the link.
fn below(entries: &[Entry], folders: &[Folder], top: FolderId, from: &Note) -> Vec<Transclusion> {
    let (mut notes, mut open) = (Vec::new(), vec![top]);
    while let Some(id) = open.pop() {
        let Some(folder) = folders.get(id.0 as usize) else { continue };
        notes.extend(folder.note.filter(|_| id != top));
        for child in &folder.children {
            match child.item {
                Item::Note(note) => notes.push(note),
                Item::Folder(folder) => open.push(folder),
                Item::Unwritten => {}
            }
        }
    }
    let entry = |id: NoteId| Some((id, &entries.get(id.0 as usize)?.note));
    let mut notes: Vec<_> = notes.into_iter().filter_map(entry).collect();
    notes.retain(|(_, note)| note.path != from.path);
    notes.sort_by_key(|(_, note)| &note.page);
    notes.into_iter().map(|(id, note)| Transclusion { note: id, pieces: whole(note) }).collect()
}

/// What a link asks to be shown; nothing where the place in the note is not there.
fn shown(entries: &[Entry], entry: &Entry, link: LinkId, ranges: &mut Ranges<'_>) -> Option<Transclusion> {
    let written = &entry.note[link];
    let Some(Target::Note(id, anchor)) = entry[link].target() else { return None };
    let note = &entries.get(id.0 as usize)?.note;
    let asks = written.fragment.as_deref().is_some_and(|fragment| !fragment.is_empty());
    let pieces = match anchor {
        Some(Anchor::Heading(heading)) => note[*heading].section,
        Some(Anchor::Block(block)) => note.blocks.get(block.0 as usize)?.pieces,
        Some(Anchor::Id(_)) => return None,
        None if asks => return None,
        None => whole(note),
    };
    let pieces = ranges.cut(&entry.note, written, (*id, anchor.as_ref()), pieces);
    (written.form == LinkForm::WikiEmbed).then_some(Transclusion { note: *id, pieces })
}

fn whole(note: &Note) -> Pieces {
    Pieces { start: 0, end: note.text_end }
}

/// How much is shown, all that it shows included.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    bytes: u64,
    depth: u32,
}

/// What the search knows of a text that is shown.
enum State {
    /// It is being looked at, as the text of this place on the path.
    Open(usize),
    Known(Extent),
}

struct Search<'s> {
    entries: &'s [Entry],
    embeds: &'s [Vec<Embed>],
    found: FxHashMap<Transclusion, State>,
    /// The links that stay links.
    cut: BTreeMap<(NoteId, LinkId), Problem>,
}

/// A text on the path of the search.
struct Step {
    shown: Transclusion,
    /// The link that shows it; none for the first.
    by: Option<(NoteId, Embed)>,
    /// The next of its own links.
    next: usize,
    extent: Extent,
}

impl Search<'_> {
    /// Looks at a text and all it shows, without the stack of the thread.
    fn visit(&mut self, shown: Transclusion) {
        let mut path = Vec::new();
        self.enter(&mut path, shown, None);
        while let Some(step) = path.last_mut() {
            let embeds = self.embeds.get(step.shown.note.0 as usize).map_or(&[][..], Vec::as_slice);
            let embed = embeds.get(step.next).filter(|embed| embed.at < step.shown.pieces.end).copied();
            step.next += 1;
            let from = step.shown.note;
            match embed {
                Some(embed) => self.follow(&mut path, from, embed),
                None => self.leave(&mut path),
            }
        }
    }

    fn enter(&mut self, path: &mut Vec<Step>, shown: Transclusion, by: Option<(NoteId, Embed)>) {
        if self.found.contains_key(&shown) {
            return;
        }
        self.found.insert(shown, State::Open(path.len()));
        let embeds = self.embeds.get(shown.note.0 as usize).map_or(&[][..], Vec::as_slice);
        let next = embeds.partition_point(|embed| embed.at < shown.pieces.start);
        let bytes = bytes(self.entries, shown);
        path.push(Step { shown, by, next, extent: Extent { bytes, depth: 0 } });
    }

    fn follow(&mut self, path: &mut Vec<Step>, from: NoteId, embed: Embed) {
        match self.found.get(&embed.shown) {
            None => self.enter(path, embed.shown, Some((from, embed))),
            Some(&State::Known(extent)) => self.add(path, from, embed, extent),
            Some(&State::Open(place)) => {
                let steps = path.get(place..).unwrap_or(&[]);
                let notes = steps.iter().map(|step| step.shown.note).chain([embed.shown.note]);
                let chain: Vec<_> = notes.filter_map(|id| Some(&self.note(id)?.path)).collect();
                if let Some(note) = self.note(from) {
                    let problem = problem::self_embed(note, &note[embed.link], &chain);
                    self.cut.insert((from, embed.link), problem);
                }
            }
        }
    }

    fn leave(&mut self, path: &mut Vec<Step>) {
        let Some(step) = path.pop() else { return };
        self.found.insert(step.shown, State::Known(step.extent));
        if let Some((from, embed)) = step.by {
            self.add(path, from, embed, step.extent);
        }
    }

    /// Adds what a link shows to the text it stands in, or leaves it a link.
    fn add(&mut self, path: &mut [Step], from: NoteId, embed: Embed, extent: Extent) {
        let limit = match extent {
            Extent { bytes, .. } if bytes > LARGEST => Some("1 MiB"),
            Extent { depth, .. } if depth >= DEEPEST => Some("16 notes inside each other"),
            _ => None,
        };
        match (limit, self.note(from), path.last_mut()) {
            (Some(limit), Some(note), _) => {
                let problem = problem::heavy_embed(note, &note[embed.link], limit);
                self.cut.insert((from, embed.link), problem);
            }
            (None, _, Some(step)) => {
                step.extent.bytes += extent.bytes;
                step.extent.depth = step.extent.depth.max(extent.depth + 1);
            }
            _ => {}
        }
    }

    fn note(&self, id: NoteId) -> Option<&Note> {
        self.entries.get(id.0 as usize).map(|entry| &*entry.note)
    }
}

/// The bytes of a text without what it shows and without the colours of code, which a check leaves out.
fn bytes(entries: &[Entry], shown: Transclusion) -> u64 {
    let Some(entry) = entries.get(shown.note.0 as usize) else { return 0 };
    let Pieces { start, end } = shown.pieces;
    let pieces = entry.note.body.get(start as usize..end as usize).unwrap_or(&[]);
    let length = |piece: &Piece| match piece {
        Piece::Html(html) => token::uncoloured(html) as u64,
        Piece::Embed(link) => entry.excerpts.get(link).map_or(64, |excerpt| excerpt.bytes + 64),
        _ => 64,
    };
    pieces.iter().map(length).sum()
}

/// Leaves the links of a page links from where they would show too much together.
fn cut_large_pages(
    entries: &[Entry],
    embeds: &[Vec<Embed>],
    found: &FxHashMap<Transclusion, State>,
    cut: &mut BTreeMap<(NoteId, LinkId), Problem>,
) {
    for (index, (entry, embeds)) in entries.iter().zip(embeds).enumerate() {
        let mut total = 0;
        for embed in embeds {
            let Some(State::Known(extent)) = found.get(&embed.shown) else { continue };
            total += extent.bytes;
            if total > LARGEST_PAGE {
                let problem =
                    || problem::heavy_embed(&entry.note, &entry.note[embed.link], "16 MiB on this page");
                cut.entry((NoteId(index as u32), embed.link)).or_insert_with(problem);
            }
        }
    }
}
