//! Repairs of notes: decided as values, told as a diff, written in one step for each file.
//!
//! What is decided is tried before it is written: the notes are built with it, and a file whose repairs would
//! not help, or would do harm somewhere, is left as it is.

mod diff;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use diff::diff;
pub(super) use write::staged;

use crate::note::{self, Link, Note, Respeller, Texts};
use crate::site::{Inputs, TemplateError};
use crate::text::{Edit, Problem, RelPath, Repair, Source, Span, Tree, edited};
use crate::{Built, Memo};

/// A vault after its repairs.
pub(super) struct Repaired {
    pub(super) inputs: Inputs,
    pub(super) built: Built,
    /// The notes that differ, as they were.
    pub(super) before: BTreeMap<RelPath, Source>,
}

/// What is told of problems that are the same: an edit changes the characters of its link, and the place of
/// all that follow.
type Key<'p> = (&'static str, &'p RelPath, &'p str);

/// Makes all repairs that are certain, until none is left: what has been repaired once stays as it is.
///
/// # Errors
/// Those of a build.
pub(super) fn repaired(inputs: Inputs, built: Built, memo: &mut Memo) -> Result<Repaired, TemplateError> {
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

/// An edit, and the problem that asks for it.
#[derive(Clone)]
struct Planned<'p> {
    edit: Edit,
    problem: &'p Problem,
}

impl Planned<'_> {
    /// Whether it is one of a key of the front matter, and not of a link.
    fn is_of_key(&self) -> bool {
        matches!(self.problem.repair, Some(Repair::Edit(_)))
    }
}

/// The edits of each note.
type Plan<'p> = BTreeMap<&'p RelPath, Vec<Planned<'p>>>;

impl Repaired {
    /// The vault with the repairs of its problems, as far as they help and do no harm: where nothing is left of all,
    /// those of links alone, else those of keys. A key can do harm in notes that have done nothing wrong.
    fn next(&self, memo: &mut Memo) -> Result<Option<(Inputs, Built)>, TemplateError> {
        let plan = plan(&self.inputs, &self.built.problems, memo);
        let (links, keys) = (part(&plan, false), part(&plan, true));
        let parts = if links.is_empty() || keys.is_empty() { vec![plan] } else { vec![plan, links, keys] };
        for part in parts {
            if let Some(next) = self.tried(part, memo)? {
                return Ok(Some(next));
            }
        }
        Ok(None)
    }

    /// The vault with these repairs, as far as they help and do no harm.
    fn tried(&self, mut plan: Plan<'_>, memo: &mut Memo) -> Result<Option<(Inputs, Built)>, TemplateError> {
        while !plan.is_empty() {
            let inputs = with(&self.inputs, &plan);
            let built = crate::build(&inputs, memo)?;
            let bad = self.bad(&built.problems, &plan);
            if bad.is_empty() {
                return Ok(Some((inputs, built)));
            }
            without(&mut plan, &bad, &self.inputs.texts);
        }
        Ok(None)
    }

    /// The problems that were not there before, or should be gone.
    fn bad<'b>(&self, after: &'b [Problem], plan: &Plan<'_>) -> BTreeSet<Key<'b>> {
        let mut most = count(&self.built.problems);
        for planned in plan.values().flatten() {
            most.entry(key(planned.problem)).and_modify(|count| *count -= 1);
        }
        let after = count(after).into_iter();
        after
            .filter(|(key, count)| *count > most.get(key).copied().unwrap_or(0))
            .map(|(key, _)| key)
            .collect()
    }
}

/// The repairs of keys, or those of links.
fn part<'p>(plan: &Plan<'p>, keys: bool) -> Plan<'p> {
    let mut part = plan.clone();
    part.values_mut().for_each(|edits| edits.retain(|planned| planned.is_of_key() == keys));
    part.retain(|_, edits| !edits.is_empty());
    part
}

/// Takes back the repairs that do not help, else those of the notes where they do harm, else those of the notes
/// that others show, else all: in the end there are none.
fn without(plan: &mut Plan<'_>, bad: &BTreeSet<Key<'_>>, texts: &Texts) {
    let size = |plan: &Plan<'_>| plan.values().map(Vec::len).sum::<usize>();
    let before = size(plan);
    plan.values_mut().for_each(|edits| edits.retain(|planned| !bad.contains(&key(planned.problem))));
    if size(plan) == before {
        plan.retain(|path, _| !bad.iter().any(|(_, other, _)| other == path));
    }
    if size(plan) == before {
        plan.retain(|path, _| !texts.shows(path));
    }
    if size(plan) == before {
        plan.clear();
    }
    plan.retain(|_, edits| !edits.is_empty());
}

fn count(problems: &[Problem]) -> BTreeMap<Key<'_>, usize> {
    let mut count = BTreeMap::new();
    problems.iter().for_each(|problem| *count.entry(key(problem)).or_default() += 1);
    count
}

fn key(problem: &Problem) -> Key<'_> {
    (problem.id, &problem.place.path, &problem.message)
}

/// The notes with their edits, wherever they are read.
fn with(inputs: &Inputs, plan: &Plan<'_>) -> Inputs {
    let mut inputs = inputs.clone();
    for (path, planned) in plan {
        if let Some(source) = inputs.notes.get_mut(*path) {
            let edits = planned.iter().map(|planned| planned.edit.clone()).collect();
            *source = Source::new((*path).clone(), edited(&source.text, edits));
        }
    }
    let shown = plan.keys().filter(|path| inputs.texts.shows(path));
    let shown: Vec<&Source> = shown.filter_map(|path| inputs.notes.get(*path)).collect();
    if !shown.is_empty() {
        inputs.texts = inputs.texts.with_notes(shown, inputs.dialect);
    }
    inputs
}

/// The edits that the problems of notes ask for. The configuration is no note, and is left to its author.
fn plan<'p>(inputs: &Inputs, problems: &'p [Problem], memo: &Memo) -> Plan<'p> {
    let mut repairs: BTreeMap<&RelPath, Vec<(&Problem, &Repair)>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.place.tree == Tree::Vault) {
        if let Some(repair) = &problem.repair {
            repairs.entry(&problem.place.path).or_default().push((problem, repair));
        }
    }
    let of_file = |(path, repairs): (&'p RelPath, Vec<_>)| {
        let source = inputs.notes.get(path)?;
        let key = note::key(source, inputs.dialect, &inputs.texts);
        let compiled = || Arc::new(note::compile(source, inputs.dialect, &inputs.texts));
        let note = memo.notes.get(key).unwrap_or_else(compiled);
        let edits = of_note(&Respeller::of(source, inputs.dialect), &note, repairs);
        (!edits.is_empty()).then_some((path, edits))
    };
    repairs.into_iter().filter_map(of_file).collect()
}

/// The edits that make these repairs. They are made in the text of the note: links in what it shows of other
/// files have none.
fn of_note<'p>(
    respeller: &Respeller<'_>,
    note: &Note,
    repairs: Vec<(&'p Problem, &Repair)>,
) -> Vec<Planned<'p>> {
    let own = note.links.iter().filter(|link| !link.is_included);
    let links: BTreeMap<Span, &Link> = own.map(|link| (link.span, link)).collect();
    let planned = |(problem, repair): (&'p Problem, &Repair)| {
        let edit = match repair {
            Repair::Edit(edit) => Some(edit.clone()),
            Repair::Link(asking) => respeller.respelt(links.get(&problem.place.span?)?, asking),
        };
        edit.map(|edit| Planned { edit, problem })
    };
    repairs.into_iter().filter_map(planned).collect()
}
