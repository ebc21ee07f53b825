//! Names of blocks: `^id` at the end of a paragraph, an item or a cell's table, or alone behind a block.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::attributes::with_text;
use super::blocks::is_top_level;
use super::masked::Kind;
use super::outline;
use super::state::OpenBlock;
use super::writer::Writer;
use crate::note::{Block, BlockId, Piece, Pieces, problem};
use crate::text::Span;

impl<'a> Writer<'a> {
    /// Begins a block if it has a name.
    pub(super) fn block_start(&mut self, node: Node<'a>) {
        if !self.has_block_ids {
            return;
        }
        let Some((id, span)) = self.block_name(node) else { return };
        let start = self.out.mark() as u32;
        if !self.ids.take(&format!("^{id}")) {
            self.body.problems.push(problem::duplicate_block(&self.source.path, span, &id));
            return;
        }
        let block = BlockId(self.body.blocks.len() as u32);
        let (pieces, text) = (Pieces { start, end: start }, self.block_text(node).into());
        let outer = self.top.map(|start| Pieces { start, end: start });
        self.body.blocks.push(Block { id: id.into(), span, pieces, text, outer });
        self.open_blocks.push(OpenBlock { block, node });
        if !is_item(node) {
            self.out.hole(Piece::BlockStart(block));
        }
    }

    /// The name of a block and where it stands.
    fn block_name(&self, node: Node<'a>) -> Option<(String, Span)> {
        if let Some(named) = self.property_id(node) {
            return Some(named);
        }
        let (id, named) = own_id(node).or_else(|| id_behind(node)).or_else(|| self.line_id(node))?;
        let span = self.span(named);
        let text = self.source.text.get(span.range()).unwrap_or("");
        let at = span.start as usize + text.rfind(&format!("^{id}")).unwrap_or(0);
        Some((id.clone(), Span::new(at..at + id.len() + 1)))
    }

    /// The id that a property gives to a block: `id:: …` on a line of its own (Logseq).
    fn property_id(&self, node: Node<'a>) -> Option<(String, Span)> {
        if !self.dialect.is_outline() {
            return None;
        }
        let hidden = match &node.data().value {
            NodeValue::Item(_) | NodeValue::TaskItem(_) => self.hidden_in(node),
            _ if node.parent().is_some_and(is_item) => return None,
            NodeValue::Heading(_) => self.hidden_in_paragraph(node.next_sibling()?),
            NodeValue::Paragraph if !node.previous_sibling().is_some_and(is_heading) => {
                self.hidden_in_paragraph(node)
            }
            _ => return None,
        };
        let mut hidden = hidden.into_iter();
        hidden.find_map(|range| {
            let id = outline::block_id(self.text.get(range.clone())?)?;
            Some((id.to_string(), self.file_span(range.start, range.end)))
        })
    }

    /// Whether some items of a list have numbers by their properties (Logseq).
    pub(super) fn has_numbers(&self, list: Node<'a>) -> bool {
        self.dialect.is_outline() && list.children().any(|item| self.has_number(item))
    }

    /// Whether an item has a number: `logseq.order-list-type:: number`.
    pub(super) fn has_number(&self, item: Node<'a>) -> bool {
        let is_number = |range: Range<usize>| self.text.get(range).is_some_and(outline::is_number);
        self.dialect.is_outline() && is_item(item) && self.hidden_in(item).into_iter().any(is_number)
    }

    /// What is hidden in an item and belongs to it: not what its children hide. Behind a quote or a table it is a
    /// line apart, and behind HTML a line of that.
    fn hidden_in(&self, item: Node<'a>) -> Vec<Range<usize>> {
        let mut hidden = Vec::new();
        for block in item.children() {
            match &block.data().value {
                NodeValue::Paragraph => hidden.extend(self.hidden_in_paragraph(block)),
                NodeValue::HtmlBlock(html) => hidden.extend(self.hidden(&html.literal)),
                NodeValue::ThematicBreak => {
                    let line = self.masked.lines.get(&block.data().sourcepos.start.line);
                    hidden.extend(line.map(|line| line.range.clone()));
                }
                _ => {}
            }
        }
        hidden
    }

