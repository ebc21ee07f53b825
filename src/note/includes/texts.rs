//! The files that notes show, as the host has read them.

use std::collections::BTreeMap;

use crate::text::{Hasher, RelPath, Source};

/// The files that notes ask for. Files above the folder of the notes can be shown too, so all paths are from
/// the root folder.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The folder of the notes, from the root folder.
    pub notes: RelPath,
    /// What was found where a file was looked for.
    pub files: BTreeMap<RelPath, Text>,
}

/// What was found where a file was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A text.
    Found(Source),
    /// Nothing; the path nearest to it, where one is near.
    Missing(Option<RelPath>),
    /// Something that is not shown.
    Refused(Refusal),
}

/// Why a file is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It lies outside of the root folder, or leads out of it.
    Outside,
    /// It is hidden or lies outside of the folder of the notes, and these are not trusted.
    Untrusted,
    /// It is a folder, a pipe or a device.
    NoFile,
    /// It is not UTF-8, or has bytes no text has.
    NoText,
    /// It is larger than this many bytes.
    TooLarge(u64),
}

impl Text {
    /// Adds what stands at `path` to a digest.
    pub(super) fn add_to(&self, hasher: Hasher, path: &RelPath) -> Hasher {
        let hasher = hasher.part(path.as_str().as_bytes());
        match self {
            Text::Found(source) => hasher.part(source.digest.to_string().as_bytes()),
            Text::Missing(near) => {
                hasher.part(b"missing").part(near.as_ref().map_or("", RelPath::as_str).as_bytes())
            }
            Text::Refused(refusal) => hasher.part(format!("{refusal:?}").as_bytes()),
        }
    }
}
