//! Pages that are not for reading: 404, redirects, feed, sitemap, robots.

use super::folder::by_date;
use super::frame::absolute_frame;
use super::nav::{self, Spot};
use super::page::Page;
use super::planned::Site;
use super::templates::TemplateError;
use super::view::{FeedEntry, FeedView, NotFoundView, RedirectView, SitemapEntry, SitemapView};
use crate::note::Date;
use crate::text::RelPath;
use crate::vault::{Folder, NoteId};

/// How many entries the feed has.
const FEED: usize = 30;

/// The page a server shows for an unknown URL.
pub(super) fn not_found(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let page = Page { kind: "not-found", file, title: "Page not found", description: None, spot: Spot::None };
    site.templates.render("404.html", &NotFoundView { frame: absolute_frame(site, &page) })
}

/// A page that leads on to the note that has its URL as an alias.
pub(super) fn redirect(site: &Site, file: &RelPath, id: NoteId) -> Result<String, TemplateError> {
    let view = RedirectView {
        title: site.vault[id].label(),
        target: nav::href_of_note(site, file, id),
        canonical: site.absolute(site.note_file(id)),
        language: site.language.clone(),
    };
    site.templates.render("redirect.html", &view)
}

/// The notes changed last.
pub(super) fn feed(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let dated = by_date(site);
    let entry = |&(date, id): &(Date, NoteId)| feed_entry(site, date, id);
    let view = FeedView {
        title: printable(&site.title),
        language: site.language.clone(),
        home: site.absolute(&site.home()).unwrap_or_default(),
        url: site.absolute(file).unwrap_or_default(),
        updated: dated.first().map_or_else(String::new, |(date, _)| date.rfc3339()),
        entries: dated.iter().take(FEED).filter_map(entry).collect(),
    };
    site.templates.render("feed.xml", &view)
}

fn feed_entry(site: &Site, date: Date, id: NoteId) -> Option<FeedEntry> {
    let entry = &site.vault[id];
    Some(FeedEntry {
        title: printable(&entry.label()),
        url: site.absolute(site.note_file(id))?,
        updated: date.rfc3339(),
        summary: printable(entry.note.description().unwrap_or_default()),
    })
}

/// The text without the characters XML 1.0 (2.2) cannot hold.
fn printable(text: &str) -> String {
    let is_char = |&c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| is_char(c) || matches!(c, '\t' | '\n' | '\r')).collect()
}

/// Every listed note and every folder.
pub(super) fn sitemap(site: &Site) -> Result<String, TemplateError> {
    let folders = site.vault.folders.iter().zip(&site.layout.folder_files);
    let is_listed = |folder: &Folder| folder.note.is_none() && (folder.count > 0 || folder.parent.is_none());
    let folders = folders.filter(|(folder, _)| is_listed(folder)).map(|(_, file)| (file, None));
    let notes = site.vault.notes.iter().zip(&site.layout.note_files);
    let notes = notes.filter(|(entry, _)| !entry.note.front.unlisted);
    let notes = notes.map(|(entry, file)| (file, site.updated(&entry.note).map(Date::rfc3339)));
    let pages = folders.chain(notes);
    let entry = |(file, updated)| Some(SitemapEntry { url: site.absolute(file)?, updated });
    site.templates.render("sitemap.xml", &SitemapView { pages: pages.filter_map(entry).collect() })
}

/// Everything may be read; where the sitemap is.
pub(super) fn robots(site: &Site) -> String {
    let sitemap = RelPath::new("sitemap.xml").ok().and_then(|path| site.absolute(&path));
    let line = sitemap.map_or_else(String::new, |url| format!("Sitemap: {url}\n"));
    format!("User-agent: *\nAllow: /\n{line}")
}
