//! `notes.json`: the index of notes, for programs. The guide documents it as a stable interface.

use serde::Serialize;

use super::VERSION;
use crate::note::Heading;
use crate::site::nav;
use crate::site::planned::Site;
use crate::text::{RelPath, name};
use crate::vault::NoteId;

#[derive(Serialize)]
struct Index<'n> {
    version: u32,
    title: &'n str,
    language: &'n str,
    notes: Vec<Entry<'n>>,
}

#[derive(Serialize)]
struct Entry<'n> {
    url: String,
    title: String,
    aliases: Vec<&'n str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'n str>,
    tags: &'n [String],
    kinds: &'n [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    headings: Vec<Section<'n>>,
}

#[derive(Serialize)]
struct Section<'n> {
    level: u8,
    id: &'n str,
    text: String,
}

/// The file.
pub(in crate::site) fn notes(site: &Site, file: &RelPath) -> String {
    let notes = site.listed().into_iter().map(|id| entry(site, file, id)).collect();
    super::json(&Index { version: VERSION, title: &site.title, language: &site.language, notes })
}

fn entry<'s>(site: &'s Site, file: &RelPath, id: NoteId) -> Entry<'s> {
    let entry = &site.vault[id];
    let note = &entry.note;
    Entry {
        url: nav::href_of_note(site, file, id),
        title: entry.label(),
        aliases: note.front.aliases.iter().map(|alias| &*alias.text).collect(),
        description: note.description(),
        tags: &note.front.tags,
        kinds: &note.front.kinds,
        updated: site.updated(note).map(|date| date.to_string()),
        headings: note.headings.iter().filter(|heading| !heading.is_title).map(section).collect(),
    }
}

fn section(heading: &Heading) -> Section<'_> {
    Section { level: heading.level, id: &heading.id, text: name::label(&heading.text).into_owned() }
}
