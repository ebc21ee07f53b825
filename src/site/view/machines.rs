//! Files that programs read: one template for each.

use serde::Serialize;

/// `redirect.html`: an old URL, which leads on to the note that has it as an alias.
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
    /// Where its baseline is, in pixels from the top.
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
