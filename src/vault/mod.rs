//! All notes together: the linker.
//!
//! [`link`] sees every compiled note at once. It gives each a URL, builds the catalogue of names, resolves
//! every link, and derives from the answers what no note knows alone: backlinks, tags, folders, wanted
//! notes. Steps whose input is the same are not made
//! again ([`Memo`]).

mod absent_lists;
mod anchors;
mod answers;
mod catalogue;
mod drafts;
mod endings;
mod explain;
mod folders;
mod graph;
mod kinds;
mod listings;
mod lists;
mod memo;
mod mentions;
mod namesakes;
mod nav;
mod near;
mod numbers;
mod portable;
mod problem;
mod ranges;
mod ranked;
mod resolve;
mod route;
mod routes;
mod rule;
mod seen;
mod shares;
mod sole;
mod tags;
mod transclusions;
mod unlinked;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::Arc;

pub use explain::{Reason, explain};
pub use folders::{Child, Folder, FolderId, Item};
pub use graph::Graph;
pub use listings::{Excerpt, Listing};
pub use lists::List;
pub use memo::Memo;
pub use mentions::{Mention, Mentioned, Mentions};
pub(crate) use nav::named;
pub use nav::{NavItem, NavRank};
pub(crate) use numbers::Numbers;
pub use route::{Redirect, Route};
pub use rule::Rule;
pub(crate) use shares::in_shares;
pub use tags::{Tag, TagId};
pub use transclusions::Transclusion;
pub use wanted::Wanted;

use crate::note::{BlockId, Dialect, HeadingId, Link, LinkForm, LinkId, Note, Refusal};
use crate::text::{Problem, RelPath, Same, name};
use absent_lists::Made;
use answers::{Answered, Asked, World};
use catalogue::{Catalogue, Lists, Names, Paths};
use kinds::{Kinds, Occurring};
use routes::Routes;
use seen::{Notes, Seen};

/// Which note of a vault: an index into [`Vault::notes`], which is in path order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// A file of the vault that is no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Asset {
    /// Width and height in pixels, where it is an image whose header says so.
    pub pixels: Option<(u32, u32)>,
}

/// What surrounds the notes: the other files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The files that are no notes, from the root of the vault.
    pub files: BTreeMap<RelPath, Asset>,
    /// Files published at the root of the site whatever links to them (the `static/` of a site).
    pub statics: BTreeMap<RelPath, Asset>,
    /// The files that links may show as code, compiled; why, where one cannot be shown.
    pub listings: BTreeMap<RelPath, Result<Arc<Note>, Refusal>>,
    /// Folders of the vault in which site-absolute links to files are looked up, besides its root.
    pub public_folders: Vec<RelPath>,
    /// How the notes are read: what is a folder to their tool.
    pub dialect: Dialect,
    /// The folder of the vault, from the root of the project whose notes these are.
    pub in_project: RelPath,
}

/// What is laid down for the site whatever the notes are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules<'r> {
    /// What the configuration says about order and labels of the navigation.
    pub nav: &'r [NavItem],
    /// URLs that no note may have: files every site has are there.
    pub reserved: &'r [Route],
    /// URLs of the lists that every site has: notes may take them, old URLs may not.
    pub lists: &'r [Route],
    /// Whether the page of `/a` is the file `a.html`; else it is `a/index.html`.
    pub pages_are_files: bool,
    /// Whether the site can be searched.
    pub searches: bool,
    /// The notes that are not published: a link to one says so.
    pub drafts: &'r [Arc<Note>],
}

/// The linked vault. Ids are its keys: `vault[id]`.
#[derive(Debug, Clone)]
pub struct Vault {
    /// The notes in path order.
    pub notes: Vec<Entry>,
    /// The folders; the first is the root.
    pub folders: Arc<Vec<Folder>>,
    /// The tags in alphabetical order.
    pub tags: Arc<Vec<Tag>>,
    /// Notes that are linked but missing, the most wanted first.
    pub wanted: Vec<Wanted>,
    /// Which notes link to which.
    pub graph: Graph,
    /// Old URLs that lead on.
    pub redirects: Vec<Redirect>,
    /// The files that are no notes.
    pub files: BTreeMap<RelPath, Asset>,
    /// Files published at the root of the site.
    pub statics: BTreeMap<RelPath, Asset>,
    /// The files that links may show as code.
    pub listings: BTreeMap<RelPath, Listing>,
    /// The files that notes link to or show.
    pub linked_files: BTreeSet<RelPath>,
    /// Which page has which URL.
    routes: Arc<Routes>,
    /// What is wrong between the notes.
    pub problems: Vec<Problem>,
}

