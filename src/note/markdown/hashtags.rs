//! Tags in the text: `#tag` and `#a/b`, with a letter somewhere (Obsidian, Logseq, Dendron), and persons:
//! `@name` (Dendron).

use std::collections::BTreeSet;
use std::ops::Range;

use super::writer::Writer;
use crate::note::{Dialect, LinkForm, Piece};

impl Writer<'_> {
    /// Writes a text of the note; its tags become the note's and lead to their pages.
    pub(super) fn tagged_text(&mut self, text: &str) {
        let tags = Tags { dialect: self.dialect };
        if !self.dialect.inline_tags || !self.open_links.is_empty() || !text.contains(|c| tags.is_sign(c)) {
            self.text_with_keys(text);
            return;
        }
        let mut done = 0;
        while let Some(range) = tags.next(text, done) {
            self.text_with_keys(text.get(done..range.start).unwrap_or(""));
            self.hashtag(text.get(range.clone()).unwrap_or(""));
            done = range.end;
        }
        self.text_with_keys(text.get(done..).unwrap_or(""));
    }

    /// From where on the tags of a text are searched: behind the last on its line, since comrak tells a column
    /// behind `\|` too early.
    fn tags_from(&self) -> usize {
        let start = self.place(self.text_at.line, self.text_at.column);
        let on_line = self.lines.line_of(self.tags_until) == self.lines.line_of(start);
        if on_line { start.max(self.tags_until) } else { start }
    }

    /// A tag with its `#`; one that is written with `\#` anywhere in the note is text.
    fn hashtag(&mut self, written: &str) {
        let tags = Tags { dialect: self.dialect };
        if self.escaped_tags.get_or_init(|| tags.escaped(self.text)).contains(written) {
            self.shown(written);
            return;
        }
        let name = written.trim_start_matches('#');
        let is_tag = name.len() < written.len();
        if is_tag {
            self.body.tags.push(name.to_string());
        }
        match tags.note(written) {
            Some(note) => self.named_tag(written, &note),
            None => {
                self.passage.push(written);
                self.out.hole(Piece::Tag(name.into()));
            }
        }
    }

    /// A tag that means a note too, if there is one.
    fn named_tag(&mut self, written: &str, note: &str) {
        let from = self.tags_from();
        let rest = self.text.get(from..).unwrap_or("");
        let near = rest.get(..rest.ceil_char_boundary(FARTHEST.min(rest.len()))).unwrap_or("");
        let start = from + near.find(written).unwrap_or(0);
        self.tags_until = start + written.len();
        let span = self.file_span(start, self.tags_until);
        let link = self.new_link(LinkForm::Tag, note, None, written, span);
        let (id, from) = (self.add_link(link), self.passage.len());
        self.passage.push(written);
        self.passage.link(id, from);
        self.out.hole(Piece::NamedTag(id));
    }
}

/// How far behind the last one a tag is searched in the source, in bytes: farther stands none that was
/// written as it reads.
const FARTHEST: usize = 4096;

/// What reads like a tag in a dialect.
#[derive(Clone, Copy)]
struct Tags {
    dialect: Dialect,
}

impl Tags {
    fn is_sign(self, c: char) -> bool {
        c == '#' || self.dialect.persons().is_some_and(|(sign, _)| c == sign)
    }

    /// The note that a tag or a person means.
    fn note(self, written: &str) -> Option<String> {
        match self.dialect.persons().and_then(|(sign, folder)| Some((written.strip_prefix(sign)?, folder))) {
            Some((name, folder)) => Some(format!("{folder}{name}")),
            None => self.dialect.note_of_tag(written.trim_start_matches('#')),
        }
    }

    /// The tags behind a backslash: the parser takes the backslash away.
    fn escaped(self, text: &str) -> BTreeSet<String> {
        let behind = |(at, _)| self.at(text, at + 1).and_then(|range| text.get(range)).map(str::to_string);
        text.match_indices("\\#").filter_map(behind).collect()
    }

    /// The next tag of `text` from `from` on, with its sign: behind a blank or an opening bracket.
    fn next(self, text: &str, from: usize) -> Option<Range<usize>> {
        let apart = |at: usize| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|c| c.is_whitespace() || "([{（「".contains(c))
        };
        let signs = text.get(from..)?.match_indices(|c| self.is_sign(c)).map(|(at, _)| from + at);
        signs.filter(|at| apart(*at) && !is_priority(text, *at)).find_map(|at| self.at(text, at))
    }

    /// The tag whose sign stands here: of letters, digits, `_`, `-` and `/`, with a letter somewhere.
    fn at(self, text: &str, start: usize) -> Option<Range<usize>> {
        let rest = text.get(start + 1..)?;
        let length = rest.find(|c| !self.dialect.is_in_tag(c)).unwrap_or(rest.len());
        let name = rest.get(..length)?.trim_end_matches(['/', '.']);
        let named = name.chars().any(char::is_alphabetic) && !name.starts_with('/') && !name.contains("//");
        named.then(|| start..start + 1 + name.len())
    }
}

/// `[#A]` is how urgent a task is.
fn is_priority(text: &str, sign: usize) -> bool {
    let around = sign.checked_sub(1).and_then(|before| text.get(before..sign + 3));
    around.is_some_and(|around| matches!(around, "[#A]" | "[#B]" | "[#C]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Tool;

    fn found(tool: Tool, text: &'static str) -> Option<&'static str> {
        let tags = Tags { dialect: Dialect { tool, ..Dialect::default() } };
        tags.next(text, 0).map(|range| &text[range])
    }

    #[test]
    fn a_tag_has_a_letter_and_stands_apart() {
        assert_eq!(found(Tool::Obsidian, "see #a/b-c, x"), Some("#a/b-c"));
        assert_eq!(found(Tool::Obsidian, "(#标签)"), Some("#标签"));
        for text in ["C# and F#", "#123 #", "a#b", "## x", "#/x", "[#A] task", "@name"] {
            assert_eq!(found(Tool::Obsidian, text), None, "{text}");
        }
    }

    #[test]
    fn tags_of_dendron_have_dots_and_persons_a_sign() {
        assert_eq!(found(Tool::Dendron, "a #x.y."), Some("#x.y"));
        assert_eq!(found(Tool::Dendron, "by @some.one, me@x.org"), Some("@some.one"));
        assert_eq!(found(Tool::Obsidian, "a #x.y."), Some("#x"));
    }
}
