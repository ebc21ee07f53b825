//! Which notes are found, in which order they are numbered, and in which file the text of each is.

use crate::site::planned::Site;
use crate::text::RelPath;
use crate::vault::NoteId;

/// The listed notes in the order of their numbers, each with the file of its text, of which there are so many. The
/// path of a page tells the file, so that a page that wants to show another needs no list of all: the first part of
/// a note is in that file, each further part in the next.
pub(super) fn order(site: &Site, files: u32) -> Vec<(u32, NoteId)> {
    let listed = site.vault.ids().filter(|id| !site.vault[*id].note.front.unlisted);
    let file = |id: NoteId| hash(shown_path(site.note_file(id))) % files.max(1);
    let mut notes: Vec<(u32, NoteId)> = listed.map(|id| (file(id), id)).collect();
    notes.sort_unstable();
    notes
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
