//! Where the files lie that notes show.

use crate::text::RelPath;

/// The folders in which files are looked for, all from the root folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roots {
    /// The folder of the notes.
    pub notes: RelPath,
    /// The folders of snippets, the first of them first (`base_path` of PyMdown's snippets).
    pub snippets: Vec<RelPath>,
}

impl Roots {
    /// What a note is remembered by besides its own bytes: these folders and no others have this key.
    pub(in crate::note) fn key(&self) -> Vec<u8> {
        // By name, so that none is forgotten. No path holds this byte.
        let Roots { notes, snippets } = self;
        std::iter::once(notes).chain(snippets).flat_map(|folder| folder.as_str().bytes().chain([0])).collect()
    }
}
