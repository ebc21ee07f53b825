//! The site as a value: every path is known, and each page is rendered when it is asked for.

use std::sync::Arc;

use super::planned::{Copied, File, Site};
use super::search::{self, Search};
use super::templates::TemplateError;
use super::{article, card, folder, graph, lists, machines, meta};
use crate::text::{Digest, RelPath};
use crate::vault::NoteId;

/// A planned site.
#[derive(Debug, Clone)]
pub struct Output {
    pub(super) site: Arc<Site>,
    pub(super) search: Arc<Search>,
}

/// What a file of the site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as this file of the vault.
    Asset(RelPath),
    /// The same as this static file of the site.
    Static(RelPath),
}

impl Output {
    /// Every file of the site, in path order.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &RelPath> {
        self.site.layout.files.keys()
    }

    /// Whether a path is of the site.
    pub fn has(&self, path: &RelPath) -> bool {
        self.site.layout.files.contains_key(path)
    }

    /// Digest of the templates: with the view it is the key of a page.
    pub fn templates(&self) -> Digest {
        self.site.templates.digest()
    }

    /// Makes at once what is made page by page else, for whoever is going to render all files.
    pub fn prepare(&self) {
        self.site.mentions.all(&self.site.vault);
    }

    /// Renders one file; `None` for a path that is not of the site.
    ///
    /// # Errors
    /// [`TemplateError`] where the page's template fails.
    pub fn render(&self, path: &RelPath) -> Result<Option<Content>, TemplateError> {
        let Some(file) = self.site.layout.files.get(path) else { return Ok(None) };
        self.content(path, file).map(Some).map_err(|error| error.of_page(path))
    }

    fn content(&self, path: &RelPath, file: &File) -> Result<Content, TemplateError> {
        let site = &*self.site;
        let text = match file {
            File::Home => folder::home(site, path)?,
            File::Note(id) => article::page(site, path, *id)?,
            File::Folder(id) => folder::page(site, path, *id)?,
            File::Tag(tag) => lists::tag(site, path, *tag)?,
            File::Tags => lists::tags(site, path)?,
            File::Index => lists::index(site, path)?,
            File::Graph => graph::page(site, path)?,
            File::Wanted => lists::wanted(site, path)?,
            File::NotFound => meta::not_found(site, path)?,
            File::Search => search::page(site, path)?,
            File::SearchPart(part) => return Ok(Content::Bytes(self.search.file(site, *part))),
            File::Redirect(note) => meta::redirect(site, path, *note)?,
            File::Feed => meta::feed(site, path)?,
            File::Sitemap => meta::sitemap(site)?,
            File::Robots => meta::robots(site),
            File::Card(id) => return self.card(*id),
            File::PlainNote(id) => machines::plain_note(site, path, *id),
            File::PlainFolder(id) => machines::plain_folder(site, path, *id),
            File::Headers => machines::headers(site),
            File::Llms => machines::llms(site, path),
            File::GraphData => machines::graph(site, path),
            File::NotesData => machines::notes(site, path),
            File::Theme(text) => (*text).to_string(),
            File::Copy(Copied::Asset(source)) => return Ok(Content::Asset(source.clone())),
            File::Copy(Copied::Static(source)) => return Ok(Content::Static(source.clone())),
        };
        Ok(Content::Bytes(text.into_bytes()))
    }

    fn card(&self, id: NoteId) -> Result<Content, TemplateError> {
        let fonts = self.site.fonts.as_ref();
        let bytes = fonts.map(|fonts| card::card(&self.site, fonts, id)).transpose()?;
        Ok(Content::Bytes(bytes.unwrap_or_default()))
    }
}
