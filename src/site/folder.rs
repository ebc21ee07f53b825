//! Folders as pages, and the home page.

use super::article::{self, article};
use super::frame::frame;
use super::nav::{self, Spot};
use super::page::Page;
use super::planned::Site;
use super::templates::TemplateError;
use super::view::{Card, FolderView, HomeView};
use crate::note::Date;
use crate::text::RelPath;
use crate::vault::{Entry, FolderId, Item, NoteId};

/// How many recent changes the home page lists.
const RECENT: usize = 8;

/// The page of a folder.
pub(super) fn page(site: &Site, file: &RelPath, id: FolderId) -> Result<String, TemplateError> {
    let folder = &site.vault[id];
    let entry = folder.note.map(|note| &site.vault[note]);
    let page = Page {
        kind: "folder",
        file,
        title: &folder.title,
        description: entry.and_then(|entry| entry.note.description()),
        spot: Spot::Folder(id),
    };
    let (folders, notes) = cards(site, file, id);
    let own = folder.note.map(|note| article(site, file, note));
    let view = FolderView { frame: frame(site, &page), article: own, folders, notes };
    let template = entry.map_or("folder.html", |entry| article::template(site, &entry.note, "folder.html"));
    site.templates.render(template, &view)
}

/// The home page: the page of the root folder.
pub(super) fn home(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let root = FolderId(0);
    let at_home = site.vault[root].note.filter(|note| site.note_file(*note) == file);
    let entry = at_home.map(|note| &site.vault[note]);
    let title = entry.map_or_else(|| site.title.clone(), Entry::label);
    let page = Page {
        kind: "home",
        file,
        title: &title,
        description: entry.and_then(|entry| entry.note.description()),
        spot: Spot::Folder(root),
    };
    let (folders, notes) = cards(site, file, root);
    let view = HomeView {
        frame: frame(site, &page),
        article: at_home.map(|note| article(site, file, note)),
        folders,
        notes,
        recent: recent(site, file),
        note_count: site.vault[root].count,
        link_count: site.vault.graph.count(),
    };
    let template = entry.map_or("home.html", |entry| article::template(site, &entry.note, "home.html"));
    site.templates.render(template, &view)
}

/// The folders and the notes in a folder.
fn cards(site: &Site, file: &RelPath, id: FolderId) -> (Vec<Card>, Vec<Card>) {
    let (mut folders, mut notes) = (Vec::new(), Vec::new());
    for child in &site.vault[id].children {
        match child.item {
            Item::Folder(folder) => folders.push(folder_card(site, file, folder, &child.label)),
            Item::Note(note) => notes.push(note_card(site, file, note, Some(&child.label))),
            Item::Unwritten => {}
        }
    }
    (folders, notes)
}

fn folder_card(site: &Site, file: &RelPath, id: FolderId, label: &str) -> Card {
    let folder = &site.vault[id];
    let description = folder.note.and_then(|note| site.vault[note].note.description());
    Card {
        label: label.to_string(),
        href: nav::href_of_folder(site, file, id),
        description: description.map(str::to_string),
        count: folder.count,
        updated: None,
    }
}

/// A note in a list; without a label it is called by its title.
pub(super) fn note_card(site: &Site, file: &RelPath, id: NoteId, label: Option<&str>) -> Card {
    let entry = &site.vault[id];
    Card {
        label: label.map_or_else(|| entry.label(), str::to_string),
        href: nav::href_of_note(site, file, id),
        description: entry.note.description().map(str::to_string),
        count: 0,
        updated: None,
    }
}

/// The listed notes with a date, newest first; of one day in path order.
pub(super) fn by_date(site: &Site) -> Vec<(Date, NoteId)> {
    let dated = |id: NoteId| {
        let note = &site.vault[id].note;
        (!note.front.unlisted).then_some((site.updated(note)?, id))
    };
    let mut notes: Vec<(Date, NoteId)> = site.vault.ids().filter_map(dated).collect();
    notes.sort_by_key(|&(date, id)| (std::cmp::Reverse(date), id));
    notes
}

fn recent(site: &Site, file: &RelPath) -> Vec<Card> {
    let dated = by_date(site).into_iter().take(RECENT);
    let card =
        |(date, id): (Date, NoteId)| Card { updated: Some(date.into()), ..note_card(site, file, id, None) };
    dated.map(card).collect()
}
