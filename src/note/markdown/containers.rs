//! Containers: `:::note` boxes and MDX elements, found before the Markdown parser runs.
//!
//! comrak's own block directives close two boxes with one `:::`, swallow the rest of a page after an
//! unclosed one and are quadratic on hostile input. So the lines that open and close a container are
//! masked as thematic breaks of the same length: like the fences of a container they end a paragraph and
//! a list, and every span in the rest of the note stays exact. The writer turns each masked break back
//! into the start or end of an element; inside code the original line is put back.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use memchr::memmem;

use super::callout_kinds::is_kind;
use super::container_lines::{ITEM, Mark, admonition, directive, expression_comment, module_line, tab};
use super::fences::behind_marker;
use super::open_elements::OpenElements;
use super::org_blocks::OrgBlocks;
use super::outline;
use crate::note::Dialect;
use crate::text::Lines;

/// A note's text with its container lines masked.
#[derive(Debug)]
pub(crate) struct Masked<'t> {
    /// The text to parse; of the same length as the original.
    pub(crate) text: Cow<'t, str>,
    /// What stands on the masked lines, by line (from 1).
    pub(crate) lines: BTreeMap<usize, Line<'t>>,
    /// The tags of the tabs of each `<Tabs>`, by the line that this begins on.
    pub(crate) tabs: BTreeMap<usize, Vec<&'t str>>,
    /// How the note is read.
    pub(crate) dialect: Dialect,
}

/// A masked line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// What it does.
    pub(crate) mark: Mark<'t>,
    /// The masked bytes in the text.
    pub(crate) range: Range<usize>,
    /// Those of the title among them; empty where there is none.
    pub(crate) title: Range<usize>,
}

/// What may stand before a container on its line.
const BEFORE: [char; 3] = [' ', '\t', '>'];

/// Masks the container lines of `text`. `mdx` says that the file is MDX, where any element is a container;
/// elsewhere components are, and elements with `className` or `markdown`.
///
/// `known` are the lines of what stands on several. `lines` are those of `text`: the parser counts them in the same
/// way. In an outline `#+BEGIN_NOTE` is a box.
pub(crate) fn mask<'t>(
    text: &'t str,
    lines: &Lines,
    mdx: bool,
    dialect: Dialect,
    known: BTreeMap<usize, Line<'t>>,
) -> Masked<'t> {
    let has = |needle: &[u8]| memmem::find(text.as_bytes(), needle).is_some();
    let elements = has_elements(text, mdx).then(|| OpenElements::new(mdx));
    let indented = has(b"!!! ") || has(b"???") || has(b"===");
    let org = dialect.is_outline() && has(b"#+");
    let properties = dialect.is_outline() && has(b"::");
    if !has(b":::") && elements.is_none() && !indented && !org && !properties {
        return Masked { text: Cow::Borrowed(text), lines: BTreeMap::new(), tabs: BTreeMap::new(), dialect };
    }
    let org = org.then(|| OrgBlocks::of(text));
    let mut scan = Scan { mdx, elements, org, properties, text, starts: lines, lines: known };
    for number in 1..=lines.count() {
        let start = lines.start(number);
        scan.line(number, start, text.get(start..lines.start(number + 1)).unwrap_or(""));
    }
    let tabs = scan.elements.map_or(BTreeMap::new(), OpenElements::into_tabs);
    Masked { text: Cow::Owned(masked(text, &scan.lines)), lines: scan.lines, tabs, dialect }
}

/// Whether a note may have elements that hold Markdown.
pub(super) fn has_elements(text: &str, mdx: bool) -> bool {
    let has = |needle: &[u8]| memmem::find(text.as_bytes(), needle).is_some();
    mdx || has(b"className=") || has(b"<Tab") || has(b" markdown") || has(b"{/*")
}

/// Whether an admonition says what it is in one word: then it is one though nothing stands in it.
fn names_kind(mark: &Mark<'_>) -> bool {
    matches!(mark, Mark::Admonition { name, is_alone: true, .. } if is_kind(name))
}

