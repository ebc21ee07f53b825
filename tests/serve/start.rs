//! Starting with a mistake.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::preview::{Preview, preview, preview_with};
use crate::vault::{Vault, vault};

fn chart() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Chart\"\n")
        .file("content/index.md", "# Home\n")
        .file("content/a.md", "# A\n")
}

/// Waits until a page is there.
fn is_shown(preview: &Preview<'_>, page: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    while preview.get(page).status != 200 {
        assert!(Instant::now() < end, "{}", preview.said());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_configuration_with_a_mistake_is_shown_until_it_is_mended() {
    let vault = chart().file("rutter.toml", "title = <b>");
    let mut preview = preview(&vault);
    assert!(preview.said().contains("rutter.toml:1:9: "), "{}", preview.said());
    for page in ["/", "/a/", "/nowhere"] {
        let shown = preview.get(page);
        assert_eq!((shown.status, shown.header("content-type")), (500, "text/html; charset=utf-8"), "{page}");
        assert!(shown.text().contains("rutter.toml:1:9: "), "{}", shown.text());
        assert!(shown.text().contains("/.rutter/preview.js"), "the page follows");
    }
    vault.write("rutter.toml", "title = [<b>]");
    preview.wait_for(|said| said.contains("rutter.toml:1:10: "));
    assert!(preview.get("/").text().contains("rutter.toml:1:10: "));
    vault.write("rutter.toml", "title = \"Chart\"\n");
    is_shown(&preview, "/a/");
    preview.wait_for(|said| said.contains("2 notes, 0 links; 0 errors, 0 warnings → http://"));
    vault.write("content/a.md", "# Other\n");
    preview.wait_for(|said| said.contains("content/a.md") || said.contains("a.md: 1 note compiled"));
    assert_eq!(preview.said().matches("error: ").count(), 2, "{}", preview.said());
}

#[test]
fn a_template_with_a_mistake_is_shown_until_it_is_mended() {
    let vault = chart().file("templates/note.html", "{% block <b> %}").file("static/custom.css", "p {}");
    let mut preview = preview(&vault);
    let shown = preview.get("/a/");
    assert_eq!(shown.status, 500);
    assert!(shown.text().contains("note.html") && shown.text().contains("&lt;b&gt;"), "{}", shown.text());
    assert!(preview.get("/.rutter/rutter.css").text().contains("--paper"));
    fs::remove_file(vault.path("templates/note.html")).unwrap();
    is_shown(&preview, "/a/");
    preview.wait_for(|said| said.contains("2 notes, "));
}

#[test]
fn a_page_that_cannot_be_rendered_has_the_look_of_the_site() {
    let vault = chart()
        .file("static/custom.css", "p { color: red }")
        .file("templates/note.html", "{{ frame.missing.field }}");
    let preview = preview(&vault);
    let shown = preview.get("/a/");
    assert_eq!(shown.status, 500);
    assert!(shown.text().contains("missing"), "{}", shown.text());
    let (_, after) =
        shown.text().split_once("href=\"/custom.").map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    let style = format!("/custom.{}", after.split('"').next().unwrap());
    assert_eq!(preview.get(&style).text(), "p { color: red }");
}

#[test]
fn a_site_that_is_published_below_a_path_is_found_when_it_is_mended() {
    let vault = chart().file("rutter.toml", "base_url = 1\n");
    let mut preview = preview(&vault);
    assert_eq!(preview.get("/docs/a/").status, 500);
    vault.write("rutter.toml", "base_url = \"https://x.example/docs/\"\n");
    is_shown(&preview, "/docs/a/");
    assert_eq!(preview.get("/").header("location"), "/docs/");
    preview.wait_for(|said| said.contains(&format!("→ http://127.0.0.1:{}/docs/", port(said))));
}

fn port(said: &str) -> &str {
    said.rsplit_once("→ http://127.0.0.1:").unwrap().1.split('/').next().unwrap()
}

#[test]
fn only_what_cannot_be_mended_by_writing_ends_it() {
    let vault = chart();
    vault.ask("serve", &["--base-url", "no url"]).is_stopped_with(&["--base-url: "]);
    fs::remove_dir_all(vault.path("")).unwrap();
    vault.ask("serve", &["--port", "0"]).is_stopped_with(&["cannot find"]);
}

#[test]
fn a_configuration_that_was_named_may_come_later() {
    let vault = chart();
    let named = vault.path("other.toml").display().to_string();
    let preview = preview_with(&vault, &["--port", "0", "--config", &named]);
    assert!(preview.get("/").text().contains("other.toml"));
    vault.write("other.toml", "title = \"Other\"\n");
    is_shown(&preview, "/a/");
    assert!(preview.get("/").text().contains("Other"));
}
