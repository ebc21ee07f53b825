//! The list of contents: the headings of a note as a tree.

use std::iter::Peekable;

use super::view::ContentsEntry;
use crate::note::Heading;

/// The headings as a tree; a heading that skips a level stands below the last one above it.
pub(super) fn contents(headings: &[Heading]) -> Vec<ContentsEntry> {
    let mut rest = headings.iter().filter(|heading| !heading.is_title && is_listed(heading)).peekable();
    let mut entries = Vec::new();
    while rest.peek().is_some() {
        entries.extend(section(&mut rest));
    }
    entries
}

/// Whether a heading is not left out by its author (kramdown's `no_toc`).
fn is_listed(heading: &Heading) -> bool {
    !heading.class.iter().any(|class| class.split(' ').any(|class| class == "no_toc"))
}

fn section<'h>(rest: &mut Peekable<impl Iterator<Item = &'h Heading>>) -> Option<ContentsEntry> {
    let heading = rest.next()?;
    let mut children = Vec::new();
    while rest.peek().is_some_and(|next| next.level > heading.level) {
        children.extend(section(rest));
    }
    Some(ContentsEntry { id: heading.id.to_string(), label: heading.html.to_string(), children })
}
