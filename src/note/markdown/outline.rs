//! The spelling of Logseq, found before the Markdown parser runs: properties, references to blocks, embeds,
//! and what is for the tool alone.
//!
//! Each is masked like a wiki link by as many bytes that mean nothing, so that no line of a block comes or
//! goes: a property between a block and its children must neither loosen the list nor join the text.

use std::borrow::Cow;
use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use memchr::memmem;

use super::masked::{Kind, Mask};
use super::{macros, nested};
use crate::note::property;
use crate::text::Fence;

/// The bytes of an id of a block.
const ID: usize = "60311eda-b6f7-4779-8187-8830545b3a64".len();

/// Properties that are for the tool alone (`hidden-built-in-properties` and the page properties of its
/// `property.cljs`), and those that a page shows elsewhere.
const HIDDEN: &[&str] = &[
    "id",
    "collapsed",
    "title",
    "alias",
    "tags",
    "icon",
    "public",
    "filters",
    "heading",
    "created-at",
    "updated-at",
    "last-modified-at",
    "created_at",
    "last_modified_at",
    "exclude-from-graph-view",
    "order-list-type",
    "background-color",
    "background-image",
    "template",
    "template-including-parent",
    "query-table",
    "query-properties",
    "query-sort-by",
    "query-sort-desc",
    "todo",
    "doing",
    "now",
    "later",
    "done",
];

/// How groups of such properties begin.
const HIDDEN_GROUPS: [&str; 4] = ["card-", "hl-", "ls-", "logseq."];

/// What is masked besides the wiki links of an outline.
pub(super) fn marks(text: &str) -> Vec<Mask> {
    let found = references(text).chain(destinations(text)).chain(macros::marks(text));
    let nested = nested::references(text).into_iter().map(|range| link(text, range));
    let mut marks: Vec<Mask> = found.chain(nested).collect();
    let mut drawer = Drawer::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = content(line);
        let at = start + (content.as_ptr() as usize - line.as_ptr() as usize);
        match drawer.takes(text, start, content) {
            true if !content.is_empty() => marks.push(hidden(at, content)),
            true => {}
            false => marks.extend(line_mark(at, content)),
        }
        start += line.len();
    }
    marks
}

/// Whether a line begins a quote or a table, or goes on with it: to the parser the next would too.
pub(super) fn is_of_quote_or_table(line: &str) -> bool {
    content(line).starts_with(['>', '|'])
}

/// A line without what the list around it puts before it, and without its end.
fn content(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix("- ").or(line.strip_prefix("* ")).unwrap_or(line).trim_start()
}

fn hidden(at: usize, content: &str) -> Mask {
    Mask { kind: Kind::Hidden, range: at..at + content.len() }
}

/// `key:: value`, `SCHEDULED: <…>`
fn line_mark(at: usize, content: &str) -> Option<Mask> {
    for word in ["SCHEDULED:", "DEADLINE:"] {
        if content.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with('<')) {
            return Some(Mask { kind: Kind::Property, range: at..at + word.len() });
        }
    }
    let (key, value) = property::split(content)?;
    if is_hidden(key) || value.is_empty() {
        return Some(hidden(at, content));
    }
    Some(Mask { kind: Kind::Property, range: at..at + key.len() + "::".len() })
}

fn is_hidden(key: &str) -> bool {
    let key = key.to_lowercase();
    HIDDEN.contains(&key.as_str()) || HIDDEN_GROUPS.iter().any(|group| key.starts_with(group))
}

/// The name of a property as it is shown.
pub(super) fn property_name(written: &str) -> &str {
    written.trim_end_matches(':')
}

/// The id that a property gives to its block.
pub(super) fn block_id(written: &str) -> Option<&str> {
    let (key, value) = property::split(written)?;
    (key == "id" && is_id(value)).then_some(value)
}

/// Whether a property gives its block a number in its list.
pub(super) fn is_number(written: &str) -> bool {
    property::split(written) == Some(("logseq.order-list-type", "number"))
}

/// Whether a line is a property that is shown nowhere.
pub(super) fn is_hidden_line(content: &str) -> bool {
    line_mark(0, content).is_some_and(|mark| mark.kind == Kind::Hidden)
}

/// `:LOGBOOK:` … `:END:`: what the tool has noted down about a task.
#[derive(Default)]
struct Drawer {
    /// Where the one that is open ends.
    end: usize,
    /// Where no further `:END:` was found.
    exhausted: bool,
}

impl Drawer {
    /// Whether a line belongs to a drawer; one that is never closed is text.
    fn takes(&mut self, text: &str, start: usize, content: &str) -> bool {
        if start < self.end {
            return true;
        }
        if !matches!(content, ":LOGBOOK:" | ":PROPERTIES:") || self.exhausted {
            return false;
        }
        let end = memmem::find(text.as_bytes().get(start..).unwrap_or(&[]), b":END:");
        self.exhausted = end.is_none();
        self.end = end.map_or(0, |end| start + end + ":END:".len());
        end.is_some()
    }
}

/// `((id))`, and `{{embed ((id))}}` as a whole.
fn references(text: &str) -> impl Iterator<Item = Mask> {
    // Of three parentheses in a row the first is that of a URL.
    let last = |at: usize| at + usize::from(text.as_bytes().get(at + 2) == Some(&b'('));
    let opened = memmem::find_iter(text.as_bytes(), b"((").map(last).map(|at| at..at + ID + "(())".len());
    let found = opened.filter(|range| text.get(range.clone()).is_some_and(is_reference));
    found.map(|range| link(text, range))
}