    fn hidden_in_paragraph(&self, paragraph: Node<'a>) -> Vec<Range<usize>> {
        let texts = paragraph.children().filter(|_| is_paragraph(paragraph));
        texts.filter_map(|text| with_text(Some(text), |text| self.hidden(text))).flatten().collect()
    }

    fn hidden(&self, text: &str) -> Vec<Range<usize>> {
        let marks = self.wiki.marks(text).filter(|mark| mark.kind == Kind::Hidden);
        marks.map(|mark| mark.range.clone()).collect()
    }

    /// The name at the end of any line of a paragraph, where such a line names all of it (Dendron).
    fn line_id(&self, node: Node<'a>) -> Option<(String, Sourcepos)> {
        let paragraph = if is_item(node) { node.first_child()? } else { node };
        let in_item = !is_item(node) && paragraph.parent().is_some_and(is_item);
        if !self.dialect.has_ranges() || !is_paragraph(paragraph) || in_item {
            return None;
        }
        let mut ends = paragraph.children().filter(|&child| ends_line(child));
        ends.find_map(|text| {
            let id = with_text(Some(text), |text| split(text).map(|(_, id)| id.to_string())).flatten()?;
            Some((id, text.data().sourcepos))
        })
    }

    /// A text without the name of its block, which is shown nowhere.
    pub(super) fn without_block_id<'t>(&self, node: Node<'_>, text: &'t str) -> &'t str {
        let last = node.next_sibling().is_none() || (self.dialect.has_ranges() && ends_line(node));
        match split(text) {
            Some((before, _)) if last && node.parent().is_some_and(is_paragraph) => before,
            _ => text,
        }
    }

    /// Whether nothing of a paragraph is shown.
    pub(super) fn is_hidden_paragraph(&self, node: Node<'a>) -> bool {
        let is_hidden = |child: Node<'a>| {
            matches!(child.data().value, NodeValue::SoftBreak) || self.is_hidden_line(child)
        };
        self.dialect.is_outline()
            && is_paragraph(node)
            && node.first_child().is_some()
            && node.children().all(is_hidden)
    }

    /// The first paragraph or heading of a block, where blocks are called by their texts.
    fn block_text(&self, node: Node<'a>) -> String {
        let first = if is_item(node) { node.first_child() } else { Some(node) };
        let first = first.filter(|_| self.dialect.is_outline());
        first.map_or_else(String::new, |first| self.plain_text(first).trim().to_string())
    }

    /// Begins a block at the top level of the text, where parts of a note are cut.
    pub(super) fn top_start(&mut self, node: Node<'a>) {
        if self.dialect.has_ranges() && is_top_level(node) {
            self.top = self.containers.is_empty().then(|| self.out.mark() as u32);
        }
    }

    /// Ends it: what is named in it knows how far it reaches.
    pub(super) fn top_end(&mut self, node: Node<'a>) {
        if !self.dialect.has_ranges() || !is_top_level(node) {
            return;
        }
        let Some(start) = self.top.take() else { return };
        let end = self.out.mark() as u32;
        let inside =
            |block: &&mut Block| block.outer.is_some_and(|outer| outer.start == start && outer.end == start);
        self.body
            .blocks
            .iter_mut()
            .rev()
            .take_while(inside)
            .for_each(|block| block.outer = Some(Pieces { start, end }));
    }

    /// The place of an item is inside its tag, and so is what is shown of it elsewhere.
    pub(super) fn item_place(&mut self, node: Node<'a>) {
        let open = self.open_blocks.last().filter(|open| open.node.same_node(node));
        let Some(BlockId(index)) = open.map(|open| open.block) else { return };
        let start = self.out.mark() as u32;
        if let Some(block) = self.body.blocks.get_mut(index as usize) {
            block.pieces.start = start;
        }
        self.out.hole(Piece::BlockStart(BlockId(index)));
    }

    /// Ends the block that began at this node.
    pub(super) fn block_end(&mut self, node: Node<'a>) {
        if !self.open_blocks.last().is_some_and(|open| open.node.same_node(node)) {
            return;
        }
        let end = self.out.mark() as u32;
        let Some(open) = self.open_blocks.pop() else { return };
        if let Some(block) = self.body.blocks.get_mut(open.block.0 as usize) {
            block.pieces.end = end;
        }
    }
}

