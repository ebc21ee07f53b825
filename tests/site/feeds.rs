//! The feed and the sitemap, held against what their specifications ask for: RFC 4287 and sitemaps.org 0.9.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use rutter::text::escape::percent_decoded;

use crate::vault::{Built, vault};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const HOME: &str = "https://example.com/docs/";

/// Notes whose names and titles hold all that XML must escape, and what it cannot hold.
fn hostile() -> Built {
    let built = vault()
        .file("index.md", "---\ntitle: \"A & B\\u0001\\uFFFE\"\nupdated: 2025-12-31\n---\n")
        .file(
            "x/<'ä' & \"b\">.md",
            "---\ndate: 2026-01-02\n---\n# ]]> \\<x>\u{ffff}\n\n&nbsp; \u{8} <b>first</b>.\n",
        )
        .file("x/c d.md", "---\nupdated: 2026-01-03T10:11:12+02:00\n---\n# C\n")
        .file("y/undated.md", "# Undated\n")
        .file("hidden.md", "---\nunlisted: true\nupdated: 2026-01-04\n---\n# Hidden\n")
        .build_with(&["--base-url", HOME]);
    assert_eq!(built.code(), 0, "{}", built.said());
    built
}

fn children<'d>(node: Node<'d, 'd>, name: &str) -> Vec<Node<'d, 'd>> {
    node.children().filter(|child| child.tag_name().name() == name).collect()
}

/// The text of the only child of this name.
fn only<'d>(node: Node<'d, 'd>, name: &str) -> &'d str {
    let found = children(node, name);
    assert_eq!(found.len(), 1, "{name}");
    found[0].text().unwrap_or("")
}

/// Whether this is a time as RFC 3339 and W3C write it, in UTC.
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T00:00:00Z"
}

#[test]
fn the_feed_is_what_atom_asks_for() {
    let built = hostile();
    let text = built.page("/feed.xml");
    let document = Document::parse(text.text()).unwrap();
    let feed = document.root_element();
    assert_eq!((feed.tag_name().namespace(), feed.tag_name().name()), (Some(ATOM), "feed"));
    assert_eq!((only(feed, "id"), only(feed, "title")), (HOME, "A & B"));
    assert_eq!(only(feed, "updated"), "2026-01-03T00:00:00Z", "that of the newest entry");
    assert!(!only(children(feed, "author")[0], "name").is_empty(), "no entry has an author of its own");
    let links = children(feed, "link");
    let rels: Vec<_> = links.iter().map(|link| (link.attribute("rel"), link.attribute("href"))).collect();
    let own = format!("{HOME}feed.xml");
    assert_eq!(rels, [(Some("alternate"), Some(HOME)), (Some("self"), Some(&*own))]);
    let entries = children(feed, "entry");
    let titles: Vec<&str> = entries.iter().map(|entry| only(*entry, "title")).collect();
    assert_eq!(titles, ["C", "]]> <x>", "A & B"]);
    let ids: BTreeSet<&str> = entries.iter().map(|entry| only(*entry, "id")).collect();
    assert_eq!(ids.len(), 3);
    for entry in entries {
        assert!(only(entry, "id").starts_with(HOME) && is_time(only(entry, "updated")));
        let has_page = children(entry, "link").iter().any(|link| link.attribute("rel") == Some("alternate"));
        assert!(has_page || !children(entry, "content").is_empty(), "4.1.2");
        assert!(children(entry, "summary").len() <= 1);
    }
}

#[test]
fn the_sitemap_has_each_listed_page_once_and_days_where_they_are_known() {
    let built = hostile();
    let text = built.page("/sitemap.xml");
    let document = Document::parse(text.text()).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().namespace(), root.tag_name().name()), (Some(SITEMAP), "urlset"));
    let pages: Vec<_> = root.children().filter(Node::is_element).collect();
    let urls: BTreeSet<&str> = pages.iter().map(|page| only(*page, "loc")).collect();
    assert_eq!(urls.len(), pages.len());
    assert_eq!(urls.iter().filter(|url| url.contains("hidden")).count(), 0);
    for url in &urls {
        let path = url.strip_prefix(HOME).unwrap();
        assert!(url.len() < 2048 && !path.contains([' ', '<', '>', '"', '\'', '&']), "{url}");
        assert!(built.has_file(&format!("{}index.html", percent_decoded(path))), "{url}");
    }
    let days = pages.iter().flat_map(|page| children(*page, "lastmod"));
    let days: Vec<&str> = days.filter_map(|day| day.text()).collect();
    assert_eq!(days.len(), 3, "{days:?}");
    assert!(days.iter().all(|day| is_time(day)), "{days:?}");
}
