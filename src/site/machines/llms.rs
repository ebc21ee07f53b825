//! `llms.txt`: the site for language models (llmstxt.org): a title, a summary, and the notes of each folder.

use crate::site::planned::Site;
use crate::text::{RelPath, escape};
use crate::vault::{FolderId, Item, NoteId};

/// The file.
pub(in crate::site) fn llms(site: &Site, file: &RelPath) -> String {
    let mut out = format!("# {}\n", inline(&site.title));
    let root = &site.vault[FolderId(0)];
    let home = root.note.map(|id| &site.vault[id].note);
    if let Some(summary) = home.and_then(|note| note.description()) {
        out.push_str(&format!("\n> {}\n", inline(summary)));
    }
    folders(site, file, &mut out);
    out.push_str("\n## Optional\n\n");
    for (label, name, about) in [
        ("Index of notes", "notes.json", "title, aliases, tags and headings of every note"),
        ("Graph of links", "graph.json", "which note links to which"),
    ] {
        let url = RelPath::new(name).map(|path| site.url(file, &path)).unwrap_or_default();
        out.push_str(&format!("- [{label}]({url}): {about}\n"));
    }
    out
}

/// A section for each folder that holds notes, as the navigation goes through them.
fn folders(site: &Site, file: &RelPath, out: &mut String) {
    let mut waiting = vec![(FolderId(0), String::new())];
    while let Some((id, above)) = waiting.pop() {
        let folder = &site.vault[id];
        let title = match folder.parent {
            None => String::new(),
            Some(_) if above.is_empty() => inline(&folder.title),
            Some(_) => format!("{above} / {}", inline(&folder.title)),
        };
        section(site, file, id, &title, out);
        let below = folder.children.iter().rev().filter_map(|child| match child.item {
            Item::Folder(below) => Some((below, title.clone())),
            Item::Note(_) | Item::Unwritten => None,
        });
        waiting.extend(below);
    }
}

/// The folder's own note and the notes in it; the notes beside all folders need no heading.
fn section(site: &Site, file: &RelPath, id: FolderId, title: &str, out: &mut String) {
    let folder = &site.vault[id];
    let own = folder.note.filter(|id| !site.vault[*id].note.front.unlisted);
    let notes = folder.children.iter().filter_map(|child| match child.item {
        Item::Note(note) => Some(note),
        Item::Folder(_) | Item::Unwritten => None,
    });
    let lines: Vec<String> = own.into_iter().chain(notes).map(|id| line(site, file, id)).collect();
    if lines.is_empty() {
        return;
    }
    out.push('\n');
    if !title.is_empty() {
        out.push_str(&format!("## {title}\n\n"));
    }
    lines.iter().for_each(|line| out.push_str(line));
}

/// A note in a list of Markdown.
pub(super) fn line(site: &Site, file: &RelPath, id: NoteId) -> String {
    let entry = &site.vault[id];
    let about = entry.note.description().map_or_else(String::new, |text| format!(": {}", inline(text)));
    let url = in_parentheses(&site.url(file, plainest(site, site.note_file(id))));
    format!("- [{}]({url}){about}\n", inline(&entry.label()))
}

/// The twin of a page in Markdown where it has one, else the page.
pub(super) fn plainest<'s>(site: &'s Site, page: &'s RelPath) -> &'s RelPath {
    site.twin(page).unwrap_or(page)
}

/// A URL that ends at no parenthesis.
fn in_parentheses(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29")
}

/// Text in a line of Markdown: white space is one blank, and what would begin a link or end it is escaped.
pub(super) fn inline(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    escape::markdown(&words.join(" "))
}
