//! What the guide says about problems, each in a note of `content/guide/problems/`, the one place that tells it.

use crate::site::lints;
use crate::text::Fence;

/// What a note of the guide says about an id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// How bad it is where nothing is configured: `error`, `warning` or `note`.
    pub(super) severity: String,
    /// What it means, in the paragraphs before the examples.
    pub(super) meaning: String,
    /// All of it, examples included.
    pub(super) text: String,
}

/// What the guide says about an id, in Markdown without wiki links.
pub(super) fn entry(id: &str) -> Option<Entry> {
    let text = without_links(&body(lints::note(id)?));
    let (severity, text) = text.strip_prefix("**")?.split_once(".** ")?;
    let (meaning, _) = text.split_once("\n## ")?;
    Some(Entry {
        severity: severity.to_lowercase(),
        meaning: meaning.trim_end().to_string(),
        text: text.to_string(),
    })
}

/// A note without its front matter.
fn body(note: &str) -> String {
    let behind = note.lines().skip(1).skip_while(|line| *line != "---").skip(1);
    behind.skip_while(|line| line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// `[[note\|label]]` as its label: a wiki link leads nowhere outside of the notes. Those in code stay.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut open = None;
    for line in text.lines() {
        match Fence::passes(&mut open, line) {
            true => out.push_str(line),
            false => push_without_links(&mut out, line),
        }
        out.push('\n');
    }
    out
}

fn push_without_links(out: &mut String, line: &str) {
    for (index, part) in line.split('`').enumerate() {
        out.push_str(if index > 0 { "`" } else { "" });
        match index % 2 {
            0 => push_labels(out, part),
            _ => out.push_str(part),
        }
    }
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
    fn what_the_guide_says_of_every_id_can_be_told() {
        assert!(lints::LINTS.len() > 20);
        for id in lints::LINTS {
            let entry = entry(id).unwrap_or_else(|| panic!("{id}"));
            assert!(["error", "warning", "note"].contains(&entry.severity.as_str()), "{entry:?}");
            assert!(entry.meaning.ends_with('.') && entry.meaning.len() > 20, "{entry:?}");
            assert!(entry.text.contains("\n## Bad\n") && entry.text.contains("\n## Good\n"), "{entry:?}");
        }
        assert_eq!(entry("no-such-id"), None);
    }

    #[test]
    fn wiki_links_are_told_by_their_labels() {
        let blocks = "~~~a\n```\n[[b]]\n~~~ \n````b\n```\n[[c]]\n````\n";
        assert_eq!(
            without_links(&format!("a [[b\\|c]] d [[e]] `[[]]`, [f\n{blocks}[[g|h]]")),
            format!("a c d e `[[]]`, [f\n{blocks}h\n")
        );
    }
}
