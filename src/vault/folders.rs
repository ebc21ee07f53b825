//! Folders: the tree that navigation shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::nav::{Declared, NavItem, Places, Position};
use super::{NoteId, Route};
use crate::note::{Note, Order, is_folder_name};
use crate::text::{RelPath, name};

/// Which folder of a vault: an index into [`Vault::folders`](super::Vault::folders).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FolderId(pub u32);

/// A folder.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Its path; the root of the vault has the empty path.
    pub path: RelPath,
    /// The folder it lies in; `None` for the root.
    pub parent: Option<FolderId>,
    /// Its own note: `index.md`, `README.md` or `folder.md` in it, or a note of its name beside it.
    pub note: Option<NoteId>,
    /// Its title as lists show it: its note's, else that declared for the navigation, else its name.
    pub title: String,
    /// The URL of its page.
    pub route: Route,
    /// What lies in it, in order; its own note, unlisted notes and folders with no other are not among them.
    pub children: Vec<Child>,
    /// How many listed notes lie in it and below.
    pub count: usize,
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The note or folder.
    pub item: Item,
    /// The label in the navigation.
    pub label: String,
}

/// A note or a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A note.
    Note(NoteId),
    /// A folder.
    Folder(FolderId),
    /// A chapter of a book that is not written yet.
    Unwritten,
}

/// The folders that hold notes, as far as paths make them: the first is the root. Labels and what lies in them come
/// with [`filled`].
pub(super) fn tree(notes: &[Arc<Note>]) -> Vec<Folder> {
    let mut tree = Tree { folders: Vec::new(), by_path: FxHashMap::default(), by_case: FxHashMap::default() };
    tree.folder(&RelPath::root());
    for note in notes {
        tree.folder(&note.page.parent());
    }
    tree.choose_notes(notes);
    tree.folders
}

/// The folder that each note lies in.
pub(super) fn parents(notes: &[Arc<Note>], folders: &[Folder]) -> Vec<FolderId> {
    let by_path: FxHashMap<&RelPath, FolderId> =
        (0..).map(FolderId).zip(folders).map(|(id, folder)| (&folder.path, id)).collect();
    let parent = |note: &Arc<Note>| by_path.get(&note.page.parent()).copied().unwrap_or(FolderId(0));
    notes.iter().map(parent).collect()
}

/// The folder each note stands in; a folder's own note stands in that folder, even one beside it.
pub(super) fn homes(parents: &[FolderId], folders: &[Folder]) -> Vec<FolderId> {
    let mut homes = parents.to_vec();
    for (id, folder) in (0..).map(FolderId).zip(folders) {
        if let Some(NoteId(note)) = folder.note {
            homes[note as usize] = id;
        }
    }
    homes
}

/// The folders with their titles and all that lies in them, in order. `parents` are the folders that the notes lie
/// in.
pub(super) fn filled(
    tree: &[Folder],
    notes: &[Arc<Note>],
    parents: &[FolderId],
    nav: &[NavItem],
) -> Vec<Folder> {
    let mut filling = Filling { notes, parents, folders: tree.to_vec(), places: Places::new(nav) };
    filling.name_folders();
    filling.fill();
    filling.folders
}

struct Tree {
    folders: Vec<Folder>,
    by_path: FxHashMap<RelPath, FolderId>,
    /// The same whatever their case, each the first of its spellings.
    by_case: FxHashMap<String, FolderId>,
}

impl Tree {
    /// The folder of a path, made with all above it.
    fn folder(&mut self, path: &RelPath) -> FolderId {
        if let Some(&id) = self.by_path.get(path) {
            return id;
        }
        let parent = (!path.is_root()).then(|| self.folder(&path.parent()));
        let id = FolderId(self.folders.len() as u32);
        self.folders.push(Folder {
            path: path.clone(),
            parent,
            note: None,
            title: name::as_title(path.name()),
            route: Route::home(),
            children: Vec::new(),
            count: 0,
        });
        self.by_case.entry(name::caseless(path.as_str())).or_insert(id);
        self.by_path.insert(path.clone(), id);
        id
    }

