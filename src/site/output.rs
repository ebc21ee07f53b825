//! The site as a value: every path is known, and each page is rendered when it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::templates::{TemplateError, Templates};
use super::{Config, article, folder, lists, meta};
use crate::note::Date;
use crate::text::{Digest, RelPath};
use crate::vault::{FolderId, NoteId, Vault};

/// A planned site.
#[derive(Debug, Clone)]
pub struct Output {
    pub(super) site: Arc<Site>,
    pub(super) files: BTreeMap<RelPath, File>,
}

/// What all pages are made from.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) vault: Vault,
    pub(super) config: Config,
    pub(super) templates: Templates,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) changed: BTreeMap<RelPath, Date>,
    /// The files of the pages that belong to the whole site.
    pub(super) places: Places,
    /// Where each published file of the vault is in the site.
    pub(super) assets: BTreeMap<RelPath, RelPath>,
    /// Where each note stands among its siblings.
    pub(super) note_positions: Vec<Option<usize>>,
    /// Where each folder stands among its siblings.
    pub(super) folder_positions: Vec<Option<usize>>,
    /// The page of each note.
    pub(super) note_files: Vec<RelPath>,
    /// The page of each folder.
    pub(super) folder_files: Vec<RelPath>,
    /// The page of each tag.
    pub(super) tag_files: Vec<RelPath>,
    /// Which tag a folded name is.
    pub(super) tag_ids: BTreeMap<String, usize>,
    /// Digest of the style sheet, so that a changed one is fetched anew.
    pub(super) style_version: String,
}

/// The files of the pages that belong to the whole site.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) index: RelPath,
    pub(super) tags: Option<RelPath>,
    pub(super) wanted: Option<RelPath>,
    pub(super) feed: Option<RelPath>,
}

/// What one file of the site is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum File {
    Home,
    Note(NoteId),
    Folder(FolderId),
    Tag(usize),
    Tags,
    Index,
    Wanted,
    NotFound,
    Redirect(usize),
    Feed,
    Sitemap,
    Robots,
    /// A file of the default theme.
    Theme(&'static str),
    /// A file of the vault, copied.
    Asset(RelPath),
    /// A static file of the site, copied.
    Static(RelPath),
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
        self.files.keys()
    }

    /// Digest of the templates: with the view it is the key of a page.
    pub fn templates(&self) -> Digest {
        self.site.templates.digest()
    }

    /// Renders one file; `None` for a path that is not of the site.
    ///
    /// # Errors
    /// [`TemplateError`] where the page's template fails.
    pub fn render(&self, path: &RelPath) -> Result<Option<Content>, TemplateError> {
        let site = &*self.site;
        let Some(file) = self.files.get(path) else { return Ok(None) };
        let text = match file {
            File::Home => folder::home(site, path)?,
            File::Note(id) => article::page(site, path, *id)?,
            File::Folder(id) => folder::page(site, path, *id)?,
            File::Tag(tag) => lists::tag(site, path, *tag)?,
            File::Tags => lists::tags(site, path)?,
            File::Index => lists::index(site, path)?,
            File::Wanted => lists::wanted(site, path)?,
            File::NotFound => meta::not_found(site, path)?,
            File::Redirect(redirect) => meta::redirect(site, path, *redirect)?,
            File::Feed => meta::feed(site, path)?,
            File::Sitemap => meta::sitemap(site)?,
            File::Robots => meta::robots(site),
            File::Theme(text) => (*text).to_string(),
            File::Asset(source) => return Ok(Some(Content::Asset(source.clone()))),
            File::Static(source) => return Ok(Some(Content::Static(source.clone()))),
        };
        Ok(Some(Content::Bytes(text.into_bytes())))
    }
}
