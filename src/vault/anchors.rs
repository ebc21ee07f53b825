//! Places in a note: which heading a reference means (links.md, "Headings and anchors").

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashSet, FxHasher};

use super::Anchor;
use super::sole::Sole;
use crate::note::{BlockId, Heading, HeadingId, Note};
use crate::text::nearest::Names;

/// Most blocks of names that differ in case alone that are looked at.
const MOST_ALIKE: usize = 16;

/// A place in a note by its text and its id.
pub(super) type Spot<'n> = (Option<&'n str>, &'n str, Anchor);

/// The places of a note, made when the first link asks for one.
pub(super) struct Places {
    texts: Hashed,
    /// Headings by id, and ids of the note's HTML; made when the first link is no heading's text.
    ids: OnceLock<(Hashed, Hashed)>,
    blocks: Hashed,
    near_blocks: OnceLock<Names>,
    near: OnceLock<Names>,
    /// Headings and ids by their letters alone: first the headings, then the ids of HTML.
    sole: OnceLock<Sole<u32>>,
    sole_blocks: OnceLock<Sole<u32>>,
}

impl Places {
    pub(super) fn of(note: &Note) -> Self {
        Places {
            texts: note.headings.iter().map(|heading| text_hash(&heading.text)).collect(),
            ids: OnceLock::new(),
            blocks: note.blocks.iter().map(|block| id_hash(&block.id)).collect(),
            near_blocks: OnceLock::new(),
            near: OnceLock::new(),
            sole: OnceLock::new(),
            sole_blocks: OnceLock::new(),
        }
    }

    /// The place `fragment` means in the note. Compared as text first: markup stripped, punctuation as
    /// spaces, case ignored; `#H1#H2` walks down where no heading reads so as a whole, as `C#` may. What
    /// matches no text is tried as an id.
    pub(super) fn find(&self, note: &Note, fragment: &str) -> Option<Anchor> {
        let whole = self.chain(note, std::iter::once(fragment));
        let parts = || fragment.contains('#').then(|| self.chain(note, fragment.split('#'))).flatten();
        let by_text = whole.or_else(parts).map(Anchor::Heading);
        by_text.or_else(|| self.by_id(note, fragment))
    }

    fn chain<'p>(&self, note: &Note, parts: impl Iterator<Item = &'p str>) -> Option<HeadingId> {
        let mut parts = parts.filter(|part| !part.is_empty()).peekable();
        let (mut range, mut found) = (0..note.headings.len(), None);
        while let Some(part) = parts.next() {
            let wanted: Vec<&str> = words(part).collect();
            let reads = |heading: &Heading| reads_as(&heading.text, &wanted);
            let mut alike = self.texts.from(text_hash(part), range.start).take_while(|at| *at < range.end);
            let index = alike.find(|at| note.headings.get(*at).is_some_and(reads))?;
            found = Some(HeadingId(index as u32));
            if parts.peek().is_some() {
                range = index + 1..end_of_section(&note.headings, index);
            }
        }
        found
    }

    fn by_id(&self, note: &Note, fragment: &str) -> Option<Anchor> {
        let (headings, own) = self.ids(note);
        let hash = id_hash(fragment);
        let is_id = |at: &usize| {
            note.headings.get(*at).is_some_and(|heading| heading.id.eq_ignore_ascii_case(fragment))
        };
        if let Some(index) = headings.from(hash, 0).find(is_id) {
            return Some(Anchor::Heading(HeadingId(index as u32)));
        }
        let own = own.from(hash, 0).filter_map(|at| note.ids.get(at)).find(|id| ***id == *fragment);
        own.map(|id| Anchor::Id(id.clone()))
    }

    /// The block of this name, whatever its case.
    pub(super) fn block(&self, note: &Note, id: &str) -> Option<Anchor> {
        let alike: Vec<usize> = self.blocks.from(id_hash(id), 0).take(MOST_ALIKE).collect();
        let is_exact = |at: &&usize| note.blocks.get(**at).is_some_and(|block| *block.id == *id);
        let is_alike =
            |at: &&usize| note.blocks.get(**at).is_some_and(|block| block.id.eq_ignore_ascii_case(id));
        let found = alike.iter().find(is_exact).or_else(|| alike.iter().find(is_alike));
        found.map(|index| Anchor::Block(BlockId(*index as u32)))
    }

    /// The name of the block most like `id`.
    pub(super) fn nearest_block(&self, note: &Note, id: &str) -> Option<&str> {
        let names = || Names::new(note.blocks.iter().map(|block| &*block.id));
        self.near_blocks.get_or_init(names).nearest(id)
    }

    /// The text and the id of the heading or the element most like `fragment`.
    pub(super) fn nearest<'n>(
        &'n self,
        note: &'n Note,
        fragment: &str,
    ) -> Option<(Option<&'n str>, &'n str)> {
        let names = || {
            let mut seen = FxHashSet::default();
            let texts = note.headings.iter().map(|heading| &*heading.text);
            let ids = note.headings.iter().map(|heading| &*heading.id).chain(note.ids.iter().map(|id| &**id));
            Names::new(texts.chain(ids).filter(|name| seen.insert(*name)))
        };
        let name = self.near.get_or_init(names).nearest(fragment)?;
        let mut alike = self.texts.from(text_hash(name), 0).filter_map(|at| note.headings.get(at));
        match alike.find(|heading| *heading.text == *name).or_else(|| self.heading_of(note, name)) {
            Some(heading) => Some((Some(&*heading.text), &*heading.id)),
            None => Some((None, name)),
        }
    }

    fn heading_of<'n>(&self, note: &'n Note, id: &str) -> Option<&'n Heading> {
        let headings = &self.ids(note).0;
        headings
            .from(id_hash(id), 0)
            .filter_map(|at| note.headings.get(at))
            .find(|heading| *heading.id == *id)
    }

    fn ids(&self, note: &Note) -> &(Hashed, Hashed) {
        self.ids.get_or_init(|| {
            let headings = note.headings.iter().map(|heading| id_hash(&heading.id)).collect();
            (headings, note.ids.iter().map(|id| id_hash(id)).collect())
        })
    }

    /// The only place that reads as `fragment` does by its letters alone.
    pub(super) fn sole<'n>(&self, note: &'n Note, fragment: &str) -> Option<Spot<'n>> {
        let letters = Some(letters(fragment)).filter(|letters| !letters.is_empty())?;
        let index = self.sole.get_or_init(|| soles(note)).get(&letters)?;
        match note.headings.get(index as usize) {
            Some(heading) => Some((Some(&*heading.text), &*heading.id, Anchor::Heading(HeadingId(index)))),
            None => {
                let id = note.ids.get((index as usize).checked_sub(note.headings.len())?)?;
                Some((None, &**id, Anchor::Id(id.clone())))
            }
        }
    }

    /// The only block whose name reads as `id` does by its letters alone.
    pub(super) fn sole_block<'n>(&self, note: &'n Note, id: &str) -> Option<&'n str> {
        let soles = || (0..).zip(&note.blocks).map(|(index, block)| (letters(&block.id), index)).collect();
        let index = self.sole_blocks.get_or_init(soles).get(&letters(id))?;
        note.blocks.get(index as usize).map(|block| &*block.id)
    }
}

