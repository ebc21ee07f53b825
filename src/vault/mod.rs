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
mod heard;
mod kinds;
mod linking;
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
pub use linking::link;
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
    pub folders: Same<Vec<Folder>>,
    /// The tags in alphabetical order.
    pub tags: Same<Vec<Tag>>,
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
    routes: Same<routes::Routes>,
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
