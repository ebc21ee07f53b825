//! `graph.json`: what links to what, for programs. The guide documents it as a stable interface.

use std::collections::BTreeMap;

use serde::Serialize;

use super::VERSION;
use crate::note::LinkForm;
use crate::site::nav;
use crate::site::planned::Site;
use crate::text::RelPath;
use crate::vault::{LinkRef, NoteId};

#[derive(Serialize)]
struct Graph<'g> {
    version: u32,
    title: &'g str,
    nodes: Vec<Node<'g>>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Node<'g> {
    url: String,
    title: String,
    folder: &'g str,
    tags: &'g [String],
    kinds: &'g [String],
}

#[derive(Serialize)]
struct Link {
    source: usize,
    target: usize,
    kind: Kind,
    count: usize,
}

/// What one note has to do with another.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// Its text leads there.
    Link,
    /// It shows it, or a part of it.
    Embed,
    /// A manifest in it is of a kind that is explained there.
    Manifest,
}

/// The file.
pub(in crate::site) fn graph(site: &Site, file: &RelPath) -> String {
    let listed = site.listed();
    let node = |id: &NoteId| {
        let entry = &site.vault[*id];
        Node {
            url: nav::href_of_note(site, file, *id),
            title: entry.label(),
            folder: site.vault[entry.folder].path.as_str(),
            tags: &entry.note.front.tags,
            kinds: &entry.note.front.kinds,
        }
    };
    let nodes = listed.iter().map(node).collect();
    super::json(&Graph { version: VERSION, title: &site.title, nodes, links: links(site, &listed) })
}

/// The links between listed notes, each pair once for each kind.
fn links(site: &Site, listed: &[NoteId]) -> Vec<Link> {
    let number = |id: &NoteId| listed.binary_search(id).ok();
    let mut counts: BTreeMap<(usize, usize, Kind), usize> = BTreeMap::new();
    for (target, id) in listed.iter().enumerate() {
        for &link in &site.vault[*id].backlinks {
            let Some(source) = number(&link.from) else { continue };
            *counts.entry((source, target, kind(site, link))).or_default() += 1;
        }
    }
    counts.into_iter().map(|((source, target, kind), count)| Link { source, target, kind, count }).collect()
}

fn kind(site: &Site, link: LinkRef) -> Kind {
    let (_, written) = site.vault.link(link);
    match written.form {
        _ if site.vault.is_of_manifest(link) => Kind::Manifest,
        LinkForm::WikiEmbed | LinkForm::Image | LinkForm::Src => Kind::Embed,
        _ => Kind::Link,
    }
}
