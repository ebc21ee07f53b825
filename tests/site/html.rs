//! Just enough HTML to follow the links of a page.

use std::collections::BTreeSet;

/// The values of the named attributes in all tags, each with the name of its tag, entities resolved.
pub(crate) fn attributes(html: &str, names: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let name = tag.split([' ', '\n', '>', '/']).next().unwrap_or("").to_lowercase();
        let values = values(tag).into_iter().filter(|(key, _)| names.contains(&key.as_str()));
        found.extend(values.map(|(_, value)| (name.clone(), value)));
    }
    found
}

/// What a browser fetches to show a page: images, scripts, style sheets, but no link to follow.
pub(crate) fn loaded(html: &str) -> Vec<String> {
    let sources = attributes(html, &["src", "srcset", "poster", "data"]);
    let links = tags(html).filter(|tag| tag.starts_with("link ") && !tag.contains("rel=\"canonical\""));
    let sheets = links.flat_map(values).filter(|(name, _)| name == "href");
    sources.into_iter().chain(sheets).map(|(_, url)| url).collect()
}

/// Every id of a page.
pub(crate) fn ids(html: &str) -> BTreeSet<String> {
    attributes(html, &["id"]).into_iter().map(|(_, id)| id).collect()
}

/// How many navigations there are, and their names.
pub(crate) fn navigations(html: &str) -> (usize, BTreeSet<String>) {
    let navs: Vec<&str> = tags(html).filter(|tag| tag.starts_with("nav")).collect();
    let named = navs.iter().flat_map(|nav| values(nav)).filter(|(key, _)| key == "aria-label");
    (navs.len(), named.map(|(_, name)| name).collect())
}

/// The ids that stand on a page more than once.
pub(crate) fn duplicate_ids(html: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let ids = attributes(html, &["id"]).into_iter().map(|(_, id)| id);
    ids.filter(|id| !seen.insert(id.clone())).collect()
}

/// The inside of every opening tag.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).map(|tag| {
        let mut quoted = false;
        let end = tag.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        &tag[..end.unwrap_or(tag.len())]
    })
}

/// `name="value"` pairs of a tag; attributes without quotes have no spaces.
fn values(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once([' ', '\n']).map_or("", |(_, rest)| rest);
    while let Some((name, behind)) = rest.split_once('=') {
        let name = name.rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
        let (value, after) = match behind.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => behind.split_once(' ').unwrap_or((behind, "")),
        };
        found.push((name, unescaped(value)));
        rest = after;
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Whether a URL leaves the site.
pub(crate) fn is_external(url: &str) -> bool {
    url.starts_with("//")
        || url.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        })
}

/// The file of the site and the id that a link on `page` leads to; `None` where it leaves the site.
pub(crate) fn target(page: &str, link: &str) -> Option<(String, String)> {
    if is_external(link) {
        return None;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = decoded(path.split('?').next().unwrap_or(path));
    if path.is_empty() {
        return Some((page.to_string(), decoded(fragment)));
    }
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    let ends_in_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    for segment in path.split('/').filter(|segment| !segment.is_empty() && *segment != ".") {
        match segment {
            ".." => drop(segments.pop().unwrap_or_else(|| panic!("{link} on {page} leaves the site"))),
            name => segments.push(name),
        }
    }
    let folder = if ends_in_folder { "/" } else { "" };
    Some((format!("{}{folder}", segments.join("/")), decoded(fragment)))
}

/// The file a server sends for a folder.
pub(crate) fn index_of(folder: &str) -> String {
    let folder = folder.trim_start_matches('/');
    if folder.is_empty() || folder.ends_with('/') {
        format!("{folder}index.html")
    } else {
        format!("{folder}//")
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let escape = hex.filter(|_| first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn links_are_followed_as_a_browser_does() {
    let to = |page, link| target(page, link).map(|(file, fragment)| format!("{file}#{fragment}"));
    assert_eq!(to("a/b/index.html", "../c/#x%20y").as_deref(), Some("a/c/#x y"));
    assert_eq!(to("a/b/index.html", "#here").as_deref(), Some("a/b/index.html#here"));
    assert_eq!(to("a/index.html", "./?v=1").as_deref(), Some("a/#"));
    assert_eq!(to("index.html", "https://example.com/"), None);
    assert_eq!(to("index.html", "mailto:a@example.com"), None);
}

#[test]
fn an_id_that_stands_twice_is_found() {
    let html = "<p id=\"a\"><b class=x id=\"b\">id=\"b\"</b><i id=\"a\">";
    assert_eq!(duplicate_ids(html), BTreeSet::from(["a".to_string()]));
}

#[test]
fn attributes_are_found_in_tags_only() {
    let html = "<p>href=\"x\"<a class=t title=\"a>b\" href=\"y?a&amp;b\">z</a><img src=\"i.png\" alt=\"\">";
    let found: Vec<String> = attributes(html, &["href", "src"]).into_iter().map(|(_, value)| value).collect();
    assert_eq!(found, ["y?a&b", "i.png"]);
}
