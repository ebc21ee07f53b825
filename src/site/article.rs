//! Notes as pages: the holes of their HTML are filled here.

use super::contents::contents;
use super::fill::{self, name_of};
use super::frame::{Page, frame};
use super::graph::neighbourhood;
use super::nav::{self, Spot};
use super::planned::Site;
use super::stale;
use super::templates::TemplateError;
use super::view::{Article, BacklinkGroup, Excerpt, Link, NoteView};
use crate::note::{self, Date, LinkForm, Note};
use crate::text::{RelPath, escape, name};
use crate::vault::{Answer, LinkRef, NoteId};

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
    Article {
        heading: fill::title(site, file, id),
        lede: note.front.description.clone(),
        body: fill::body(site, file, id),
        contents: contents(&note.headings),
        tags: note.front.tags.iter().filter_map(|tag| tag_link(site, file, tag)).collect(),
        kinds: note.front.kinds.clone(),
        updated: updated(site, note).map(Into::into),
        edit: edit(site, &note.path),
        backlinks: backlinks(site, file, &entry.backlinks, false),
        manifests: backlinks(site, file, &entry.backlinks, true),
        backlink_count: entry.backlinks.len(),
        neighbourhood: neighbourhood(site, file, id),
        front: note.front_rest().clone(),
    }
}

/// When a note was last changed.
pub(super) fn updated(site: &Site, note: &Note) -> Option<Date> {
    stale::updated(&site.changed, note)
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
fn backlinks(site: &Site, file: &RelPath, links: &[LinkRef], of_kinds: bool) -> Vec<BacklinkGroup> {
    let mut groups: Vec<BacklinkGroup> = Vec::new();
    let mut last = None;
    for &link in links.iter().filter(|link| is_kind(site, **link) == of_kinds) {
        if last.replace(link.from) != Some(link.from) {
            groups.push(group(site, file, link.from));
        }
        if let Some(group) = groups.last_mut() {
            group.places.push(excerpt(site, file, link));
        }
    }
    groups
}

/// Whether a manifest has the link, and no text.
pub(super) fn is_kind(site: &Site, link: LinkRef) -> bool {
    let (entry, written) = site.vault.link(link);
    written.form == LinkForm::Kind || entry.excerpts.contains_key(&link.link)
}

fn group(site: &Site, file: &RelPath, from: NoteId) -> BacklinkGroup {
    let title = site.vault[from].label();
    BacklinkGroup { title, href: nav::href_of_note(site, file, from), places: Vec::new() }
}

/// What a link is called in a list: a reference to a block by what the block says.
pub(super) fn called(site: &Site, link: &note::Link, answer: &Answer) -> String {
    let is_unnamed = link.block_reference().is_some() && *link.label == *link.target;
    if is_unnamed { name_of(site, link, answer) } else { link.shown().to_string() }
}

/// The sentence around a link.
pub(super) fn excerpt(site: &Site, file: &RelPath, at: LinkRef) -> Excerpt {
    let (entry, link) = site.vault.link(at);
    let heading = link.heading.map(|id| &entry.note[id]).filter(|heading| !heading.is_title);
    let page = nav::href_of_note(site, file, at.from);
    Excerpt {
        heading: heading.map_or_else(String::new, |heading| name::label(&heading.text).into_owned()),
        href: heading
            .map_or_else(|| page.clone(), |heading| format!("{page}#{}", escape::url_path(&heading.id))),
        before: link.before.to_string(),
        label: name::label(&called(site, link, &entry[at.link])).into_owned(),
        after: link.after.to_string(),
    }
}