/// The name a block ends in. That of the first paragraph of an item is the item's, and that on the last
/// line of a quote the quote's.
fn own_id(node: Node<'_>) -> Option<(String, Sourcepos)> {
    match &node.data().value {
        NodeValue::Paragraph if !names_its_parent(node) => id_of(node),
        NodeValue::Item(_) | NodeValue::TaskItem(_) => id_of(node.first_child()?),
        NodeValue::BlockQuote | NodeValue::Callout(_) => {
            node.last_child().filter(|&last| has_id_line(last)).and_then(id_of)
        }
        _ => None,
    }
}

fn names_its_parent(paragraph: Node<'_>) -> bool {
    paragraph.parent().is_some_and(|parent| match &parent.data().value {
        NodeValue::Item(_) | NodeValue::TaskItem(_) => paragraph.previous_sibling().is_none(),
        NodeValue::BlockQuote | NodeValue::Callout(_) => {
            paragraph.next_sibling().is_none() && has_id_line(paragraph)
        }
        _ => false,
    })
}

/// Whether the last of several lines of a paragraph is nothing but a name.
fn has_id_line(paragraph: Node<'_>) -> bool {
    let Some(last) = paragraph.last_child() else { return false };
    let behind =
        last.previous_sibling().is_some_and(|before| matches!(before.data().value, NodeValue::SoftBreak));
    behind
        && matches!(&last.data().value, NodeValue::Text(text) if split(text).is_some_and(|(before, _)| before.is_empty()))
}

fn ends_line(node: Node<'_>) -> bool {
    node.next_sibling().is_some_and(|next| matches!(next.data().value, NodeValue::SoftBreak))
}

fn is_paragraph(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

fn is_heading(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Heading(_))
}

pub(super) fn is_item(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Item(_) | NodeValue::TaskItem(_))
}

/// The name in the paragraph behind a block that holds nothing else, or in the last row of a table.
fn id_behind(node: Node<'_>) -> Option<(String, Sourcepos)> {
    if let Some(row) = node.last_child().filter(|&row| is_id_row(row)) {
        return id_of(row.first_child()?);
    }
    let next = node.next_sibling()?;
    is_block_id(next).then(|| id_of(next)).flatten()
}

/// Whether a row is nothing but the name of its table: to the parser every line behind a row is one.
pub(super) fn is_id_row(row: Node<'_>) -> bool {
    let named =
        |cell: Node<'_>| only_id(cell) && cell.next_sibling().is_none_or(|next| next.first_child().is_none());
    matches!(row.data().value, NodeValue::TableRow(false))
        && row.next_sibling().is_none()
        && row.first_child().is_some_and(named)
}

/// Whether a paragraph is nothing but the name of the block before it.
pub(super) fn is_block_id(paragraph: Node<'_>) -> bool {
    matches!(paragraph.data().value, NodeValue::Paragraph)
        && paragraph.previous_sibling().is_some()
        && only_id(paragraph)
}

/// Whether the only text of a node is the name of a block.
fn only_id(node: Node<'_>) -> bool {
    let only = node.first_child().filter(|child| child.next_sibling().is_none());
    only.is_some_and(|child| match &child.data().value {
        NodeValue::Text(text) => split(text).is_some_and(|(before, _)| before.is_empty()),
        _ => false,
    })
}

fn id_of(paragraph: Node<'_>) -> Option<(String, Sourcepos)> {
    let last = paragraph.last_child()?;
    let data = last.data();
    let NodeValue::Text(text) = &data.value else { return None };
    let (_, id) = split(text)?;
    Some((id.to_string(), data.sourcepos))
}

/// A text without the name of its block.
pub(super) fn without_name(text: &str) -> &str {
    split(text).map_or(text, |(before, _)| before)
}

/// The text before the name of a block at its end, and the name: letters, numbers, `-` and `_`.
fn split(text: &str) -> Option<(&str, &str)> {
    let (before, id) = text.trim_end().rsplit_once('^')?;
    let named = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let apart = before.is_empty() || before.ends_with(char::is_whitespace);
    (named && apart).then(|| (before.trim_end(), id))
}
