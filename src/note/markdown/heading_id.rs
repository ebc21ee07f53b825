//! The ids of headings: github-slugger v2, stateful per page (links.md, "Headings and anchors").

use std::collections::HashMap;

use finl_unicode::categories::CharacterCategories;

/// Hands out the heading ids of one page, each once.
#[derive(Debug)]
pub(crate) struct HeadingIds {
    /// How often an id was asked for; the next free suffix.
    taken: HashMap<String, usize>,
}

/// The ids that the page around a note has.
const LAYOUT: [&str; 2] = ["page:main", "page:backlinks"];

/// The id of a heading that no letter of can stand in one.
const NAMELESS: &str = "section";

impl Default for HeadingIds {
    fn default() -> Self {
        HeadingIds { taken: LAYOUT.iter().map(|id| (id.to_string(), 0)).collect() }
    }
}

impl HeadingIds {
    /// The id for a heading text: lower case, only letters, marks, numbers, `_`, `-`, each space a `-`;
    /// a repeated id gets `-1`, `-2` …, skipping those already taken. Where nothing is left, it is `section`:
    /// an empty id is none.
    pub(crate) fn give(&mut self, text: &str) -> String {
        self.reserve(&Self::wanted(text))
    }

    /// Notes that the page has this id; whether it was free.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        !is_made(id) && self.taken.insert(id.to_string(), self.taken.get(id).copied().unwrap_or(0)).is_none()
    }

    /// The id that [`Self::give`] begins with.
    pub(crate) fn wanted(text: &str) -> String {
        Some(slug(text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| NAMELESS.to_string())
    }

    /// The id an author chose with `{#id}`; made unique like any other.
    pub(crate) fn reserve(&mut self, base: &str) -> String {
        let mut id = base.to_string();
        let mut count = self.taken.get(base).copied().unwrap_or(0);
        while self.taken.contains_key(&id) || (id == base && is_made(base)) {
            count += 1;
            id = format!("{base}-{count}");
        }
        self.taken.insert(base.to_string(), count);
        self.taken.entry(id.clone()).or_insert(0);
        id
    }
}

/// Whether an id is like those of footnotes and tabs, which are numbered whatever ids the note has.
fn is_made(id: &str) -> bool {
    let number = ["fn:", "fnref:", "tab:"].iter().find_map(|sort| id.strip_prefix(sort));
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == ':'))
}

fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(|&c| kept(c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What github-slugger's generated expression leaves: everything alphabetic, marks, digits and the
/// punctuation that joins words. Other numbers (`½`, `²`) and symbols go.
fn kept(c: char) -> bool {
    matches!(c, '-' | ' ' | '_')
        || c.is_alphabetic()
        || (!c.is_ascii() && (c.is_mark() || c.is_punctuation_connector()))
        || c.is_number_decimal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_github() {
        for (text, id) in [
            ("Hello World", "hello-world"),
            ("en–dash", "endash"),
            ("Привет non-latin 你好", "привет-non-latin-你好"),
            ("😄 unicode emoji", "-unicode-emoji"),
            ("I ♥ unicode", "i--unicode"),
            ("  double  space ", "--double--space-"),
            ("a & b_c", "a--b_c"),
            ("", "section"),
            ("😄", "section"),
            ("exchange.bind(headers [, back])", "exchangebindheaders--back"),
            ("-a-", "-a-"),
            ("it’s", "its"),
            ("1½ m² ⅷ ٣", "1-m-ⅷ-٣"),
            ("tie‿and＿low", "tie‿and＿low"),
            ("क्षि e\u{301}", "क्षि-e\u{301}"),
            ("⚙️ Gear", "\u{fe0f}-gear"),
            ("Ⓐ ΟΔΟΣ", "ⓐ-οδος"),
            ("a\u{a0}b\u{200d}c\td", "abcd"),
            ("$ € + < ~", "----"),
        ] {
            assert_eq!(HeadingIds::default().give(text), id, "{text}");
        }
    }

    #[test]
    fn repeated_ids_skip_those_taken() {
        let mut ids = HeadingIds::default();
        let given: Vec<String> =
            ["echo", "echo", "echo 1", "echo-1", "echo"].iter().map(|t| ids.give(t)).collect();
        assert_eq!(given, ["echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2"]);
    }

    #[test]
    fn equal_headings_cost_linear_time() {
        let mut ids = HeadingIds::default();
        let last = (0..20_000).map(|_| ids.give("x")).last();
        assert_eq!(last.as_deref(), Some("x-19999"));
    }
}
