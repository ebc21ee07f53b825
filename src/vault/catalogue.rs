//! The catalogue: every name a link can be found by.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::folders::{Folder, FolderId};
use super::{NoteId, Redirect, Route, Surroundings};
use crate::note::Note;
use crate::text::{RelPath, name};

/// The names of a vault. Tables are only ever asked for a key; each lists its notes in path order.
pub(super) struct Catalogue<'v> {
    pub(super) notes: &'v [Arc<Note>],
    pub(super) folders: &'v [Folder],
    pub(super) surroundings: &'v Surroundings,
    /// Folded path without extension.
    paths: FxHashMap<String, Vec<NoteId>>,
    /// Folded last segment of the path.
    names: FxHashMap<String, Vec<NoteId>>,
    /// Folded aliases, ids and titles.
    aliases: FxHashMap<String, Vec<NoteId>>,
    /// Last segment as a loose slug.
    slugs: FxHashMap<String, Vec<NoteId>>,
    /// Folded folder path, and folded folder name.
    folder_paths: FxHashMap<String, FolderId>,
    folder_names: FxHashMap<String, Vec<FolderId>>,
    /// Folded last segment of the other files.
    files: FxHashMap<String, Vec<&'v RelPath>>,
    /// URLs of pages.
    routes: FxHashMap<String, Page>,
    /// Kinds claimed with `kinds:`.
    kinds: FxHashMap<&'v str, NoteId>,
    /// Folded paths, by note.
    folded: Vec<String>,
}

/// A name as a link asks for it, folded once for every table it is looked up in.
pub(super) struct Asked<'t> {
    exact: Cow<'t, str>,
    folded: String,
}

impl<'t> Asked<'t> {
    pub(super) fn new(name: &'t str) -> Self {
        Asked { exact: name::exact(name), folded: name::folded(name) }
    }
}

/// What one note is found by.
struct Keys {
    path: String,
    slug: String,
    names: Vec<String>,
    route: String,
}

impl Keys {
    fn of(note: &Note, route: &Route) -> Self {
        let front = &note.front;
        let names = front.aliases.iter().map(|alias| &alias.text).chain(&front.id).chain([&note.title]);
        let path = name::folded(note.path.as_str());
        Keys {
            slug: name::loose(last_segment(&path)),
            path,
            names: names.map(|name| name::folded(name)).collect(),
            route: name::caseless(route.path().as_str()),
        }
    }
}

/// A page of the site.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Note(NoteId),
    Folder(FolderId),
}

impl<'v> Catalogue<'v> {
    pub(super) fn new(
        notes: &'v [Arc<Note>],
        routes: &[Route],
        folders: &'v [Folder],
        redirects: &[Redirect],
        surroundings: &'v Surroundings,
    ) -> Self {
        let mut catalogue = Catalogue {
            notes,
            folders,
            surroundings,
            paths: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            names: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            aliases: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            slugs: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            folder_paths: FxHashMap::default(),
            folder_names: FxHashMap::default(),
            files: FxHashMap::default(),
            routes: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            kinds: FxHashMap::default(),
            folded: Vec::with_capacity(notes.len()),
        };
        let keys: Vec<Keys> =
            notes.par_iter().zip(routes).map(|(note, route)| Keys::of(note, route)).collect();
        let ids = (0..).map(NoteId);
        ids.zip(notes.iter().zip(keys)).for_each(|(id, (note, keys))| catalogue.add(id, note, keys));
        folders.iter().enumerate().for_each(|(id, folder)| catalogue.add_folder(FolderId(id as u32), folder));
        redirects.iter().for_each(|redirect| catalogue.add_route(&redirect.from, Page::Note(redirect.to)));
        surroundings.files.keys().for_each(|path| catalogue.add_file(path));
        catalogue
    }

    fn add(&mut self, id: NoteId, note: &'v Note, keys: Keys) {
        self.slugs.entry(keys.slug).or_default().push(id);
        self.names.entry(last_segment(&keys.path).to_string()).or_default().push(id);
        self.paths.entry(keys.path.clone()).or_default().push(id);
        self.folded.push(keys.path);
        for name in keys.names {
            let ids = self.aliases.entry(name).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        for kind in &note.front.kinds {
            self.kinds.entry(kind).or_insert(id);
        }
        self.routes.entry(keys.route).or_insert(Page::Note(id));
    }

    fn add_route(&mut self, route: &Route, page: Page) {
        self.routes.entry(name::caseless(route.path().as_str())).or_insert(page);
    }

    fn add_folder(&mut self, id: FolderId, folder: &Folder) {
        let path = folder_key(folder.path.as_str());
        self.folder_names.entry(last_segment(&path).to_string()).or_default().push(id);
        self.folder_paths.insert(path, id);
        self.add_route(&folder.route, Page::Folder(id));
    }

    fn add_file(&mut self, path: &'v RelPath) {
        self.files.entry(name::caseless(path.name())).or_default().push(path);
    }

    /// The note at a path from the root; an exact-case match beats one that differs in case.
    pub(super) fn at_path(&self, asked: &Asked<'_>) -> Option<NoteId> {
        self.exact_or_first(self.paths.get(&asked.folded)?, &asked.exact)
    }

    /// The note of this name in the folder of `from`.
    pub(super) fn beside(&self, from: NoteId, asked: &Asked<'_>) -> Option<NoteId> {
        let path = self.folded(from);
        let folder = path.get(..path.len() - last_segment(path).len())?;
        self.exact_or_first(self.paths.get(&format!("{folder}{}", asked.folded))?, &asked.exact)
    }

    /// The notes whose last path segments are those asked for, in path order.
    pub(super) fn ending_in<'a>(
        &'a self,
        asked: &'a Asked<'_>,
    ) -> impl Iterator<Item = NoteId> + use<'a, 'v> {
        let named = self.names.get(last_segment(&asked.folded)).map_or(&[][..], Vec::as_slice);
        let ends = |id: &NoteId| ends_in_segments(self.folded(*id), &asked.folded);
        named.iter().copied().filter(ends)
    }

