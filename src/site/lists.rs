//! Lists of notes: by tag, by letter, and those nobody has written yet.

use std::collections::BTreeMap;

use super::article::excerpt;
use super::folder::note_card;
use super::frame::{Page, frame};
use super::nav::{self, Spot};
use super::planned::Site;
use super::templates::TemplateError;
use super::view::{
    Card, Frame, IndexEntry, IndexView, Letter, Link, TagCount, TagView, TagsView, WantedNote, WantedPlace,
    WantedView,
};
use crate::text::{RelPath, name, slug};
use crate::vault::{LinkRef, NoteId, Wanted, tag_key};

fn list_frame(site: &Site, kind: &'static str, file: &RelPath, title: &str) -> Frame {
    frame(site, &Page { kind, file, title, description: None, spot: Spot::None })
}

/// The notes with one tag.
pub(super) fn tag(site: &Site, file: &RelPath, index: usize) -> Result<String, TemplateError> {
    let Some(tag) = site.vault.tags.get(index) else { return Ok(String::new()) };
    let mut notes: Vec<Card> = tag.notes.iter().filter_map(|&id| note_card(site, file, id, None)).collect();
    notes.sort_by_cached_key(|card| name::folded(&card.label));
    let below = format!("{}/", tag.name);
    let direct = |other: &str| other.strip_prefix(&below).is_some_and(|rest| !rest.contains('/'));
    let mut frame = list_frame(site, "tag", file, &tag.name);
    frame.crumbs.extend(tag_crumbs(site, file, &tag.name));
    let view =
        TagView { frame, tag: tag.name.clone(), notes, children: tag_counts(site, file, index + 1, direct) };
    site.templates.render("tag.html", &view)
}

/// The page of all tags and the tags above this one.
fn tag_crumbs(site: &Site, file: &RelPath, tag: &str) -> Vec<Link> {
    let all =
        site.places.tags.iter().map(|tags| Link { label: "Tags".to_string(), href: site.href(file, tags) });
    let above = tag.match_indices('/').filter_map(|(slash, _)| {
        let index = *site.tag_ids.get(&tag_key(&tag[..slash]))?;
        let (tag, page) = (site.vault.tags.get(index)?, site.tag_files.get(index)?);
        Some(Link { label: tag.name.clone(), href: site.href(file, page) })
    });
    all.chain(above).collect()
}

/// All tags.
pub(super) fn tags(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let view =
        TagsView { frame: list_frame(site, "tags", file, "Tags"), tags: tag_counts(site, file, 0, |_| true) };
    site.templates.render("tags.html", &view)
}

/// The tags from `first` on that pass; tags below another follow it, so a tag page need not look at all.
fn tag_counts(site: &Site, file: &RelPath, first: usize, passes: impl Fn(&str) -> bool) -> Vec<TagCount> {
    let tags = site.vault.tags.iter().zip(&site.tag_files).skip(first);
    let base = site.vault.tags.get(first.wrapping_sub(1)).map(|tag| format!("{}/", name::folded(&tag.name)));
    tags.take_while(|(tag, _)| {
        base.as_ref().is_none_or(|base| name::folded(&tag.name).starts_with(base.as_str()))
    })
    .filter(|(tag, _)| passes(&tag.name))
    .map(|(tag, page)| TagCount {
        label: tag.name.clone(),
        href: site.href(file, page),
        count: tag.notes.len(),
    })
    .collect()
}

/// All listed notes from A to Z.
pub(super) fn index(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let mut letters: BTreeMap<(bool, String), Vec<(String, IndexEntry)>> = BTreeMap::new();
    let mut count = 0;
    for id in site.vault.ids() {
        let Some((key, entry)) = index_entry(site, file, id) else { continue };
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

fn index_entry(site: &Site, file: &RelPath, id: NoteId) -> Option<(String, IndexEntry)> {
    let entry = site.vault.entry(id).filter(|entry| !entry.note.front.unlisted)?;
    let folder = site.vault.folder(entry.folder).filter(|folder| folder.parent.is_some());
    let label = entry.note.title.clone();
    let folder = folder.map_or_else(String::new, |folder| folder.title.clone());
    Some((name::folded(&label), IndexEntry { label, href: nav::href_of_note(site, file, id), folder }))
}

/// The letter a title is filed under: its first letter or digit's, capital, without accents; `#` for
/// what begins with none.
fn letter(title: &str) -> (bool, String) {
    let first = name::loose(title).chars().find(|c| c.is_alphanumeric());
    match first.filter(|c| c.is_alphabetic()) {
        Some(letter) => (true, letter.to_uppercase().collect()),
        None => (false, "#".to_string()),
    }
}

/// Notes that are linked but not written.
pub(super) fn wanted(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let wanted: Vec<WantedNote> =
        site.vault.wanted.iter().map(|wanted| wanted_note(site, file, wanted)).collect();
    let count = wanted.iter().map(|wanted| wanted.places.len()).sum();
    let view = WantedView { frame: list_frame(site, "wanted", file, "Wanted notes"), wanted, count };
    site.templates.render("wanted.html", &view)
}

fn wanted_note(site: &Site, file: &RelPath, wanted: &Wanted) -> WantedNote {
    let place = |&link: &LinkRef| {
        let title = site.vault.entry(link.from)?.note.title.clone();
        Some(WantedPlace { title, excerpt: excerpt(site, file, link)? })
    };
    WantedNote {
        name: wanted.name.clone(),
        id: slug::segment(&wanted.name.replace('/', "-")),
        places: wanted.places.iter().filter_map(place).collect(),
    }
}
