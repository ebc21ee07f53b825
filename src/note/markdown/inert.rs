//! Markdown of authors who are not trusted (`untrusted = true`), for readers this program does not know: as CommonMark
//! and as GitHub read it, no tag and no link in it runs or loads anything.
//!
//! The rules of the pages are not enough here: what is a formula or a container to them is a tag to others. So the
//! text is read as others do, and read again when it has been mended, for that may uncover more.

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, parse_document};

use super::links::{Destination, destination};
use super::recount;
use super::tags::{self, Mark};
use super::untrusted::{allowed, is_allowed};
use crate::text::{Edit, Lines, Span, edited};

/// How often a text is mended. One that still holds something then is shown as code, whatever it is.
const MOST_TIMES: usize = 4;

/// The text with each tag as the sanitiser leaves it; one that it leaves nothing of is text, as is what leads to a
/// script.
pub(in crate::note) fn inert(text: &str) -> String {
    let mut text = text.to_string();
    for _ in 0..MOST_TIMES {
        let before = text.clone();
        for options in [Options::default(), of_github()] {
            let edits = edits(&text, &options);
            text = edited(&text, edits);
        }
        if text == before {
            return text;
        }
    }
    text.split(['\n', '\r']).map(|line| format!("    {line}\n")).collect()
}

fn of_github() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.autolink = true;
    options
}

fn edits(text: &str, options: &Options<'_>) -> Vec<Edit> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, options);
    recount::recount(root, text);
    let lines = Lines::new(text);
    let found = root.descendants().flat_map(|node| {
        let start = node.data().sourcepos.start;
        of_node(node, text, lines.offset(start.line, start.column))
    });
    found.collect()
}

fn of_node(node: Node<'_>, text: &str, start: usize) -> Vec<Edit> {
    let escaped = |at: usize| vec![Edit { span: Span::new(at..at), text: "\\".to_string() }];
    match &node.data().value {
        NodeValue::HtmlBlock(block) => of_html(&block.literal, text, start),
        NodeValue::HtmlInline(html) => of_html(html, text, start),
        NodeValue::Link(link) if is_unsafe(&link.url, false) => escaped(start),
        NodeValue::Image(link) if is_unsafe(&link.url, true) => escaped(start + "!".len()),
        _ => Vec::new(),
    }
}

fn is_unsafe(url: &str, shown: bool) -> bool {
    matches!(destination(url, shown), Destination::Unsafe(_))
}

/// What is written in place of the tags of this HTML, which stands in the text from `start` on. Signs of blocks may
/// stand between its lines there, but no `<`: so it has the same as the text, in the same order.
fn of_html(html: &str, text: &str, start: usize) -> Vec<Edit> {
    let tags: Vec<Mark> = tags::marks(html).into_iter().filter(is_tag).collect();
    let behind = text.get(start..).unwrap_or("");
    let places = behind.match_indices('<').map(|(at, _)| start + at);
    let signs = html.match_indices('<').zip(places);
    signs.filter_map(|((at, _), place)| of_sign(html, at, &tags, text, place)).collect()
}

fn is_tag(mark: &Mark) -> bool {
    matches!(mark, Mark::Start { .. } | Mark::End { .. })
}

/// What is written in place of what begins with the `<` that stands at `at` in the HTML and at `place` in the text.
fn of_sign(html: &str, at: usize, tags: &[Mark], text: &str, place: usize) -> Option<Edit> {
    let last = tags.partition_point(|mark| mark.place().start <= at).checked_sub(1);
    let mark = last.and_then(|last| tags.get(last)).filter(|mark| at < mark.place().end);
    let Some(mark) = mark else { return Some(as_text(place)) };
    let Mark::Start { tag, name, .. } = mark else {
        return matches!(mark, Mark::End { name, .. } if !is_allowed(name)).then(|| as_text(place));
    };
    let written = html.get(tag.clone()).unwrap_or("");
    let Some(allowed) = allowed(name, written) else { return (at == tag.start).then(|| as_text(place)) };
    let is_replaced = at == tag.start && allowed != written;
    let stands = text.get(place..).is_some_and(|text| text.starts_with(written));
    match stands {
        true => is_replaced.then(|| Edit { span: Span::new(place..place + written.len()), text: allowed }),
        false => is_replaced.then(|| as_text(place)),
    }
}

fn as_text(sign: usize) -> Edit {
    Edit { span: Span::new(sign..sign + 1), text: "&lt;".to_string() }
}
