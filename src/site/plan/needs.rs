//! What decides which files a site has.

use std::collections::BTreeMap;

use crate::site::card::fonts::Fonts;
use crate::site::search::files::Counts;
use crate::site::{Inputs, UrlStyle};
use crate::text::{Digest, RelPath};
use crate::vault::{List, NoteId, Redirect, Route, Tag, Vault};

/// All that decides which files a site has and where they are. Two sites that need the same have the same files,
/// whatever these hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Needs {
    pub(super) style: UrlStyle,
    /// The notes by their paths, with their URLs.
    pub(super) notes: Vec<(RelPath, Route)>,
    /// The URLs of the folders, and their own notes.
    pub(super) folders: Vec<(Route, Option<NoteId>)>,
    pub(super) redirects: Vec<Redirect>,
    pub(super) tags: Vec<Route>,
    /// Which pages of the whole site have something to show.
    pub(super) graph: bool,
    pub(super) wanted: bool,
    pub(super) feed: bool,
    /// Whether it is known where the site will be.
    pub(super) published: bool,
    /// How many files the index of the search has, where there is one.
    pub(super) search: Option<Counts>,
    pub(super) headers: bool,
    /// Whether pages have twins in Markdown.
    pub(super) twins: bool,
    /// The notes that have a card.
    pub(super) cards: Vec<NoteId>,
    pub(super) fingerprints: BTreeMap<String, Digest>,
    pub(super) statics: Vec<RelPath>,
    /// The files that notes link to or show.
    pub(super) assets: Vec<RelPath>,
}

impl Needs {
    /// What the site of a vault needs; `fonts` are those of its cards, where it has any.
    pub(super) fn of(inputs: &Inputs, vault: &Vault, fonts: Option<&Fonts>) -> Self {
        let config = &inputs.config;
        let published = config.base_url.is_some();
        let texts = || Counts::of(inputs.notes.values());
        Needs {
            style: config.url_style,
            notes: vault.notes.iter().map(|entry| (entry.note.path.clone(), entry.route.clone())).collect(),
            folders: vault.folders.iter().map(|folder| (folder.route.clone(), folder.note)).collect(),
            redirects: vault.redirects.clone(),
            tags: vault.tags.iter().map(Tag::route).collect(),
            graph: !vault.graph.is_empty(),
            wanted: !vault.wanted.is_empty() || vault.links_to_list(List::Wanted),
            feed: published && is_dated(inputs, vault),
            published,
            search: config.searches().then(texts),
            headers: config.headers,
            twins: config.markdown,
            cards: fonts.map(|fonts| drawn(vault, fonts)).unwrap_or_default(),
            fingerprints: inputs.fingerprints.clone(),
            statics: vault.statics.keys().cloned().collect(),
            assets: vault.linked_files.iter().cloned().collect(),
        }
    }
}

/// Whether it is known of a listed note when it was written or changed.
fn is_dated(inputs: &Inputs, vault: &Vault) -> bool {
    let mut listed = vault.notes.iter().map(|entry| &entry.note).filter(|note| !note.front.unlisted);
    listed.any(|note| note.dated().is_some() || inputs.changed.contains_key(&note.path))
}

/// The notes whose title can be drawn.
fn drawn(vault: &Vault, fonts: &Fonts) -> Vec<NoteId> {
    let is_drawn = |id: &NoteId| fonts.drawable(&vault[*id].label()).is_some();
    vault.ids().filter(is_drawn).collect()
}