    /// The same, best first: only those of the exact case if there are any, the shortest path, then the
    /// first.
    pub(super) fn ranked(&self, asked: &Asked<'_>) -> Vec<NoteId> {
        let mut found: Vec<NoteId> = self.ending_in(asked).collect();
        if found.iter().any(|id| self.is_exact(*id, &asked.exact)) {
            found.retain(|id| self.is_exact(*id, &asked.exact));
        }
        found.sort_by_key(|id| (self.path(*id).chars().count(), *id));
        found
    }

    fn exact_or_first(&self, ids: &[NoteId], wanted: &str) -> Option<NoteId> {
        ids.iter().find(|id| self.is_exact(**id, wanted)).or(ids.first()).copied()
    }

    /// Whether a note that has this name has it in this case.
    fn is_exact(&self, id: NoteId, wanted: &str) -> bool {
        name::exact(self.path(id)).ends_with(wanted)
    }

    fn path(&self, id: NoteId) -> &str {
        self.notes.get(id.0 as usize).map_or("", |note| note.path.as_str())
    }

    fn folded(&self, id: NoteId) -> &str {
        self.folded.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The first note with this alias, id or title.
    pub(super) fn aliased(&self, asked: &Asked<'_>) -> Option<NoteId> {
        self.aliases.get(&asked.folded)?.first().copied()
    }

    /// The first note whose path is `path` when both are spelt as slugs.
    pub(super) fn slugged(&self, path: &str) -> Option<NoteId> {
        let wanted: Vec<String> = name::exact(path).split('/').map(name::loose).collect();
        let named = self.slugs.get(wanted.last()?)?;
        named.iter().copied().find(|id| {
            let path = self.folded(*id);
            wanted
                .iter()
                .rev()
                .zip(path.rsplit('/').map(Some).chain(std::iter::repeat(None)))
                .all(|(wanted, segment)| segment.is_some_and(|segment| name::loose(segment) == *wanted))
        })
    }

    /// The folder at a path from the root.
    pub(super) fn folder_at(&self, path: &str) -> Option<FolderId> {
        self.folder_paths.get(&folder_key(path)).copied()
    }

    /// The first folder whose last path segments are `path`.
    pub(super) fn folder_ending_in(&self, path: &str) -> Option<FolderId> {
        let key = folder_key(path);
        let named = self.folder_names.get(last_segment(&key))?;
        named.iter().copied().find(|id| {
            let folder = self.folders.get(id.0 as usize).map(|folder| folder_key(folder.path.as_str()));
            folder.is_some_and(|path| ends_in_segments(&path, &key))
        })
    }

    /// The file whose last path segments are `path`: the shortest, then the first.
    pub(super) fn file_ending_in(&self, path: &str) -> Option<&'v RelPath> {
        let key = name::caseless(path.trim_matches('/'));
        let named = self.files.get(last_segment(&key))?;
        let matching = named.iter().filter(|file| ends_in_segments(&name::caseless(file.as_str()), &key));
        matching.min_by_key(|file| (file.as_str().chars().count(), file.as_str())).copied()
    }

    /// The file at a path from the root of the vault, ignoring case.
    pub(super) fn file_at(&self, path: &RelPath) -> Option<&'v RelPath> {
        if let Some((exact, _)) = self.surroundings.files.get_key_value(path) {
            return Some(exact);
        }
        let key = name::caseless(path.as_str());
        let named = self.files.get(last_segment(&key))?;
        named.iter().find(|file| name::caseless(file.as_str()) == key).copied()
    }

    /// The page of a URL.
    pub(super) fn page_at(&self, url: &RelPath) -> Option<Page> {
        self.routes.get(&name::caseless(Route::of(url).path().as_str())).copied()
    }

    /// The note that claims a kind with `kinds:`.
    pub(super) fn claims_kind(&self, kind: &str) -> Option<NoteId> {
        self.kinds.get(kind).copied()
    }

    /// Every name a wiki link could have meant.
    pub(super) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().flat_map(|note| {
            let aliases = note.front.aliases.iter().map(|alias| alias.text.as_str());
            aliases.chain([name::without_extension(note.path.name()), note.title.as_str()])
        })
    }

    /// The paths of all files, for near misses.
    pub(super) fn all_files(&self) -> impl Iterator<Item = &str> {
        let statics: &BTreeMap<_, _> = &self.surroundings.statics;
        self.surroundings.files.keys().chain(statics.keys()).map(RelPath::name)
    }
}

/// Whether the last segments of `path` are `end`: segments are compared whole.
fn ends_in_segments(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder_key(path: &str) -> String {
    name::caseless(path.trim_matches('/'))
}
