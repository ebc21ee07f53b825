//! What MDX writes over several lines and is no Markdown: modules, comments and the tags of elements.
//! Nothing of it is ever evaluated.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use memchr::memmem;

use super::container_lines::{Mark, opening_tag};
use super::containers::{Line, has_elements};
use super::element_names::{TAB_ITEMS, TABS};
use super::fences::Fences;
use super::jsx::{is_module, module_length, tag_length};
use super::masked::{Kind, Mask};
use super::tags::{self, element_name};
use crate::text::Lines;

/// What of a note is MDX over several lines.
#[derive(Debug, Default)]
pub(super) struct Mdx<'t> {
    /// What stands on whole lines, by line.
    pub(super) lines: BTreeMap<usize, Line<'t>>,
    /// The comments inside of lines, line by line.
    pub(super) comments: Vec<Mask>,
}

struct Scan<'t, 'l> {
    mdx: bool,
    text: &'t str,
    lines: &'l Lines,
    fences: Fences,
    /// Whether a module may begin here: nothing but blanks and modules stands before it in its block.
    begins: bool,
    /// Where the last comment ends, and the last that was found.
    last_comment: usize,
    comment_end: usize,
    /// Up to where no tag and no module ends: they are not looked for again.
    no_tag: usize,
    no_module: bool,
    /// The names with dots that have both a tag that opens and one that ends.
    dotted: HashSet<&'t str>,
    found: Mdx<'t>,
}

/// Reads the lines of `text`; in a file that is not MDX only the tags of its components count.
pub(super) fn read<'t>(text: &'t str, lines: &Lines, mdx: bool) -> Mdx<'t> {
    if !has_elements(text, mdx) {
        return Mdx::default();
    }
    let last_comment = memmem::rfind(text.as_bytes(), b"*/}").unwrap_or(0);
    let mut scan = Scan {
        mdx,
        text,
        lines,
        fences: Fences::default(),
        begins: true,
        last_comment,
        comment_end: 0,
        no_tag: 0,
        no_module: !mdx,
        dotted: if mdx { dotted(text) } else { HashSet::new() },
        found: Mdx::default(),
    };
    let mut number = 1;
    while number <= lines.count() {
        number = scan.line(number) + 1;
    }
    scan.found
}

