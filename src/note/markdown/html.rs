//! Raw HTML and MDX elements: passed on, without comments, with `className` as `class`, and with its links
//! led where the links of Markdown lead.

use std::borrow::Cow;
use std::ops::Range;

use comrak::Node;
use comrak::nodes::{NodeHtmlBlock, NodeValue, Sourcepos};

use super::container_lines::Mark as LineMark;
use super::element_names::{BOXES, TAB_ITEMS};
use super::links::{Destination, destination};
use super::literal::Literal;
use super::masked::Kind;
use super::tags::{self, Mark};
use super::wiki::Part;
use super::writer::Writer;
use crate::note::{LinkForm, Piece, problem};
use crate::text::{Lines, Span, escape};

/// The first kind of HTML blocks that begin with any element and end with a blank line (CommonMark 0.31, 4.6).
const FIRST_OF_ELEMENTS: u8 = 6;

impl<'a> Writer<'a> {
    /// A block of raw HTML. The lines of it that begin and end elements with Markdown in them do so, in MDX those of
    /// other containers too: nothing is raw there. Boxes and tabs whose body is indented stay as they are written:
    /// there are no blocks that could be indented.
    pub(super) fn html_block(&mut self, node: Node<'a>, block: &NodeHtmlBlock, first: usize) {
        let lines = Lines::new(&block.literal);
        let is_mdx = self.is_mdx();
        let is_line = |mark: &LineMark<'_>| mark.is_element() || (is_mdx && !mark.is_indented());
        let parts = |mark: &LineMark<'_>| block.block_type >= FIRST_OF_ELEMENTS && is_line(mark);
        let mut done = 1;
        for number in 1..=lines.count() {
            let masked = self.masked.lines.get(&(first + number - 1)).filter(|line| parts(&line.mark));
            let Some(range) = masked.map(|line| line.range.clone()) else { continue };
            self.html_lines(block, &lines, done..number, first);
            self.container_line(node, first + number - 1, self.file_span(range.start, range.end));
            self.block = Some(node);
            done = number + 1;
        }
        self.html_lines(block, &lines, done..lines.count() + 1, first);
    }

    /// These lines of a block of raw HTML.
    fn html_lines(&mut self, block: &NodeHtmlBlock, lines: &Lines, numbers: Range<usize>, first: usize) {
        let text = block.literal.get(lines.start(numbers.start)..lines.start(numbers.end)).unwrap_or("");
        if !text.is_empty() {
            self.html_text(text, first + numbers.start - 1);
        }
    }

    /// Raw HTML that begins on this line. Comments are dropped.
    fn html_text(&mut self, literal: &str, line: usize) {
        let html = self.masked.unmask(self.text, literal, line);
        let mut marks = with_comments(&html, tags::marks(&html));
        let literal = Literal::new(&html, line);
        let comments = marks.iter().filter(|mark| matches!(mark, Mark::Comment(_)));
        let comments =
            comments.map(|mark| self.literal_span(&literal, Span::new(mark.range()))).collect::<Vec<_>>();
        self.body.hidden.extend(comments);
        if is_nothing(&html, &marks) {
            return;
        }
        if !is_alone(&marks) {
            // In a block of HTML Markdown could not say it.
            marks.retain(|mark| !matches!(mark, Mark::Plain { .. }));
        }
        self.html(&html, marks, |writer, range| writer.literal_span(&literal, Span::new(range)));
        self.close_raw_elements();
    }

    pub(super) fn html_inline(&mut self, html: &str, pos: Sourcepos) {
        let start = self.place(pos.start.line, pos.start.column);
        let lines = Lines::new(html);
        self.html(html, tags::marks(html), |writer, range| {
            let place = |at| writer.inline_place(html, &lines, start, at);
            let last = range.clone().next_back().map(place);
            let start = place(range.start);
            writer.file_span(start, last.map_or(start, |last| last + 1))
        });
    }

    /// Where in the text a place of a tag is that begins at `start`: what the blocks around it put before its
    /// further lines was taken away.
    fn inline_place(&self, html: &str, lines: &Lines, start: usize, at: usize) -> usize {
        let line = lines.line_of(at);
        if line == 1 {
            return start + at;
        }
        let behind = html.get(lines.start(line)..).unwrap_or("");
        let left = behind.len() - behind.trim_start_matches([' ', '\t', '>']).len();
        let number = self.lines.line_of(start) + line - 1;
        let taken = self.line_indent(number).len().saturating_sub(left);
        self.lines.start(number) + taken + at - lines.start(line)
    }

