//! Inlines: text, emphasis, code and all that stands inside a line.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::attributes::{Attributes, with_text};
use super::headings::without_custom_id;
use super::state::Paragraph;
use super::writer::Writer;
use crate::note::highlight;

impl<'a> Writer<'a> {
    pub(super) fn enter_inline(&mut self, node: Node<'a>, value: &NodeValue, pos: Sourcepos) {
        if !matches!(value, NodeValue::Text(_) | NodeValue::SoftBreak | NodeValue::LineBreak) {
            self.reopen_paragraph();
        }
        match value {
            NodeValue::Text(text) => self.inline_text(node, text, pos),
            NodeValue::SoftBreak => self.soft_break(node),
            NodeValue::LineBreak => self.line_break(),
            NodeValue::Code(code) => self.inline_code(node, &code.literal, pos),
            NodeValue::HtmlInline(html) => self.html_inline(html, pos),
            NodeValue::Link(link) if self.swallows_text(node, pos) => self.address_and_text(node, link, pos),
            NodeValue::Link(link) => self.link_start(node, link, pos),
            NodeValue::Image(image) => self.image(node, image, pos),
            NodeValue::FootnoteReference(reference) => self.footnote_reference(reference),
            NodeValue::ShortCode(emoji) => self.emoji(node, &emoji.emoji),
            NodeValue::Math(math) => self.inline_math(math, pos),
            NodeValue::Superscript if self.is_doubled(node) => self.out.html(self.doubled().0),
            NodeValue::Subscript if !is_script(node) => self.shown("~"),
            NodeValue::Superscript if !is_script(node) => self.shown("^"),
            _ => self.inline_start(node, tags(value).map_or("", |tag| tag.0)),
        }
    }

    pub(super) fn leave_inline(&mut self, node: Node<'a>, value: &NodeValue) {
        match value {
            NodeValue::Link(_) => self.link_end(),
            NodeValue::Superscript if self.is_doubled(node) => self.out.html(self.doubled().1),
            NodeValue::Subscript if !is_script(node) => self.shown("~"),
            NodeValue::Superscript if !is_script(node) => self.shown("^"),
            _ => self.out.html(tags(value).map_or("", |tag| tag.1)),
        }
    }

    /// Text without a custom heading id.
    fn inline_text(&mut self, node: Node<'a>, text: &str, pos: Sourcepos) {
        let masked = self.masked.unmask_text(self.text, self.unlinked, text, pos.start.line);
        let text = self.without_block_id(node, without_custom_id(node, masked.as_deref().unwrap_or(text)));
        let text = &*self.without_lists(node, text);
        if self.skips_first_line {
            return;
        }
        self.text_at = pos.start;
        self.unfinished_links(text);
        self.unfinished_markup(node, text);
        let text = self.task_word(node, text);
        if self.wiki.are_in(text) {
            self.linked_text(node, text);
        } else {
            self.running_text(text);
        }
    }

    /// Text that belongs to a paragraph; blanks behind a block do not begin one.
    pub(super) fn running_text(&mut self, text: &str) {
        let text = if self.paragraph == Paragraph::Closed { text.trim_start() } else { text };
        if !text.is_empty() {
            self.reopen_paragraph();
            self.tagged_text(text);
        }
    }

    pub(super) fn shown(&mut self, text: &str) {
        self.passage.push(text);
        self.out.text(text);
    }

    /// The text of code, a formula or a tag inside a line, as it is written.
    pub(super) fn inline_literal<'l>(&self, literal: &'l str, pos: Sourcepos) -> Cow<'l, str> {
        let literal = self.wiki.restore(literal);
        self.masked.unmask_inline(self.text, literal, pos.start.line, pos.end.line)
    }

    /// Writes the tag of an inline, with the list behind it.
    fn inline_start(&mut self, node: Node<'a>, tag: &str) {
        let list = self.list_behind(node);
        match tag.strip_suffix('>') {
            Some(tag) => self.listed_tag(tag, "", &list),
            None => self.out.html(tag),
        }
    }

    fn emoji(&mut self, node: Node<'a>, emoji: &str) {
        let list = self.list_behind(node);
        if list == Attributes::default() {
            self.shown(emoji);
            return;
        }
        self.listed_tag("<span", "", &list);
        self.shown(emoji);
        self.out.html("</span>");
    }

    fn inline_code(&mut self, node: Node<'a>, code: &str, pos: Sourcepos) {
        let code = &*self.inline_literal(code, pos);
        let code = without_language(code);
        self.passage.push(code);
        self.inline_start(node, "<code>");
        self.out.text(code);
        self.out.html("</code>");
    }

    /// In a plain text every line is a paragraph; elsewhere the vault says whether lines stay lines.
    fn soft_break(&mut self, node: Node<'a>) {
        if std::mem::take(&mut self.skips_first_line) || self.is_beside_hidden(node) {
            return;
        }
        self.passage.push(" ");
        if self.paragraph == Paragraph::Closed {
            return;
        }
        let html = match (self.plain.is_some(), self.dialect.line_breaks) {
            (true, _) => "</p>\n<p>",
            (false, true) => "<br>\n",
            (false, false) => "\n",
        };
        self.out.html(html);
    }

    /// Whether what is raised stands between two signs each: `^^text^^`.
    fn is_doubled(&self, node: Node<'_>) -> bool {
        let start = node.data().sourcepos.start;
        let written = self.text.get(self.place(start.line, start.column)..);
        written.is_some_and(|text| text.starts_with("^^"))
    }

    /// Marked in Logseq, inserted in MkDocs.
    fn doubled(&self) -> (&'static str, &'static str) {
        if self.dialect.is_outline() { ("<mark>", "</mark>") } else { ("<ins>", "</ins>") }
    }

    /// Whether a line end stands before a line that is hidden, or behind such lines alone.
    fn is_beside_hidden(&mut self, line_end: Node<'a>) -> bool {
        if !self.dialect.is_outline() {
            return false;
        }
        let next = line_end.next_sibling().is_some_and(|next| self.is_hidden_line(next));
        let only = self.hidden_lines;
        self.hidden_lines &= next;
        next || only
    }

    /// Whether an inline is nothing but what is for the tool alone.
    pub(super) fn is_hidden_line(&self, node: Node<'a>) -> bool {
        with_text(Some(node), |text| self.wiki.is_hidden(text)) == Some(true)
    }

    fn line_break(&mut self) {
        self.passage.push(" ");
        self.out.html("<br>\n");
    }
}

/// Whether what stands between `~` or `^` is an index: short, without blanks and the marks of prose. Between
/// `200~300` and `50~150` of another sentence it is none.
fn is_script(node: Node<'_>) -> bool {
    let only = node.first_child().filter(|child| child.next_sibling().is_none());
    let text = with_text(only, |text| {
        let fits = |c: char| !c.is_whitespace() && !",;:!?，。；：！？、".contains(c);
        text.chars().count() <= LONGEST_SCRIPT && text.chars().all(fits)
    });
    text.unwrap_or(node.first_child().is_some())
}

/// Inline code without the language in front of it: `#!js a()` (PyMdown's inlinehilite).
fn without_language(code: &str) -> &str {
    let named = code.strip_prefix("#!").and_then(|rest| rest.split_once(' '));
    let named = named.filter(|(name, behind)| highlight::is_language(name) && !behind.trim().is_empty());
    named.map_or(code, |(_, behind)| behind)
}

/// Longest index, in characters.
const LONGEST_SCRIPT: usize = 24;

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
