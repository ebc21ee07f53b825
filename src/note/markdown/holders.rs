//! What holds links in a text of an outline: macros are code with links in it, and a reference whose name holds
//! others is written in parts.

use comrak::Node;

use super::attributes::Attributes;
use super::macros::address;
use super::masked::{Kind, Mask};
use super::nested;
use super::wiki::Part;
use super::wiki_parts::sign;
use super::writer::Writer;
use crate::note::{LinkForm, Piece};

impl<'a> Writer<'a> {
    pub(super) fn shown_macro(&mut self, node: Node<'a>, mask: &Mask) {
        let written = self.wiki.written(mask);
        self.reopen_paragraph();
        match address(written) {
            Some(url) if self.open_links.is_empty() => self.address(url, mask, written),
            _ => self.macro_code(node, mask),
        }
    }

    fn address(&mut self, url: &str, mask: &Mask, written: &str) {
        let start = mask.range.start + written.find(url).unwrap_or(0);
        self.add_external(url, self.file_span(start, start + url.len()));
        self.external_start(url, "", None);
        self.shown(url);
        self.out.html("</a>");
    }

    fn macro_code(&mut self, node: Node<'a>, mask: &Mask) {
        self.out.html("<code>");
        for part in self.wiki.inside(mask) {
            match part {
                Part::Mask(link) if link.kind == Kind::Link => self.link_in_code(node, link),
                Part::Mask(other) => self.shown(self.wiki.written(other)),
                Part::Text(text) => self.shown(text),
            }
        }
        self.out.html("</code>");
    }

    /// Code keeps its brackets.
    fn link_in_code(&mut self, node: Node<'a>, link: &Mask) {
        let has_brackets = self.wiki.written(link).starts_with("[[");
        self.shown(if has_brackets { "[[" } else { "" });
        self.wiki_link(node, link, "", &Attributes::default());
        self.shown(if has_brackets { "]]" } else { "" });
    }

    /// Writes a reference that holds others: one link in several parts, and those between them.
    pub(super) fn nested_link(&mut self, node: Node<'a>, outer: &Mask) {
        let wiki = self.wiki;
        let (target, _) = wiki.target_and_label(outer);
        self.reopen_paragraph();
        let label = nested::without_brackets(&target);
        let span = self.file_span(outer.range.start, outer.range.end);
        let id = self.add_link(self.new_link(LinkForm::Wiki, &target, None, &label, span));
        if !sign(wiki.written(outer)).is_empty() {
            self.body.tags.push(label);
        }
        let start = self.passage.len();
        for part in wiki.inside(outer) {
            match part {
                Part::Mask(inner) => self.wiki_link(node, inner, "", &Attributes::default()),
                Part::Text(text) => {
                    self.out.hole(Piece::LinkStart(id));
                    self.shown(&nested::without_brackets(text));
                    self.out.hole(Piece::LinkEnd(id));
                }
            }
        }
        self.passage.link(id, start);
    }

    /// Whether a mask is a reference that holds others.
    pub(super) fn is_nested(&self, mask: &Mask) -> bool {
        mask.kind == Kind::Link && self.wiki.holds(mask) && self.open_links.is_empty()
    }
}
