//! Which keys a lexeme stands under, told from columns and brackets alone, so that broken YAML has an
//! outline too.

use super::{Lexeme, Role};
use crate::text::Span;
use crate::text::token::TokenClass;

/// The keys around the lexeme entered last.
pub(super) struct Outline<'t> {
    text: &'t str,
    /// Where this line starts.
    line: usize,
    /// Whether only blanks and dashes have been seen on this line.
    fresh: bool,
    /// How many flow collections are open.
    flow: usize,
    levels: Vec<Level>,
}

/// The column of every key in a flow collection: right of the bracket it may stand behind.
const FLOW_KEY: usize = 1;

/// A key, or the dash or bracket of a sequence, that what follows may belong to.
struct Level {
    /// How many flow collections were open before it.
    flow: usize,
    /// Its column in its line; in a flow collection, where columns mean nothing, [`FLOW_KEY`] for a key
    /// and 0 for the bracket of a sequence.
    column: usize,
    /// The key; empty for a dash or a bracket.
    key: Span,
}

impl<'t> Outline<'t> {
    /// The outline of a document of `text` whose first lexeme starts at `start`.
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        Outline { text, line: start, fresh: true, flow: 0, levels: Vec::new() }
    }

    /// Goes on to the next lexeme.
    pub(super) fn enter(&mut self, lexeme: &Lexeme) {
        let piece = self.piece(lexeme.span);
        match lexeme.role {
            Role::Key => self.key(lexeme.span),
            Role::Open => self.open(piece),
            Role::Close => self.close(),
            _ if lexeme.class == TokenClass::Plain && self.fresh => self.dash(piece),
            _ => {}
        }
        self.end_line(piece, lexeme.span.range().end);
    }

    /// Whether the key entered last, or the value under it, stands at `path` in the document.
    pub(super) fn is_at(&self, path: &[&str]) -> bool {
        let named = |(level, name): (&Level, &&str)| self.name(level) == *name;
        self.levels.len() == path.len() && self.levels.iter().zip(path).all(named)
    }

    /// The column of the top-level key entered last; `None` below a key or a dash.
    pub(super) fn top_column(&self) -> Option<usize> {
        match self.levels.as_slice() {
            [top] if top.flow > 0 => Some(0),
            [top] => Some(top.column),
            _ => None,
        }
    }

    fn name(&self, level: &Level) -> &str {
        self.piece(level.key).trim_matches(['"', '\''])
    }

    fn key(&mut self, key: Span) {
        let column = key.range().start.saturating_sub(self.line);
        self.recover(key, column);
        let column = if self.flow > 0 { FLOW_KEY } else { column };
        self.leave(|level, flow| level.flow == flow && level.column >= column);
        self.push(column, key);
    }

    /// Takes brackets as forgotten, as the lexer does, where a key stands no deeper than the block's.
    fn recover(&mut self, key: Span, column: usize) {
        if self.flow == 0 || !self.fresh || self.piece(key).starts_with(['"', '\'']) {
            return;
        }
        let in_block = self.levels.partition_point(|level| level.flow == 0);
        let innermost = in_block.checked_sub(1).and_then(|i| self.levels.get(i));
        if column <= innermost.map_or(0, |level| level.column) {
            self.flow = 0;
            self.leave(|level, flow| level.flow > flow);
        }
    }

    fn piece(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// A dash at the start of a line: an item of what stands above it. A sequence may stand in the
    /// same column as its key (YAML 1.2.2, 8.2.1).
    fn dash(&mut self, piece: &str) {
        let item = piece.trim_start_matches([' ', '\t']);
        let is_dash = item.starts_with("- ") || item.trim_end() == "-";
        if self.flow > 0 || !is_dash {
            return;
        }
        let column = piece.len() - item.len();
        self.leave(|level, _| {
            level.column > column || (level.column == column && level.key == Span::default())
        });
        self.push(column, Span::default());
    }

    fn open(&mut self, bracket: &str) {
        self.flow += 1;
        if bracket == "[" {
            self.push(0, Span::default());
        }
    }

    fn close(&mut self) {
        self.flow = self.flow.saturating_sub(1);
        self.leave(|level, flow| level.flow > flow);
    }

    fn leave(&mut self, ended: impl Fn(&Level, usize) -> bool) {
        while self.levels.last().is_some_and(|last| ended(last, self.flow)) {
            self.levels.pop();
        }
    }

    fn push(&mut self, column: usize, key: Span) {
        let flow = self.flow;
        self.levels.push(Level { flow, column, key });
    }

    fn end_line(&mut self, piece: &str, end: usize) {
        let blank = piece.bytes().all(|b| b" \t-+?".contains(&b));
        self.fresh = self.fresh && blank;
        if piece.ends_with('\n') {
            (self.line, self.fresh) = (end, true);
        }
    }
}
