//! The running text of one paragraph, item or cell: what the sentence around a link is cut from.

use std::ops::Range;

use crate::note::{Link, LinkId};

/// The plain text of the current passage and the places of its links.
#[derive(Debug, Default)]
pub(super) struct Passage {
    text: String,
    links: Vec<(LinkId, usize, usize)>,
}

/// How many characters of context a part keeps on each side.
const CONTEXT: usize = 110;

/// How many bytes are searched for it on each side, more than its characters can have: a paragraph of
/// many links is not read once for each of them.
const WINDOW: usize = 512;

impl Passage {
    /// Appends text.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the text ends now.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Notes that a link's label is the text from `start` on.
    pub(super) fn link(&mut self, id: LinkId, start: usize) {
        self.links.push((id, start, self.text.len()));
    }

    /// Ends the passage: gives its links their sentences and returns its text.
    pub(super) fn finish(&mut self, links: &mut [Link]) -> String {
        for (id, start, end) in self.links.drain(..) {
            let Some(link) = links.get_mut(id.0 as usize) else { continue };
            let (before, after) = around(&self.text, start..end);
            (link.before, link.after) = (before.into(), after.into());
        }
        std::mem::take(&mut self.text)
    }
}

/// What stands before and what stands after a part of a passage in its sentence.
pub(in crate::note) fn around(text: &str, part: Range<usize>) -> (String, String) {
    let from = text.floor_char_boundary(part.start.saturating_sub(WINDOW));
    let to = text.floor_char_boundary(part.end.saturating_add(WINDOW));
    (before(text.get(from..part.start).unwrap_or("")), after(text.get(part.end..to).unwrap_or("")))
}

/// The part of a sentence that stands before a link.
fn before(text: &str) -> String {
    let start = sentence_end(text.trim_end()).map_or(0, |(_, next)| next);
    let sentence = text.get(start..).unwrap_or("").trim_start();
    let count = sentence.chars().count();
    if count <= CONTEXT {
        return sentence.to_string();
    }
    let cut: String = sentence.chars().skip(count - CONTEXT).collect();
    let word = cut.find(char::is_whitespace).unwrap_or(0);
    format!("…{}", cut.get(word..).unwrap_or("").trim_start())
}

/// The part of a sentence that stands after a link.
fn after(text: &str) -> String {
    let end = first_sentence_end(text).unwrap_or(text.len());
    let sentence = text.get(..end).unwrap_or("").trim_end();
    if sentence.chars().count() <= CONTEXT {
        return sentence.to_string();
    }
    let cut: String = sentence.chars().take(CONTEXT).collect();
    let word = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut.get(..word).unwrap_or("").trim_end())
}

fn ends_sentence(c: char, next: Option<char>) -> bool {
    "。！？\n".contains(c) || (".!?".contains(c) && next.is_none_or(char::is_whitespace))
}

/// Where the last sentence that ends inside `text` ends, and where the next begins.
fn sentence_end(text: &str) -> Option<(usize, usize)> {
    let mut next = None;
    for (i, c) in text.char_indices().rev() {
        if ends_sentence(c, next) && next.is_some() {
            return Some((i, i + c.len_utf8()));
        }
        next = Some(c);
    }
    None
}

/// The offset behind the first end of a sentence.
fn first_sentence_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if ends_sentence(c, chars.peek().map(|&(_, next)| next)) {
            return Some(i + c.len_utf8());
        }
    }
    None
}

/// A first paragraph cut to the length of a summary, at a word.
pub(super) fn summary(text: &str) -> String {
    const LONGEST: usize = 220;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let word = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..word).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_its_sentence() {
        assert_eq!(before("One. Version 1.2 of "), "Version 1.2 of ");
        assert_eq!(before("第一。第二"), "第二");
        assert_eq!(after(" is 1.2 now! Next."), " is 1.2 now!");
        assert_eq!(after(" ends"), " ends");
    }

    #[test]
    fn long_sentences_are_cut_at_a_word() {
        let long = "word ".repeat(100);
        let cut = before(&long);
        assert!(cut.starts_with("…word") && cut.chars().count() < 120, "{cut}");
        assert!(after(&long).ends_with("word…"));
    }
}
