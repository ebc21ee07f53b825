//! Tags: which notes carry them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{NoteId, Route};
use crate::note::Note;
use crate::text::name;

/// Which tag of a vault: an index into [`Vault::tags`](super::Vault::tags).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

/// A tag with its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag without `#`, in its first spelling: `a/b` is below `a`.
    pub name: String,
    /// How it is compared: spellings that differ only in case are one tag.
    key: String,
    /// The notes that carry it or a tag below it, each once, in path order.
    pub notes: Vec<NoteId>,
    /// The tags directly below it, in alphabetical order.
    pub children: Vec<TagId>,
}

impl Tag {
    fn new(name: &str) -> Self {
        Tag { name: name.to_string(), key: key(name), notes: Vec::new(), children: Vec::new() }
    }

    /// The URL that its page has if nothing else has it.
    pub fn route(&self) -> Route {
        Route::home().child("tags").below(self.name.split('/'))
    }
}

/// All tags of listed notes and the tags above them, in alphabetical order.
pub(super) fn collect(notes: &[Arc<Note>]) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| !note.front.unlisted) {
        for name in note.front.tags.iter().flat_map(|tag| with_parents(tag)) {
            let tag = tags.entry(key(name)).or_insert_with(|| Tag::new(name));
            if tag.notes.last() != Some(&NoteId(index as u32)) {
                tag.notes.push(NoteId(index as u32));
            }
        }
    }
    let mut tags: Vec<Tag> = tags.into_values().collect();
    join_children(&mut tags);
    tags
}

/// Tells every tag which ones are directly below it. They need not follow it: `a-b` stands between `a` and
/// `a/b`.
fn join_children(tags: &mut [Tag]) {
    for index in 0..tags.len() {
        let above = tags[index].key.rsplit_once('/').and_then(|(above, _)| find(tags, above));
        if let Some(TagId(above)) = above {
            tags[above as usize].children.push(TagId(index as u32));
        }
    }
}

/// The tag of this name among those in alphabetical order.
pub(super) fn find(tags: &[Tag], name: &str) -> Option<TagId> {
    let key = key(name);
    tags.binary_search_by(|tag| tag.key.cmp(&key)).ok().map(|index| TagId(index as u32))
}

fn key(tag: &str) -> String {
    name::caseless(tag)
}

/// `a/b/c` → `a`, `a/b`, `a/b/c`.
fn with_parents(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('/').map(|(slash, _)| &tag[..slash]).chain([tag]).filter(|tag| !tag.is_empty())
}
