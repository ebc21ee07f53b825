//! Names that two notes have: titles, and aliases that are a name of another note.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::catalogue::{Asked, Catalogue};
use super::heard::Heard;
use super::routes::is_old_url;
use super::{NoteId, problem};
use crate::note::{Note, Spelt, TitleSource};
use crate::text::{Problem, name};

/// A problem for each title that a note before has, and for each alias that is a name of another note.
pub(super) fn report(notes: &[Arc<Note>], catalogue: &Catalogue<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    titles(notes, &mut problems);
    for (id, note) in (0..).map(NoteId).zip(notes) {
        let names = note.front.aliases.iter().filter(|alias| is_name(note, alias));
        problems.extend(names.filter_map(|alias| conflict(id, note, alias, catalogue)));
    }
    problems
}

/// A title made of the name of a file is no author's choice: every folder may have an `overview`.
fn titles(notes: &[Arc<Note>], problems: &mut Vec<Problem>) {
    let chosen = notes.par_iter().filter(|note| note.title_source != TitleSource::FileName);
    let folded: Vec<(String, &Arc<Note>)> = chosen.map(|note| (name::caseless(&note.title), note)).collect();
    let mut first: FxHashMap<String, &Note> =
        FxHashMap::with_capacity_and_hasher(folded.len(), FxBuildHasher);
    for (title, note) in folded {
        match first.entry(title) {
            Entry::Vacant(free) => drop(free.insert(note)),
            Entry::Occupied(first) => problems.push(problem::duplicate_title(note, first.get())),
        }
    }
}

/// Whether an alias is another name of its note: a path is an old URL, and what is the note's name or title
/// anyway can only meet others as these do.
fn is_name(note: &Note, alias: &Spelt) -> bool {
    let folded = name::folded(&alias.text);
    let own = [name::without_extension(note.path.name()), note.title.as_str()];
    !is_old_url(&alias.text) && own.iter().all(|own| name::folded(own) != folded)
}

/// An alias is in conflict with every file of that name, and with titles, ids and aliases of other notes:
/// of two aliases the second is told.
fn conflict(id: NoteId, note: &Note, alias: &Spelt, catalogue: &Catalogue<'_>) -> Option<Problem> {
    let asked = Asked::new(&alias.text);
    let named = catalogue.ending_in(&asked).find(|other| *other != id);
    let (other, what) = match named {
        Some(other) => (other, "has that name"),
        None => shared(id, alias, &asked, catalogue)?,
    };
    Some(problem::alias_conflict(note, alias, &catalogue.notes[other.0 as usize].path, what))
}

/// The note that has the alias too, and as what. All of them are looked at for the first one only.
fn shared(
    id: NoteId,
    alias: &Spelt,
    asked: &Asked<'_>,
    catalogue: &Catalogue<'_>,
) -> Option<(NoteId, &'static str)> {
    let all = catalogue.sharing(asked, &Heard::default())?;
    let folded = name::folded(&alias.text);
    let is_titled = |other: NoteId| name::folded(&catalogue.notes[other.0 as usize].title) == folded;
    let as_what = |other| (other, if is_titled(other) { "has that title" } else { "has that alias or id" });
    match all.best().filter(|first| *first != id) {
        Some(first) => Some(as_what(first)),
        None => all.all().map(NoteId).find(|other| *other != id && is_titled(*other)).map(as_what),
    }
}