impl<'t> Scan<'t, '_> {
    fn text_of(&self, number: usize) -> &'t str {
        self.text.get(self.lines.start(number)..self.lines.start(number + 1)).unwrap_or("")
    }

    /// Reads what begins on a line; the line it ends on.
    fn line(&mut self, number: usize) -> usize {
        let line = self.text_of(number);
        let content = line.trim_start_matches([' ', '\t']);
        let start = self.lines.start(number) + line.len() - content.len();
        if self.fences.hold(content.trim_start_matches(['>', ' ', '\t'])) {
            self.begins = false;
            return number;
        }
        let end = match content.as_bytes().first() {
            Some(b'i' | b'e') if start == self.lines.start(number) => self.module(start, content),
            Some(b'{') => self.whole_comment(start),
            Some(b'<') => self.tag(start, content),
            _ => None,
        };
        self.begins = end.is_some() || content.trim().is_empty() || is_module(content);
        let Some(end) = end else { return self.comments(number, start) };
        self.lines.line_of(end.max(start + 1) - 1)
    }

    /// A module over several lines: where it ends.
    fn module(&mut self, start: usize, content: &str) -> Option<usize> {
        if self.no_module || !self.begins || !is_module(content) {
            return None;
        }
        let Some(length) = module_length(self.text.get(start..)?) else {
            self.no_module = true;
            return None;
        };
        let is_whole =
            content.starts_with("export") || self.text.get(start..start + length)?.contains("from");
        (length > content.len() && is_whole).then(|| self.dropped(start..start + length))
    }

    /// A comment over several lines with nothing behind it: where it ends.
    fn whole_comment(&mut self, start: usize) -> Option<usize> {
        let end = self.comment_end(start)?;
        let behind = self.text.get(end..self.lines.start(self.lines.line_of(end - 1) + 1))?;
        let is_whole = behind.trim().is_empty() && self.lines.line_of(start) < self.lines.line_of(end - 1);
        is_whole.then(|| self.dropped(start..end))
    }

    /// A tag over several lines, or with a sign in it that would end a tag of HTML, with nothing behind it: where
    /// it ends.
    fn tag(&mut self, start: usize, content: &str) -> Option<usize> {
        let is_component = content.get(1..)?.starts_with(|c: char| c.is_ascii_uppercase());
        let is_plain = content.trim_end().ends_with('>') && opening_tag(content.trim_end()).is_some();
        if is_plain || start < self.no_tag || !(self.mdx || is_component) {
            return None;
        }
        let (length, is_ended) = tag_length(self.text.get(start..)?);
        let end = start + length;
        if !is_ended {
            self.no_tag = end;
            return None;
        }
        let behind = self.text.get(end..self.lines.start(self.lines.line_of(end - 1) + 1))?;
        let tag = self.text.get(start..end).filter(|_| behind.trim().is_empty())?;
        let has_room = tag.split(['\n', '\r']).next().is_some_and(|line| line.trim_end().len() > 2);
        let mark = match () {
            () if is_opening(tag) => Mark::OpenElement(tag),
            () if self.mdx && is_component && tag.ends_with("/>") && !leads(tag) => Mark::Dropped,
            () => return None,
        };
        has_room.then(|| self.on_lines(start..end, mark))
    }

    fn dropped(&mut self, range: Range<usize>) -> usize {
        self.on_lines(range, Mark::Dropped)
    }

    /// Notes what stands on whole lines, each without its end; where the last ends.
    fn on_lines(&mut self, range: Range<usize>, mark: Mark<'t>) -> usize {
        let first = self.lines.line_of(range.start);
        let last = self.lines.line_of(range.end - 1);
        let mut mark = Some(mark);
        for number in first..=last {
            let (range, mark) = (self.part(&range, number), mark.take().unwrap_or(Mark::Rest));
            let title = range.end..range.end;
            self.found.lines.insert(number, Line { mark, range, title });
        }
        range.end
    }

    /// What of a range stands on a line, without its indentation and its end.
    fn part(&self, range: &Range<usize>, number: usize) -> Range<usize> {
        let start = self.lines.start(number).max(range.start);
        let line = self.text.get(start..self.lines.start(number + 1).min(range.end)).unwrap_or("");
        let content = line.trim_start_matches([' ', '\t']);
        let start = start + line.len() - content.len();
        start..start + content.trim_end().len()
    }

    /// Notes the comments, and the tags with JavaScript in them, that begin inside of a line; the line the last
    /// ends on.
    fn comments(&mut self, number: usize, start: usize) -> usize {
        let (mut last, mut at) = (number, start);
        while last == number
            && let Some(range) = self.inner(number, at)
        {
            last = self.lines.line_of(range.end - 1);
            at = range.end;
            let parts = (number..=last).map(|line| self.part(&range, line));
            let parts = parts.map(|part| self.widened(part)).filter(|part| part.len() > 2);
            let parts: Vec<_> = parts.map(|range| Mask { kind: Kind::Hidden, range }).collect();
            self.found.comments.extend(parts);
        }
        last
    }

    /// A part of a line that is long enough to be masked, with the blank behind it where it is not.
    fn widened(&self, part: Range<usize>) -> Range<usize> {
        let behind = part.len() == 2 && self.text.get(part.end..).is_some_and(|rest| rest.starts_with(' '));
        part.start..part.end + usize::from(behind)
    }

    /// The next comment, or tag of a component with JavaScript in it, of a line from here on that is no code: to the
    /// parser they would be text.
    fn inner(&mut self, number: usize, at: usize) -> Option<Range<usize>> {
        let line = self.text.get(at..self.lines.start(number + 1)).filter(|_| self.mdx)?;
        let mut in_code = false;
        line.match_indices(['`', '{', '<']).find_map(|(begins, sign)| {
            in_code ^= sign == "`";
            match sign {
                _ if in_code => None,
                "{" => self.comment(at + begins),
                "<" => self.tag_of_text(at + begins),
                _ => None,
            }
        })
    }

    /// The comment that begins here, where it ends in its paragraph.
    fn comment(&mut self, start: usize) -> Option<Range<usize>> {
        let end = self.comment_end(start)?;
        let is_one = |number| !self.text_of(number).trim().is_empty();
        (self.lines.line_of(start)..=self.lines.line_of(end)).take(LONGEST).all(is_one).then_some(start..end)
    }

    /// Where the comment ends that begins here: where the one before it does, if that has not ended yet.
    fn comment_end(&mut self, start: usize) -> Option<usize> {
        let inside = start + "{/*".len();
        if !self.text.get(start..)?.starts_with("{/*") || inside > self.last_comment {
            return None;
        }
        if self.comment_end < inside + "*/}".len() {
            let end = memmem::find(self.text.get(inside..)?.as_bytes(), b"*/}")?;
            self.comment_end = inside + end + "*/}".len();
        }
        Some(self.comment_end)
    }

    /// The tag of a component that begins here, where to the parser it would be text: there is JavaScript in it and it
    /// leads nowhere, or its name has dots.
    fn tag_of_text(&mut self, start: usize) -> Option<Range<usize>> {
        let tag = self.text.get(start..)?;
        let name = tag.get(1..)?.trim_start_matches('/');
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
        if !is_component || TAB_ITEMS.contains(&element_name(tag)) || element_name(tag) == TABS {
            return None;
        }
        let (length, is_ended) = self.text.get(start..).filter(|_| start >= self.no_tag).map(tag_length)?;
        if !is_ended {
            self.no_tag = start + length;
        }
        let tag = self.text.get(start..start + length)?;
        let has_code = || tag.contains('{') && !tag.starts_with("</") && !leads(tag);
        (is_ended && (self.is_dotted(tag) || has_code())).then_some(start..start + length)
    }

    /// Whether a whole tag has a name with dots, and is no type as in `List<Foo.Bar>`.
    fn is_dotted(&self, tag: &str) -> bool {
        let name = element_name(tag);
        name.contains('.') && (tag.ends_with("/>") || self.dotted.contains(name))
    }
}

/// The names with dots of which a tag opens and one ends.
fn dotted(text: &str) -> HashSet<&str> {
    let named =
        |(at, _): (usize, &'_ str)| text.get(at..).map(element_name).filter(|name| name.contains('.'));
    let ended: HashSet<&str> = text.match_indices("</").filter_map(named).collect();
    let is_opened = |rest: &str| !rest.starts_with("</");
    let opening =
        text.match_indices('<').filter(|(at, _)| !ended.is_empty() && text.get(*at..).is_some_and(is_opened));
    opening.filter_map(named).filter(|name| ended.contains(name)).collect()
}

/// How many lines of a comment are looked at for a blank one.
const LONGEST: usize = 100;

/// Whether a component leads somewhere: that is checked.
pub(super) fn leads(tag: &str) -> bool {
    tags::attribute_names(tag).iter().any(|name| name == "href")
}

/// Whether a whole tag opens an element whose content is Markdown.
fn is_opening(tag: &str) -> bool {
    let name = element_name(tag);
    let behind = tag.get(1 + name.len()..).unwrap_or("");
    let ends_name = behind.starts_with(|c: char| c.is_whitespace() || c == '>');
    ends_name && !tag.ends_with("/>") && opening_tag(&format!("<{name}>")).is_some()
}
