//! Wiki links, found before the Markdown parser runs.
//!
//! To comrak `[[pod]]` is a link only where no other bracket is open, and its label may hold no second
//! `|`; a reference definition of that name, a pipe in a table or markup in the name change what it reads.
//! So every pair of doubled brackets is masked by as many bytes that mean nothing in Markdown, and the
//! writer finds the link by its number: the place of a link is exact wherever it stands. Inside code, raw
//! HTML and formulas the brackets are put back. Those that begin the URL of a Markdown link (`[label]([[page]])`)
//! are masked by what can stand in a URL.
//!
//! The opening of a comment that is never closed is masked too, or it would swallow the rest of the note.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::masked::{Kind, Mask};
use super::wiki_parts::{inner, is_contents, parts, shown, unescaped};
use super::{brackets, nested, outline};
use crate::note::Dialect;

/// What is masked in a text, by numbers.
#[derive(Debug, Default)]
pub(super) struct WikiLinks<'t> {
    text: &'t str,
    dialect: Dialect,
    links: Vec<Mask>,
    /// Those that stand inside of another, in order, by the place of that.
    inside: BTreeMap<usize, Vec<usize>>,
}

/// A text without masks, or what is masked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'s, 'w> {
    Text(&'s str),
    Mask(&'w Mask),
}

/// What a mask begins and ends with; the text that is masked has no control characters.
const SIGNS: (char, char) = ('\u{2}', '\u{3}');

/// The same for one that begins a URL, in which none of ASCII can stand (CommonMark 0.31, "Links").
const URL_SIGNS: (char, char) = ('\u{80}', '\u{81}');

const START: [char; 2] = [SIGNS.0, URL_SIGNS.0];
const END: [char; 2] = [SIGNS.1, URL_SIGNS.1];

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Masks the wiki links of `masked`, a text of the same length as `text`, and `misread`, what the parser would
/// take for something else: that has the first numbers, since `%%` has no room for another.
pub(super) fn mask<'t>(
    text: &'t str,
    masked: &str,
    misread: &[Mask],
    dialect: Dialect,
) -> (String, WikiLinks<'t>) {
    let comments = unclosed_comments(masked).map(|range| Mask { kind: Kind::Comment, range });
    let plain = misread.iter().cloned().chain(comments);
    let mut links: Vec<Mask> = plain.chain(Scan { text: masked, dialect, at: 0 }).collect();
    if dialect.is_outline() {
        links.extend(outline::marks(masked));
    }
    let mut links = WikiLinks { text, dialect, links, inside: BTreeMap::new() };
    let mut order: Vec<(usize, &Mask)> = links.links.iter().enumerate().collect();
    order.sort_by_key(|(_, link)| link.range.start);
    let mut out = String::with_capacity(masked.len());
    let (mut outer, mut done) = (0, 0);
    let mut inside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, link) in order {
        if link.range.start < done {
            inside.entry(outer).or_default().push(index);
            continue;
        }
        let before = masked.get(done..link.range.start);
        let (start, end) = if is_url(link, before.unwrap_or("")) { URL_SIGNS } else { SIGNS };
        let digits = link.range.len().saturating_sub(start.len_utf8() + end.len_utf8());
        let (Some(before), Some(name)) = (before, number(index, digits)) else { continue };
        out.push_str(before);
        out.extend([start].into_iter().chain(name).chain([end]));
        (outer, done) = (link.range.start, link.range.end);
    }
    out.push_str(masked.get(done..).unwrap_or(""));
    links.inside = inside;
    (out, links)
}

/// Whether a mask begins the URL of a Markdown link.
fn is_url(link: &Mask, before: &str) -> bool {
    matches!(link.kind, Kind::Link | Kind::Destination) && before.ends_with("](")
}

/// Where comments of HTML open behind the last that is closed.
fn unclosed_comments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let closed = memmem::rfind(text.as_bytes(), b"-->").unwrap_or(0);
    let behind = text.get(closed..).unwrap_or("");
    behind.match_indices("<!--").map(move |(at, opening)| closed + at..closed + at + opening.len())
}