    /// A folder's own note: `index`, then `_index`, `README`, `folder/folder`, then `folder.md` beside it,
    /// at last one that differs in case.
    fn choose_notes(&mut self, notes: &[Arc<Note>]) {
        let mut ranks: Vec<Option<(u8, NoteId)>> = vec![None; self.folders.len()];
        for (id, note) in (0..).map(NoteId).zip(notes) {
            for (folder, rank) in self.own_note_of(note) {
                let slot = &mut ranks[folder.0 as usize];
                *slot = Some(slot.map_or((rank, id), |best| best.min((rank, id))));
            }
        }
        for (folder, best) in self.folders.iter_mut().zip(ranks) {
            folder.note = best.map(|(_, id)| id);
        }
    }

    /// The folders a note may speak for, with the rank of its claim.
    fn own_note_of(&self, note: &Note) -> Vec<(FolderId, u8)> {
        let (parent, stem) = (note.page.parent(), name::without_extension(note.page.name()));
        let mut claims = Vec::new();
        if let Some(&inside) = self.by_path.get(&parent) {
            if is_folder_name(stem) {
                let rank = ["index", "_index"].iter().position(|name| stem.eq_ignore_ascii_case(name));
                claims.push((inside, rank.map_or(2, |rank| rank as u8)));
            } else if note.page == note.path && !parent.is_root() && stem == parent.name() {
                claims.push((inside, 3));
            }
        }
        if let Ok(path) = parent.join(stem) {
            let exact = self.by_path.get(&path).map(|&folder| (folder, 4));
            let alike = || self.by_case.get(&name::caseless(path.as_str())).map(|&folder| (folder, 5));
            claims.extend(exact.or_else(alike));
        }
        claims
    }
}

struct Filling<'n> {
    notes: &'n [Arc<Note>],
    parents: &'n [FolderId],
    folders: Vec<Folder>,
    places: Places,
}

