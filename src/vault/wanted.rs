//! Wanted notes: what is linked but missing, and the problems of links that lead nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue::{Catalogue, loose};
use super::drafts::{self, Drafts};
use super::endings::Endings;
use super::resolve::{Linker, Squeezed};
use super::{Answer, LinkRef, NoteId, Redirect, Route, problem};
use crate::note::{Link, LinkForm, LinkId, Note};
use crate::text::media::Media;
use crate::text::nearest::Names;
use crate::text::{Asking, Problem, RelPath, Repair, name};

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
    let (squeezed, kinds) = (Squeezed::new(catalogue), FxHashMap::default());
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (place, note, link) in missing {
        let linker = Linker { catalogue, kinds: &kinds, drafts, note, id: place.from };
        let repair = linker.repair(link, &squeezed, wants_file(link));
        problems.push(near.problem(note, link, &repair).repaired_by(repair.map(Repair::Link)));
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
                Answer::Missing if link.form != LinkForm::Kind => {
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
    let target = link.target.trim_matches('/');
    let relative = !link.target.starts_with('/') && matches!(link.form, LinkForm::Markdown | LinkForm::Href);
    let (slash, path) = match drafts::place(note, link) {
        Some(place) => ("/", place.to_string()),
        None if relative => ("", note.path.parent().join(target).map_or(target.into(), |p| p.to_string())),
        None => ("", target.to_string()),
    };
    let name = name::without_extension(&path);
    Some((format!("{slash}{}", loose(name)), name.to_string()))
}

/// What files of source code end in, and the names of many a library and language.
const LANGUAGES: [&str; 8] = ["js", "ts", "go", "rs", "py", "java", "lua", "css"];

/// Whether a target is a file and no note: it has the extension of one. `[[Next.js]]` is a name.
fn wants_file(link: &Link) -> bool {
    let of_language = |(_, end): (&str, &str)| LANGUAGES.iter().any(|known| end.eq_ignore_ascii_case(known));
    let is_name = link.form == LinkForm::Wiki
        && !link.target.contains('/')
        && link.target.rsplit_once('.').is_some_and(of_language);
    matches!(link.form, LinkForm::Image | LinkForm::Src) || (!is_name && Media::of(&link.target).is_some())
}

/// Where pages are and were.
pub(super) struct Addresses<'a> {
    pub(super) routes: &'a [Route],
    pub(super) redirects: &'a [Redirect],
}

impl Addresses<'_> {
    /// The URLs that authors chose and old ones, each with the URL the page has today.
    fn chosen(&self, notes: &[Arc<Note>]) -> BTreeMap<String, String> {
        let slugs = notes.iter().zip(self.routes).filter(|(note, _)| note.front.slug.is_some());
        let slugs = slugs.map(|(_, route)| (address(route), address(route)));
        let today = |redirect: &Redirect| self.routes.get(redirect.to.0 as usize).map(address);
        let old =
            self.redirects.iter().filter_map(|redirect| Some((address(&redirect.from), today(redirect)?)));
        old.chain(slugs).collect()
    }
}

fn address(route: &Route) -> String {
    if route.is_home() { "/".to_string() } else { format!("/{route}/") }
}

/// What was near a name, asked once the whole vault is known.
struct Near {
    names: Names,
    files: Names,
    addresses: Names,
    /// The URL of today for each address.
    today: BTreeMap<String, String>,
    folders: Vec<String>,
}

impl Near {
    fn new(catalogue: &Catalogue<'_>, addresses: &Addresses<'_>) -> Self {
        let folders = catalogue.surroundings.public_folders.iter().map(RelPath::to_string).collect();
        let today = addresses.chosen(catalogue.notes);
        Near {
            names: Names::new(catalogue.all_names()),
            files: Names::new(catalogue.all_files()),
            addresses: Names::new(today.keys().map(String::as_str)),
            today,
            folders,
        }
    }

    /// What is certainly meant may be too far in letters to be near.
    fn problem(&self, note: &Note, link: &Link, certain: &Option<Asking>) -> Problem {
        let certain = certain.as_ref().and_then(|asking| asking.target.as_deref());
        let last = link.target.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        if wants_file(link) {
            return problem::missing_asset(note, link, self.files.nearest(last).or(certain), &self.folders);
        }
        let near = self.names.nearest(name::without_extension(last)).or(certain);
        match link.form {
            LinkForm::Markdown | LinkForm::Href => {
                problem::broken_link(note, link, near.or_else(|| self.address(note, link)))
            }
            _ => problem::missing_note(note, link, near),
        }
    }

    /// The address of today of the page whose URL is most like what a Markdown link asks for.
    fn address(&self, note: &Note, link: &Link) -> Option<&str> {
        let base = if link.target.starts_with('/') { RelPath::root() } else { note.path.parent() };
        let path = base.join(&link.target).ok()?;
        let near = self.addresses.nearest(&format!("/{path}/"))?;
        self.today.get(near).map(String::as_str)
    }
}
