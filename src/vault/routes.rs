//! URLs: one for every note and folder, each given once.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::folders::{self, Folder, FolderId};
use super::route::{Owner, Redirect, Route};
use super::seen::{Notes, Seen};
use super::{NoteId, Numbers, Rules, problem};
use crate::note::{Note, Spelt};
use crate::text::{Problem, RelPath, name};

/// The URLs given so far.
#[derive(Default)]
struct Given {
    owners: FxHashMap<String, Owner>,
    numbers: Numbers,
    /// Names at the root of the site that are files, so that nothing can lie below them.
    files: BTreeSet<String>,
}

impl Given {
    fn new(reserved: &[Route]) -> Self {
        let owners = reserved.iter().map(|route| (route.key(), Owner::Site)).collect();
        let names = reserved.iter().map(Route::to_string);
        Given {
            owners,
            numbers: Numbers::default(),
            files: names.filter(|name| name.contains('.')).collect(),
        }
    }

    /// The route for `path`: the wanted one, or with the first free number where another has it; and the
    /// other.
    fn give(&mut self, wanted: &Route, path: &RelPath) -> (Route, Option<Owner>) {
        let first = self.owners.get(&wanted.key()).cloned();
        let route = if first.is_some() { self.free(wanted) } else { wanted.clone() };
        self.own(route.key(), path, &route);
        (route, first)
    }

    fn own(&mut self, key: String, path: &RelPath, route: &Route) {
        self.owners.insert(key, Owner::Page(path.clone(), route.clone()));
    }

    fn free(&mut self, wanted: &Route) -> Route {
        self.numbers.next(wanted.key(), |number| {
            Some(wanted.numbered(number)).filter(|route| !self.owners.contains_key(&route.key()))
        })
    }

    /// The owner of a URL, where it is a file that every site has: nothing can lie below that.
    fn file_of_site(&self, route: &Route) -> Option<&Owner> {
        self.owners.get(&route.key()).filter(|owner| **owner == Owner::Site)
    }

    /// The route itself, moved aside where it lies below a file that every site has.
    fn beside_files(&self, route: Route) -> Route {
        let is_below =
            route.path().depth() > 1 && route.first().is_some_and(|name| self.files.contains(name));
        if is_below { route.aside() } else { route }
    }
}

/// Which page has which URL, and which folder a note is in: all that follows from paths and URLs, whatever the notes
/// are called.
#[derive(Debug)]
pub(super) struct Routes {
    /// The URL of each note.
    pub(super) notes: Vec<Route>,
    /// The folders with their URLs, not filled yet.
    pub(super) tree: Vec<Folder>,
    /// The folder that each note lies in.
    pub(super) parents: Vec<FolderId>,
    /// The folder that each note stands in.
    pub(super) homes: Vec<FolderId>,
    /// Old URLs that lead on.
    pub(super) redirects: Vec<Redirect>,
    /// URLs that cannot be as they were asked for.
    pub(super) problems: Vec<Problem>,
}

/// What [`Routes`] follow from.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    notes: Seen,
    reserved: Vec<Route>,
    lists: Vec<Route>,
    pages_are_files: bool,
}

impl Asked {
    /// What these notes ask for on a site of these rules.
    pub(super) fn new(notes: &Notes, rules: Rules<'_>) -> Self {
        let (reserved, lists) = (rules.reserved.to_vec(), rules.lists.to_vec());
        Asked { notes: Seen::placed(notes), reserved, lists, pages_are_files: rules.pages_are_files }
    }
}

impl Routes {
    /// Gives every note and every folder its route, in path order: the first that wants a URL keeps it, the
    /// next gets `-2`, and the problem names both. Aliases that are paths become redirects and yield to pages.
    pub(super) fn of(asked: &Asked) -> Self {
        let (notes, mut problems) = (asked.notes.all(), Vec::new());
        let mut tree = folders::tree(notes);
        let wanted = wanted_routes(notes, &tree, &mut problems);
        let mut given = Given::new(&asked.reserved);
        let mut routes = Vec::with_capacity(notes.len());
        for (note, wanted) in notes.iter().zip(wanted) {
            let wanted = given.beside_files(wanted);
            let (route, first) = given.give(&wanted, &note.path);
            problems.extend(first.map(|first| problem::slug_collision(note, &first, &wanted, &route)));
            routes.push(route);
        }
        folder_routes(&mut tree, &routes, &mut given, &mut problems);
        for list in &asked.lists {
            given.owners.entry(list.key()).or_insert(Owner::Site);
        }
        let redirects = redirects(notes, &routes, &mut given, asked.pages_are_files, &mut problems);
        let parents = folders::parents(notes, &tree);
        let homes = folders::homes(&parents, &tree);
        Routes { notes: routes, tree, parents, homes, redirects, problems }
    }
}

