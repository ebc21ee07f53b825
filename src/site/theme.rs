//! The default theme, embedded: any file of a site replaces the one of its name.

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// The default templates: name and text.
pub const TEMPLATES: &[(&str, &str)] = embedded!("templates":
    "404.html", "backlinks.html", "base.html", "card.svg", "cards.html", "contents.html", "crumbs.html", "feed.xml",
    "folder.html", "glance.html", "graph.html", "home.html", "index.html", "meta.html", "nav.html", "neighbourhood.html", "note.html",
    "preview.html", "redirect.html", "search.html", "sitemap.xml", "tag.html", "tags.html", "wanted.html",
);

/// The style sheet of every page.
pub(super) const STYLE: &str = "rutter.css";

/// A style sheet that a site adds to it.
pub(super) const OWN_STYLE: &str = "custom.css";

/// The script of every page.
pub(super) const SCRIPT: &str = "rutter.js";

/// The script of the graph.
pub(super) const GRAPH_SCRIPT: &str = "graph.js";

/// The script that searches, loaded when a reader first does.
pub(super) const SEARCH_SCRIPT: &str = "search.js";

/// The static files that pages name with their digest, so that browsers may keep them for ever.
pub const FINGERPRINTED: [&str; 5] = [STYLE, OWN_STYLE, SCRIPT, GRAPH_SCRIPT, SEARCH_SCRIPT];

/// The default static files: path in the site and text.
pub const STATICS: &[(&str, &str)] = embedded!("static":
    "favicon.svg", "graph.js", "rutter.css", "rutter.js", "search.js",
);
