//! Pages fit every screen, are readable without script, and print cleanly.

use serde_json::json;

use crate::driver::browser;
use crate::served::{Served, serve};
use crate::vault::vault;

const WIDTHS: [u32; 6] = [360, 390, 768, 1024, 1440, 1920];

/// A note of all that is wide, in a folder, that another note links to.
fn site() -> Served {
    let wide = format!(
        "# Wide\n\n| {0} | b |\n|---|---|\n| {0} | [[b]] |\n\n```yaml\nkey: {1}\n```\n\n\
         {1}\n\n$$\n{2}\n$$\n\n- [ ] task\n\n> [!note] Callout\n> text\n",
        "column ".repeat(30),
        "x".repeat(300),
        "x + ".repeat(100) + "y"
    );
    let many = (0..80).map(|n| format!("## Part {n}\n\nText of part {n}.\n\n")).collect::<String>();
    let long = "x".repeat(80);
    let user = format!(
        "---\nkinds: [A{long}]\n---\n# Concept of {long}\n\n[[unit]]\n\n```yaml\napiVersion: v1\nkind: Pod\n\
         metadata: {{name: {long}}}\n```\n"
    );
    let unit = format!("---\nkinds: [Pod]\ndescription: Short.\n---\n# Unit\n\n{many}");
    let vault = vault().file("unit.md", unit).file("user.md", user);
    let vault = vault.file("folder/wide.md", wide).file("folder/b.md", "# B\n\nSee [[wide]].\n");
    serve(vault.file("long.md", format!("# Long\n\n{many}")).file("index.md", "# Home\n\n[[wide]]").build())
}

#[test]
fn pages_never_scroll_sideways() {
    let Some(browser) = browser() else { return };
    let site = site();
    for page in ["/", "/folder/", "/folder/wide/", "/long/", "/unit/", "/user/", "/a-z/", "/404.html"] {
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
    let site = site();
    browser.sized(390, 844).open(&site.url("/"));
    let lines = "const middle = (of) => { const box = document.querySelector(of).getBoundingClientRect(); \
                 return (box.top + box.bottom) / 2 }; const brand = middle('.brand'); \
                 return ['.find', '.theme', '.top nav'].map((of) => Math.abs(middle(of) - brand) < 8)";
    assert_eq!(browser.asks(lines), json!([true, true, false]));
}

#[test]
fn a_concept_is_seen_at_a_glance_beside_the_text_or_below_the_title() {
    let Some(browser) = browser() else { return };
    let site = site();
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

#[test]
fn on_a_phone_the_navigation_opens_by_a_tap() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.sized(390, 800).touched().open(&site.url("/folder/wide/"));
    assert_eq!(browser.count(".side a"), 0, "the navigation is folded");
    browser.click(".side summary");
    assert!(browser.count(".side a") >= 3, "folder and notes are shown");
    browser.click(".side a[href='../b/']").waits_for("h1");
    assert_eq!(browser.text("h1"), "B");
}

#[test]
fn without_script_a_page_can_be_read_and_left() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.without_script().open(&site.url("/folder/wide/"));
    assert_eq!(browser.text("h1"), "Wide");
    browser.click("article a[href='../b/']");
    assert_eq!(browser.text("h1"), "B");
}

#[test]
fn print_shows_the_text_alone() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/long/")).prints();
    assert_eq!(browser.count(".side, .pager, .contents"), 0);
    assert_eq!(browser.count("article h2"), 80);
}

#[test]
fn nothing_moves_while_a_page_loads() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.before_pages(
        "window.shifts = []; new PerformanceObserver((list) => { for (const shift of list.getEntries()) \
         shifts.push(shift.value) }).observe({ type: 'layout-shift', buffered: true })",
    );
    for width in [390, 1440] {
        browser.sized(width, 800);
        for page in ["/", "/folder/wide/", "/long/", "/unit/", "/graph/", "/a-z/"] {
            browser.open(&site.url(page)).asks("return new Promise(done => setTimeout(done, 300))");
            let shifts = browser.asks("return shifts");
            assert_eq!(shifts.as_array().unwrap().len(), 0, "{page} at {width}: {shifts}");
        }
    }
    browser
        .asks("document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Moved' }))");
    browser.waits_until("shifts.length > 0");
}

#[test]
fn pages_of_languages_from_right_to_left_are_mirrored() {
    let Some(browser) = browser() else { return };
    let vault = vault().file("rutter.toml", "language = \"ar\"\n");
    let vault = vault.file("content/f/a.md", "# حاوية\n\n## قسم\n\nنص [[b]].\n\n## آخر\n\nنص\n");
    let site = serve(vault.file("content/f/b.md", "# عقدة\n").build());
    browser.open(&site.url("/f/a/"));
    let left = |selector: &str| {
        let script = format!("return document.querySelector('{selector}').getBoundingClientRect().left");
        browser.asks(&script).as_f64().unwrap()
    };
    assert!(left(".side") > left("main"), "the navigation stands right of the text");
    assert!(left(".contents") < left("article"), "the contents stand left of it");
    assert!(left(".brand") > left(".top nav"), "the header is mirrored");
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert!(browser.asks(overflow).as_i64().unwrap() <= 0);
}
