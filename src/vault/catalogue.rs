//! The catalogue: every name a link can be found by.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::mem::take;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::anchors::Places;
use super::endings::Endings;
use super::folders::{Folder, FolderId};
use super::ranked::{Candidates, Ranked, best_first, shortest_ending, sorted};
use super::{List, NoteId, Redirect, Route, Surroundings, Tag, TagId};
use crate::note::{BlockId, Note};
use crate::text::{RelPath, name};

/// The names of a vault. Tables are only ever asked for a key.
pub(super) struct Catalogue<'v> {
    pub(super) notes: &'v [Arc<Note>],
    pub(super) folders: &'v [Folder],
    pub(super) surroundings: &'v Surroundings,
    /// Folded paths of the notes without extension.
    paths: Endings,
    /// The same as loose slugs, made when the first link is looked up by them.
    slugs: OnceLock<Endings>,
    /// Folded paths of the folders.
    folder_paths: Endings,
    /// Those of the folders that have a note, with these notes; made when the first link needs them.
    noted: OnceLock<(Endings, Vec<NoteId>)>,
    /// The other files, and their folded paths.
    files: Vec<&'v RelPath>,
    file_paths: Endings,
    /// Folded aliases, ids and titles, each of the first note that has it.
    aliases: FxHashMap<String, NoteId>,
    /// Those of them that several notes have, with all of these notes.
    shared: FxHashMap<String, Arc<[u32]>>,
    /// URLs of pages.
    routes: FxHashMap<String, Page>,
    /// The shortest names of notes, as far as they were asked for.
    shortest: Mutex<FxHashMap<NoteId, Arc<str>>>,
    /// The named blocks of all notes; made when the first link asks for one.
    blocks: OnceLock<FxHashMap<&'v str, (NoteId, BlockId)>>,
    /// The places of notes, as far as they were asked for.
    places: Vec<OnceLock<Places>>,
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

    /// The name with what looks like the extension of a note as a part of it.
    fn whole(name: &'t str) -> Self {
        Asked { exact: name::composed(name.trim()), folded: name::caseless(name) }
    }
}

/// What one note is found by.
struct Keys {
    path: String,
    names: Vec<String>,
    route: String,
}

impl Keys {
    fn of(note: &Note, route: &Route) -> Self {
        let path = name::folded(note.path.as_str());
        Keys {
            path,
            names: names_of(note).map(name::folded).collect(),
            route: name::caseless(route.path().as_str()),
        }
    }
}

/// Names that several notes have, with these notes.
type Shared = FxHashMap<String, Vec<u32>>;

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

impl<'v> Catalogue<'v> {
    pub(super) fn new(
        notes: &'v [Arc<Note>],
        routes: &[Route],
        folders: &'v [Folder],
        redirects: &[Redirect],
        surroundings: &'v Surroundings,
    ) -> Self {
        let mut keys: Vec<Keys> =
            notes.par_iter().zip(routes).map(|(note, route)| Keys::of(note, route)).collect();
        let files: Vec<&RelPath> = surroundings.files.keys().collect();
        let folder_paths = folders.iter().map(|folder| folder_key(folder.path.as_str()));
        let mut catalogue = Catalogue {
            notes,
            folders,
            surroundings,
            paths: Endings::new(keys.iter_mut().map(|keys| take(&mut keys.path)).collect()),
            slugs: OnceLock::new(),
            folder_paths: Endings::new(folder_paths.collect()),
            noted: OnceLock::new(),
            file_paths: Endings::new(files.iter().map(|path| name::caseless(path.as_str())).collect()),
            files,
            aliases: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            shared: FxHashMap::default(),
            routes: FxHashMap::with_capacity_and_hasher(notes.len(), FxBuildHasher),
            shortest: Mutex::default(),
            blocks: OnceLock::new(),
            places: notes.iter().map(|_| OnceLock::new()).collect(),
        };
        let ids = (0..).map(NoteId);
        let mut shared = Shared::default();
        ids.zip(keys).for_each(|(id, keys)| catalogue.add(id, keys, &mut shared));
        catalogue.shared = shared.into_iter().map(|(name, notes)| (name, notes.into())).collect();
        let ids = (0..).map(FolderId);
        ids.zip(folders).for_each(|(id, folder)| catalogue.add_route(&folder.route, Page::Folder(id)));
        redirects.iter().for_each(|redirect| catalogue.add_route(&redirect.from, Page::Old(redirect.to)));
        catalogue
    }