    /// Writes the opening tag of an MDX element whose content is Markdown and returns its closing tag;
    /// unknown components (they begin with a capital) render their children alone.
    pub(super) fn element_start(&mut self, tag: &'a str, at: Span, line: usize) -> Cow<'static, str> {
        let name = tags::element_name(tag);
        match name {
            "Tabs" => {
                self.element_tabs_start(tag, line);
                return Cow::Borrowed("</div>\n");
            }
            _ if TAB_ITEMS.contains(&name) && !self.tabs.open.is_empty() => {
                self.element_tab_start(tag);
                return Cow::Borrowed("</div>\n");
            }
            _ if BOXES.contains(&name) => return Cow::Borrowed(self.element_box_start(tag)),
            _ => {}
        }
        if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Cow::Borrowed("");
        }
        let tag = &*self.untrusted_element(tag, name, at);
        if tag.is_empty() {
            return Cow::Borrowed("");
        }
        self.block = None;
        let marks = tags::marks(tag).into_iter().filter(|mark| !matches!(mark, Mark::Start { .. })).collect();
        self.raw_html(tag, marks, |_, range| Span::new(range).shifted(at.start as usize));
        self.out.html("\n");
        Cow::Owned(format!("</{name}>\n"))
    }

    /// Writes what a note has as HTML; `place` tells where in the file a range of it stands.
    fn html(&mut self, html: &str, marks: Vec<Mark>, place: impl Fn(&Self, Range<usize>) -> Span) {
        let is_open = self.is_mdx() || !self.dialect.untrusted;
        let marks = if is_open { self.without_components(html, marks) } else { marks };
        match self.dialect.untrusted {
            true => self.untrusted_html(html, marks, place),
            false => self.raw_html(html, marks, place),
        }
    }

    /// Writes `html` with its marks.
    pub(super) fn raw_html(
        &mut self,
        html: &str,
        marks: Vec<Mark>,
        place: impl Fn(&Self, Range<usize>) -> Span,
    ) {
        let mut done = 0;
        for mark in self.without_generics(marks) {
            let range = mark.range();
            self.passed_on(html.get(done..range.start).unwrap_or(""));
            let written = html.get(range.clone()).unwrap_or("");
            let span = place(self, mark.place());
            self.mark(mark, written, span);
            done = range.end;
        }
        self.passed_on(html.get(done..).unwrap_or(""));
    }

    /// HTML as it is written; the opening of a comment that is never closed is text.
    pub(super) fn passed_on(&mut self, html: &str) {
        let wiki = self.wiki;
        for part in wiki.parts(html) {
            match part {
                Part::Text(html) => self.out.html(html),
                Part::Mask(link) if link.kind == Kind::Comment => self.unclosed_comment(link),
                Part::Mask(link) if link.kind == Kind::Hidden => {}
                Part::Mask(link) => self.out.html(&self.brackets(wiki.written(link))),
            }
        }
    }

