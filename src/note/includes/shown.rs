//! Where what is shown of another file stands in it.

use crate::text::RelPath;

/// A line of a file that is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The file, from the root folder.
    pub(super) file: RelPath,
    /// The line, from 1.
    pub(super) line: usize,
    /// Whether its relative links count from that file.
    pub(super) is_rebased: bool,
}
