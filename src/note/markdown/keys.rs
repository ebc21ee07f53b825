//! Keys of a keyboard: `++ctrl+alt+"F1"++` (PyMdown's keys). Behind `{` such signs mark what was added, in
//! CriticMarkup: that stays as it is written.

use std::ops::Range;

use super::writer::Writer;

const SIGNS: &str = "++";

impl Writer<'_> {
    /// Writes a text in which keys are elements.
    pub(super) fn text_with_keys(&mut self, text: &str) {
        let mut done = 0;
        for (range, names) in keys(text) {
            self.shown(text.get(done..range.start).unwrap_or(""));
            for (number, name) in names.iter().enumerate() {
                self.shown(if number > 0 { "+" } else { "" });
                self.out.html("<kbd>");
                self.shown(name);
                self.out.html("</kbd>");
            }
            done = range.end;
        }
        self.shown(text.get(done..).unwrap_or(""));
    }
}

/// The places of keys in a text, with their names as they are shown.
fn keys(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let (mut found, mut done) = (Vec::new(), 0);
    for (start, _) in text.match_indices(SIGNS) {
        let before = text.get(done..start).and_then(|before| before.chars().next_back());
        if start < done || before.is_some_and(|c| c.is_alphanumeric() || "+{".contains(c)) {
            continue;
        }
        let inside = text.get(start + SIGNS.len()..).unwrap_or("");
        let Some(length) =
            inside.get(..inside.floor_char_boundary(LONGEST)).and_then(|near| near.find(SIGNS))
        else {
            continue;
        };
        let names: Option<Vec<String>> = inside.get(..length).unwrap_or("").split('+').map(key).collect();
        if let Some(names) = names {
            done = start + length + 2 * SIGNS.len();
            found.push((start..done, names));
        }
    }
    found
}

/// Longest name of keys, in bytes.
const LONGEST: usize = 80;

/// `arrow-right` as `Arrow right`; what stands in quotes stays as it is.
fn key(written: &str) -> Option<String> {
    if let Some(quoted) = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return (!quoted.is_empty()).then(|| quoted.to_string());
    }
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let named = !written.is_empty() && written.chars().all(is_name) && !written.starts_with('-');
    let mut words = written.replace('-', " ");
    words.get_mut(..1)?.make_ascii_uppercase();
    named.then_some(words)
}
