//! What a link leads to, shown beside it.

use crate::driver::{browser, key};
use crate::served::{Served, serve};
use crate::vault::vault;

fn site() -> Served {
    let long = format!("# Long\n\nFirst words. {}\n\n## Part\n\nOf the part.\n", "More words. ".repeat(60));
    let links = "# A\n\n[[long]] and [[long#Part]] and [out](https://example.com) and [[empty]]. [Of `code` and text](long.md)\n";
    serve(vault().file("f/a.md", links).file("f/long.md", long).file("f/empty.md", "# Empty\n").build())
}

#[test]
fn a_link_pointed_at_shows_the_beginning_of_its_note() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/"));
    assert!(
        !site.asked().iter().any(|url| url.contains("search")),
        "nothing is fetched before: {:?}",
        site.asked()
    );
    browser.point_at("article a[href='../long/']").waits_for(".preview");
    let shown = browser.text(".preview");
    assert!(shown.starts_with("Long\nFirst words. More words.") && shown.ends_with('…'), "{shown}");
    assert!(shown.len() < 400, "{shown}");
    assert!(!site.asked().contains("/f/long/"), "the page itself is not fetched");
    browser.point_at("h1").waits_until("document.querySelector('.preview').hidden");
}

#[test]
fn a_pointer_that_moves_on_inside_a_link_still_gets_its_preview() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/"));
    browser.point_at("article a:has(code)").point_at("article a code").waits_for(".preview");
}

#[test]
fn a_link_to_a_section_shows_that_section() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/")).point_at("article a[href$='#part']").waits_for(".preview");
    assert_eq!(browser.text(".preview"), "Long\nPart\nOf the part.");
}

#[test]
fn a_preview_can_be_read_with_the_pointer_on_it_and_leaves_with_escape() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/")).point_at("article a[href='../long/']").waits_for(".preview");
    browser.point_at(".preview").asks("return new Promise(done => setTimeout(done, 400))");
    assert_eq!(browser.count(".preview"), 1);
    browser.types(key::ESCAPE).waits_until("document.querySelector('.preview').hidden");
}

#[test]
fn a_link_reached_with_the_keyboard_is_described_by_its_preview() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/"));
    browser.asks("document.querySelector('.crumbs li:last-child a').focus()");
    browser.types(key::TAB).waits_for(".preview");
    assert_eq!(
        browser.says("return document.activeElement.getAttribute('aria-describedby')"),
        "page:preview"
    );
}

#[test]
fn links_out_of_the_site_and_touch_show_none() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/a/")).point_at("article a[href^=https]");
    browser.asks("return new Promise(done => setTimeout(done, 400))");
    assert_eq!(browser.count(".preview"), 0);
    let touch = "document.querySelector('article a').dispatchEvent(new PointerEvent('pointerover', \
                 { bubbles: true, pointerType: 'touch' })); return new Promise(done => setTimeout(done, 400))";
    browser.asks(touch);
    assert_eq!(browser.count(".preview"), 0);
}
