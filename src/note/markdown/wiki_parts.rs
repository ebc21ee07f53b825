//! The parts of a wiki link as it is written: target, fragment, label.

use std::borrow::Cow;

use super::{outline, tags};
use crate::note::Dialect;

/// What brackets ask for, and the label beside it. In a table the pipe is escaped.
pub(super) fn parts(inner: &str, dialect: Dialect) -> (&str, Option<&str>) {
    let Some((first, second)) = inner.split_once('|') else { return (inner, None) };
    let first = first.strip_suffix('\\').unwrap_or(first);
    if dialect.label_comes_first() { (second, Some(first)) } else { (first, Some(second)) }
}

/// What a URL asks for that is written like a link of its own: `[label]([[page]])`, `[label](((id)))`.
pub(super) fn target_of_url(url: &str, dialect: Dialect) -> Option<Cow<'_, str>> {
    let brackets = url.starts_with("[[") && url.ends_with("]]");
    (brackets || outline::is_reference(url)).then(|| unescaped(parts(inner(url), dialect).0))
}

/// What a link holds: between its brackets; a reference to a block with its parentheses.
pub(super) fn inner(written: &str) -> &str {
    let written = outline::embedded(written).unwrap_or(written).trim_start_matches(['!', '#']);
    let inner = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inner.unwrap_or(if outline::is_reference(written) { written } else { "" })
}

/// `[[toc]]` and `[[_TOC_]]` are a list of contents and never a link (links.md, "Forms").
pub(super) fn is_contents(target: &str) -> bool {
    target.eq_ignore_ascii_case("toc") || target.eq_ignore_ascii_case("_toc_")
}

/// The `#` of a tag in brackets.
pub(super) fn sign(written: &str) -> &'static str {
    if written.starts_with('#') { "#" } else { "" }
}

/// Whether a link names neither a note nor a place.
pub(super) fn is_nothing(target: &str) -> bool {
    target.trim_matches('#').is_empty()
}

/// What a wiki link shows: its label, the target as written where it has none, and the last segment of it
/// where that is empty.
pub(super) fn shown<'s>(target: &'s str, label: Option<&'s str>) -> &'s str {
    match label {
        Some("") => last_segment(split_fragment(target).0),
        Some(label) => label,
        None => target,
    }
}

/// The name at the end of a path.
pub(super) fn last_segment(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}

/// Splits `target#fragment`; a `#` at the end is an empty fragment.
pub(super) fn split_fragment(url: &str) -> (&str, Option<&str>) {
    url.split_once('#').map_or((url, None), |(target, fragment)| (target, Some(fragment)))
}

/// The text that is meant: entities and backslashes as everywhere in Markdown.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains(['&', '\\']) {
        return Cow::Borrowed(text);
    }
    let decoded = tags::decoded(text);
    let mut out = String::with_capacity(decoded.len());
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if escapes { chars.next() } else { Some(c) });
    }
    Cow::Owned(out)
}
