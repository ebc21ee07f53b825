//! What all pages are made from, and which file each of them is.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::api_versions::ApiVersions;
use super::card::fonts::Fonts;
use super::mentioning::Mentioning;
use super::search::files::{Counts, Part};
use super::templates::Templates;
use super::{Config, stale, urls};
use crate::note::{Date, Dialect, Note, Texts};
use crate::text::{Problem, RelPath, Same, Source};
use crate::vault::{FolderId, Item, List, NoteId, Route, TagId, Vault};

/// What all pages are made from.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) vault: Vault,
    pub(super) config: Config,
    pub(super) templates: Arc<Templates>,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) changed: BTreeMap<RelPath, Date>,
    /// Where everything is.
    pub(super) layout: Same<Layout>,
    /// The API versions of each kind, found out when the first page asks.
    pub(super) api_versions: OnceLock<ApiVersions>,
    /// Where each note stands among its siblings.
    pub(super) note_positions: Vec<Option<usize>>,
    /// Where each folder stands among its siblings.
    pub(super) folder_positions: Vec<Option<usize>>,
    /// What the twins of pages in Markdown are made from, where there are any.
    pub(super) twins: Option<Twins>,
    /// The fonts that cards are drawn with, where there are any.
    pub(super) fonts: Option<Fonts>,
    /// Who mentions whom, found out when pages ask.
    pub(super) mentions: Mentioning,
}

/// Which files a site has, and where everything is.
#[derive(Debug)]
pub(super) struct Layout {
    /// What each file is.
    pub(super) files: BTreeMap<RelPath, File>,
    /// The files of the pages that belong to the whole site.
    pub(super) places: Places,
    /// Where each copied file is in the site.
    pub(super) copies: BTreeMap<Copied, RelPath>,
    /// The page of each note.
    pub(super) note_files: Vec<RelPath>,
    /// The page of each folder.
    pub(super) folder_files: Vec<RelPath>,
    /// The page of each tag.
    pub(super) tag_files: Vec<RelPath>,
    /// The twin of each page in Markdown.
    pub(super) twins: BTreeMap<RelPath, RelPath>,
    /// The card of each page that has one.
    pub(super) cards: BTreeMap<RelPath, RelPath>,
    /// The files that are named with their digest, by the name they have without it.
    pub(super) fingerprinted: BTreeMap<&'static str, RelPath>,
    /// What cannot be where it should be.
    pub(super) problems: Vec<Problem>,
}

/// What the twins of pages in Markdown are made from.
#[derive(Debug)]
pub(super) struct Twins {
    pub(super) sources: BTreeMap<RelPath, Source>,
    pub(super) texts: Texts,
    pub(super) dialect: Dialect,
}

/// The files of the pages that belong to the whole site.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) index: RelPath,
    pub(super) tags: Option<RelPath>,
    pub(super) graph: Option<RelPath>,
    pub(super) wanted: Option<RelPath>,
    pub(super) feed: Option<RelPath>,
    pub(super) search: Option<SearchPlaces>,
}

/// Where the search is.
#[derive(Debug)]
pub(super) struct SearchPlaces {
    /// The page.
    pub(super) page: RelPath,
    /// The folder of the index.
    pub(super) folder: RelPath,
    /// How many files there are in it.
    pub(super) counts: Counts,
}

/// What one file of the site is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum File {
    Home,
    Note(NoteId),
    Folder(FolderId),
    Tag(TagId),
    Tags,
    Index,
    Graph,
    Wanted,
    NotFound,
    /// The page that searches.
    Search,
    /// A file of the index it asks.
    SearchPart(Part),
    /// Leads on to a note.
    Redirect(NoteId),
    Feed,
    Sitemap,
    Robots,
    /// The social card of a note.
    Card(NoteId),
    /// The twin of a note in Markdown.
    PlainNote(NoteId),
    /// The twin of a folder that has no note.
    PlainFolder(FolderId),
    /// `_headers`
    Headers,
    /// `llms.txt`
    Llms,
    /// `graph.json`
    GraphData,
    /// `notes.json`
    NotesData,
    /// A file of the default theme.
    Theme(&'static str),
    /// A copy.
    Copy(Copied),
}

/// What a copied file is copied from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Copied {
    /// A file of the vault.
    Asset(RelPath),
    /// A static file of the site.
    Static(RelPath),
}

/// A site is planned with a file for each page of its vault, so every id of the vault fits.
impl Site {
    /// When a note was last changed.
    pub(super) fn updated(&self, note: &Note) -> Option<Date> {
        stale::updated(&self.changed, note)
    }

    /// The API versions of each kind.
    pub(super) fn api_versions(&self) -> &ApiVersions {
        self.api_versions.get_or_init(|| ApiVersions::of(&self.vault))
    }

    /// The page of a note.
    pub(super) fn note_file(&self, NoteId(id): NoteId) -> &RelPath {
        &self.layout.note_files[id as usize]
    }

    /// The notes that are in lists, in path order.
    pub(super) fn listed(&self) -> Vec<NoteId> {
        self.vault.ids().filter(|id| !self.vault[*id].note.front.unlisted).collect()
    }

    /// The twin of a page in Markdown.
    pub(super) fn twin(&self, page: &RelPath) -> Option<&RelPath> {
        self.layout.twins.get(page)
    }

    /// The URL of a file for a program: the full one where it is known, else the relative one.
    pub(super) fn url(&self, from: &RelPath, to: &RelPath) -> String {
        self.absolute(to).unwrap_or_else(|| self.href(from, to))
    }

    /// The home page: that of the root folder, unless another note asks for its URL.
    pub(super) fn home(&self) -> RelPath {
        urls::file(&Route::home(), self.config.url_style)
    }

    /// The page of a folder.
    pub(super) fn folder_file(&self, FolderId(id): FolderId) -> &RelPath {
        &self.layout.folder_files[id as usize]
    }

    /// The page of a tag.
    pub(super) fn tag_file(&self, TagId(id): TagId) -> &RelPath {
        &self.layout.tag_files[id as usize]
    }

    /// The page of a list. The linker leads to none that is not made.
    pub(super) fn list_file(&self, list: List) -> &RelPath {
        let Places { index, tags, graph, wanted, search, .. } = &self.layout.places;
        let made = match list {
            List::Index => None,
            List::Search => search.as_ref().map(|search| &search.page),
            List::Graph => graph.as_ref(),
            List::Wanted => wanted.as_ref(),
            List::Tags => tags.as_ref(),
            List::Tag(tag) => Some(self.tag_file(tag)),
        };
        made.unwrap_or(index)
    }

    /// Where a note or a folder stands among its siblings; `None` for what the navigation does not show.
    pub(super) fn position(&self, item: Item) -> Option<usize> {
        match item {
            Item::Note(NoteId(id)) => self.note_positions[id as usize],
            Item::Folder(FolderId(id)) => self.folder_positions[id as usize],
            Item::Unwritten => None,
        }
    }

    /// The relative URL from one file of the site to another.
    pub(super) fn href(&self, from: &RelPath, to: &RelPath) -> String {
        urls::href(from, to, self.config.url_style)
    }

    /// The relative URL of a static file that is named with its digest.
    pub(super) fn fingerprinted(&self, from: &RelPath, name: &str) -> Option<String> {
        self.layout.fingerprinted.get(name).map(|to| self.href(from, to))
    }

    /// The full URL of a file, where the base URL is known.
    pub(super) fn absolute(&self, to: &RelPath) -> Option<String> {
        Some(urls::absolute(self.config.base_url.as_deref()?, to, self.config.url_style))
    }
}
