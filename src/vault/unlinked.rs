//! What nothing leads to, and what leads nowhere: judged by links alone, for a list leads to every note.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::answers::Answered;
use super::{Entry, Folder, NavItem, NoteId, Rules, named, problem};
use crate::note::Note;
use crate::text::media::Media;
use crate::text::{Problem, RelPath, name};

/// Adds a problem for each note that no other links to, each that links to no other, and each of the `unused`
/// files that is there for notes. Pages that are reached or lead on by themselves are neither: those of folders, those the
/// navigation names, and those that are in no list because their authors say so.
pub(super) fn report<'p>(
    (entries, answered): (&[Entry], &[Arc<Answered>]),
    folders: &[Folder],
    unused: impl Iterator<Item = &'p RelPath>,
    rules: Rules<'_>,
    problems: &mut Vec<Problem>,
) {
    let own: FxHashSet<NoteId> = folders.iter().filter_map(|folder| folder.note).collect();
    let declared = declared(rules.nav);
    let linked = linked_notes(answered);
    for (((id, entry), answered), linked) in (0..).map(NoteId).zip(entries).zip(answered).zip(linked) {
        if entry.note.front.unlisted || entry.route.is_home() || own.contains(&id) {
            continue;
        }
        let path = &entry.note.path;
        if !linked && !declared.contains(&name::folded(path.as_str())) {
            problems.push(problem::orphan_note(path));
        }
        if !answered.leads_on {
            problems.push(problem::dead_end_note(path));
        }
    }
    let wanted = wanted_by(rules.drafts);
    let unused = unused.filter(|path| is_for_notes(path));
    problems.extend(unused.filter(|path| !wanted.contains(path.name())).map(problem::unused_asset));
}

/// The notes the navigation names, as it compares them.
fn declared(nav: &[NavItem]) -> FxHashSet<String> {
    nav.iter().map(|item| named(&item.path)).collect()
}

/// Whether links of other notes lead to each note.
fn linked_notes(answered: &[Arc<Answered>]) -> Vec<bool> {
    let mut linked = vec![false; answered.len()];
    for NoteId(to) in answered.iter().flat_map(|answered| &answered.targets) {
        linked[*to as usize] = true;
    }
    linked
}

/// Whether a file is there to be shown or linked by notes: pictures, films, sounds and papers. A repository
/// has many others, and browsers ask for an icon by its name.
fn is_for_notes(path: &RelPath) -> bool {
    let media = Media::of(path.name());
    let is_shown = matches!(media, Some(Media::Image | Media::Video | Media::Sound));
    let is_icon = ["favicon", "apple-touch-icon"].iter().any(|name| path.stem().starts_with(name));
    (is_shown || path.extension().eq_ignore_ascii_case("pdf")) && !is_icon
}

/// The names of the files that drafts ask for: they are used when the draft is published.
fn wanted_by(drafts: &[Arc<Note>]) -> BTreeSet<&str> {
    let links = drafts.iter().flat_map(|note| &note.links);
    links.filter_map(|link| link.target.rsplit('/').next()).collect()
}
