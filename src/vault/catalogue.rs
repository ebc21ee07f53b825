//! The catalogue: every name a link can be found by.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::anchors::Places;
use super::endings::Endings;
use super::folders::{Folder, FolderId};
use super::heard::Heard;
use super::ranked::{Candidates, Ranked, best_first, shortest_ending, sorted};
use super::routes::Routes;
use super::{List, NoteId, Route, Surroundings, TagId};
use crate::note::{BlockId, Note};
use crate::text::{RelPath, name};

/// The names of a vault, as one round asks for them. Tables are only ever asked for a key.
pub(super) struct Catalogue<'v> {
    pub(super) notes: &'v [Arc<Note>],
    pub(super) surroundings: &'v Surroundings,
    pub(super) paths: &'v Paths,
    names: &'v Names,
    lists: &'v Lists,
    /// The other files, as [`Paths`] count them.
    files: Vec<&'v RelPath>,
    /// The named blocks of all notes; made when the first link asks for one.
    blocks: OnceLock<FxHashMap<&'v str, (NoteId, BlockId)>>,
    /// The places of notes, as far as they were asked for.
    places: Vec<OnceLock<Places>>,
}

/// What is found by where it is: notes, folders and files by their paths, pages by their URLs.
pub(super) struct Paths {
    /// The folders; what lies in them is not known here.
    pub(super) folders: Vec<Folder>,
    /// Folded paths of the notes without extension.
    notes: Endings,
    /// The same as loose slugs, made when the first link is looked up by them.
    slugs: OnceLock<Endings>,
    /// Folded paths of the folders.
    folder_paths: Endings,
    /// Those of the folders that have a note, with these notes; made when the first link needs them.
    noted: OnceLock<(Endings, Vec<NoteId>)>,
    /// Folded paths of the other files.
    files: Endings,
    /// URLs of pages.
    routes: FxHashMap<String, Page>,
    /// The shortest names of notes, as far as they were asked for.
    shortest: Mutex<FxHashMap<NoteId, Arc<str>>>,
}

/// What notes are found by wherever they are.
pub(super) struct Names {
    /// Folded aliases, ids and titles, each of the first note that has it.
    first: FxHashMap<String, NoteId>,
    /// Those of them that several notes have, with all of these notes.
    shared: FxHashMap<String, Arc<[u32]>>,
}

/// The URLs of the lists that a site makes.
pub(super) struct Lists(FxHashMap<String, List>);

/// A name as a link asks for it, folded once for every table it is looked up in.
pub(super) struct Asked<'t> {
    exact: Cow<'t, str>,
    folded: String,
}

impl<'t> Asked<'t> {
    pub(super) fn new(name: &'t str) -> Self {
        Asked { exact: name::exact(name), folded: name::folded(name) }
    }

    /// The name with what looks like the extension of a note as a part of it.
    fn whole(name: &'t str) -> Self {
        Asked { exact: name::composed(name.trim()), folded: name::caseless(name) }
    }
}

/// A page of the site.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Note(NoteId),
    Folder(FolderId),
    /// An old URL of this note.
    Old(NoteId),
    /// A list that the site makes.
    List(List),
}

impl Paths {
    pub(super) fn new(notes: &[Arc<Note>], routes: &Routes, surroundings: &Surroundings) -> Self {
        let folder_paths = routes.tree.iter().map(|folder| folder_key(folder.path.as_str()));
        let paths = notes.par_iter().map(|note| name::folded(note.path.as_str())).collect();
        Paths {
            folders: routes.tree.clone(),
            notes: Endings::new(paths),
            slugs: OnceLock::new(),
            folder_paths: Endings::new(folder_paths.collect()),
            noted: OnceLock::new(),
            files: Endings::new(
                surroundings.files.keys().map(|path| name::caseless(path.as_str())).collect(),
            ),
            routes: pages(routes),
            shortest: Mutex::default(),
        }
    }
}

