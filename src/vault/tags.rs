//! Tags: which notes carry them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::NoteId;
use crate::note::Note;
use crate::text::name;

/// A tag with its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag without `#`, in its first spelling: `a/b` is below `a`.
    pub name: String,
    /// The notes that carry it or a tag below it, each once, in path order.
    pub notes: Vec<NoteId>,
}

/// All tags of listed notes and the tags above them, in alphabetical order; spellings that differ only
/// in case are one tag.
pub(super) fn collect(notes: &[Arc<Note>]) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| !note.front.unlisted) {
        for name in note.front.tags.iter().flat_map(|tag| with_parents(tag)) {
            let tag =
                tags.entry(key(name)).or_insert_with(|| Tag { name: name.to_string(), notes: Vec::new() });
            if tag.notes.last() != Some(&NoteId(index as u32)) {
                tag.notes.push(NoteId(index as u32));
            }
        }
    }
    tags.into_values().collect()
}

/// How tags are compared.
pub(crate) fn key(tag: &str) -> String {
    name::caseless(tag)
}

/// `a/b/c` → `a`, `a/b`, `a/b/c`.
fn with_parents(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('/').map(|(slash, _)| &tag[..slash]).chain([tag]).filter(|tag| !tag.is_empty())
}
