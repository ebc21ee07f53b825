//! Places where a list of contents is asked for: `[TOC]` (MkDocs) and a list with `{:toc}` behind it (kramdown).

use comrak::Node;
use comrak::nodes::NodeValue;

use super::attributes::with_text;

/// Whether a block is nothing but such a place.
pub(super) fn is_place(block: Node<'_>) -> bool {
    match &block.data().value {
        NodeValue::Paragraph => {
            let only = block.first_child().filter(|only| only.next_sibling().is_none());
            with_text(only, |text| text.trim() == "[TOC]").unwrap_or(false)
        }
        NodeValue::List(_) => is_replaced(block),
        _ => false,
    }
}

/// Whether a list of one item is replaced: `{:toc}` is its last line, and stands at its left.
fn is_replaced(list: Node<'_>) -> bool {
    let item = list.first_child().filter(|item| item.next_sibling().is_none());
    let text = item.and_then(|item| item.first_child()).filter(|text| text.next_sibling().is_none());
    let last = text.and_then(|text| text.last_child());
    let begins_line = |last: Node<'_>| {
        last.previous_sibling().is_some_and(|end| matches!(end.data().value, NodeValue::SoftBreak))
    };
    with_text(last.filter(|last| begins_line(last)), is_mark).unwrap_or(false)
}

/// `{:toc}`, `{: toc .class}`
fn is_mark(text: &str) -> bool {
    let list = text.trim().strip_prefix("{:").and_then(|rest| rest.strip_suffix('}'));
    list.is_some_and(|list| list.split_whitespace().next() == Some("toc"))
}
