//! Pages that people read: one for each template.

use serde::Serialize;

use super::article::Article;
use super::frame::{Frame, Link};
use super::listings::{Card, Letter, TagCount, WantedNote};

/// `home.html`: the first page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct HomeView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The note that is the home page, where there is one.
    pub article: Option<Article>,
    /// The folders of the first level.
    pub folders: Vec<Card>,
    /// The notes of the first level.
    pub notes: Vec<Card>,
    /// The notes changed last, newest first; at most eight, and empty where no dates are known.
    pub recent: Vec<Card>,
    /// How many notes the site has.
    pub note_count: usize,
    /// How many notes each of its notes links to, added up: several links from one note to another are one.
    pub link_count: usize,
}

/// `note.html`: a note that does not speak for a folder.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NoteView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The note.
    pub article: Article,
    /// The note before it in its folder.
    pub previous: Option<Link>,
    /// The note after it in its folder.
    pub next: Option<Link>,
}

/// `folder.html`: a folder, with its own note where it has one.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct FolderView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The folder's own note, where there is one.
    pub article: Option<Article>,
    /// The folders in it.
    pub folders: Vec<Card>,
    /// The notes in it.
    pub notes: Vec<Card>,
}

/// `tag.html`: the notes with one tag.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The tag, without `#`.
    pub tag: String,
    /// The notes that carry it or a tag below it.
    pub notes: Vec<Card>,
    /// The tags directly below it (`a/b` is below `a`).
    pub children: Vec<TagCount>,
}

/// `tags.html`: all tags.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagsView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The tags in alphabetical order.
    pub tags: Vec<TagCount>,
}

/// `index.html`: all notes from A to Z.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct IndexView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The letters that occur, in order; `#` holds what begins with no letter.
    pub letters: Vec<Letter>,
    /// How many notes there are.
    pub count: usize,
}

/// `wanted.html`: notes that are linked but not written.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The wanted notes, the most wanted first.
    pub wanted: Vec<WantedNote>,
    /// How many links lead to them.
    pub count: usize,
}

/// `graph.html`: the whole vault as a graph.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct GraphView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The way to the script that draws the graph.
    pub script: Option<String>,
    /// The titles of the folders of the first level that have notes: each has a colour.
    pub groups: Vec<String>,
    /// The notes that most others link to, with how many; the most linked first.
    pub landmarks: Vec<Card>,
    /// How many notes there are.
    pub note_count: usize,
    /// How many notes each note links to, added up.
    pub link_count: usize,
    /// What the script draws, as JSON that can stand in a `<script>`.
    pub data: String,
}

/// `search.html`: asks for words and shows the notes that have them.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SearchView {
    /// What surrounds the page.
    pub frame: Frame,
}

/// `404.html`: shown by the server for an unknown URL.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NotFoundView {
    /// What surrounds the page.
    pub frame: Frame,
}
