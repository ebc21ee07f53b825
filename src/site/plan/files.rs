//! The files of a site while it is planned: pages first, then what yields its place to them.

use std::collections::BTreeMap;

use super::needs::Needs;
use super::taken::{Taken, folded};
use crate::site::planned::{File, Places, SearchPlaces};
use crate::site::search::files::Counts;
use crate::site::{UrlStyle, problem, urls};
use crate::text::{Problem, RelPath};
use crate::vault::{FolderId, NoteId, Numbers, Route, TagId};

/// The files planned so far.
pub(super) struct Files {
    style: UrlStyle,
    files: BTreeMap<RelPath, File>,
    pub(super) taken: Taken,
    numbers: Numbers,
}

impl Files {
    /// No files yet, in a site whose pages are named in this style.
    pub(super) fn new(style: UrlStyle) -> Self {
        Files { style, files: BTreeMap::new(), taken: Taken::default(), numbers: Numbers::default() }
    }

    /// Every file with its path.
    pub(super) fn planned(self) -> BTreeMap<RelPath, File> {
        self.files
    }

    /// A file at a path that is known to be free.
    pub(super) fn add(&mut self, path: RelPath, file: File) {
        self.taken.add(&path);
        self.files.insert(path, file);
    }

    /// The path, or its first numbered form that is free.
    pub(super) fn free(&mut self, path: RelPath, numbered: impl Fn(usize) -> RelPath) -> RelPath {
        if self.taken.leaves(&path) {
            return path;
        }
        let free = |number| Some(numbered(number)).filter(|path| self.taken.leaves(path));
        self.numbers.next(folded(&path), free)
    }

    /// A file at the path, or at its first numbered form that is free.
    pub(super) fn place(&mut self, path: RelPath, file: File) -> RelPath {
        let path = self.free(path.clone(), |number| numbered(&path, number));
        self.add(path.clone(), file);
        path
    }

    /// A page that yields to notes.
    fn page(&mut self, route: &Route, file: File) -> RelPath {
        let style = self.style;
        let path = self.free(urls::file(route, style), |number| urls::file(&route.numbered(number), style));
        self.add(path.clone(), file);
        path
    }

    /// A list of the site: it yields to notes.
    fn generated(&mut self, name: &str, file: File) -> RelPath {
        self.page(&Route::home().child(name), file)
    }

    /// A file that every program looks for under this one name.
    fn fixed(&mut self, name: &str, file: File) -> RelPath {
        let path = RelPath::new(name).unwrap_or_else(|_| RelPath::root());
        self.add(path.clone(), file);
        path
    }

    /// The page of each note.
    pub(super) fn notes(&mut self, needs: &Needs) -> Vec<RelPath> {
        let folder_notes = folder_notes(needs);
        let mut paths = Vec::with_capacity(needs.notes.len());
        for (id, (_, route)) in (0..).map(NoteId).zip(&needs.notes) {
            let path = urls::file(route, self.style);
            let file = match folder_notes.get(&id) {
                Some(FolderId(0)) if route.is_home() => File::Home,
                Some(folder) => File::Folder(*folder),
                None => File::Note(id),
            };
            self.add(path.clone(), file);
            paths.push(path);
        }
        paths
    }

    /// The page of each folder, be it that of its note; the home page is made in any case.
    pub(super) fn folders(&mut self, needs: &Needs, note_files: &[RelPath]) -> Vec<RelPath> {
        let mut paths = Vec::with_capacity(needs.folders.len());
        for (id, (route, note)) in (0..).map(FolderId).zip(&needs.folders) {
            let noted = note.map(|NoteId(id)| note_files[id as usize].clone());
            let path = noted.unwrap_or_else(|| {
                let path = urls::file(route, self.style);
                let home = path.as_str() == "index.html";
                self.add(path.clone(), if home { File::Home } else { File::Folder(id) });
                path
            });
            paths.push(path);
        }
        let home = urls::file(&Route::home(), self.style);
        if !self.files.contains_key(&home) {
            self.add(home, File::Home);
        }
        paths
    }

