//! Attribute lists in the tree: the block or the inline that each belongs to.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::attributes::{Attributes, alone, at_end_of_prose, at_start, with_text, without_icon_lists};
use super::block_ids::without_name;
use super::blocks::{in_title, is_tight};
use super::writer::Writer;
use crate::note::Piece;

impl<'a> Writer<'a> {
    /// Begins an element around a block behind which a list stands alone.
    pub(super) fn attributes_start(&mut self, block: Node<'a>) {
        if let Some(list) = list_behind_block(block) {
            self.listed_tag("<div", "", &list);
            self.out.html("\n");
        }
    }

    pub(super) fn attributes_end(&mut self, block: Node<'a>) {
        if list_behind_block(block).is_some() {
            self.out.html("</div>\n");
        }
    }

    /// The list a block ends in.
    pub(super) fn own_list(&self, block: Node<'a>) -> Attributes {
        if self.has_lists { own_list(block) } else { Attributes::default() }
    }

    /// The list of an item, which is that of its text where this is no paragraph of its own.
    pub(super) fn item_list(&self, item: Node<'a>) -> Attributes {
        let text = item.first_child().filter(|&first| is_paragraph(first) && is_tight(first));
        text.map_or_else(Attributes::default, |text| self.own_list(text))
    }

    /// The list of a list of items.
    pub(super) fn items_list(&self, items: Node<'a>) -> Attributes {
        if self.has_lists { list_of_items(items).unwrap_or_default() } else { Attributes::default() }
    }

    /// Writes a tag with its own classes and what a list says.
    pub(super) fn listed_tag(&mut self, tag: &str, classes: &str, list: &Attributes) {
        self.out.html(tag);
        self.attribute_list(classes, list);
        self.out.html(">");
    }

    /// Writes an element's own classes and what a list says into its tag.
    pub(super) fn attribute_list(&mut self, classes: &str, list: &Attributes) {
        if let Some(id) = &list.id {
            self.out.html(" id=\"");
            self.chosen_id(id);
            self.out.html("\"");
        }
        let all = [classes].into_iter().chain(list.classes.iter().map(|class| &**class));
        let all: Vec<&str> = all.filter(|class| !class.is_empty()).collect();
        if !all.is_empty() {
            self.out.attribute("class", &all.join(" "));
        }
    }

    /// Writes the id that an author chose.
    pub(super) fn chosen_id(&mut self, id: &str) {
        let id: Box<str> = self.ids.reserve(id).into();
        self.body.ids.push(id.clone());
        self.out.hole(Piece::Id(id));
    }

    /// The place that the list behind a link or a picture names: theirs have no room for an id.
    pub(super) fn place_before(&mut self, list: &Attributes) {
        if list.id.is_some() {
            let place = Attributes { id: list.id.clone(), ..Attributes::default() };
            self.listed_tag("<span", "", &place);
            self.out.html("</span>");
        }
    }

    /// The list behind an inline.
    pub(super) fn list_behind(&self, node: Node<'a>) -> Attributes {
        let next = node.next_sibling().filter(|_| self.has_lists);
        let read = |text: &str| at_start(text).map(|(list, behind)| (list, behind.is_empty()));
        let Some((list, is_last)) = with_text(next, read).flatten() else { return Attributes::default() };
        let is_headings = is_last && next.is_some_and(ends_heading);
        Attributes { id: list.id.filter(|_| !is_headings), ..list }
    }

    /// A text without the lists in it.
    pub(super) fn without_lists<'t>(&self, node: Node<'_>, text: &'t str) -> Cow<'t, str> {
        if !self.has_lists || !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let list = at_start(text).filter(|_| node.previous_sibling().is_some_and(takes_list));
        let inner = list.filter(|(_, behind)| !behind.is_empty() || !ends_heading(node));
        let text = inner.map_or(text, |(_, behind)| behind);
        if is_line_of_list(node, text) {
            return Cow::Borrowed("");
        }
        let end = at_end_of_prose(text).filter(|_| ends_block(node));
        without_icon_lists(end.map_or(text, |(before, _)| before))
    }
}

