//! What is found, in which order it is numbered, and in which file the text of each is.

use crate::site::planned::Site;
use crate::text::RelPath;
use crate::vault::{FolderId, NoteId, TagId};

/// A page that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// A listed note.
    Note(NoteId),
    /// A folder that has no note of its own.
    Folder(FolderId),
    /// All notes with a tag.
    Tag(TagId),
}

impl Found {
    fn all(site: &Site) -> impl Iterator<Item = Found> {
        let folders = (0..).map(FolderId).zip(&*site.vault.folders);
        let own = folders.filter(|(_, of)| of.note.is_none() && of.parent.is_some() && of.count > 0);
        let notes = site.listed().into_iter().map(Found::Note);
        notes.chain(own.map(|(id, _)| Found::Folder(id))).chain(site.vault.tag_ids().map(Found::Tag))
    }

    /// The file of the page.
    pub(super) fn page(self, site: &Site) -> &RelPath {
        match self {
            Found::Note(id) => site.note_file(id),
            Found::Folder(id) => site.folder_file(id),
            Found::Tag(id) => site.tag_file(id),
        }
    }
}

/// What is found in the order of its numbers, each with the file of its text, of which there are so many. The
/// path of a page tells the file, so that a page that wants to show another needs no list of all: the first part of
/// a note is in that file, each further part in the next.
pub(super) fn order(site: &Site, files: u32) -> Vec<(u32, Found)> {
    let file = |found: Found| hash(shown_path(found.page(site))) % files.max(1);
    let mut all: Vec<(u32, Found)> = Found::all(site).map(|found| (file(found), found)).collect();
    all.sort_unstable();
    all
}

/// The path of a page as its URL shows it, not encoded.
pub(super) fn shown_path(file: &RelPath) -> &str {
    match file.as_str().strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => file.as_str(),
    }
}

/// FNV-1a over UTF-16, as `hash` of `static/search.js` computes it.
fn hash(path: &str) -> u32 {
    path.encode_utf16().fold(0x811c_9dc5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_hashed_as_its_url_shows_it() {
        let shown = |path| shown_path(&RelPath::new(path).unwrap()).to_string();
        assert_eq!((shown("a/index.html"), shown("index.html")), ("a/".to_string(), String::new()));
        assert_eq!(
            (shown("a.html"), shown("a/bindex.html")),
            ("a.html".to_string(), "a/bindex.html".to_string())
        );
        assert_eq!(hash("a"), 0xe40c_292c);
    }
}
