//! Repairs of links: what was certainly meant, and how to write it.
//!
//! A name is certainly meant where it is the only one that reads as the link does without case and without
//! what separates words. Whatever is to be written is asked of the linker first: a repair that would lead
//! elsewhere is none.

use rustc_hash::FxHashMap;

use super::{Lead, Linker};
use crate::note::{Link, Note};
use crate::text::{Asking, RelPath, Repair, name};
use crate::vault::NoteId;
use crate::vault::anchors::Places;
use crate::vault::catalogue::{Catalogue, Page, names_of};
use crate::vault::endings::Endings;
use crate::vault::sole::Sole;

/// Shortest name that is told by its letters alone: of two letters there are too many.
const SHORTEST: usize = 3;

/// What a link certainly means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::vault) enum Meant<'v> {
    Note(NoteId),
    File(&'v RelPath),
    Static(&'v RelPath),
}

/// All names of a vault without case and separators.
pub(in crate::vault) struct Squeezed<'v> {
    notes: Endings,
    /// Aliases, ids and titles, each of the only note that has it.
    names: FxHashMap<String, Option<(NoteId, &'v str)>>,
    files: Vec<&'v RelPath>,
    file_paths: Endings,
    statics: Sole<&'v RelPath>,
}

impl<'v> Squeezed<'v> {
    pub(in crate::vault) fn new(catalogue: &Catalogue<'v>) -> Self {
        let notes = catalogue.notes;
        let surroundings = catalogue.surroundings;
        let files: Vec<&RelPath> = surroundings.files.keys().collect();
        let mut names: FxHashMap<String, Option<(NoteId, &str)>> = FxHashMap::default();
        for (id, note) in (0..).map(NoteId).zip(notes) {
            for called in names_of(note) {
                let owner = names.entry(name::squeezed(called)).or_insert(Some((id, called)));
                *owner = owner.filter(|(owner, _)| *owner == id);
            }
        }
        Squeezed {
            notes: Endings::new(notes.iter().map(|note| path_key(note.path.as_str())).collect()),
            names,
            file_paths: Endings::new(files.iter().map(|path| path_key(path.as_str())).collect()),
            files,
            statics: surroundings.statics.keys().map(|path| (path_key(path.as_str()), path)).collect(),
        }
    }

    /// The file that a link certainly means.
    pub(super) fn file(&self, note: &Note, link: &Link) -> Option<Meant<'v>> {
        let target = slashed(&link.target)?;
        let index = match place(note, link, &target) {
            Some(place) => only(self.file_paths.at(&path_key(place.as_str()))),
            None => only(self.file_paths.ending_in(&key(&target)?).iter().copied()),
        };
        let file = index.and_then(|index| self.files.get(index as usize)).copied().map(Meant::File);
        let published = || self.statics.get(&key(&target)?);
        file.or_else(|| published().filter(|_| target.starts_with('/')).map(Meant::Static))
    }

    /// The note that a link certainly means, and the name it has where it is not meant by its path.
    pub(super) fn note(&self, note: &Note, link: &Link) -> Option<(NoteId, Option<&'v str>)> {
        let target = slashed(&link.target)?;
        if let Some(place) = place(note, link, &target) {
            return only(self.notes.at(&path_key(place.as_str()))).map(|id| (NoteId(id), None));
        }
        let key = key(&target)?;
        let ending = self.notes.ending_in(&key);
        match (ending, self.names.get(&name::squeezed(&target)).copied()) {
            ([first], None) => Some((NoteId(*first), None)),
            ([first], Some(Some((named, _)))) if named.0 == *first => Some((named, None)),
            ([], Some(Some((named, called)))) => Some((named, Some(called))),
            _ => None,
        }
    }
}

/// The only one of several.
fn only(mut found: impl Iterator<Item = u32>) -> Option<u32> {
    found.next().filter(|_| found.next().is_none())
}

/// A target with the separators of paths as they should be; none with a query.
fn slashed(target: &str) -> Option<String> {
    (!target.contains('?')).then(|| target.replace('\\', "/"))
}

/// The path that a link means by where its note stands, where it means no other.
fn place(note: &Note, link: &Link, target: &str) -> Option<RelPath> {
    let is_explicit = target.starts_with("./") || target.starts_with("../");
    let is_path = !link.is_wiki() && target.contains('/') && !target.starts_with('/');
    (is_explicit || is_path).then(|| note.path.parent().join(target).ok()).flatten()
}

fn key(target: &str) -> Option<String> {
    let key = path_key(target.trim_matches('/'));
    (key.chars().count() >= SHORTEST).then_some(key)
}

/// A path as its segments are compared.
fn path_key(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(name::squeezed).collect();
    segments.join("/")
}

