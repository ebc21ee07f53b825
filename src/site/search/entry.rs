//! What is shown of a note that is found, as the files of texts hold it.

use serde::Serialize;

use super::text::Section;
use crate::site::planned::Site;
use crate::site::urls;
use crate::text::RelPath;
use crate::vault::{FolderId, NoteId};

/// A part of a note: its URL from the root of the site, its title, the folders it lies in, and its sections, each
/// as id, heading and text.
#[derive(Serialize)]
struct Entry<'e>(&'e str, &'e str, &'e str, Vec<&'e str>);

/// One part as an array of JavaScript.
pub(super) fn written(site: &Site, id: NoteId, part: &[Section]) -> Vec<u8> {
    let url = urls::href(&RelPath::root(), site.note_file(id), site.config.url_style);
    let (title, folders) = (site.vault[id].label(), folders(site, id));
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

/// The titles of the folders above a note, the outermost first.
fn folders(site: &Site, id: NoteId) -> String {
    let vault = &site.vault;
    let above = |id: &FolderId| vault[*id].parent;
    let branch = std::iter::successors(Some(vault[id].folder), above);
    let named = branch.filter(|folder| vault[*folder].parent.is_some() && vault[*folder].note != Some(id));
    let titles: Vec<&str> = named.map(|folder| vault[folder].title.as_str()).collect();
    titles.into_iter().rev().collect::<Vec<_>>().join(" / ")
}