/// Whether a block is nothing but a list that belongs to the block before it: to the parser the line behind a
/// table is a row.
pub(super) fn is_list(block: Node<'_>) -> bool {
    match &block.data().value {
        NodeValue::Paragraph => block.previous_sibling().is_some() && only_list(block).is_some(),
        NodeValue::TableRow(false) => block.next_sibling().is_none() && row_list(block).is_some(),
        _ => false,
    }
}

fn list_behind_block(block: Node<'_>) -> Option<Attributes> {
    let next = block.next_sibling().filter(|&next| is_paragraph(next));
    let row = block.last_child().filter(|&row| is_list(row) && !is_paragraph(row));
    next.and_then(only_list).or_else(|| row.and_then(row_list))
}

fn row_list(row: Node<'_>) -> Option<Attributes> {
    let cell = row.first_child()?;
    let has_others = cell.next_sibling().is_some_and(|next| next.first_child().is_some());
    only_list(cell).filter(|_| !has_others)
}

/// The list that is all of a paragraph or a cell.
fn only_list(block: Node<'_>) -> Option<Attributes> {
    let only = block.first_child().filter(|only| only.next_sibling().is_none());
    with_text(only, alone).flatten()
}

fn own_list(block: Node<'_>) -> Attributes {
    let Some(last) = block.last_child().filter(|&last| ends_block(last)) else {
        return Attributes::default();
    };
    let read = |text: &str| {
        let text = without_name(text);
        match is_line_of_list(last, text) {
            true => alone(text).map(|list| line_before(last).unwrap_or(list)),
            false => at_end_of_prose(text).map(|(_, list)| list),
        }
    };
    with_text(Some(last), read).flatten().unwrap_or_default()
}

/// The list that all of a line is before this one: it is an item's where this is that of all of its list.
fn line_before(line: Node<'_>) -> Option<Attributes> {
    let before = line.previous_sibling().and_then(|end| end.previous_sibling());
    with_text(before.filter(|&before| begins_line(before)), alone).flatten()
}

/// The list of a list of items: the second of two lines behind its last item.
fn list_of_items(items: Node<'_>) -> Option<Attributes> {
    let text = items.last_child().and_then(|item| item.last_child()).filter(|&text| is_paragraph(text))?;
    let last = text.last_child().filter(|&last| ends_block(last))?;
    line_before(last)?;
    with_text(Some(last), alone).flatten()
}

/// Whether a text is a list that is one of the last two lines of its paragraph.
fn is_line_of_list(node: Node<'_>, text: &str) -> bool {
    let behind = node.next_sibling().filter(is_line_end).and_then(|end| end.next_sibling());
    let before_last =
        || behind.is_some_and(|last| ends_block(last) && with_text(Some(last), alone).flatten().is_some());
    let in_paragraph = node.parent().is_some_and(is_paragraph);
    in_paragraph && begins_line(node) && alone(text).is_some() && (ends_block(node) || before_last())
}

/// Whether a text is the last of a block that may end in a list. Headings and titles of boxes read their own.
fn ends_block(text: Node<'_>) -> bool {
    let Some(block) = text.parent().filter(|_| text.next_sibling().is_none()) else { return false };
    matches!(block.data().value, NodeValue::TableCell) || (is_paragraph(block) && !in_title(block))
}

/// Whether a text is the last of a heading: what is named there is the heading.
fn ends_heading(text: Node<'_>) -> bool {
    let is_heading = |block: Node<'_>| matches!(block.data().value, NodeValue::Heading(_));
    text.next_sibling().is_none() && text.parent().is_some_and(is_heading)
}

fn takes_list(node: Node<'_>) -> bool {
    matches!(
        node.data().value,
        NodeValue::Link(_)
            | NodeValue::Image(_)
            | NodeValue::Code(_)
            | NodeValue::Emph
            | NodeValue::Strong
            | NodeValue::Strikethrough
            | NodeValue::Highlight
            | NodeValue::ShortCode(_)
    )
}

fn begins_line(text: Node<'_>) -> bool {
    text.previous_sibling().as_ref().is_some_and(is_line_end)
}

fn is_line_end(node: &Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak)
}

fn is_paragraph(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}
