//! The order and the labels of the navigation, where they are declared outside of the notes.

use std::collections::BTreeMap;
use std::mem::{replace, take};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::note::{Heading, Link, LinkForm, Note, Order, Piece, TitleSource, is_folder_name};
use crate::text::{Place, RelPath, escape, name};

/// An entry of the navigation: a note or a folder, its place among its siblings and its label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NavItem {
    /// A note, with or without its extension, or a folder.
    pub path: String,
    /// The label, where it is not the title.
    pub label: Option<String>,
    /// Its place among its siblings.
    pub rank: NavRank,
    /// Where it is declared.
    pub place: Place,
}

/// Where an entry of the navigation puts its note or folder among its siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NavRank {
    /// At their head, in the order of the entries.
    Head,
    /// The same; the folders above it take their places by it, too, for the entries are of a whole tree.
    Tree,
    /// By this number, as if its front matter had it.
    Number(Order),
    /// Behind those that no entry names, in the order of the entries.
    Tail,
    /// Wherever it would stand.
    Anywhere,
    /// No note: a chapter of this label that is not written yet, in the folder of this path.
    Unwritten,
}

/// Everything that is declared, what weighs more first: the configuration, then the table of contents that
/// the vault itself has (`SUMMARY.md`, mdBook and GitBook).
pub(super) fn declared(notes: &[Arc<Note>], configured: &[NavItem]) -> Vec<NavItem> {
    let summary = notes.iter().find(|note| note.is_table_of_contents);
    let entries = summary.into_iter().flat_map(|note| entries(note));
    configured.iter().cloned().chain(entries).collect()
}

/// The entries of a table of contents in order; one that is not written stands in the folder of that before it.
fn entries(note: &Note) -> Vec<NavItem> {
    let written = note.links.iter().filter_map(|link| entry(note, link));
    let unwritten = note.unwritten.iter().map(|chapter| NavItem {
        path: String::new(),
        label: Some(chapter.label.to_string()),
        rank: NavRank::Unwritten,
        place: Place::at(&note.path, chapter.span),
    });
    let mut entries: Vec<NavItem> = written.chain(unwritten).collect();
    entries.sort_by_key(|entry| entry.place.span.map_or(0, |span| span.start));
    let mut folder = String::new();
    for entry in &mut entries {
        match entry.rank {
            NavRank::Unwritten => entry.path.clone_from(&folder),
            _ => folder = named(&entry.path).rsplit_once('/').map_or("", |(folder, _)| folder).to_string(),
        }
    }
    entries
}

/// The notes that have their titles of the navigation, each behind the note as it is without, by path.
pub(super) type Titled = FxHashMap<RelPath, (Arc<Note>, Arc<Note>)>;

/// Gives the notes whose text says no title that of their entry, as mdBook and MkDocs do. Those of the last round are
/// taken from `known`, and those of this one are left there: a note that is no other is not linked again.
pub(super) fn name(notes: &mut [Arc<Note>], declared: &[NavItem], known: &mut Titled) {
    let (places, mut last) = (Places::new(declared), take(known));
    for note in notes.iter_mut().filter(|note| note.title_source == TitleSource::FileName) {
        let place = [&note.page, &note.path].into_iter().find_map(|path| places.of_note(path.as_str()));
        let Some(label) = place.and_then(|place| place.label.as_deref()) else { continue };
        let is_same = |(from, to): &(Arc<Note>, Arc<Note>)| Arc::ptr_eq(from, note) && to.title == label;
        let remembered = last.remove(&note.path).filter(is_same);
        let (from, to) = remembered.unwrap_or_else(|| (Arc::clone(note), Arc::new(titled(note, label))));
        *note = Arc::clone(&to);
        known.insert(from.path.clone(), (from, to));
    }
}

/// A note with another title. A heading is no running text: its words stay what they are.
fn titled(note: &Note, label: &str) -> Note {
    let mut titled = note.clone();
    title(&mut titled, label.to_string());
    titled.words = note.words.shared();
    titled
}

/// Gives a note a title. A heading that says the same at the beginning of its text is not shown twice.
fn title(note: &mut Note, label: String) {
    let heading =
        note.headings.first_mut().filter(|heading| name::folded(&heading.text) == name::folded(&label));
    let heading = heading.and_then(|heading| Some((in_front(&note.body, heading)?, heading)));
    note.title_body = match heading {
        Some((range, heading)) => {
            heading.is_title = true;
            let pieces = note.body.get_mut(range).unwrap_or(&mut []).iter_mut();
            let pieces = pieces.map(|piece| replace(piece, Piece::Html("".into())));
            pieces.filter(|piece| !matches!(piece, Piece::HeadingStart(_) | Piece::HeadingEnd(_))).collect()
        }
        None => vec![Piece::Html(escape::html(&label).into())],
    };
    note.title = label;
    note.title_source = TitleSource::Navigation;
}