/// What stands behind the marks of list items at the beginning of a line, from one to the next.
fn behind_markers(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line.trim_start_matches(BEFORE);
    std::iter::from_fn(move || {
        rest = behind_marker(rest)?.trim_start_matches(BEFORE);
        Some(rest)
    })
}

/// Where the mask of a line begins in it, whose indentation may be another.
fn mask_at(line: &str, mask: &str) -> Option<usize> {
    let contents = std::iter::once(line.trim_start_matches(BEFORE)).chain(behind_markers(line));
    contents.into_iter().find(|content| content.starts_with(mask)).map(|content| line.len() - content.len())
}

/// Where a title stands in the text: it is the last words of its line.
fn title_range(line: &Range<usize>, content: &str, title: &str) -> Range<usize> {
    let at = content.rfind(title).filter(|_| !title.is_empty());
    at.map_or(line.end..line.end, |at| line.start + at..line.start + at + title.len())
}

struct Scan<'t, 'l> {
    mdx: bool,
    /// Where there may be any.
    elements: Option<OpenElements<'t>>,
    /// What `#+` begins, where it begins anything.
    org: Option<OrgBlocks>,
    /// Whether there may be properties that are hidden.
    properties: bool,
    text: &'t str,
    starts: &'l Lines,
    lines: BTreeMap<usize, Line<'t>>,
}

impl<'t> Scan<'t, '_> {
    fn line(&mut self, number: usize, start: usize, line: &'t str) {
        let indent = line.len() - line.trim_start_matches(BEFORE).len();
        let content = line.get(indent..).unwrap_or("").trim_end();
        if let Some(line) = self.lines.get(&number) {
            self.elements.iter_mut().for_each(|elements| elements.pass(number, &line.mark));
            return;
        }
        let lead = width(line.get(..indent).unwrap_or(""));
        if let Some((org, range)) = self.org.as_mut().and_then(|org| org.line(start + indent, lead, content))
        {
            let title = range.end..range.end;
            self.lines.insert(number, Line { mark: org.into(), range, title });
            return;
        }
        let found = self.mark(number, line, indent).map(|mark| (indent, mark));
        if let Some((indent, mark)) = found.or_else(|| self.mark_in_item(number, line)) {
            let content = line.get(indent..).unwrap_or("").trim_end();
            let range = start + indent..start + indent + content.len();
            let title = title_range(&range, mark.titled(content), mark.title());
            self.lines.insert(number, Line { mark, range, title });
        }
    }

    /// What the first line of a list item begins, and where: a box or a tab.
    fn mark_in_item(&mut self, number: usize, line: &'t str) -> Option<(usize, Mark<'t>)> {
        let mut marked = behind_markers(line);
        let indent = line.len() - marked.find(|content| content.starts_with([':', '!', '?', '=']))?.len();
        let mark = self.mark(number, line, indent)?;
        (mark.is_indented() || matches!(mark, Mark::Open { .. })).then_some((indent, mark))
    }

    /// What a line does that is indented by so many bytes.
    fn mark(&mut self, number: usize, line: &'t str, indent: usize) -> Option<Mark<'t>> {
        let content = line.get(indent..).unwrap_or("").trim_end();
        match content.as_bytes().first() {
            _ if self.properties && outline::is_hidden_line(content) => self.property(number),
            Some(b':') => directive(content),
            Some(b'<') => self.elements.as_mut().and_then(|elements| elements.line(number, content)),
            Some(b'!' | b'?') => {
                admonition(content).filter(|mark| names_kind(mark) || self.has_body(number, line, indent))
            }
            Some(b'=') => tab(content),
            Some(b'i' | b'e') if self.mdx && indent == 0 => module_line(content),
            Some(b'{') => expression_comment(content),
            _ => None,
        }
    }

    /// A hidden property behind a quote or a table is none of its lines. Elsewhere it is masked in its line.
    fn property(&self, number: usize) -> Option<Mark<'t>> {
        let before = number.checked_sub(1)?;
        let line = self.text.get(self.starts.start(before)..self.starts.start(number))?;
        let is_dropped = || self.lines.get(&before).is_some_and(|line| line.mark == Mark::Dropped);
        (outline::is_of_quote_or_table(line) || is_dropped()).then_some(Mark::Dropped)
    }

    /// Whether the next line that is not blank is indented by four more than `line`.
    fn has_body(&self, number: usize, line: &str, indent: usize) -> bool {
        let next = (number + 1..=self.starts.count())
            .map(|next| self.text.get(self.starts.start(next)..self.starts.start(next + 1)).unwrap_or(""));
        let blank = |line: &&str| line.trim_matches(BEFORE).trim().is_empty();
        let body = next.take(MOST_BLANK).find(|line| !blank(line)).unwrap_or("");
        let lead = body.len() - body.trim_start_matches(BEFORE).len();
        width(body.get(..lead).unwrap_or("")) >= width(line.get(..indent).unwrap_or("")) + 4
    }
}

