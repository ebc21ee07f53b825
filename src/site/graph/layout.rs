//! Where notes stand on the graph of the whole vault: linked notes close together, others apart.
//!
//! Notes begin along a Hilbert curve in the order of their paths, so that a folder is a region; then each is
//! drawn to those it is linked with and pushed away by those near it. Every step sees all places of the step
//! before and costs the number of notes and links. Only `+ - × ÷ √` are used, which IEEE 754 defines to the
//! bit: the graph is the same on every machine.

use rayon::prelude::*;

/// How often notes are moved.
const STEPS: usize = 80;

/// How many notes of one cell push: what bounds the cost where many stand in one place.
const CROWD: usize = 12;

/// A place; the distance that notes keep is about 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A place for each note. `links` are the notes each is linked with, in both directions.
pub(super) fn layout(links: &[Vec<usize>]) -> Vec<Point> {
    let mut places = start(links.len());
    for step in 0..STEPS {
        let reach = 2.0 * (STEPS - step) as f64 / STEPS as f64;
        let cells = Cells::new(&places);
        let moved = |(id, &place): (usize, &Point)| {
            let push = cells.push(&places, id, place);
            let pull = pull(&places, links.get(id).map_or(&[], Vec::as_slice), place);
            bounded(place, Point { x: push.x + pull.x, y: push.y + pull.y }, reach)
        };
        places = places.par_iter().enumerate().map(moved).collect();
    }
    places
}

/// Places along a Hilbert curve, its square rounded to a disc.
fn start(count: usize) -> Vec<Point> {
    let mut order = 1_u32;
    while (1_usize << (2 * order)) < count {
        order += 1;
    }
    let (side, cells) = (1_u64 << order, 1_u64 << (2 * order));
    let radius = (count as f64).sqrt() / 1.6;
    let place = |n: usize| {
        let (x, y) = hilbert(order, (n as u64 * cells + cells / 2) / count.max(1) as u64);
        let unit = |at: u64| (2 * at + 1) as f64 / side as f64 - 1.0;
        disc(unit(x), unit(y), radius)
    };
    (0..count).map(place).collect()
}

/// The elliptical mapping of a square to a disc.
fn disc(x: f64, y: f64, radius: f64) -> Point {
    Point { x: radius * x * (1.0 - y * y / 2.0).sqrt(), y: radius * y * (1.0 - x * x / 2.0).sqrt() }
}

/// The cell of a Hilbert curve at a distance from its beginning.
fn hilbert(order: u32, distance: u64) -> (u64, u64) {
    let (mut x, mut y, mut rest) = (0, 0, distance);
    for level in 0..order {
        let side = 1_u64 << level;
        let (right, up) = ((rest / 2) & 1, (rest ^ (rest / 2)) & 1);
        if up == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
        x += side * right;
        y += side * up;
        rest /= 4;
    }
    (x, y)
}

/// The notes by the square of side 2 they stand in.
struct Cells {
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    notes: Vec<Vec<u32>>,
}

impl Cells {
    fn new(places: &[Point]) -> Self {
        let least = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::MIN, f64::max);
        let (left, top) = (least(|place| place.x), least(|place| place.y));
        let limit = places.len() + 1;
        let across = |from: f64, to: f64| (((to - from) / 2.0) as usize + 1).min(limit);
        let (columns, rows) = (across(left, most(|place| place.x)), across(top, most(|place| place.y)));
        let mut cells = Cells { left, top, columns, rows, notes: Vec::new() };
        let (columns, rows) = cells.shrunk(places.len());
        (cells.columns, cells.rows) = (columns, rows);
        cells.notes = vec![Vec::new(); columns * rows];
        for (id, place) in (0_u32..).zip(places) {
            let (column, row) = cells.cell(*place);
            if let Some(notes) = cells.notes.get_mut(row * columns + column) {
                notes.push(id);
            }
        }
        cells
    }

    /// No more than four cells for each note, however far apart they are.
    fn shrunk(&self, count: usize) -> (usize, usize) {
        let (mut columns, mut rows) = (self.columns, self.rows);
        while columns * rows > 4 * count + 16 {
            (columns, rows) = (columns.div_ceil(2), rows.div_ceil(2));
        }
        (columns, rows)
    }

    fn cell(&self, place: Point) -> (usize, usize) {
        let at =
            |from: f64, to: f64, count: usize| (((to - from) / 2.0) as usize).min(count.saturating_sub(1));
        (at(self.left, place.x, self.columns), at(self.top, place.y, self.rows))
    }

    /// What the notes near a place push one that stands there.
    fn push(&self, places: &[Point], id: usize, place: Point) -> Point {
        let (column, row) = self.cell(place);
        let mut push = Point::default();
        for row in row.saturating_sub(1)..=(row + 1).min(self.rows - 1) {
            for column in column.saturating_sub(1)..=(column + 1).min(self.columns - 1) {
                let near = self.notes.get(row * self.columns + column).into_iter().flatten().take(CROWD);
                for other in near.filter(|other| **other as usize != id) {
                    add_push(&mut push, place, places[*other as usize], id < *other as usize);
                }
            }
        }
        push
    }
}

