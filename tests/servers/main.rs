//! The recipes of the guide, tried with the real servers.
//!
//! The tests are made where `nginx` and `caddy` are found; with `RUTTER_SERVERS=required` they must be.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests make the outside world they look at, and may fail"
)]

#[path = "../site/html.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod html;
mod server;
#[path = "../site/vault.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod vault;

use server::{Server, caddy, has_brotli, nginx};
use vault::{Built, vault};

/// A site with all that a server has to know of.
fn site() -> Built {
    let built = vault()
        .file("rutter.toml", "title = \"Chart\"\nheaders = true\nmarkdown = true\n")
        .file("content/a/b c.md", format!("# Überschrift\n\n{}\n", "Words and words. ".repeat(99)))
        .file("content/a/x.png", "x")
        .build_with(&["--compress", "--base-url", "https://example.com/"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    built
}

/// What the recipes promise, whatever the server.
fn serves_as_promised(server: &Server, built: &Built) {
    let page = server.get("/a/b-c/", "");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(page.text(), built.page("/a/b-c/").text());
    assert_eq!(server.get("/", "").text(), built.page("/").text());
    let style = server.get(&built.fingerprinted("rutter.css"), "");
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    let content_type = style.header("content-type");
    assert!(content_type.starts_with("text/css"), "{content_type}");
    for header in ["x-content-type-options", "referrer-policy", "content-security-policy"] {
        assert!(!page.header(header).is_empty(), "{header}");
        assert_eq!(server.get("/gone/", "").header(header), page.header(header), "{header}");
    }
    let twin = server.get("/a/b-c.md", "");
    assert_eq!((twin.status, twin.header("content-type")), (200, "text/markdown; charset=utf-8"));
}

fn shows_the_404_page(server: &Server, built: &Built) {
    for path in ["/gone", "/a/gone/", "/.rutter", "/_headers"] {
        let page = server.get(path, "");
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.text(), built.page("/404.html").text(), "{path}");
    }
    let folder = server.get("/a/b-c", "");
    assert!([301, 302, 307, 308].contains(&folder.status), "{}", folder.status);
    assert!(folder.header("location").ends_with("/a/b-c/"), "{}", folder.header("location"));
}

/// The bytes that lie there, and not some that the server makes.
fn hands_out(server: &Server, built: &Built, encoding: &str, ending: &str) {
    let there = std::fs::read(built.folder().join(format!("a/b-c/index.html.{ending}"))).unwrap();
    let page = server.get("/a/b-c/", encoding);
    assert_eq!((page.header("content-encoding"), page.body == there), (encoding, true));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("vary").to_ascii_lowercase().contains("accept-encoding"), "{encoding}");
}

#[test]
fn nginx_serves_the_site_by_the_recipe() {
    let built = site();
    let Some(server) = nginx(&built) else { return };
    serves_as_promised(&server, &built);
    shows_the_404_page(&server, &built);
    hands_out(&server, &built, "gzip", "gz");
    if has_brotli() {
        hands_out(&server, &built, "br", "br");
    }
}

#[test]
fn caddy_serves_the_site_by_the_recipe() {
    let built = site();
    let Some(server) = caddy(&built) else { return };
    serves_as_promised(&server, &built);
    shows_the_404_page(&server, &built);
    hands_out(&server, &built, "gzip", "gz");
    hands_out(&server, &built, "br", "br");
}