/// The pages by their URLs: of two that have one, notes come before folders, and these before old URLs.
fn pages(routes: &Routes) -> FxHashMap<String, Page> {
    let key = |route: &Route| name::caseless(route.path().as_str());
    let notes = (0..).map(NoteId).zip(&routes.notes).map(|(id, route)| (key(route), Page::Note(id)));
    let folders = (0..).map(FolderId).zip(&routes.tree);
    let folders = folders.map(|(id, folder)| (key(&folder.route), Page::Folder(id)));
    let old = routes.redirects.iter().map(|redirect| (key(&redirect.from), Page::Old(redirect.to)));
    let mut pages = FxHashMap::with_capacity_and_hasher(routes.notes.len(), FxBuildHasher);
    for (url, page) in notes.chain(folders).chain(old) {
        pages.entry(url).or_insert(page);
    }
    pages
}

impl Names {
    pub(super) fn new(notes: &[Arc<Note>]) -> Self {
        let called: Vec<Vec<String>> =
            notes.par_iter().map(|note| names_of(note).map(name::folded).collect()).collect();
        let mut first: FxHashMap<String, NoteId> =
            FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher);
        let mut shared: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (id, name) in
            (0..).map(NoteId).zip(called).flat_map(|(id, names)| names.into_iter().map(move |n| (id, n)))
        {
            match first.entry(name) {
                Entry::Vacant(free) => drop(free.insert(id)),
                Entry::Occupied(first) if *first.get() == id => {}
                Entry::Occupied(first) => {
                    let all = shared.entry(first.key().clone()).or_insert_with(|| vec![first.get().0]);
                    if all.last() != Some(&id.0) {
                        all.push(id.0);
                    }
                }
            }
        }
        Names { first, shared: shared.into_iter().map(|(name, notes)| (name, notes.into())).collect() }
    }
}

impl Lists {
    /// The lists of a site with the pages of these tags.
    pub(super) fn new(tags: &[Route]) -> Self {
        let named = List::NAMED.into_iter().filter(|(_, list)| *list != List::Tags || !tags.is_empty());
        let named = named.map(|(name, list)| (Route::home().child(name), list));
        let tags = (0..).map(TagId).zip(tags).map(|(id, route)| (route.clone(), List::Tag(id)));
        let mut lists = FxHashMap::default();
        for (route, list) in named.chain(tags) {
            lists.entry(name::caseless(route.path().as_str())).or_insert(list);
        }
        Lists(lists)
    }
}

impl<'v> Catalogue<'v> {
    pub(super) fn new(
        notes: &'v [Arc<Note>],
        surroundings: &'v Surroundings,
        paths: &'v Paths,
        (names, lists): (&'v Names, &'v Lists),
    ) -> Self {
        let files = surroundings.files.keys().collect();
        let places = notes.iter().map(|_| OnceLock::new()).collect();
        Catalogue { notes, surroundings, paths, names, lists, files, blocks: OnceLock::new(), places }
    }

