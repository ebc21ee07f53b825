//! Where the front matter of a file is.

use std::ops::Range;

/// The language of a front matter block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
    /// `---js` and the like: known elsewhere, never evaluated here.
    Other,
}

/// The front matter block of a file, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its language.
    pub(super) format: Format,
    /// The first line without its end.
    pub(super) opening: Range<usize>,
    /// What stands between the lines of marks.
    pub(super) inner: Range<usize>,
    /// Whether it is closed.
    pub(super) closed: bool,
    /// Whether blank lines stand before it, where no other tool looks for it.
    pub(super) late: bool,
    /// Where the text of the note begins.
    pub(super) body: usize,
}

/// Finds the front matter block: it begins on the first line, after at most a byte order mark. A `---`
/// that is followed by a blank line is a rule. An unclosed block ends before the first line that is no key
/// and belongs to none, so that a forgotten mark does not swallow the note. A closed one whose first line
/// is a key is found behind blank lines too.
pub(super) fn split(text: &str) -> Option<Block> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = first_line(text, start);
    let block = block_at(text, first)?;
    let late = first > start;
    let key = || is_key(block.format, line(text, block.inner.start));
    (!late || (block.closed && key())).then_some(Block { late, ..block })
}

/// Where the first line begins that is not blank.
fn first_line(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let blank = rest.len() - rest.trim_start().len();
    let lines = rest.get(..blank).and_then(|blank| blank.rfind(['\n', '\r']));
    start + lines.map_or(0, |end| end + 1)
}

fn block_at(text: &str, start: usize) -> Option<Block> {
    let opening = line_at(text, start);
    let marks = text.get(opening.clone())?.trim_end();
    let format = format_of(marks)?;
    let inner_start = next_line(text, opening.end);
    let opening = opening.start..opening.start + marks.len();
    if let Some(closing) = closing_line(text, inner_start, marks.get(..3)?) {
        let body = next_line(text, closing.end);
        let inner = inner_start..closing.start;
        return Some(Block { format, opening, inner, closed: true, late: false, body });
    }
    unclosed(text, format, opening, inner_start)
}

fn format_of(marks: &str) -> Option<Format> {
    match marks {
        "---" | "---yaml" => Some(Format::Yaml),
        "+++" => Some(Format::Toml),
        _ => {
            let name = marks.strip_prefix("---")?;
            name.chars().all(|c| c.is_ascii_alphabetic()).then_some(Format::Other)
        }
    }
}

/// The first line from `from` on that is nothing but `marks` (for YAML also `...`).
fn closing_line(text: &str, from: usize, marks: &str) -> Option<Range<usize>> {
    if marks == "---" && line(text, from).trim().is_empty() {
        return None;
    }
    let mut at = from;
    while at < text.len() {
        let range = line_at(text, at);
        let found = text.get(range.clone())?.trim_end();
        if found == marks || (found == "..." && marks == "---") {
            return Some(range);
        }
        at = next_line(text, range.end);
    }
    None
}

/// A block without an end is one only if its first line reads like a key.
fn unclosed(text: &str, format: Format, opening: Range<usize>, from: usize) -> Option<Block> {
    if !is_key(format, line(text, from)) {
        return None;
    }
    let mut at = from;
    while at < text.len() && is_front_matter(format, line(text, at)) {
        at = next_line(text, line_at(text, at).end);
    }
    let blank = at < text.len() && line(text, at).trim().is_empty();
    let body = if blank { next_line(text, line_at(text, at).end) } else { at };
    Some(Block { format, opening, inner: from..at, closed: false, late: false, body })
}

/// `key: value`, in TOML `key = value`.
fn is_key(format: Format, line: &str) -> bool {
    let sign = if format == Format::Toml { '=' } else { ':' };
    let key = line.split(sign).next().filter(|key| key.len() < line.len()).unwrap_or("");
    !key.is_empty() && key.trim_end().chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}

/// A key, or what can follow one: an indented line, an item, a table.
fn is_front_matter(format: Format, line: &str) -> bool {
    let follows = line.starts_with([' ', '\t', '-', ']', '}', '[']) && !line.starts_with("[[");
    !line.trim().is_empty() && (is_key(format, line) || follows)
}

/// The line at `start` without its end.
fn line_at(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or("");
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    start..start + end
}

fn line(text: &str, start: usize) -> &str {
    text.get(line_at(text, start)).unwrap_or("")
}

/// Where the line after the one that ends at `end` begins.
fn next_line(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    let ending = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    end + ending
}