/// A note in its vault.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The note.
    pub note: Arc<Note>,
    /// The URL of its page.
    pub route: Route,
    /// The folder it stands in.
    pub folder: FolderId,
    /// The answer to each of its links.
    pub answers: Arc<[Answer]>,
    /// The links of other notes that lead here, or show a manifest whose kind this note explains; in path order
    /// of those notes.
    pub backlinks: Vec<LinkRef>,
    /// What is shown in place of its links, where a link is a transclusion.
    pub transclusions: BTreeMap<LinkId, Vec<Transclusion>>,
    /// What is shown of files in place of its links.
    pub excerpts: BTreeMap<LinkId, Excerpt>,
}

impl Entry {
    /// The title of the note in lists.
    pub fn label(&self) -> String {
        name::label(&self.note.title).into_owned()
    }
}

/// One link of one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkRef {
    /// The linking note.
    pub from: NoteId,
    /// Its link.
    pub link: LinkId,
}

/// What a link resolves to (links.md, "Resolution order").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It leads here.
    Found(Target),
    /// It leads here, and could have led to others.
    Ambiguous(Target),
    /// Only a draft has that name, which is not published.
    Draft,
    /// Nothing has that name.
    Missing,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A note, and a place in it.
    Note(NoteId, Option<Anchor>),
    /// The page of a folder that has no note of its own.
    Folder(FolderId),
    /// A file of the vault, with the fragment as written.
    File(RelPath, Option<Box<str>>),
    /// A static file, with the fragment as written.
    Static(RelPath, Option<Box<str>>),
    /// A list that the site makes of its notes, and what stands behind its URL: a question, a fragment.
    List(List, Box<str>),
}

/// A place in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// A heading.
    Heading(HeadingId),
    /// A block with a name of its own.
    Block(BlockId),
    /// An id an author wrote in HTML.
    Id(Box<str>),
}

impl Answer {
    /// Where the link leads, if it leads anywhere.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Answer::Found(target) | Answer::Ambiguous(target) => Some(target),
            Answer::Draft | Answer::Missing => None,
        }
    }
}

impl Vault {
    /// The tag of this name, however it is spelt.
    pub fn tag_named(&self, name: &str) -> Option<TagId> {
        tags::find(&self.tags, name)
    }

    /// The ids of all notes, in path order.
    pub fn ids(&self) -> impl Iterator<Item = NoteId> + Clone + use<> {
        (0..self.notes.len() as u32).map(NoteId)
    }

    /// The ids of all tags, in alphabetical order.
    pub fn tag_ids(&self) -> impl Iterator<Item = TagId> + Clone + use<> {
        (0..self.tags.len() as u32).map(TagId)
    }

    /// Whether a manifest has the link, and no text: a kind in it, or what is shown of a file.
    pub fn is_of_manifest(&self, link: LinkRef) -> bool {
        let (entry, written) = self.link(link);
        written.form == LinkForm::Kind || entry.excerpts.contains_key(&link.link)
    }

    /// A link with the note it stands in.
    pub fn link(&self, link: LinkRef) -> (&Entry, &Link) {
        let entry = &self[link.from];
        (entry, &entry.note[link.link])
    }
}

/// The linker makes every id with the note it means, and nothing is removed from a vault: an id of this
/// vault always fits.
impl Index<NoteId> for Vault {
    type Output = Entry;

    fn index(&self, id: NoteId) -> &Entry {
        &self.notes[id.0 as usize]
    }
}

/// The same holds for folders; there is always a root.
impl Index<FolderId> for Vault {
    type Output = Folder;

    fn index(&self, id: FolderId) -> &Folder {
        &self.folders[id.0 as usize]
    }
}