    fn add(&mut self, id: NoteId, keys: Keys, shared: &mut Shared) {
        keys.names.into_iter().for_each(|name| self.add_name(id, name, shared));
        self.routes.entry(keys.route).or_insert(Page::Note(id));
    }

    fn add_name(&mut self, id: NoteId, name: String, shared: &mut Shared) {
        match self.aliases.entry(name) {
            Entry::Vacant(free) => {
                free.insert(id);
            }
            Entry::Occupied(first) if *first.get() == id => {}
            Entry::Occupied(first) => {
                let all = shared.entry(first.key().clone()).or_insert_with(|| vec![first.get().0]);
                if all.last() != Some(&id.0) {
                    all.push(id.0);
                }
            }
        }
    }

    /// Adds the pages of the lists: notes, folders and old URLs come before them.
    pub(super) fn add_lists(&mut self, tags: &[Tag]) {
        let lists = List::NAMED.into_iter().filter(|(_, list)| *list != List::Tags || !tags.is_empty());
        lists.for_each(|(name, list)| self.add_route(&Route::home().child(name), Page::List(list)));
        for (id, tag) in (0..).map(TagId).zip(tags) {
            self.add_route(&tag.route(), Page::List(List::Tag(id)));
        }
    }

    fn add_route(&mut self, route: &Route, page: Page) {
        self.routes.entry(name::caseless(route.path().as_str())).or_insert(page);
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
        let is_name = !self.paths.ending_in(&whole.folded).is_empty();
        if is_name && !self.ranked(&plain).best().is_some_and(is_file) { whole } else { plain }
    }

    /// The note at a path from the root; an exact-case match beats one that differs in case.
    pub(super) fn at_path(&self, asked: &Asked<'_>) -> Option<NoteId> {
        self.exact_or_first(&asked.folded, &asked.exact)
    }

    /// The note of this name in the folder of `from`.
    pub(super) fn beside(&self, from: NoteId, asked: &Asked<'_>) -> Option<NoteId> {
        let path = self.paths.path(from.0);
        let folder = path.get(..path.rfind('/').map_or(0, |slash| slash + 1))?;
        self.exact_or_first(&format!("{folder}{}", asked.folded), &asked.exact)
    }

    fn exact_or_first(&self, path: &str, exact: &str) -> Option<NoteId> {
        let mut found = self.paths.at(path).map(NoteId);
        let first = found.next()?;
        let mut all = std::iter::once(first).chain(found);
        Some(all.find(|id| self.is_exact(*id, exact)).unwrap_or(first))
    }

    /// The notes whose last path segments are those asked for.
    pub(super) fn ending_in(&self, asked: &Asked<'_>) -> impl ExactSizeIterator<Item = NoteId> {
        self.paths.ending_in(&asked.folded).iter().copied().map(NoteId)
    }

