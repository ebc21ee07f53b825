//! Markdown → HTML with holes.
//!
//! comrak parses; the HTML is written here, in one walk over the tree that keeps nothing on the stack of
//! the thread, so a note nested 100,000 deep is a slow page and not a crash.

mod attributes;
mod block_ids;
mod blocks;
mod boxes;
mod brackets;
mod callout_kinds;
mod callouts;
mod code;
mod code_marks;
mod container_lines;
mod containers;
mod contents;
mod dedent;
mod element_names;
mod elements;
mod fences;
mod footnotes;
mod formulas;
mod hashtags;
mod heading_id;
mod headings;
mod hidden_lines;
mod holders;
mod html;
mod inert;
mod info;
mod inlines;
mod jsx;
mod jsx_attributes;
mod jsx_fragments;
mod jsx_values;
mod keys;
mod lazy;
mod links;
mod listed;
pub(super) mod listing;
mod lists;
mod literal;
mod macros;
mod masked;
mod math;
mod mdx;
mod nested;
mod open_elements;
mod org_blocks;
mod outline;
mod passage;
mod plain;
mod recount;
mod respell;
mod room;
mod sections;
mod sink;
mod srcset;
mod state;
mod tables;
mod tabs;
mod tags;
mod tasks;
mod titles;
mod unfinished;
mod untrusted;
mod walk;
mod wiki;
mod wiki_parts;
mod wiki_text;
mod writer;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, parse_document};
use container_lines::Mark;
use containers::Masked;
use dedent::Indents;
pub(super) use inert::inert;
use masked::{Kind, Mask};
use mdx::Mdx;
pub(super) use passage::around;
pub use respell::Respeller;
use state::Titles;
use wiki::WikiLinks;
pub(super) use wiki_text::trail_of;
use writer::{Read, Writer};

use super::front::FrontMatter;
use super::{Block, Dialect, External, Heading, Link, Piece, Unwritten, problem};
use crate::kube::Manifest;
use crate::text::{Lines, Problem, Source, Span};

/// What the text of a note results in.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) pieces: Vec<Piece>,
    /// The heading that became the title, without its tags.
    pub(super) title: Vec<Piece>,
    pub(super) headings: Vec<Heading>,
    pub(super) ids: Vec<Box<str>>,
    pub(super) blocks: Vec<Block>,
    /// How many pieces stand before the footnotes.
    pub(super) text_end: u32,
    pub(super) links: Vec<Link>,
    /// The Markdown links without a target.
    pub(super) empty: Vec<Unwritten>,
    /// The links that lead to other sites.
    pub(super) external: Vec<External>,
    /// The tags in the text, in order.
    pub(super) tags: Vec<String>,
    pub(super) manifests: Vec<Manifest>,
    pub(super) problems: Vec<Problem>,
    /// The first paragraph as plain text.
    pub(super) summary: String,
    /// The first line of a plain text, where it is short enough to be a title.
    pub(super) first_line: Option<String>,
    /// Where comments stand and what else no page shows.
    pub(super) hidden: Vec<Span>,
}

impl Body {
    /// The links without a target, which then are no problems.
    pub(super) fn take_empty(&mut self) -> Vec<Unwritten> {
        let empty = std::mem::take(&mut self.empty);
        let spans: BTreeSet<(u32, u32)> = empty.iter().map(|link| (link.span.start, link.span.end)).collect();
        let is_one = |problem: &Problem| {
            let place = problem.place.span.map(|span| (span.start, span.end));
            problem.id == problem::EMPTY_LINK && place.is_some_and(|place| spans.contains(&place))
        };
        self.problems.retain(|problem| !is_one(problem));
        empty
    }
}

/// Compiles the text of `source` from byte `offset` on.
pub(super) fn compile(source: &Source, offset: usize, front: &FrontMatter, dialect: Dialect) -> Body {
    let text = &*without_controls(source.text.get(offset..).unwrap_or(""));
    let text = &*if dialect.is_outline() { outline::aligned(text) } else { Cow::Borrowed(text) };
    let mdx = is_mdx(source);
    let text = &*if mdx { jsx_fragments::without_fragments(text) } else { Cow::Borrowed(text) };
    let text = jsx_values::as_html(text, mdx);
    let text = &*if mdx { jsx_attributes::without_code(text) } else { text };
    let lines = Lines::new(text);
    let ready = Ready::of(text, &lines, mdx, dialect);
    let masked = &ready.masked;
    let arena = Arena::new();
    let Parsed { root, wiki, titles, unlinked } = parse(&arena, text, &ready, &lines);
    lazy::part(&arena, root, text, &lines, masked);
    callouts::flatten_titles(&arena, root, text, &lines);
    formulas::join(&arena, root, text, &lines);
    footnotes::gather(root);
    if dialect.is_outline() {
        outline::tighten(root);
    }
    let plain = plain::read(root, text).filter(|_| !dialect.is_outline());
    let read =
        Read { source, offset, text, lines, masked, wiki: &wiki, titles: &titles, unlinked: &unlinked };
    let mut body = Writer::new(read, front, dialect).write(root, plain);
    body.hidden.extend(ready.dropped().map(|range| Span::new(range).shifted(offset)));
    body
}

/// Whether a note is MDX.
fn is_mdx(source: &Source) -> bool {
    source.path.extension().eq_ignore_ascii_case("mdx")
}

/// A text ready for the parser.
struct Ready<'t> {
    masked: Masked<'t>,
    /// The comments of MDX inside of lines.
    comments: Vec<Mask>,
    indents: Indents,
}