/// The same holds for tags.
impl Index<TagId> for Vault {
    type Output = Tag;

    fn index(&self, id: TagId) -> &Tag {
        &self.tags[id.0 as usize]
    }
}

/// Every link of the note has its answer.
impl Index<LinkId> for Entry {
    type Output = Answer;

    fn index(&self, id: LinkId) -> &Answer {
        &self.answers[id.0 as usize]
    }
}

/// Links the notes of a vault. The notes may come in any order. Whatever `memo` remembers, the vault is the same.
pub fn link(
    mut notes: Vec<Arc<Note>>,
    surroundings: Surroundings,
    rules: Rules<'_>,
    memo: &mut Memo,
) -> Vault {
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    let declared = nav::declared(&notes, rules.nav);
    nav::name(&mut notes, &declared);
    let (notes, surroundings) = (Notes::from(notes), memo.surroundings(surroundings));
    let named = Named::new(&notes, &surroundings, rules, memo);
    let folders = named.folders(declared, memo);
    let catalogue = named.catalogue();
    let mut problems = named.problems(&catalogue, memo);
    let kinds = named.kinds(&catalogue, memo, &mut problems);
    let listings = listings::all(&surroundings, &kinds);
    let world = (named.world(kinds, rules), named.asked());
    let answered = memo.answers.of(world, &catalogue, &named.routes);
    problems.extend(answered.iter().flat_map(|answered| answered.problems.iter().cloned()));
    let mut entries = named.entries(&answered);
    collect_backlinks(&mut entries);
    listings::collect(&mut entries, &listings, &surroundings, &mut problems);
    transclusions::collect(&mut entries, &answered, &folders, &mut problems);
    let is_public = |path: &RelPath| surroundings.public_folders.iter().any(|folder| path.is_below(folder));
    let linked_files: BTreeSet<RelPath> =
        answered.iter().flat_map(|answered| &answered.files).cloned().collect();
    let unused = surroundings.files.keys().filter(|path| !is_public(path) && !linked_files.contains(*path));
    unlinked::report((&entries, &answered), &folders, unused, rules, &mut problems);
    let graph = Graph::new(&entries);
    let tags = Arc::clone(&named.tags);
    Made { rules: &rules, tags: &tags, graph: &graph }.judge(&mut entries, &mut problems);
    Vault {
        notes: entries,
        folders,
        tags,
        wanted: wanted(&notes, &answered),
        graph,
        redirects: named.routes.redirects.clone(),
        files: surroundings.files.clone(),
        statics: surroundings.statics.clone(),
        listings,
        linked_files,
        routes: Arc::clone(&named.routes),
        problems,
    }
}

/// The notes with all names that links can find them by.
struct Named<'n> {
    notes: &'n Notes,
    surroundings: &'n Arc<Surroundings>,
    routes: Arc<Routes>,
    paths: Arc<Paths>,
    names: Arc<Names>,
    tags: Arc<Vec<Tag>>,
    lists: Arc<Lists>,
}

impl<'n> Named<'n> {
    fn new(notes: &'n Notes, surroundings: &'n Arc<Surroundings>, rules: Rules<'_>, memo: &mut Memo) -> Self {
        let routes = memo.routes.of(routes::Asked::new(notes, rules), Routes::of);
        let placed = (Same(Arc::clone(&routes)), Same(Arc::clone(surroundings)));
        let paths = memo.paths.of(placed, |_| Paths::new(notes, &routes, surroundings));
        let names = memo.names.of(Seen::called(notes), |seen| Names::new(seen.all()));
        let tags = memo.tags.of(Seen::tagged(notes), |seen| tags::collect(seen.all()));
        let lists = memo.lists.of(tags.iter().map(Tag::route).collect(), |tags| Lists::new(tags));
        Named { notes, surroundings, routes, paths, names, tags, lists }
    }

