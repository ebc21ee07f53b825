//! Task words: `- TODO text` is the state of a task in an outline (Logseq).

use comrak::Node;
use comrak::nodes::NodeValue;

use super::writer::Writer;

/// The words, and whether the task is done with (`marker` in Logseq's grammar).
const WORDS: &[(&str, bool)] = &[
    ("TODO", false),
    ("DOING", false),
    ("NOW", false),
    ("LATER", false),
    ("WAIT", false),
    ("WAITING", false),
    ("STARTED", false),
    ("IN-PROGRESS", false),
    ("DONE", true),
    ("CANCELED", true),
    ("CANCELLED", true),
];

impl<'a> Writer<'a> {
    /// Writes the task word that the text of an item begins with; what is left of the text.
    pub(super) fn task_word<'t>(&mut self, node: Node<'a>, text: &'t str) -> &'t str {
        if !self.dialect.is_outline() || !begins_item(node) {
            return text;
        }
        let found = WORDS.iter().find_map(|(word, done)| Some((word, done, after(text, word)?)));
        let Some((word, done, rest)) = found else { return text };
        self.out.html(if *done { "<span class=\"task-word done\">" } else { "<span class=\"task-word\">" });
        self.shown(word);
        self.out.html("</span>");
        rest
    }
}

fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// Whether a text is the first of its item, in a paragraph or a heading.
fn begins_item(text: Node<'_>) -> bool {
    let Some(block) = text.parent().filter(|_| text.previous_sibling().is_none()) else { return false };
    let is_line = matches!(block.data().value, NodeValue::Paragraph | NodeValue::Heading(_));
    let in_item = block.parent().is_some_and(|item| matches!(item.data().value, NodeValue::Item(_)));
    is_line && in_item && block.previous_sibling().is_none()
}
