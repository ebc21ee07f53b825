//! The lines that begin and end a block of code (CommonMark 4.5).

/// The signs that a block of code begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    sign: char,
    length: usize,
}

impl Fence {
    /// The fence that a line begins with, and the rest of the line, its info string. The line is what stands
    /// behind the marks of lists and quotes.
    pub fn opened_by(line: &str) -> Option<(Self, &str)> {
        let signs = unindented(line);
        let sign = signs.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = signs.trim_start_matches(sign);
        let length = signs.len() - info.len();
        let is_fence = length >= 3 && !(sign == '`' && info.contains('`'));
        is_fence.then_some((Fence { sign, length }, info))
    }

    /// Whether a line ends the block.
    pub fn is_closed_by(self, line: &str) -> bool {
        let signs = unindented(line).trim_end();
        signs.len() >= self.length && signs.chars().all(|c| c == self.sign)
    }

    /// Whether a line stands in code, where `open` is the block that is open before it; afterwards that is the
    /// block that is open behind it. Fences are part of their block.
    pub fn passes(open: &mut Option<Self>, line: &str) -> bool {
        let before = *open;
        *open = match before {
            Some(fence) if fence.is_closed_by(line) => None,
            Some(fence) => Some(fence),
            None => Fence::opened_by(line).map(|(fence, _)| fence),
        };
        before.is_some() || open.is_some()
    }
}

/// A line without the three blanks that a fence may be indented by.
fn unindented(line: &str) -> &str {
    let bare = line.trim_start_matches(' ');
    if line.len() - bare.len() > 3 { line } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_code(text: &str) -> String {
        let mut open = None;
        text.lines().filter(|line| Fence::passes(&mut open, line)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_block_ends_with_its_own_signs() {
        assert_eq!(in_code("a\n~~~ x`\n```\n~~~~ \nb"), "~~~ x`|```|~~~~ ");
        assert_eq!(in_code("````\n```\n```` x\n   `````\nb"), "````|```|```` x|   `````");
    }

    #[test]
    fn what_is_no_fence_begins_no_block() {
        assert_eq!(in_code("``\n```a`\n    ```\n\t```\n``~\nb"), "");
        assert_eq!(Fence::opened_by("~~~ sh x\n").map(|(_, info)| info), Some(" sh x\n"));
    }
}