/// Most blank lines before the body of an admonition.
const MOST_BLANK: usize = 3;

/// How far white space indents, a tab to the next multiple of four.
pub(super) fn width(lead: &str) -> usize {
    lead.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 })
}

/// `text` with `___` and spaces in place of each masked line: a thematic break needs three bytes, and
/// the shortest container line has as many.
fn masked(text: &str, lines: &BTreeMap<usize, Line<'_>>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for line in lines.values() {
        out.push_str(text.get(done..line.range.start).unwrap_or(""));
        let mask = line.mark.mask();
        let kept = if let Mark::Fence(language) = line.mark { language } else { "" };
        out.push_str(mask);
        out.extend(std::iter::repeat_n(' ', line.range.len().saturating_sub(mask.len() + kept.len())));
        out.push_str(kept);
        done = line.range.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// `text` with something of the same length in place of each range.
fn replaced<'s>(
    text: &'s str,
    ranges: impl Iterator<Item = Range<usize>>,
    by: impl Fn(Range<usize>) -> String,
) -> Cow<'s, str> {
    let mut out = String::new();
    let mut done = 0;
    for range in ranges {
        out.push_str(text.get(done..range.start).unwrap_or(""));
        done = range.end;
        out.push_str(&by(range));
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

impl<'t> Masked<'t> {
    /// The text to parse with the titles put back, so that links are found in them.
    pub(crate) fn with_titles(&self, original: &str) -> Cow<'_, str> {
        let titles = self.lines.values().map(|line| line.title.clone()).filter(|title| !title.is_empty());
        replaced(&self.text, titles, |title| original.get(title).unwrap_or("").into())
    }

    /// `text`, which is of the same length, without the titles.
    pub(crate) fn without_titles<'s>(&self, text: &'s str) -> Cow<'s, str> {
        let titles = self.lines.values().map(|line| line.title.clone()).filter(|title| !title.is_empty());
        replaced(text, titles, |title| self.text.get(title).unwrap_or("").into())
    }

    /// Puts the original lines back into the literal text of a code or HTML block whose first line is
    /// line `first` of the text.
    pub(crate) fn unmask<'l>(&self, original: &str, literal: &'l str, first: usize) -> Cow<'l, str> {
        let lines = Lines::new(literal);
        if self.lines.range(first..first + lines.count()).next().is_none() {
            return Cow::Borrowed(literal);
        }
        let line = |number| literal.get(lines.start(number)..lines.start(number + 1)).unwrap_or("");
        let unmasked = |number| self.original_line(original, line(number), first + number - 1);
        Cow::Owned((1..=lines.count()).map(unmasked).collect())
    }

    /// The original of a line that continues a paragraph after all, being indented too far for a break. The links
    /// of its title are masked as in `unlinked`, so that they are links in the paragraph too.
    pub(crate) fn unmask_text(
        &self,
        original: &str,
        unlinked: &str,
        text: &str,
        line: usize,
    ) -> Option<String> {
        let line = self.lines.get(&line).filter(|line| !line.mark.mask().is_empty())?;
        let at = mask_at(text, line.mark.mask())?;
        let before = original.get(line.range.start.checked_sub(at)?..line.title.start)?;
        let behind = original.get(line.title.end..line.range.end)?;
        Some(format!("{before}{}{behind}", unlinked.get(line.title.clone())?))
    }

    /// Whether there are boxes that are items to the parser.
    pub(crate) fn has_items(&self) -> bool {
        self.lines.values().any(|line| line.mark.mask() == ITEM)
    }

    /// What an item is in truth whose empty heading stands on this line.
    pub(crate) fn item(&self, line: usize) -> Option<&Mark<'t>> {
        self.lines.get(&line).map(|line| &line.mark).filter(|mark| mark.mask() == ITEM)
    }

    /// What a block is in truth. Of the items that begin on one line the innermost has the heading of the mask.
    pub(crate) fn item_of(&self, item: Node<'_>) -> Option<&Mark<'t>> {
        let first = item.first_child().filter(|_| matches!(item.data().value, NodeValue::Item(_)))?;
        let is_heading = matches!(first.data().value, NodeValue::Heading(_));
        let line = first.data().sourcepos.start.line;
        self.item(line).filter(|_| is_heading && line == item.data().sourcepos.start.line)
    }

    /// Puts the originals of lines `first` to `last` back into inline text, where their ends are blanks.
    pub(crate) fn unmask_inline<'l>(
        &self,
        original: &str,
        text: Cow<'l, str>,
        first: usize,
        last: usize,
    ) -> Cow<'l, str> {
        if first >= last || self.lines.range(first + 1..=last).next().is_none() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = &*text;
        let masks = self.lines.range(first + 1..=last).map(|(_, line)| line);
        for line in masks.filter(|line| line.mark != Mark::Rest) {
            let Some((before, behind)) = rest.split_once(line.mark.mask()) else { break };
            out.push_str(before);
            out.push_str(original.get(line.range.clone()).unwrap_or(""));
            rest = behind;
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    fn original_line(&self, original: &str, line: &str, number: usize) -> String {
        let masked = self.lines.get(&number);
        let Some((masked, at)) = masked.and_then(|masked| Some((masked, mask_at(line, masked.mark.mask())?)))
        else {
            return line.to_string();
        };
        let blanks = if masked.mark == Mark::Rest { masked.range.len() } else { 0 };
        let indent = line.get(..at.saturating_sub(blanks)).unwrap_or("");
        let end = line.get(line.trim_end_matches(['\n', '\r']).len()..).unwrap_or("");
        format!("{indent}{}{end}", original.get(masked.range.clone()).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, mdx: bool) -> Vec<Mark<'_>> {
        mask(text, &Lines::new(text), mdx, Dialect::default(), BTreeMap::new())
            .lines
            .into_values()
            .map(|line| line.mark)
            .collect()
    }

    #[test]
    fn all_four_spellings_open_a_box() {
        let open = |name, title| Mark::Open { colons: 3, name, title, attributes: "" };
        assert_eq!(
            marks(":::info\n:::info Title\n:::info[Title]\n::: info\n", false),
            [open("info", ""), open("info", "Title"), open("info", "Title"), open("info", ""),]
        );
        assert_eq!(marks("> ::::\n::\n a::: b", false), [Mark::Close { colons: 4 }]);
    }

    #[test]
    fn elements_are_containers_only_where_they_are_mdx() {
        let text = "<div className=\"a\">\n<div>\n</div>\n</div>\n";
        assert_eq!(
            marks(text, false),
            [Mark::OpenElement("<div className=\"a\">"), Mark::CloseElement("div")]
        );
        assert_eq!(marks(text, true).len(), 4);
        assert_eq!(marks("<div>\n</div>\n<img className='x'>\n", false), []);
    }

    #[test]
    fn masking_keeps_every_offset() {
        let text = "ä\n> :::tip Größe\nx\n:::\n";
        let masked = mask(text, &Lines::new(text), false, Dialect::default(), BTreeMap::new());
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.find('x'), text.find('x'));
        assert_eq!(masked.unmask(text, "ä\n___\nx\n", 1), "ä\n:::tip Größe\nx\n");
    }
}
