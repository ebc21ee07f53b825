//! Places counted anew where the parser loses count.
//!
//! comrak takes the definitions of links away from the head of a paragraph and reads the destination, the title
//! and the label of a link over line ends without counting these lines; of a table it reads the cells with `|`
//! for `\|`. All that it tells of what follows is told from a wrong place, and here it is put right once, so that
//! nobody has to search for what is written.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::{LineColumn, NodeValue};

use super::respell::destination_at;
use crate::text::Lines;

/// In how many places the destination of one link is looked for, from its end: its title may look like one.
const MOST_OPENINGS: usize = 64;

/// Puts the places right of all that stands in paragraphs, headings and cells of `text`.
pub(super) fn recount<'a>(root: Node<'a>, text: &str) {
    let lines = Lines::new(text);
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) if loses_lines(node) => {
                Told::of_paragraph(node, text, &lines).set(node);
            }
            NodeValue::TableCell => cell(node, text, &lines),
            _ => {}
        }
    }
}

/// Whether the last inline is told to end before the block does.
fn loses_lines(block: Node<'_>) -> bool {
    let last = block.last_child().map(|last| last.data().sourcepos.end.line);
    last.is_some_and(|last| last < block.data().sourcepos.end.line)
}

/// What the parser has read a paragraph as, and how it tells places in it.
struct Told {
    /// The lines without what the blocks around them put before them.
    content: String,
    first_line: usize,
    /// Where each line begins in the content, and in which column of its line.
    lines: Vec<(usize, usize)>,
    /// How many lines are not counted before each line that is.
    lost: Vec<usize>,
}

impl Told {
    fn of_paragraph(block: Node<'_>, text: &str, lines: &Lines) -> Self {
        let pos = block.data().sourcepos;
        let mut told = Told {
            content: String::new(),
            first_line: pos.start.line,
            lines: Vec::new(),
            lost: vec![0; (pos.end.line + 1).saturating_sub(pos.start.line)],
        };
        for number in pos.start.line..=pos.end.line {
            let line = text.get(lines.start(number)..lines.start(number + 1)).unwrap_or("");
            let around = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            let indent = if number == pos.start.line { pos.start.column.saturating_sub(1) } else { around };
            told.lines.push((told.content.len(), indent));
            told.content.push_str(line.get(indent..).unwrap_or(""));
        }
        told.count(block);
        told
    }

    /// Counts the lines that are lost: where a line ends is told on the line it is thought to be.
    fn count(&mut self, block: Node<'_>) {
        let pos = block.data().sourcepos;
        if is_definition(&self.content) {
            let last = block.last_child().map_or(pos.end.line, |last| last.data().sourcepos.end.line);
            self.lose(pos.start.line, pos.end.line.saturating_sub(last));
        }
        for node in block.descendants().skip(1) {
            let (start, end) = (node.data().sourcepos.start, node.data().sourcepos.end);
            let next = match &node.data().value {
                NodeValue::SoftBreak | NodeValue::LineBreak => start.line + 1,
                NodeValue::Link(_) | NodeValue::Image(_) => continue,
                _ if node.first_child().is_none() && end.line > start.line => end.line,
                _ => continue,
            };
            let line = self.line_of(self.offset(start));
            self.lose(next, (self.first_line + line).saturating_sub(start.line));
        }
    }

    fn lose(&mut self, line: usize, lost: usize) {
        let from = line.saturating_sub(self.first_line);
        if let Some(of_line) = self.lost.get_mut(from) {
            *of_line = lost;
        }
    }

    /// The offset in the content of a place as it is told.
    fn offset(&self, place: LineColumn) -> usize {
        let told = place.line.saturating_sub(self.first_line);
        let lost = self.lost.get(told).copied().unwrap_or(0);
        let indent = self.lines.get(told).map_or(0, |(_, indent)| *indent);
        let start = self.lines.get(told + lost).map_or(self.content.len(), |(start, _)| *start);
        start + place.column.saturating_sub(1 + indent)
    }

