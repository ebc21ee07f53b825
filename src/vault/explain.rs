//! Why a link leads where it leads: the rule that decided, and what else it could have meant.
//!
//! A build needs the answers alone. Whoever asks for the reasons pays for them: the links are resolved once
//! more, by the same linker.

use std::sync::Arc;

use rayon::prelude::*;

use super::catalogue::{Asked, Catalogue, Lists, Names, Paths};
use super::drafts::Drafts;
use super::kinds::{Kinds, Occurring};
use super::ranked::Ranked;
use super::resolve::{Known, Linker, Ruling};
use super::seen::Notes;
use super::{Answer, Entry, NoteId, Route, Rule, Surroundings, Tag, Target, Vault};
use crate::note::Link;
use crate::text::RelPath;

/// Why a link has its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule that decided.
    pub rule: Rule,
    /// The notes or files that have the name as well, and lost: the best of them, best first.
    pub lost: Vec<RelPath>,
    /// How many more lost.
    pub more: usize,
}

/// How many of those that lost are named: where each note of a thousand links to a name that all have, naming
/// all would be a million names.
const NAMED: usize = 20;

/// The reason of every answer of a vault: for each note, for each of its links. `surroundings` are those the
/// vault was linked with.
pub fn explain(vault: &Vault, surroundings: &Surroundings) -> Vec<Vec<Reason>> {
    let notes: Notes = vault.notes.iter().map(|entry| Arc::clone(&entry.note)).collect();
    let tags: Vec<Route> = vault.tags.iter().map(Tag::route).collect();
    let (paths, names, lists) =
        (Paths::new(&notes, &vault.routes, surroundings), Names::new(&notes), Lists::new(&tags));
    let catalogue = Catalogue::new(&notes, surroundings, &paths, (&names, &lists));
    // The vault has the problems of its links already, and knows which of them mean drafts.
    let drafts = Drafts::new(&[]);
    let kinds = Kinds::of(&Occurring::of(&notes, std::iter::empty()), &catalogue);
    let known = Known { catalogue: &catalogue, kinds: &kinds, drafts: &drafts };
    let ids: Vec<NoteId> = vault.ids().collect();
    ids.into_par_iter().map(|id| reasons(known, id, &vault[id])).collect()
}

/// The reasons of the answers of one note.
fn reasons(known: Known<'_, '_>, id: NoteId, entry: &Entry) -> Vec<Reason> {
    let (linker, asker) =
        (Linker::new(known, id, &entry.note), Asker { catalogue: known.catalogue, from: id });
    let links = entry.note.links.iter().zip(&*entry.answers);
    links.map(|(link, answer)| asker.reason(link, answer, linker.answer(link, &mut Vec::new()).1)).collect()
}

/// Asks why the links of one note have their answers.
struct Asker<'c, 'v> {
    catalogue: &'c Catalogue<'v>,
    from: NoteId,
}

impl Asker<'_, '_> {
    fn reason(&self, link: &Link, answer: &Answer, ruling: Ruling) -> Reason {
        let asked = self.catalogue.asked(link.name().trim_matches('/'));
        let rule = match (answer, ruling.rule) {
            (Answer::Draft, _) => Rule::Draft,
            (Answer::Found(to) | Answer::Ambiguous(to), Rule::Ending) => self.step(link, to, &asked),
            (Answer::Missing, _) => Rule::Missing,
            (_, rule) => rule,
        };
        let (lost, more) = match (answer.target(), &ruling.among) {
            (Some(Target::File(to, _)), Some(among)) => {
                besides(to, among, |index| self.catalogue.file(index))
            }
            (Some(Target::Note(to, _)), Some(among)) => self.notes_besides(*to, among),
            (Some(Target::Note(to, _)), None) if matches!(rule, Rule::Root | Rule::OwnFolder) => {
                self.notes_besides(*to, &self.catalogue.ranked(&asked))
            }
            _ => (Vec::new(), 0),
        };
        Reason { rule, lost, more }
    }

    /// The linker does not ask which of the steps 2 to 4 it was where they all have one answer.
    fn step(&self, link: &Link, to: &Target, asked: &Asked<'_>) -> Rule {
        let (is_root, is_own) = match to {
            Target::Note(to, _) => {
                let beside = self.catalogue.beside(self.from, asked);
                (self.catalogue.at_path(asked) == Some(*to), beside == Some(*to))
            }
            Target::File(path, _) => {
                let note = &self.catalogue.notes[self.from.0 as usize];
                let is_at = |folder: RelPath| self.file(&folder, link) == Some(path);
                (is_at(RelPath::root()), is_at(note.path.parent()))
            }
            Target::Folder(_) | Target::Static(..) | Target::List(..) => (false, false),
        };
        match (is_root, is_own) {
            (true, _) => Rule::Root,
            (false, true) => Rule::OwnFolder,
            (false, false) => Rule::Ending,
        }
    }

    fn file(&self, folder: &RelPath, link: &Link) -> Option<&RelPath> {
        self.catalogue.file_at(&folder.join(link.target.trim_start_matches('/')).ok()?)
    }

    fn notes_besides(&self, to: NoteId, all: &Ranked) -> (Vec<RelPath>, usize) {
        let path = |id: u32| &self.catalogue.notes[id as usize].path;
        besides(path(to.0), all, path)
    }
}

/// The best of all but one, and how many more there are.
fn besides<'p>(to: &RelPath, all: &Ranked, path: impl Fn(u32) -> &'p RelPath) -> (Vec<RelPath>, usize) {
    let others: Vec<RelPath> = all.all().map(path).filter(|path| *path != to).take(NAMED).cloned().collect();
    let more = all.all().len().saturating_sub(others.len() + 1);
    (others, more)
}
