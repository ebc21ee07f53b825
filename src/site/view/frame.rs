//! What surrounds a page: head, links of the whole site, navigation.

use serde::Serialize;

/// What surrounds the content of every page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Frame {
    /// The kind of page: `home`, `note`, `folder`, `tag`, `tags`, `index`, `graph`, `wanted`, `search` or
    /// `not-found`.
    pub kind: &'static str,
    /// The page's own title, cut where it is very long.
    pub title: String,
    /// One sentence about the page, where there is one.
    pub description: Option<String>,
    /// The title of the site.
    pub site_title: String,
    /// BCP 47 language of the site, for `<html lang>`.
    pub language: String,
    /// `rtl` where the language is written from right to left, else `ltr`.
    pub direction: &'static str,
    /// The language of what the page shows, where it is not that of the site.
    pub main: Spoken,
    /// The full URL of the page, where `base_url` is known.
    pub canonical: Option<String>,
    /// The way to the twin of the page in Markdown, where `markdown` is configured.
    pub markdown: Option<String>,
    /// The language as Open Graph names it (`en_GB`), where the region is said.
    pub locale: Option<String>,
    /// The picture that stands for the page where others link to it, where `base_url` is known.
    pub image: Option<PreviewImage>,
    /// What the page is in the words of schema.org: JSON that can stand in a `<script>`, where `base_url` is known.
    pub linked_data: Option<String>,
    /// The way to the root of the site: `./`, `../`, `../../` …; on the 404 page, the path of `base_url`.
    pub root: String,
    /// The ways to the style sheets: that of the theme, and the site's own `custom.css` where it has one.
    pub styles: Vec<String>,
    /// The way to the script, without which everything can be read and found.
    pub script: Option<String>,
    /// The ways to the pages that belong to the whole site.
    pub site: SiteLinks,
    /// The home page and the folders above the page, from the first level down; the page itself is not among them.
    pub crumbs: Vec<Link>,
    /// The navigation: the first level, opened down to the page.
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
    /// BCP 47 language, where it is not that of the site.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where it is not the direction of the site.
    pub direction: Option<&'static str>,
}

/// The ways to the pages that belong to the whole site.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SiteLinks {
    /// To the home page.
    pub home: String,
    /// To the list of all notes from A to Z.
    pub index: String,
    /// To the list of all tags, where there are any.
    pub tags: Option<String>,
    /// To the graph of all notes, where any are linked.
    pub graph: Option<String>,
    /// To the list of notes that are linked but not written, where there are any.
    pub wanted: Option<String>,
    /// What belongs to the search, where the site has one.
    pub search: Option<SearchLinks>,
    /// To the Atom feed, where there is one.
    pub feed: Option<String>,
}

/// What a page needs to know of the search.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SearchLinks {
    /// The way to the page that searches; it answers `?q=`.
    pub page: String,
    /// The way to the script that searches, which a page loads when its reader first asks.
    pub script: Option<String>,
    /// The way to the folder of the index, with a slash at its end.
    pub index: String,
}

/// One level of the navigation. Of a level of many entries, those around the opened one are shown.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NavLevel {
    /// The entries shown, in order.
    pub entries: Vec<NavEntry>,
    /// How many entries of this level are not shown.
    pub hidden: usize,
    /// Where the whole level is listed, where entries are not shown.
    pub all: Option<String>,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NavEntry {
    /// What the reader sees.
    pub label: String,
    /// Where it leads; none where it is not written yet.
    pub href: Option<String>,
    /// Whether this is the page itself.
    pub current: bool,
    /// Whether it is a folder.
    pub folder: bool,
    /// What lies below it, where it is opened.
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
