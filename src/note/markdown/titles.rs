//! Titles of boxes and labels of tabs: the line they stand on is masked, so their markup is read by itself.

use std::ops::Range;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, parse_document};

use super::containers::Masked;
use super::state::Titles;
use super::writer::Writer;

/// What markup begins with, and the masks of links.
const SIGNS: [char; 16] =
    ['%', '*', '_', '`', '~', '=', '[', ':', '$', '<', '&', '#', '^', '\\', '\u{2}', '!'];

/// Reads the titles that may hold markup; an inline footnote stays text in one. `unlinked` is the text with titles and without wiki links.
pub(super) fn read<'a>(
    arena: &'a Arena<'a>,
    masked: &Masked<'_>,
    unlinked: &str,
    options: &Options<'_>,
) -> Titles<'a> {
    let mut options = options.clone();
    // Those of the note are numbered without its titles.
    options.extension.inline_footnotes = false;
    let title = |line: usize, range: Range<usize>| {
        let title = unlinked.get(range).filter(|title| title.contains(SIGNS))?;
        let root = parse_document(arena, title, &options);
        let paragraph =
            root.first_child().filter(|first| is_paragraph(first) && first.next_sibling().is_none())?;
        root.data_mut().value = NodeValue::CalloutTitle;
        Some((line, paragraph))
    };
    masked.lines.iter().filter_map(|(number, line)| title(*number, line.title.clone())).collect()
}

fn is_paragraph(node: &Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

impl<'a> Writer<'a> {
    /// Writes a title of this line, with its markup where it has any.
    pub(super) fn title_of_line(&mut self, line: usize, title: &str) {
        match (self.titles.get(&line).copied(), self.masked.lines.get(&line)) {
            (Some(paragraph), Some(masked)) => self.marked_title(paragraph, masked.title.start),
            _ => self.out.text(title),
        }
    }

    /// The parser counts the columns of a title from its beginning, as those of an inline footnote.
    fn marked_title(&mut self, paragraph: Node<'a>, start: usize) {
        let outer = self.footnotes.origin.replace(start);
        self.block = Some(paragraph);
        for edge in paragraph.traverse() {
            match edge {
                NodeEdge::Start(node) if !node.same_node(paragraph) => self.enter(node),
                NodeEdge::End(node) if !node.same_node(paragraph) => self.leave(node),
                _ => {}
            }
        }
        self.end_passage();
        self.footnotes.origin = outer;
    }
}
