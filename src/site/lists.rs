//! Lists of notes: by tag, by letter, and those nobody has written yet.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};

use super::excerpt::excerpt;
use super::folder::note_card;
use super::frame::frame;
use super::nav::{self, Spot};
use super::page::Page;
use super::planned::Site;
use super::templates::TemplateError;
use super::view::{
    Card, Frame, IndexEntry, IndexView, Letter, Link, TagCount, TagView, TagsView, WantedNote, WantedPlace,
    WantedView,
};
use crate::text::{RelPath, name, slug};
use crate::vault::{LinkRef, NoteId, Numbers, TagId, Wanted};

fn list_frame(site: &Site, kind: &'static str, file: &RelPath, title: &str) -> Frame {
    frame(site, &Page { kind, file, title, description: None, spot: Spot::None })
}

/// The notes with one tag.
pub(super) fn tag(site: &Site, file: &RelPath, id: TagId) -> Result<String, TemplateError> {
    let tag = &site.vault[id];
    let mut notes: Vec<Card> = tag.notes.iter().map(|&id| note_card(site, file, id, None)).collect();
    notes.sort_by_cached_key(|card| name::folded(&card.label));
    let mut frame = list_frame(site, "tag", file, &tag.name);
    frame.crumbs.extend(tag_crumbs(site, file, &tag.name));
    let children = tag_counts(site, file, tag.children.iter().copied());
    site.templates.render("tag.html", &TagView { frame, tag: tag.name.clone(), notes, children })
}

/// The page of all tags and the tags above this one.
fn tag_crumbs(site: &Site, file: &RelPath, tag: &str) -> Vec<Link> {
    let all = site
        .layout
        .places
        .tags
        .iter()
        .map(|tags| Link { label: "Tags".to_string(), href: site.href(file, tags) });
    let above = tag.match_indices('/').filter_map(|(slash, _)| {
        let id = site.vault.tag_named(&tag[..slash])?;
        Some(Link { label: site.vault[id].name.clone(), href: site.href(file, site.tag_file(id)) })
    });
    all.chain(above).collect()
}

/// All tags.
pub(super) fn tags(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let tags = tag_counts(site, file, site.vault.tag_ids());
    site.templates.render("tags.html", &TagsView { frame: list_frame(site, "tags", file, "Tags"), tags })
}

fn tag_counts(site: &Site, file: &RelPath, tags: impl Iterator<Item = TagId>) -> Vec<TagCount> {
    let count = |id: TagId| {
        let tag = &site.vault[id];
        let href = site.href(file, site.tag_file(id));
        TagCount { label: tag.name.clone(), href, count: tag.notes.len() }
    };
    tags.map(count).collect()
}

/// All listed notes from A to Z.
pub(super) fn index(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let mut letters: BTreeMap<(bool, String), Vec<(String, IndexEntry)>> = BTreeMap::new();
    let mut count = 0;
    for id in site.vault.ids().filter(|id| !site.vault[*id].note.front.unlisted) {
        let (key, entry) = index_entry(site, file, id);
        letters.entry(letter(&entry.label)).or_default().push((key, entry));
        count += 1;
    }
    let letters = letters.into_iter().enumerate().map(|(index, ((_, letter), mut notes))| {
        notes.sort_by(|a, b| (&a.0, &a.1.href).cmp(&(&b.0, &b.1.href)));
        let notes = notes.into_iter().map(|(_, entry)| entry).collect();
        Letter { id: format!("letter-{index}"), letter, notes }
    });
    let view =
        IndexView { frame: list_frame(site, "index", file, "All notes"), letters: letters.collect(), count };
    site.templates.render("index.html", &view)
}

fn index_entry(site: &Site, file: &RelPath, id: NoteId) -> (String, IndexEntry) {
    let entry = &site.vault[id];
    let folder = &site.vault[entry.folder];
    let label = entry.label();
    let folder = folder.parent.map_or_else(String::new, |_| folder.title.clone());
    (name::folded(&label), IndexEntry { label, href: nav::href_of_note(site, file, id), folder })
}

/// The letter a title is filed under: its first letter or digit's, capital, without accents; `#` for
/// what begins with none, `字` for all ideographs, of which nearly every title would be alone with its own.
fn letter(title: &str) -> (bool, String) {
    let first = name::loose(title).chars().find(|c| c.is_alphanumeric());
    match first.filter(|c| c.is_alphabetic()) {
        Some(letter) if letter.script() == Script::Han => (true, "字".to_string()),
        Some(letter) => (true, letter.to_uppercase().collect()),
        None => (false, "#".to_string()),
    }
}

/// Notes that are linked but not written.
pub(super) fn wanted(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let notes = site.vault.wanted.iter().zip(wanted_ids(&site.vault.wanted));
    let wanted: Vec<WantedNote> = notes.map(|(wanted, id)| wanted_note(site, file, wanted, id)).collect();
    let count = wanted.iter().map(|wanted| wanted.places.len()).sum();
    let view = WantedView { frame: list_frame(site, "wanted", file, "Wanted notes"), wanted, count };
    site.templates.render("wanted.html", &view)
}

/// The id of each entry: its name as one slug, with a number where another has it.
fn wanted_ids(wanted: &[Wanted]) -> Vec<String> {
    let (mut taken, mut numbers) = (BTreeSet::new(), Numbers::default());
    let mut unique = |slug: String| {
        let numbered = |number| Some(format!("{slug}-{number}")).filter(|id| !taken.contains(id));
        let id = if taken.contains(&slug) { numbers.next(slug.clone(), numbered) } else { slug };
        taken.insert(id.clone());
        id
    };
    wanted.iter().map(|wanted| unique(slug::segment(&wanted.name.replace('/', "-")))).collect()
}

fn wanted_note(site: &Site, file: &RelPath, wanted: &Wanted, id: String) -> WantedNote {
    let place = |&link: &LinkRef| {
        let title = site.vault[link.from].label();
        WantedPlace { title, excerpt: excerpt(site, file, link) }
    };
    WantedNote { name: wanted.name.clone(), id, places: wanted.places.iter().map(place).collect() }
}