/// `index` in so many digits; `None` where it has more.
fn number(mut index: usize, digits: usize) -> Option<Vec<char>> {
    let mut name = vec!['0'; digits];
    for digit in name.iter_mut().rev() {
        *digit = char::from(*DIGITS.get(index % DIGITS.len())?);
        index /= DIGITS.len();
    }
    (index == 0).then_some(name)
}

/// The wiki links of a text in order.
struct Scan<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
}

impl Iterator for Scan<'_> {
    type Item = Mask;

    /// Closing brackets belong to the nearest opening ones of their line.
    fn next(&mut self) -> Option<Mask> {
        loop {
            let from = self.at;
            let close = from + memmem::find(self.text.as_bytes().get(from..)?, b"]]")?;
            self.at = close + 2;
            let inside = self.text.get(from..close)?;
            let Some(open) = inside.rfind("[[") else { continue };
            let range = from + open..close + 2;
            if !inside.get(open..)?.contains(['\n', '\r']) && self.is_link(&range) {
                return Some(self.link(range));
            }
        }
    }
}

impl Scan<'_> {
    fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or("")
    }

    /// Not one that is escaped, the text of a Markdown link (`[[1]](url)`), or of another language.
    fn is_link(&self, range: &Range<usize>) -> bool {
        let before = self.before(range.start);
        let escapes = before.len() - before.trim_end_matches('\\').len();
        escapes.is_multiple_of(2)
            && !self.is_label(range.end)
            && (before.ends_with("](") || !in_destination(before))
            && !brackets::are_foreign(self.text, range.clone())
    }

    /// Whether the brackets before `end` are the text of a Markdown link: a URL follows in parentheses.
    fn is_label(&self, end: usize) -> bool {
        let behind = self.text.get(end..).and_then(|rest| rest.strip_prefix('(')).unwrap_or("");
        let line = behind.get(..behind.floor_char_boundary(LONGEST_URL)).unwrap_or("");
        let url = line.split([')', '\n']).next().unwrap_or("");
        url.len() < line.len() && url.contains(['/', '.', ':', '#'])
    }

    fn link(&self, range: Range<usize>) -> Mask {
        if self.dialect.is_outline() {
            return outline::link(self.text, range);
        }
        if let Some(range) = old_reference(self.text, &range).filter(|_| self.dialect.has_old_references()) {
            return Mask { kind: Kind::Embed, range };
        }
        let before = self.before(range.start);
        let embed = before.ends_with('!') && !before.ends_with("\\!");
        let kind = if embed { Kind::Embed } else { Kind::Link };
        Mask { kind, range: range.start - usize::from(embed)..range.end }
    }
}

/// `((ref: [[note]]#head,1:#*))` around a pair of brackets: what `![[note#head,1:#*]]` was (Dendron).
fn old_reference(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..range.start)?.trim_end_matches(' ').strip_suffix(OLD_REFERENCE)?;
    let behind = text.get(range.end..text.floor_char_boundary(range.end + LONGEST_URL))?;
    let (fragment, _) = behind.lines().next()?.split_once("))")?;
    let fits = fragment.trim().is_empty() || fragment.starts_with('#');
    fits.then(|| before.len()..range.end + fragment.len() + "))".len())
}

const OLD_REFERENCE: &str = "((ref:";

/// What such a reference asks for, with its fragment behind the brackets.
fn old_target<'t>(written: &'t str, dialect: Dialect) -> Option<(Cow<'t, str>, Option<Cow<'t, str>>)> {
    let inner = written.strip_prefix(OLD_REFERENCE)?.strip_suffix("))")?.trim_start().strip_prefix("[[")?;
    let (inner, fragment) = inner.split_once("]]")?;
    let (target, label) = parts(inner, dialect);
    let target = format!("{}{}", unescaped(target), fragment.trim());
    Some((target.into(), label.map(unescaped)))
}

