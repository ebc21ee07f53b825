//! Repairs of notes: decided as values, told as a diff, written in one step for each file.
//!
//! What is decided is tried before it is written: the notes are built with it, and a file whose repairs would
//! not help, or would do harm somewhere, is left as it is.

mod diff;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use diff::diff;
pub(super) use write::write;

use crate::Built;
use crate::note::{self, Link, Note, Respeller};
use crate::site::{Inputs, TemplateError};
use crate::text::{Edit, Memo, Problem, RelPath, Repair, Source, Span, Tree, edited};

/// A vault after its repairs.
pub(super) struct Repaired {
    pub(super) inputs: Inputs,
    pub(super) built: Built,
    /// The notes that differ, as they were.
    pub(super) before: BTreeMap<RelPath, Source>,
}

/// What is told of problems that are the same: an edit changes the characters of its link, and the place of
/// all that follow.
type Count<'p> = BTreeMap<(&'static str, &'p RelPath, &'p str), usize>;

/// Makes all repairs that are certain, until none is left: what has been repaired once stays as it is.
///
/// # Errors
/// Those of a build.
pub(super) fn repaired(
    inputs: Inputs,
    built: Built,
    memo: &mut Memo<Arc<Note>>,
) -> Result<Repaired, TemplateError> {
    let mut now = Repaired { inputs, built, before: BTreeMap::new() };
    while let Some((inputs, built)) = now.next(memo)? {
        for (path, source) in &now.inputs.notes {
            if inputs.notes.get(path) != Some(source) && !now.before.contains_key(path) {
                now.before.insert(path.clone(), source.clone());
            }
        }
        (now.inputs, now.built) = (inputs, built);
    }
    Ok(now)
}

impl Repaired {
    /// The vault with the repairs of its problems, as far as they help and do no harm.
    fn next(&self, memo: &mut Memo<Arc<Note>>) -> Result<Option<(Inputs, Built)>, TemplateError> {
        let mut edits = edits(&self.inputs, &self.built.problems, memo);
        while !edits.is_empty() {
            let inputs = with(&self.inputs, &edits);
            let built = crate::build(&inputs, memo)?;
            let bad = self.harmed(&built.problems, &edits);
            if bad.is_empty() {
                return Ok(Some((inputs, built)));
            }
            let count = edits.len();
            edits.retain(|path, _| !bad.contains(path));
            if edits.len() == count {
                edits.clear();
            }
        }
        Ok(None)
    }

    /// The files with a problem that was not there before, or one that should be gone.
    fn harmed(&self, after: &[Problem], edits: &BTreeMap<RelPath, Vec<Edit>>) -> BTreeSet<RelPath> {
        let mut most = count(&self.built.problems);
        for problem in self.built.problems.iter().filter(|problem| is_repaired(problem, edits)) {
            most.entry(key(problem)).and_modify(|count| *count -= 1);
        }
        let after = count(after).into_iter();
        let more = after.filter(|(key, count)| *count > most.get(key).copied().unwrap_or(0));
        more.map(|((_, path, _), _)| path.clone()).collect()
    }
}

fn is_repaired(problem: &Problem, edits: &BTreeMap<RelPath, Vec<Edit>>) -> bool {
    problem.repair.is_some() && problem.place.tree == Tree::Vault && edits.contains_key(&problem.place.path)
}

fn count(problems: &[Problem]) -> Count<'_> {
    let mut count = Count::new();
    problems.iter().for_each(|problem| *count.entry(key(problem)).or_default() += 1);
    count
}

fn key(problem: &Problem) -> (&'static str, &RelPath, &str) {
    (problem.id, &problem.place.path, &problem.message)
}

/// The notes with their edits.
fn with(inputs: &Inputs, edits: &BTreeMap<RelPath, Vec<Edit>>) -> Inputs {
    let mut inputs = inputs.clone();
    for (path, edits) in edits {
        if let Some(source) = inputs.notes.get_mut(path) {
            *source = Source::new(path.clone(), edited(&source.text, edits.clone()));
        }
    }
    inputs
}

/// The edits that the problems of notes ask for. The configuration is no note, and is left to its author.
fn edits(inputs: &Inputs, problems: &[Problem], memo: &Memo<Arc<Note>>) -> BTreeMap<RelPath, Vec<Edit>> {
    let mut repairs: BTreeMap<&RelPath, Vec<(Option<Span>, &Repair)>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.place.tree == Tree::Vault) {
        if let Some(repair) = &problem.repair {
            repairs.entry(&problem.place.path).or_default().push((problem.place.span, repair));
        }
    }
    let of_file = |(path, repairs): (&RelPath, Vec<_>)| {
        let source = inputs.notes.get(path)?;
        let key = note::key(source, inputs.dialect);
        let note = memo.get(key).unwrap_or_else(|| Arc::new(note::compile(source, inputs.dialect)));
        let edits: Vec<Edit> = of_note(source, &note, repairs);
        (!edits.is_empty()).then(|| (path.clone(), edits))
    };
    repairs.into_iter().filter_map(of_file).collect()
}

fn of_note(source: &Source, note: &Note, repairs: Vec<(Option<Span>, &Repair)>) -> Vec<Edit> {
    let links: BTreeMap<Span, &Link> = note.links.iter().map(|link| (link.span, link)).collect();
    let respeller = Respeller::of(source);
    let edit = |(span, repair): (Option<Span>, &Repair)| match repair {
        Repair::Edit(edit) => Some(edit.clone()),
        Repair::Link(asking) => respeller.respelt(links.get(&span?)?, asking),
    };
    repairs.into_iter().filter_map(edit).collect()
}
