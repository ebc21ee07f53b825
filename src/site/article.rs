//! Notes as pages: the holes of their HTML are filled here.

use super::contents::contents;
use super::excerpt::{excerpt, group};
use super::fill;
use super::frame::frame;
use super::glance::glance;
use super::graph::neighbourhood;
use super::mentions;
use super::nav::{self, Spot};
use super::page::Page;
use super::planned::Site;
use super::templates::TemplateError;
use super::view::{Article, BacklinkGroup, Link, NoteView};
use crate::note::Note;
use crate::text::{RelPath, escape};
use crate::vault::{LinkRef, NoteId};

/// The page of a note.
pub(super) fn page(site: &Site, file: &RelPath, id: NoteId) -> Result<String, TemplateError> {
    let entry = &site.vault[id];
    let (previous, next) = nav::neighbours(site, file, id);
    let title = entry.label();
    let page = Page {
        kind: "note",
        file,
        title: &title,
        description: entry.note.description(),
        spot: Spot::Note(id),
    };
    let view = NoteView { frame: frame(site, &page), article: article(site, file, id), previous, next };
    site.templates.render(template(site, &entry.note, "note.html"), &view)
}

/// The template a note asks for, else the default of its kind of page.
pub(super) fn template<'s>(site: &'s Site, note: &Note, default: &'s str) -> &'s str {
    let named = note.front.template.as_ref();
    named.and_then(|name| site.templates.own(&name.text)).unwrap_or(default)
}

/// The text of a note with all that belongs to it, as seen from the page at `file`.
pub(super) fn article(site: &Site, file: &RelPath, id: NoteId) -> Article {
    let entry = &site.vault[id];
    let note = &entry.note;
    let (mentions, mention_count) = mentions::of(site, file, id);
    Article {
        heading: fill::title(site, file, id),
        lede: note.front.description.clone(),
        body: fill::body(site, file, id),
        contents: contents(&note.headings),
        tags: note.front.tags.iter().filter_map(|tag| tag_link(site, file, tag)).collect(),
        kinds: note.front.kinds.clone(),
        updated: site.updated(note).map(Into::into),
        edit: edit(site, &note.path),
        mentions,
        mention_count,
        backlink_count: entry.backlinks.chunk_by(|a, b| a.from == b.from).count(),
        backlinks: linked_from(site, file, &entry.backlinks, false),
        manifests: linked_from(site, file, &entry.backlinks, true),
        glance: glance(site, file, id),
        neighbourhood: neighbourhood(site, file, id),
        front: note.front_rest().clone(),
    }
}

fn tag_link(site: &Site, file: &RelPath, tag: &str) -> Option<Link> {
    let page = site.tag_file(site.vault.tag_named(tag)?);
    Some(Link { label: tag.to_string(), href: site.href(file, page) })
}

/// `{path}` stands for the path of the note; without it the path is appended.
fn edit(site: &Site, path: &RelPath) -> Option<String> {
    let url = site.config.edit_url.as_deref()?;
    let path = escape::url_path(path.as_str());
    let slash = if url.ends_with('/') { "" } else { "/" };
    Some(if url.contains("{path}") { url.replace("{path}", &path) } else { format!("{url}{slash}{path}") })
}

/// The linking places of links in texts or of kinds in manifests, grouped by note.
fn linked_from(site: &Site, file: &RelPath, links: &[LinkRef], of_kinds: bool) -> Vec<BacklinkGroup> {
    let mut groups: Vec<BacklinkGroup> = Vec::new();
    let mut last = None;
    for &link in links.iter().filter(|link| site.vault.is_of_manifest(**link) == of_kinds) {
        if last.replace(link.from) != Some(link.from) {
            groups.push(group(site, file, link.from));
        }
        if let Some(group) = groups.last_mut() {
            group.places.push(excerpt(site, file, link));
        }
    }
    groups
}
