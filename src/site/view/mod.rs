//! Views: everything a template may see, one struct per kind of page.
//!
//! A template sees its view and nothing else, so the digest of the view and of the templates is the whole
//! key of a page. Every `href` is relative to the page (the 404 page alone has absolute paths), already
//! percent-encoded. Fields whose doc says *HTML* or *JSON* are printed with `| safe`; all others are plain text.
//!
//! The docs of the structs are what the guide tells an author of templates: `content/guide/views.md` is
//! written from them by `tests/structure/views.rs`.

mod article;
mod frame;
mod listings;
mod machines;
mod pages;

pub use article::{
    Article, BacklinkGroup, ContentsEntry, Date, Excerpt, Glance, GlanceKind, GlanceUse, Neighbour,
    NeighbourLine, Neighbourhood,
};
pub use frame::{Frame, Link, NavEntry, NavLevel, PreviewImage, SearchLinks, SiteLinks, Spoken};
pub use listings::{Card, IndexEntry, Letter, TagCount, WantedNote, WantedPlace};
pub use machines::{CardLine, CardView, FeedEntry, FeedView, RedirectView, SitemapEntry, SitemapView};
pub use pages::{
    FolderView, GraphView, HomeView, IndexView, NotFoundView, NoteView, SearchView, TagView, TagsView,
    WantedView,
};
