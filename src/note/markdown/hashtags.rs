//! Tags in the text: `#tag` and `#a/b`, with a letter somewhere (Obsidian, Logseq).

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
            let written = text.get(range.clone()).unwrap_or("");
            if self.has_escaped_signs && self.text.contains(&format!("\\{written}")) {
                self.shown(text.get(done..range.end).unwrap_or(""));
                done = range.end;
                continue;
            }
            self.shown(text.get(done..range.start).unwrap_or(""));
            let name = text.get(range.start + 1..range.end).unwrap_or("");
            self.passage.push(text.get(range.clone()).unwrap_or(""));
            self.out.hole(Piece::Tag(name.into()));
            self.tags.push(name.to_string());
            done = range.end;
        }
        self.shown(text.get(done..).unwrap_or(""));
    }
}

/// The next tag of `text` from `from` on, with its `#`: behind a blank or an opening bracket, of letters,
/// digits, `_`, `-` and `/`.
fn tag(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find('#')?;
        let rest = text.get(start + 1..)?;
        let length = rest.find(|c: char| !(c.is_alphanumeric() || "_-/".contains(c))).unwrap_or(rest.len());
        let name = rest.get(..length)?.trim_end_matches('/');
        let before = text.get(..start)?.chars().next_back();
        let apart = before.is_none_or(|c| c.is_whitespace() || "([{（「".contains(c));
        if apart && name.chars().any(char::is_alphabetic) && !name.starts_with('/') && !name.contains("//") {
            return Some(start..start + 1 + name.len());
        }
        at = start + 1;
    }
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
