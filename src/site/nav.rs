//! Navigation of a page's own branch, breadcrumbs, and the pages before and after it.
//!
//! No page carries the whole tree: a level of many entries shows a window, so the size of a page does not
//! depend on the size of the site.

use super::planned::Site;
use super::view::{Link, NavEntry, NavLevel};
use crate::text::RelPath;
use crate::vault::{Child, FolderId, Item, NoteId};

/// A level with more entries than this shows a window.
const LEVEL: usize = 30;

/// How many entries a window has.
const WINDOW: usize = 15;

/// Where in the tree a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A page that belongs to no folder.
    None,
    /// The page of a folder.
    Folder(FolderId),
    /// A note that is not the page of a folder.
    Note(NoteId),
}

/// The folders from the root down to the one the spot is in, or is.
fn branch(site: &Site, spot: Spot) -> Vec<FolderId> {
    let mut at = match spot {
        Spot::None => None,
        Spot::Folder(folder) => Some(folder),
        Spot::Note(note) => Some(site.vault[note].folder),
    };
    let mut branch = Vec::new();
    while let Some(id) = at {
        branch.push(id);
        at = site.vault[id].parent;
    }
    branch.reverse();
    branch
}

/// The navigation of the page at `from`.
pub(super) fn nav(site: &Site, from: &RelPath, spot: Spot) -> NavLevel {
    let branch = branch(site, spot);
    level(site, from, spot, FolderId(0), branch.get(1..).unwrap_or(&[]))
}

fn level(site: &Site, from: &RelPath, spot: Spot, folder: FolderId, below: &[FolderId]) -> NavLevel {
    let children = &site.vault[folder].children;
    let opened = match (below.first(), spot) {
        (Some(next), _) => site.position(Item::Folder(*next)),
        (None, Spot::Note(note)) => site.position(Item::Note(note)),
        (None, _) => None,
    };
    let window = window(children.len(), opened.unwrap_or(0));
    let shown = children.get(window.clone()).unwrap_or(&[]);
    let entries: Vec<NavEntry> = shown.iter().map(|child| entry(site, from, spot, child, below)).collect();
    let hidden = children.len() - entries.len();
    let all = (hidden > 0).then(|| href_of_folder(site, from, folder));
    NavLevel { entries, hidden, all }
}

fn window(count: usize, around: usize) -> std::ops::Range<usize> {
    if count <= LEVEL {
        return 0..count;
    }
    let start = around.saturating_sub(WINDOW / 2).min(count - WINDOW);
    start..start + WINDOW
}

fn entry(site: &Site, from: &RelPath, spot: Spot, child: &Child, below: &[FolderId]) -> NavEntry {
    let label = child.label.clone();
    match child.item {
        Item::Note(note) => NavEntry {
            label,
            href: Some(href_of_note(site, from, note)),
            current: spot == Spot::Note(note),
            folder: false,
            children: None,
        },
        Item::Unwritten => NavEntry { label, href: None, current: false, folder: false, children: None },
        Item::Folder(folder) => NavEntry {
            label,
            href: Some(href_of_folder(site, from, folder)),
            current: spot == Spot::Folder(folder),
            folder: true,
            children: (below.first() == Some(&folder))
                .then(|| level(site, from, spot, folder, below.get(1..).unwrap_or(&[]))),
        },
    }
}

pub(super) fn href_of_note(site: &Site, from: &RelPath, id: NoteId) -> String {
    site.href(from, site.note_file(id))
}

pub(super) fn href_of_folder(site: &Site, from: &RelPath, id: FolderId) -> String {
    site.href(from, site.folder_file(id))
}

/// The home page: that of the root folder, unless another note asks for its URL.
pub(super) fn href_of_home(site: &Site, from: &RelPath) -> String {
    site.href(from, &site.home())
}

/// The folders above the page with their titles, from the home page down.
pub(super) fn above(site: &Site, spot: Spot) -> Vec<(&str, RelPath)> {
    let branch = match spot {
        Spot::None => vec![FolderId(0)],
        _ => branch(site, spot),
    };
    let own = matches!(spot, Spot::Folder(_));
    let above = branch.len().saturating_sub(usize::from(own));
    let titled = |&id: &FolderId| match site.vault[id].parent {
        None => (&*site.title, site.home()),
        Some(_) => (&*site.vault[id].title, site.folder_file(id).clone()),
    };
    branch.iter().take(above).map(titled).collect()
}

/// The links to them.
pub(super) fn crumbs(site: &Site, from: &RelPath, spot: Spot) -> Vec<Link> {
    let link =
        |(title, file): (&str, RelPath)| Link { label: title.to_string(), href: site.href(from, &file) };
    above(site, spot).into_iter().map(link).collect()
}

/// The notes before and after a note in its folder.
pub(super) fn neighbours(site: &Site, from: &RelPath, note: NoteId) -> (Option<Link>, Option<Link>) {
    let Some(position) = site.position(Item::Note(note)) else { return (None, None) };
    let folder = &site.vault[site.vault[note].folder];
    let link = |child: &Child| match child.item {
        Item::Note(id) => Some(Link { label: child.label.clone(), href: href_of_note(site, from, id) }),
        Item::Folder(_) | Item::Unwritten => None,
    };
    let before = folder.children.iter().take(position).rev().find_map(link);
    let after = folder.children.iter().skip(position + 1).find_map(link);
    (before, after)
}
