//! Planning: which files the site has, and where each of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::card::Fonts;
use super::output::Output;
use super::planned::{Cards, Copied, File, Places, SearchPlaces, Site, Twins};
use super::search::files::Counts;
use super::templates::Templates;
use super::theme::{self, FINGERPRINTED, SEARCH_SCRIPT};
use super::{Inputs, UrlStyle, problem, stale, unmatched, urls};
use crate::note::TitleSource;
use crate::text::{Digest, Place, Problem, RelPath, name, slug};
use crate::vault::{Entry, FolderId, Item, NavItem, NoteId, Numbers, Route, TagId, Vault};

/// URLs that pages must leave to files every site has under that name, and to what is kept in an output
/// besides the site: the record of its files, the staging folder and a repository.
pub(crate) fn reserved(style: UrlStyle) -> Vec<Route> {
    let mut names = vec!["feed.xml", "sitemap.xml", "robots.txt", "favicon.svg"];
    names.extend(["llms.txt", "graph.json", "notes.json", "_headers"]);
    names.extend([".rutter", ".rutter.staging", ".git"]);
    if style == UrlStyle::File {
        names.extend(["404", "index"]);
    }
    let files = [Route::file("404.html")];
    names.into_iter().map(|name| Route::home().child(name)).chain(files).collect()
}

/// URLs of the lists that every site has.
pub(crate) fn lists() -> Vec<Route> {
    ["a-z", "search", "tags", "graph", "wanted"].into_iter().map(|name| Route::home().child(name)).collect()
}

/// Plans the site of a linked vault. What cannot be published under its own name is added to `problems`.
pub fn plan(
    inputs: &Inputs,
    nav: &[NavItem],
    vault: Vault,
    templates: Templates,
    problems: &mut Vec<Problem>,
) -> Output {
    let mut files = Files::new(inputs.config.url_style);
    let note_files = files.notes(&vault);
    let folder_files = files.folders(&vault, &note_files);
    files.redirects(&vault, problems);
    let tag_files = files.tags(&vault);
    let places = files.places(&vault, inputs);
    let fingerprinted = files.fingerprinted(&inputs.fingerprints, places.search.is_some());
    let mut copies = files.statics(&vault, &fingerprinted, problems);
    files.defaults(inputs.config.headers);
    copies.append(&mut files.assets(&vault, problems));
    let twins = inputs.config.markdown.then(|| files.twins(&vault, &note_files, &folder_files));
    let twins = twins.map(|files| Twins {
        files,
        sources: inputs.notes.clone(),
        texts: inputs.texts.clone(),
        dialect: inputs.dialect,
    });
    let cards = (inputs.config.cards && inputs.config.base_url.is_some())
        .then(|| files.cards(&vault, &note_files, Fonts::new(&inputs.fonts)));
    let (note_positions, folder_positions) = positions(&vault);
    let site = Site {
        title: title(inputs, &vault),
        language: inputs.config.language.clone().unwrap_or_else(|| "en".to_string()),
        config: inputs.config.clone(),
        changed: inputs.changed.clone(),
        twins,
        cards,
        fingerprinted,
        note_positions,
        folder_positions,
        templates,
        places,
        copies,
        note_files,
        folder_files,
        tag_files,
        vault,
    };
    report_templates(&site, problems);
    unmatched::report(inputs, nav, problems);
    stale::report(inputs, &site.vault, problems);
    Output { site: Arc::new(site), files: files.files, search: Arc::default() }
}

/// The configured title, else that of the note at the home page, else the name of the folder.
fn title(inputs: &Inputs, vault: &Vault) -> String {
    let home = vault.notes.iter().find(|entry| entry.route.is_home());
    let own = home.filter(|home| home.note.title_source != TitleSource::FileName).map(Entry::label);
    let named = Some(inputs.name.clone()).filter(|name| !name.is_empty());
    inputs.config.title.clone().or(own).or(named).unwrap_or_else(|| "Notes".to_string())
}

/// Where each note and each folder stands among its siblings.
fn positions(vault: &Vault) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (mut notes, mut folders) = (vec![None; vault.notes.len()], vec![None; vault.folders.len()]);
    for folder in &vault.folders {
        for (position, child) in folder.children.iter().enumerate() {
            match child.item {
                Item::Note(NoteId(id)) => notes[id as usize] = Some(position),
                Item::Folder(FolderId(id)) => folders[id as usize] = Some(position),
                Item::Unwritten => {}
            }
        }
    }
    (notes, folders)
}