/// Longest URL that is looked for around brackets, in bytes.
const LONGEST_URL: usize = 300;

/// Whether a text ends inside the URL of a Markdown link, `](…`.
fn in_destination(before: &str) -> bool {
    let near =
        before.get(before.ceil_char_boundary(before.len().saturating_sub(LONGEST_URL))..).unwrap_or("");
    let inside = near.rsplit_once("](").map(|(_, inside)| inside);
    inside.is_some_and(|inside| !inside.contains([')', '\n', ' ']))
}

impl<'t> WikiLinks<'t> {
    /// `text` with the brackets put back.
    pub(super) fn restore<'s>(&self, text: &'s str) -> Cow<'s, str> {
        if !text.contains(START) {
            return Cow::Borrowed(text);
        }
        let written = |part| match part {
            Part::Text(text) => text,
            Part::Mask(link) => self.written(link),
        };
        Cow::Owned(self.parts(text).into_iter().map(written).collect())
    }

    /// What was masked.
    pub(super) fn written(&self, link: &Mask) -> &'t str {
        self.text.get(link.range.clone()).unwrap_or("")
    }

    /// `text` cut at its wiki links.
    pub(super) fn parts<'s>(&self, text: &'s str) -> Vec<Part<'s, '_>> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, link, behind)) = self.first(rest) {
            parts.extend([Part::Text(before), Part::Mask(link)]);
            rest = behind;
        }
        parts.push(Part::Text(rest));
        parts.retain(|part| *part != Part::Text(""));
        parts
    }

    /// The first mask of `text` with what stands around it. A control character that an author wrote as an
    /// entity begins none.
    fn first<'s>(&self, text: &'s str) -> Option<(&'s str, &Mask, &'s str)> {
        text.match_indices(START).find_map(|(at, start)| {
            let behind = text.get(at + start.len()..)?;
            let (name, rest) = behind.split_at_checked(behind.find(|c: char| !c.is_ascii_alphanumeric())?)?;
            let index = name.bytes().try_fold(0, |index: usize, c| {
                let digit = DIGITS.iter().position(|&digit| digit == c)?;
                index.checked_mul(DIGITS.len())?.checked_add(digit)
            })?;
            Some((text.get(..at)?, self.links.get(index)?, rest.strip_prefix(END)?))
        })
    }

    /// `text` with each link as its reader sees it.
    pub(super) fn shown<'s>(&self, text: &'s str) -> Cow<'s, str> {
        if !text.contains(START) {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        for part in self.parts(text) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Mask(link)
                    if matches!(
                        link.kind,
                        Kind::Comment | Kind::Dollar | Kind::Destination | Kind::Macro
                    ) =>
                {
                    out.push_str(self.written(link));
                }
                Part::Mask(link) if self.holds(link) => {
                    out.push_str(&nested::without_brackets(self.written(link)));
                }
                Part::Mask(link) if link.kind == Kind::Hidden => {}
                Part::Mask(link) if link.kind == Kind::Property => {
                    out.push_str(outline::property_name(self.written(link)));
                }
                Part::Mask(link) => {
                    let (target, label) = self.target_and_label(link);
                    out.push_str(if is_contents(&target) { "" } else { shown(&target, label.as_deref()) });
                }
            }
        }
        Cow::Owned(out)
    }

    /// Whether others stand inside of a mask.
    pub(super) fn holds(&self, outer: &Mask) -> bool {
        self.inside.contains_key(&outer.range.start)
    }

    /// What was masked, cut at the links that stand inside of it.
    pub(super) fn inside(&self, outer: &Mask) -> Vec<Part<'t, '_>> {
        let mut parts = Vec::new();
        let mut done = outer.range.start;
        for link in self.inside.get(&done).into_iter().flatten().filter_map(|index| self.links.get(*index)) {
            if let Some(before) = self.text.get(done..link.range.start) {
                parts.extend([Part::Text(before), Part::Mask(link)]);
                done = link.range.end;
            }
        }
        parts.push(Part::Text(self.text.get(done..outer.range.end).unwrap_or("")));
        parts.retain(|part| *part != Part::Text(""));
        parts
    }

    /// Where the first link of a text begins.
    pub(super) fn first_in(&self, text: &str) -> usize {
        text.find(START).unwrap_or(text.len())
    }

    /// Whether a text has links in it.
    pub(super) fn are_in(&self, text: &str) -> bool {
        text.contains(START)
    }

    /// The target of a link, with its fragment, and its label, as they are written.
    pub(super) fn target_and_label(&self, link: &Mask) -> (Cow<'t, str>, Option<Cow<'t, str>>) {
        if let Some(asked) = old_target(self.written(link), self.dialect) {
            return asked;
        }
        let (target, label) = parts(inner(self.written(link)), self.dialect);
        (unescaped(target), label.map(unescaped))
    }

    /// Whether nothing is left of a text where it is shown.
    pub(super) fn is_hidden(&self, text: &str) -> bool {
        self.are_in(text)
            && self.parts(text).iter().all(|part| match part {
                Part::Text(text) => text.trim().is_empty(),
                Part::Mask(link) => link.kind == Kind::Hidden,
            })
    }

    /// The links and marks of a text.
    pub(super) fn marks<'w>(&'w self, text: &str) -> impl Iterator<Item = &'w Mask> {
        let mark = |part| if let Part::Mask(link) = part { Some(link) } else { None };
        self.parts(text).into_iter().filter_map(mark).collect::<Vec<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let (masked, links) = mask(text, text, &[], Dialect::default());
        assert_eq!(masked.len(), text.len());
        assert_eq!(links.restore(&masked), text);
        let parts = links.parts(&masked);
        parts
            .into_iter()
            .filter_map(|part| match part {
                Part::Text(_) => None,
                Part::Mask(link) => Some(text[link.range.clone()].to_string()),
            })
            .collect()
    }

    #[test]
    fn every_pair_of_brackets_is_a_link() {
        assert_eq!(read("a[0 and [[n]], ![[x|a|300]]s"), ["[[n]]", "![[x|a|300]]"]);
        assert_eq!(read("p [[x and [[b]]"), ["[[b]]"]);
        assert_eq!(read("[[[x]]] [[Sq]uare]] [[]]"), ["[[x]]", "[[Sq]uare]]", "[[]]"]);
        assert_eq!(read("\\[[x]] [[1]](u.md) $[[y]] [[a\nb]] \\\\[[z]]"), ["[[z]]"]);
    }

    #[test]
    fn brackets_that_are_a_url_are_masked_as_one() {
        assert_eq!(read("[l]([[a b]]) [m](x[[c]]) ([[d]])"), ["[[a b]]", "[[d]]"]);
        let text = "[l]([[a b]])";
        assert!(!mask(text, text, &[], Dialect::default()).0.contains(|c: char| c.is_ascii_control()));
    }

    #[test]
    fn a_control_character_of_an_author_hides_no_link() {
        let (masked, links) = mask("[[a]]", "[[a]]", &[], Dialect::default());
        let written = |text: &str| links.restore(text).into_owned();
        assert_eq!(written(&format!("\u{2} x \u{2}\u{2}!\u{3}{masked}")), "\u{2} x \u{2}\u{2}!\u{3}[[a]]");
        assert_eq!(written(&format!("\u{2}{}\u{3}{masked}", "z".repeat(99))).matches("[[a]]").count(), 1);
    }

    #[test]
    fn a_label_follows_the_first_pipe() {
        let text = "[[a\\|b]] [[ n | t|u ]] [[R&amp;D|x \\* y]]";
        let (_, links) = mask(text, text, &[], Dialect::default());
        let read = |index: usize| links.target_and_label(&links.links[index]);
        assert_eq!(read(0), ("a".into(), Some("b".into())));
        assert_eq!(read(1), ("n".into(), Some("t|u".into())));
        assert_eq!(read(2), ("R&D".into(), Some("x * y".into())));
    }
}
