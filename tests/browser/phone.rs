//! On a phone: the menu opens by a thumb and leads everywhere, nothing is too wide or too small.

use std::collections::BTreeSet;

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::pages::{PAGES, every_page};
use crate::served::{Served, serve};
use crate::vault::vault;

fn on_phone() -> Option<(Browser, Served)> {
    let browser = browser()?;
    browser.sized(360, 740).touched();
    Some((browser, serve(every_page("en").build())))
}

#[test]
fn the_menu_opens_by_a_tap() {
    let Some((browser, site)) = on_phone() else { return };
    browser.open(&site.url("/f/all/"));
    assert_eq!(browser.count(".side a"), 0, "the navigation is folded");
    browser.tap(".side summary").waits_for(".side a");
    browser.tap(".side a[href='../short/']").waits_until("document.title.startsWith('Short')");
    browser.tap(".side summary").waits_for(".side a").tap(".side summary");
    browser.waits_until("!document.querySelector('.side details').open");
}

#[test]
fn the_menu_alone_leads_to_every_note() {
    let Some((browser, site)) = on_phone() else { return };
    let (mut seen, mut next) = (BTreeSet::new(), vec!["/".to_string()]);
    while let Some(page) = next.pop() {
        if seen.insert(page.clone()) {
            browser.open(&site.url(&page)).tap(".side summary").waits_for(".side a");
            let links = "return [...document.querySelectorAll('.side a')].filter((a) => a.checkVisibility()).map((a) => a.pathname)";
            next.extend(
                browser.asks(links).as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_string()),
            );
        }
    }
    let others = ["/a-z/", "/graph/", "/hidden/", "/old/place/", "/search/", "/wanted/"];
    let notes = site
        .pages()
        .into_iter()
        .filter(|page| !page.starts_with("/tags/") && !others.contains(&page.as_str()));
    let missed: Vec<String> = notes.filter(|page| !seen.contains(page)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_table_of_raw_html_scrolls_inside_itself() {
    let Some(browser) = browser() else { return };
    browser.sized(360, 740);
    let row = "<tr><td><code>metadata.managedFields.subresource</code></td><td>ObjectMetaManagedFieldsEntry</td><td>Text.</td></tr>";
    let inside = format!("<div>\n<table>{row}</table>\n</div>");
    let site = serve(vault().file("a.md", format!("# A\n\n<table>{row}</table>\n\n{inside}\n")).build());
    browser.open(&site.url("/a/"));
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert!(browser.asks(overflow).as_i64().unwrap() <= 0, "the page stays as wide as the screen");
    let scrolls = "[...document.querySelectorAll('table')].filter((table) => table.scrollWidth > table.clientWidth && table.tabIndex === 0).length === 2";
    browser.waits_until(scrolls);
}

#[test]
fn no_page_is_wider_than_the_screen() {
    let Some((browser, site)) = on_phone() else { return };
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for page in PAGES.iter().chain(&["/search/?q=all", "/old/place/"]) {
        browser.open(&site.url(page)).asks("return new Promise((done) => setTimeout(done, 150))");
        assert!(browser.asks(overflow).as_i64().unwrap() <= 0, "{page}");
        browser.asks("document.querySelectorAll('details').forEach((details) => details.open = true)");
        assert!(browser.asks(overflow).as_i64().unwrap() <= 0, "{page} with everything opened");
    }
}

#[test]
fn what_is_tapped_is_24_pixels_in_size_or_stands_alone() {
    let Some((browser, site)) = on_phone() else { return };
    // WCAG 2.5.8: links inside of sentences are free, and what has 24 pixels around its middle to itself.
    let small = "const boxes = [...document.querySelectorAll('a[href], button, input, summary, label')]\
        .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.disabled && !e.matches('.skip') \
                && !e.closest('.graph, p, .body li, .body td, h1, h2, h3'))\
        .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width && box.height); \
        const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2]; \
        const isSmall = ({ width, height }) => width < 23.9 || height < 23.9; \
        const away = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)); \
        return boxes.filter(([e, box]) => isSmall(box) && boxes.some(([other, near]) => other !== e && !other.contains(e) && !e.contains(other) \
          && (away(middle(box), near) < 12 || isSmall(near) && Math.hypot(middle(box)[0] - middle(near)[0], middle(box)[1] - middle(near)[1]) < 24)))\
        .map(([e, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${e.outerHTML.slice(0, 90)}`)";
    for page in PAGES.iter().chain(&["/search/?q=all"]) {
        browser.open(&site.url(page));
        browser.asks("document.querySelectorAll('details').forEach((details) => details.open = true)");
        assert_eq!(browser.asks(small), json!([]), "{page}");
    }
    for (opening, dialog) in [("?", "dialog.help"), ("/", "dialog.search")] {
        browser.open(&site.url("/f/all/")).types(opening).waits_for(dialog);
        assert_eq!(browser.asks(&small.replace("'a[href], ", "'dialog a[href], ")), json!([]), "{dialog}");
    }
}
