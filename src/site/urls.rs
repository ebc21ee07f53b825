//! Where pages are, and how one page links to another.

use super::UrlStyle;
use crate::text::{RelPath, escape};
use crate::vault::Route;

/// The file of a page.
pub(super) fn file(route: &Route, style: UrlStyle) -> RelPath {
    let path = route.path();
    let file = match style {
        _ if path.is_root() => path.join("index.html"),
        UrlStyle::Folder => path.join("index.html"),
        UrlStyle::File => path.parent().join(&format!("{}.html", path.name())),
    };
    file.unwrap_or_else(|_| path.clone())
}

/// The Markdown of a page.
pub(super) fn twin(route: &Route) -> RelPath {
    named(route, "", "md")
}

/// The social card of a page.
pub(super) fn card(route: &Route) -> RelPath {
    named(route, "cards/", "png")
}

/// `a/b` → `a/b.md`; the home page is called `index`.
fn named(route: &Route, folder: &str, extension: &str) -> RelPath {
    let path = if route.is_home() { "index" } else { route.path().as_str() };
    RelPath::new(&format!("{folder}{path}.{extension}")).unwrap_or_else(|_| route.path().clone())
}

/// The relative URL from the page at `from` to the file at `to`, percent-encoded. A folder's
/// `index.html` is left out where URLs end in a slash.
pub(super) fn href(from: &RelPath, to: &RelPath, style: UrlStyle) -> String {
    let shown = match to.as_str().strip_suffix("index.html") {
        Some(folder) if style == UrlStyle::Folder && (folder.is_empty() || folder.ends_with('/')) => folder,
        _ => to.as_str(),
    };
    let shared = shared_folders(from.as_str(), shown);
    let (left, down) = (from.as_str().get(shared..).unwrap_or(""), shown.get(shared..).unwrap_or(""));
    let up = left.bytes().filter(|&byte| byte == b'/').count();
    let mut out = String::with_capacity(up * 3 + down.len() + 8);
    (0..up).for_each(|_| out.push_str("../"));
    if out.is_empty() && (down.is_empty() || down.split('/').next().is_some_and(|first| first.contains(':')))
    {
        out.push_str("./");
    }
    escape::push_url_path(&mut out, down);
    out
}

/// How many bytes of folders two paths have in common, the last slash included.
fn shared_folders(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let shared = a.get(..same).or_else(|| a.get(..a.floor_char_boundary(same))).unwrap_or("");
    shared.rfind('/').map_or(0, |slash| slash + 1)
}

/// The way from a page to the root of the site: `./`, `../` …
pub(super) fn root(from: &RelPath) -> String {
    match from.depth().saturating_sub(1) {
        0 => "./".to_string(),
        depth => "../".repeat(depth),
    }
}

/// The full URL of a file; `base` ends in a slash.
pub(super) fn absolute(base: &str, to: &RelPath, style: UrlStyle) -> String {
    let hidden = to.name() == "index.html" && (style == UrlStyle::Folder || to.depth() == 1);
    if !hidden {
        return format!("{base}{}", escape::url_path(to.as_str()));
    }
    let folder = to.parent();
    let slash = if folder.is_root() { "" } else { "/" };
    format!("{base}{}{slash}", escape::url_path(folder.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn links_are_relative_to_the_page() {
        for (from, to, url) in [
            ("index.html", "a/b/index.html", "a/b/"),
            ("a/b/index.html", "index.html", "../../"),
            ("a/b/index.html", "a/c/index.html", "../c/"),
            ("a/b/index.html", "a/b/index.html", "./"),
            ("a/b/index.html", "a/index.html", "../"),
            ("a/index.html", "img/x y.png", "../img/x%20y.png"),
            ("index.html", "a:b.png", "./a:b.png"),
        ] {
            assert_eq!(href(&path(from), &path(to), UrlStyle::Folder), url, "{from} → {to}");
        }
    }

    #[test]
    fn pages_on_disk_name_every_file() {
        assert_eq!(href(&path("a/b.html"), &path("index.html"), UrlStyle::File), "../index.html");
        assert_eq!(href(&path("a.html"), &path("a/b.html"), UrlStyle::File), "a/b.html");
        assert_eq!(file(&Route::of(&path("a/b")), UrlStyle::File).as_str(), "a/b.html");
    }

    #[test]
    fn full_urls_end_as_pages_do() {
        let base = "https://x.example/docs/";
        assert_eq!(absolute(base, &path("a/index.html"), UrlStyle::Folder), "https://x.example/docs/a/");
        assert_eq!(absolute(base, &path("index.html"), UrlStyle::File), base);
    }
}
