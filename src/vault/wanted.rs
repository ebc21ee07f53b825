//! Wanted notes: what is linked but missing, and the problems of links that lead nowhere.

use std::collections::BTreeMap;

use super::catalogue::{Catalogue, loose};
use super::drafts;
use super::endings::Endings;
use super::near::{Near, wants_file};
use super::resolve::{Linker, Squeezed};
use super::routes::Routes;
use super::{Answer, LinkRef, NoteId, problem};
use crate::note::{Link, LinkForm, LinkId, Note};
use crate::text::{Problem, Repair, name};

/// A note that is linked but missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name it is linked by, in the spelling of the first link.
    pub name: String,
    /// The links, in path order of their notes.
    pub places: Vec<LinkRef>,
}

/// What is known of a link that found nothing: the name of the note that it wants.
#[derive(Debug, Clone)]
pub(super) struct Want {
    pub(super) link: LinkId,
    /// What all spellings of the name have in common.
    key: String,
    name: String,
}

/// What there is instead of what is missing. Few links ask, and it is made when the first does.
pub(super) struct Instead<'v> {
    near: Near<'v>,
    squeezed: Squeezed<'v>,
}

impl<'v> Instead<'v> {
    pub(super) fn new(catalogue: &Catalogue<'v>, routes: &Routes) -> Self {
        Instead { near: Near::new(catalogue, routes), squeezed: Squeezed::new(catalogue) }
    }

    /// The problem of a link that found nothing, which says what was near.
    fn problem(&self, linker: &Linker<'_, 'v>, link: &Link) -> Problem {
        // What is near is told by all names there are.
        linker.heard.of(|sources| sources.names = true);
        let repair = linker.repair(link, &self.squeezed, wants_file(link));
        self.near.problem(linker, link, &repair).repaired_by(repair.map(Repair::Link))
    }
}

/// What the links of a note want that found nothing, each with a problem; those that found a draft are problems and
/// no more.
pub(super) fn by<'v, 'i>(
    linker: &Linker<'_, 'v>,
    answers: &[Answer],
    instead: impl Fn() -> &'i Instead<'v>,
    problems: &mut Vec<Problem>,
) -> Vec<Want>
where
    'v: 'i,
{
    let (note, mut wants) = (linker.note, Vec::new());
    for ((id, link), answer) in (0..).map(LinkId).zip(&note.links).zip(answers) {
        match answer {
            Answer::Draft => problems.push(problem::draft(note, link)),
            Answer::Missing if !link.is_implied() && !link.is_tag() && link.block_reference().is_none() => {
                problems.push(instead().problem(linker, link));
                wants.extend(wanted_name(note, link).map(|(key, name)| Want { link: id, key, name }));
            }
            _ => {}
        }
    }
    wants
}

/// The notes that are linked by name and missing, the most wanted first. What an unlisted note wants is in no list.
pub(super) fn rank<'w>(wants: impl Iterator<Item = (NoteId, &'w Want)>) -> Vec<Wanted> {
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (from, Want { link, key, name }) in wants {
        let entry = wanted.entry(key.clone());
        let entry = entry.or_insert_with(|| Wanted { name: name.clone(), places: Vec::new() });
        entry.places.push(LinkRef { from, link: *link });
    }
    let mut wanted = joined(wanted);
    wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.places.len()));
    wanted
}

/// One entry for all names that one note would satisfy: that of the longest path, for `d` finds `g/d`.
fn joined(wanted: BTreeMap<String, Wanted>) -> Vec<Wanted> {
    let (keys, mut wanted): (Vec<String>, Vec<Wanted>) = wanted.into_iter().unzip();
    let depth = |index: u32| keys[index as usize].matches('/').count();
    let endings = Endings::new(keys.clone());
    let longest = |key: &String| endings.first(key, |index| (std::cmp::Reverse(depth(index)), index));
    for (index, key) in keys.iter().enumerate() {
        let Some(to) = longest(key).map(|to| to as usize).filter(|to| *to != index) else { continue };
        let places = std::mem::take(&mut wanted[index].places);
        wanted[to].places.extend(places);
    }
    wanted.retain(|wanted| !wanted.places.is_empty());
    wanted.iter_mut().for_each(|wanted| wanted.places.sort_unstable());
    wanted
}

/// The name of the note a missing link wants, before it the key under which all its spellings are; `None`
/// where it wants a file. The key of a path that finds no other note begins with a slash.
fn wanted_name(note: &Note, link: &Link) -> Option<(String, String)> {
    if wants_file(link) {
        return None;
    }
    let target = link.name().trim_matches('/');
    let relative = !link.target.starts_with('/') && matches!(link.form, LinkForm::Markdown | LinkForm::Href);
    let (slash, path) = match drafts::place(note, link) {
        Some(place) => ("/", place.to_string()),
        None if relative => ("", note.path.parent().join(target).map_or(target.into(), |p| p.to_string())),
        None => ("", target.to_string()),
    };
    let name = name::without_extension(&path);
    Some((format!("{slash}{}", loose(name)), name.to_string()))
}