/// The route each note asks for: its slug, else its path; a folder note has the route of its folder.
fn wanted_routes(notes: &[Arc<Note>], folders: &[Folder], problems: &mut Vec<Problem>) -> Vec<Route> {
    let mut routes: Vec<Route> =
        notes.par_iter().map(|note| Route::of(&without_extension(&note.page))).collect();
    for folder in folders {
        if let Some(NoteId(note)) = folder.note {
            routes[note as usize] = Route::of(&folder.path);
        }
    }
    for (note, route) in notes.iter().zip(&mut routes) {
        if let Some(slug) = &note.front.slug {
            match written(slug, &note.page.parent()) {
                Some(written) => *route = written,
                None => problems.push(problem::bad_url(note, slug, "slug")),
            }
        }
    }
    routes
}

fn without_extension(path: &RelPath) -> RelPath {
    RelPath::new(name::without_extension(path.as_str())).unwrap_or_else(|_| path.clone())
}

/// Longest URL an author may write, in bytes: systems take paths of 4096 with the folders above the site.
const LONGEST: usize = 1024;

/// A URL an author wrote: absolute, or relative to the folder. `None` where it leads out of the site or
/// is too long for a path.
fn written(url: &Spelt, folder: &RelPath) -> Option<Route> {
    let text = url.text.trim();
    let text = text.strip_suffix("/index.html").or(text.strip_suffix(".html")).unwrap_or(text);
    if text.len() > LONGEST || text.contains("://") || text.split('/').any(|segment| segment == "..") {
        return None;
    }
    let base = if text.starts_with('/') { Route::home() } else { Route::of(folder) };
    Some(base.below(text.split('/').filter(|segment| !segment.is_empty() && *segment != ".")))
}

/// A folder without a note has a page of its own, which yields to notes; the page of any other folder is
/// its note. A note may well be the home page in place of the folder of all.
fn folder_routes(folders: &mut [Folder], routes: &[Route], given: &mut Given, problems: &mut Vec<Problem>) {
    for folder in folders {
        if let Some(NoteId(note)) = folder.note {
            folder.route = routes[note as usize].clone();
            continue;
        }
        let wanted = given.beside_files(Route::of(&folder.path));
        let (route, first) = given.give(&wanted, &folder.path);
        if let Some(first) = first.filter(|_| !wanted.is_home()) {
            problems.push(problem::folder_collision(&folder.path, &first, &wanted, &route));
        }
        folder.route = route;
    }
}

fn redirects(
    notes: &[Arc<Note>],
    routes: &[Route],
    given: &mut Given,
    pages_are_files: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for ((id, note), route) in (0..).map(NoteId).zip(notes).zip(routes) {
        for alias in note.front.aliases.iter().filter(|alias| is_old_url(&alias.text)) {
            let Some(from) = written(alias, &note.page.parent()).map(|from| given.beside_files(from)) else {
                problems.push(problem::bad_url(note, alias, "alias"));
                continue;
            };
            let file = named_file(&alias.text, &from);
            let key = file.as_ref().map_or_else(|| from.key(), |file| key_of_file(file, pages_are_files));
            if route.key() == key {
                continue;
            }
            match given.owners.get(&key).or_else(|| given.file_of_site(&from)) {
                Some(owner) => problems.push(problem::alias_collision(note, alias, owner)),
                None => {
                    given.own(key, &note.path, &from);
                    redirects.push(Redirect { from, file, to: id });
                }
            }
        }
    }
    redirects
}

/// An alias is an old URL where it looks like a path; else it is a name (dialects.md).
pub(super) fn is_old_url(alias: &str) -> bool {
    alias.contains('/')
}

/// The file that an old URL names. A server looks for no other: for `/old.html` it does not find the page
/// of `/old/`.
fn named_file(alias: &str, from: &Route) -> Option<RelPath> {
    let (path, alias) = (from.path(), alias.trim());
    if alias.ends_with('/') || alias.ends_with("/index.html") {
        return path.join("index.html").ok();
    }
    if alias.ends_with(".html") {
        return path.parent().join(&format!("{}.html", path.name())).ok();
    }
    alias.ends_with(".htm").then(|| path.clone())
}

/// What the owner of a file is known by: its URL where the file is that of a page.
fn key_of_file(file: &RelPath, pages_are_files: bool) -> String {
    let key = name::caseless(file.as_str());
    if key == "index.html" {
        return String::new();
    }
    let ending = if pages_are_files { ".html" } else { "/index.html" };
    key.strip_suffix(ending).map_or(key.clone(), str::to_string)
}
