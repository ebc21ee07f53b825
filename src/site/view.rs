//! Views: everything a template may see, one struct per kind of page.
//!
//! A template sees its view and nothing else, so the digest of the view and of the templates is the whole
//! key of a page. Every `href` is relative to the page (the 404 page alone has absolute paths), already
//! percent-encoded. Fields whose doc says *HTML* are printed with `| safe`; all others are plain text.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::note;
use crate::text::data::Value;

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

/// A labelled link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// Where it leads.
    pub href: String,
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

/// Language and direction of a text, where they are not those of the site.
#[derive(Debug, Clone, Serialize, PartialEq, Default)]
pub struct Spoken {
    /// BCP 47 language.
    pub language: Option<String>,
    /// `rtl` or `ltr`.
    pub direction: Option<&'static str>,
}

/// The text of a note with all that belongs to it.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Article {
    /// The heading of the page, as HTML (inline code is kept); stands on the page once.
    pub heading: String,
    /// One sentence about the note, where its front matter says one.
    pub lede: Option<String>,
    /// The text, as HTML.
    pub body: String,
    /// The headings of the text.
    pub contents: Vec<ContentsEntry>,
    /// Its tags.
    pub tags: Vec<Link>,
    /// The kinds of manifest it explains.
    pub kinds: Vec<String>,
    /// When it was last changed, where that is known.
    pub updated: Option<Date>,
    /// Where its source can be edited, where `edit_url` is configured.
    pub edit: Option<String>,
    /// The notes whose text links here.
    pub backlinks: Vec<BacklinkGroup>,
    /// The notes whose manifests are of a kind explained here.
    pub manifests: Vec<BacklinkGroup>,
    /// How many places link here, manifests included.
    pub backlink_count: usize,
    /// The notes around it, where there are any.
    pub neighbourhood: Option<Neighbourhood>,
    /// The front matter keys Rutter does not know, for templates of your own.
    pub front: BTreeMap<String, Value>,
}

/// The notes that one note is linked with, as a picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Neighbourhood {
    /// Its height in pixels; all `y` are pixels from the top, all `x` are per cent of the width.
    pub height: usize,
    /// Where the note itself is, down; across it is in the middle.
    pub center: usize,
    /// The links, those that lie behind first.
    pub lines: Vec<NeighbourLine>,
    /// The notes around, those on the left first.
    pub notes: Vec<Neighbour>,
    /// How many notes link to it.
    pub linked_from: usize,
    /// How many notes it links to.
    pub links_to: usize,
    /// How many of them are not drawn.
    pub hidden: usize,
}

/// A note of the picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Neighbour {
    /// Its title, cut to what has room.
    pub label: String,
    /// Its whole title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Across.
    pub x: String,
    /// Down.
    pub y: usize,
    /// Whether it stands right of the middle.
    pub right: bool,
}

/// A link of the picture.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NeighbourLine {
    /// `spoke` to the note itself, `both` where both link to each other, `chord` between two notes around.
    pub kind: &'static str,
    /// Across, at its start.
    pub x1: String,
    /// Down, at its start.
    pub y1: usize,
    /// Across, at its end.
    pub x2: String,
    /// Down, at its end.
    pub y2: usize,
}

/// One heading in the list of contents.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct ContentsEntry {
    /// The id of the heading on the page.
    pub id: String,
    /// Its text, as HTML without links.
    pub label: String,
    /// The headings below it.
    pub children: Vec<ContentsEntry>,
}

/// A day.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Date {
    /// RFC 3339: `2026-11-21`.
    pub iso: String,
    /// The same for people: `21 November 2026`.
    pub text: String,
}

impl From<note::Date> for Date {
    fn from(date: note::Date) -> Self {
        Date { iso: date.to_string(), text: date.text() }
    }
}

/// The places of one note that link to a page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct BacklinkGroup {
    /// The title of the linking note.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// The linking places.
    pub places: Vec<Excerpt>,
}

/// The sentence around a link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Excerpt {
    /// The heading it stands under; empty at the top of a note.
    pub heading: String,
    /// Where it is: the page and the heading.
    pub href: String,
    /// The text before the link.
    pub before: String,
    /// The link's own text.
    pub label: String,
    /// The text after it.
    pub after: String,
}

/// A page in a list.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Card {
    /// Its title.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// One sentence about it, where there is one.
    pub description: Option<String>,
    /// For a folder: how many notes lie in it and below; 0 for a note.
    pub count: usize,
    /// When it was last changed, where the list shows it.
    pub updated: Option<Date>,
}

/// `home.html`: the first page.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct HomeView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The note of the root folder, where there is one.
    pub article: Option<Article>,
    /// The folders of the first level.
    pub folders: Vec<Card>,
    /// The notes of the first level.
    pub notes: Vec<Card>,
    /// The notes changed last, newest first; at most eight, none where no dates are known.
    pub recent: Vec<Card>,
    /// How many notes the site has.
    pub note_count: usize,
    /// How many links between notes it has.
    pub link_count: usize,
}

