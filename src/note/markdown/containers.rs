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

use memchr::memmem;

use super::org_blocks::{OrgBlocks, OrgLine};
use crate::note::Dialect;
use crate::text::Lines;

/// Most containers inside each other: browsers stop nesting at 512 elements.
pub(crate) const DEEPEST: usize = 200;

/// A note's text with its container lines masked.
#[derive(Debug)]
pub(crate) struct Masked<'t> {
    /// The text to parse; of the same length as the original.
    pub(crate) text: Cow<'t, str>,
    /// What stands on the masked lines, by line (from 1).
    pub(crate) lines: BTreeMap<usize, Line<'t>>,
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

/// What a container line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark<'t> {
    /// `:::name title`
    Open {
        /// How many colons.
        colons: usize,
        /// The name, as written.
        name: &'t str,
        /// The rest of the line, without the brackets of `[Title]`.
        title: &'t str,
        /// The attribute list behind the title, without its braces.
        attributes: &'t str,
    },
    /// `:::`
    Close {
        /// How many colons.
        colons: usize,
    },
    /// `<div className="x">` alone on a line
    OpenElement(&'t str),
    /// `</div>` alone on a line
    CloseElement(&'t str),
    /// `!!! note "Title"`, `??? note`, `???+ note`, with an indented body
    Admonition {
        /// The type, as written; empty where there is none.
        name: &'t str,
        /// The title; an empty one asks for none.
        title: Option<&'t str>,
        /// Whether it folds, and whether it is open then.
        fold: Option<bool>,
    },
    /// `=== "Label"`, with an indented body
    Tab(&'t str),
    /// What is for the tool alone: `import` and `export` lines and comments of MDX
    Dropped,
    /// `#+BEGIN_SRC` and its end: a fence of code, before its language
    Fence(&'t str),
}

impl<'t> Mark<'t> {
    /// Its title, in which there may be markup.
    fn title(&self) -> &'t str {
        match self {
            Mark::Open { title, .. } | Mark::Tab(title) => title,
            Mark::Admonition { title, .. } => title.unwrap_or(""),
            _ => "",
        }
    }

    /// What the parser reads instead. A list item with an empty heading holds what is indented by four; the
    /// heading keeps lines that are not from joining it.
    fn mask(&self) -> &'static str {
        match self {
            Mark::Admonition { .. } | Mark::Tab(_) => ITEM,
            Mark::Fence(_) => FENCE,
            _ => BREAK,
        }
    }
}

impl<'t> From<OrgLine<'t>> for Mark<'t> {
    /// A box without colons.
    fn from(line: OrgLine<'t>) -> Self {
        match line {
            OrgLine::Begin(name) => Mark::Open { colons: 0, name, title: "", attributes: "" },
            OrgLine::End => Mark::Close { colons: 0 },
            OrgLine::Fence(language) => Mark::Fence(language),
        }
    }
}

const BREAK: &str = "***";
const ITEM: &str = "1)  #";
const FENCE: &str = "~~~~~~";

/// What may stand before a container on its line.
const BEFORE: [char; 3] = [' ', '\t', '>'];

/// Masks the container lines of `text`. `mdx` says that the file is MDX, where Markdown inside any
/// element is Markdown; elsewhere an element is a container only if it is written with `className`.
///
/// `lines` are those of `text`: the parser counts them in the same way. In an outline `#+BEGIN_NOTE` is a box.
pub(crate) fn mask<'t>(text: &'t str, lines: &Lines, mdx: bool, dialect: Dialect) -> Masked<'t> {
    let has = |needle: &[u8]| memmem::find(text.as_bytes(), needle).is_some();
    let elements = mdx || has(b"className=") || has(b"<Tab");
    let indented = has(b"!!! ") || has(b"???") || has(b"===");
    let org = dialect.is_outline() && has(b"#+");
    if !has(b":::") && !elements && !indented && !org {
        return Masked { text: Cow::Borrowed(text), lines: BTreeMap::new(), dialect };
    }
    let org = org.then(|| OrgBlocks::of(text));
    let mut scan = Scan { mdx, elements, org, text, starts: lines, open: Vec::new(), lines: BTreeMap::new() };
    for number in 1..=lines.count() {
        let start = lines.start(number);
        scan.line(number, start, text.get(start..lines.start(number + 1)).unwrap_or(""));
    }
    Masked { text: Cow::Owned(masked(text, &scan.lines)), lines: scan.lines, dialect }
}

