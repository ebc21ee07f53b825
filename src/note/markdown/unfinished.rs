//! Markdown links that are none: a blank ends the target of `[text](two words)`, and nothing defines the label of
//! `[text][label]`. To the parser both are text, and so they are published.

use super::writer::Writer;
use crate::note::problem;

impl Writer<'_> {
    /// Reports the links of a text that lead nowhere. The parser has taken backslashes away and knows the place of
    /// the text alone, so each is looked for in what is written.
    pub(super) fn unfinished_links(&mut self, text: &str) {
        if !self.open_links.is_empty() || !(text.contains("](") || text.contains("][")) {
            return;
        }
        let mut from = self.place(self.text_at.line, self.text_at.column).saturating_sub(TAB);
        for link in links(text) {
            let near = self.text.get(self.text.floor_char_boundary(from)..).unwrap_or("");
            let near = near.get(..near.floor_char_boundary(FARTHEST)).unwrap_or("");
            let Some(at) = near.find(link.written) else { continue };
            if near.split_at(at).0.ends_with('\\') {
                continue;
            }
            let start = self.text.floor_char_boundary(from) + at;
            from = start + link.written.len();
            let span = self.file_span(start, from);
            self.problems.push(match link.target {
                Target::Blanks(target) => problem::blanks_in_target(&self.source.path, span, target),
                Target::Label(label) => problem::undefined_reference(&self.source.path, span, label),
            });
        }
    }
}

/// By how much the parser tells a column too late that stands behind a part of a tab.
const TAB: usize = 3;

/// How far behind the beginning of its text a link is searched in the source, in bytes.
const FARTHEST: usize = 4096;

/// Something that was meant as a link.
#[derive(Debug, PartialEq, Eq)]
struct Unfinished<'t> {
    written: &'t str,
    target: Target<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target<'t> {
    /// `(two words)`
    Blanks(&'t str),
    /// `[label]`
    Label(&'t str),
}

/// The links of a text that are none.
fn links(text: &str) -> impl Iterator<Item = Unfinished<'_>> {
    let mut open = None;
    text.match_indices(['[', ']']).filter_map(move |(at, bracket)| {
        if bracket == "[" {
            open = Some(at);
            return None;
        }
        let (start, label) = opening(text, open.take()?, at)?;
        let behind = text.get(at + 1..).filter(|_| is_name(label))?;
        // `[smile][smile]` is a picture of WeChat, twice.
        let reference = || reference(behind).filter(|name| *name != label).map(Target::Label);
        let target = blanks(behind).map(Target::Blanks).or_else(reference)?;
        let (Target::Blanks(inside) | Target::Label(inside)) = target;
        Some(Unfinished { written: text.get(start..at + "]()".len() + inside.len())?, target })
    })
}

/// Where a link with these brackets begins, and its label. Behind a name brackets are an index or a type.
fn opening(text: &str, open: usize, close: usize) -> Option<(usize, &str)> {
    let before = text.get(..open)?;
    let before = before.strip_suffix('!').unwrap_or(before);
    let apart = |c: char| !c.is_ascii_alphanumeric() && !"_$\\[])}>\"'`".contains(c);
    before.chars().next_back().is_none_or(apart).then_some((before.len(), text.get(open + 1..close)?))
}

/// Whether brackets hold words: no footnote, no kind of a callout, no option of a command, nothing of a template.
fn is_name(label: &str) -> bool {
    label.trim() == label
        && !label.is_empty()
        && !label.starts_with(['^', '!', '-', '@'])
        && !label.contains(['{', '}', '$', '`', '<', '>', '"', '\'', ',', '|', '='])
}

/// What stands in parentheses, where blanks end it as a target.
fn blanks(behind: &str) -> Option<&str> {
    let rest = behind.strip_prefix('(')?;
    let (target, end) = rest.split_at_checked(rest.find(['(', ')', '<', '>', '{', '$'])?)?;
    let found = end.starts_with(')') && target.trim() == target && target.contains(char::is_whitespace);
    found.then_some(target)
}

/// The label of a definition; one more pair of brackets makes it an index.
fn reference(behind: &str) -> Option<&str> {
    let rest = behind.strip_prefix('[')?;
    let (label, end) = rest.split_at_checked(rest.find(['[', ']'])?)?;
    let behind = end.strip_prefix(']')?;
    let indexed = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || "[(]:_{*&".contains(c));
    (is_name(label) && !indexed).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).map(|link| link.written).collect()
    }

    #[test]
    fn what_was_meant_as_a_link_is_found() {
        assert_eq!(found("a [x](b c), ![i](my img.png)"), ["[x](b c)", "![i](my img.png)"]);
        assert_eq!(found("([up to date][4007])"), ["[up to date][4007]"]);
    }

    #[test]
    fn brackets_of_programs_are_no_links() {
        for text in [
            "map[string][]string",
            "a[0][1] [0][1][2]",
            "[]byte(a b)",
            "func[T](a b)",
            "[x](a)",
            "[ ](a b)",
            "[x] (a b)",
            "[^1][^2]",
            "[--all][-n]",
            "[a]({{ b c }})",
            "[a](b (c) d)",
            "[][]",
            "[[1][2]]",
            "[a, b][c]",
            "[笑][笑]",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
