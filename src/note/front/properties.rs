//! Page properties: the first block of an outline, where it is nothing but `key:: value` (Logseq).

use crate::note::{Dialect, property};
use crate::text::Span;
use crate::text::data::{Entry, Node, Value};

/// What is read of them; the others are shown in the text, where they stand.
const KEYS: &[&str] = &["title", "alias", "tags", "public", "description", "created-at", "updated-at"];

/// The page properties of a text as the entries of a block of front matter, whose spans are those in the text.
pub(super) fn read(text: &str, dialect: Dialect) -> Vec<Entry> {
    if !dialect.is_outline() {
        return Vec::new();
    }
    let mut entries = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}').trim();
        let content =
            if entries.is_empty() { content.strip_prefix("- ").unwrap_or(content) } else { content };
        match property::split(content) {
            Some((key, value)) => {
                let at = |part: &str| start + (part.as_ptr() as usize - line.as_ptr() as usize);
                entries.push(entry(key, value, at(key), at(value)));
            }
            None if content.is_empty() && entries.is_empty() => {}
            None => break,
        }
        start += line.len();
    }
    entries.retain(|entry| KEYS.contains(&entry.key.as_str()));
    entries
}

/// Keys are written with `-` and in lower case, whatever the author typed.
fn entry(key: &str, value: &str, key_at: usize, at: usize) -> Entry {
    let name = key.to_lowercase().replace('_', "-");
    let span = Span::new(at..at + value.len());
    let value = match name.as_str() {
        "alias" | "tags" => Value::List(pages(value, at)),
        _ => Value::Text(plain(value)),
    };
    let value = if value == Value::Text(String::new()) { Value::Null } else { value };
    Entry { key: name, key_span: Span::new(key_at..key_at + key.len()), value: Node { value, span } }
}

/// Names of pages with commas between them, each with or without its brackets.
fn pages(value: &str, at: usize) -> Vec<Node> {
    let mut pages = Vec::new();
    let mut start = 0;
    for part in value.split(',') {
        let text = plain(part);
        let node =
            Node { value: Value::Text(text.clone()), span: Span::new(at + start..at + start + part.len()) };
        pages.extend((!text.is_empty()).then_some(node));
        start += part.len() + 1;
    }
    pages
}

/// A value without the marks of links and tags.
fn plain(value: &str) -> String {
    value.trim().trim_matches('"').replace("#[[", "").replace("[[", "").replace("]]", "").trim().to_string()
}
