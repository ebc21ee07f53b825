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
