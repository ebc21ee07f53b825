//! What is shown of a note that is found, as the files of texts hold it.

use serde::Serialize;

use super::order::Found;
use super::text::Section;
use crate::site::planned::Site;
use crate::site::urls;
use crate::text::RelPath;
use crate::vault::{FolderId, Item, NoteId};

/// A part of what is found: its URL from the root of the site, its title, the folders it lies in, and its sections, each
/// as id, heading and text.
#[derive(Serialize)]
struct Entry<'e>(&'e str, &'e str, &'e str, Vec<&'e str>);

/// One part as an array of JavaScript.
pub(super) fn written(site: &Site, found: Found, part: &[Section]) -> Vec<u8> {
    let url = urls::href(&RelPath::root(), found.page(site), site.config.url_style);
    let (title, folders) = called(site, found);
    let sections = part.iter().flat_map(|section| [&*section.id, &*section.heading, &*section.text]);
    let bytes = part.iter().map(|section| section.text.len() + 64).sum::<usize>() + 256;
    let mut out = Vec::with_capacity(bytes + bytes / 16);
    // Strings and lists of them never fail.
    serde_json::to_writer(&mut out, &Entry(&url, &title, &folders, sections.collect())).ok();
    out.shrink_to_fit();
    if memchr::memchr(b'<', &out).is_some() { without_markup(&out) } else { out }
}

/// A `<` in a string of JavaScript: a file that is taken for something else holds no element either.
const NO_MARKUP: &str = "\\u003c";

fn without_markup(written: &[u8]) -> Vec<u8> {
    written.split(|byte| *byte == b'<').collect::<Vec<_>>().join(NO_MARKUP.as_bytes())
}

/// A value as JavaScript, without a `<`.
pub(super) fn script(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', NO_MARKUP)
}

/// The title, and where it is.
fn called(site: &Site, found: Found) -> (String, String) {
    let vault = &site.vault;
    match found {
        Found::Note(id) => (vault[id].label(), folders(site, Some(vault[id].folder), Some(id))),
        Found::Folder(id) => (vault[id].title.clone(), folders(site, vault[id].parent, None)),
        Found::Tag(id) => (format!("#{}", vault[id].name), "Tags".to_string()),
    }
}

/// How many notes are named of a folder or a tag.
const NAMED: usize = 8;

/// What is said of a folder or a tag: how many notes it gathers, and which are the first. Nobody finds it by
/// these: they are notes of their own.
pub(super) fn gathered(site: &Site, found: Found) -> Vec<Section> {
    let vault = &site.vault;
    let (what, count, titles): (_, _, Vec<String>) = match found {
        Found::Note(_) => return Vec::new(),
        Found::Folder(id) => {
            let titles = vault[id].children.iter().filter(|child| child.item != Item::Unwritten);
            ("Folder", vault[id].count, titles.take(NAMED).map(|child| child.label.clone()).collect())
        }
        Found::Tag(id) => {
            let notes = &vault[id].notes;
            ("Tag", notes.len(), notes.iter().take(NAMED).map(|id| vault[*id].label()).collect())
        }
    };
    let notes = if count == 1 { "note" } else { "notes" };
    let more = if count > titles.len() { ", …" } else { "" };
    let text = format!("{what} of {count} {notes}: {}{more}", titles.join(", "));
    vec![Section { text, ..Section::default() }]
}

/// The titles of the folders from the outermost to `innermost`; that of a note's own folder is its own.
fn folders(site: &Site, innermost: Option<FolderId>, of: Option<NoteId>) -> String {
    let vault = &site.vault;
    let branch = std::iter::successors(innermost, |id: &FolderId| vault[*id].parent);
    let is_own = |folder: &FolderId| of.is_some() && vault[*folder].note == of;
    let named = branch.filter(|folder| vault[*folder].parent.is_some() && !is_own(folder));
    let titles: Vec<&str> = named.map(|folder| vault[folder].title.as_str()).collect();
    titles.into_iter().rev().collect::<Vec<_>>().join(" / ")
}
