//! The notes as far as a question about them goes.
//!
//! What is remembered of linking is remembered with the notes it was made from. Where these are the same as far as it
//! asks of them, so is what came of it: an edit in the text of a note gives no other note another URL.

use std::sync::Arc;

use crate::note::{LinkForm, Note};

/// All notes of a vault, in path order.
pub(super) type Notes = Arc<[Arc<Note>]>;

/// The notes, and what of them matters: two are equal where nothing of that differs, note for note, so that what came
/// of one may hold ids of notes. Only two of them hold where the notes are ([`Seen::placed`], [`Seen::of_kinds`]): a
/// step that asks for paths with another has them in its input besides.
#[derive(Clone)]
pub(super) struct Seen {
    notes: Notes,
    same: fn(&Note, &Note) -> bool,
}

impl Seen {
    /// Where the notes are, and where they want to be.
    pub(super) fn placed(notes: &Notes) -> Self {
        let same = |one: &Note, other: &Note| {
            (&one.path, &one.page) == (&other.path, &other.page)
                && (&one.front.slug, &one.front.aliases) == (&other.front.slug, &other.front.aliases)
        };
        Seen { notes: Arc::clone(notes), same }
    }

    /// What the notes are called in lists, and in which order they stand.
    pub(super) fn listed(notes: &Notes) -> Self {
        let same = |one: &Note, other: &Note| {
            let (a, b) = (&one.front, &other.front);
            one.title == other.title
                && (&a.nav_title, a.order, a.unlisted) == (&b.nav_title, b.order, b.unlisted)
        };
        Seen { notes: Arc::clone(notes), same }
    }

    /// What the notes are called by links, and where their titles stand.
    pub(super) fn called(notes: &Notes) -> Self {
        let same = |one: &Note, other: &Note| {
            let (a, b) = (&one.front, &other.front);
            (&one.title, one.title_source) == (&other.title, other.title_source)
                && one.title_span() == other.title_span()
                && (&a.aliases, &a.names, &a.id) == (&b.aliases, &b.names, &b.id)
        };
        Seen { notes: Arc::clone(notes), same }
    }

    /// The tags of the notes.
    pub(super) fn tagged(notes: &Notes) -> Self {
        let same = |one: &Note, other: &Note| {
            (&one.front.tags, one.front.unlisted) == (&other.front.tags, other.front.unlisted)
        };
        Seen { notes: Arc::clone(notes), same }
    }

    /// The kinds that the notes claim, and those that occur in them; where the notes are, for two that claim one kind
    /// are named.
    pub(super) fn of_kinds(notes: &Notes) -> Self {
        let same = |one: &Note, other: &Note| {
            (&one.path, &one.front.kinds) == (&other.path, &other.front.kinds) && kinds(one).eq(kinds(other))
        };
        Seen { notes: Arc::clone(notes), same }
    }

    /// The names of the blocks in the notes.
    pub(super) fn of_blocks(notes: &Notes) -> Self {
        Seen { notes: Arc::clone(notes), same: |one, other| blocks(one).eq(blocks(other)) }
    }

    /// The notes themselves.
    pub(super) fn all(&self) -> &[Arc<Note>] {
        &self.notes
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        let is_same =
            |(one, other): (&Arc<Note>, &Arc<Note>)| Arc::ptr_eq(one, other) || (self.same)(one, other);
        self.notes.len() == other.notes.len() && self.notes.iter().zip(&*other.notes).all(is_same)
    }
}

/// The kinds in the manifests of a note.
pub(super) fn kinds(note: &Note) -> impl Iterator<Item = &str> {
    note.links.iter().filter(|link| link.form == LinkForm::Kind).map(|link| &*link.target)
}

/// The names of the blocks in a note.
fn blocks(note: &Note) -> impl Iterator<Item = &str> {
    note.blocks.iter().map(|block| &*block.id)
}

/// The headings of a note as links know them, and whether one is its title: a problem names those that are not.
fn headings(note: &Note) -> impl Iterator<Item = (&str, &str, u8, bool)> {
    note.headings.iter().map(|heading| (&*heading.id, &*heading.text, heading.level, heading.is_title))
}

/// Whether the places in two notes that links can lead to are the same, wherever in the text they are.
pub(super) fn have_same_places(one: &Arc<Note>, other: &Arc<Note>) -> bool {
    Arc::ptr_eq(one, other)
        || one.ids == other.ids && headings(one).eq(headings(other)) && blocks(one).eq(blocks(other))
}