/// `](../assets/a file.png)`: the tool takes blanks in the path of a file, the parser does not.
fn destinations(text: &str) -> impl Iterator<Item = Mask> {
    let starts = memmem::find_iter(text.as_bytes(), b"](").map(|at| at + "](".len());
    starts.filter_map(move |start| {
        let near = text.get(start..text.floor_char_boundary(start + LONGEST_DESTINATION))?;
        let (path, _) = near.split_once(')').filter(|(path, _)| is_path_with_blanks(path))?;
        Some(Mask { kind: Kind::Destination, range: start..start + path.len() })
    })
}

/// Longest path with blanks, in bytes.
const LONGEST_DESTINATION: usize = 300;

/// Whether a destination has blanks, names a file, and is not one with a title behind it.
fn is_path_with_blanks(path: &str) -> bool {
    path.trim() == path
        && path.contains(' ')
        && path.contains(['/', '.'])
        && !path.contains(['\n', '<', '>', '(', '[', '"', '`'])
        && !path.ends_with('\'')
}

/// Whether a text is `((id))`.
pub(super) fn is_reference(text: &str) -> bool {
    text.strip_prefix("((").and_then(|rest| rest.strip_suffix("))")).is_some_and(is_id)
}

fn is_id(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == ID && text.bytes().enumerate().all(fits)
}

/// The link of a pair of brackets: with the macro around it that shows what it leads to, or with the sign that
/// makes it a tag.
pub(super) fn link(text: &str, range: Range<usize>) -> Mask {
    let before = text.get(..range.start).unwrap_or("");
    if let Some(range) = embed(text, &range) {
        return Mask { kind: Kind::Embed, range };
    }
    let signed = before.ends_with('#') && !before.ends_with("\\#");
    Mask { kind: Kind::Link, range: range.start - usize::from(signed)..range.end }
}

/// The text as CommonMark finds the outline in it: a block that is indented below a line that is no item is one of
/// the same depth, and no code. A tab becomes a blank, so no place changes.
pub(super) fn aligned(text: &str) -> Cow<'_, str> {
    if !text.contains("\n\t") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut in_item, mut open) = (true, None);
    for line in text.split_inclusive('\n') {
        // The blocks of code of an item end with it.
        let is_of_item = in_item && open.is_none() && line.starts_with(' ');
        let in_code = !is_of_item && Fence::passes(&mut open, line);
        match line.strip_prefix('\t').filter(|_| !in_item && !in_code) {
            Some(rest) => out.extend([" ", rest]),
            None => out.push_str(line),
        }
        if !line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            in_item =
                line.starts_with(['-', '*', '+', '>', '|']) || line.starts_with(|c: char| c.is_ascii_digit());
        }
    }
    Cow::Owned(out)
}

/// Makes the lists of an outline tight: a blank line between blocks says nothing there. One whose items have
/// several paragraphs keeps them apart.
pub(super) fn tighten(root: Node<'_>) {
    let is_paragraph = |block: &Node<'_>| matches!(block.data().value, NodeValue::Paragraph);
    let is_line = |item: Node<'_>| item.children().filter(is_paragraph).nth(1).is_none();
    for list in root.descendants() {
        let is_tight = list.children().all(is_line);
        if let NodeValue::List(list) = &mut list.data_mut().value {
            list.tight |= is_tight;
        }
    }
}

const EMBED: &str = "{{embed";

/// `{{embed …}}` around a range.
fn embed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..range.start)?;
    let blanks = before.len() - before.trim_end_matches(' ').len();
    let opening = before.trim_end_matches(' ').strip_suffix(EMBED)?.len();
    let behind = text.get(range.end..)?;
    let close = behind.trim_start_matches(' ').strip_prefix("}}")?;
    (blanks > 0).then(|| opening..text.len() - close.len())
}

/// What an embed shows, as it is written.
pub(super) fn embedded(written: &str) -> Option<&str> {
    Some(written.strip_prefix(EMBED)?.strip_suffix("}}")?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Kind, &str)> {
        marks(text).into_iter().map(|mark| (mark.kind, &text[mark.range])).collect()
    }

    #[test]
    fn properties_are_shown_or_hidden() {
        assert_eq!(
            read("- a\n  collapsed:: true\n\ttype:: [[x]]\n  empty::\n  std::vec 1a:: b\n"),
            [(Kind::Hidden, "collapsed:: true"), (Kind::Property, "type::"), (Kind::Hidden, "empty::")]
        );
        assert_eq!(read("SCHEDULED: <2022-01-31 Mon>\nSCHEDULED: x"), [(Kind::Property, "SCHEDULED:")]);
    }

    #[test]
    fn a_drawer_is_hidden_where_it_is_closed() {
        let text = "- DONE x\n  :LOGBOOK:\n  CLOCK: [a]\n  :END:\n  y\n";
        assert_eq!(
            read(text).iter().map(|mark| mark.1).collect::<Vec<_>>(),
            [":LOGBOOK:", "CLOCK: [a]", ":END:"]
        );
        assert_eq!(read(":LOGBOOK:\nx\n:LOGBOOK:\n"), []);
    }

    #[test]
    fn blocks_are_referred_to_by_their_ids() {
        let id = "60311eda-b6f7-4779-8187-8830545b3a64";
        let text = format!("(({id})) (x) {{{{embed (({id})) }}}} ((ref)) [l *x*]((({id})))");
        let found = read(&text);
        assert_eq!(found[0], (Kind::Link, &*format!("(({id}))")));
        assert_eq!(found[1], (Kind::Embed, &*format!("{{{{embed (({id})) }}}}")));
        assert_eq!(found[2], (Kind::Link, &*format!("(({id}))")));
        assert_eq!(found.len(), 3);
    }
}
