//! A note as its page shows it: the text, and what belongs to it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Link;
use crate::note;
use crate::text::data::Value;

/// The text of a note with all that belongs to it.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Article {
    /// The heading of the page, as HTML (inline code is kept); stands on the page once.
    pub heading: String,
    /// One sentence about the note, where its front matter says one.
    pub lede: Option<String>,
    /// The text, as HTML.
    pub body: String,
    /// The headings of the text.
    pub contents: Vec<ContentsEntry>,
    /// Its tags.
    pub tags: Vec<Link>,
    /// The kinds of manifest it explains.
    pub kinds: Vec<String>,
    /// When it was last changed, where that is known.
    pub updated: Option<Date>,
    /// Where its source can be edited, where `edit_url` is configured.
    pub edit: Option<String>,
    /// The notes whose text links here.
    pub backlinks: Vec<BacklinkGroup>,
    /// The notes whose manifests are of a kind explained here.
    pub manifests: Vec<BacklinkGroup>,
    /// How many places link here, manifests included.
    pub backlink_count: usize,
    /// The notes around it, where there are any.
    pub neighbourhood: Option<Neighbourhood>,
    /// The front matter keys Rutter does not know, for templates of your own.
    pub front: BTreeMap<String, Value>,
}

/// One heading in the list of contents.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct ContentsEntry {
    /// The id of the heading on the page.
    pub id: String,
    /// Its text, as HTML without links.
    pub label: String,
    /// The headings below it.
    pub children: Vec<ContentsEntry>,
}

/// A day.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Date {
    /// RFC 3339: `2026-11-21`.
    pub iso: String,
    /// The same for people: `21 November 2026`.
    pub text: String,
}

impl From<note::Date> for Date {
    fn from(date: note::Date) -> Self {
        Date { iso: date.to_string(), text: date.text() }
    }
}

/// The places of one note that link to a page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct BacklinkGroup {
    /// The title of the linking note.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// The linking places.
    pub places: Vec<Excerpt>,
}

/// The sentence around a link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Excerpt {
    /// The heading it stands under; empty at the top of a note.
    pub heading: String,
    /// Where it is: the page and the heading.
    pub href: String,
    /// The text before the link.
    pub before: String,
    /// The link's own text.
    pub label: String,
    /// The text after it.
    pub after: String,
}

/// The notes that one note is linked with, as a picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Neighbourhood {
    /// Its height in pixels; all `y` are pixels from the top, all `x` are per cent of the width.
    pub height: usize,
    /// Where the note itself is, down; across it is in the middle.
    pub center: usize,
    /// The links, those that lie behind first.
    pub lines: Vec<NeighbourLine>,
    /// The notes around, those on the left first.
    pub notes: Vec<Neighbour>,
    /// How many notes link to it.
    pub linked_from: usize,
    /// How many notes it links to.
    pub links_to: usize,
    /// How many of them are not drawn.
    pub hidden: usize,
}

/// A note of the picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Neighbour {
    /// Its title, cut to what has room.
    pub label: String,
    /// Its whole title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Across.
    pub x: String,
    /// Down.
    pub y: usize,
    /// Whether it stands right of the middle.
    pub right: bool,
}

/// A link of the picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NeighbourLine {
    /// `spoke` to the note itself, `both` where both link to each other, `chord` between two notes around.
    pub kind: &'static str,
    /// Across, at its start.
    pub x1: String,
    /// Down, at its start.
    pub y1: usize,
    /// Across, at its end.
    pub x2: String,
    /// Down, at its end.
    pub y2: usize,
}
