//! What the walk remembers from node to node: what is open, and where it stands in it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use comrak::Node;
use comrak::nodes::TableAlignment;

use super::container_lines::Mark;
use super::sink::Position;
use crate::note::{BlockId, HeadingId, LinkId};
use crate::text::Span;

/// A container whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenContainer<'a> {
    /// What opened it.
    pub(super) mark: Mark<'a>,
    /// Where it stands, for the problem when its end never comes.
    pub(super) at: Span,
    /// The block it stands in: it ends there at the latest.
    pub(super) parent: Node<'a>,
    /// How many elements of raw HTML were open around it.
    pub(super) elements: usize,
    /// What closes it.
    pub(super) end: Cow<'static, str>,
}

/// A link whose label is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenLink {
    /// It leads nowhere: only its text is published.
    Text,
    /// It leaves the site.
    External,
    /// It is a hole; its label begins here in the passage.
    Hole(LinkId, usize),
}

/// The paragraph that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Paragraph {
    /// It has no tags of its own.
    #[default]
    Bare,
    /// Its tag is written; its text begins here.
    Open(Position),
    /// A block stands in the middle of it: what follows begins another.
    Closed,
}

/// A section whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenSection<'a> {
    pub(super) heading: HeadingId,
    pub(super) level: u8,
    /// The block it stands in.
    pub(super) parent: Node<'a>,
    /// How many containers were open around it.
    pub(super) containers: usize,
}

/// A block with a name whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenBlock<'a> {
    pub(super) block: BlockId,
    pub(super) node: Node<'a>,
}

/// The titles with markup, by the number of their line: paragraphs that are titles of a callout.
pub(super) type Titles<'a> = BTreeMap<usize, Node<'a>>;

/// A term of a definition list, which gets its id when all headings have theirs.
#[derive(Debug)]
pub(super) struct Term {
    /// The hole for the id, by its number among the pieces.
    pub(super) piece: usize,
    pub(super) text: String,
}

/// Where in a table the walk is.
#[derive(Debug, Default)]
pub(super) struct TableState {
    pub(super) alignments: Vec<TableAlignment>,
    pub(super) column: usize,
    pub(super) header: bool,
    /// Whether a cell is being written.
    pub(super) in_cell: bool,
}

/// The sets of tabs of a note.
#[derive(Debug, Default)]
pub(super) struct Tabs<'a> {
    /// How many there are so far.
    pub(super) made: u32,
    /// Those that are open, innermost last.
    pub(super) open: Vec<OpenTabs<'a>>,
}

/// A set of tabs that is being written.
#[derive(Debug)]
pub(super) struct OpenTabs<'a> {
    /// Its number.
    pub(super) set: u32,
    /// How many tabs it has so far.
    pub(super) count: u32,
    /// Which is chosen, from 1.
    pub(super) chosen: u32,
    /// The labels of its tabs by their values, where it says them.
    pub(super) labels: Vec<(&'a str, &'a str)>,
}

/// The elements of raw HTML that are open.
#[derive(Debug, Default)]
pub(super) struct Elements {
    pub(super) open: Vec<(String, Span)>,
    /// How many were open where each block began that is being written.
    pub(super) floors: Vec<usize>,
    /// How many of each name are open.
    pub(super) counts: BTreeMap<String, usize>,
    /// The names of the elements that are ended anywhere in the note; made when one asks.
    pub(super) ends: OnceCell<BTreeSet<String>>,
}

/// Which footnote the walk is in.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    pub(super) number: u32,
    /// How many pieces stand before the first.
    pub(super) start: Option<u32>,
    /// Where in the text an inline footnote begins that is being written.
    pub(super) origin: Option<usize>,
    /// Where the inline footnotes begin, by their names.
    pub(super) origins: BTreeMap<String, usize>,
    /// The headings under which footnotes are referred to first, by their names.
    pub(super) headings: BTreeMap<String, Option<HeadingId>>,
    /// The heading of the footnote that is being written.
    pub(super) heading: Option<Option<HeadingId>>,
    /// Whether the way back has been written for the current footnote.
    pub(super) returned: bool,
}
