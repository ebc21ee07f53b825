//! Inlines: text, emphasis, code and all that stands inside a line.

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::headings::without_custom_id;
use super::links::is_contents;
use super::writer::Writer;
use crate::note::Piece;

impl<'a> Writer<'a> {
    pub(super) fn enter_inline(&mut self, node: Node<'a>, value: &NodeValue, pos: Sourcepos) {
        match value {
            NodeValue::Text(text) => self.inline_text(node, text, pos),
            NodeValue::SoftBreak => self.soft_break(),
            NodeValue::LineBreak => self.line_break(),
            NodeValue::Code(code) => self.inline_code(&code.literal),
            NodeValue::HtmlInline(html) => self.html_inline(html, pos),
            NodeValue::Link(link) => self.link_start(node, link, pos),
            NodeValue::Image(image) => self.image(node, image, pos),
            NodeValue::WikiLink(_) if self.is_foreign(pos) => self.foreign_brackets(pos),
            NodeValue::WikiLink(link) if is_contents(&link.url) => self.out.hole(Piece::Contents),
            NodeValue::WikiLink(link) if link.embed => self.wiki_embed(node, &link.url, pos),
            NodeValue::WikiLink(link) => self.wiki_start(node, &link.url, pos),
            NodeValue::FootnoteReference(reference) => self.footnote_reference(reference),
            NodeValue::ShortCode(emoji) => self.shown(&emoji.emoji),
            NodeValue::Math(math) => self.inline_math(math, pos),
            _ => self.out.html(tags(value).map_or("", |tag| tag.0)),
        }
    }

    pub(super) fn leave_inline(&mut self, node: Node<'a>, value: &NodeValue) {
        match value {
            NodeValue::Link(_) => self.link_end(),
            NodeValue::WikiLink(link) if !link.embed => self.wiki_end(node),
            _ => self.out.html(tags(value).map_or("", |tag| tag.1)),
        }
    }

    /// Text without the part that already stands in a link and without a custom heading id.
    fn inline_text(&mut self, node: Node<'a>, text: &str, pos: Sourcepos) {
        let masked = self.masked.unmask_text(self.text, pos.start.line).filter(|_| text.starts_with("***"));
        let text = masked.unwrap_or(text);
        let skipped = std::mem::take(&mut self.trail);
        let text = text.get(skipped..).unwrap_or(text);
        if self.skips_first_line {
            return;
        }
        self.report_unread_links(text, pos);
        self.shown(without_custom_id(node, text));
    }

    pub(super) fn shown(&mut self, text: &str) {
        self.passage.push(text);
        self.out.text(text);
    }

    fn inline_code(&mut self, code: &str) {
        self.passage.push(code);
        self.out.html("<code>");
        self.out.text(code);
        self.out.html("</code>");
    }

    /// In a plain text every line is a paragraph; elsewhere the vault says whether lines stay lines.
    fn soft_break(&mut self) {
        if std::mem::take(&mut self.skips_first_line) {
            return;
        }
        self.passage.push(" ");
        let html = match (self.plain.is_some(), self.dialect.line_breaks) {
            (true, _) => "</p>\n<p>",
            (false, true) => "<br>\n",
            (false, false) => "\n",
        };
        self.out.html(html);
    }

    fn line_break(&mut self) {
        self.passage.push(" ");
        self.out.html("<br>\n");
    }
}

/// The tags of inlines that are one element around their children.
fn tags(value: &NodeValue) -> Option<(&'static str, &'static str)> {
    Some(match value {
        NodeValue::Emph => ("<em>", "</em>"),
        NodeValue::Strong => ("<strong>", "</strong>"),
        NodeValue::Strikethrough => ("<del>", "</del>"),
        NodeValue::Highlight => ("<mark>", "</mark>"),
        NodeValue::Insert => ("<ins>", "</ins>"),
        NodeValue::Superscript => ("<sup>", "</sup>"),
        NodeValue::Subscript => ("<sub>", "</sub>"),
        NodeValue::Underline => ("<u>", "</u>"),
        _ => return None,
    })
}
