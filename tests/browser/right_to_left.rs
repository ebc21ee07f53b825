//! Pages of languages that are written from right to left, and texts of one direction on pages of the other.

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::pages::{PAGES, every_page};
use crate::served::serve;
use crate::vault::vault;

fn left(browser: &Browser, selector: &str) -> f64 {
    let script = format!("return document.querySelector('{selector}').getBoundingClientRect().left");
    browser.asks(&script).as_f64().unwrap()
}

#[test]
fn pages_of_languages_from_right_to_left_are_mirrored() {
    let Some(browser) = browser() else { return };
    let vault = vault().file("rutter.toml", "language = \"ar\"\n");
    let vault =
        vault.file("content/f/a.md", "# حاوية\n\n## قسم\n\nنص [[b]].\n\n## آخر\n\nنص\n\n- [x] مهمة\n");
    let site = serve(vault.file("content/f/b.md", "# عقدة\n").build());
    browser.open(&site.url("/f/a/"));
    let left = |selector: &str| left(&browser, selector);
    assert!(left(".side") > left("main"), "the navigation stands right of the text");
    assert!(left(".contents") < left("article"), "the contents stand left of it");
    assert!(left(".brand") > left(".top nav"), "the header is mirrored");
    let beside = "const [box, text] = ['.task > input', '.task'].map((of) => document.querySelector(of) \
                  .getBoundingClientRect()); return box.left >= text.right - 1";
    assert_eq!(browser.asks(beside), json!(true), "the box of a task stands right of its text");
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert!(browser.asks(overflow).as_i64().unwrap() <= 0);
}

#[test]
fn no_page_from_right_to_left_is_wider_than_the_screen() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("ar").build());
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for width in [360, 1440] {
        browser.sized(width, 800);
        for page in PAGES {
            browser.open(&site.url(page));
            assert_eq!(browser.says("return document.documentElement.dir"), "rtl", "{page}");
            assert!(browser.asks(overflow).as_i64().unwrap() <= 0, "{page} at {width}");
        }
    }
}

#[test]
fn what_stands_beside_a_text_is_on_its_right() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("ar").build());
    browser.open(&site.url("/ar/"));
    let style = |selector: &str, property: &str| {
        browser.says(&format!("return getComputedStyle(document.querySelector('{selector}')).{property}"))
    };
    assert_eq!(style(".callout", "borderRightWidth"), "3px");
    assert_eq!(style(".callout", "borderLeftWidth"), "0px");
    assert_eq!((style("pre", "direction"), style("pre", "textAlign")), ("ltr".into(), "left".into()), "code");
    assert_eq!(style("th", "textAlign"), "start");
    assert!(left(&browser, ".find") < left(&browser, ".brand"), "the search is on the left");
    browser.click(".find").waits_for("dialog.search");
    let close = left(&browser, "dialog.search > button") < left(&browser, "dialog.search input") + 9.0;
    assert!(close, "a dialog is closed on the left");
}

#[test]
fn a_text_of_the_other_direction_is_mirrored_alone() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.open(&site.url("/ar/"));
    let direction = |selector: &str| {
        browser.says(&format!("return getComputedStyle(document.querySelector('{selector}')).direction"))
    };
    assert_eq!(
        (direction("main"), direction(".top"), direction("pre")),
        ("rtl".into(), "ltr".into(), "ltr".into())
    );
    let code = "return getComputedStyle(document.querySelector('.body :not(pre) > code')).direction";
    assert_eq!(browser.says(code), "ltr", "`#id` is not read as `id#`");
    assert_eq!(browser.says("return document.querySelector('main').lang"), "ar");
    assert_eq!(
        browser
            .asks("return parseFloat(getComputedStyle(document.querySelector('.callout')).borderRightWidth)"),
        json!(3)
    );
}

#[test]
fn the_next_page_is_on_the_left() {
    let Some(browser) = browser() else { return };
    let vault = vault().file("rutter.toml", "language = \"ar\"\n");
    let vault = vault.file("content/f/1.md", "# حاوية\n").file("content/f/2.md", "# عقدة\n\nنص\n");
    let site = serve(vault.file("content/f/3.md", "# قسم\n").build());
    browser.open(&site.url("/f/2/"));
    assert!(left(&browser, "[rel=prev]") > left(&browser, "[rel=next]"));
    let arrow = "return getComputedStyle(document.querySelector('[rel=next] small'), '::after').content";
    assert!(browser.says(arrow).contains('←'));
}

#[test]
fn the_picture_of_the_notes_around_is_mirrored_as_its_captions_are() {
    let Some(browser) = browser() else { return };
    let notes = |vault: crate::vault::Vault| {
        let vault = vault.file("content/from.md", "---\nlang: ar\n---\n# من\n\n[[m]]\n");
        let vault = vault.file("content/m.md", "---\nlang: ar\n---\n# حاوية\n\n[[to]]\n");
        let vault =
            vault.file("content/to.md", "# To\n\n[[en]]\n").file("content/en.md", "# English\n\n[[last]]\n");
        serve(vault.file("content/last.md", "# Last\n").build())
    };
    for language in ["ar", "en"] {
        let site = notes(vault().file("rutter.toml", format!("language = \"{language}\"\n")));
        for (page, from, to, is_mirrored) in
            [("/m/", "/from/", "/to/", true), ("/en/", "/to/", "/last/", false)]
        {
            browser.open(&site.url(page));
            let linking = left(&browser, &format!(".graph a[href$=\"{from}\"]"));
            let linked = left(&browser, &format!(".graph a[href$=\"{to}\"]"));
            assert_eq!(linking > linked, is_mirrored, "{page} on a site in {language}");
            let captions = [1, 2].map(|n| left(&browser, &format!(".graph p span:nth-child({n})")));
            assert_eq!(captions[0] > captions[1], is_mirrored, "captions of {page} on a site in {language}");
        }
    }
}
