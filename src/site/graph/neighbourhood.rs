//! The notes around one note: those that link to it where its lines begin (on the left, or on the right of a text
//! from right to left), those it links to on the other side.
//!
//! Places across are per cent and places down are pixels, so that the picture fits every screen and its text
//! keeps its size; for the same reason each label is cut to what has room on a phone.

use unicode_width::UnicodeWidthChar;

use crate::site::nav;
use crate::site::planned::Site;
use crate::site::spoken::spoken_by;
use crate::site::view::{Neighbour, NeighbourLine, Neighbourhood};
use crate::text::RelPath;
use crate::vault::{Graph, NoteId};

/// How many notes stand on each side.
const SIDE: usize = 8;

/// The height of a row, in pixels.
const ROW: usize = 32;

/// How many columns of a terminal a label may take: what stands beside the arc on a screen of 360 px.
const LABEL: usize = 19;

/// Where a note is drawn: across in hundredths of a per cent of the width, down in pixels.
type Point = (usize, usize);

/// The notes around one note as seen from the page at `file`; `None` where there are none.
pub(in crate::site) fn neighbourhood(site: &Site, file: &RelPath, id: NoteId) -> Option<Neighbourhood> {
    let graph = &site.vault.graph;
    let (start, end) = sides(graph, id);
    let rows = start.len().max(end.len());
    if rows == 0 {
        return None;
    }
    let height = rows * ROW;
    let is_mirrored = spoken_by(site, id).1 == "rtl";
    let places: Vec<(NoteId, Point)> =
        placed(&start, height, is_mirrored).chain(placed(&end, height, !is_mirrored)).collect();
    let center = (5000, height / 2);
    let spokes =
        places.iter().map(|&(note, at)| line(at, center, graph.links(note, id) && graph.links(id, note)));
    Some(Neighbourhood {
        height,
        center: center.1,
        lines: chords(graph, &places).chain(spokes).collect(),
        notes: places.iter().map(|&(note, at)| neighbour(site, file, note, at)).collect(),
        linked_from: graph.sources(id).len(),
        links_to: graph.targets(id).len(),
        hidden: hidden(graph, id, places.len()),
    })
}

/// The notes on the side where lines begin and on the other. Notes that link both ways come first, and stand where
/// there is more room.
fn sides(graph: &Graph, id: NoteId) -> (Vec<NoteId>, Vec<NoteId>) {
    let (mut both, mut end): (Vec<NoteId>, Vec<NoteId>) =
        graph.targets(id).iter().partition(|note| graph.links(**note, id));
    let mut start: Vec<NoteId> =
        graph.sources(id).iter().copied().filter(|note| !graph.links(id, *note)).collect();
    for side in [&mut start, &mut end, &mut both] {
        by_weight(graph, side);
    }
    start.truncate(SIDE);
    end.truncate(SIDE);
    for note in both.into_iter().take(2 * SIDE) {
        let side = if start.len() < end.len() { &mut start } else { &mut end };
        side.insert(0, note);
    }
    start.truncate(SIDE);
    end.truncate(SIDE);
    (start, end)
}

/// The notes that most others link to first, of equal ones in path order.
fn by_weight(graph: &Graph, notes: &mut [NoteId]) {
    notes.sort_by_key(|note| (std::cmp::Reverse(graph.sources(*note).len()), *note));
}

/// The notes of a side from top to bottom, on an arc around the center.
fn placed(side: &[NoteId], height: usize, right: bool) -> impl Iterator<Item = (NoteId, Point)> {
    let count = side.len();
    let top = (height - count * ROW) / 2 + ROW / 2;
    let place = move |(row, &note): (usize, &NoteId)| {
        let from_middle = (2 * row + 1).abs_diff(count);
        let inward = 900 * from_middle * from_middle / (count * count).max(1);
        let across = 3450 + inward;
        (note, (if right { 10_000 - across } else { across }, top + row * ROW))
    };
    side.iter().enumerate().map(place)
}

/// The links between the notes around.
fn chords(graph: &Graph, places: &[(NoteId, Point)]) -> impl Iterator<Item = NeighbourLine> {
    let pairs = places.iter().enumerate().flat_map(|(n, a)| places[n + 1..].iter().map(move |b| (a, b)));
    let linked = pairs.filter(|((a, _), (b, _))| graph.links(*a, *b) || graph.links(*b, *a));
    linked.map(|((_, from), (_, to))| NeighbourLine { kind: "chord", ..line(*from, *to, false) })
}

fn line(from: Point, to: Point, both: bool) -> NeighbourLine {
    NeighbourLine {
        kind: if both { "both" } else { "spoke" },
        x1: per_cent(from.0),
        y1: from.1,
        x2: per_cent(to.0),
        y2: to.1,
    }
}

/// `3350` → `33.5`
fn per_cent(hundredths: usize) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn neighbour(site: &Site, file: &RelPath, note: NoteId, at: Point) -> Neighbour {
    let title = site.vault[note].label();
    Neighbour {
        label: cut(&title),
        href: nav::href_of_note(site, file, note),
        x: per_cent(at.0),
        y: at.1,
        right: at.0 > 5000,
        title,
    }
}

fn cut(title: &str) -> String {
    let mut width = 0;
    let fits = |(_, c): &(usize, char)| {
        width += c.width().unwrap_or(0);
        width <= LABEL
    };
    let end = title.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    if end == title.len() { title.to_string() } else { format!("{}…", title[..end].trim_end()) }
}

/// How many notes around are not drawn.
fn hidden(graph: &Graph, id: NoteId, shown: usize) -> usize {
    let both = graph.targets(id).iter().filter(|note| graph.links(**note, id)).count();
    graph.targets(id).len() + graph.sources(id).len() - both - shown
}
