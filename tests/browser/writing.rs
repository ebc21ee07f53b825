//! A page that is open while its note is written.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::preview::{Preview, preview, preview_with};
use crate::vault::{Vault, vault};

fn chart() -> Vault {
    let long: String = (0..60).map(|number| format!("## Part {number}\n\nWords.\n\n")).collect();
    vault()
        .file("rutter.toml", "title = \"Chart\"\n")
        .file("content/index.md", "# Home\n\n[[Anchor]]\n")
        .file(
            "content/Anchor.md",
            format!("# Anchor\n\n> [!note]- Folded\n> Inside.\n\n```sh\nls\n```\n\n{long}\n\nThe end.\n"),
        )
        .file("static/custom.css", "main { border-top: 1px solid red }")
}

fn open(browser: &Browser, preview: &Preview<'_>, page: &str) {
    browser.open(&format!("http://127.0.0.1:{}{page}", preview.port));
    // What is not loaded again keeps this.
    browser.asks("window.kept = true");
}

fn rewritten(vault: &Vault, from: &str, to: &str) {
    let text = std::fs::read_to_string(vault.path("content/Anchor.md")).unwrap();
    assert!(text.contains(from), "{from}");
    vault.write("content/Anchor.md", text.replace(from, to));
}

#[test]
fn a_page_changes_in_its_place() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    browser.asks("document.querySelector('main details').open = true");
    browser.click(".theme").asks("scrollTo({ top: 1500, behavior: 'instant' })");
    let theme = browser.says("return document.documentElement.dataset.theme");
    rewritten(&vault, "The end.", "The very end.");
    browser.waits_until("document.querySelector('main').textContent.includes('The very end.')");
    assert_eq!(
        browser.asks("return [scrollY, kept, document.querySelector('main details').open]"),
        json!([1500, true, true])
    );
    assert_eq!(browser.says("return document.documentElement.dataset.theme"), theme);
    assert_eq!(
        browser.asks("return document.querySelectorAll('pre.code .tools').length"),
        json!(1),
        "its tools"
    );
    rewritten(&vault, "# Anchor\n", "# Kedge\n");
    browser.waits_until("document.title.startsWith('Kedge')");
    assert_eq!(browser.asks("return kept"), json!(true));
}

#[test]
fn a_title_changes_on_the_open_pages_that_name_it() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/");
    rewritten(&vault, "# Anchor\n", "# Kedge\n");
    browser.waits_until("document.querySelector('main').textContent.includes('Kedge') && kept");
}

#[test]
fn a_style_sheet_is_exchanged_without_the_page() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    vault.write("static/custom.css", "main { border-top: 7px solid red }");
    browser.waits_until("getComputedStyle(document.querySelector('main')).borderTopWidth === '7px' && kept");
}

#[test]
fn a_page_whose_note_goes_away_says_so_until_it_comes_back() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    let text = std::fs::read_to_string(vault.path("content/Anchor.md")).unwrap();
    std::fs::remove_file(vault.path("content/Anchor.md")).unwrap();
    let said = "document.querySelector('.rutter-preview')?.shadowRoot.textContent ?? ''";
    browser.waits_until(&format!("({said}).includes('no longer there')"));
    assert!(browser.text("main").contains("The end."), "the page is still read");
    vault.write("content/Anchor.md", text);
    browser.waits_until(&format!("!({said}).includes('no longer there')"));
}

#[test]
fn problems_are_shown_as_text_and_go_away() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    rewritten(&vault, "The end.", "[[<img src=x onerror=alert(1)>]]");
    let panel = "document.querySelector('.rutter-preview')?.shadowRoot";
    browser.waits_until(&format!(
        "{panel}?.querySelector('code')?.textContent.startsWith('content/Anchor.md:')"
    ));
    assert_eq!(browser.asks(&format!("return {panel}.querySelectorAll('img').length")), json!(0));
    rewritten(&vault, "[[<img src=x onerror=alert(1)>]]", "The end.");
    browser.waits_until("!document.querySelector('.rutter-preview')");
}

#[test]
fn a_template_that_fails_is_shown_before_the_last_good_page() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    vault.write("templates/note.html", "{% block %}");
    let panel = "document.querySelector('.rutter-preview')?.shadowRoot";
    browser.waits_until(&format!("{panel}?.textContent.includes('note.html')"));
    assert!(browser.text("main").contains("The end."));
    std::fs::remove_file(vault.path("templates/note.html")).unwrap();
    browser.waits_until("!document.querySelector('.rutter-preview')");
}

#[test]
fn eight_pages_of_one_browser_follow() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    for _ in 0..8 {
        browser.new_tab();
        open(&browser, &preview, "/anchor/");
    }
    // Connections that the browser made for nothing are closed after some seconds.
    has_connections(&preview, 1);
    rewritten(&vault, "The end.", "The very end.");
    browser.waits_until("document.querySelector('main').textContent.includes('The very end.') && kept");
    assert_eq!(preview.connections(), 1, "one listens for all");
}

