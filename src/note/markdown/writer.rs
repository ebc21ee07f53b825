//! The writer: the state of the walk over a note, and what every construct asks of it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use comrak::Node;
use comrak::nodes::{LineColumn, NodeShortCode, NodeValue, Sourcepos};

use super::Body;
use super::containers::Masked;
use super::heading_id::HeadingIds;
use super::passage::Passage;
use super::plain::PlainText;
use super::sink::Sink;
use super::state::{
    Elements, Footnotes, OpenBlock, OpenContainer, OpenLink, OpenSection, Paragraph, TableState, Tabs, Term,
    Titles,
};
use super::wiki::WikiLinks;
use crate::note::front::FrontMatter;
use crate::note::{Dialect, HeadingId, Piece};
use crate::text::{Lines, Source, Span};

/// Writes one note. The fields are the state of the walk; each construct's own file writes it.
pub(super) struct Writer<'a> {
    pub(super) source: &'a Source,
    /// Where the text begins in the file.
    offset: usize,
    pub(super) text: &'a str,
    pub(super) lines: Lines,
    pub(super) masked: &'a Masked<'a>,
    pub(super) wiki: &'a WikiLinks<'a>,
    pub(super) titles: &'a Titles<'a>,
    /// The text with its titles and without its wiki links.
    pub(super) unlinked: &'a str,
    pub(super) front: &'a FrontMatter,
    pub(super) dialect: Dialect,
    /// What the note results in, but for its pieces, which `out` collects.
    pub(super) body: Body,
    pub(super) out: Sink,
    /// The block that was entered last; none in the tag of an element that holds Markdown.
    pub(super) block: Option<Node<'a>>,
    /// A heading that follows raw HTML, with the id it will have.
    pub(super) coming: Option<(Node<'a>, String)>,
    pub(super) ids: HeadingIds,
    pub(super) passage: Passage,
    /// Containers that are open, innermost last.
    pub(super) containers: Vec<OpenContainer<'a>>,
    /// Sections that are open, innermost last.
    pub(super) sections: Vec<OpenSection<'a>>,
    /// Blocks with a name that are open, innermost last.
    pub(super) open_blocks: Vec<OpenBlock<'a>>,
    /// Where the block at the top level of the text begins that is being written, where parts are cut.
    pub(super) top: Option<u32>,
    /// Whether the lines of the paragraph so far are all hidden.
    pub(super) hidden_lines: bool,
    /// Whether the paragraph has properties in it.
    pub(super) has_properties: bool,
    /// Where the text begins that is being written.
    pub(super) text_at: LineColumn,
    /// Up to where in the text tags have been found.
    pub(super) tags_until: usize,
    /// What reads like a tag and is none; made when the first tag is met.
    pub(super) escaped_tags: OnceCell<BTreeSet<String>>,
    /// The terms of definition lists.
    pub(super) terms: Vec<Term>,
    /// Whether there may be attribute lists.
    pub(super) has_lists: bool,
    /// Whether any block may have a name.
    pub(super) has_block_ids: bool,
    pub(super) footnotes: Footnotes,
    pub(super) table: TableState,
    pub(super) tabs: Tabs<'a>,
    pub(super) elements: Elements,
    /// Whether the lists that are open have masks among their items.
    pub(super) mixed_lists: Vec<bool>,
    /// Depth of nodes whose children are not written (the text of an image is its attribute).
    pub(super) muted: usize,
    /// The paragraph that is being written.
    pub(super) paragraph: Paragraph,
    /// Blocks to follow the paragraph or heading that is being written.
    pub(super) deferred: Vec<Piece>,
    /// Links whose label is being written.
    pub(super) open_links: Vec<OpenLink>,
    /// Whether the walk is in a first line that became the title.
    pub(super) skips_first_line: bool,
    /// Whether the text is plain: the first line may be the title.
    pub(super) plain: Option<PlainText>,
    /// Where the HTML of the heading or the line begins that became the title.
    pub(super) title_mark: usize,
    /// Whether the first heading of level 1 has been seen.
    pub(super) titled: bool,
    /// The level of the heading before; that of the title of the front matter is 1.
    pub(super) level: Option<u8>,
}

/// A note's text before it is written, and what was masked in it.
pub(super) struct Read<'a> {
    pub(super) source: &'a Source,
    /// Where the text begins in the file.
    pub(super) offset: usize,
    pub(super) text: &'a str,
    pub(super) lines: Lines,
    pub(super) masked: &'a Masked<'a>,
    pub(super) wiki: &'a WikiLinks<'a>,
    pub(super) titles: &'a Titles<'a>,
    pub(super) unlinked: &'a str,
}