/// A template that a note names and that is not there; only where a site has templates of its own, for
/// notes from other tools name the layouts of those tools.
fn report_templates(site: &Site, problems: &mut Vec<Problem>) {
    if !site.templates.are_replaced() {
        return;
    }
    for entry in &site.vault.notes {
        let named = entry.note.front.template.as_ref();
        if let Some(name) = named.filter(|name| site.templates.own(&name.text).is_none()) {
            problems.push(problem::unknown_template(&entry.note.path, name));
        }
    }
}

/// The files planned so far.
struct Files {
    style: UrlStyle,
    files: BTreeMap<RelPath, File>,
    taken: Taken,
    numbers: Numbers,
}

impl Files {
    fn new(style: UrlStyle) -> Self {
        Files { style, files: BTreeMap::new(), taken: Taken::default(), numbers: Numbers::default() }
    }

    fn add(&mut self, path: RelPath, file: File) {
        self.taken.add(&path);
        self.files.insert(path, file);
    }

    /// The path, or its first numbered form that is free.
    fn free(&mut self, path: RelPath, numbered: impl Fn(usize) -> RelPath) -> RelPath {
        if self.taken.leaves(&path) {
            return path;
        }
        let free = |number| Some(numbered(number)).filter(|path| self.taken.leaves(path));
        self.numbers.next(folded(&path), free)
    }

