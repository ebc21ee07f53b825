//! The indentation in MDX, which knows no indented code, and inside of its elements elsewhere.
//!
//! `<TabItem>` is indented in `<Tabs>`, and its text further: by Markdown's rule that is code. So the parser is
//! given the lines inside an element at the indentation of the element, and its columns are counted on
//! from what was taken away.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use comrak::Node;
use comrak::nodes::LineColumn;

use super::container_lines::Mark;
use super::containers::{Line, width};
use super::fences::{Fences, behind_marker};
use super::tags::element_name;
use crate::text::Lines;

/// What is taken away from the beginning of lines: their numbers with the bytes, in order.
#[derive(Debug, Default)]
pub(super) struct Indents(Vec<(usize, Range<usize>)>);

/// An element that is open, or the note around all of them.
#[derive(Debug, Default)]
struct Frame<'t> {
    name: &'t str,
    /// How far the element is indented for the parser.
    base: usize,
    /// How much less its lines are.
    shift: usize,
    /// How far the list, or what else holds indented lines, is indented that is open.
    holder: Option<usize>,
}

struct Scan<'m, 't> {
    marks: &'m BTreeMap<usize, Line<'t>>,
    frames: Vec<Frame<'t>>,
    fences: Fences,
    /// Whether the next line begins a block.
    begins: bool,
    indents: Indents,
}

impl Indents {
    /// The indentation of a text in the elements that `marks` open and close, in MDX outside of them too.
    pub(super) fn of(text: &str, lines: &Lines, mdx: bool, marks: &BTreeMap<usize, Line<'_>>) -> Indents {
        if !mdx && !marks.values().any(|line| matches!(line.mark, Mark::OpenElement(_))) {
            return Indents::default();
        }
        let fences = Fences::default();
        let frames = if mdx { vec![Frame::default()] } else { Vec::new() };
        let mut scan = Scan { marks, frames, fences, begins: true, indents: Indents::default() };
        for number in 1..=lines.count() {
            let start = lines.start(number);
            scan.line(number, start, text.get(start..lines.start(number + 1)).unwrap_or(""));
        }
        scan.indents
    }

    /// A text of the same length without the indentation.
    pub(super) fn without<'s>(&self, text: Cow<'s, str>) -> Cow<'s, str> {
        if self.0.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (_, range) in &self.0 {
            out.push_str(text.get(done..range.start).unwrap_or(""));
            done = range.end;
        }
        out.push_str(text.get(done..).unwrap_or(""));
        Cow::Owned(out)
    }

    /// Counts the columns of all nodes from the beginnings of their lines in the text.
    pub(super) fn counted(&self, root: Node<'_>) {
        if self.0.is_empty() {
            return;
        }
        for node in root.descendants() {
            let pos = &mut node.data_mut().sourcepos;
            self.count(&mut pos.start);
            self.count(&mut pos.end);
        }
    }

    fn count(&self, place: &mut LineColumn) {
        let found = self.0.binary_search_by_key(&place.line, |(line, _)| *line);
        place.column += found.ok().and_then(|found| self.0.get(found)).map_or(0, |(_, range)| range.len());
    }
}

impl<'t> Scan<'_, 't> {
    fn line(&mut self, number: usize, start: usize, line: &str) {
        let content = line.trim_start_matches([' ', '\t']);
        let lead = line.get(..line.len() - content.len()).unwrap_or("");
        let is_blank = content.trim().is_empty();
        let in_code = self.fences.hold(content.trim_start_matches(['>', ' ', '\t']));
        let mark = self.marks.get(&number).map(|line| &line.mark).filter(|_| !in_code);
        if let Some(Mark::CloseElement(name)) = mark {
            self.close(name);
        }
        let own = width(lead);
        if !is_blank && (!in_code || self.begins) {
            self.place(own, self.begins || mark.is_some(), mark, content);
        }
        let indent = self.take(number, start, lead, own);
        if let Some(Mark::OpenElement(tag)) = mark {
            self.frames.push(Frame { name: element_name(tag), base: indent, ..Frame::default() });
        }
        self.begins = if in_code { !self.fences.are_open() } else { is_blank || mark.is_some() };
    }

    fn close(&mut self, name: &str) {
        let open = self.frames.iter().rposition(|frame| frame.name == name);
        self.frames.truncate(open.unwrap_or(self.frames.len()));
    }

    /// A line that begins a block stands where its element does, unless a list or a box holds it.
    fn place(&mut self, own: usize, begins: bool, mark: Option<&Mark<'_>>, content: &str) {
        let Some(frame) = self.frames.last_mut() else { return };
        let holds = matches!(mark, Some(Mark::Admonition { .. } | Mark::Tab(_))) || holds(content);
        let is_held = frame.holder.is_some_and(|holder| own > holder || (own == holder && holds));
        if begins && !is_held {
            frame.shift = own.saturating_sub(frame.base);
            frame.holder = None;
        }
        if holds && frame.holder.is_none() {
            frame.holder = Some(own);
        }
    }

    /// Takes the indentation of a line away that is too much; how far it is indented then.
    fn take(&mut self, number: usize, start: usize, lead: &str, own: usize) -> usize {
        let Some(frame) = self.frames.last() else { return own };
        let kept = own.saturating_sub(frame.shift).max(own.min(frame.base));
        let taken = taken(lead, own - kept);
        if taken > 0 {
            self.indents.0.push((number, start..start + taken));
        }
        kept
    }
}

/// How many bytes of white space indent by so much.
fn taken(lead: &str, indent: usize) -> usize {
    let mut width = 0;
    let narrow = |c: &char| {
        let is_left = width < indent;
        width = if *c == '\t' { width / 4 * 4 + 4 } else { width + 1 };
        is_left
    };
    lead.chars().take_while(narrow).count()
}

/// Whether a line begins what holds the indented lines below it: a list, a footnote, a definition.
fn holds(content: &str) -> bool {
    behind_marker(content).is_some() || content.starts_with("[^") || content.starts_with(": ")
}
