//! Search: an index in many small files, of which a browser fetches those that a question needs.
//!
//! * The *words* in order, each with the parts of notes that have it and how much it says about each part.
//! * The *names*: the words of titles, aliases and headings, among which misspelt ones are looked for.
//! * The *texts* of the notes by sections, from which excerpts are cut.
//! * The *root*, which tells where all of them begin.
//!
//! How many files there are is decided from the length of the notes, before anything is read, for a site knows all
//! its paths before it renders one. What is in them is made when the first is asked for. All of them are scripts
//! that call `rutterSearch.part`: a page on disk may load scripts, and may fetch nothing.

mod code;
mod entry;
mod fields;
pub(super) mod files;
mod index;
mod line;
mod order;
mod parts;
mod postings;
mod reading;
mod shards;
mod terms;
mod text;
mod words;

use std::sync::OnceLock;

use files::Part;
use index::Index;

use super::frame::frame;
use super::nav::Spot;
use super::page::Page;
use super::planned::{SearchPlaces, Site};
use super::templates::TemplateError;
use super::view::SearchView;
use crate::text::RelPath;

/// The index of a site, made when the first of its files is asked for.
#[derive(Debug, Default)]
pub(super) struct Search {
    index: OnceLock<Index>,
}

impl Search {
    /// What one file of the index holds.
    pub(super) fn file(&self, site: &Site, part: Part) -> Vec<u8> {
        let Some(SearchPlaces { counts, .. }) = &site.layout.places.search else { return Vec::new() };
        let index = self.index.get_or_init(|| {
            let order = order::order(site, counts.texts);
            Index::new(reading::read(site, &order), *counts)
        });
        index.file(part)
    }
}

/// The page that searches.
pub(super) fn page(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let page = Page { kind: "search", file, title: "Search", description: None, spot: Spot::None };
    site.templates.render("search.html", &SearchView { frame: frame(site, &page) })
}
