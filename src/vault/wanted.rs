//! Wanted notes: what is linked but missing, and the problems of links that lead nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::{Answer, LinkRef, NoteId, problem};
use crate::note::{Link, LinkForm, LinkId, Note};
use crate::text::media::Media;
use crate::text::nearest::Names;
use crate::text::{Problem, RelPath, name};

/// A note that is linked but missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name it is linked by, in the spelling of the first link.
    pub name: String,
    /// The links, in path order of their notes.
    pub places: Vec<LinkRef>,
}

/// Gathers the links that found nothing: those to notes by name, the most wanted first; each with a
/// problem that says what was near.
pub(super) fn rank(
    notes: &[Arc<Note>],
    answers: &[Vec<Answer>],
    catalogue: &Catalogue<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Wanted> {
    let missing = missing(notes, answers);
    if missing.is_empty() {
        return Vec::new();
    }
    let near = Near::new(catalogue);
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (place, note, link) in missing {
        problems.push(near.problem(note, link));
        if let Some(name) = note_name(note, link) {
            let entry = wanted.entry(name::folded(&name));
            entry.or_insert_with(|| Wanted { name, places: Vec::new() }).places.push(place);
        }
    }
    let mut wanted: Vec<Wanted> = wanted.into_values().collect();
    wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.places.len()));
    wanted
}

fn missing<'n>(notes: &'n [Arc<Note>], answers: &[Vec<Answer>]) -> Vec<(LinkRef, &'n Note, &'n Link)> {
    let mut missing = Vec::new();
    for (index, (note, answers)) in notes.iter().zip(answers).enumerate() {
        for (id, (link, answer)) in note.links.iter().zip(answers).enumerate() {
            if *answer == Answer::Missing && link.form != LinkForm::Kind {
                let place = LinkRef { from: NoteId(index as u32), link: LinkId(id as u32) };
                missing.push((place, &**note, link));
            }
        }
    }
    missing
}

/// The name of the note a missing link wants; `None` where it wants a file.
fn note_name(note: &Note, link: &Link) -> Option<String> {
    if wants_file(link) {
        return None;
    }
    let target = name::without_extension(link.target.trim_matches('/'));
    match link.form {
        LinkForm::Markdown | LinkForm::Href => {
            let joined = note.path.parent().join(target).map(|path| path.to_string());
            Some(joined.unwrap_or_else(|_| target.to_string()))
        }
        _ => Some(target.trim_start_matches("./").to_string()),
    }
}

/// Whether a target is a file and no note: it has the extension of one.
pub(super) fn wants_file(link: &Link) -> bool {
    matches!(link.form, LinkForm::Image | LinkForm::Src) || Media::of(&link.target).is_some()
}

/// What was near a name, asked once the whole vault is known.
struct Near {
    names: Names,
    files: Names,
    folders: Vec<String>,
}

impl Near {
    fn new(catalogue: &Catalogue<'_>) -> Self {
        let folders = catalogue.surroundings.public_folders.iter().map(RelPath::to_string).collect();
        Near { names: Names::new(catalogue.all_names()), files: Names::new(catalogue.all_files()), folders }
    }

    fn problem(&self, note: &Note, link: &Link) -> Problem {
        let last = link.target.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        if wants_file(link) {
            return problem::missing_asset(note, link, self.files.nearest(last), &self.folders);
        }
        let near = self.names.nearest(name::without_extension(last));
        match link.form {
            LinkForm::Markdown | LinkForm::Href => problem::broken_link(note, link, near),
            _ => problem::missing_note(note, link, near),
        }
    }
}
