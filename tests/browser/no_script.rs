//! Without script: everything can be read, and everything is reached by links.

use std::collections::BTreeSet;

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::pages::{PAGES, every_page};
use crate::served::{Served, serve};

fn without_script() -> Option<(Browser, Served)> {
    let browser = browser()?;
    browser.without_script();
    Some((browser, serve(every_page("en").build())))
}

#[test]
fn every_page_is_reached_by_links_from_the_first() {
    let Some((browser, site)) = without_script() else { return };
    let (mut seen, mut next) = (BTreeSet::new(), vec!["/".to_string()]);
    while let Some(page) = next.pop() {
        if seen.insert(page.clone()) {
            browser.open(&site.url(&page));
            let links = "return [...document.querySelectorAll('a[href]')].filter((a) => a.origin === location.origin \
                         && a.pathname.endsWith('/') && (a.checkVisibility() || a.closest('details'))).map((a) => a.pathname)";
            next.extend(
                browser.asks(links).as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_string()),
            );
        }
    }
    let missed: Vec<String> = site.pages().into_iter().filter(|page| !seen.contains(page)).collect();
    assert_eq!(missed, ["/hidden/", "/old/place/"], "nothing else is out of the way");
}

#[test]
fn every_page_can_be_read_and_shows_nothing_that_needs_a_script() {
    let Some((browser, site)) = without_script() else { return };
    for page in PAGES {
        browser.open(&site.url(page));
        assert_eq!(browser.count("h1"), 1, "{page}");
        assert_eq!(browser.count(".scripted, button, canvas, .tools, dialog"), 0, "{page}");
        let words = "return document.querySelector('main').innerText.split(/\\s+/).length";
        assert!(browser.asks(words).as_u64().unwrap() > 3, "{page} says something");
        let opacity = "return [...document.querySelectorAll('main :not(svg *)')].filter((e) => e.textContent.trim() && e.checkVisibility() \
                       && !e.matches('.anchor, .anchor *, .tabs > input, .line') && getComputedStyle(e).opacity < 0.5).length";
        assert_eq!(browser.asks(opacity), json!(0), "{page} hides nothing");
    }
}

#[test]
fn folds_tabs_and_sections_open() {
    let Some((browser, site)) = without_script() else { return };
    browser.open(&site.url("/f/all/"));
    browser.click("details.callout summary").waits_until("document.querySelector('details.callout').open");
    assert!(browser.text("details.callout").contains("inside the callout"));
    browser.click(".body details:not(.callout) summary");
    assert!(browser.text(".body details:not(.callout)").contains("Inside the fold"));
    browser.click(".tabs label:nth-of-type(2)");
    assert!(browser.text(".tabs").contains("in the second tab"));
    assert_eq!(browser.count(".contents a[href='#part']"), 1);
    browser.asks("document.querySelector(\".contents a[href='#part']\").click()");
    browser.waits_until("location.hash === '#part'");
    assert!(browser.count("svg.missing-image, .missing-image, .chart, .body img") >= 2, "pictures are shown");
}

#[test]
fn an_old_address_leads_on() {
    let Some((browser, site)) = without_script() else { return };
    browser.open(&site.url("/old/place/")).waits_until("document.title.startsWith('Short')");
    assert_eq!(browser.url(), site.url("/f/short/"));
}
