//! The page that shows the whole vault as a graph.

use std::collections::BTreeSet;

use serde::Serialize;

use super::layout::{Point, layout};
use crate::site::folder::note_card;
use crate::site::frame::frame;
use crate::site::machines::in_script;
use crate::site::nav::{self, Spot};
use crate::site::page::Page;
use crate::site::planned::Site;
use crate::site::templates::TemplateError;
use crate::site::theme::GRAPH_SCRIPT;
use crate::site::view::{Card, GraphView};
use crate::text::RelPath;
use crate::vault::{FolderId, NoteId};

/// How many notes the page lists for readers without a script.
const LANDMARKS: usize = 40;

/// What the script of the graph draws, as JSON on the page: it works from a folder on disk, where a script
/// may fetch nothing.
#[derive(Serialize)]
struct Data {
    /// How many groups there are.
    groups: usize,
    /// Title, URL from the page, group, place across, place down.
    notes: Vec<(String, String, usize, i32, i32)>,
    /// For each note those it links to.
    links: Vec<Vec<usize>>,
}

/// The page.
pub(in crate::site) fn page(site: &Site, file: &RelPath) -> Result<String, TemplateError> {
    let listed = site.listed();
    let page = Page { kind: "graph", file, title: "Graph", description: None, spot: Spot::None };
    let groups = groups(site, &listed);
    let view = GraphView {
        frame: frame(site, &page),
        script: site.fingerprinted(file, GRAPH_SCRIPT),
        groups: groups.iter().map(|id| title(site, *id)).collect(),
        landmarks: landmarks(site, file, &listed),
        note_count: listed.len(),
        link_count: site.vault.graph.count(),
        data: in_script(&data(site, file, &listed, &groups)),
    };
    site.templates.render("graph.html", &view)
}

/// The folders of the first level that notes lie in, in path order.
fn groups(site: &Site, listed: &[NoteId]) -> Vec<FolderId> {
    let groups: BTreeSet<FolderId> = listed.iter().map(|id| group(site, *id)).collect();
    groups.into_iter().collect()
}

/// What a group is called: notes that lie in no folder are those of the site itself.
fn title(site: &Site, group: FolderId) -> String {
    let folder = &site.vault[group];
    if folder.title.is_empty() { site.title.clone() } else { folder.title.clone() }
}

/// The notes that most others link to.
fn landmarks(site: &Site, file: &RelPath, listed: &[NoteId]) -> Vec<Card> {
    let graph = &site.vault.graph;
    let mut notes: Vec<NoteId> = listed.iter().copied().filter(|id| !graph.sources(*id).is_empty()).collect();
    notes.sort_by_key(|id| (std::cmp::Reverse(graph.sources(*id).len()), *id));
    let card = |id: &NoteId| Card { count: graph.sources(*id).len(), ..note_card(site, file, *id, None) };
    notes.iter().take(LANDMARKS).map(card).collect()
}

fn data(site: &Site, file: &RelPath, listed: &[NoteId], groups: &[FolderId]) -> Data {
    let graph = &site.vault.graph;
    let number = |id: &NoteId| listed.binary_search(id).ok();
    let around =
        |id: &NoteId| graph.targets(*id).iter().chain(graph.sources(*id)).filter_map(number).collect();
    let places = layout(&listed.iter().map(around).collect::<Vec<_>>());
    let notes = listed.iter().zip(places).map(|(id, place)| {
        let group = groups.binary_search(&group(site, *id)).unwrap_or(0);
        let (x, y) = tenths(place);
        (site.vault[*id].label(), nav::href_of_note(site, file, *id), group, x, y)
    });
    let links = listed.iter().map(|id| graph.targets(*id).iter().filter_map(number).collect());
    Data { groups: groups.len(), notes: notes.collect(), links: links.collect() }
}

fn tenths(place: Point) -> (i32, i32) {
    ((place.x * 10.0).round() as i32, (place.y * 10.0).round() as i32)
}

/// The folder of the first level that a note lies in; the root for notes beside them.
fn group(site: &Site, id: NoteId) -> FolderId {
    let mut folder = site.vault[id].folder;
    while let Some(parent) = site.vault[folder].parent.filter(|parent| *parent != FolderId(0)) {
        folder = parent;
    }
    folder
}
