//! Which lines of a text stand in a code block, and the code blocks that name the file they show.

use super::directive::{Asked, Base, Directive};
use super::part::{Part, TO_THE_END};
use super::vitepress;
use crate::text::Fence;

/// A block of code that is open.
#[derive(Debug, Clone, Copy)]
struct Block<'t> {
    fence: Fence,
    /// The info string.
    info: &'t str,
    /// Where the fence begins.
    start: usize,
    /// Where the info string begins.
    info_start: usize,
    /// How many lines have followed.
    lines: usize,
}

/// The directives that are code blocks of their own: `<<<` outside of other blocks, and fences with a
/// `file=` and nothing in them. `strict` says whether blocks that are open count.
pub(super) fn find(text: &str, strict: bool) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Block<'_>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - content.len();
        start += line.len();
        match &mut open {
            Some(block) if block.fence.is_closed_by(content) => {
                found.extend(block.file(at + content.trim_end().len()));
                open = None;
            }
            Some(block) if strict || block.lines == 0 => block.lines += 1,
            _ => {
                found.extend(vitepress::code(content.trim_end(), at));
                open = Block::opened_by(content, at);
            }
        }
    }
    found
}

impl<'t> Block<'t> {
    /// The block that a line begins, behind the marks of a list.
    fn opened_by(content: &'t str, at: usize) -> Option<Self> {
        let bare = content.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.) \t".contains(c));
        let (fence, info) = Fence::opened_by(bare)?;
        let start = at + content.len() - bare.len();
        let info_start = at + content.len() - info.trim_start().len();
        Some(Block { fence, info: info.trim(), start, info_start, lines: 0 })
    }

    /// The file that an empty block names.
    fn file(&self, end: usize) -> Option<Directive<'t>> {
        let at = self.info.find("file=").filter(|_| self.lines == 0)?;
        let written = self.info.get(at + "file=".len()..)?;
        let is_word = self.info.get(..at)?.ends_with(|c: char| c.is_whitespace() || c == '{') || at == 0;
        let (path, length) = match written.chars().next()? {
            quote @ ('"' | '\'') => {
                let path = written.get(1..)?.split(quote).next()?;
                (path, path.len() + 2)
            }
            _ => {
                let path = written.split([' ', '\t', '}']).next()?;
                (path, path.len())
            }
        };
        let told = self.info_start + at;
        let told = told..told + "file=".len() + length;
        let asked = Asked { fence: Some(self.info.to_string()), ..asked(path) };
        let directive = Directive { told, ..Directive::file(self.start..end, asked) };
        (is_word && !path.is_empty()).then_some(directive)
    }
}

/// `f`, `f#L3`, `f#L3-`, `f#L3-L6`; `<rootDir>/f` is looked for from the root.
fn asked(written: &str) -> Asked<'_> {
    let (path, base) = match written.strip_prefix("<rootDir>/") {
        Some(path) => (path, Base::Root),
        None => (written, Base::Beside),
    };
    let (path, lines) = path.rsplit_once("#L").map_or((path, None), |(path, lines)| (path, range(lines)));
    Asked::new(path, base, Part { region: None, lines: lines.into_iter().collect() })
}

fn range(written: &str) -> Option<(usize, usize)> {
    let (first, last) = written.split_once('-').map_or((written, None), |(first, last)| (first, Some(last)));
    let first = first.parse().ok()?;
    let last = last.map(|last| last.trim_start_matches('L').parse().unwrap_or(TO_THE_END));
    Some((first, last.unwrap_or(first)))
}
