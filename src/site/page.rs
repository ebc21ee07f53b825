//! What a page is, before anything is laid around it.

use super::nav::Spot;
use crate::text::RelPath;

/// What a page says of itself to its frame.
pub(super) struct Page<'p> {
    /// The kind of page, see [`Frame::kind`](super::view::Frame::kind).
    pub(super) kind: &'static str,
    /// Its file.
    pub(super) file: &'p RelPath,
    /// Its title.
    pub(super) title: &'p str,
    /// One sentence about it.
    pub(super) description: Option<&'p str>,
    /// Where it stands in the tree.
    pub(super) spot: Spot,
}
