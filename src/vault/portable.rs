//! Names that are fine here and not on every other machine: file systems differ in the case, the Unicode form
//! and the characters of names.

use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Answer, Surroundings, Target, problem};
use crate::note::{Link, LinkForm, Note};
use crate::text::portable::fault;
use crate::text::{Place, Problem, RelPath, name};

/// The problems of the names of notes and files.
pub(super) fn report(notes: &[Arc<Note>], surroundings: &Surroundings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let notes = notes.iter().map(|note| &note.path);
    names(notes.chain(surroundings.files.keys()), Place::file, &mut problems);
    names(surroundings.statics.keys(), Place::static_file, &mut problems);
    problems
}

/// Adds a problem for each file and folder, in path order, whose name not every system takes or tells from
/// another.
fn names<'p>(
    files: impl Iterator<Item = &'p RelPath>,
    place: fn(&RelPath) -> Place,
    problems: &mut Vec<Problem>,
) {
    let mut seen: FxHashSet<RelPath> = FxHashSet::default();
    let mut spelt: FxHashMap<String, RelPath> = FxHashMap::default();
    for file in files {
        for path in not_seen(file, &mut seen) {
            problems.extend(fault(path.name()).map(|fault| problem::bad_name(place(&path), &path, &fault)));
            match spelt.entry(name::caseless(path.as_str())) {
                Slot::Vacant(free) => drop(free.insert(path)),
                Slot::Occupied(first) => {
                    let first = first.get();
                    let near = met(&path, first).then(|| problem::near_names(place(&path), &path, first));
                    problems.extend(near);
                }
            }
        }
    }
}

/// A file and the folders above it that were not seen before, the uppermost first.
fn not_seen(file: &RelPath, seen: &mut FxHashSet<RelPath>) -> Vec<RelPath> {
    let mut fresh = Vec::new();
    let mut path = file.clone();
    while !path.is_root() && seen.insert(path.clone()) {
        let above = path.parent();
        fresh.push(path);
        path = above;
    }
    fresh.reverse();
    fresh
}

/// Whether two paths meet in their last names: those below folders that meet are not told again.
fn met(path: &RelPath, first: &RelPath) -> bool {
    path.parent() == first.parent()
}

/// Adds a problem for each Markdown link of a note whose case is not that of the file it leads to: it does so here,
/// and not where names are compared as they are.
pub(super) fn links(note: &Note, answers: &[Answer], notes: &[Arc<Note>], problems: &mut Vec<Problem>) {
    for (link, answer) in note.links.iter().zip(answers) {
        let spelt = path(link, answer, notes).and_then(|path| respelt(&link.target, path));
        problems.extend(spelt.map(|spelt| problem::other_case(note, link, &spelt)));
    }
}

/// The file a Markdown link leads to. From the root it names a page by its URL, which is none of a file.
fn path<'n>(link: &Link, answer: &'n Answer, notes: &'n [Arc<Note>]) -> Option<&'n RelPath> {
    if !matches!(link.form, LinkForm::Markdown | LinkForm::Image | LinkForm::Href | LinkForm::Src) {
        return None;
    }
    match answer.target()? {
        Target::Note(..) if link.target.starts_with('/') => None,
        Target::Note(id, _) => notes.get(id.0 as usize).map(|note| &note.path),
        Target::File(path, _) | Target::Static(path, _) => Some(path),
        Target::Folder(_) | Target::List(..) => None,
    }
}

/// The target as the file is spelt, where it differs from that in nothing but the case of its segments.
fn respelt(target: &str, path: &RelPath) -> Option<String> {
    if target.is_empty() || path.as_str().ends_with(target) {
        return None;
    }
    let mut segments: Vec<&str> = target.split('/').collect();
    let mut differs = false;
    for (index, (written, spelt)) in segments.iter_mut().rev().zip(path.segments().rev()).enumerate() {
        let spelt = if index == 0 { as_written(written, spelt) } else { spelt };
        if matches!(*written, "" | "." | "..") {
            break;
        }
        if name::composed(written) == name::composed(spelt) {
            continue;
        }
        if name::caseless(written) != name::caseless(spelt) {
            return None;
        }
        (*written, differs) = (spelt, true);
    }
    differs.then(|| segments.join("/"))
}

/// The name of a file without its extension where the link has none.
fn as_written<'s>(written: &str, spelt: &'s str) -> &'s str {
    if name::is_note(written) { spelt } else { name::without_extension(spelt) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_spelt_as_its_file() {
        let path = RelPath::new("Guide/Set Up.md").unwrap();
        for (target, expected) in [
            ("Set Up.md", None),
            ("../Guide/Set Up", None),
            ("set up.md", Some("Set Up.md")),
            ("../guide/Set Up", Some("../Guide/Set Up")),
            ("/guide/set up", Some("/Guide/Set Up")),
            ("set-up", None),
            ("docs/set up", None),
        ] {
            assert_eq!(respelt(target, &path).as_deref(), expected, "{target}");
        }
    }
}
