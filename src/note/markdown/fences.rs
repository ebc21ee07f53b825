//! Fences of code, as far as the lines before the parser tell: what stands between them is no Markdown.

use crate::text::Fence;

/// Whether code is open, line by line.
#[derive(Debug, Default)]
pub(super) struct Fences {
    open: Option<Fence>,
}

impl Fences {
    /// Whether the next line is code.
    pub(super) fn are_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether a line, without its indentation, is code or one of its fences; one also opens behind the mark of a
    /// list item.
    pub(super) fn hold(&mut self, content: &str) -> bool {
        let marked = if self.are_open() { None } else { behind_marker(content) };
        Fence::passes(&mut self.open, marked.unwrap_or(content))
    }
}

/// What stands behind the mark of a list item.
pub(super) fn behind_marker(content: &str) -> Option<&str> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = content.get(digits..)?;
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    rest.strip_prefix(signs)?.strip_prefix([' ', '\t']).map(str::trim_start)
}
