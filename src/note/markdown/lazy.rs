//! Lines that follow the body of an admonition or a tab without its indentation.
//!
//! To CommonMark such a line lazily continues the last paragraph of the list item that the box is to the
//! parser; MkDocs ends the box before it. So the lines are moved into a paragraph of their own behind the box.

use comrak::nodes::{Ast, NodeValue};
use comrak::{Arena, Node};

use super::containers::Masked;
use crate::text::Lines;

/// Moves the lines of all boxes of a note that are lazy.
pub(super) fn part<'a>(arena: &'a Arena<'a>, root: Node<'a>, text: &str, lines: &Lines, masked: &Masked<'_>) {
    if !masked.has_items() {
        return;
    }
    let scan = Scan { text, lines, masked };
    let is_paragraph = |node: &Node<'a>| matches!(node.data().value, NodeValue::Paragraph);
    let paragraphs: Vec<Node<'a>> = root.descendants().filter(is_paragraph).collect();
    for paragraph in paragraphs.into_iter().filter(|paragraph| paragraph.next_sibling().is_none()) {
        // What ended the inner box may go on behind the end of the outer.
        std::iter::successors(Some(paragraph), |last| scan.part(arena, last)).for_each(drop);
    }
}

struct Scan<'t> {
    text: &'t str,
    lines: &'t Lines,
    masked: &'t Masked<'t>,
}

impl Scan<'_> {
    /// Moves the lazy lines of a paragraph; the paragraph they are then.
    fn part<'a>(&self, arena: &'a Arena<'a>, paragraph: Node<'a>) -> Option<Node<'a>> {
        let boxes: Vec<(usize, Node<'a>)> =
            paragraph.ancestors().filter_map(|node| self.body(node)).collect();
        let breaks = paragraph.children().filter(|child| matches!(child.data().value, NodeValue::SoftBreak));
        let left = |first: Node<'a>| Some((first, self.left(&boxes, first)?));
        let (first, block) = breaks.filter_map(|line_break| line_break.next_sibling()).find_map(left)?;
        if !ends_with(block, paragraph) {
            return None;
        }
        let pos = first.data().sourcepos;
        let own = arena.alloc(Ast::new_with_sourcepos(NodeValue::Paragraph, pos).into());
        first.previous_sibling().into_iter().for_each(|line_break| line_break.detach());
        let rest: Vec<Node<'a>> = first.following_siblings().collect();
        rest.into_iter().for_each(|inline| own.append(inline));
        block.insert_after(own);
        Some(own)
    }

    /// How far the body of a box is indented, where a node is one.
    fn body<'a>(&self, node: Node<'a>) -> Option<(usize, Node<'a>)> {
        self.masked.item_of(node)?;
        let number = node.data().sourcepos.start.line;
        let start = self.masked.lines.get(&number)?.range.start;
        Some((indent(self.text.get(self.lines.start(number)..start)?) + 4, node))
    }

    /// The outermost of these boxes, innermost first, that ends before the line of this inline.
    fn left<'a>(&self, boxes: &[(usize, Node<'a>)], first: Node<'a>) -> Option<Node<'a>> {
        let (innermost, _) = boxes.first()?;
        let indent = self.indent(first.data().sourcepos.start.line);
        let left = || boxes.iter().rev().find(|(body, _)| indent < *body).map(|(_, node)| *node);
        (indent < *innermost).then(left).flatten()
    }

    /// How far a line is indented behind the marks of quotes.
    fn indent(&self, line: usize) -> usize {
        let line = self.text.get(self.lines.start(line)..).unwrap_or("");
        let lead = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        indent(line.get(..lead).unwrap_or(""))
    }
}

/// How far what stands before a line indents it, behind the marks of quotes.
fn indent(lead: &str) -> usize {
    super::containers::width(lead.rsplit('>').next().unwrap_or(lead))
}

/// Whether nothing of a box stands behind a paragraph in it: what is written below a line cannot stand above it.
fn ends_with<'a>(block: Node<'a>, paragraph: Node<'a>) -> bool {
    let mut inside = paragraph.ancestors().take_while(|above| !above.same_node(block));
    inside.all(|above| above.next_sibling().is_none())
}
