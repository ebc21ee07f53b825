//! Places in notes as other pages show them: the note, the heading, the sentence.

use super::fill::name_of;
use super::nav;
use super::planned::Site;
use super::view::{BacklinkGroup, Excerpt};
use crate::note::{self, HeadingId};
use crate::text::{RelPath, escape, name};
use crate::vault::{Answer, LinkRef, NoteId};

/// A note without its places, as seen from the page at `file`.
pub(super) fn group(site: &Site, file: &RelPath, from: NoteId) -> BacklinkGroup {
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
    let (heading, href) = place(site, file, at.from, link.heading);
    Excerpt {
        heading,
        href,
        before: link.before.to_string(),
        label: name::label(&called(site, link, &entry[at.link])).into_owned(),
        after: link.after.to_string(),
    }
}

/// The heading that something stands under, empty at the top of a note, and where it is.
pub(super) fn place(
    site: &Site,
    file: &RelPath,
    note: NoteId,
    heading: Option<HeadingId>,
) -> (String, String) {
    let page = nav::href_of_note(site, file, note);
    let heading = heading.map(|id| &site.vault[note].note[id]).filter(|heading| !heading.is_title);
    match heading {
        Some(heading) => {
            (name::label(&heading.text).into_owned(), format!("{page}#{}", escape::url_path(&heading.id)))
        }
        None => (String::new(), page),
    }
}