    fn catalogue(&self) -> Catalogue<'_> {
        Catalogue::new(self.notes, self.surroundings, &self.paths, (&self.names, &self.lists))
    }

    /// The folders with what lies in them; `declared` is what is said about that outside of the notes.
    fn folders(&self, declared: Vec<NavItem>, memo: &mut Memo) -> Arc<Vec<Folder>> {
        let input = (Same(Arc::clone(&self.routes)), Seen::listed(self.notes), declared);
        let Routes { tree, parents, .. } = &*self.routes;
        memo.folders.of(input, |(_, seen, declared)| folders::filled(tree, seen.all(), parents, declared))
    }

    /// What is wrong with the names.
    fn problems(&self, catalogue: &Catalogue<'_>, memo: &mut Memo) -> Vec<Problem> {
        let named = (Same(Arc::clone(&self.paths)), Same(Arc::clone(&self.names)));
        let namesakes = memo.namesakes.of(named, |_| namesakes::report(self.notes, catalogue));
        let placed = (Same(Arc::clone(&self.routes)), Same(Arc::clone(self.surroundings)));
        let portable = memo.portable.of(placed, |_| portable::report(self.notes, self.surroundings));
        [&self.routes.problems, &*namesakes, &*portable].into_iter().flatten().cloned().collect()
    }

    /// The notes that explain kinds.
    fn kinds(&self, catalogue: &Catalogue<'_>, memo: &mut Memo, problems: &mut Vec<Problem>) -> Arc<Kinds> {
        let read = (Seen::of_kinds(self.notes), Same(Arc::clone(self.surroundings)));
        let occurring = memo.occurring.of(read, |(notes, surroundings)| {
            let listings = surroundings.0.listings.values().filter_map(|read| read.as_deref().ok());
            Occurring::of(notes.all(), listings)
        });
        problems.extend(occurring.problems.iter().cloned());
        let (paths, names) = (Same(Arc::clone(&self.paths)), Same(Arc::clone(&self.names)));
        let input = (Same(Arc::clone(&occurring)), paths, names);
        memo.kinds.of(input, |_| Kinds::of(&occurring, catalogue))
    }

    fn world(&self, kinds: Arc<Kinds>, rules: Rules<'_>) -> World {
        let (paths, lists) = (Same(Arc::clone(&self.paths)), Same(Arc::clone(&self.lists)));
        let surroundings = Same(Arc::clone(self.surroundings));
        World { paths, surroundings, lists, kinds, drafts: rules.drafts.to_vec() }
    }

    fn asked(&self) -> Asked {
        Asked { names: Same(Arc::clone(&self.names)), notes: Arc::clone(self.notes) }
    }

    fn entries(&self, answered: &[Arc<Answered>]) -> Vec<Entry> {
        let parts = self.notes.iter().zip(&self.routes.notes).zip(&self.routes.homes).zip(answered);
        let entry = |(((note, route), folder), answered): (((&Arc<Note>, &Route), &FolderId), &Arc<Answered>)| Entry {
            note: Arc::clone(note),
            route: route.clone(),
            folder: *folder,
            answers: Arc::clone(&answered.answers),
            backlinks: Vec::new(),
            transclusions: BTreeMap::new(),
            excerpts: BTreeMap::new(),
        };
        parts.map(entry).collect()
    }
}

/// The notes that listed notes want and that are missing.
fn wanted(notes: &Notes, answered: &[Arc<Answered>]) -> Vec<Wanted> {
    let listed = (0..).map(NoteId).zip(answered).zip(&**notes).filter(|(_, note)| !note.front.unlisted);
    wanted::rank(listed.flat_map(|((id, answered), _)| answered.wants.iter().map(move |want| (id, want))))
}

/// A backlink for every link that leads to another note. A note's links to itself are none, and an unlisted
/// note is in no list of backlinks.
fn collect_backlinks(entries: &mut [Entry]) {
    let mut backlinks: Vec<Vec<LinkRef>> = vec![Vec::new(); entries.len()];
    for (from, entry) in (0..).map(NoteId).zip(&*entries).filter(|(_, entry)| !entry.note.front.unlisted) {
        for (link, answer) in (0..).map(LinkId).zip(&*entry.answers) {
            if let Some(Target::Note(to, _)) = answer.target()
                && *to != from
            {
                backlinks[to.0 as usize].push(LinkRef { from, link });
            }
        }
    }
    entries.iter_mut().zip(backlinks).for_each(|(entry, backlinks)| entry.backlinks = backlinks);
}
