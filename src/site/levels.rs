//! How bad each problem is taken: as its note says, else as a folder above it, else as the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lints::LINTS;
use super::{Config, Inputs, problem};
use crate::note::{FrontMatter, Note};
use crate::text::nearest::nearest;
use crate::text::{Level, Place, Problem, RelPath, Tree};

/// The configured levels of problems.
pub(crate) struct Levels<'i> {
    config: &'i Config,
    /// Those of notes that have their own, by id.
    notes: BTreeMap<RelPath, BTreeMap<String, Level>>,
}

impl<'i> Levels<'i> {
    /// The levels of a site and its notes. Ids that no problem has and paths that nothing has are added to
    /// `problems`.
    pub(crate) fn of(inputs: &'i Inputs, notes: &[Arc<Note>], problems: &mut Vec<Problem>) -> Self {
        problems.extend(unknown_folders(inputs));
        problems.extend(notes.iter().flat_map(|note| unknown_ids(note)));
        let own = notes.iter().filter(|note| !note.front.lints.is_empty());
        let notes = own.map(|note| (note.path.clone(), by_id(&note.front)));
        Levels { config: &inputs.config, notes: notes.collect() }
    }

    /// A problem as bad as it is taken; `None` where it is not reported.
    pub(crate) fn apply(&self, problem: Problem) -> Option<Problem> {
        match self.level(problem.id, &problem.place) {
            Some(level) => problem.at_level(level),
            None => Some(problem),
        }
    }

    /// The nearest level: that of the note, of its file, of the deepest folder, of all.
    fn level(&self, id: &str, place: &Place) -> Option<Level> {
        let near = match place.tree {
            Tree::Vault => self.of_note(id, &place.path).or_else(|| self.of_folder(id, &place.path)),
            Tree::Statics | Tree::Project => None,
        };
        near.or_else(|| self.config.lints.get(id).copied())
    }

    fn of_note(&self, id: &str, path: &RelPath) -> Option<Level> {
        self.notes.get(path)?.get(id).copied()
    }

    fn of_folder(&self, id: &str, path: &RelPath) -> Option<Level> {
        let folders = &self.config.folder_lints;
        if folders.is_empty() {
            return None;
        }
        up_from(path).find_map(|folder| folders.get(&folder)?.levels.get(id).copied())
    }
}

/// A path and the folders above it, up to the root.
fn up_from(path: &RelPath) -> impl Iterator<Item = RelPath> + use<> {
    std::iter::successors(Some(path.clone()), |path| (!path.is_root()).then(|| path.parent()))
}

fn by_id(front: &FrontMatter) -> BTreeMap<String, Level> {
    front.lints.iter().map(|(id, level)| (id.text.clone(), *level)).collect()
}

fn unknown_ids(note: &Note) -> impl Iterator<Item = Problem> {
    let ids = note.front.lints.iter().map(|(id, _)| id);
    let unknown = ids.filter(|id| !LINTS.contains(&id.text.as_str()));
    unknown.map(|id| problem::unknown_lint(&note.path, id, nearest(&id.text, LINTS.iter().copied())))
}

/// What is named may be a file: a note, for which somebody else than its author sets the levels, or one that no
/// note shows. Drafts are notes here: a folder may hold nothing else.
fn unknown_folders(inputs: &Inputs) -> Vec<Problem> {
    let folders = &inputs.config.folder_lints;
    if folders.is_empty() {
        return Vec::new();
    }
    let files = inputs.notes.keys().chain(inputs.surroundings.files.keys());
    let known: BTreeSet<RelPath> = files.flat_map(up_from).collect();
    let unknown = folders.iter().filter(|(folder, _)| !known.contains(*folder));
    unknown.map(|(folder, lints)| problem::unknown_lint_folder(&lints.place, folder)).collect()
}
