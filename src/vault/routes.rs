//! URLs: one for every note and folder, each given once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::folders::Folder;
use super::route::Route;
use super::{NoteId, problem};
use crate::note::{Note, Spelt};
use crate::text::{Problem, RelPath, name};

/// An old URL that leads on to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old URL.
    pub from: Route,
    /// The note.
    pub to: NoteId,
}

/// The URLs given so far, each with the file that has it.
#[derive(Default)]
struct Given<'a> {
    owners: BTreeMap<String, &'a RelPath>,
}

impl<'a> Given<'a> {
    /// The route for `path`: the wanted one, or with the first free number where another has it.
    fn give(&mut self, wanted: Route, path: &'a RelPath) -> (Route, Option<&'a RelPath>) {
        let first = self.owners.get(&wanted.key()).copied();
        let mut route = wanted.clone();
        let mut number = 1;
        while self.owners.contains_key(&route.key()) {
            number += 1;
            route = if wanted.is_home() {
                Route::home().child(&format!("home-{number}"))
            } else {
                wanted.numbered(number)
            };
        }
        self.owners.insert(route.key(), path);
        (route, first)
    }
}

/// Gives every note and every folder its route, in path order: the first that wants a URL keeps it, the
/// next gets `-2`, and the problem names both. Aliases that are paths become redirects and yield to pages.
pub(super) fn assign(
    notes: &[Arc<Note>],
    folders: &mut [Folder],
    reserved: &[Route],
    problems: &mut Vec<Problem>,
) -> (Vec<Route>, Vec<Redirect>) {
    let wanted = wanted_routes(notes, folders, problems);
    let mut given = Given::default();
    reserved.iter().for_each(|route| drop(given.give(route.clone(), route.path())));
    let mut routes = Vec::with_capacity(notes.len());
    for (note, wanted) in notes.iter().zip(wanted) {
        let (route, first) = given.give(wanted.clone(), &note.path);
        if let Some(first) = first {
            problems.push(problem::slug_collision(note, first, &wanted, &route));
        }
        routes.push(route);
    }
    folder_routes(folders, &routes, &mut given);
    let redirects = redirects(notes, &routes, &mut given, problems);
    (routes, redirects)
}

/// The route each note asks for: its slug, else its path; a folder note has the route of its folder.
fn wanted_routes(notes: &[Arc<Note>], folders: &[Folder], problems: &mut Vec<Problem>) -> Vec<Route> {
    let mut routes: Vec<Route> = notes.iter().map(|note| Route::of(&without_extension(&note.path))).collect();
    for folder in folders {
        if let Some(slot) = folder.note.and_then(|id| routes.get_mut(id.0 as usize)) {
            *slot = Route::of(&folder.path);
        }
    }
    for (note, route) in notes.iter().zip(&mut routes) {
        if let Some(slug) = &note.front.slug {
            match written(slug, &note.path.parent()) {
                Some(written) => *route = written,
                None => problems.push(problem::bad_url(note, slug, "slug")),
            }
        }
    }
    routes
}

fn without_extension(path: &RelPath) -> RelPath {
    let stem = name::without_extension(path.name());
    path.parent().join(stem).unwrap_or_else(|_| path.clone())
}

/// A URL an author wrote: absolute, or relative to the folder. `None` where it leads out of the site.
fn written(url: &Spelt, folder: &RelPath) -> Option<Route> {
    let text = url.text.trim();
    let text = text.strip_suffix("/index.html").or(text.strip_suffix(".html")).unwrap_or(text);
    if text.contains("://") || text.split('/').any(|segment| segment == "..") {
        return None;
    }
    let base = if text.starts_with('/') { Route::home() } else { Route::of(folder) };
    Some(
        text.split('/')
            .filter(|s| !s.is_empty() && *s != ".")
            .fold(base, |route, segment| route.child(segment)),
    )
}

/// A folder without a note has a page of its own, which yields to notes; the page of any other folder is
/// its note.
fn folder_routes(folders: &mut [Folder], routes: &[Route], given: &mut Given<'_>) {
    for folder in folders {
        let noted = folder.note.and_then(|id| routes.get(id.0 as usize)).cloned();
        folder.route = noted.unwrap_or_else(|| {
            let mut route = Route::of(&folder.path);
            let mut number = 1;
            while given.owners.contains_key(&route.key()) {
                number += 1;
                route = Route::of(&folder.path).numbered(number);
            }
            route
        });
    }
}

fn redirects<'a>(
    notes: &'a [Arc<Note>],
    routes: &[Route],
    given: &mut Given<'a>,
    problems: &mut Vec<Problem>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        for alias in note.front.aliases.iter().filter(|alias| is_path(&alias.text)) {
            let Some(from) = written(alias, &note.path.parent()) else {
                problems.push(problem::bad_url(note, alias, "alias"));
                continue;
            };
            if routes.get(index) == Some(&from) {
                continue;
            }
            match given.owners.get(&from.key()) {
                Some(owner) => problems.push(problem::alias_collision(note, alias, owner)),
                None => {
                    given.owners.insert(from.key(), &note.path);
                    redirects.push(Redirect { from, to: NoteId(index as u32) });
                }
            }
        }
    }
    redirects
}

/// An alias is an old URL where it looks like a path; else it is a name (dialects.md).
fn is_path(alias: &str) -> bool {
    alias.contains('/') && !alias.contains("://")
}