impl<'a> Writer<'a> {
    pub(super) fn new(read: Read<'a>, front: &'a FrontMatter, dialect: Dialect) -> Self {
        let Read { source, offset, text, lines, masked, wiki, titles, unlinked } = read;
        Writer {
            source,
            offset,
            text,
            lines,
            masked,
            wiki,
            titles,
            unlinked,
            front,
            dialect,
            body: Body::default(),
            out: Sink::default(),
            block: None,
            coming: None,
            ids: HeadingIds::default(),
            passage: Passage::default(),
            containers: Vec::new(),
            sections: Vec::new(),
            open_blocks: Vec::new(),
            top: None,
            hidden_lines: false,
            has_properties: false,
            text_at: LineColumn { line: 1, column: 1 },
            tags_until: 0,
            escaped_tags: OnceCell::new(),
            terms: Vec::new(),
            has_lists: text.contains('{'),
            has_block_ids: text.contains('^') || dialect.is_outline(),
            footnotes: Footnotes::default(),
            table: TableState::default(),
            tabs: Tabs::default(),
            elements: Elements::default(),
            mixed_lists: Vec::new(),
            muted: 0,
            paragraph: Paragraph::default(),
            deferred: Vec::new(),
            open_links: Vec::new(),
            skips_first_line: false,
            plain: None,
            title_mark: 0,
            titled: false,
            level: front.title.as_ref().map(|_| 1),
        }
    }

    /// The bytes of a node in the file.
    pub(super) fn span(&self, pos: Sourcepos) -> Span {
        let start = self.place(pos.start.line, pos.start.column);
        let end = self.place(pos.end.line, pos.end.column + 1).max(start);
        self.file_span(start, end)
    }

    /// The offset in the text of a place that comrak tells. Inside an inline footnote it counts from the
    /// beginning of that.
    pub(super) fn place(&self, line: usize, column: usize) -> usize {
        match self.footnotes.origin {
            Some(origin) if line == 1 => origin + column.saturating_sub(1),
            Some(origin) => self.lines.start(self.lines.line_of(origin) + line - 1),
            None => self.lines.offset(line, column),
        }
    }

    /// The span in the file of a range of the text, moved out to character boundaries.
    pub(super) fn file_span(&self, start: usize, end: usize) -> Span {
        let start = self.text.floor_char_boundary(start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(end.min(self.text.len()));
        Span::new(start..end).shifted(self.offset)
    }

    /// Whether the note is MDX.
    pub(super) fn is_mdx(&self) -> bool {
        super::is_mdx(self.source)
    }

    /// The first line of a node: from where it begins, behind the marks of the blocks around it.
    pub(super) fn line_span(&self, pos: Sourcepos) -> Span {
        let start = self.lines.offset(pos.start.line, pos.start.column);
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.split(['\n', '\r']).next().unwrap_or("");
        let indent = line.len() - line.trim_start().len();
        self.file_span(start + indent, start + line.trim_end().len().max(indent))
    }

    /// The white space and quote marks a line begins with.
    pub(super) fn line_indent(&self, line: usize) -> &'a str {
        let rest = self.text.get(self.lines.start(line)..).unwrap_or("");
        let length = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        rest.get(..length).unwrap_or("")
    }

    /// The heading the walk stands under; in a footnote that of its first reference.
    pub(super) fn current_heading(&self) -> Option<HeadingId> {
        self.footnotes.heading.unwrap_or_else(|| self.last_heading())
    }

    pub(super) fn last_heading(&self) -> Option<HeadingId> {
        self.body.headings.len().checked_sub(1).map(|index| HeadingId(index as u32))
    }

    /// Ends the current passage: its links get their sentences.
    pub(super) fn end_passage(&mut self) -> String {
        self.passage.finish(&mut self.body.links)
    }

    /// The text of a node and all below it, as a reader would say it.
    pub(super) fn plain_text(&self, node: Node<'_>) -> String {
        self.text_of(node, |emoji| &emoji.emoji, true)
    }

    /// The text of a heading that its id is made of: GitHub makes it of `:smile:` before that is a picture, and
    /// leaves out what could be a tag.
    pub(super) fn id_text(&self, node: Node<'_>) -> String {
        self.text_of(node, |emoji| &emoji.code, false)
    }

    fn text_of(&self, node: Node<'_>, emoji: impl Fn(&NodeShortCode) -> &str, generics: bool) -> String {
        let mut out = String::new();
        for below in node.descendants() {
            match &below.data().value {
                NodeValue::Text(text) => out.push_str(&self.wiki.shown(&self.without_lists(below, text))),
                NodeValue::Code(code) => out.push_str(&self.wiki.restore(&code.literal)),
                NodeValue::Math(math) => out.push_str(&self.wiki.restore(&math.literal)),
                NodeValue::ShortCode(code) => out.push_str(emoji(code)),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
                NodeValue::HtmlInline(tag) if generics && self.is_generic(tag) => {
                    out.push_str(&self.wiki.restore(tag));
                }
                _ => {}
            }
        }
        out
    }
}
