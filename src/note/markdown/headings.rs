//! Headings: their ids, and the first one as the title of the page.

use comrak::Node;
use comrak::nodes::{NodeHeading, NodeValue, Sourcepos};

use super::attributes::{self, Attributes};
use super::blocks::is_top_level;
use super::heading_id::HeadingIds;
use super::writer::Writer;
use crate::note::{Heading, HeadingId, Piece, Pieces, Spelt, problem};
use crate::text::{Span, escape, name};

impl<'a> Writer<'a> {
    pub(super) fn heading_start(&mut self, node: Node<'a>, heading: NodeHeading, pos: Sourcepos) {
        let text = self.plain_text(node);
        let id = self.wanted_id(node, &text);
        let (text, list) = split_list(&text);
        let (id, class) = (self.ids.reserve(&id), list.class());
        self.end_sections_before(node, heading.level);
        let is_title = self.is_title(node, heading.level, text);
        self.titled |= heading.level == 1 && is_top_level(node);
        let span = self.span(pos);
        if is_top_level(node) {
            self.follow_level(heading.level, span);
        }
        self.title_mark = self.out.mark();
        let start = self.title_mark as u32;
        self.body.headings.push(Heading {
            level: heading.level,
            id: id.into(),
            class,
            text: text.into(),
            html: self.heading_html(node).trim_end().into(),
            span,
            is_title,
            is_top: is_top_level(node) && self.containers.is_empty(),
            section: Pieces { start, end: start },
        });
        self.section_start(node, heading.level);
        self.out.hole(Piece::HeadingStart(HeadingId(self.body.headings.len() as u32 - 1)));
    }

    /// The id that a heading of this text has where nothing else has it.
    pub(super) fn wanted_id(&self, node: Node<'_>, text: &str) -> String {
        let made = || HeadingIds::wanted(split_list(&self.id_text(node)).0);
        split_list(text).1.id.map_or_else(made, String::from)
    }

    /// A heading may be one level below the one before it. The first is as free as its author, where the
    /// front matter has no title above it. Those in quotes and lists are not in the outline of the page.
    fn follow_level(&mut self, level: u8, span: Span) {
        if let Some(above) = self.level.filter(|above| level > above + 1) {
            self.body.problems.push(problem::skipped_level(&self.source.path, span, above, level));
        }
        self.level = Some(level);
    }

    pub(super) fn heading_end(&mut self) {
        self.end_passage();
        let Some(id) = self.last_heading() else { return };
        if self.body.headings.last().is_some_and(|heading| heading.is_title) {
            self.body.title = self.out.take(self.title_mark).into_iter().skip(1).collect();
        } else {
            self.out.hole(Piece::HeadingEnd(id));
        }
        self.flush_deferred();
    }

    /// Whether a heading is the title of the page: the first of level 1, outside lists and quotes, where
    /// the front matter has no other.
    fn is_title(&self, node: Node<'a>, level: u8, text: &str) -> bool {
        let equals = |title: &Spelt| name::folded(&title.text) == name::folded(text);
        level == 1 && !self.titled && is_top_level(node) && self.front.title.as_ref().is_none_or(equals)
    }

    /// A heading's text as HTML without links: what the list of contents and the title show.
    fn heading_html(&self, node: Node<'_>) -> String {
        let mut out = String::new();
        for below in node.descendants() {
            match &below.data().value {
                NodeValue::Text(text) => {
                    let text = self.without_lists(below, without_custom_id(below, text));
                    escape::push_html(&mut out, &self.wiki.shown(&text))
                }
                NodeValue::ShortCode(emoji) => out.push_str(&emoji.emoji),
                NodeValue::Math(math) => escape::push_html(&mut out, &self.wiki.restore(&math.literal)),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
                NodeValue::HtmlInline(tag) if self.is_generic(tag) => {
                    escape::push_html(&mut out, &self.wiki.restore(tag));
                }
                NodeValue::Code(code) => {
                    out.push_str("<code>");
                    escape::push_html(&mut out, &self.wiki.restore(&code.literal));
                    out.push_str("</code>");
                }
                _ => {}
            }
        }
        out
    }
}

/// The text of a heading without the attribute list at its end, and that.
fn split_list(text: &str) -> (&str, Attributes) {
    attributes::at_end(text).unwrap_or((text, Attributes::default()))
}

/// Shows a custom id's spelling nowhere: the text node that ends in `{#id}` is written without it.
pub(super) fn without_custom_id<'t>(node: Node<'_>, text: &'t str) -> &'t str {
    let last = node.next_sibling().is_none();
    let in_heading = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Heading(_)));
    if last && in_heading { split_list(text).0 } else { text }
}