    /// The line an offset is in, from 0.
    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1)
    }

    fn place(&self, offset: usize) -> LineColumn {
        let line = self.line_of(offset);
        let (start, indent) = self.lines.get(line).copied().unwrap_or_default();
        LineColumn { line: self.first_line + line, column: indent + offset.saturating_sub(start) + 1 }
    }

    /// Writes the places into all that stands in the block.
    fn set(&self, block: Node<'_>) {
        for node in block.descendants().skip(1) {
            let mut data = node.data_mut();
            let (start, last) = (self.offset(data.sourcepos.start), self.offset(data.sourcepos.end));
            let last = match &data.value {
                NodeValue::Link(_) | NodeValue::Image(_) => self.end(start..last + 1).saturating_sub(1),
                _ => last,
            };
            data.sourcepos = (self.place(start), self.place(last)).into();
        }
    }

    /// Where a link ends that is told to stand here: one with line ends behind its destination is told to end with
    /// that.
    fn end(&self, told: Range<usize>) -> usize {
        let written = self.content.get(told.clone()).unwrap_or("");
        let mut openings = written.rmatch_indices("](").take(MOST_OPENINGS);
        let ends = openings.find_map(|(at, opening)| {
            let (url, end) = tail(&self.content, told.start + at + opening.len())?;
            (end == told.end || url == told.end).then_some(end)
        });
        ends.unwrap_or(told.end)
    }
}

/// Where the destination that begins here ends, and the link behind it (CommonMark 0.31, "Links").
fn tail(content: &str, start: usize) -> Option<(usize, usize)> {
    let range = destination_at(content, start)?;
    let is_pointed = content.get(..range.start)?.ends_with('<');
    let url = range.end + usize::from(is_pointed);
    let behind = content.get(url..)?;
    let title = behind.trim_start();
    let rest = match title.chars().next() {
        Some(quote @ ('"' | '\'')) => behind_title(title, quote)?,
        Some('(') => behind_title(title, ')')?,
        _ => title,
    };
    let rest = rest.trim_start().strip_prefix(')')?;
    Some((url, content.len() - rest.len()))
}

/// What follows a title that ends in this character.
fn behind_title(title: &str, end: char) -> Option<&str> {
    let mut escaped = false;
    let closes = |c: char| {
        let closes = c == end && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    };
    let inner = title.get(1..)?;
    inner.get(inner.find(closes)? + 1..)
}

/// Whether a paragraph begins with the definition of a link.
fn is_definition(content: &str) -> bool {
    let label =
        content.strip_prefix('[').and_then(|rest| rest.find(['[', ']']).and_then(|at| rest.get(at..)));
    label.is_some_and(|behind| behind.starts_with("]:"))
}

/// Puts the places in a cell right, which are told without the backslashes before `|`.
fn cell(cell: Node<'_>, text: &str, lines: &Lines) {
    let Some(first) = cell.first_child().map(|first| first.data().sourcepos.start) else { return };
    let end = cell.data().sourcepos.end;
    let written = text.get(lines.offset(first.line, first.column)..lines.offset(end.line, end.column + 1));
    let pipes = escaped_pipes(written.unwrap_or(""));
    if pipes.is_empty() {
        return;
    }
    let before = |told: usize| pipes.partition_point(|pipe| first.column + pipe < told);
    for node in cell.descendants().skip(1) {
        let pos = &mut node.data_mut().sourcepos;
        pos.start.column += before(pos.start.column);
        pos.end.column += before(pos.end.column + 1);
    }
}

/// Where the pipes are in a cell that a backslash stands before, when these are taken away.
fn escaped_pipes(written: &str) -> Vec<usize> {
    let (mut pipes, mut escaped) = (Vec::new(), false);
    for (at, byte) in written.bytes().enumerate() {
        if escaped && byte == b'|' {
            pipes.push(at - 1 - pipes.len());
        }
        escaped = byte == b'\\' && !escaped;
    }
    pipes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_behind_their_titles() {
        for (written, end) in [
            ("(a) b", Some(3)),
            ("(<a b>\n 'x\\' y') b", Some(16)),
            ("(\n a (t)\n) b", Some(10)),
            ("(a b)", None),
        ] {
            assert_eq!(tail(written, 1).map(|(_, end)| end), end, "{written}");
        }
    }

    #[test]
    fn only_pipes_behind_a_backslash_of_their_own_are_escaped() {
        assert_eq!(escaped_pipes("a\\|b\\|c"), [1, 3]);
        assert_eq!(escaped_pipes("a\\\\| \\\\\\|"), [7]);
    }
}
