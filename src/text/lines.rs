//! Where the lines of a text begin, and which line and column an offset is.

/// What some editors write before the first line, and none shows.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Line and column of an offset, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The line starts of one text: made once, asked often.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<u32>,
    len: usize,
}

impl Lines {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end a line, as in CommonMark 2.1.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
        Lines { starts, len: bytes.len() }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The byte offset at which `line` (from 1) begins; lines past the end begin at the end.
    pub fn start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.starts.get(index).map_or(self.len, |&start| start as usize)
    }

    /// The line, from 1, that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset)
    }

    /// The byte offset of a line and a byte column, both from 1, inside the text.
    pub fn offset(&self, line: usize, byte_column: usize) -> usize {
        (self.start(line) + byte_column.saturating_sub(1)).min(self.len)
    }

    /// The position of `offset` in `text`, which must be the text the lines were made of. A byte order mark is no
    /// character of the first line: editors do not count it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line_of(offset.min(self.len));
        let before = text.get(self.start(line)..offset.min(self.len)).unwrap_or("");
        let before = before.strip_prefix(BYTE_ORDER_MARK).filter(|_| line == 1).unwrap_or(before);
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_all_line_ends_count() {
        let text = "a\r\nüx\ry";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 3);
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(text, x), Position { line: 2, column: 2 });
        let y = text.find('y').unwrap();
        assert_eq!(lines.position(text, y), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_is_in_no_column() {
        let text = "\u{feff}ab\n\u{feff}c";
        let lines = Lines::new(text);
        let column = |at: &str| lines.position(text, text.find(at).unwrap()).column;
        assert_eq!([column("a"), column("b"), column("c")], [1, 2, 2]);
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let lines = Lines::new("ab");
        assert_eq!(lines.position("ab", 99), Position { line: 1, column: 3 });
        assert_eq!(lines.offset(7, 3), 2);
    }
}
