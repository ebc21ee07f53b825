//! Displayed formulas with empty lines in them, as Obsidian sets them.
//!
//! To the parser an empty line ends the paragraph, and with it the formula: what stands between two `$$` is joined
//! after it has run, where it was taken for paragraphs and reads like LaTeX.

use comrak::nodes::{Ast, NodeMath, NodeValue};
use comrak::{Arena, Node};

use crate::text::Lines;

/// Longest formula that is joined, in bytes.
const LONGEST: usize = 10_000;

/// Joins the formulas of a note.
pub(super) fn join<'a>(arena: &'a Arena<'a>, root: Node<'a>, text: &str, lines: &Lines) {
    if !text.contains("$$") {
        return;
    }
    let scan = Scan { text, lines };
    let paragraphs: Vec<Node<'a>> = root.descendants().filter(is_paragraph).collect();
    let mut opened: Option<Node<'a>> = None;
    for paragraph in paragraphs {
        match opened.take().filter(|first| stand_together(first, paragraph)) {
            Some(first) if !scan.written(paragraph).contains(MARK) => opened = Some(first),
            Some(first) if scan.closes(paragraph) => scan.set(arena, first, paragraph),
            _ => opened = Some(paragraph).filter(|paragraph| scan.opens(paragraph)),
        }
    }
}

const MARK: &str = "$$";

struct Scan<'t> {
    text: &'t str,
    lines: &'t Lines,
}

impl<'t> Scan<'t> {
    /// The bytes of a paragraph as they are written.
    fn written(&self, paragraph: Node<'_>) -> &'t str {
        let pos = paragraph.data().sourcepos;
        let start = self.lines.offset(pos.start.line, pos.start.column);
        self.text.get(start..self.lines.offset(pos.end.line, pos.end.column + 1)).unwrap_or("")
    }

    fn opens(&self, paragraph: &Node<'_>) -> bool {
        let rest = self.written(paragraph).strip_prefix(MARK);
        rest.is_some_and(|rest| !rest.contains(MARK))
    }

    fn closes(&self, paragraph: Node<'_>) -> bool {
        let rest = self.written(paragraph).trim_end().strip_suffix(MARK);
        rest.is_some_and(|rest| !rest.contains(MARK))
    }

    /// Makes one formula of all from `first` to `last`.
    fn set<'a>(&self, arena: &'a Arena<'a>, first: Node<'a>, last: Node<'a>) {
        let (start, end) = (first.data().sourcepos.start, last.data().sourcepos.end);
        let from = self.lines.offset(start.line, start.column) + MARK.len();
        let inside = self.text.get(from..self.lines.offset(end.line, end.column + 1)).unwrap_or("");
        let Some(latex) = inside.trim_end().strip_suffix(MARK).filter(|latex| is_latex(latex)) else {
            return;
        };
        let math = NodeMath { dollar_math: true, display_math: true, literal: latex.to_string() };
        let pos = (start.line, start.column, end.line, end.column).into();
        let formula = arena.alloc(Ast::new_with_sourcepos(NodeValue::Math(math), pos).into());
        let swallowed: Vec<Node<'a>> =
            first.following_siblings().skip(1).take_while(|next| !next.same_node(last)).collect();
        swallowed.into_iter().chain([last]).for_each(|node| node.detach());
        first.children().collect::<Vec<_>>().into_iter().for_each(|inline| inline.detach());
        first.append(formula);
        first.data_mut().sourcepos.end = end;
    }
}

fn is_paragraph(node: &Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

/// Whether a paragraph follows another without a block of another sort between them, in a block that puts
/// nothing but blanks before a line.
fn stand_together<'a>(first: Node<'a>, paragraph: Node<'a>) -> bool {
    let beside = |one: Option<Node<'a>>, other: Option<Node<'a>>| match (one, other) {
        (Some(one), Some(other)) => one.same_node(other),
        _ => false,
    };
    let quoted = |node: Node<'a>| matches!(node.data().value, NodeValue::BlockQuote | NodeValue::Callout(_));
    beside(first.parent(), paragraph.parent())
        && paragraph.previous_sibling().is_some_and(|before| is_paragraph(&before))
        && !paragraph.ancestors().any(quoted)
}

/// Whether a text reads like LaTeX and not like prose with the sign of a shell.
fn is_latex(text: &str) -> bool {
    text.len() <= LONGEST && text.contains('\\') && !text.contains('`')
}
