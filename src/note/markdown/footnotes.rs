//! Footnotes: numbered in order of their first reference, listed at the end of the note.

use comrak::Node;
use comrak::nodes::{NodeFootnoteReference, NodeValue};

use super::writer::Writer;

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, reference: &NodeFootnoteReference) {
        let (number, time) = (reference.ix, reference.ref_num);
        let id = reference_id(number, time);
        let html =
            format!("<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\">{number}</a></sup>");
        self.out.html(&html);
    }

    pub(super) fn footnote_start(&mut self) {
        if self.footnotes.number == 0 {
            self.out.html("<section class=\"footnotes\"><ol>\n");
        }
        self.footnotes.number += 1;
        self.footnotes.returned = false;
        let number = self.footnotes.number;
        self.out.html(&format!("<li id=\"fn-{number}\">"));
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

    pub(super) fn footnote_end(&mut self, _node: Node<'_>, references: u32) {
        if !self.footnotes.returned {
            self.footnote_return(references);
        }
        self.out.html("</li>\n");
    }

    pub(super) fn footnotes_end(&mut self) {
        if self.footnotes.number > 0 {
            self.out.html("</ol></section>\n");
        }
    }

    fn footnote_return(&mut self, references: u32) {
        self.footnotes.returned = true;
        let number = self.footnotes.number;
        for time in 1..=references.max(1) {
            let id = reference_id(number, time);
            self.out.html(&format!(
                " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"Back to the text\">↩</a>"
            ));
        }
    }
}

fn reference_id(number: u32, time: u32) -> String {
    if time <= 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
