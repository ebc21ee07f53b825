//! How much a word says about a note: by where it stands, and how often (BM25F in small).

use std::collections::BTreeSet;

use super::text::Section;
use super::words::words;
use crate::kube::Manifest;
use crate::site::planned::Site;
use crate::text::{name, slug};
use crate::vault::{Entry, Folder, Tag};

/// What a word stands in. The numbers are set by hand; only their order is a promise:
/// title, alias, heading, text; the title of a note before that of a folder, and both before a tag.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Field {
    /// How much it says to be found here at all.
    present: f32,
    /// How much it says to be all that stands here.
    whole: f32,
    /// Whether misspelt words are looked for here.
    is_name: bool,
}

const TITLE: Field = Field { present: 5.0, whole: 9.0, is_name: true };
const ALIAS: Field = Field { present: 3.5, whole: 8.0, is_name: true };
const FILE: Field = Field { present: 2.0, whole: 4.0, is_name: true };
const KIND: Field = Field { present: 2.0, whole: 5.0, is_name: true };
const TAG: Field = Field { present: 2.5, whole: 0.5, is_name: true };
const FOLDER: Field = Field { present: 4.4, whole: 8.6, is_name: true };
const TAG_PAGE: Field = Field { present: 3.4, whole: 8.0, is_name: true };
const HEADING: Field = Field { present: 1.6, whole: 1.6, is_name: true };
/// What a table or a list of definitions explains: nearer than a heading that has the word among others.
const TERM: Field = Field { present: 1.6, whole: 1.6, is_name: true };
const LEDE: Field = Field { present: 1.2, whole: 0.0, is_name: false };
const MANIFEST: Field = Field { present: 0.8, whole: 0.0, is_name: false };

/// A word that is part of one (`Pod` in `PodSpec`) says less than the word itself.
const OF_A_WORD: f32 = 0.7;

/// What takes the words: how much one adds, whether it is of a name, how often it stands in the text.
pub(super) trait Collect {
    /// Adds a word of a field.
    fn field(&mut self, word: &str, weight: f32, is_name: bool);
    /// Counts a word of the text.
    fn text(&mut self, word: &str);
}

/// Collects what a note is called, and the manifests in it and in the files it shows.
pub(super) fn of_note(site: &Site, entry: &Entry, to: &mut impl Collect) {
    names(entry, to);
    entry.note.manifests.iter().for_each(|manifest| of_manifest(manifest, to));
    for excerpt in entry.excerpts.values() {
        let Some(listing) = site.vault.listings.get(&excerpt.file) else { continue };
        let shown = |index: usize| excerpt.document.is_none_or(|document| document == index);
        let manifests = listing.note.manifests.iter().enumerate().filter(|(index, _)| shown(*index));
        manifests.for_each(|(_, manifest)| of_manifest(manifest, to));
    }
    for kind in &entry.note.front.kinds {
        to.field(&format!("kind:{}", name::caseless(kind)), KIND.whole, false);
    }
}

/// Collects what a folder is called that has no note.
pub(super) fn of_folder(folder: &Folder, to: &mut impl Collect) {
    named(&folder.title, FOLDER, to);
    let name = folder.route.path().name();
    if slug::segment(&folder.title) != name {
        field(name, FILE, to);
    }
}

/// How much `#tag` says about the page of the tag: more than about a note that has it, and less where it is only
/// the beginning of a tag that was asked for.
const OF_TAG: f32 = 3.0;

/// Collects what the page of a tag is called.
pub(super) fn of_tag(tag: &Tag, to: &mut impl Collect) {
    named(&tag.name, TAG_PAGE, to);
    let spelt = name::caseless(&tag.name);
    to.field(&format!("#{spelt}"), OF_TAG, false);
    if spelt.contains('/') {
        to.field(&spelt, OF_TAG, false);
    }
}

/// Collects the words of one part of a note.
pub(super) fn of_part(part: &[Section], to: &mut impl Collect) {
    for section in part {
        field(&section.heading, HEADING, to);
        section.terms.iter().for_each(|term| field(term, TERM, to));
        words(&section.text, &mut |word, _| to.text(word));
    }
}