impl<'v> Linker<'_, 'v> {
    /// What makes a link that found nothing lead to what it certainly means.
    pub(in crate::vault) fn repair(
        &self,
        link: &Link,
        squeezed: &Squeezed<'v>,
        wants_file: bool,
    ) -> Option<Asking> {
        if wants_file {
            return self.asking(link, &squeezed.file(self.note, link)?, None);
        }
        let (id, called) = squeezed.note(self.note, link)?;
        let mut problems = Vec::new();
        self.anchor(link, id, &mut problems);
        let fragment = match problems.pop().map(|problem| problem.repair) {
            None => None,
            Some(Some(Repair::Link(asking))) => asking.fragment,
            Some(_) => return None,
        };
        let asking = self.asking(link, &Meant::Note(id), called)?;
        Some(Asking { fragment, ..asking })
    }

    /// What makes a link lead to `meant` and nowhere else; `called` is tried first.
    pub(in crate::vault) fn asking(
        &self,
        link: &Link,
        meant: &Meant<'_>,
        called: Option<&str>,
    ) -> Option<Asking> {
        let mut spellings = called.map(str::to_string).into_iter().chain(self.spellings(link, meant));
        let target = spellings.find(|target| self.leads_to(link, target, meant));
        target.map(|target| Asking { target: Some(target), ..Asking::default() })
    }

    /// What makes an ambiguous link mean one alone: for wiki links a name that only this one has, for others
    /// its path, as Markdown and browsers read it.
    pub(super) fn asking_alone(&self, link: &Link, meant: &Meant<'_>, name: &str) -> Option<Asking> {
        self.asking(link, meant, link.is_wiki().then_some(name))
    }

    fn leads_to(&self, link: &Link, target: &str, meant: &Meant<'_>) -> bool {
        match (self.lead(link.form, target).map(|(_, lead)| lead), meant) {
            (Some(Lead::Note(found) | Lead::Page(Page::Note(found))), Meant::Note(id)) => found == *id,
            (Some(Lead::File(found)), Meant::File(path)) => found == **path,
            (Some(Lead::Static(found)), Meant::Static(path)) => found == **path,
            _ => false,
        }
    }

    /// How the path of what is meant can be written in such a link, the best first.
    fn spellings(&self, link: &Link, meant: &Meant<'_>) -> Vec<String> {
        let whole = match meant {
            Meant::Note(id) => &self.catalogue.notes[id.0 as usize].path,
            Meant::File(path) | Meant::Static(path) => *path,
        };
        let is_bare = matches!(meant, Meant::Note(_)) && !name::is_note(&link.target);
        let spelt = |path| if is_bare { name::without_extension(path) } else { path };
        let path = spelt(whole.as_str());
        let target = link.target.replace('\\', "/");
        let relative = whole.from_folder(&self.note.path.parent());
        let relative = spelt(&relative).to_string();
        match target.split('/').next() {
            Some("") => vec![format!("/{path}")],
            Some(".") if !relative.starts_with("../") => vec![format!("./{relative}")],
            Some("." | "..") => vec![relative],
            _ if link.is_wiki() => vec![last_segments(path, target.split('/').count()), path.to_string()],
            _ if target.contains('/') => vec![relative],
            _ => vec![last_segments(path, 1), relative],
        }
    }

    /// What makes the fragment of a link mean the only place of a note that reads as it does.
    pub(super) fn repair_fragment(
        &self,
        link: &Link,
        note: &Note,
        places: &Places,
        fragment: &str,
    ) -> Option<Repair> {
        let fragment = match fragment.strip_prefix('^') {
            Some(block) => format!("^{}", places.sole_block(note, block)?),
            None => self.sole_place(link, note, places, fragment)?,
        };
        Some(Repair::Link(Asking { fragment: Some(fragment), ..Asking::default() }))
    }

    /// Wiki links name a heading by its text, as authors read it, and URLs by its id.
    fn sole_place(&self, link: &Link, note: &Note, places: &Places, fragment: &str) -> Option<String> {
        let (text, id, anchor) = places.sole(note, fragment)?;
        let leads = |wanted: &&str| places.find(note, wanted).as_ref() == Some(&anchor);
        let text = text.filter(|text| link.is_wiki() && is_plain(text)).filter(leads);
        text.or_else(|| Some(id).filter(leads)).map(str::to_string)
    }
}

/// Whether a heading can be written behind `#` as it is.
pub(in crate::vault) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || " -_.,:!?'()/".contains(c)) && text.trim() == text
}

/// The last segments of a path.
fn last_segments(path: &str, count: usize) -> String {
    let start = path.rmatch_indices('/').nth(count.saturating_sub(1)).map_or(0, |(slash, _)| slash + 1);
    path.get(start..).unwrap_or(path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_by_their_ends() {
        assert_eq!((last_segments("a/b/c", 2), last_segments("a", 2)), ("b/c".into(), "a".into()));
    }
}
