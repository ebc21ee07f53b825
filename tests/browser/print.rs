//! On paper: the text, dark on white, with all that is folded, and nothing that is for a screen.

use serde_json::json;

use crate::driver::browser;
use crate::pages::{PAGES, every_page};
use crate::served::serve;

/// What is for a screen alone.
const SCREEN: &str = ".top, .side, .contents, .crumbs, .pager, .foot, .skip, .up, .edit, .anchor, .tools, .letters, \
                      .controls, .sheet, .legend, .ask, button, .preview, .said:not(:empty)";

/// Texts whose colour has less than 4.5 to 1 against what is behind them.
const PALE: &str = "const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true }); \
    const rgba = (colour) => { pixel.clearRect(0, 0, 1, 1); pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1); return pixel.getImageData(0, 0, 1, 1).data }; \
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)\
                                          .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0); \
    const behind = (e) => { for (let up = e; up; up = up.parentElement) { const c = rgba(getComputedStyle(up).backgroundColor); if (c[3] > 250) return light(c) } return 1 }; \
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const pale = []; let seen = 0; \
    while (texts.nextNode()) { const e = texts.currentNode.parentElement; \
      if (!texts.currentNode.data.trim() || !e.checkVisibility() || e.closest('svg, script, style, .sr')) continue; seen++; \
      const ground = behind(e), ink = light(rgba(getComputedStyle(e).color)); \
      if (ground < .6 || (ground + .05) / (ink + .05) < 4.5) pale.push(e.outerHTML.slice(0, 90)) } \
    return [seen > 3, light(rgba(getComputedStyle(document.documentElement).backgroundColor)) > .99, pale]";

#[test]
fn no_page_prints_what_is_for_a_screen() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    for page in PAGES.iter().chain(&["/search/?q=all"]) {
        browser.open(&site.url(page)).prints("light");
        let shown = format!(
            "return [...document.querySelectorAll('{SCREEN}')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 60))"
        );
        assert_eq!(browser.asks(&shown), json!([]), "{page}");
        assert_eq!(browser.count("h1"), 1, "{page}");
    }
}

#[test]
fn what_is_folded_is_printed() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.open(&site.url("/f/all/")).prints("light");
    let text = browser.says("return document.querySelector('main').innerText");
    for inside in ["inside the callout", "Inside the fold", "in the first tab", "in the second tab"] {
        assert!(text.contains(inside), "no `{inside}` in {text}");
    }
    let address =
        "return getComputedStyle(document.querySelector('.body a[href^=https]'), '::after').content";
    assert!(browser.says(address).contains("https://example.com"), "where a link leads can be read");
    browser.open(&site.url("/f/short/")).prints("light");
    let links = browser.asks("return document.querySelectorAll('.sources > li').length").as_u64().unwrap();
    assert!(links > 12 && browser.count(".sources > li") as u64 == links, "all that links here");
}

#[test]
fn paper_is_white_and_text_dark_in_every_theme() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    for (stored, system) in [("", "light"), ("", "dark"), ("dark", "light"), ("light", "dark")] {
        browser.open(&site.url("/")).asks(&format!("localStorage.setItem('theme', '{stored}')"));
        for page in PAGES {
            browser.open(&site.url(page)).prints(system);
            assert_eq!(browser.asks(PALE), json!([true, true, []]), "{page}, {stored:?} in {system}");
        }
    }
}

#[test]
fn wide_code_and_tables_break_their_lines() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.sized(794, 1123).open(&site.url("/f/wide/")).prints("light");
    let cut = "return [...document.querySelectorAll('pre, .table, p, h1, h2')].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 60))";
    assert_eq!(browser.asks(cut), json!([]));
}
