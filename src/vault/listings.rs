//! Files that links show as code: manifests, one document of them, or a text in any language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::kinds::Kinds;
use super::{Answer, Entry, LinkRef, NoteId, Surroundings, Target, problem};
use crate::note::{Block, LinkForm, LinkId, Note, Piece, Pieces, Refusal};
use crate::text::nearest::Names;
use crate::text::{Problem, RelPath, name, token};

/// A file that links may show as code.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The file, compiled as a whole; its blocks are its documents.
    pub note: Arc<Note>,
    /// The answer to each of its links, which are the kinds of its manifests.
    pub answers: Vec<Answer>,
    /// The bytes of HTML before each piece, without colours: a check leaves them out.
    sizes: Vec<u64>,
    /// The blocks by the names that find them: the kind and the name, the name alone, the kind alone.
    documents: BTreeMap<String, usize>,
    /// The names of the blocks, made when the first link asks for one that is not there.
    near: OnceLock<Names>,
}

/// What a link shows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Excerpt {
    /// The file.
    pub file: RelPath,
    /// The document, where one is meant: an index into the blocks of the file.
    pub document: Option<usize>,
    /// What of the pieces of the file.
    pub pieces: Pieces,
    /// How many bytes of HTML these are, without colours and what links add to them.
    pub bytes: u64,
}

/// Most bytes of HTML, without colours, that the links of one note show.
const LARGEST_PAGE: u64 = 4 << 20;

/// The files that links may show, with the answers to the kinds in them.
pub(super) fn all(surroundings: &Surroundings, kinds: &Kinds) -> BTreeMap<RelPath, Listing> {
    let read = surroundings.listings.iter();
    read.filter_map(|(path, note)| Some((path.clone(), Listing::new(note.as_ref().ok()?, kinds)))).collect()
}

impl Listing {
    fn new(note: &Arc<Note>, kinds: &Kinds) -> Self {
        let found = |kind: &str| kinds.note(kind).map(|note| Answer::Found(Target::Note(note, None)));
        let answers = note.links.iter().map(|link| found(&link.target).unwrap_or(Answer::Missing)).collect();
        let size = |total: &mut u64, piece: &Piece| {
            *total += if let Piece::Html(html) = piece { token::uncoloured(html) as u64 } else { 64 };
            Some(*total)
        };
        let sizes = std::iter::once(0).chain(note.body.iter().scan(0, size)).collect();
        let documents = documents(&note.blocks);
        Listing { note: Arc::clone(note), answers, sizes, documents, near: OnceLock::new() }
    }

    fn excerpt(&self, document: Option<usize>) -> Excerpt {
        let whole = Pieces { start: 0, end: self.note.body.len() as u32 };
        let pieces = document.and_then(|index| Some(self.note.blocks.get(index)?.pieces)).unwrap_or(whole);
        let size = |at: u32| self.sizes.get(at as usize).copied().unwrap_or(0);
        let bytes = size(pieces.end).saturating_sub(size(pieces.start));
        Excerpt { file: self.note.path.clone(), document, pieces, bytes }
    }

    /// The named documents of a kind, as `Service/cart`: the first of each name.
    pub fn documents_of(&self, kind: &str) -> impl Iterator<Item = &str> {
        let of_kind = name::caseless(kind) + "/";
        let named = self.documents.range(of_kind.clone()..);
        let named = named.take_while(move |(name, _)| name.starts_with(&of_kind));
        named.filter_map(|(_, index)| Some(&*self.note.blocks.get(*index)?.id))
    }

    /// A document, where it is of this kind and has a name.
    pub fn document_of(&self, document: usize, kind: &str) -> Option<&str> {
        let id = &*self.note.blocks.get(document)?.id;
        id.split_once('/').filter(|(known, _)| *known == kind).map(|_| id)
    }

    /// The notes that explain the kinds in an excerpt.
    fn explained(&self, excerpt: &Excerpt) -> BTreeSet<NoteId> {
        let range = excerpt.pieces.start as usize..excerpt.pieces.end as usize;
        let links = self.note.body.get(range).unwrap_or(&[]).iter().filter_map(|piece| match piece {
            Piece::LinkStart(LinkId(id)) => self.answers.get(*id as usize)?.target(),
            _ => None,
        });
        links.filter_map(|to| if let Target::Note(id, _) = to { Some(*id) } else { None }).collect()
    }
}

/// The first document of each name, whatever its case: `Deployment/web` before `web` before `Deployment`.
fn documents(blocks: &[Block]) -> BTreeMap<String, usize> {
    let mut documents = BTreeMap::new();
    let mut add = |name: &str, index| {
        documents.entry(name::caseless(name)).or_insert(index);
    };
    let parts = || blocks.iter().enumerate().map(|(index, block)| (index, block.id.split_once('/')));
    blocks.iter().enumerate().for_each(|(index, block)| add(&block.id, index));
    parts().for_each(|(index, parts)| parts.into_iter().for_each(|(_, name)| add(name, index)));
    parts().for_each(|(index, parts)| parts.into_iter().for_each(|(kind, _)| add(kind, index)));
    documents
}

