//! Where the writer puts its HTML: text that grows, cut into pieces at every hole.

use crate::note::Piece;
use crate::text::escape;

/// A place in what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pieces: usize,
    bytes: usize,
}

/// The pieces written so far and the HTML since the last hole.
#[derive(Debug, Default)]
pub(super) struct Sink {
    pieces: Vec<Piece>,
    html: String,
}

impl Sink {
    /// Where the HTML ends now.
    pub(super) fn position(&self) -> Position {
        Position { pieces: self.pieces.len(), bytes: self.html.len() }
    }

    /// Appends HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape::push_html(&mut self.html, text);
    }

    /// Appends ` name="value"`, escaped.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape::push_html(&mut self.html, value);
        self.html.push('"');
    }

    /// The HTML since the last hole, for writers that append to a string.
    pub(super) fn buffer(&mut self) -> &mut String {
        &mut self.html
    }

    /// Takes back the last bytes, which must have been written without a hole behind them.
    pub(super) fn take_back(&mut self, html: &str) {
        let length = self.html.strip_suffix(html).map_or(self.html.len(), str::len);
        self.html.truncate(length);
    }

    /// Appends a hole.
    pub(super) fn hole(&mut self, hole: Piece) {
        self.cut();
        self.pieces.push(hole);
    }

    fn cut(&mut self) {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }

    /// A mark to come back to with [`Sink::take`].
    pub(super) fn mark(&mut self) -> usize {
        self.cut();
        self.pieces.len()
    }

    /// Takes back what was written since `mark`.
    pub(super) fn take(&mut self, mark: usize) -> Vec<Piece> {
        self.cut();
        self.pieces.split_off(mark.min(self.pieces.len()))
    }

    /// All pieces.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.cut();
        self.pieces.shrink_to_fit();
        self.pieces
    }
}