/// `note.html`: a note.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NoteView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The note.
    pub article: Article,
    /// The note before it in its folder.
    pub previous: Option<Link>,
    /// The note after it in its folder.
    pub next: Option<Link>,
}

/// `folder.html`: a folder, with its own note where it has one.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct FolderView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The folder's own note, where there is one.
    pub article: Option<Article>,
    /// The folders in it.
    pub folders: Vec<Card>,
    /// The notes in it.
    pub notes: Vec<Card>,
}

/// `tag.html`: the notes with one tag.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The tag, without `#`.
    pub tag: String,
    /// The notes that carry it or a tag below it.
    pub notes: Vec<Card>,
    /// The tags directly below it (`a/b` is below `a`).
    pub children: Vec<TagCount>,
}

/// `tags.html`: all tags.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagsView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The tags in alphabetical order.
    pub tags: Vec<TagCount>,
}

/// A tag and how often it is used.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct TagCount {
    /// The tag, without `#`.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How many notes carry it or a tag below it.
    pub count: usize,
}

/// `index.html`: all notes from A to Z.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct IndexView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The letters that occur, in order; `#` holds what begins with no letter.
    pub letters: Vec<Letter>,
    /// How many notes there are.
    pub count: usize,
}

/// The notes that begin with one letter.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// The id of its section.
    pub id: String,
    /// The notes, in order of their titles.
    pub notes: Vec<IndexEntry>,
}

/// A note in the index.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct IndexEntry {
    /// Its title.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// The title of its folder, to tell notes of one title apart; empty for notes of the first level.
    pub folder: String,
}

/// `wanted.html`: notes that are linked but not written.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The wanted notes, the most wanted first.
    pub wanted: Vec<WantedNote>,
    /// How many links lead to them.
    pub count: usize,
}

/// A note that is linked but not written.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedNote {
    /// The name it is linked by.
    pub name: String,
    /// The id of its entry.
    pub id: String,
    /// The places that link to it.
    pub places: Vec<WantedPlace>,
}

/// A place that links to a wanted note.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct WantedPlace {
    /// The title of the linking note.
    pub title: String,
    /// The sentence around the link.
    pub excerpt: Excerpt,
}

/// `graph.html`: the whole vault as a graph.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct GraphView {
    /// What surrounds the page.
    pub frame: Frame,
    /// The script that draws the graph.
    pub script: Option<String>,
    /// The folders of the first level that notes lie in: each has a colour.
    pub groups: Vec<String>,
    /// The notes that most others link to, with how many; the most linked first.
    pub landmarks: Vec<Card>,
    /// How many notes there are.
    pub note_count: usize,
    /// How many pairs of notes are linked.
    pub link_count: usize,
    /// What the script draws, as JSON that may stand in a `<script>`.
    pub data: String,
}

/// `search.html`: asks for words and shows the notes that have them.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SearchView {
    /// What surrounds the page.
    pub frame: Frame,
}

/// `404.html`: shown by the server for an unknown URL.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct NotFoundView {
    /// What surrounds the page.
    pub frame: Frame,
}

/// `redirect.html`: a page that leads on to the note that has its old URL as an alias.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct RedirectView {
    /// The title of the note.
    pub title: String,
    /// Where it is, from here.
    pub target: String,
    /// Its full URL, where `base_url` is known.
    pub canonical: Option<String>,
    /// BCP 47 language of the site.
    pub language: String,
}

/// `card.svg`: the picture that stands for a note where others link to it.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct CardView {
    /// The size of the title in pixels, at which it fits.
    pub size: f32,
    /// The title, line by line.
    pub lines: Vec<CardLine>,
    /// The title of the site; empty where no font has its letters.
    pub site_title: String,
    /// The titles of the folders above the note, the home page left out.
    pub crumbs: Vec<String>,
    /// BCP 47 language of the note.
    pub language: String,
    /// `rtl` where it is written from right to left, else `ltr`.
    pub direction: &'static str,
}

/// One line of the title of a card.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct CardLine {
    /// The text.
    pub text: String,
    /// Where its baseline is, in pixels from above.
    pub y: f32,
}

/// `feed.xml`: the notes changed last, as an Atom feed (RFC 4287).
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct FeedView {
    /// The title of the site.
    pub title: String,
    /// BCP 47 language of the site.
    pub language: String,
    /// The full URL of the home page.
    pub home: String,
    /// The full URL of the feed.
    pub url: String,
    /// RFC 3339 time of the newest entry.
    pub updated: String,
    /// The entries, newest first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of the feed.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct FeedEntry {
    /// The title of the note.
    pub title: String,
    /// Its full URL.
    pub url: String,
    /// RFC 3339 time of its last change.
    pub updated: String,
    /// Its description or first paragraph.
    pub summary: String,
}

/// `sitemap.xml`: every page of the site (sitemaps.org 0.9).
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SitemapView {
    /// The pages.
    pub pages: Vec<SitemapEntry>,
}

/// One page of the sitemap.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct SitemapEntry {
    /// Its full URL.
    pub url: String,
    /// RFC 3339 time of its last change, where that is known.
    pub updated: Option<String>,
}