fn names(entry: &Entry, to: &mut impl Collect) {
    let front = &entry.note.front;
    named(&entry.note.title, TITLE, to);
    let aliases = front.aliases.iter().map(|alias| &alias.text).chain(&front.names);
    aliases.filter(|alias| !alias.starts_with('/')).for_each(|alias| named(alias, ALIAS, to));
    field(entry.route.path().name(), FILE, to);
    front.kinds.iter().for_each(|kind| field(kind, KIND, to));
    front.description.iter().for_each(|lede| field(lede, LEDE, to));
    front.tags.iter().for_each(|tag| field(tag, TAG, to));
    let tags: Vec<String> = front.tags.iter().map(|tag| name::caseless(tag)).collect();
    let tags: BTreeSet<&str> = tags.iter().flat_map(|tag| above(tag)).collect();
    tags.into_iter().for_each(|tag| to.field(&format!("#{tag}"), KIND.present, false));
}

/// A name and, in one word, what is often written as one: `Stateful Set`, `statefulset`.
fn named(text: &str, of: Field, to: &mut impl Collect) {
    field(text, of, to);
    let mut joined = String::new();
    let mut count = 0;
    words(text, &mut |word, is_part| {
        if !is_part && word.is_ascii() {
            joined.push_str(word);
            count += 1;
        }
    });
    if (2..=4).contains(&count) {
        to.field(&joined, of.present + of.whole, of.is_name);
    }
}

fn field(text: &str, of: Field, to: &mut impl Collect) {
    let (mut count, mut parts) = (0_u16, 0_u16);
    words(text, &mut |_, is_part| *(if is_part { &mut parts } else { &mut count }) += 1);
    let among = |count: u16| of.present + of.whole / f32::from(count.max(1));
    words(text, &mut |word, is_part| {
        to.field(word, if is_part { among(parts) * OF_A_WORD } else { among(count) }, of.is_name);
    });
    if count > 1 {
        neighbours(text, of.present, to);
    }
}

/// Every two words that stand side by side, as one: whoever asks for both in this order means what is called so.
/// `~` is behind all letters, so that they are not in the way of what begins with the first.
fn neighbours(text: &str, weight: f32, to: &mut impl Collect) {
    let mut both = String::new();
    let mut before = 0;
    words(text, &mut |word, is_part| {
        if is_part {
            return;
        }
        both.drain(..both.len() - before);
        before = word.len();
        if both.is_empty() {
            both.push_str(word);
            return;
        }
        both.push('~');
        both.push_str(word);
        to.field(&both, weight, false);
    });
}

/// How much more the words of a note say that others link to: a twentieth for each time their number doubles.
pub(super) fn standing(backlinks: usize) -> f32 {
    let doubled = (backlinks + 1).ilog2().min(6) as f32;
    1.0 + doubled / 20.0
}

/// `kind:pod` finds the manifests of a kind, `pod/web` one of them.
fn of_manifest(manifest: &Manifest, to: &mut impl Collect) {
    let kind = name::caseless(&manifest.kind);
    to.field(&format!("kind:{kind}"), KIND.present, false);
    if let Some(name) = &manifest.name {
        to.field(&format!("{kind}/{}", name::caseless(name)), KIND.whole, false);
        field(name, MANIFEST, to);
    }
}

/// A tag and the tags above it.
fn above(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('/').filter_map(|(slash, _)| tag.get(..slash)).chain([tag])
}

/// What a word says that stands `count` times in a text of so many bytes: less and less with each time, and less
/// in a long text (BM25, k₁ 1.2, b 0.6).
pub(super) fn of_text(count: u32, bytes: usize) -> f32 {
    let count = count as f32;
    let length = 0.4 + 0.6 * bytes as f32 / USUAL;
    2.0 * count / (count + 1.2 * length)
}

/// How long a part of a note usually is, in bytes. A constant, so that the weight of a word depends on its own
/// note alone.
const USUAL: f32 = 3000.0;
