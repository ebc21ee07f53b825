//! Where in the file a place in a literal block is: code and raw HTML, from which the parser has taken what
//! the blocks around them put before each line.

use super::writer::Writer;
use crate::text::{Lines, Span};

/// The text of a literal block.
pub(super) struct Literal<'b> {
    text: &'b str,
    lines: Lines,
    /// The line of the note's text in which it begins.
    first: usize,
}

impl<'b> Literal<'b> {
    pub(super) fn new(text: &'b str, first: usize) -> Self {
        Literal { text, lines: Lines::new(text), first }
    }
}

impl Writer<'_> {
    /// The place in the file of a span of a literal: the same line, counted from its end, since what the
    /// blocks around it took away stands at the beginning.
    pub(super) fn literal_span(&self, literal: &Literal<'_>, span: Span) -> Span {
        let start = self.literal_place(literal, span.start as usize);
        // The line of its last byte, not the one that may begin behind that.
        let last = span.range().next_back().map(|last| self.literal_place(literal, last));
        self.file_span(start, last.map_or(start, |last| last + 1))
    }

    fn literal_place(&self, literal: &Literal<'_>, at: usize) -> usize {
        let number = literal.lines.line_of(at);
        let start_of_line = literal.lines.start(number);
        let line = line_length(literal.text, &literal.lines, number);
        let file_number = literal.first + number - 1;
        let file_line = self.lines.offset(file_number, 1);
        let shift = line_length(self.text, &self.lines, file_number).saturating_sub(line);
        file_line + shift + at - start_of_line
    }
}

/// How long a line is without its end. Looking for the end would make one long line a square.
fn line_length(text: &str, lines: &Lines, number: usize) -> usize {
    let line = text.get(lines.start(number)..lines.start(number + 1)).unwrap_or("");
    line.trim_end_matches(['\n', '\r']).len()
}
