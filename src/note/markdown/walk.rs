//! The walk over the syntax tree: each node is handed to the file of its construct.

use comrak::Node;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeValue, Sourcepos};

use super::Body;
use super::block_ids::{is_block_id, is_id_row};
use super::contents;
use super::listed::is_list;
use super::passage;
use super::plain::PlainText;
use super::writer::Writer;
use crate::note::Piece;

impl<'a> Writer<'a> {
    /// Writes the document.
    pub(super) fn write(mut self, root: Node<'a>, plain: Option<PlainText>) -> Body {
        self.skips_first_line =
            self.front.title.is_none() && plain.as_ref().is_some_and(|plain| plain.first_line.is_some());
        self.plain = plain;
        self.place_footnotes(root);
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.enter(node),
                NodeEdge::End(node) => self.leave(node),
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Body {
        let mut pieces = std::mem::take(&mut self.out).finish();
        self.name_terms(&mut pieces);
        let first_line = self.plain.and_then(|plain| plain.first_line).filter(|_| self.front.title.is_none());
        Body {
            text_end: self.footnotes.start.unwrap_or(pieces.len() as u32),
            pieces,
            first_line,
            summary: passage::summary(&self.body.summary),
            ..self.body
        }
    }

    /// Remembers where a comment stands, be it in something that is not written.
    fn comment(&mut self, value: &NodeValue, pos: Sourcepos) {
        let is_comment = match value {
            NodeValue::CommentInline(_) | NodeValue::MultilineComment(_) => true,
            NodeValue::HtmlInline(html) => html.starts_with("<!--"),
            _ => false,
        };
        self.body.hidden.extend(is_comment.then(|| self.span(pos)));
    }

    pub(super) fn enter(&mut self, node: Node<'a>) {
        let data = node.data();
        self.comment(&data.value, data.sourcepos);
        if self.muted > 0 {
            self.muted += 1;
            return;
        }
        if self.has_block_ids && (is_block_id(node) || is_id_row(node)) {
            self.muted = 1;
            return;
        }
        if self.is_mask(node) || (self.has_lists && is_list(node)) {
            self.muted = 1;
            return;
        }
        if self.is_hidden_paragraph(node) {
            self.muted = 1;
            return;
        }
        if contents::is_place(node) {
            self.out.hole(Piece::Contents);
            self.muted = 1;
            return;
        }
        if matches!(data.value, NodeValue::Image(_)) {
            self.muted = 1;
        }
        if data.value.block() {
            self.block = Some(node);
            self.enter_block(node, &data.value, data.sourcepos);
        } else {
            self.enter_inline(node, &data.value, data.sourcepos);
        }
    }

    pub(super) fn leave(&mut self, node: Node<'a>) {
        if self.muted > 0 {
            self.muted -= 1;
            return;
        }
        let data = node.data();
        if data.value.block() || matches!(data.value, NodeValue::Document) {
            self.leave_block(node, &data.value);
        } else {
            self.leave_inline(node, &data.value);
        }
    }
}