impl Filling<'_> {
    /// A folder is called on its page as its own note, and without one as in the navigation.
    fn name_folders(&mut self) {
        for folder in &mut self.folders {
            let own = folder.note.map(|id| self.notes[id.0 as usize].title.as_str());
            let declared = || self.places.get(folder.path.as_str()).and_then(|place| place.label.as_deref());
            let label = own.or_else(|| folder.parent.and_then(|_| declared()));
            if let Some(label) = label {
                folder.title = name::label(label).into_owned();
            }
        }
    }

    /// Puts every note and folder into its folder, in order.
    fn fill(&mut self) {
        let mut keyed: Vec<Vec<(SortKey, Child)>> = vec![Vec::new(); self.folders.len()];
        let own: FxHashSet<NoteId> = self.folders.iter().filter_map(|folder| folder.note).collect();
        let listed = self.notes.par_iter().zip(self.parents).enumerate();
        let listed = listed.filter(|(_, (note, _))| !note.front.unlisted).map(|(index, (note, home))| {
            let id = NoteId(index as u32);
            (*home, (!own.contains(&id)).then(|| self.note_child(id, note)))
        });
        for (home, child) in listed.collect::<Vec<_>>() {
            self.count(home);
            keyed[home.0 as usize].extend(child);
        }
        for (index, folder) in self.folders.iter().enumerate().filter(|(_, folder)| folder.count > 0) {
            if let Some(parent) = folder.parent {
                keyed[parent.0 as usize].push(self.folder_child(FolderId(index as u32), folder));
            }
        }
        let by_case = self.by_case();
        for (folder, chapter) in self.places.unwritten() {
            if let Some(home) = by_case.get(folder) {
                keyed[*home].push(unwritten_child(chapter));
            }
        }
        let in_order = |mut children: Vec<(SortKey, Child)>| {
            children.sort_by(|a, b| a.0.cmp(&b.0));
            let mut children: Vec<Child> = children.into_iter().map(|(_, child)| child).collect();
            self.tell_apart(&mut children);
            children
        };
        let filled: Vec<Vec<Child>> = keyed.into_par_iter().map(in_order).collect();
        self.folders.iter_mut().zip(filled).for_each(|(folder, children)| folder.children = children);
    }

    /// The folders that chapters which are not written yet may stand in, whatever their case, each the first of its
    /// spellings.
    fn by_case(&self) -> FxHashMap<String, usize> {
        let asked = self.places.unwritten().next().is_some();
        let folders = self.folders.iter().enumerate().rev().filter(|_| asked);
        folders.map(|(index, folder)| (name::caseless(folder.path.as_str()), index)).collect()
    }

    /// Adds to each label that a sibling has too the name of the file or the folder.
    fn tell_apart(&self, children: &mut [Child]) {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        children.iter().for_each(|child| *times.entry(&child.label).or_default() += 1);
        let repeated = children.iter().map(|child| times.get(&*child.label).is_some_and(|times| *times > 1));
        let repeated: Vec<bool> = repeated.collect();
        for (child, _) in children.iter_mut().zip(repeated).filter(|(_, repeated)| *repeated) {
            let name = match child.item {
                Item::Note(id) => name::without_extension(self.notes[id.0 as usize].page.name()),
                Item::Folder(id) => self.folders[id.0 as usize].path.name(),
                Item::Unwritten => continue,
            };
            child.label = format!("{} ({name})", child.label);
        }
    }

    fn count(&mut self, home: FolderId) {
        let mut at = Some(home);
        while let Some(FolderId(id)) = at {
            let folder = &mut self.folders[id as usize];
            folder.count += 1;
            at = folder.parent;
        }
    }

    fn note_child(&self, id: NoteId, note: &Note) -> (SortKey, Child) {
        let place = [&note.page, &note.path].into_iter().find_map(|path| self.places.get(path.as_str()));
        let place = place.cloned().unwrap_or_default();
        let label = place.label.or(note.front.nav_title.clone()).unwrap_or_else(|| note.title.clone());
        let label = name::label(&label).into_owned();
        let key = SortKey::new(place.position, note.front.order.or(place.order), &label, &note.page);
        (key, Child { item: Item::Note(id), label })
    }

    fn folder_child(&self, id: FolderId, folder: &Folder) -> (SortKey, Child) {
        let own = folder.note.map(|id| &self.notes[id.0 as usize]);
        // Its own note may be named for it, be it in the folder or beside it.
        let named = [Some(&folder.path), own.map(|note| &note.path)];
        let place = named.into_iter().flatten().find_map(|path| self.places.get(path.as_str()));
        let place = place.cloned().unwrap_or_default();
        let titled = own.and_then(|note| note.front.nav_title.clone());
        let label = place.label.or(titled).unwrap_or_else(|| folder.title.clone());
        let label = name::label(&label).into_owned();
        let order = own.and_then(|note| note.front.order).or(place.order);
        let key = SortKey::new(place.position, order, &label, &folder.path);
        (key, Child { item: Item::Folder(id), label })
    }
}

fn unwritten_child(chapter: &Declared) -> (SortKey, Child) {
    let label = name::label(chapter.label.as_deref().unwrap_or("")).into_owned();
    let key = SortKey::new(chapter.position, chapter.order, &label, &RelPath::root());
    (key, Child { item: Item::Unwritten, label })
}

/// Siblings stand in the declared order, then by their number, then by their label as people sort:
/// `v2` before `v10`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
    position: Position,
    order: Order,
    label: Vec<LabelPart>,
    path: RelPath,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum LabelPart {
    Number(u64),
    Text(String),
}

impl SortKey {
    fn new(position: Position, order: Option<Order>, label: &str, path: &RelPath) -> Self {
        SortKey {
            position,
            order: order.unwrap_or(Order(i64::MAX)),
            label: natural(label),
            path: path.clone(),
        }
    }
}

fn natural(label: &str) -> Vec<LabelPart> {
    let folded = name::folded(label);
    let mut parts = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let number = part.parse().ok().filter(|_| digits).map(LabelPart::Number);
        parts.push(number.unwrap_or_else(|| LabelPart::Text(part.to_string())));
        rest = behind;
    }
    parts
}