/// Where a heading stands among the pieces, if nothing stands before it.
fn in_front(body: &[Piece], heading: &Heading) -> Option<Range<usize>> {
    let start = heading.section.start as usize;
    let is_blank = |piece: &Piece| matches!(piece, Piece::Html(html) if html.trim().is_empty());
    let length = body.get(start..)?.iter().position(|piece| matches!(piece, Piece::HeadingEnd(_)))?;
    body.get(..start)?.iter().all(is_blank).then_some(start..start + length + 1)
}

/// `- [Label](chapter.md)`
fn entry(note: &Note, link: &Link) -> Option<NavItem> {
    let path = note.path.parent().join(&link.target).ok().filter(|_| link.form == LinkForm::Markdown)?;
    Some(NavItem {
        path: path.to_string(),
        label: Some(link.label.to_string()).filter(|label| !label.is_empty()),
        rank: NavRank::Tree,
        place: Place::at(&note.path, link.span),
    })
}

/// What an entry names, as it is compared: `guide/index.md` is the folder `guide`.
pub(crate) fn named(path: &str) -> String {
    let path = name::folded(path.trim_matches('/'));
    let (above, last) = path.rsplit_once('/').unwrap_or(("", &path));
    if is_folder_name(last) { above.to_string() } else { path }
}

/// Where a note or folder stands among its siblings, before its number and its label are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Position {
    /// Among the first, in this order.
    Head(usize),
    /// No entry says.
    #[default]
    Open,
    /// Among the last, in this order.
    Tail(usize),
}

/// The declared navigation, by path as it is compared.
pub(super) struct Places {
    places: BTreeMap<String, Declared>,
    /// The chapters that are not written yet, with the paths of their folders.
    unwritten: Vec<(String, Declared)>,
}

/// What is declared of a note or folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Declared {
    /// Its position.
    pub(super) position: Position,
    /// Its number.
    pub(super) order: Option<Order>,
    /// Its label.
    pub(super) label: Option<String>,
}

impl Places {
    /// What `nav` says; of two entries for one path the first counts.
    pub(super) fn new(nav: &[NavItem]) -> Self {
        let mut places = Places { places: BTreeMap::new(), unwritten: Vec::new() };
        nav.iter().enumerate().for_each(|(index, item)| places.add(index, item));
        places
    }

    fn add(&mut self, index: usize, item: &NavItem) {
        if item.rank == NavRank::Unwritten {
            let (position, label) = (Position::Head(index), item.label.clone());
            self.unwritten.push((item.path.clone(), Declared { position, label, order: None }));
            return;
        }
        let path = named(&item.path);
        if item.rank == NavRank::Tree {
            let above = path.match_indices('/').filter_map(|(slash, _)| path.get(..slash));
            above.for_each(|folder| self.of(folder).stands(Position::Head(index)));
        }
        let declared = self.of(&path);
        match item.rank {
            NavRank::Head | NavRank::Tree => declared.stands(Position::Head(index)),
            NavRank::Tail => declared.stands(Position::Tail(index)),
            NavRank::Number(order) => declared.order = declared.order.or(Some(order)),
            NavRank::Anywhere | NavRank::Unwritten => {}
        }
        declared.label = declared.label.take().or_else(|| item.label.clone());
    }

    fn of(&mut self, path: &str) -> &mut Declared {
        self.places.entry(path.to_string()).or_default()
    }

    /// The chapters that are not written yet in a folder.
    pub(super) fn unwritten(&self) -> impl Iterator<Item = (&str, &Declared)> {
        self.unwritten.iter().map(|(folder, chapter)| (folder.as_str(), chapter))
    }

    /// What is declared of a note, which may speak for its folder.
    fn of_note(&self, path: &str) -> Option<&Declared> {
        self.places.get(&named(path))
    }

    /// What is declared of a file or folder of the vault.
    pub(super) fn get(&self, path: &str) -> Option<&Declared> {
        // Mostly nothing is declared, and every note is asked for.
        if self.places.is_empty() { None } else { self.places.get(&name::folded(path)) }
    }
}

impl Declared {
    fn stands(&mut self, position: Position) {
        if self.position == Position::Open {
            self.position = position;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Dialect, Texts, compile};
    use crate::text::Source;

    #[test]
    fn a_note_is_given_its_title_once() {
        let path = RelPath::new("a.md").unwrap_or_else(|_| RelPath::root());
        let note =
            Arc::new(compile(&Source::new(path.clone(), "Text"), Dialect::default(), &Texts::default()));
        let mut known = Titled::default();
        let mut named = |label: &str| {
            let (mut notes, label) = ([Arc::clone(&note)], Some(label.to_string()));
            let place = Place::file(&path);
            name(&mut notes, &[NavItem { path: "a".into(), label, rank: NavRank::Head, place }], &mut known);
            let [note] = notes;
            note
        };
        let (first, second, other) = (named("One"), named("One"), named("Two"));
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!((&*first.title, &*other.title, &*note.title), ("One", "Two", "a"));
    }
}
