//! Opening the editor from a page.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::preview::{Answer, Preview, preview, preview_with};
use crate::vault::{Vault, vault};

/// A vault with two problems, and an editor beside it that writes down what it is told.
fn chart() -> Vault {
    let vault = vault()
        .file("rutter.toml", "title = \"Chart\"\n")
        .file("content/a b.md", "# A\n\nSee [[nowhere]].\n")
        .file("content/c.md", "# C\n\n[[x y; touch z]]\n");
    let editor = vault.path("bin/code");
    vault.write("bin/code", "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\" >> \"$0.told\"; done\n");
    fs::set_permissions(editor, fs::Permissions::from_mode(0o755)).unwrap();
    vault
}

fn with_editor(vault: &Vault) -> Preview<'_> {
    let editor = format!("{} --wait", vault.path("bin/code").display());
    let mut preview = preview_with(vault, &["--port", "0", "--editor", &editor]);
    preview.wait_for(|said| said.contains("2 warnings"));
    preview
}

/// What the script of a page is given under this name.
fn given(page: &str, name: &str) -> Option<String> {
    let (_, after) = page.split_once(&format!(" data-{name}=\""))?;
    Some(after.split('"').next().unwrap().to_string())
}

fn key(preview: &Preview<'_>) -> String {
    given(&preview.get("/c/").text(), "key").unwrap()
}

fn state(preview: &Preview<'_>) -> Value {
    serde_json::from_str(&preview.get("/.rutter/state").text()).unwrap()
}

/// Asks as a page of the preview does, with other lines where they are given.
fn post(preview: &Preview<'_>, rest: &str, lines: Option<&str>) -> Answer {
    let own = format!(
        "Host: localhost:{0}\r\nOrigin: http://localhost:{0}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n",
        preview.port
    );
    preview.ask(&format!("POST /.rutter/open/{rest}"), lines.unwrap_or(&own))
}

fn told(vault: &Vault) -> Vec<String> {
    let text = fs::read_to_string(vault.path("bin/code.told")).unwrap_or_default();
    text.lines().map(str::to_string).collect()
}

fn is_told(vault: &Vault, words: &[&str]) {
    let end = Instant::now() + Duration::from_secs(10);
    while told(vault).len() < words.len() {
        assert!(Instant::now() < end, "{:?}", told(vault));
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(told(vault), words);
}

#[test]
fn the_editor_opens_the_file_of_a_problem_at_its_place() {
    let vault = chart();
    let preview = with_editor(&vault);
    let (key, state) = (key(&preview), state(&preview));
    let version = state["version"].as_str().unwrap();
    assert_eq!(state["problems"][0]["place"], "content/a b.md:3:5");
    assert_eq!(post(&preview, &format!("{key}/{version}/0"), None).status, 200);
    let place = format!("{}:3:5", vault.path("content/a b.md").canonicalize().unwrap().display());
    is_told(&vault, &["--wait", "-g", &place]);
    assert!(!state.to_string().contains(&key), "no key where no page is");
    assert!(!state.to_string().contains(vault.path("").to_str().unwrap()), "pages know no paths of the disk");
}

#[test]
fn nothing_else_opens_it() {
    let vault = chart();
    let preview = with_editor(&vault);
    let (key, state) = (key(&preview), state(&preview));
    let version = state["version"].as_str().unwrap();
    let good = format!("{key}/{version}/0");
    let host = format!("Host: localhost:{}\r\n", preview.port);
    let origin = format!("Origin: http://localhost:{}\r\n", preview.port);
    for (lines, status) in [
        (host.clone(), 403),
        (format!("{host}Origin: http://evil.example\r\n"), 403),
        (format!("{host}Origin: null\r\n"), 403),
        (format!("{host}Origin: http://localhost:1\r\n"), 403),
        (format!("{host}{origin}Sec-Fetch-Site: cross-site\r\n"), 403),
        (format!("{host}{origin}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"), 403),
        (format!("{host}{origin}Sec-Fetch-Site: same-site\r\n"), 403),
        (format!("Host: evil.example\r\n{origin}"), 403),
        (format!("{host}{origin}Content-Length: 5\r\n"), 400),
    ] {
        assert_eq!(post(&preview, &good, Some(&lines)).status, status, "{lines}");
    }
    let guess = "0".repeat(key.len());
    for (rest, status) in [
        (format!("{guess}/{version}/0"), 403),
        (format!("/{version}/0"), 403),
        (String::new(), 403),
        (format!("{key}/0-0/0"), 409),
        (format!("{key}/{version}/2"), 409),
        (format!("{key}/{version}/-1"), 409),
        (format!("{key}/{version}/../../etc/passwd"), 409),
        (format!("{key}/{version}"), 409),
    ] {
        assert_eq!(post(&preview, &rest, None).status, status, "{rest}");
    }
    assert_eq!(preview.get(&format!("/.rutter/open/{good}")).status, 404, "reading opens nothing");
    assert_eq!(preview.ask("POST /.rutter/state", &host).status, 405);
    assert_eq!(preview.ask("PUT /.rutter/open/x", &host).status, 405);
    thread::sleep(Duration::from_millis(100));
    assert_eq!(told(&vault), Vec::<String>::new());
}

#[test]
fn a_page_that_asks_and_asks_opens_it_once() {
    let vault = chart();
    let preview = with_editor(&vault);
    let good = format!("{}/{}/1", key(&preview), state(&preview)["version"].as_str().unwrap());
    let answers: Vec<u16> = (0..20).map(|_| post(&preview, &good, None).status).collect();
    assert_eq!(answers[0], 200);
    assert!(answers[1..].iter().filter(|status| **status == 429).count() > 15, "{answers:?}");
}

#[test]
fn every_start_has_a_key_of_its_own_and_other_machines_have_none() {
    let vault = chart();
    let (one, other) = (key(&with_editor(&vault)), key(&with_editor(&vault)));
    assert!(one != other && one.len() == 32, "{one} {other}");
    let preview =
        preview_with(&vault, &["--port", "0", "--editor", "code", "--allowed-host", "notes.example"]);
    let through = preview.ask("GET /c/", "Host: notes.example\r\n").text();
    assert!(given(&through, "version").is_some() && given(&through, "key").is_none(), "{through}");
    assert!(given(&preview.get("/c/").text(), "key").is_some());
}

#[test]
fn an_editor_that_cannot_be_started_is_said() {
    let vault = chart();
    let mut preview = preview_with(&vault, &["--port", "0", "--editor", "/nowhere/code"]);
    preview.wait_for(|said| said.contains("2 warnings"));
    let good = format!("{}/{}/0", key(&preview), state(&preview)["version"].as_str().unwrap());
    let answer = post(&preview, &good, None);
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("cannot start the editor `/nowhere/code`"), "{}", answer.text());
}

#[test]
fn without_an_editor_of_its_own_window_pages_have_no_key() {
    let vault = chart();
    for (arguments, is_said) in [(&["--editor", "vim"][..], true), (&["--editor", ""], false), (&[], false)] {
        let preview = preview_with(&vault, &[&["--port", "0"], arguments].concat());
        assert_eq!(given(&preview.get("/c/").text(), "key"), None, "{arguments:?}");
        assert_eq!(preview.said().contains("`vim` needs a terminal of its own"), is_said, "{arguments:?}");
    }
    drop(preview(&vault));
}