/// Where a title stands in the text: it is the last words of its line.
fn title_range(line: &Range<usize>, content: &str, title: &str) -> Range<usize> {
    let at = content.rfind(title).filter(|_| !title.is_empty());
    at.map_or(line.end..line.end, |at| line.start + at..line.start + at + title.len())
}

struct Scan<'t, 'l> {
    mdx: bool,
    elements: bool,
    /// What `#+` begins, where it begins anything.
    org: Option<OrgBlocks>,
    text: &'t str,
    starts: &'l Lines,
    /// The names of the elements that are open: only their closing tags are containers.
    open: Vec<&'t str>,
    lines: BTreeMap<usize, Line<'t>>,
}

impl<'t> Scan<'t, '_> {
    fn line(&mut self, number: usize, start: usize, line: &'t str) {
        let indent = line.len() - line.trim_start_matches(BEFORE).len();
        let content = line.get(indent..).unwrap_or("").trim_end();
        if let Some((org, range)) = self.org.as_ref().and_then(|org| org.line(start + indent, content)) {
            let title = range.end..range.end;
            self.lines.insert(number, Line { mark: org.into(), range, title });
            return;
        }
        let mark = match content.as_bytes().first() {
            Some(b':') => directive(content),
            Some(b'<') if self.elements => self.element(content),
            Some(b'!' | b'?') if self.has_body(number, line, indent) => admonition(content),
            Some(b'=') => tab(content),
            Some(b'i' | b'e') if self.mdx && indent == 0 => module_line(content),
            Some(b'{') if self.mdx => expression_comment(content),
            _ => None,
        };
        if let Some(mark) = mark {
            let range = start + indent..start + indent + content.len();
            let title = title_range(&range, content, mark.title());
            self.lines.insert(number, Line { mark, range, title });
        }
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

    fn element(&mut self, content: &'t str) -> Option<Mark<'t>> {
        if let Some(name) = content.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) {
            let name = name.trim();
            let open = self.open.iter().rposition(|open| *open == name)?;
            self.open.truncate(open);
            return Some(Mark::CloseElement(name));
        }
        let name = opening_tag(content)?;
        let component = name.starts_with(|c: char| c.is_ascii_uppercase());
        if !(self.mdx || component || content.contains("className=")) || self.open.len() >= DEEPEST {
            return None;
        }
        self.open.push(name);
        Some(Mark::OpenElement(content))
    }
}

/// `:::name`, `::: name Title`, `:::name[Title]`, `:::`; at least three colons.
fn directive(content: &str) -> Option<Mark<'_>> {
    let rest = content.trim_start_matches(':');
    let colons = content.len() - rest.len();
    if colons < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Mark::Close { colons });
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    let (name, title) = rest.split_at_checked(end)?;
    let (title, attributes) = listed(title.trim());
    let bracketed = title.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    (!name.is_empty()).then_some(Mark::Open {
        colons,
        name,
        title: bracketed.unwrap_or(title).trim(),
        attributes,
    })
}

/// A title and the attribute list at its end: `{#id .class open no-title key=value}` (VitePress, Docusaurus).
fn listed(title: &str) -> (&str, &str) {
    let is_word =
        |word: &str| word.starts_with(['#', '.']) || word.contains('=') || [OPEN, NO_TITLE].contains(&word);
    let list = title.strip_suffix('}').and_then(|title| title.rsplit_once('{'));
    let list = list.filter(|(_, list)| list.split_whitespace().all(is_word));
    list.map_or((title, ""), |(title, list)| (title.trim(), list))
}

/// What VitePress writes behind a box that is open at first, and behind one without a title.
pub(super) const OPEN: &str = "open";
pub(super) const NO_TITLE: &str = "no-title";

/// Most blank lines before the body of an admonition.
const MOST_BLANK: usize = 3;

/// How far white space indents, a tab to the next multiple of four.
pub(super) fn width(lead: &str) -> usize {
    lead.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 })
}

