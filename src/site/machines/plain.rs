//! The twins of pages in Markdown: what a page says, for programs that read no HTML.

use super::llms::{inline, line, plainest};
use crate::note::{self, Led, Link, LinkId, TitleSource};
use crate::site::excerpt::called;
use crate::site::fill::{fragment, with_fragment};
use crate::site::planned::{Copied, Site};
use crate::text::RelPath;
use crate::text::media::Media;
use crate::vault::{Answer, FolderId, Item, NoteId, Target};

/// The twin of a note: a front matter with what is known of it, and its text.
pub(in crate::site) fn plain_note(site: &Site, file: &RelPath, id: NoteId) -> String {
    let note = &site.vault[id].note;
    let text = text(site, file, id);
    let title = match note.title_source {
        TitleSource::Heading | TitleSource::FirstLine => String::new(),
        TitleSource::FrontMatter | TitleSource::FileName | TitleSource::Navigation => {
            format!("# {}\n\n", inline(&note.title))
        }
    };
    // The blanks of its first line say that it is code.
    let text = text.trim_end().trim_start_matches(['\n', '\r']);
    format!("{}\n{title}{text}\n", front(site, id))
}

/// What is known of a note, as YAML: its strings are those of JSON.
fn front(site: &Site, id: NoteId) -> String {
    let note = &site.vault[id].note;
    // To who knows no front matter it is text.
    let json = |text: &str| serde_json::to_string(text).unwrap_or_default().replace('<', "\\u003c");
    let list = |words: &[String]| words.iter().map(|word| json(word)).collect::<Vec<_>>().join(", ");
    let lines = [
        Some(format!("title: {}", json(&note.title))),
        note.description().map(|text| format!("description: {}", json(text))),
        site.absolute(site.note_file(id)).map(|url| format!("url: {}", json(&url))),
        site.updated(note).map(|date| format!("updated: {date}")),
        (!note.front.tags.is_empty()).then(|| format!("tags: [{}]", list(&note.front.tags))),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    format!("---\n{}\n---\n", lines.join("\n"))
}

fn text(site: &Site, file: &RelPath, id: NoteId) -> String {
    let entry = &site.vault[id];
    let Some(twins) = &site.twins else { return String::new() };
    let Some(source) = twins.sources.get(&entry.note.path) else { return String::new() };
    let lead = |link: LinkId, written: &Link| match entry.answers.get(link.0 as usize) {
        Some(answer) => led(site, file, written, answer),
        None => Led { url: None, label: written.shown().to_string(), is_picture: false },
    };
    note::plain(source, twins.dialect, &twins.texts, lead)
}

fn led(site: &Site, file: &RelPath, link: &Link, answer: &Answer) -> Led {
    let shows = |target: &Target| match target {
        Target::File(path, _) | Target::Static(path, _) => Media::of(path.name()) == Some(Media::Image),
        Target::Note(..) | Target::Folder(_) | Target::List(..) => false,
    };
    Led {
        url: answer.target().map(|target| url(site, file, target)),
        label: called(site, link, answer),
        is_picture: link.is_embed() && answer.target().is_some_and(shows),
    }
}

/// Where a target is, for a reader of the twin at `file`.
fn url(site: &Site, file: &RelPath, target: &Target) -> String {
    let copied = |copied: Copied, own: &RelPath, fragment: Option<&str>| {
        with_fragment(site.url(file, site.layout.copies.get(&copied).unwrap_or(own)), fragment)
    };
    match target {
        Target::Note(id, anchor) => {
            let url = site.url(file, plainest(site, site.note_file(*id)));
            let fragment = anchor.as_ref().and_then(|anchor| fragment(site, *id, anchor));
            fragment.map_or(url.clone(), |fragment| format!("{url}#{fragment}"))
        }
        Target::Folder(id) => site.url(file, plainest(site, site.folder_file(*id))),
        Target::List(list, behind) => site.url(file, site.list_file(*list)) + behind,
        Target::File(path, fragment) => copied(Copied::Asset(path.clone()), path, fragment.as_deref()),
        Target::Static(path, fragment) => copied(Copied::Static(path.clone()), path, fragment.as_deref()),
    }
}

/// The twin of a folder that has no note: what lies in it.
pub(in crate::site) fn plain_folder(site: &Site, file: &RelPath, id: FolderId) -> String {
    let folder = &site.vault[id];
    let title = if folder.parent.is_none() { &site.title } else { &folder.title };
    let lines = folder.children.iter().map(|child| match child.item {
        Item::Note(note) => line(site, file, note),
        Item::Folder(below) => {
            let url = site.url(file, plainest(site, site.folder_file(below)));
            format!("- [{}]({url})\n", inline(&child.label))
        }
        Item::Unwritten => format!("- {}\n", inline(&child.label)),
    });
    format!("# {}\n\n{}", inline(title), lines.collect::<String>())
}