    /// A name as it is to be looked up: with what looks like the extension of a note as a part of it, where
    /// there is a note of that name and no file.
    pub(super) fn asked<'t>(&self, name: &'t str) -> Asked<'t> {
        let plain = Asked::new(name);
        if !name::is_note(name.trim()) {
            return plain;
        }
        let whole = Asked::whole(name);
        let is_file = |id: NoteId| name::caseless(self.path(id)).ends_with(&whole.folded);
        let is_name = !self.paths.notes.ending_in(&whole.folded).is_empty();
        if is_name && !self.ranked(&plain).best().is_some_and(is_file) { whole } else { plain }
    }

    /// The note at a path from the root; an exact-case match beats one that differs in case.
    pub(super) fn at_path(&self, asked: &Asked<'_>) -> Option<NoteId> {
        self.exact_or_first(&asked.folded, &asked.exact)
    }

    /// The note of this name in the folder of `from`.
    pub(super) fn beside(&self, from: NoteId, asked: &Asked<'_>) -> Option<NoteId> {
        let path = self.paths.notes.path(from.0);
        let folder = path.get(..path.rfind('/').map_or(0, |slash| slash + 1))?;
        self.exact_or_first(&format!("{folder}{}", asked.folded), &asked.exact)
    }

    fn exact_or_first(&self, path: &str, exact: &str) -> Option<NoteId> {
        let mut found = self.paths.notes.at(path).map(NoteId);
        let first = found.next()?;
        let mut all = std::iter::once(first).chain(found);
        Some(all.find(|id| self.is_exact(*id, exact)).unwrap_or(first))
    }

    /// The notes whose last path segments are those asked for.
    pub(super) fn ending_in(&self, asked: &Asked<'_>) -> impl ExactSizeIterator<Item = NoteId> {
        self.paths.notes.ending_in(&asked.folded).iter().copied().map(NoteId)
    }

    /// The same, best first: only those of the exact case if there are any, the shortest path, then the
    /// first.
    pub(super) fn ranked(&self, asked: &Asked<'_>) -> Ranked {
        let is_exact = |id: u32| self.is_exact(NoteId(id), &asked.exact);
        Ranked(self.paths.notes.chosen(&asked.exact, &asked.folded, |found| {
            best_first(found, is_exact, |id| self.path(NoteId(id)))
        }))
    }

    /// Whether a note that has this name has it in this case.
    fn is_exact(&self, id: NoteId, wanted: &str) -> bool {
        name::exact(self.path(id)).ends_with(wanted)
    }

    /// The path of a note.
    pub(super) fn path(&self, id: NoteId) -> &str {
        self.notes[id.0 as usize].path.as_str()
    }

    /// The fewest last segments of a path that only this note has; at most the whole path, which is looked
    /// up from the root before any other note that ends so.
    pub(super) fn shortest_name(&self, id: NoteId) -> Arc<str> {
        let mut known = self.paths.shortest.lock().unwrap_or_else(PoisonError::into_inner);
        let shortest = || {
            let is_unique = |ending: &str| self.ranked(&Asked::new(ending)).only().is_some();
            shortest_ending(name::without_extension(self.path(id)), is_unique).into()
        };
        Arc::clone(known.entry(id).or_insert_with(shortest))
    }

    /// A note with its places.
    pub(super) fn places(&self, id: NoteId, heard: &Heard) -> (&'v Note, &Places) {
        heard.of(|sources| sources.places.push(id));
        let note = &self.notes[id.0 as usize];
        (note, self.places[id.0 as usize].get_or_init(|| Places::of(note)))
    }

    /// The block of this id, in the first note that has one.
    pub(super) fn block(&self, id: &str, heard: &Heard) -> Option<(NoteId, BlockId)> {
        heard.of(|sources| sources.blocks = true);
        let named = |(note, of): (NoteId, &'v Arc<Note>)| {
            let blocks = (0..).map(BlockId).zip(&of.blocks);
            blocks.map(move |(block, named)| (&*named.id, (note, block)))
        };
        let blocks = self.blocks.get_or_init(|| {
            let all = (0..).map(NoteId).zip(self.notes.iter()).flat_map(named);
            // Of several the first stays, which comes last here.
            all.collect::<Vec<_>>().into_iter().rev().collect()
        });
        blocks.get(id).copied()
    }

    /// The first note with this alias, id or title.
    pub(super) fn aliased(&self, asked: &Asked<'_>, heard: &Heard) -> Option<NoteId> {
        heard.of(|sources| sources.names = true);
        self.names.first.get(&asked.folded).copied()
    }

    /// The note of exactly this name, whatever else ends so: the best by its path, else by what it is called.
    pub(super) fn named(&self, name: &str, heard: &Heard) -> Option<NoteId> {
        let asked = self.asked(name);
        self.ranked(&asked).best().or_else(|| self.aliased(&asked, heard))
    }

    /// All notes with this alias, id or title, where there are several.
    pub(super) fn sharing(&self, asked: &Asked<'_>, heard: &Heard) -> Option<Ranked> {
        heard.of(|sources| sources.names = true);
        self.names.shared.get(&asked.folded).cloned().map(Ranked)
    }

    /// The notes whose path ends in `path` when both are spelt as slugs, in path order.
    pub(super) fn slugged(&self, path: &str) -> Ranked {
        let slug = loose(&name::exact(path));
        let all = || Endings::new(self.paths.notes.iter().map(loose).collect());
        let slugs = self.paths.slugs.get_or_init(all);
        Ranked(slugs.chosen(&slug, &slug, |found| sorted(found.to_vec())))
    }

    /// The notes of the folders whose last path segments are `path`, in path order.
    pub(super) fn folder_notes(&self, path: &str) -> Ranked {
        let end = folder_key(path);
        let (paths, notes) = self.paths.noted.get_or_init(|| {
            let noted = self
                .paths
                .folders
                .iter()
                .filter_map(|folder| Some((folder_key(folder.path.as_str()), folder.note?)));
            let (paths, notes) = noted.unzip();
            (Endings::new(paths), notes)
        });
        let note = |index: &u32| notes[*index as usize].0;
        match paths.ending_in(&end) {
            few @ ([] | [_]) => Ranked(few.iter().map(note).collect()),
            _ => Ranked(paths.chosen(&end, &end, |all| sorted(all.iter().map(note).collect()))),
        }
    }

    /// The folder at a path from the root.
    pub(super) fn folder_at(&self, path: &str) -> Option<FolderId> {
        self.paths.folder_paths.at(&folder_key(path)).next().map(FolderId)
    }

    /// The first folder whose last path segments are `path`.
    pub(super) fn folder_ending_in(&self, path: &str) -> Option<FolderId> {
        self.paths.folder_paths.first(&folder_key(path), |id| id).map(FolderId)
    }

    /// The files whose last path segments are `path`: only those of the exact case if there are any, the
    /// shortest path, then the first.
    pub(super) fn files_ending_in(&self, path: &str) -> Ranked {
        let path = path.trim_matches('/');
        let spelt = |index: u32| self.file(index).as_str();
        Ranked(self.paths.files.chosen(path, &name::caseless(path), |found| {
            best_first(found, |index| spelt(index).ends_with(path), spelt)
        }))
    }

    /// A file of those that a name could mean.
    pub(super) fn file(&self, index: u32) -> &'v RelPath {
        self.files[index as usize]
    }

    /// Notes that a link could mean; `most` of them are named.
    pub(super) fn note_candidates(&self, ranked: &Ranked, most: usize) -> Option<Candidates<'v>> {
        let name = self.shortest_name(ranked.best()?);
        Candidates::new(ranked, most, name, |id| &self.notes[id as usize].path)
    }

    /// Files that a link could mean; `most` of them are named.
    pub(super) fn file_candidates(&self, ranked: &Ranked, most: usize) -> Option<Candidates<'v>> {
        let path = self.file(ranked.best_file()?).as_str();
        let is_unique = |ending: &str| self.paths.files.ending_in(&name::caseless(ending)).len() == 1;
        let name = shortest_ending(path, is_unique);
        Candidates::new(ranked, most, name.into(), |index| self.file(index))
    }

    /// The file at a path from the root of the vault, ignoring case.
    pub(super) fn file_at(&self, path: &RelPath) -> Option<&'v RelPath> {
        if let Some((exact, _)) = self.surroundings.files.get_key_value(path) {
            return Some(exact);
        }
        self.paths.files.at(&name::caseless(path.as_str())).next().map(|index| self.files[index as usize])
    }

    /// The page of a URL.
    pub(super) fn page_at(&self, url: &RelPath) -> Option<Page> {
        let key = name::caseless(Route::of(url).path().as_str());
        let list = || self.lists.0.get(&key).copied().map(Page::List);
        self.paths.routes.get(&key).copied().or_else(list)
    }

    /// Every name a wiki link could have meant, with its note.
    pub(super) fn all_names(&self) -> impl Iterator<Item = (&'v str, NoteId)> + use<'v> {
        (0..).map(NoteId).zip(self.notes.iter()).flat_map(|(id, note)| {
            let aliases = note.front.aliases.iter().map(|alias| alias.text.as_str());
            let own = note.front.names.iter().map(String::as_str);
            let names =
                aliases.chain(own).chain([name::without_extension(note.path.name()), note.title.as_str()]);
            names.map(move |name| (name, id))
        })
    }
}

/// What a note is called besides its path: aliases, id and title.
pub(super) fn names_of(note: &Note) -> impl Iterator<Item = &str> {
    let front = &note.front;
    let aliases = front.aliases.iter().map(|alias| &alias.text);
    aliases.chain(&front.names).chain(&front.id).chain([&note.title]).map(String::as_str)
}

/// A path as its segments are compared as slugs.
pub(super) fn loose(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(name::loose).collect();
    segments.join("/")
}

fn folder_key(path: &str) -> String {
    name::caseless(path.trim_matches('/'))
}
