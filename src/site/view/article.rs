//! A note: its text, and what belongs to it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Link;
use crate::note;
use crate::text::data::Value;

/// The text of a note with all that belongs to it.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Article {
    /// The heading, as HTML; the text does not repeat it.
    pub heading: String,
    /// One sentence about the note, where its front matter says one.
    pub lede: Option<String>,
    /// The text, as HTML.
    pub body: String,
    /// The headings of the text, as a tree.
    pub contents: Vec<ContentsEntry>,
    /// Its tags.
    pub tags: Vec<Link>,
    /// The kinds of manifest that it explains.
    pub kinds: Vec<String>,
    /// When it was last changed, where that is known.
    pub updated: Option<Date>,
    /// Where its source can be edited, where `edit_url` is configured.
    pub edit: Option<String>,
    /// The notes whose text links here.
    pub backlinks: Vec<BacklinkGroup>,
    /// The notes whose manifests are of a kind explained here.
    pub manifests: Vec<BacklinkGroup>,
    /// How many notes these two name, each once.
    pub backlink_count: usize,
    /// The notes whose text names this one without a link to it, those that do so most often first: at most 20, each
    /// with the sentence in which it does so first.
    pub mentions: Vec<BacklinkGroup>,
    /// How many notes do so.
    pub mention_count: usize,
    /// What it is at a glance, where it speaks for kinds and is not the home page.
    pub glance: Option<Glance>,
    /// The picture of the notes around it, where there are any.
    pub neighbourhood: Option<Neighbourhood>,
    /// The keys of its front matter that Rutter does not know, each with its value.
    pub front: BTreeMap<String, Value>,
}

/// A note that speaks for kinds of objects, at a glance.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Glance {
    /// Its description, where the text does not begin with the same words.
    pub lede: Option<String>,
    /// The kinds.
    pub kinds: Vec<GlanceKind>,
    /// The concept notes that most links join with it; at most eight.
    pub related: Vec<Link>,
    /// The notes whose manifests are of these kinds; at most six.
    pub uses: Vec<GlanceUse>,
    /// How many notes more there are.
    pub more: usize,
}

/// A kind of objects.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct GlanceKind {
    /// Its name.
    pub kind: String,
    /// The API versions that manifests of the vault say; at most three.
    pub versions: Vec<String>,
}

/// A note whose manifests are of a kind.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct GlanceUse {
    /// Its title.
    pub title: String,
    /// Where it is: the page, with the heading of the first place.
    pub href: String,
    /// The first objects that have names, as `Service/cart`; at most two.
    pub objects: Vec<String>,
}

/// One heading of a text, for a list of contents.
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
    /// The places that link, in the order of the note.
    pub places: Vec<Excerpt>,
}

/// The sentence around a link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Excerpt {
    /// The heading it stands under; empty at the top of a note.
    pub heading: String,
    /// Where it is: the page, with its heading.
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
    /// Its height in pixels.
    pub height: usize,
    /// Where the note itself is, in pixels from the top; across it is in the middle.
    pub center: usize,
    /// The lines of the picture, those that lie behind first.
    pub lines: Vec<NeighbourLine>,
    /// The notes of the picture, those that link to it first.
    pub notes: Vec<Neighbour>,
    /// How many notes link to it.
    pub linked_from: usize,
    /// How many notes it links to.
    pub links_to: usize,
    /// How many of these notes are not drawn.
    pub hidden: usize,
}

/// A note of the picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Neighbour {
    /// Its title, cut to what there is room for.
    pub label: String,
    /// Its whole title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Where it is across, in per cent of the width.
    pub x: String,
    /// Where it is down, in pixels from the top.
    pub y: usize,
    /// Whether it is right of the middle.
    pub right: bool,
}

/// A line of the picture: one link, or one in each direction.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NeighbourLine {
    /// `spoke` to the note itself, `both` where both link to each other, `chord` between two notes around.
    pub kind: &'static str,
    /// Where it begins across, in per cent of the width.
    pub x1: String,
    /// Where it begins down, in pixels from the top.
    pub y1: usize,
    /// Where it ends across, in per cent of the width.
    pub x2: String,
    /// Where it ends down, in pixels from the top.
    pub y2: usize,
}
