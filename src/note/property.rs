//! Properties of pages and blocks: `key:: value` on a line of its own (Logseq).

/// A line as key and value. Names begin with no digit and have no blanks in them; a blank or nothing follows the
/// colons, so that `std::vec` is text.
pub(super) fn split(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.split_once("::")?;
    let fits = |c: char| c.is_alphanumeric() || ".*+!-_?$%&=<>/".contains(c);
    let named = key.starts_with(|c: char| !c.is_numeric()) && key.chars().all(fits);
    let apart = value.is_empty() || value.starts_with([' ', '\t', '\r']);
    (named && apart).then(|| (key, value.trim()))
}
