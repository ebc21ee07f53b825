//! Plain text without any Markdown block: lines of prose and bare words.

use comrak::Node;
use comrak::nodes::NodeValue;

/// What a plain text is made of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlainText {
    /// The first line, where it is short and does not end like a sentence.
    pub(super) first_line: Option<String>,
}

/// Longest line that still reads like a title, in characters.
const SHORT: usize = 60;

/// Longest line an editor that wraps lines leaves, in characters.
const WRAPPED: usize = 100;

/// Reads the document as plain text, where it is nothing but paragraphs of bare text whose lines are
/// meant as lines: some are far longer than any editor wraps, or all are short and none ends a sentence.
/// Lines that are indented behind an empty one are no Markdown to their author either.
pub(super) fn read(root: Node<'_>, text: &str) -> Option<PlainText> {
    if !root.children().all(is_text) || !root.first_child().is_some_and(is_paragraph) {
        return None;
    }
    let at_margin =
        |line: &&str| !INDENTED.iter().any(|indent| line.starts_with(indent)) && !line.trim().is_empty();
    let lines: Vec<&str> = text.lines().filter(at_margin).map(str::trim).collect();
    let several = root.children().any(|block| block.children().any(is_break));
    (several && lines_are_meant(&lines)).then(|| PlainText { first_line: title(&lines) })
}

/// What a line begins with that is code behind an empty one.
const INDENTED: [&str; 2] = ["    ", "\t"];

fn is_paragraph(block: Node<'_>) -> bool {
    matches!(block.data().value, NodeValue::Paragraph)
}

fn is_text(block: Node<'_>) -> bool {
    let is_indented = matches!(&block.data().value, NodeValue::CodeBlock(code) if !code.fenced);
    is_indented || (is_paragraph(block) && block.children().all(is_bare))
}

fn is_bare(node: Node<'_>) -> bool {
    match &node.data().value {
        NodeValue::Text(_) | NodeValue::SoftBreak => true,
        NodeValue::Link(link) => is_address(node, &link.url),
        _ => false,
    }
}

/// Whether a link is nothing but its own address, which needs no mark.
fn is_address(link: Node<'_>, url: &str) -> bool {
    link.first_child().is_some_and(|text| match &text.data().value {
        NodeValue::Text(text) => url.ends_with(text.as_ref()),
        _ => false,
    })
}

fn is_break(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak)
}

fn lines_are_meant(lines: &[&str]) -> bool {
    let length = |line: &&str| line.chars().count();
    let longest = lines.iter().map(length).max().unwrap_or(0);
    let listed = |line: &&str| line.ends_with(':') || !ends_like_a_sentence(line);
    longest > WRAPPED || (longest <= SHORT && lines.iter().all(listed))
}

fn title(lines: &[&str]) -> Option<String> {
    let reads_like_one =
        |line: &&&str| line.chars().count() <= SHORT && !ends_like_a_sentence(line) && !has_marks(line);
    let first = lines.first().filter(reads_like_one)?;
    (lines.len() > 1).then(|| first.to_string())
}

/// Whether a line has marks of notes, which are text to CommonMark: a link in a title would lead nowhere, and a
/// comment would be shown.
fn has_marks(line: &str) -> bool {
    ["[[", "((", "{{", "%%", "=="].iter().any(|mark| line.contains(mark))
        || line.split_whitespace().any(|word| word.starts_with(['#', '^']))
}

fn ends_like_a_sentence(line: &str) -> bool {
    line.ends_with(['.', ',', ';', ':', '!', '?', '。', '，', '！', '？'])
}