/// Finds what every link shows of a file, and the notes that explain what is in it: a manifest that is shown
/// is a manifest of the note. The problems are those of the files that are shown, and of links that are not.
pub(super) fn collect(
    entries: &mut [Entry],
    listings: &BTreeMap<RelPath, Listing>,
    surroundings: &Surroundings,
    problems: &mut Vec<Problem>,
) {
    if surroundings.listings.is_empty() {
        return;
    }
    let search = Search { listings, surroundings };
    let found: Vec<BTreeMap<LinkId, Excerpt>> =
        entries.iter().map(|entry| search.excerpts(entry, problems)).collect();
    let shown: BTreeSet<&RelPath> =
        found.iter().flat_map(BTreeMap::values).map(|shown| &shown.file).collect();
    let shown = shown.into_iter().filter_map(|path| listings.get(path));
    problems.extend(shown.flat_map(|listing| listing.note.problems.iter().cloned()));
    for (index, excerpts) in found.into_iter().enumerate() {
        search.collect_backlinks(entries, NoteId(index as u32), &excerpts);
        entries[index].excerpts = excerpts;
    }
    // Each list is in path order of the linking notes again, and of their links.
    entries.iter_mut().for_each(|entry| entry.backlinks.sort_unstable());
}

struct Search<'s> {
    listings: &'s BTreeMap<RelPath, Listing>,
    surroundings: &'s Surroundings,
}

impl Search<'_> {
    /// What each link of a note shows of a file.
    fn excerpts(&self, entry: &Entry, problems: &mut Vec<Problem>) -> BTreeMap<LinkId, Excerpt> {
        let mut found = BTreeMap::new();
        let mut total = 0;
        for ((id, link), answer) in (0..).map(LinkId).zip(&entry.note.links).zip(&*entry.answers) {
            let Some(Target::File(path, fragment)) = answer.target() else { continue };
            let Some(read) =
                self.surroundings.listings.get(path).filter(|_| link.form == LinkForm::WikiEmbed)
            else {
                continue;
            };
            if let Err(refusal) = read {
                problems.push(refused(entry, id, path, *refusal));
            }
            let Some(listing) = self.listings.get(path) else { continue };
            let excerpt = listing.excerpt(listing.document(entry, id, fragment.as_deref(), problems));
            total += excerpt.bytes;
            if total > LARGEST_PAGE {
                problems.push(problem::heavy_embed(&entry.note, link, "4 MiB of files on this page"));
            } else {
                found.insert(id, excerpt);
            }
        }
        found
    }

    /// A backlink for every note that explains a kind in what a note shows.
    fn collect_backlinks(&self, entries: &mut [Entry], from: NoteId, excerpts: &BTreeMap<LinkId, Excerpt>) {
        if entries.get(from.0 as usize).is_none_or(|entry| entry.note.front.unlisted) {
            return;
        }
        for (link, excerpt) in excerpts {
            let Some(listing) = self.listings.get(&excerpt.file) else { continue };
            for to in listing.explained(excerpt).into_iter().filter(|to| *to != from) {
                entries[to.0 as usize].backlinks.push(LinkRef { from, link: *link });
            }
        }
    }
}

impl Listing {
    /// The document a fragment means; one that means none is a problem, and the whole file is shown.
    fn document(
        &self,
        entry: &Entry,
        link: LinkId,
        fragment: Option<&str>,
        problems: &mut Vec<Problem>,
    ) -> Option<usize> {
        let fragment = fragment.map(|fragment| fragment.trim_matches('/')).filter(|text| !text.is_empty())?;
        let found = self.documents.get(&name::caseless(fragment)).copied();
        if found.is_none() {
            let names = || self.note.blocks.iter().map(|block| &*block.id);
            let near = self.near.get_or_init(|| Names::new(names())).nearest(fragment);
            let link = &entry.note[link];
            problems.push(problem::missing_document(&entry.note, link, &self.note.path, near, names()));
        }
        found
    }
}

fn refused(entry: &Entry, link: LinkId, path: &RelPath, refusal: Refusal) -> Problem {
    let (note, link) = (&entry.note, &entry.note[link]);
    match refusal {
        Refusal::TooLarge(most) => problem::heavy_embed(note, link, &format!("{} kB", most / 1_000)),
        Refusal::Outside | Refusal::Untrusted | Refusal::NoFile | Refusal::NoText => {
            problem::unshown_file(note, link, path)
        }
    }
}