    /// A file at the path, or at its first numbered form that is free.
    fn place(&mut self, path: RelPath, file: File) -> RelPath {
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

    /// A file that keeps its name if it can; else it is moved aside, or the folder above it that cannot be.
    fn copy(&mut self, wanted: &RelPath, source: Copied) -> RelPath {
        let moved = self.taken.file_above(wanted).unwrap_or_else(|| wanted.clone());
        let rest = wanted.as_str().get(moved.as_str().len()..).unwrap_or("");
        let below = |path: RelPath| path.join(rest).unwrap_or(path);
        let path = self.free(wanted.clone(), |number| below(numbered(&moved, number)));
        self.add(path.clone(), File::Copy(source));
        path
    }

    fn notes(&mut self, vault: &Vault) -> Vec<RelPath> {
        let folder_notes: BTreeMap<NoteId, FolderId> = folder_notes(vault);
        let mut paths = Vec::with_capacity(vault.notes.len());
        for (id, entry) in vault.ids().zip(&vault.notes) {
            let path = urls::file(&entry.route, self.style);
            let file = match folder_notes.get(&id) {
                Some(FolderId(0)) if entry.route.is_home() => File::Home,
                Some(folder) => File::Folder(*folder),
                None => File::Note(id),
            };
            self.add(path.clone(), file);
            paths.push(path);
        }
        paths
    }

    fn folders(&mut self, vault: &Vault, note_files: &[RelPath]) -> Vec<RelPath> {
        let mut paths = Vec::with_capacity(vault.folders.len());
        for (index, folder) in vault.folders.iter().enumerate() {
            let noted = folder.note.map(|NoteId(id)| note_files[id as usize].clone());
            let path = noted.unwrap_or_else(|| {
                let path = urls::file(&folder.route, self.style);
                let home = path.as_str() == "index.html";
                self.add(path.clone(), if home { File::Home } else { File::Folder(FolderId(index as u32)) });
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

    fn redirects(&mut self, vault: &Vault, problems: &mut Vec<Problem>) {
        for redirect in &vault.redirects {
            let path = redirect.file.clone().unwrap_or_else(|| urls::file(&redirect.from, self.style));
            if self.taken.leaves(&path) {
                self.add(path, File::Redirect(redirect.to));
            } else {
                problems.push(problem::lost_redirect(&vault[redirect.to].note.path, &path));
            }
        }
    }

    fn tags(&mut self, vault: &Vault) -> Vec<RelPath> {
        let mut paths = Vec::with_capacity(vault.tags.len());
        for (index, tag) in vault.tags.iter().enumerate() {
            paths.push(self.page(&tag.route(), File::Tag(TagId(index as u32))));
        }
        paths
    }

    fn places(&mut self, vault: &Vault, inputs: &Inputs) -> Places {
        let index = self.generated("a-z", File::Index);
        let tags = (!vault.tags.is_empty()).then(|| self.generated("tags", File::Tags));
        let linked = vault.ids().any(|id| !vault.graph.targets(id).is_empty());
        let graph = linked.then(|| self.generated("graph", File::Graph));
        let wanted = (!vault.wanted.is_empty()).then(|| self.generated("wanted", File::Wanted));
        let published = inputs.config.base_url.is_some();
        let dated = vault.notes.iter().any(|entry| {
            !entry.note.front.unlisted
                && (entry.note.dated().is_some() || inputs.changed.contains_key(&entry.note.path))
        });
        let feed = (published && dated).then(|| self.fixed("feed.xml", File::Feed));
        if published {
            self.fixed("sitemap.xml", File::Sitemap);
        }
        let search = inputs.config.search.unwrap_or(true).then(|| self.search(inputs));
        Places { index, tags, graph, wanted, feed, search }
    }

    /// The page that searches, and the files of its index below one folder.
    fn search(&mut self, inputs: &Inputs) -> SearchPlaces {
        let page = self.generated("search", File::Search);
        let bytes = inputs.notes.values().map(|source| source.text.len()).sum();
        let counts = Counts::of(inputs.notes.len(), bytes);
        let folder = RelPath::new("rutter/search").unwrap_or_else(|_| RelPath::root());
        let folder = self.free(folder.clone(), |number| numbered(&folder, number));
        for (name, part) in counts.parts() {
            if let Ok(path) = folder.join(&name) {
                self.add(path, File::SearchPart(part));
            }
        }
        SearchPlaces { page, folder, counts }
    }

    fn generated(&mut self, name: &str, file: File) -> RelPath {
        self.page(&Route::home().child(name), file)
    }

    fn fixed(&mut self, name: &str, file: File) -> RelPath {
        let path = RelPath::new(name).unwrap_or_else(|_| RelPath::root());
        self.add(path.clone(), file);
        path
    }

    /// The files that pages name with their digest: the site's own, else those of the theme.
    fn fingerprinted(
        &mut self,
        own: &BTreeMap<String, Digest>,
        searches: bool,
    ) -> BTreeMap<&'static str, RelPath> {
        let mut paths = BTreeMap::new();
        for name in FINGERPRINTED.into_iter().filter(|name| searches || *name != SEARCH_SCRIPT) {
            let Ok(source) = RelPath::new(name) else { continue };
            let own = own.get(name).map(|digest| (*digest, File::Copy(Copied::Static(source.clone()))));
            if let Some((digest, file)) = own.or_else(|| default_static(name)) {
                let path = fingerprinted(&source, digest);
                paths.insert(name, self.place(path, file));
            }
        }
        paths
    }

    /// The static files, each under its own path but for those that have a place already.
    fn statics(
        &mut self,
        vault: &Vault,
        placed: &BTreeMap<&'static str, RelPath>,
        problems: &mut Vec<Problem>,
    ) -> BTreeMap<Copied, RelPath> {
        let copy = |source: &RelPath| {
            if let Some(path) = placed.get(source.as_str()) {
                return (Copied::Static(source.clone()), path.clone());
            }
            let path = self.copy(source, Copied::Static(source.clone()));
            if path != *source {
                problems.push(problem::output_collision(Place::static_file(source), source, &path));
            }
            (Copied::Static(source.clone()), path)
        };
        vault.statics.keys().map(copy).collect()
    }

    /// The files every site has, for which a static file of the site can stand.
    fn defaults(&mut self, headers: bool) {
        let theme = theme::STATICS.iter().map(|&(name, text)| (name, File::Theme(text)));
        let theme = theme.filter(|(name, _)| !FINGERPRINTED.contains(name));
        let pages = [("robots.txt", File::Robots), ("404.html", File::NotFound), ("llms.txt", File::Llms)];
        let data = [("graph.json", File::GraphData), ("notes.json", File::NotesData)];
        let headers = headers.then_some(("_headers", File::Headers));
        for (name, file) in theme.chain(pages).chain(data).chain(headers) {
            if let Ok(path) = RelPath::new(name)
                && self.taken.leaves(&path)
            {
                self.add(path, file);
            }
        }
    }

    /// The cards of the notes whose title can be drawn: `cards/a/b.png` for `a/b/`.
    fn cards(&mut self, vault: &Vault, note_files: &[RelPath], fonts: Fonts) -> Cards {
        let notes = vault.ids().zip(&vault.notes).zip(note_files);
        let drawn = notes.filter(|((_, entry), _)| fonts.drawable(&entry.label()).is_some());
        let card = |((id, entry), page): ((NoteId, &Entry), &RelPath)| {
            let path = urls::card(&entry.route);
            (page.clone(), self.place(path, File::Card(id)))
        };
        Cards { files: drawn.map(card).collect(), fonts }
    }

    /// The twins of notes and folders in Markdown: `a/b.md` beside `a/b/` or `a/b.html`.
    fn twins(
        &mut self,
        vault: &Vault,
        note_files: &[RelPath],
        folder_files: &[RelPath],
    ) -> BTreeMap<RelPath, RelPath> {
        let notes = vault.ids().zip(&vault.notes).zip(note_files);
        let notes = notes.map(|((id, entry), page)| (&entry.route, page, File::PlainNote(id)));
        let folders = (0..).map(FolderId).zip(&vault.folders).zip(folder_files);
        let folders = folders.filter(|((_, folder), _)| folder.note.is_none());
        let folders = folders.map(|((id, folder), page)| (&folder.route, page, File::PlainFolder(id)));
        let twin = |(route, page, file): (&Route, &RelPath, File)| {
            let path = urls::twin(route);
            (page.clone(), self.place(path, file))
        };
        notes.chain(folders).map(twin).collect()
    }

    /// The files that notes link to or show, each under its own path; no other file is published.
    fn assets(&mut self, vault: &Vault, problems: &mut Vec<Problem>) -> BTreeMap<Copied, RelPath> {
        let copy = |source: &RelPath| {
            let wanted = publishable(source);
            let path = self.copy(&wanted, Copied::Asset(source.clone()));
            if path != wanted {
                problems.push(problem::output_collision(Place::file(source), &wanted, &path));
            }
            (Copied::Asset(source.clone()), path)
        };
        vault.linked_files().into_iter().map(copy).collect()
    }
}

/// The paths of planned files as file systems that ignore case compare them.
#[derive(Default)]
struct Taken {
    folded: BTreeSet<String>,
}

impl Taken {
    fn add(&mut self, path: &RelPath) {
        self.folded.insert(folded(path));
    }

    /// Whether a file can be here: no other is, none lies below it, and none stands where its folder must.
    fn leaves(&self, path: &RelPath) -> bool {
        let key = folded(path);
        let first = self.folded.range(key.clone()..).next();
        !first.is_some_and(|first| first.starts_with(&key)) && self.file_above(path).is_none()
    }

    /// The file that stands where a folder above the path must.
    fn file_above(&self, path: &RelPath) -> Option<RelPath> {
        let folders = std::iter::successors(Some(path.parent()), |folder| Some(folder.parent()));
        folders.take_while(|folder| !folder.is_root()).find(|folder| self.folded.contains(&folded(folder)))
    }
}

/// A file of the theme with its digest.
fn default_static(name: &str) -> Option<(Digest, File)> {
    let (_, text) = theme::STATICS.iter().find(|(file, _)| *file == name)?;
    Some((Digest::of(text.as_bytes()), File::Theme(text)))
}

/// `a/b.css` → `a/b.1a2b3c4d.css`
fn fingerprinted(path: &RelPath, digest: Digest) -> RelPath {
    let name = format!("{}.{}.{}", path.stem(), digest.short(), path.extension());
    path.parent().join(&name).unwrap_or_else(|_| path.clone())
}

/// `a/b.png` → `a/b-2.png`
fn numbered(path: &RelPath, number: usize) -> RelPath {
    let (stem, extension) = (path.stem(), path.extension());
    let dot = if extension.is_empty() { "" } else { "." };
    let name = format!("{stem}-{number}{dot}{extension}");
    path.parent().join(&name).unwrap_or_else(|_| path.clone())
}

/// The note of each folder that has one.
fn folder_notes(vault: &Vault) -> BTreeMap<NoteId, FolderId> {
    let folders = vault.folders.iter().enumerate();
    folders.filter_map(|(id, folder)| Some((folder.note?, FolderId(id as u32)))).collect()
}

/// A file keeps its name in the site, but for segments no server or file system takes.
fn publishable(source: &RelPath) -> RelPath {
    let safe = |segment: &str| {
        !segment.contains(|c: char| c.is_control() || "?#<>:\"|*%\\".contains(c))
            && !segment.ends_with(['.', ' '])
    };
    let segments: Vec<String> = source
        .segments()
        .map(|segment| if safe(segment) { segment.to_string() } else { slug::segment(segment) })
        .collect();
    RelPath::new(&segments.join("/")).unwrap_or_else(|_| source.clone())
}

/// A path as it is compared, with a slash at its end: what lies below it begins with it.
fn folded(path: &RelPath) -> String {
    name::folded(&format!("{path}/"))
}
