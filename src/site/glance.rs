//! A concept note at a glance: what it is, what it relates to, and the manifests that use it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::excerpt::place;
use super::nav;
use super::planned::Site;
use super::view::{Glance, GlanceUse, Link};
use crate::note::{LinkForm, Note};
use crate::text::{RelPath, name};
use crate::vault::{Entry, LinkRef, NoteId, Target};

/// How many notes it is said to relate to.
const RELATED: usize = 8;

/// How many notes are named whose manifests use it.
const USES: usize = 6;

/// How many objects are named of each.
const OBJECTS: usize = 2;

/// What the page at `file` shows of a note that speaks for kinds; nothing of others, and nothing on the home page.
pub(super) fn glance(site: &Site, file: &RelPath, id: NoteId) -> Option<Glance> {
    let note = &site.vault[id].note;
    if note.front.kinds.is_empty() || *file == site.home() {
        return None;
    }
    let mut uses = uses(site, file, id);
    let more = uses.len().saturating_sub(USES);
    uses.truncate(USES);
    Some(Glance {
        lede: lede(note).map(str::to_string),
        kinds: note.front.kinds.iter().map(|kind| site.api_versions().kind(kind)).collect(),
        related: related(site, file, id),
        uses,
        more,
    })
}

/// The description, unless the text begins with the same words.
fn lede(note: &Note) -> Option<&str> {
    let plain = |text: &str| name::loose(text).trim_end_matches(['.', '…', ' ']).to_string();
    let lede = note.front.description.as_deref()?;
    let (said, begins) = (plain(lede), plain(&note.summary));
    let repeats = begins.starts_with(&said) || (!begins.is_empty() && said.starts_with(&begins));
    (!repeats).then_some(lede)
}

/// The concept notes that most links join with it, in both directions; of equal ones those of its folder first.
fn related(site: &Site, file: &RelPath, id: NoteId) -> Vec<Link> {
    let entry = &site.vault[id];
    let to = entry.answers.iter().filter_map(|answer| match answer.target() {
        Some(Target::Note(to, _)) => Some(*to),
        _ => None,
    });
    let is_concept = |id: &NoteId| {
        let front = &site.vault[*id].note.front;
        !front.kinds.is_empty() && !front.unlisted
    };
    let mut counts: BTreeMap<NoteId, usize> = BTreeMap::new();
    let joined = to.chain(entry.backlinks.iter().map(|link| link.from));
    for other in joined.filter(|other| *other != id && is_concept(other)) {
        *counts.entry(other).or_default() += 1;
    }
    let mut related: Vec<(NoteId, usize)> = counts.into_iter().collect();
    let is_far = |id: NoteId| site.vault[id].folder != entry.folder;
    related.sort_by_key(|&(id, count)| (Reverse(count), is_far(id), id));
    let link = |(id, _): &(NoteId, usize)| Link {
        label: site.vault[*id].label(),
        href: nav::href_of_note(site, file, *id),
    };
    related.iter().take(RELATED).map(link).collect()
}

/// The notes whose manifests are of its kinds: those first whose objects have names, then in path order.
fn uses(site: &Site, file: &RelPath, id: NoteId) -> Vec<GlanceUse> {
    let entry = &site.vault[id];
    let links: Vec<LinkRef> =
        entry.backlinks.iter().copied().filter(|link| site.vault.is_of_manifest(*link)).collect();
    let of_note = |links: &[LinkRef]| Some(used_in(site, file, entry, links.first()?, links));
    let mut uses: Vec<GlanceUse> = links.chunk_by(|a, b| a.from == b.from).filter_map(of_note).collect();
    uses.sort_by_key(|of| of.objects.is_empty());
    uses
}

/// One note that uses the kinds of `concept`, at the first of the places where it does.
fn used_in(site: &Site, file: &RelPath, concept: &Entry, first: &LinkRef, links: &[LinkRef]) -> GlanceUse {
    let mut objects: Vec<String> = Vec::new();
    for object in links.iter().flat_map(|link| objects_of(site, concept, *link)) {
        if objects.len() < OBJECTS && !objects.contains(&object) {
            objects.push(object);
        }
    }
    let (_, href) = place(site, file, first.from, site.vault.link(*first).1.heading);
    GlanceUse { title: site.vault[first.from].label(), href, objects }
}

/// The objects that a link shows, as `Service/cart`; none where they have no names.
fn objects_of(site: &Site, concept: &Entry, at: LinkRef) -> Vec<String> {
    let (entry, link) = site.vault.link(at);
    if link.form == LinkForm::Kind {
        let named = Some(&link.after).filter(|name| !name.is_empty());
        return named.map(|name| format!("{}/{name}", link.target)).into_iter().collect();
    }
    let Some(shown) = entry.excerpts.get(&at.link) else { return Vec::new() };
    let Some(listing) = site.vault.listings.get(&shown.file) else { return Vec::new() };
    let of_kind = |kind: &String| match shown.document {
        Some(document) => listing.document_of(document, kind).into_iter().collect(),
        None => listing.documents_of(kind).take(OBJECTS).collect::<Vec<_>>(),
    };
    concept.note.front.kinds.iter().flat_map(of_kind).map(str::to_string).collect()
}
