//! Fences of code, as far as the lines before the parser tell: what stands between them is no Markdown.

/// Whether code is open, line by line.
#[derive(Debug, Default)]
pub(super) struct Fences {
    /// The sign of the fence that is open, and how many of them.
    open: Option<(char, usize)>,
}

impl Fences {
    /// Whether the next line is code.
    pub(super) fn are_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether a line, without its indentation, is code or one of its fences.
    pub(super) fn hold(&mut self, content: &str) -> bool {
        let was_open = self.open.is_some();
        match self.open {
            Some((sign, count)) if closes(content, sign, count) => self.open = None,
            None => self.open = opening(content),
            Some(_) => {}
        }
        was_open || self.open.is_some()
    }
}

fn closes(content: &str, sign: char, count: usize) -> bool {
    let behind = content.trim_start_matches(sign);
    content.len() - behind.len() >= count && behind.trim().is_empty()
}

/// A fence also opens behind the mark of a list item.
fn opening(content: &str) -> Option<(char, usize)> {
    let content = behind_marker(content).unwrap_or(content);
    let sign = content.chars().next().filter(|sign| ['`', '~'].contains(sign))?;
    let info = content.trim_start_matches(sign);
    let count = content.len() - info.len();
    (count >= 3 && !(sign == '`' && info.contains('`'))).then_some((sign, count))
}

/// What stands behind the mark of a list item.
pub(super) fn behind_marker(content: &str) -> Option<&str> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = content.get(digits..)?;
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    rest.strip_prefix(signs)?.strip_prefix([' ', '\t']).map(str::trim_start)
}