fn soles(note: &Note) -> Sole<u32> {
    let headings = (0..).zip(&note.headings);
    let headings =
        headings.flat_map(|(index, heading)| [&heading.text, &heading.id].map(|name| (letters(name), index)));
    let ids = (note.headings.len() as u32..).zip(&note.ids);
    headings.chain(ids.map(|(index, id)| (letters(id), index))).collect()
}

/// A text without case and without what separates its words.
fn letters(text: &str) -> String {
    words(text).flat_map(lower).collect()
}

/// Indices by the hashes of what stands there, so that a link need not look at every heading of a note.
struct Hashed(Vec<(u64, usize)>);

impl FromIterator<u64> for Hashed {
    fn from_iter<H: IntoIterator<Item = u64>>(hashes: H) -> Self {
        let mut entries: Vec<(u64, usize)> = hashes.into_iter().zip(0..).collect();
        entries.sort_unstable();
        Hashed(entries)
    }
}

impl Hashed {
    /// The indices with a hash, in order, from `first` on.
    fn from(&self, hash: u64, first: usize) -> impl Iterator<Item = usize> {
        let start = self.0.partition_point(|entry| *entry < (hash, first));
        let rest = self.0.iter().skip(start);
        rest.take_while(move |(other, _)| *other == hash).map(|(_, index)| *index)
    }
}

/// Texts that read alike have one hash.
fn text_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words(text) {
        match word.is_ascii() {
            true => word.bytes().for_each(|byte| hasher.write_u32(byte.to_ascii_lowercase().into())),
            false => lower(word).for_each(|c| hasher.write_u32(c.into())),
        }
        hasher.write_u32(u32::MAX);
    }
    hasher.finish()
}

/// Ids that differ in ASCII case alone have one hash.
fn id_hash(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    id.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    hasher.finish()
}

/// Where the section of a heading ends: before the next one that is not below it.
fn end_of_section(headings: &[Heading], index: usize) -> usize {
    let Some(heading) = headings.get(index) else { return headings.len() };
    let below = headings.iter().skip(index + 1).take_while(|next| next.level > heading.level).count();
    index + 1 + below
}

/// Whether a text reads as these words, whatever their case and the ASCII punctuation between.
fn reads_as(text: &str, wanted: &[&str]) -> bool {
    let mut wanted = wanted.iter();
    words(text).all(|word| wanted.next().is_some_and(|wanted| is_same(word, wanted)))
        && wanted.next().is_none()
}

fn is_same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!(a.is_ascii() && b.is_ascii()) && lower(a).eq(lower(b)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|word| !word.is_empty())
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_as_they_read() {
        for (text, wanted) in [
            ("What is a Pod?", "what is a pod"),
            ("What is a Pod?", "What   is-a  pod"),
            ("`kubectl` get", "kubectl get"),
            ("ÜBER uns", "über uns"),
            ("“Quoted”", "“quoted”"),
            (" Spaced ", "spaced"),
            ("(A) B", "a b"),
            ("数字花园", "数字花园"),
        ] {
            let words: Vec<&str> = words(wanted).collect();
            assert!(text_hash(text) == text_hash(wanted) && reads_as(text, &words), "{text} {wanted}");
        }
        for (text, wanted) in [("Pods", "Pod"), ("Pod", "Pods"), ("A B", "A"), ("A", "A B"), ("über", "uber")]
        {
            let words: Vec<&str> = words(wanted).collect();
            assert!(!reads_as(text, &words), "{text} {wanted}");
        }
    }
}