    /// The old URLs of notes that nothing else has.
    pub(super) fn redirects(&mut self, needs: &Needs, problems: &mut Vec<Problem>) {
        for redirect in &needs.redirects {
            let path = redirect.file.clone().unwrap_or_else(|| urls::file(&redirect.from, self.style));
            if self.taken.leaves(&path) {
                self.add(path, File::Redirect(redirect.to));
            } else {
                let note = needs.notes.get(redirect.to.0 as usize);
                problems.extend(note.map(|(note, _)| problem::lost_redirect(note, &path)));
            }
        }
    }

    /// The page of each tag.
    pub(super) fn tags(&mut self, needs: &Needs) -> Vec<RelPath> {
        let tags = (0..).map(TagId).zip(&needs.tags);
        tags.map(|(id, route)| self.page(route, File::Tag(id))).collect()
    }

    /// The pages and files that belong to the whole site, those that have something to show.
    pub(super) fn places(&mut self, needs: &Needs) -> Places {
        let index = self.generated("a-z", File::Index);
        let tags = (!needs.tags.is_empty()).then(|| self.generated("tags", File::Tags));
        let graph = needs.graph.then(|| self.generated("graph", File::Graph));
        let wanted = needs.wanted.then(|| self.generated("wanted", File::Wanted));
        let feed = needs.feed.then(|| self.fixed("feed.xml", File::Feed));
        if needs.published {
            self.fixed("sitemap.xml", File::Sitemap);
        }
        let search = needs.search.map(|counts| self.search(counts));
        Places { index, tags, graph, wanted, feed, search }
    }

    /// The page that searches, and the files of its index below one folder.
    fn search(&mut self, counts: Counts) -> SearchPlaces {
        let page = self.generated("search", File::Search);
        let folder = RelPath::new("rutter/search").unwrap_or_else(|_| RelPath::root());
        let folder = self.free(folder.clone(), |number| numbered(&folder, number));
        for (name, part) in counts.parts() {
            if let Ok(path) = folder.join(&name) {
                self.add(path, File::SearchPart(part));
            }
        }
        SearchPlaces { page, folder, counts }
    }

    /// The twins of notes and folders in Markdown: `a/b.md` beside `a/b/` or `a/b.html`.
    pub(super) fn twins(
        &mut self,
        needs: &Needs,
        note_files: &[RelPath],
        folder_files: &[RelPath],
    ) -> BTreeMap<RelPath, RelPath> {
        let notes = (0..).map(NoteId).zip(&needs.notes).zip(note_files);
        let notes = notes.map(|((id, (_, route)), page)| (route, page, File::PlainNote(id)));
        let folders = (0..).map(FolderId).zip(&needs.folders).zip(folder_files);
        let folders = folders.filter(|((_, (_, note)), _)| note.is_none());
        let folders = folders.map(|((id, (route, _)), page)| (route, page, File::PlainFolder(id)));
        let twin = |(route, page, file): (&Route, &RelPath, File)| {
            let path = urls::twin(route);
            (page.clone(), self.place(path, file))
        };
        notes.chain(folders).map(twin).collect()
    }

    /// The cards of notes: `cards/a/b.png` for `a/b/`.
    pub(super) fn cards(&mut self, needs: &Needs, note_files: &[RelPath]) -> BTreeMap<RelPath, RelPath> {
        let mut cards = BTreeMap::new();
        for id in &needs.cards {
            let note = needs.notes.get(id.0 as usize).zip(note_files.get(id.0 as usize));
            if let Some(((_, route), page)) = note {
                cards.insert(page.clone(), self.place(urls::card(route), File::Card(*id)));
            }
        }
        cards
    }
}

/// `a/b.png` → `a/b-2.png`
pub(super) fn numbered(path: &RelPath, number: usize) -> RelPath {
    let (stem, extension) = (path.stem(), path.extension());
    let dot = if extension.is_empty() { "" } else { "." };
    let name = format!("{stem}-{number}{dot}{extension}");
    path.parent().join(&name).unwrap_or_else(|_| path.clone())
}

/// The note of each folder that has one.
fn folder_notes(needs: &Needs) -> BTreeMap<NoteId, FolderId> {
    let folders = (0..).map(FolderId).zip(&needs.folders);
    folders.filter_map(|(id, (_, note))| Some(((*note)?, id))).collect()
}
