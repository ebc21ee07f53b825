//! Pages fit every screen, and nothing moves while they load.

use std::time::Duration;

use serde_json::json;

use crate::driver::browser;
use crate::pages::{PAGES, every_page};
use crate::served::{serve, serve_late, serve_slowly};
use crate::vault::vault;

const WIDTHS: [u32; 6] = [360, 390, 768, 1024, 1440, 1920];

#[test]
fn pages_never_scroll_sideways() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    for page in PAGES {
        browser.open(&site.url(page));
        for width in WIDTHS {
            browser.sized(width, 800);
            let overflow = browser
                .asks("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert!(overflow.as_i64().unwrap() <= 0, "{page} at {width}: {overflow}");
        }
    }
}

#[test]
fn on_a_phone_search_and_colours_stand_in_the_first_line_of_the_header() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.sized(390, 844).open(&site.url("/"));
    let lines = "const middle = (of) => { const box = document.querySelector(of).getBoundingClientRect(); \
                 return (box.top + box.bottom) / 2 }; const brand = middle('.brand'); \
                 return ['.find', '.theme', '.top nav'].map((of) => Math.abs(middle(of) - brand) < 8)";
    assert_eq!(browser.asks(lines), json!([true, true, false]));
}

#[test]
fn a_concept_is_seen_at_a_glance_beside_the_text_or_below_the_title() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    let edge = |selector: &str, edge: &str| {
        let script = format!("return document.querySelector('{selector}').getBoundingClientRect().{edge}");
        browser.asks(&script).as_f64().unwrap()
    };
    browser.sized(1440, 800).open(&site.url("/unit/"));
    assert!(edge(".glance", "left") > edge("article", "right"), "it has the column beside the text");
    assert!(edge(".glance", "bottom") <= edge(".contents", "top"), "above the contents");
    assert!(edge("article", "top") - edge(".head", "bottom") < 60.0, "the text does not wait for its end");
    browser.asks("document.getElementById('part-40').scrollIntoView({ behavior: 'instant' })");
    let top = edge(".contents", "top");
    assert!((0.0..60.0).contains(&top), "the contents follow the scroll: {top}");
    browser.sized(390, 800).open(&site.url("/unit/"));
    assert!(edge(".glance", "top") >= edge(".head", "bottom"));
    assert!(edge(".glance", "bottom") <= edge(".contents", "top"));
    assert!(edge(".contents", "bottom") <= edge("article", "top"));
}

/// Keeps what has moved on a page, and by how much.
const SHIFTS: &str = "window.shifts = []; new PerformanceObserver((list) => { for (const { value, sources } of list.getEntries()) \
                      shifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 90))]) }).observe({ type: 'layout-shift', buffered: true })";

#[test]
fn nothing_moves_while_a_page_loads() {
    let Some(browser) = browser() else { return };
    let site = serve_slowly(every_page("en").build());
    browser.before_pages(SHIFTS);
    for (width, theme) in [(390, ""), (1440, ""), (1440, "dark")] {
        browser.sized(width, 800).prefers("prefers-color-scheme", "light");
        browser.open(&site.url("/")).asks(&format!("localStorage.setItem('theme', '{theme}')"));
        for page in PAGES {
            browser.open(&site.url(page)).asks("return new Promise(done => setTimeout(done, 300))");
            assert_eq!(browser.asks("return shifts"), json!([]), "{page} at {width} in {theme:?}");
        }
    }
    browser
        .asks("document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Moved' }))");
    browser.waits_until("shifts.length > 0");
}

#[test]
fn nothing_moves_when_answers_arrive_however_late() {
    let Some(browser) = browser() else { return };
    browser.before_pages(SHIFTS);
    for late in [20, 600] {
        let site = serve_late(every_page("en").build(), Duration::from_millis(late));
        for (width, question) in [(390, "other"), (1440, "other"), (1440, "short"), (1440, "dxpljxmznt")] {
            browser.sized(width, 800).open(&site.url(&format!("/search/?q={question}")));
            browser
                .waits_until("/result|Nothing/.test(document.querySelector('.asked .status')?.textContent)");
            browser.asks("return new Promise(done => setTimeout(done, 300))");
            assert_eq!(browser.asks("return shifts"), json!([]), "{question} at {width}, {late} ms late");
        }
    }
}

#[test]
fn many_tags_are_folded_and_long_titles_are_cut_to_three_lines() {
    let Some(browser) = browser() else { return };
    let tags = (0..300).map(|n| format!("tag-{n}")).collect::<Vec<_>>().join(", ");
    let title = "Long words of a title ".repeat(5);
    let vault =
        vault().file("f/1.md", format!("# {title}\n")).file("f/3.md", format!("# {}\n", "x".repeat(110)));
    let site = serve(vault.file("f/2.md", format!("---\ntags: [{tags}]\n---\n# Tagged\n\nText.\n")).build());
    let height = |of: &str| {
        browser.asks(&format!("return document.querySelector('{of}').offsetHeight")).as_f64().unwrap()
    };
    for width in [390, 1440] {
        browser.sized(width, 800).open(&site.url("/f/2/"));
        assert_eq!(browser.count(".meta a"), 12, "at {width}");
        assert!(height(".head") < 360.0, "{} at {width}", height(".head"));
        browser.click(".head summary");
        assert_eq!(browser.count(".meta a"), 300);
        assert_eq!(browser.text(".head summary"), "288 more tags");
        for (way, title) in [("prev", title.trim()), ("next", &"x".repeat(110))] {
            let link = format!(".pager [rel={way}]");
            assert!(height(&link) < 130.0, "{} at {width}", height(&link));
            let told = browser.says(&format!("return document.querySelector('{link} span').title"));
            assert_eq!(told, title, "the whole title is told");
        }
    }
}
