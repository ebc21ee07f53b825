//! Footnotes: numbered in order of their first reference, listed at the end of the note.
//!
//! comrak would drop those that nothing refers to; here they stand behind the others, with a problem.

use std::collections::HashMap;

use comrak::Node;
use comrak::nodes::{NodeFootnoteDefinition, NodeFootnoteReference, NodeValue, Sourcepos};

use super::writer::Writer;
use crate::note::{Piece, problem};

/// What comrak calls footnotes that are written where they are referred to.
const INLINE: &str = "__inline_";

const OPENING: &str = "^[";

/// How far comrak may look in all for ends that are not there, in bytes: far more than any note needs.
const LOOKED_AHEAD: usize = 4 << 20;

/// Whether so many `^[` are never closed that comrak, which looks for the end of each to the end of its
/// paragraph, would not come to an end itself: then they are text.
pub(super) fn starve(text: &str) -> bool {
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut ahead, mut line_start) = (0, 0);
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'[', b']', b'\n', bytes).chain([bytes.len()]) {
        match bytes.get(at) {
            Some(b'[') => open.push((at > 0 && bytes.get(at - 1) == Some(&b'^')).then_some(at)),
            Some(b']') => drop(open.pop()),
            _ if text.get(line_start..at).is_some_and(|line| line.trim().is_empty()) || at == bytes.len() => {
                ahead += open.drain(..).flatten().map(|start| at - start).sum::<usize>();
            }
            _ => {}
        }
        if bytes.get(at) == Some(&b'\n') {
            line_start = at + 1;
        }
    }
    ahead > LOOKED_AHEAD
}

/// The inline footnotes by the name of that which they stand in; those in none by an empty one. Footnotes are
/// gathered before.
fn inline(root: Node<'_>) -> HashMap<String, Vec<Inline>> {
    let mut found: HashMap<String, Vec<Inline>> = HashMap::new();
    for block in root.children() {
        let around = match &block.data().value {
            NodeValue::FootnoteDefinition(of) if of.name.starts_with(INLINE) => of.name.clone(),
            _ => String::new(),
        };
        for node in block.descendants() {
            match &node.data().value {
                NodeValue::FootnoteReference(of) if of.name.starts_with(INLINE) => {
                    let footnote = (of.name.clone(), node.data().sourcepos);
                    found.entry(around.clone()).or_default().push(footnote);
                }
                _ => {}
            }
        }
    }
    found
}

/// Moves the footnotes to the end of the note: in order of their numbers, then those without one.
pub(super) fn gather<'a>(root: Node<'a>) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut footnotes = Vec::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::FootnoteReference(reference) => {
                numbers.insert(reference.name.clone(), reference.ix);
            }
            NodeValue::FootnoteDefinition(_) => footnotes.push(node),
            _ => {}
        }
    }
    let number = |footnote: &Node<'a>| match &footnote.data().value {
        NodeValue::FootnoteDefinition(of) if of.total_references > 0 => numbers.get(&of.name).copied(),
        _ => None,
    };
    footnotes.sort_by_cached_key(|footnote| number(footnote).unwrap_or(u32::MAX));
    footnotes.into_iter().for_each(|footnote| root.append(footnote));
}

/// An inline footnote: its name, and where comrak tells it.
type Inline = (String, Sourcepos);

impl Writer<'_> {
    /// Finds where the inline footnotes begin, before any is written: one may be numbered before the footnote that
    /// it stands in, and be written before it. Inside of another one comrak counts from the beginning of that.
    pub(super) fn place_footnotes(&mut self, root: Node<'_>) {
        let mut inner = inline(root);
        let mut waiting = vec![(None, inner.remove("").unwrap_or_default())];
        while let Some((origin, footnotes)) = waiting.pop() {
            for (name, pos) in footnotes {
                self.footnotes.origin = origin;
                let inside = self.opening_of(pos) + OPENING.len();
                waiting.extend(inner.remove(&name).map(|footnotes| (Some(inside), footnotes)));
                self.footnotes.origins.insert(name, inside);
            }
        }
        self.footnotes.origin = None;
    }

    pub(super) fn footnote_reference(&mut self, reference: &NodeFootnoteReference) {
        let heading = self.current_heading();
        self.footnotes.headings.entry(reference.name.clone()).or_insert(heading);
        let (number, time) = (reference.ix, reference.ref_num);
        self.out.hole(Piece::FootnoteReference(number, time));
    }

    /// Where an inline footnote opens. Of one that spans lines comrak tells the last.
    fn opening_of(&self, pos: Sourcepos) -> usize {
        let at = self.place(pos.start.line, pos.start.column);
        let stands = self.text.get(at..).is_some_and(|rest| rest.starts_with(OPENING));
        let before = || self.text.get(..at).and_then(|before| before.rfind(OPENING));
        if stands { at } else { before().unwrap_or(at) }
    }

    pub(super) fn footnote_start(&mut self, footnote: &NodeFootnoteDefinition, pos: Sourcepos) {
        let references = footnote.total_references;
        self.footnotes.heading = self.footnotes.headings.get(&footnote.name).copied();
        self.footnotes.origin = self.footnotes.origins.get(&footnote.name).copied();
        if references == 0 {
            let span = self.line_span(pos);
            self.body.problems.push(problem::unused_footnote(&self.source.path, span));
        }
        if self.footnotes.number == 0 {
            self.out.html("<section class=\"footnotes\"><ol>\n");
        }
        self.footnotes.number += 1;
        self.footnotes.returned = false;
        let number = self.footnotes.number;
        self.out.html(&format!("<li id=\"fn:{number}\">"));
    }

    /// The way back stands at the end of the last paragraph.
    pub(super) fn footnote_paragraph_end(&mut self, paragraph: Node<'_>) {
        let Some(parent) = paragraph.parent() else { return };
        if let NodeValue::FootnoteDefinition(definition) = &parent.data().value
            && paragraph.next_sibling().is_none()
        {
            self.footnote_return(definition.total_references);
        }
    }

    pub(super) fn footnote_end(&mut self, references: u32) {
        if !self.footnotes.returned {
            self.footnote_return(references);
        }
        self.footnotes.origin = None;
        self.footnotes.heading = None;
        self.out.html("</li>\n");
    }

    pub(super) fn footnotes_end(&mut self) {
        if self.footnotes.number > 0 {
            self.out.html("</ol></section>\n");
        }
    }

    fn footnote_return(&mut self, references: u32) {
        self.footnotes.returned = true;
        self.out.hole(Piece::FootnoteReturn(self.footnotes.number, references));
    }
}
