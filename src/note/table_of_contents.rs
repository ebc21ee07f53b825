//! The table of contents of a book: `SUMMARY.md` of mdBook and GitBook.

use crate::text::RelPath;

/// Whether this is one: `SUMMARY.md` at the root, in which links stand for themselves between headings and
/// rules (mdBook, "SUMMARY.md").
pub(super) fn is_one(path: &RelPath, text: &str) -> bool {
    path.as_str() == "SUMMARY.md" && text.lines().any(is_entry) && text.lines().all(is_part)
}

fn is_part(line: &str) -> bool {
    let line = line.trim();
    let is_rule = line.chars().all(|c| matches!(c, '-' | '*' | '_'));
    is_rule || line.starts_with('#') || line.starts_with("<!--") || is_entry(line)
}

/// `- [Label](chapter.md)`, in a list or by itself.
fn is_entry(line: &str) -> bool {
    let line = line.trim();
    let entry = line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+. \t".contains(c));
    entry.starts_with('[') && entry.contains("](") && entry.ends_with(')')
}
