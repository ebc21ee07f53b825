//! What is served is what is published.

use std::os::unix::fs::symlink;

use crate::preview::{Preview, preview};
use crate::vault::{Vault, vault};

fn chart() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Chart\"\nheaders = true\nmarkdown = true\n")
        .file("content/index.md", "# Home\n\n[[b c]] ![](x.png)\n")
        .file("content/a/b c.md", "# Überschrift\n\nSee [[index]] and #tag and [[nowhere]].\n")
        .file("content/a/ü.md", "---\naliases: [old name]\n---\n# Ü\n")
        .file("content/x.png", "no picture")
        .file("static/robots.txt", "mine\n")
        .file("static/.well-known/security.txt", "Contact: x\n")
}

/// Every file of the site, and nothing else.
fn is_as_built(preview: &Preview<'_>, vault: &Vault) {
    vault.build();
    let published = vault.published();
    assert!(published.len() > 10, "{published:?}");
    for (path, bytes) in published.iter().filter(|(path, _)| *path != ".rutter") {
        let answer = preview.file(path);
        assert_eq!(
            (answer.status, answer.text()),
            (200, String::from_utf8_lossy(bytes).into_owned()),
            "{path}"
        );
    }
    let record = preview.get("/.rutter").without_script();
    assert_eq!((record.status, record.body), (404, published["404.html"].clone()));
}

#[test]
fn every_file_of_the_site_is_served_as_it_is_published() {
    let vault = chart();
    is_as_built(&preview(&vault), &vault);
}

#[test]
fn the_guide_of_the_project_is_served_as_it_is_published() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let vault = vault().file("rutter.toml", "title = \"Guide\"\nheaders = true\n");
    for (path, bytes) in crate::vault::tree(&content) {
        vault.write(&format!("content/{path}"), bytes);
    }
    is_as_built(&preview(&vault), &vault);
}

#[test]
fn nothing_is_written() {
    let vault = chart();
    let before = crate::vault::tree(&vault.path(""));
    preview(&vault).get("/");
    assert_eq!(crate::vault::tree(&vault.path("")), before);
}

#[test]
fn a_site_that_is_published_below_a_path_is_served_there() {
    let vault =
        vault().file("rutter.toml", "base_url = \"https://x.example/docs/\"\n").file("content/a.md", "# A\n");
    let preview = preview(&vault);
    let home = preview.get("/");
    assert_eq!((home.status, home.header("location")), (302, "/docs/"));
    assert!(preview.get("/docs/a/").text().contains("<h1"));
    assert_eq!(preview.get("/a/").status, 404);
    assert_eq!(preview.get("/docsa/").status, 404);
    assert!(preview.get("/gone").text().contains("href=\"/docs/\""));
}

#[test]
fn a_folder_without_its_slash_leads_to_its_page() {
    let vault = chart();
    let preview = preview(&vault);
    let moved = preview.get("/a/b-c?x=1");
    assert_eq!((moved.status, moved.header("location")), (302, "/a/b-c/?x=1"));
    assert_eq!(preview.get("/%C3%BC").status, 404);
    assert_eq!(preview.get("/a/%C3%BC").header("location"), "/a/%C3%BC/");
    assert_eq!(preview.get("/index.html/").status, 404);
}

#[test]
fn a_browser_is_told_what_a_file_is_and_to_keep_nothing() {
    let vault = chart();
    let preview = preview(&vault);
    for (path, media) in [
        ("/", "text/html; charset=utf-8"),
        ("/x.png", "image/png"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.header("content-type"), media, "{path}");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("connection"), "close", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.head().to_ascii_lowercase().contains("access-control"), "{path}");
    }
}

#[test]
fn a_head_is_all_that_head_is_answered_with() {
    let vault = chart();
    let preview = preview(&vault);
    let whole = preview.get("/");
    let head = preview.ask("HEAD /", "Host: localhost\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let vault = chart();
    let preview = preview(&vault);
    let part = |range: &str| preview.get_with("/x.png", &format!("Range: {range}\r\n"));
    let first = part("bytes=3-5");
    assert_eq!((first.status, first.text().as_str()), (206, "pic"));
    assert_eq!(first.header("content-range"), "bytes 3-5/10");
    assert_eq!(part("bytes=-4").text(), "ture");
    assert_eq!(part("bytes=0-").text(), "no picture");
    let many = format!("bytes={}", ["0-0"; 1000].join(","));
    for none in ["bytes=10-", "bytes=5-3", &many] {
        let answer = part(none);
        assert_eq!((answer.status, answer.header("content-range")), (416, "bytes */10"), "{none}");
    }
}

#[test]
fn files_that_are_other_things_by_now_are_not_served() {
    let vault = chart().file("content/y.png", "y").file("content/index.md", "![](x.png) ![](y.png)");
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "secret").unwrap();
    let preview = preview(&vault);
    assert_eq!(preview.get("/x.png").text(), "no picture");
    std::fs::remove_file(vault.path("content/x.png")).unwrap();
    symlink(secret.path(), vault.path("content/x.png")).unwrap();
    std::fs::remove_file(vault.path("content/y.png")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(vault.path("content/y.png")).status().unwrap();
    assert!(fifo.success());
    for path in ["/x.png", "/y.png"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
}

#[test]
fn static_files_of_another_tool_are_served_where_they_lie() {
    let vault =
        vault().file("content/a.md", "# A\n\n![](/images/x.png)\n").file("public/images/x.png", "theirs");
    let preview = preview(&vault);
    assert_eq!(preview.get("/images/x.png").text(), "theirs");
    vault.build();
    assert_eq!(preview.file("a/index.html").body, vault.published()["a/index.html"]);
    let plain = crate::vault::vault().file("a.md", "# A\n\n![](/x.png)\n").file("public/x.png", "theirs");
    assert_eq!(crate::preview::preview(&plain).get("/public/x.png").text(), "theirs");
    let checked = plain.ask("check", &["--strict"]);
    assert_eq!(checked.code(), 0, "{}", checked.said());
}
