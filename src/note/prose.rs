//! The running text of a note, out of the pieces of its HTML: what can name another note without a link.
//!
//! Headings are no running text, and neither are blocks of code with their titles, nor what links show of other
//! notes. Links and code inside of a sentence are a part of it, and are marked.

use std::ops::Range;

use super::markdown;
use super::{HeadingId, Note, Piece};
use crate::text::Running;
use crate::text::markup::{Markup, Seen, is_inline};

/// The running text below one heading, up to the next of any level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// The piece of the body that it begins with: [`Prose::at`] reads it again from there.
    pub start: u32,
    /// The heading, but for the text at the top of the note and for its footnotes.
    pub heading: Option<HeadingId>,
    /// The passages (paragraphs, items, cells), a line for each.
    pub text: String,
    /// What of it is a link or code, in order.
    pub taken: Vec<Range<usize>>,
}

impl Prose {
    /// The running text of a note below each of its headings, where there is any.
    pub fn of(note: &Note) -> impl Iterator<Item = Prose> {
        let begins = |(at, piece): (u32, &Piece)| matches!(piece, Piece::HeadingEnd(_)).then_some(at + 1);
        let behind_headings = (0..).zip(&note.body).filter_map(begins);
        let footnotes = (note.text_end > 0).then_some(note.text_end);
        let starts = std::iter::once(0).chain(behind_headings).chain(footnotes);
        starts.map(|start| Prose::at(note, start)).filter(|prose| !prose.text.is_empty())
    }

    /// The running text from a piece of the body on, up to the next heading or the footnotes.
    pub fn at(note: &Note, start: u32) -> Prose {
        let mut reader = Reader::default();
        let mut markup = Markup::default();
        let pieces = (start..).zip(note.body.get(start as usize..).unwrap_or(&[]));
        let pieces = pieces.take_while(|(at, piece)| {
            !matches!(piece, Piece::HeadingStart(_)) && (*at < note.text_end || start >= note.text_end)
        });
        pieces.for_each(|(_, piece)| reader.piece(note, piece, &mut markup));
        let (text, taken) = reader.finish();
        Prose { start, heading: heading(note, start), text, taken }
    }

    /// Whether a sentence begins with what stands there, or what is as good as one: an item, a cell, what follows a
    /// colon.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("").trim_end_matches(OPENING);
        before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '…', '。', '！', '？', '：'])
    }

    /// What stands before and after a part of the text in its sentence.
    pub fn around(&self, part: Range<usize>) -> (String, String) {
        let bytes = self.text.as_bytes();
        let start = memchr::memrchr(b'\n', bytes.get(..part.start).unwrap_or(&[])).map_or(0, |at| at + 1);
        let passage = self.text.get(start..).unwrap_or("");
        let passage = passage.split('\n').next().unwrap_or("");
        markdown::around(passage, part.start - start..part.end.max(start) - start)
    }
}

/// What may stand between the end of a sentence and the first word of the next.
const OPENING: &[char] =
    &[' ', '"', '\'', '(', '[', '“', '”', '„', '‘', '’', '«', '»', '‹', '›', '-', '–', '—', '•', '*'];

fn heading(note: &Note, start: u32) -> Option<HeadingId> {
    match note.body.get((start as usize).checked_sub(1)?)? {
        Piece::HeadingEnd(id) if start < note.text_end => Some(*id),
        _ => None,
    }
}

/// Elements whose text is a part of the sentence, and means something else than it says.
const TAKEN: [&str; 6] = ["a", "code", "kbd", "samp", "math", "button"];

#[derive(Default)]
struct Reader {
    running: Running,
    taken: Vec<Range<usize>>,
    /// How many elements and links are open whose text is taken, and where the first of them begins.
    open: usize,
    from: usize,
    /// Whether a block of code is open, or what stands above one.
    is_code: bool,
}

impl Reader {
    fn piece(&mut self, note: &Note, piece: &Piece, markup: &mut Markup) {
        match piece {
            Piece::Html(html) => markup.html(html, self),
            Piece::LinkStart(_) => self.open(),
            Piece::LinkEnd(_) => self.close(),
            Piece::Name(id) | Piece::NamedTag(id) => self.label(&note[*id].label),
            Piece::Tag(tag) => self.label(&format!("#{tag}")),
            Piece::ElementEnd(name) => self.tag(name, true),
            _ => {}
        }
    }

    fn label(&mut self, label: &str) {
        self.open();
        self.text(label);
        self.close();
    }

    fn open(&mut self) {
        if self.open == 0 {
            self.from = self.running.len();
        }
        self.open += 1;
    }

    fn close(&mut self) {
        self.open = self.open.saturating_sub(1);
        if self.open == 0 && self.from < self.running.len() {
            self.taken.push(self.from..self.running.len());
        }
    }

    fn finish(mut self) -> (String, Vec<Range<usize>>) {
        while self.open > 0 {
            self.close();
        }
        (self.running.finish(), self.taken)
    }
}

impl Seen for Reader {
    fn text(&mut self, text: &str) {
        if !self.is_code {
            self.running.push(text);
        }
    }

    fn tag(&mut self, name: &str, is_end: bool) {
        if matches!(name, "pre" | "figcaption") {
            self.is_code = !is_end;
        }
        if self.is_code {
            return;
        }
        if !is_inline(name) {
            self.running.end_line();
        }
        if TAKEN.contains(&name) {
            if is_end { self.close() } else { self.open() }
        }
    }
}
