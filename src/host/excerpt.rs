//! The piece of a file that a problem is about.

use std::ops::Range;

use crate::text::{Cursor, Position, Span};

/// Most lines that are shown.
const LINES: usize = 5;

/// How much of a long line is shown before and behind the place, in bytes: more than a terminal is wide, so
/// that whoever prints it sees that there is more.
const AROUND: usize = 600;

/// How much of a long place is shown, in bytes.
const LONGEST: usize = 2_000;

/// Cuts excerpts out of one file. In the order of their places they cost no more in one long line than in
/// many short ones.
pub(super) struct Excerpts<'v> {
    text: &'v str,
    cursor: Cursor<'v>,
}

/// What is shown of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'v> {
    /// Whole lines where they are short, else a window of them.
    pub(super) text: &'v str,
    /// The place in that text.
    pub(super) range: Range<usize>,
    /// Where the place begins in the file.
    pub(super) at: Position,
}

impl<'v> Excerpts<'v> {
    /// Finds the lines of a file.
    pub(super) fn of(text: &'v str) -> Self {
        Excerpts { text, cursor: Cursor::new(text) }
    }

    /// What to show of a place; `None` for one inside a character.
    pub(super) fn cut(&mut self, span: Span) -> Option<Excerpt<'v>> {
        let text = self.text;
        let Range { start, end } = span.clamped(text.len()).range();
        text.is_char_boundary(start).then_some(())?;
        let at = self.cursor.at(start);
        let lines = self.cursor.lines();
        let last_line = lines.line_of(end.max(start + 1) - 1).min(at.line + LINES - 1);
        let lines = lines.start(at.line)..lines.start(last_line + 1);
        let end = text.floor_char_boundary(end.min(start + LONGEST).min(lines.end)).max(start);
        let from = text.floor_char_boundary(start.saturating_sub(AROUND)).max(lines.start);
        let to = text.floor_char_boundary(end + AROUND).min(lines.end);
        Some(Excerpt { text: text.get(from..to)?, range: start - from..end - from, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn short_lines_are_shown_whole() {
        let text = "one\ntwo three\nfour\n";
        let excerpt = Excerpts::of(text).cut(Span::new(8..13)).unwrap();
        assert_eq!(excerpt, Excerpt { text: "two three\n", range: 4..9, at: at(2, 5) });
        let end = Excerpts::of(text).cut(Span::new(99..99)).unwrap();
        assert_eq!(end, Excerpt { text: "", range: 0..0, at: at(4, 1) });
    }

    #[test]
    fn of_a_long_line_a_window_is_shown_and_its_place_is_the_one_in_the_file() {
        let text = format!("# T\n{}", "ü[t](/u) ".repeat(100_000));
        let mut excerpts = Excerpts::of(&text);
        for place in [0, 1, 7, 99_999, 50_000] {
            let start = 4 + place * 10 + 2;
            let excerpt = excerpts.cut(Span::new(start..start + 7)).unwrap();
            assert_eq!(&excerpt.text[excerpt.range.clone()], "[t](/u)");
            assert_eq!(excerpt.at, at(2, place * 9 + 2));
            assert!(excerpt.text.len() <= LONGEST + 2 * AROUND);
        }
        let all = excerpts.cut(Span::new(0..text.len())).unwrap();
        assert!(all.text.len() <= LONGEST + 2 * AROUND && all.at == at(1, 1));
    }
}