impl<'t> Ready<'t> {
    fn of(text: &'t str, lines: &Lines, mdx: bool, dialect: Dialect) -> Self {
        let Mdx { lines: known, comments } = mdx::read(text, lines, mdx);
        let masked = containers::mask(text, lines, mdx, dialect, known);
        let is_apart = |link: &Mask| {
            let line = masked.lines.get(&lines.line_of(link.range.start));
            line.is_none_or(|line| line.title.contains(&link.range.start))
        };
        let comments = comments.into_iter().filter(is_apart).collect();
        let indents = Indents::of(text, lines, mdx, &masked.lines);
        Ready { masked, comments, indents }
    }

    /// What MDX has that is shown nowhere: modules and comments, with the lines they go on over.
    fn dropped(&self) -> impl Iterator<Item = Range<usize>> {
        let mut is_dropped = false;
        let lines = self.masked.lines.values().filter(move |line| {
            is_dropped =
                matches!(line.mark, Mark::Dropped) || (is_dropped && matches!(line.mark, Mark::Rest));
            is_dropped
        });
        let comments = self.comments.iter().filter(|mask| mask.kind == Kind::Hidden);
        lines.map(|line| line.range.clone()).chain(comments.map(|mask| mask.range.clone()))
    }
}

/// What the parser makes of a text.
struct Parsed<'a, 't> {
    root: Node<'a>,
    wiki: WikiLinks<'t>,
    titles: Titles<'a>,
    /// The text with its titles and without its wiki links.
    unlinked: String,
}

/// The tree of a text, whose wiki links are masked, and what they are. Where a formula swallows the beginning of
/// code, the text is parsed again without the dollar sign that began it.
fn parse<'a, 't>(arena: &'a Arena<'a>, text: &'t str, ready: &Ready<'_>, lines: &Lines) -> Parsed<'a, 't> {
    let mut dollars = ready.comments.clone();
    let mut parsed = parse_comments(arena, text, ready, lines, &dollars);
    for _ in 0..MOST_PARSES {
        let found = math::dollars_before_code(parsed.root, text, lines);
        if found.is_empty() {
            break;
        }
        dollars.extend(found);
        parsed = parse_comments(arena, text, ready, lines, &dollars);
    }
    parsed
}

/// How often a text is parsed anew: behind one dollar sign that is none another may be.
const MOST_PARSES: usize = 2;

/// A comment that is never closed would swallow the rest: then the text is parsed again without its opening.
fn parse_comments<'a, 't>(
    arena: &'a Arena<'a>,
    text: &'t str,
    ready: &Ready<'_>,
    lines: &Lines,
    dollars: &[Mask],
) -> Parsed<'a, 't> {
    let parsed = parse_without(arena, text, ready, dollars, &options(&ready.masked.text));
    let Some(range) = unclosed_comment(parsed.root, lines) else { return parsed };
    let opening = [Mask { kind: Kind::Comment, range }];
    let misread = [&opening, dollars].concat();
    let parsed = parse_without(arena, text, ready, &misread, &options(&ready.masked.text));
    if unclosed_comment(parsed.root, lines).is_none() {
        return parsed;
    }
    // What closed another comment opens one now: in such a note none is taken for one.
    let mut options = options(&ready.masked.text);
    options.extension.ofm_comments = false;
    parse_without(arena, text, ready, &misread, &options)
}

/// The tree of a text without its wiki links and without what would be misread.
fn parse_without<'a, 't>(
    arena: &'a Arena<'a>,
    text: &'t str,
    ready: &Ready<'_>,
    misread: &[Mask],
    options: &Options<'_>,
) -> Parsed<'a, 't> {
    let masked = &ready.masked;
    let (unlinked, wiki) = wiki::mask(text, &masked.with_titles(text), misread, masked.dialect);
    let text = ready.indents.without(masked.without_titles(&unlinked));
    let root = parse_document(arena, &text, options);
    recount::recount(root, &text);
    ready.indents.counted(root);
    let titles = titles::read(arena, masked, &unlinked, options);
    Parsed { root, wiki, titles, unlinked }
}

/// Where a `%%` opens that is never closed: comrak takes the rest of the note for its comment.
fn unclosed_comment(root: Node<'_>, lines: &Lines) -> Option<Range<usize>> {
    let open = |node: &Node<'_>| match &node.data().value {
        NodeValue::MultilineComment(comment) => !comment.closed,
        _ => false,
    };
    let at = root.descendants().find(open)?.data().sourcepos.start;
    let start = lines.offset(at.line, at.column);
    Some(start..start + "%%".len())
}

/// Control characters, which mean nothing in a note and may not stand in HTML or XML, as blanks: as many as they
/// have bytes.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let of_one_byte = |c: char| c.is_ascii() && is_control(c);
    Cow::Owned(text.replace(of_one_byte, " ").replace(is_control, "  "))
}

/// The extensions of dialects.md that comrak knows. Containers and front matter are read by our own
/// code, which says why.
fn options(text: &str) -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.footnotes = true;
    extension.inline_footnotes = !footnotes::starve(text);
    extension.description_lists = true;
    extension.ofm_callouts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.shortcodes = true;
    extension.ofm_comments = true;
    extension.cjk_friendly_emphasis = true;
    extension.highlight = true;
    options.parse.relaxed_tasklist_matching = true;
    options.parse.leave_footnote_definitions = true;
    options
}
