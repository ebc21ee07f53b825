//! Doubled brackets that are no links (links.md, "Never a link"), and those that nobody could read.

use std::ops::Range;

use comrak::nodes::Sourcepos;

use super::links::NEAR;
use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

impl Writer<'_> {
    /// Whether the wiki link at `pos` is none.
    pub(super) fn is_foreign(&self, pos: Sourcepos) -> bool {
        are_foreign(&self.source.text, self.wiki_span(pos).range())
    }

    /// Writes doubled brackets of another language as they are written, without what was read in them.
    pub(super) fn foreign_brackets(&mut self, pos: Sourcepos) {
        let source = self.source;
        self.shown(source.text.get(self.wiki_span(pos).range()).unwrap_or(""));
        self.muted = 1;
    }

    /// Doubled brackets that were left in a text: some tool reads a link there (`[[Sq]uare]]`, `[[a|b|c]]`).
    pub(super) fn report_unread_links(&mut self, text: &str, pos: Sourcepos) {
        let start = self.span(pos).start as usize;
        let end = self.source.text.floor_char_boundary(start + 2 * text.len() + NEAR);
        let source = self.source.text.get(..end).unwrap_or("");
        let (mut done, mut behind) = (0, start);
        while let Some(range) = doubled(text, done) {
            done = range.end;
            let written = text.get(range).unwrap_or("");
            let Some(at) = source.get(behind..).and_then(|rest| rest.find(written)) else { return };
            let place = behind + at..behind + at + written.len();
            behind = place.end;
            let escaped = source.get(..place.start).is_some_and(|before| before.ends_with('\\'));
            if !escaped && !are_foreign(source, place.clone()) {
                self.problems.push(problem::unread_link(&self.source.path, Span::new(place)));
            }
        }
    }
}

/// The next doubled brackets of `text` from `from` on.
fn doubled(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text.get(from..)?.find("[[")?;
    Some(start..start + text.get(start..)?.find("]]")? + 2)
}

/// Whether the doubled brackets at `range` of `text` belong to another language: a template's `$[[ x ]]`,
/// a test of a shell, a table or a list of lists of TOML.
pub(super) fn are_foreign(text: &str, range: Range<usize>) -> bool {
    let inner = text.get(range.start + 2..range.end.saturating_sub(2)).unwrap_or("");
    let templated = text.get(..range.start).is_some_and(|before| before.ends_with('$'));
    templated || is_shell_test(inner) || is_quoted(inner) || is_toml_table(text, range, inner)
}

/// `[[ -f x ]]`, `[[ "$a" == b ]]`: a shell wants a space on either side.
fn is_shell_test(inner: &str) -> bool {
    const OPERATORS: &[&str] =
        &["==", "!=", "=~", "=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot"];
    let spaced = inner.starts_with(char::is_whitespace) && inner.ends_with(char::is_whitespace);
    let mut words = inner.split_whitespace();
    let first = words.next().unwrap_or("");
    let tests = first.starts_with(['$', '"', '\'']) || first == "!" || is_option(first);
    spaced && (tests || words.any(|word| OPERATORS.contains(&word)))
}

fn is_option(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|option| option.len() == 1)
}

/// `[['a', 'b']]`
fn is_quoted(inner: &str) -> bool {
    let inner = inner.trim();
    inner.len() > 1 && inner.starts_with(['\'', '"']) && inner.ends_with(['\'', '"'])
}

/// `[[menu.main]]` alone on a line above a key or a table.
fn is_toml_table(text: &str, range: Range<usize>, inner: &str) -> bool {
    let before = text.get(..range.start).unwrap_or("").rsplit('\n').next().unwrap_or("");
    let mut behind = text.get(range.end..).unwrap_or("").lines();
    let alone = before.trim_start_matches(['>', ' ', '\t']).is_empty()
        && behind.next().unwrap_or("").trim().is_empty();
    let below = behind.next().unwrap_or("").trim_start_matches(['>', ' ', '\t']);
    alone && is_toml_key(inner) && is_toml_line(below)
}

fn is_toml_line(line: &str) -> bool {
    let key = line.split('=').next().filter(|key| key.len() < line.len());
    key.is_some_and(|key| is_toml_key(key.trim_end()))
        || (line.starts_with('[') && line.trim_end().ends_with(']'))
}

fn is_toml_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(text: &str) -> bool {
        let start = text.find("[[").unwrap();
        are_foreign(text, start..text.find("]]").unwrap() + 2)
    }

    #[test]
    fn brackets_of_other_languages_are_no_links() {
        for text in [
            "$[[ inputs.x ]]",
            "if [[ -f x ]]; then",
            "[[ $a ]]",
            "[[ a == b ]]",
            "delimiters = [['\\(', '\\)']]",
            "[[menus.main]]\nname = 'x'",
            "  [[cascade]]\n  [cascade.params]",
        ] {
            assert!(foreign(text), "{text}");
        }
    }

    #[test]
    fn brackets_around_a_name_are_links() {
        for text in
            ["[[pod]]", "[[ pod ]]", "[[menus.main]]\nis a note", "a [[x]]\nb = c", "[['Twas the night]]"]
        {
            assert!(!foreign(text), "{text}");
        }
    }
}