/// The nearer, the stronger; of two notes in one place one goes left, the other right.
fn add_push(push: &mut Point, place: Point, other: Point, first: bool) {
    let (x, y) = (place.x - other.x, place.y - other.y);
    let squared = x * x + y * y;
    if squared < 1e-6 {
        push.x += if first { -0.5 } else { 0.5 };
        return;
    }
    let strength = (1.0 - squared / 8.0).max(0.0) / (squared + 0.1);
    push.x += x * strength * 0.9;
    push.y += y * strength * 0.9;
}

/// The way to the middle of the linked notes, an eighth of it.
fn pull(places: &[Point], links: &[usize], place: Point) -> Point {
    if links.is_empty() {
        return Point::default();
    }
    let sum = links
        .iter()
        .filter_map(|id| places.get(*id))
        .fold(Point::default(), |sum, at| Point { x: sum.x + at.x, y: sum.y + at.y });
    let count = links.len() as f64;
    Point { x: (sum.x / count - place.x) / 8.0, y: (sum.y / count - place.y) / 8.0 }
}

/// No step is longer than `reach`.
fn bounded(place: Point, step: Point, reach: f64) -> Point {
    let length = (step.x * step.x + step.y * step.y).sqrt();
    let share = if length > reach { reach / length } else { 1.0 };
    Point { x: place.x + step.x * share, y: place.y + step.y * share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hilbert_curve_visits_every_cell_once_and_neighbours_in_turn() {
        let cells: Vec<(u64, u64)> = (0..64).map(|n| hilbert(3, n)).collect();
        for pair in cells.windows(2) {
            assert_eq!(pair[0].0.abs_diff(pair[1].0) + pair[0].1.abs_diff(pair[1].1), 1, "{pair:?}");
        }
        let mut all = cells.clone();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 64);
    }

    #[test]
    fn linked_notes_stand_closer_than_others() {
        let ring = |n: usize| vec![(n / 10) * 10 + (n + 1) % 10, (n / 10) * 10 + (n + 9) % 10];
        let places = layout(&(0..100).map(ring).collect::<Vec<_>>());
        let far = |a: usize, b: usize| (places[a].x - places[b].x).hypot(places[a].y - places[b].y);
        let linked: f64 = (0..10).map(|n| far(n, (n + 1) % 10)).sum();
        let others: f64 = (0..10).map(|n| far(n, n + 50)).sum();
        assert!(linked < others / 2.0, "{linked} {others}");
    }

    #[test]
    fn no_two_notes_stand_in_one_place() {
        let star: Vec<Vec<usize>> =
            (0..300).map(|n| if n == 0 { (1..300).collect() } else { vec![0] }).collect();
        let places = layout(&star);
        for (n, a) in places.iter().enumerate() {
            assert!(a.x.is_finite() && a.y.is_finite());
            assert!(places[n + 1..].iter().all(|b| (a.x - b.x).hypot(a.y - b.y) > 0.05), "{n}");
        }
    }

    #[test]
    fn a_vault_of_one_note_or_of_none_has_a_graph() {
        assert_eq!(layout(&[]).len(), 0);
        assert_eq!(layout(&[vec![]]).len(), 1);
    }
}
