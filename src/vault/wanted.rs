//! Wanted notes: what is linked but missing, and the problems of links that lead nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::catalogue::{Catalogue, loose};
use super::drafts::{self, Drafts};
use super::endings::Endings;
use super::kinds::Kinds;
use super::near::{Addresses, Near, wants_file};
use super::resolve::{Linker, Squeezed};
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

/// Gathers the links that found nothing: those to notes by name, the most wanted first; each with a
/// problem that says what was near. What an unlisted note wants is in no list.
pub(super) fn rank(
    notes: &[Arc<Note>],
    answers: &[Vec<Answer>],
    catalogue: &Catalogue<'_>,
    drafts: &Drafts,
    addresses: &Addresses<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Wanted> {
    let missing = missing(notes, answers, problems);
    if missing.is_empty() {
        return Vec::new();
    }
    let near = Near::new(catalogue, addresses);
    let (squeezed, kinds) = (Squeezed::new(catalogue), Kinds::default());
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (place, note, link) in missing {
        let linker = Linker { catalogue, kinds: &kinds, drafts, note, id: place.from };
        let repair = linker.repair(link, &squeezed, wants_file(link));
        problems.push(near.problem(&linker, link, &repair).repaired_by(repair.map(Repair::Link)));
        if let Some((key, name)) = wanted_name(note, link).filter(|_| !note.front.unlisted) {
            let entry = wanted.entry(key);
            entry.or_insert_with(|| Wanted { name, places: Vec::new() }).places.push(place);
        }
    }
    let mut wanted = joined(wanted);
    wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.places.len()));
    wanted
}

/// The links that found nothing; those that found a draft are problems and no more.
fn missing<'n>(
    notes: &'n [Arc<Note>],
    answers: &[Vec<Answer>],
    problems: &mut Vec<Problem>,
) -> Vec<(LinkRef, &'n Note, &'n Link)> {
    let mut missing = Vec::new();
    for (index, (note, answers)) in notes.iter().zip(answers).enumerate() {
        for (id, (link, answer)) in note.links.iter().zip(answers).enumerate() {
            match answer {
                Answer::Draft => problems.push(problem::draft(note, link)),
                Answer::Missing
                    if !link.is_implied() && !link.is_tag() && link.block_reference().is_none() =>
                {
                    let place = LinkRef { from: NoteId(index as u32), link: LinkId(id as u32) };
                    missing.push((place, &**note, link));
                }
                _ => {}
            }
        }
    }
    missing
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
