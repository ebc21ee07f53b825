//! What the guide says about problems: the rows of `content/guide/problems.md`, the one place that tells it.

/// The note with a row for each id.
const PROBLEMS: &str = include_str!("../../content/guide/problems.md");

/// The row of an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// How bad it is where nothing is configured: `error`, `warning` or `note`.
    pub(super) severity: String,
    /// What it means and what to do, in Markdown without wiki links.
    pub(super) text: String,
}

/// What the guide says about an id.
pub(super) fn entry(id: &str) -> Option<Entry> {
    let (_, text) = rows().find(|(row, _)| *row == id)?;
    let (severity, text) = text.trim_end_matches(" |").strip_prefix("**")?.split_once(".** ")?;
    Some(Entry { severity: severity.to_lowercase(), text: without_links(text) })
}

/// Every id in the order of the guide.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    rows().map(|(id, _)| id)
}

/// The rows of all tables: `| `id` | text |`.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    PROBLEMS.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
}

/// `[[note\|label]]` as its label: a wiki link leads nowhere outside of the notes. Those in code stay.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        match index % 2 {
            0 => push_labels(&mut out, part),
            _ => out.push_str(&format!("`{part}`")),
        }
    }
    out
}

fn push_labels(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, link, behind)) = first_link(rest) {
        out.push_str(before);
        out.push_str(link.rsplit('|').next().unwrap_or(link));
        rest = behind;
    }
    out.push_str(rest);
}

fn first_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (link, behind) = rest.split_once("]]")?;
    Some((before, link, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_guide_can_be_told() {
        assert!(ids().count() > 20);
        for id in ids() {
            let entry = entry(id).unwrap_or_else(|| panic!("{id}"));
            assert!(["error", "warning", "note"].contains(&entry.severity.as_str()), "{entry:?}");
            assert!(entry.text.ends_with('.') && entry.text.len() > 20, "{entry:?}");
        }
        assert_eq!(entry("no-such-id"), None);
    }

    #[test]
    fn wiki_links_are_told_by_their_labels() {
        assert_eq!(without_links("a [[b\\|c]] d [[e]] `[[]]`, [f"), "a c d e `[[]]`, [f");
    }
}
