//! Entries of lists: notes, folders, tags, letters, wanted notes.

use serde::Serialize;

use super::article::{Date, Excerpt};

/// A note or a folder in a list.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Card {
    /// Its title.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// One sentence about it, where there is one.
    pub description: Option<String>,
    /// Of a folder, how many notes lie in it and below; of a landmark of the graph, how many link to it; else 0.
    pub count: usize,
    /// When it was last changed, where the list shows it.
    pub updated: Option<Date>,
}

/// A tag and how often it is used.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagCount {
    /// The tag, without `#`.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How many notes carry it or a tag below it.
    pub count: usize,
}

/// The notes that begin with one letter.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// The id of its section.
    pub id: String,
    /// The notes, in order of their titles.
    pub notes: Vec<IndexEntry>,
}

/// A note in the index.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct IndexEntry {
    /// Its title.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// The title of its folder, to tell notes of one title apart; empty for notes of the first level.
    pub folder: String,
}

/// A note that is linked but not written.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedNote {
    /// The name it is linked by.
    pub name: String,
    /// The id of its entry.
    pub id: String,
    /// The places that link to it.
    pub places: Vec<WantedPlace>,
}

/// A place that links to a wanted note.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedPlace {
    /// The title of the linking note.
    pub title: String,
    /// The sentence around the link.
    pub excerpt: Excerpt,
}
