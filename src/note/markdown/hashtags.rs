//! Tags in the text: `#tag` and `#a/b`, with a letter somewhere (Obsidian, Logseq).

use std::collections::BTreeSet;
use std::ops::Range;

use super::writer::Writer;
use crate::note::Piece;

impl Writer<'_> {
    /// Writes a text of the note; its tags become the note's and lead to their pages.
    pub(super) fn tagged_text(&mut self, text: &str) {
        if !self.dialect.inline_tags || !self.open_links.is_empty() || !text.contains('#') {
            self.shown(text);
            return;
        }
        let mut done = 0;
        while let Some(range) = tag(text, done) {
            self.shown(text.get(done..range.start).unwrap_or(""));
            self.hashtag(text.get(range.clone()).unwrap_or(""));
            done = range.end;
        }
        self.shown(text.get(done..).unwrap_or(""));
    }

    /// A tag with its `#`; one that is written with `\#` anywhere in the note is text.
    fn hashtag(&mut self, written: &str) {
        if self.escaped_tags.get_or_init(|| escaped(self.text)).contains(written) {
            self.shown(written);
            return;
        }
        let name = written.trim_start_matches('#');
        self.passage.push(written);
        self.out.hole(Piece::Tag(name.into()));
        self.tags.push(name.to_string());
    }
}

/// The tags behind a backslash: the parser takes the backslash away.
fn escaped(text: &str) -> BTreeSet<String> {
    let behind = |(at, _)| tag_at(text, at + 1).and_then(|range| text.get(range)).map(str::to_string);
    text.match_indices("\\#").filter_map(behind).collect()
}

/// The next tag of `text` from `from` on, with its `#`: behind a blank or an opening bracket.
fn tag(text: &str, from: usize) -> Option<Range<usize>> {
    let apart = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || "([{（「".contains(c))
    };
    let signs = text.get(from..)?.match_indices('#').map(|(at, _)| from + at);
    signs.filter(|at| apart(*at)).find_map(|at| tag_at(text, at))
}

/// The tag whose `#` stands here: of letters, digits, `_`, `-` and `/`, with a letter somewhere.
fn tag_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start + 1..)?;
    let length = rest.find(|c: char| !(c.is_alphanumeric() || "_-/".contains(c))).unwrap_or(rest.len());
    let name = rest.get(..length)?.trim_end_matches('/');
    let named = name.chars().any(char::is_alphabetic) && !name.starts_with('/') && !name.contains("//");
    named.then(|| start..start + 1 + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_letter_and_stands_apart() {
        let found = |text: &'static str| tag(text, 0).map(|range| &text[range]);
        assert_eq!(found("see #a/b-c, x"), Some("#a/b-c"));
        assert_eq!(found("(#标签)"), Some("#标签"));
        for text in ["C# and F#", "#123 #", "a#b", "## x", "#/x"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