/// `!!! note "Title"`, `??? note`, `???+ "Title"` (MkDocs).
fn admonition(content: &str) -> Option<Mark<'_>> {
    let (fold, rest) = match content.strip_prefix("!!!") {
        Some(rest) => (None, rest),
        None => {
            let rest = content.strip_prefix("???")?;
            rest.strip_prefix('+').map_or((Some(false), rest), |rest| (Some(true), rest))
        }
    };
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let named = rest.starts_with(' ') && words.split_whitespace().all(is_word);
    let name = words.split_whitespace().next().unwrap_or("");
    (named && (!name.is_empty() || title.is_some())).then_some(Mark::Admonition { name, title, fold })
}

/// `=== "Label"`, and with `!` or `+` behind the signs (MkDocs).
fn tab(content: &str) -> Option<Mark<'_>> {
    let rest = content.strip_prefix("===")?;
    let label = rest.trim_start_matches(['!', '+']).strip_prefix(' ')?.trim().strip_prefix('"')?;
    label.strip_suffix('"').map(Mark::Tab)
}

/// A line of a module: never evaluated, and for nobody to read.
fn module_line(content: &str) -> Option<Mark<'_>> {
    let imports =
        content.starts_with("import ") && (content.contains(" from ") || content.contains(['"', '\'']));
    let exports = content.starts_with("export const ") || content.starts_with("export default ");
    (imports || (exports && content.ends_with([';', ')', '}']))).then_some(Mark::Dropped)
}

/// `{/* a comment */}` alone on a line.
fn expression_comment(content: &str) -> Option<Mark<'_>> {
    (content.starts_with("{/*") && content.ends_with("*/}")).then_some(Mark::Dropped)
}

/// The name of the element if the line is nothing but one opening tag.
fn opening_tag(content: &str) -> Option<&str> {
    let inner = content.strip_prefix('<')?.strip_suffix('>')?;
    if inner.ends_with('/') || inner.contains(['<', '>']) {
        return None;
    }
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    let name = inner.get(..end)?;
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && !VOID.contains(&name)).then_some(name)
}

/// Elements without a closing tag, and those whose content is not Markdown.
const VOID: &[&str] =
    &["img", "br", "hr", "input", "meta", "link", "pre", "script", "style", "textarea", "plaintext"];

/// `text` with `***` and spaces in place of each masked line: a thematic break needs three bytes, and
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

    /// The original of a line that continues a paragraph after all, being indented too far for a break.
    pub(crate) fn unmask_text(&self, original: &'t str, text: &str, line: usize) -> Option<&'t str> {
        let line = self.lines.get(&line).filter(|line| text.starts_with(line.mark.mask()))?;
        original.get(line.range.clone())
    }

    /// Whether there are boxes that are items to the parser.
    pub(crate) fn has_items(&self) -> bool {
        self.lines.values().any(|line| line.mark.mask() == ITEM)
    }

    /// What an item that begins on this line is in truth.
    pub(crate) fn item(&self, line: usize) -> Option<&Mark<'t>> {
        self.lines.get(&line).map(|line| &line.mark).filter(|mark| mark.mask() == ITEM)
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
        for line in self.lines.range(first + 1..=last).map(|(_, line)| line) {
            let Some((before, behind)) = rest.split_once(line.mark.mask()) else { break };
            out.push_str(before);
            out.push_str(original.get(line.range.clone()).unwrap_or(""));
            rest = behind;
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    fn original_line(&self, original: &str, line: &str, number: usize) -> String {
        let content = line.trim_start_matches(BEFORE);
        let masked = self.lines.get(&number).filter(|line| content.starts_with(line.mark.mask()));
        let Some(masked) = masked else {
            return line.to_string();
        };
        let indent = line.get(..line.len() - content.len()).unwrap_or("");
        let end = line.get(line.trim_end_matches(['\n', '\r']).len()..).unwrap_or("");
        format!("{indent}{}{end}", original.get(masked.range.clone()).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, mdx: bool) -> Vec<Mark<'_>> {
        mask(text, &Lines::new(text), mdx, Dialect::default())
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
        let masked = mask(text, &Lines::new(text), false, Dialect::default());
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.find('x'), text.find('x'));
        assert_eq!(masked.unmask(text, "ä\n***\nx\n", 1), "ä\n:::tip Größe\nx\n");
    }
}
