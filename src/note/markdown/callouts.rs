//! Callouts of Obsidian and GitHub, and what a box of any tool looks like.

use comrak::nodes::{Ast, CalloutFold, NodeCallout, NodeValue};
use comrak::{Arena, Node};

use super::callout_kinds::callout_kind;
use super::writer::Writer;
use crate::text::{Lines, name};

/// Makes the title of each callout of a note a line of text: `> [!note] - x` has no list in it, as in Obsidian.
pub(super) fn flatten_titles<'a>(arena: &'a Arena<'a>, root: Node<'a>, text: &str, lines: &Lines) {
    let is_title = |node: &Node<'a>| matches!(node.data().value, NodeValue::CalloutTitle);
    let titles: Vec<Node<'a>> = root.descendants().filter(is_title).collect();
    for block in titles.into_iter().filter_map(|title| title.first_child()) {
        if !matches!(block.data().value, NodeValue::Paragraph) {
            flatten(arena, block, text, lines);
        }
    }
}

/// Puts a paragraph in place of a block: its marks, and the inlines in it.
fn flatten<'a>(arena: &'a Arena<'a>, block: Node<'a>, text: &str, lines: &Lines) {
    let pos = block.data().sourcepos;
    let holds_inlines =
        |node: &Node<'a>| matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_));
    let inlines: Vec<Node<'a>> =
        block.descendants().find(holds_inlines).map_or(Vec::new(), |block| block.children().collect());
    let start = lines.offset(pos.start.line, pos.start.column);
    let line = text.get(start..lines.start(pos.start.line + 1)).unwrap_or("").trim_end();
    let first = inlines.first().map(|first| first.data().sourcepos.start);
    let marks =
        first.map_or(line.len(), |first| lines.offset(first.line, first.column).saturating_sub(start));
    let marks = line.get(..marks).unwrap_or("").to_string();
    let node = |value| arena.alloc(Ast::new_with_sourcepos(value, pos).into());
    let paragraph: Node<'a> = node(NodeValue::Paragraph);
    paragraph.append(node(NodeValue::Text(marks.into())));
    inlines.into_iter().for_each(|inline| paragraph.append(inline));
    block.insert_before(paragraph);
    block.detach();
}

impl<'a> Writer<'a> {
    /// The opening and the title of a box that begins on this line; what folds needs a title to be opened by.
    pub(super) fn callout_open(&mut self, kind: &str, fold: Fold, line: usize, title: &str) {
        self.out.html(&callout_tag(kind, fold));
        if title.is_empty() && fold == Fold::None {
            return;
        }
        let (start, end) = if fold == Fold::None { TITLE } else { SUMMARY };
        self.out.html(start);
        self.title_of_line(line, if title.is_empty() { "Details" } else { title });
        self.out.html(end);
        self.flush_deferred();
    }

    /// The opening of a box with a plain text as its title.
    pub(super) fn callout_titled(&mut self, kind: &str, title: &str) {
        self.out.html(&callout_tag(kind, Fold::None));
        self.out.html(TITLE.0);
        self.out.text(title);
        self.out.html(TITLE.1);
    }

    pub(super) fn callout_start(&mut self, node: Node<'a>, callout: &NodeCallout) {
        let kind = callout_kind(&callout.callout_type);
        self.out.html(&callout_tag(kind, fold(callout)));
        let titled =
            node.first_child().is_some_and(|child| matches!(child.data().value, NodeValue::CalloutTitle));
        if !titled {
            let (start, end) = if fold(callout) == Fold::None { TITLE } else { SUMMARY };
            self.out.html(start);
            self.out.text(&name::as_title(&callout.callout_type));
            self.out.html(end);
        }
    }
}

/// Whether a callout folds, and how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    None,
    Open,
    Closed,
}

const TITLE: (&str, &str) = ("<p class=\"callout-title\">", "</p>\n");
const SUMMARY: (&str, &str) = ("<summary class=\"callout-title\">", "</summary>\n");

fn fold(callout: &NodeCallout) -> Fold {
    match callout.fold {
        CalloutFold::None => Fold::None,
        CalloutFold::Expanded => Fold::Open,
        CalloutFold::Collapsed => Fold::Closed,
    }
}

fn callout_tag(kind: &str, fold: Fold) -> String {
    match fold {
        Fold::None => format!("<aside class=\"callout {kind}\">\n"),
        Fold::Open => format!("<details class=\"callout {kind}\" open>\n"),
        Fold::Closed => format!("<details class=\"callout {kind}\">\n"),
    }
}

pub(super) fn callout_end(callout: &NodeCallout) -> &'static str {
    if fold(callout) == Fold::None { "</aside>\n" } else { "</details>\n" }
}

fn folds(title: Node<'_>) -> bool {
    title.parent().is_some_and(|parent| match &parent.data().value {
        NodeValue::Callout(callout) => fold(callout) != Fold::None,
        _ => false,
    })
}

pub(super) fn title_start(title: Node<'_>) -> &'static str {
    if folds(title) { SUMMARY.0 } else { TITLE.0 }
}

pub(super) fn title_end(title: Node<'_>) -> &'static str {
    if folds(title) { SUMMARY.1 } else { TITLE.1 }
}
