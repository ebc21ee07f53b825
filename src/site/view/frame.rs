//! What surrounds the content of every page: head, links of the site, navigation.

use serde::Serialize;

/// What surrounds the content of every page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Frame {
    /// The kind of page: `home`, `note`, `folder`, `tag`, `tags`, `index`, `graph`, `wanted`, `search` or
    /// `not-found`.
    pub kind: &'static str,
    /// The page's own title, cut where it is long.
    pub title: String,
    /// One sentence about the page, where there is one.
    pub description: Option<String>,
    /// The title of the site.
    pub site_title: String,
    /// BCP 47 language of the site, for `<html lang>`.
    pub language: String,
    /// `rtl` where the language is written from right to left, else `ltr`.
    pub direction: &'static str,
    /// What the page shows, where it is of another language.
    pub main: Spoken,
    /// The full URL of the page, where `base_url` is known.
    pub canonical: Option<String>,
    /// The twin of the page in Markdown, where `markdown` is configured.
    pub markdown: Option<String>,
    /// The language as Open Graph names it (`en_GB`), where the region is said.
    pub locale: Option<String>,
    /// The picture that stands for the page where others link to it, where `base_url` is known.
    pub image: Option<PreviewImage>,
    /// What the page is in the words of schema.org: JSON that is safe in a `<script>`, where `base_url` is known.
    pub linked_data: Option<String>,
    /// The way to the root of the site: `./`, `../`, `../../` …; the 404 page has the path of `base_url`.
    pub root: String,
    /// The style sheets: that of the theme, and the site's own `custom.css` where it has one.
    pub styles: Vec<String>,
    /// The script, without which everything can be read and found.
    pub script: Option<String>,
    /// Where the pages are that belong to the whole site.
    pub site: SiteLinks,
    /// The folders above the page, from the home page down; the page itself is not among them.
    pub crumbs: Vec<Link>,
    /// Navigation of the page's own branch: the top level, with the branch opened down to the page.
    pub nav: NavLevel,
}

/// A picture that stands for a page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct PreviewImage {
    /// Its full URL.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Language and direction of a text, where they are not those of the site.
#[derive(Debug, Clone, Serialize, PartialEq, Default)]
pub struct Spoken {
    /// BCP 47 language.
    pub language: Option<String>,
    /// `rtl` or `ltr`.
    pub direction: Option<&'static str>,
}

/// The pages that belong to the whole site.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SiteLinks {
    /// The home page.
    pub home: String,
    /// All notes from A to Z.
    pub index: String,
    /// All tags, where there are any.
    pub tags: Option<String>,
    /// The graph of all notes, where any are linked.
    pub graph: Option<String>,
    /// Notes that are linked but not written, where there are any.
    pub wanted: Option<String>,
    /// The search, where the site has one.
    pub search: Option<SearchLinks>,
    /// The Atom feed, where there is one.
    pub feed: Option<String>,
}

/// What a page needs to know of the search.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SearchLinks {
    /// The page that searches; it answers `?q=`.
    pub page: String,
    /// The script that searches, for any page to load when its reader first asks.
    pub script: Option<String>,
    /// The folder of the index, with a slash at its end.
    pub index: String,
}

/// One level of navigation. A level of many entries shows a window around the opened one.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NavLevel {
    /// The entries shown, in order.
    pub entries: Vec<NavEntry>,
    /// How many entries of this level are not shown.
    pub hidden: usize,
    /// The page that lists the whole level; only set where entries are hidden.
    pub all: Option<String>,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NavEntry {
    /// The label.
    pub label: String,
    /// Where it leads; nowhere where it is not written yet.
    pub href: Option<String>,
    /// Whether this is the page itself.
    pub current: bool,
    /// Whether it is a folder.
    pub folder: bool,
    /// What lies below, where the branch is opened here.
    pub children: Option<NavLevel>,
}

/// A labelled link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// Where it leads.
    pub href: String,
}
