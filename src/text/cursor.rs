//! Positions of many offsets in one text.

use super::lines::BYTE_ORDER_MARK;
use super::{Lines, Position};

/// Turns offsets into positions. Where they are asked for in order, a line of many of them is counted once.
#[derive(Debug, Clone)]
pub struct Cursor<'t> {
    text: &'t str,
    lines: Lines,
    offset: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    /// A cursor at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Cursor { text, lines: Lines::new(text), offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// The lines of the text.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The position of `offset`; one past the end is the end.
    pub fn at(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.line_of(offset);
        if line != self.position.line || offset < self.offset {
            (self.offset, self.position) = (self.lines.start(line), Position { line, column: 1 });
        }
        let between = self.text.get(self.offset..offset).unwrap_or("");
        let mark = usize::from(self.offset == 0 && between.starts_with(BYTE_ORDER_MARK));
        self.position.column += between.chars().count() - mark;
        self.offset = offset;
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_lines_in_any_order() {
        let text = "ab\r\nüöx\n\ny";
        let (lines, mut cursor) = (Lines::new(text), Cursor::new(text));
        for offset in [0, 1, 6, 8, 8, 4, 99, 9, 10, 0] {
            assert_eq!(cursor.at(offset), lines.position(text, offset), "{offset}");
        }
    }

    #[test]
    fn it_agrees_with_the_lines_about_a_byte_order_mark() {
        let text = "\u{feff}ab\nc";
        let (lines, mut cursor) = (Lines::new(text), Cursor::new(text));
        for offset in [0, 3, 4, 4, 3, 0, 6] {
            assert_eq!(cursor.at(offset), lines.position(text, offset), "{offset}");
        }
    }
}
