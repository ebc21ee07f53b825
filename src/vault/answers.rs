//! The answers to the links of each note, and what follows from them for this note alone.
//!
//! They rest on the note itself, on where everything is, and on what its links have asked for besides ([`Sources`]).
//! While that is the same, they are those of the round before.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::catalogue::{Catalogue, Lists, Names, Paths};
use super::drafts::Drafts;
use super::heard::Sources;
use super::kinds::Kinds;
use super::resolve::{Known, Linker};
use super::routes::Routes;
use super::seen::{Notes, Seen, have_same_places};
use super::wanted::{self, Instead, Want};
use super::{Answer, NoteId, Surroundings, Target, portable};
use crate::note::{LinkForm, Note, Piece};
use crate::text::media::Media;
use crate::text::{Problem, RelPath, Same};

/// What came of the links of one note.
#[derive(Debug)]
pub(super) struct Answered {
    /// The answer to each link.
    pub(super) answers: Arc<[Answer]>,
    /// What is wrong with them.
    pub(super) problems: Vec<Problem>,
    /// What those want that found nothing.
    pub(super) wants: Vec<Want>,
    /// The other notes that it links to, each once, in path order.
    pub(super) targets: Vec<NoteId>,
    /// The files that it links to or shows.
    pub(super) files: Vec<RelPath>,
    /// Whether it links to another page.
    pub(super) leads_on: bool,
    /// Whether it links to a list of the site.
    pub(super) lists: bool,
    /// Whether it may show something in place of a link.
    pub(super) embeds: bool,
    sources: Sources,
}

/// What the answers of all notes rest on: their paths, and all that is no note.
#[derive(Clone, PartialEq)]
pub(super) struct World {
    pub(super) paths: Same<Paths>,
    pub(super) surroundings: Same<Surroundings>,
    pub(super) lists: Same<Lists>,
    pub(super) kinds: Same<Kinds>,
    pub(super) drafts: Vec<Arc<Note>>,
}

/// What links can ask of the notes themselves.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) names: Same<Names>,
    pub(super) notes: Notes,
}

/// The answers of a round.
#[derive(Default)]
pub(super) struct Answers(Option<(World, Asked, Vec<Arc<Answered>>)>);

impl Answers {
    /// The answers to the links of all notes: those of the last round where nothing that they rest on differs.
    pub(super) fn of(
        &mut self,
        (world, asked): (World, Asked),
        catalogue: &Catalogue<'_>,
        routes: &Routes,
    ) -> Vec<Arc<Answered>> {
        let last = self.0.take().filter(|(known, ..)| *known == world);
        let last = last.as_ref().map(|(_, known, answered)| Round::new(known, &asked, answered));
        let (drafts, instead) = (Drafts::new(&world.drafts), OnceLock::new());
        let known = Known { catalogue, kinds: &world.kinds, drafts: &drafts };
        let instead = || instead.get_or_init(|| Instead::new(catalogue, routes));
        let answered = |(index, note): (usize, &Arc<Note>)| {
            let remembered = last.as_ref().and_then(|last| last.answered(index));
            remembered.unwrap_or_else(|| {
                let linker = Linker::new(known, NoteId(index as u32), note);
                Arc::new(Answered::of(linker, &asked.notes, instead))
            })
        };
        let answered: Vec<Arc<Answered>> = asked.notes.par_iter().enumerate().map(answered).collect();
        self.0 = Some((world, asked, answered.clone()));
        answered
    }
}

/// The answers of the last round, in a world that is the same.
struct Round<'r> {
    before: &'r Asked,
    now: &'r Asked,
    answered: &'r [Arc<Answered>],
    /// Whether all notes are called as they were.
    names: bool,
    /// Whether all blocks have the names they had.
    blocks: bool,
    /// Whether the places in each note are those that were there: many links may ask of one note.
    places: Vec<bool>,
}

impl<'r> Round<'r> {
    fn new(before: &'r Asked, now: &'r Asked, answered: &'r [Arc<Answered>]) -> Self {
        let names = before.names == now.names;
        let blocks = Seen::of_blocks(&before.notes) == Seen::of_blocks(&now.notes);
        let both = before.notes.iter().zip(&*now.notes);
        let places = both.map(|(before, now)| have_same_places(before, now)).collect();
        Round { before, now, answered, names, blocks, places }
    }

    /// The answers of a note, if they still hold.
    fn answered(&self, index: usize) -> Option<Arc<Answered>> {
        let answered = self.answered.get(index)?;
        let (before, now) = self.before.notes.get(index).zip(self.now.notes.get(index))?;
        let sources = &answered.sources;
        let has_its_places = |id: &NoteId| self.places.get(id.0 as usize) == Some(&true);
        let holds = Arc::ptr_eq(before, now)
            && (self.names || !sources.names)
            && (self.blocks || !sources.blocks)
            && sources.places.iter().all(has_its_places);
        holds.then(|| Arc::clone(answered))
    }
}

impl Answered {
    fn of<'v, 'i>(linker: Linker<'_, 'v>, notes: &Notes, instead: impl Fn() -> &'i Instead<'v>) -> Self
    where
        'v: 'i,
    {
        let (id, note, mut problems) = (linker.id, linker.note, Vec::new());
        let answers = note.links.iter().map(|link| linker.answer(link, &mut problems).0);
        let answers: Arc<[Answer]> = answers.collect::<Vec<_>>().into();
        let wants = wanted::by(&linker, &answers, instead, &mut problems);
        portable::links(note, &answers, notes, &mut problems);
        Answered {
            targets: targets(id, &answers),
            files: files(&answers),
            lists: answers.iter().any(|answer| matches!(answer.target(), Some(Target::List(..)))),
            leads_on: leads_on(id, note, &answers),
            embeds: note.body.iter().any(|piece| matches!(piece, Piece::Embed(_))),
            answers,
            problems,
            wants,
            sources: linker.heard.sources(),
        }
    }
}

/// The other notes that a note links to.
fn targets(id: NoteId, answers: &[Answer]) -> Vec<NoteId> {
    let targets = answers.iter().filter_map(|answer| match answer.target() {
        Some(Target::Note(to, _)) if *to != id => Some(*to),
        _ => None,
    });
    let mut targets: Vec<NoteId> = targets.collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

fn files(answers: &[Answer]) -> Vec<RelPath> {
    let files = answers.iter().filter_map(|answer| match answer.target() {
        Some(Target::File(path, _)) => Some(path.clone()),
        _ => None,
    });
    files.collect()
}

/// Whether a note links to another page, be it not yet written.
fn leads_on(id: NoteId, note: &Note, answers: &[Answer]) -> bool {
    note.links.iter().zip(answers).any(|(link, answer)| match answer {
        Answer::Found(target) | Answer::Ambiguous(target) => match target {
            Target::Note(to, _) => *to != id,
            Target::Folder(_) | Target::List(..) => true,
            Target::File(..) | Target::Static(..) => false,
        },
        Answer::Draft => true,
        Answer::Missing => link.form != LinkForm::Kind && Media::of(&link.target).is_none(),
    })
}