fn has_connections(preview: &Preview<'_>, count: usize) {
    let end = Instant::now() + Duration::from_secs(20);
    while preview.connections() != count {
        assert!(Instant::now() < end, "{}", preview.connections());
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_page_that_nobody_sees_listens_to_nothing_and_catches_up() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    // Headless, every tab is seen: the page is told that it is not.
    browser.before_pages(
        "window.unseen = false; Object.defineProperty(document, 'hidden', { get: () => window.unseen })",
    );
    open(&browser, &preview, "/anchor/");
    has_connections(&preview, 1);
    browser.asks("unseen = true; document.dispatchEvent(new Event('visibilitychange'))");
    has_connections(&preview, 0);
    rewritten(&vault, "The end.", "The very end.");
    thread::sleep(Duration::from_millis(500));
    assert!(!browser.text("main").contains("The very end."));
    browser.asks("unseen = false; document.dispatchEvent(new Event('visibilitychange'))");
    browser.waits_until("document.querySelector('main').textContent.includes('The very end.') && kept");
    has_connections(&preview, 1);
}

#[test]
fn the_place_of_a_problem_opens_the_editor() {
    let Some(browser) = browser() else { return };
    let vault = chart().file("content/Anchor.md", "# Anchor\n\n[[nowhere]]\n");
    vault.write("zed", "#!/bin/sh\necho \"$@\" > \"$0.told\"\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(vault.path("zed"), mode).unwrap();
    let editor = vault.path("zed").display().to_string();
    let preview = preview_with(&vault, &["--port", "0", "--editor", &editor]);
    open(&browser, &preview, "/anchor/");
    let panel = "document.querySelector('.rutter-preview')?.shadowRoot";
    browser.waits_until(&format!("{panel}?.querySelector('button code')"));
    browser.asks(&format!("{panel}.querySelector('summary').click()"));
    let press = format!("{panel}.querySelector('button').click()");
    browser.asks(&press);
    let told = || std::fs::read_to_string(vault.path("zed.told")).unwrap_or_default();
    let end = Instant::now() + Duration::from_secs(10);
    while !told().ends_with('\n') {
        assert!(Instant::now() < end, "{}", preview.said());
        thread::sleep(Duration::from_millis(10));
    }
    assert!(told().trim_end().ends_with("/content/Anchor.md:3:1"), "{}", told());
    std::fs::remove_file(vault.path("zed")).unwrap();
    thread::sleep(Duration::from_millis(400));
    browser.asks(&press);
    browser.waits_until(&format!("{panel}.querySelector('output').textContent.includes('cannot start')"));
}

#[test]
fn without_an_editor_the_place_of_a_problem_is_copied() {
    let Some(browser) = browser() else { return };
    let vault = chart().file("content/Anchor.md", "# Anchor\n\n[[nowhere]]\n");
    let preview = preview(&vault);
    browser.before_pages("navigator.clipboard.writeText = async (text) => { window.copied = text }");
    open(&browser, &preview, "/anchor/");
    let panel = "document.querySelector('.rutter-preview')?.shadowRoot";
    browser.waits_until(&format!("{panel}?.querySelector('button code')"));
    browser.asks(&format!("{panel}.querySelector('button').click()"));
    browser.waits_until(&format!("{panel}.querySelector('output').textContent === 'copied'"));
    assert_eq!(browser.says("return window.copied"), "content/Anchor.md:3:1");
}

#[test]
fn a_page_that_was_opened_with_a_mistake_becomes_itself_when_it_is_mended() {
    let Some(browser) = browser() else { return };
    let vault = chart().file("rutter.toml", "title = 1");
    let preview = preview(&vault);
    open(&browser, &preview, "/anchor/");
    assert!(browser.text("pre").contains("rutter.toml:1:9: "));
    assert_eq!(browser.count(".rutter-preview"), 0, "it is said once");
    assert_eq!(browser.text("h1"), "This page cannot be made");
    vault.write("rutter.toml", "\ntitle = 2");
    browser.waits_until("document.querySelector('pre')?.textContent.includes('rutter.toml:2:9: ')");
    vault.write("rutter.toml", "title = \"Chart\"");
    browser.waits_until("document.querySelector('h1')?.textContent === 'Anchor' && !window.kept");
}

#[test]
fn an_address_without_a_page_says_what_to_do_and_follows() {
    let Some(browser) = browser() else { return };
    let vault = chart();
    let preview = preview(&vault);
    open(&browser, &preview, "/kedge/");
    let said = "document.querySelector('.rutter-preview')?.shadowRoot.textContent ?? ''";
    browser.waits_until(&format!("({said}).includes('Save a note for it')"));
    assert!(browser.count("header.top") == 1, "the page of the site");
    vault.write("content/Kedge.md", "# Kedge\n");
    browser.waits_until("document.querySelector('h1').textContent === 'Kedge' && kept");
    browser.waits_until("!document.querySelector('.rutter-preview')");
}

#[test]
fn a_picture_is_shown_anew_when_it_is_written() {
    let Some(browser) = browser() else { return };
    let picture = |width: usize| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"5\" viewBox=\"0 0 9 9\"/>"
        )
    };
    let vault =
        chart().file("content/Kedge.md", "# Kedge\n\n![](x.svg)\n").file("content/x.svg", picture(10));
    let preview = preview(&vault);
    open(&browser, &preview, "/kedge/");
    browser.waits_until("document.querySelector('main img').naturalWidth === 10");
    // As large as before: the page says the same, and only the picture is another.
    vault.write("content/x.svg", picture(10).replace("0 0 9 9", "0 0 8 8"));
    browser.waits_until("document.querySelector('main img').src.includes('?rutter=') && kept");
    vault.write("content/x.svg", picture(20));
    browser.waits_until("document.querySelector('main img').naturalWidth === 20 && kept");
}