    /// The same, best first: only those of the exact case if there are any, the shortest path, then the
    /// first.
    pub(super) fn ranked(&self, asked: &Asked<'_>) -> Ranked {
        let is_exact = |id: u32| self.is_exact(NoteId(id), &asked.exact);
        Ranked(self.paths.chosen(&asked.exact, &asked.folded, |found| {
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
        let mut known = self.shortest.lock().unwrap_or_else(PoisonError::into_inner);
        let shortest = || {
            let is_unique = |ending: &str| self.ranked(&Asked::new(ending)).only().is_some();
            shortest_ending(name::without_extension(self.path(id)), is_unique).into()
        };
        Arc::clone(known.entry(id).or_insert_with(shortest))
    }

    /// A note with its places.
    pub(super) fn places(&self, id: NoteId) -> (&'v Note, &Places) {
        let note = &self.notes[id.0 as usize];
        (note, self.places[id.0 as usize].get_or_init(|| Places::of(note)))
    }

    /// The block of this id, in the first note that has one.
    pub(super) fn block(&self, id: &str) -> Option<(NoteId, BlockId)> {
        let named = |(note, of): (NoteId, &'v Arc<Note>)| {
            let blocks = (0..).map(BlockId).zip(&of.blocks);
            blocks.map(move |(block, named)| (&*named.id, (note, block)))
        };
        let blocks = self.blocks.get_or_init(|| {
            let all = (0..).map(NoteId).zip(self.notes).flat_map(named);
            // Of several the first stays, which comes last here.
            all.collect::<Vec<_>>().into_iter().rev().collect()
        });
        blocks.get(id).copied()
    }

    /// The first note with this alias, id or title.
    pub(super) fn aliased(&self, asked: &Asked<'_>) -> Option<NoteId> {
        self.aliases.get(&asked.folded).copied()
    }

    /// The note of exactly this name, whatever else ends so: the best by its path, else by what it is called.
    pub(super) fn named(&self, name: &str) -> Option<NoteId> {
        let asked = self.asked(name);
        self.ranked(&asked).best().or_else(|| self.aliased(&asked))
    }

    /// All notes with this alias, id or title, where there are several.
    pub(super) fn sharing(&self, asked: &Asked<'_>) -> Option<Ranked> {
        self.shared.get(&asked.folded).cloned().map(Ranked)
    }

    /// The notes whose path ends in `path` when both are spelt as slugs, in path order.
    pub(super) fn slugged(&self, path: &str) -> Ranked {
        let slug = loose(&name::exact(path));
        let slugs = self.slugs.get_or_init(|| Endings::new(self.paths.iter().map(loose).collect()));
        Ranked(slugs.chosen(&slug, &slug, |found| sorted(found.to_vec())))
    }

    /// The notes of the folders whose last path segments are `path`, in path order.
    pub(super) fn folder_notes(&self, path: &str) -> Ranked {
        let end = folder_key(path);
        let (paths, notes) = self.noted.get_or_init(|| {
            let noted = self
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
        self.folder_paths.at(&folder_key(path)).next().map(FolderId)
    }

    /// The first folder whose last path segments are `path`.
    pub(super) fn folder_ending_in(&self, path: &str) -> Option<FolderId> {
        self.folder_paths.first(&folder_key(path), |id| id).map(FolderId)
    }

    /// The files whose last path segments are `path`: only those of the exact case if there are any, the
    /// shortest path, then the first.
    pub(super) fn files_ending_in(&self, path: &str) -> Ranked {
        let path = path.trim_matches('/');
        let spelt = |index: u32| self.file(index).as_str();
        Ranked(self.file_paths.chosen(path, &name::caseless(path), |found| {
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
        let is_unique = |ending: &str| self.file_paths.ending_in(&name::caseless(ending)).len() == 1;
        let name = shortest_ending(path, is_unique);
        Candidates::new(ranked, most, name.into(), |index| self.file(index))
    }

    /// The file at a path from the root of the vault, ignoring case.
    pub(super) fn file_at(&self, path: &RelPath) -> Option<&'v RelPath> {
        if let Some((exact, _)) = self.surroundings.files.get_key_value(path) {
            return Some(exact);
        }
        self.file_paths.at(&name::caseless(path.as_str())).next().map(|index| self.files[index as usize])
    }

    /// The page of a URL.
    pub(super) fn page_at(&self, url: &RelPath) -> Option<Page> {
        self.routes.get(&name::caseless(Route::of(url).path().as_str())).copied()
    }

    /// Every name a wiki link could have meant, with its note.
    pub(super) fn all_names(&self) -> impl Iterator<Item = (&'v str, NoteId)> + use<'v> {
        (0..).map(NoteId).zip(self.notes).flat_map(|(id, note)| {
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