    /// Wiki links as they stand in HTML. What may be published of it is decided while they are masked, so
    /// where notes are not trusted they may neither end an attribute nor begin a tag.
    fn brackets<'h>(&self, written: &'h str) -> Cow<'h, str> {
        match self.dialect.untrusted {
            true => Cow::Owned(escape::html(written)),
            false => Cow::Borrowed(written),
        }
    }

    /// HTML with its wiki links put back.
    fn restored_html(&self, html: &str) -> String {
        let part = |part| match part {
            Part::Text(html) => Cow::Borrowed(html),
            Part::Mask(link) => self.brackets(self.wiki.written(link)),
        };
        self.wiki.parts(html).into_iter().map(part).collect()
    }

    /// An id that the page has already is left out: of two browsers know the first alone. Anchors with the id of
    /// the heading they stand at are common, and mean the heading.
    fn html_id(&mut self, id: &str, (before, behind): (&str, &str), span: Span) {
        let id = self.wiki.restore(id).into_owned();
        if self.is_at_heading(&id) {
            return;
        }
        if !self.ids.take(&id) {
            self.body.problems.push(problem::duplicate_id(&self.source.path, span, &id));
            return;
        }
        self.body.ids.push(id.as_str().into());
        self.out.html(before);
        self.out.hole(Piece::Id(id.into()));
        self.out.html(behind);
    }

    /// Whether the raw HTML stands in a heading with this id, or directly behind or before it.
    fn is_at_heading(&mut self, id: &str) -> bool {
        let Some(block) = self.block else { return false };
        let is_heading = |node: &Node<'_>| matches!(node.data().value, NodeValue::Heading(_));
        let is_last = self.body.headings.last().is_some_and(|heading| *heading.id == *id);
        if is_last && (is_heading(&block) || block.previous_sibling().is_some_and(|node| is_heading(&node))) {
            return true;
        }
        let Some(next) = block.next_sibling().filter(is_heading) else { return false };
        if !self.coming.as_ref().is_some_and(|(heading, _)| heading.same_node(next)) {
            self.coming = Some((next, self.wanted_id(next, &self.plain_text(next))));
        }
        self.coming.as_ref().is_some_and(|(_, coming)| coming == id)
    }

    fn mark(&mut self, mark: Mark, written: &str, span: Span) {
        match mark {
            Mark::Comment(_) | Mark::Tool(_) => {}
            Mark::Badge { text, .. } => {
                self.out.html("<span class=\"badge\">");
                self.shown(&text);
                self.out.html("</span>");
            }
            Mark::Bogus(_) => self.out.text(&self.wiki.restore(written)),
            Mark::Start { name, .. } => self.element_opened(name, span),
            Mark::SelfClosed { name, .. } => self.element_self_closed(&name),
            Mark::End { name, .. } => self.element_ended(&name, written, span),
            Mark::Id { range, inner, value } => {
                let before = written.get(..inner.start - range.start).unwrap_or("");
                let behind = written.get(inner.end - range.start..).unwrap_or("");
                self.html_id(&value, (before, behind), span);
            }
            Mark::IdAgain(_) => {}
            Mark::ClassName(_) => self.out.html("class"),
            Mark::Url { value, shown, .. } => self.html_url(&value, shown, written, span),
            Mark::NoAlt(_) => {
                self.body.problems.push(problem::missing_alt_attribute(&self.source.path, span))
            }
            Mark::Plain { url, shown, .. } => self.plain_html(&url, shown, span),
        }
    }

    /// A tag in place of a link of Markdown, where it leads into the vault.
    fn plain_html(&mut self, url: &str, shown: bool, span: Span) {
        let url = &*self.wiki.restore(url);
        if matches!(destination(url, shown), Destination::Vault) {
            self.body.problems.push(problem::raw_html_link(&self.source.path, span, url, shown));
        }
    }

    /// A URL that leads into the vault is a hole; any other is passed on as it is written.
    fn html_url(&mut self, url: &str, shown: bool, written: &str, span: Span) {
        let (url, written) = (&*self.wiki.restore(url), self.restored_html(written));
        if !matches!(destination(url, shown), Destination::Vault) {
            self.add_external(url, span);
            self.out.html(&written);
            return;
        }
        let form = if shown { LinkForm::Src } else { LinkForm::Href };
        let link = self.vault_link(form, url, url, span);
        let id = self.add_link(link);
        self.out.hole(Piece::Url(id, written.into()));
    }
}

/// Whether a block is one tag without content.
fn is_alone(marks: &[Mark]) -> bool {
    let is_element = |mark: &&Mark| matches!(mark, Mark::Start { .. } | Mark::End { .. });
    marks.iter().filter(is_element).count() == 1
}

/// The marks of a block with the comments of Obsidian on the line behind a comment of HTML: to the parser
/// that line is HTML to its end.
fn with_comments(html: &str, mut marks: Vec<Mark>) -> Vec<Mark> {
    let Some(Mark::Comment(first)) = marks.first().filter(|_| html.trim_start().starts_with("<!--")) else {
        return marks;
    };
    let next = marks.get(1).map_or(html.len(), |mark| mark.place().start);
    let line = html.get(first.end..next).and_then(|behind| behind.lines().next()).unwrap_or("");
    let signs: Vec<usize> = line.match_indices("%%").map(|(at, _)| first.end + at).collect();
    let comments = signs.chunks_exact(2).filter_map(|pair| match pair {
        [open, close] => Some(Mark::Comment(*open..close + "%%".len())),
        _ => None,
    });
    marks.splice(1..1, comments.collect::<Vec<_>>());
    marks
}

/// Whether nothing is left of a block without its comments.
fn is_nothing(html: &str, marks: &[Mark]) -> bool {
    let is_blank = |range: Range<usize>| html.get(range).is_some_and(|text| text.trim().is_empty());
    let mut done = 0;
    for mark in marks {
        match mark {
            Mark::Comment(range) if is_blank(done..range.start) => done = range.end,
            _ => return false,
        }
    }
    is_blank(done..html.len())
}
