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

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, reference: &NodeFootnoteReference, pos: Sourcepos) {
        if reference.name.starts_with(INLINE) {
            let inside = self.opening_of(pos) + OPENING.len();
            self.footnotes.origins.insert(reference.name.clone(), inside);
        }
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
            self.problems.push(problem::unused_footnote(&self.source.path, span));
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
