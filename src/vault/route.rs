//! The URL of one page, and old ones that lead to it.

use std::fmt;

use super::NoteId;
use crate::text::{RelPath, name, slug};

/// The URL of a page from the root of the site, without slashes at its ends: `concepts/pod`. The home
/// page has the empty route.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(RelPath);

impl Route {
    /// The home page.
    pub fn home() -> Self {
        Route(RelPath::root())
    }

    /// The route of a file path: every segment as a slug.
    pub fn of(path: &RelPath) -> Self {
        Route::home().below(path.segments())
    }

    /// The route of a file at the root of the site that is no page, and has the name it has.
    pub(crate) fn file(name: &str) -> Self {
        Route(RelPath::new(name).unwrap_or_else(|_| RelPath::root()))
    }

    /// The route below this one for a name.
    pub fn child(&self, name: &str) -> Self {
        self.below([name])
    }

    /// The route below this one for a name and those in it.
    pub(super) fn below<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let segments: Vec<String> = names.into_iter().map(segment).collect();
        // A slug is a single segment, so it always joins.
        Route(self.0.join(&segments.join("/")).unwrap_or_else(|_| self.0.clone()))
    }

    /// The first segment; none for the home page.
    pub(super) fn first(&self) -> Option<&str> {
        self.0.segments().next()
    }

    /// The same route below a first segment with another name.
    pub(super) fn aside(&self) -> Self {
        let mut segments = self.0.segments();
        let first = Route::home().child(&format!("{}_", segments.next().unwrap_or("")));
        first.below(segments)
    }

    /// The route as a path.
    pub fn path(&self) -> &RelPath {
        &self.0
    }

    /// Whether this is the home page.
    pub fn is_home(&self) -> bool {
        self.0.is_root()
    }

    /// How URLs are compared: two that differ only in case or Unicode form are one to some servers and
    /// file systems.
    pub(super) fn key(&self) -> String {
        name::caseless(self.0.as_str())
    }

    /// The route with a number; the home page becomes `home-2`.
    pub(crate) fn numbered(&self, number: usize) -> Self {
        if self.is_home() {
            return self.child(&format!("home-{number}"));
        }
        let last = format!("{}-{number}", self.0.name());
        Route(self.0.parent().join(&last).unwrap_or_else(|_| self.0.clone()))
    }
}

/// A slug that never ends in `.html`, for a folder of that name would stand where the file of a page must.
fn segment(name: &str) -> String {
    let slug = slug::segment(name);
    if slug.ends_with(".html") { slug + "_" } else { slug }
}

/// Who has a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A file that every site has.
    Site,
    /// This note, or this folder's page, with the URL itself: others may differ from it in case.
    Page(RelPath, Route),
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// An old URL that leads on to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old URL.
    pub from: Route,
    /// The file it names, where it names one: `/old.html` and `/old/` do, `/old` is any page's.
    pub file: Option<RelPath>,
    /// The note.
    pub to: NoteId,
}
