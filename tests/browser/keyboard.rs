//! Everything works with the keyboard alone: what can be reached, in which order, and whether one sees where one is.

use serde_json::{Value, json};

use crate::driver::{Browser, browser, key};
use crate::pages::every_page;
use crate::served::{Served, serve};
use crate::vault::vault;

/// A note of all that can be used on a page.
fn site() -> Served {
    let wide = "wide ".repeat(100);
    let note = format!(
        "---\ntags: [one]\n---\n# All\n\nTo [[b]] and [out](https://example.com).[^1]\n\n## Part\n\n\
         > [!tip]- Folded\n> with [[b]]\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n\n\
         === \"One\"\n\n    1\n\n=== \"Two\"\n\n    2\n\n![A chart](chart.svg)\n\n```yaml title=\"a.yaml\"\nkey: {wide}\n```\n\n\
         ```text\n{wide}\n```\n\n| {0} | b |\n|---|---|\n| {0} | c |\n\n## End\n\nText.\n\n[^1]: A footnote.\n",
        "word".repeat(90)
    );
    let chart = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='2000'><rect width='9'/></svg>";
    let vault = vault().file("f/all.md", note).file("f/chart.svg", chart).file("f/b.md", "# B\n\n[[all]]\n");
    serve(vault.file("f/c.md", "# C\n\n[[all]] [[b]]\n").file("index.md", "# Home\n\n[[all]]\n").build())
}

/// Where the focus is, and what can be seen of it.
const FOCUSED: &str = "const at = document.activeElement; if (!at || at === document.body) return null; \
    const shown = at.matches('.tabs > input') ? at.labels[0] : at; \
    const look = getComputedStyle(shown), box = shown.getBoundingClientRect(); \
    const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2; \
    const inGraph = at.closest('.graph') && getComputedStyle(at.querySelector('text')).textDecorationLine === 'underline'; \
    let opacity = 1; for (let up = shown; up; up = up.parentElement) opacity *= getComputedStyle(up).opacity; \
    const x = Math.min(innerWidth - 2, Math.max(2, (box.left + box.right) / 2)), \
          y = Math.min(innerHeight - 2, Math.max(2, (box.top + box.bottom) / 2)); \
    const hit = document.elementFromPoint(x, y); \
    return { name: at.outerHTML.slice(0, 120), nth: every.indexOf(at), top: box.top + scrollY, bottom: box.bottom + scrollY, \
             ring: Boolean(ring || inGraph), opacity, isThere: Boolean(inGraph || hit && (shown.contains(hit) || hit.contains(shown))), \
             part: ['.skip', '.top', '.side', '.head', '.contents', '.text', '.foot', '.up']\
                   .findIndex((part) => at.closest(part)), \
             cut: inGraph ? 0 : cutSides(shown, box, parseFloat(look.outlineOffset) + 1), \
             isFree: Boolean(at.closest('.graph, .top')) }";

/// On how many sides the line around an element is cut off by what it stands in.
const CUT_SIDES: &str = "window.cutSides = (shown, box, reach) => { const cut = new Set(); \
    for (let up = shown.parentElement; up && up !== document.documentElement; up = up.parentElement) { \
      const look = getComputedStyle(up); if (look.overflowX === 'visible' || up === document.body) continue; \
      const frame = up.getBoundingClientRect(); \
      if (box.left - reach < frame.left) cut.add('left'); if (box.right + reach > frame.right) cut.add('right'); \
      if (box.top - reach < frame.top) cut.add('top'); if (box.bottom + reach > frame.bottom) cut.add('bottom'); } \
    return cut.size }";

/// What can be used on the page, and is shown: each link, button, field, fold, and each box that scrolls.
const USABLE: &str = "window.every = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]\
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) \
                   && !(e.type === 'radio' && !e.checked)); return every.length";

/// Every step of the tabulator from the beginning of the page to its end.
fn steps(browser: &Browser) -> Vec<Value> {
    browser.asks(CUT_SIDES);
    let count = browser.asks(USABLE).as_u64().unwrap();
    let mut steps = Vec::new();
    for _ in 0..=count + 3 {
        browser.types(key::TAB).asks("return new Promise((done) => requestAnimationFrame(() => done()))");
        let focused = browser.asks(FOCUSED);
        if focused.is_null() {
            break;
        }
        steps.push(focused);
    }
    steps
}

#[test]
fn lists_that_are_taller_than_the_window_are_scrolled_with_the_keyboard() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.sized(1440, 300).open(&site.url("/o/3/"));
    browser.waits_until("document.querySelector('.side > details').tabIndex === 0");
    for _ in 0..20 {
        if browser.asks("return !document.activeElement.matches('.side > details')").as_bool().unwrap() {
            browser.types(key::TAB);
        }
    }
    browser.types(key::DOWN).waits_until("document.querySelector('.side > details').scrollTop > 0");
    browser
        .sized(1440, 2000)
        .waits_until("!document.querySelector('.side > details').hasAttribute('tabindex')");
}

#[test]
fn the_tabulator_reaches_all_that_can_be_used_in_its_order_and_in_sight() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.prefers("prefers-reduced-motion", "reduce");
    for (page, width) in [("/f/all/", 1440), ("/f/all/", 390), ("/", 1440), ("/f/", 390), ("/graph/", 1440)] {
        browser.sized(width, 800).open(&site.url(page)).waits_until("document.readyState === 'complete'");
        let steps = steps(&browser);
        let reached: Vec<u64> = steps.iter().filter_map(|step| step["nth"].as_u64()).collect();
        // What a picture or a line of code that has come later has made is reached too, or not there any more.
        let missing = format!(
            "const reached = {reached:?}; return every.filter((e, nth) => !reached.includes(nth) && e.tabIndex >= 0 \
             && e.checkVisibility({{ visibilityProperty: true }})).map((e) => e.outerHTML.slice(0, 99))"
        );
        assert_eq!(browser.asks(&missing), json!([]), "{page} at {width}");
        assert!(reached.len() > 5, "{page} at {width}");
        for step in &steps {
            let name = &step["name"];
            assert_eq!(step["ring"], json!(true), "{page} at {width}: no focus is seen on {name}");
            assert!(step["opacity"].as_f64().unwrap() > 0.9, "{page} at {width}: {name} is transparent");
            assert!(step["cut"].as_u64().unwrap() <= 1, "{page} at {width}: the focus of {name} is cut off");
            assert_eq!(step["isThere"], json!(true), "{page} at {width}: {name} is hidden");
        }
        for pair in steps.windows(2) {
            let [before, next] = pair else { continue };
            let number = |step: &Value, what: &str| step[what].as_f64().unwrap();
            let (from, to) = (number(before, "part"), number(next, "part"));
            assert!(from <= to, "{page} at {width}: from {} back to {}", before["name"], next["name"]);
            let is_above = number(next, "bottom") < number(before, "top");
            let is_free = before["isFree"] == json!(true) && next["isFree"] == json!(true);
            assert!(
                from != to || is_free || !is_above,
                "{page} at {width}: {} then {}",
                before["name"],
                next["name"]
            );
        }
    }
}

#[test]
fn the_first_step_skips_to_the_content() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/all/")).types(key::TAB);
    let top = "return document.querySelector('.skip').getBoundingClientRect().top";
    browser.waits_until(&format!("(() => {{ {top} }})() >= 0"));
    assert_eq!(browser.says("return document.activeElement.className"), "skip");
    browser.types(key::ENTER).types(key::TAB);
    assert_eq!(browser.asks("return Boolean(document.activeElement.closest('main'))"), json!(true));
    assert!(browser.asks(top).as_f64().unwrap() < 0.0, "it is out of sight again");
}

#[test]
fn dialogs_keep_the_focus_and_give_it_back() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/all/"));
    for (opener, opening) in
        [("article a", "?"), (".find", key::ENTER), ("img.zoom", key::ENTER), ("img.zoom", key::SPACE)]
    {
        browser.waits_for(opener).asks(&format!("document.querySelector('{opener}').focus()"));
        browser.types(opening).waits_for("dialog");
        for step in 0..8 {
            let inside = "return document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))";
            assert_eq!(browser.types(key::TAB).asks(inside), json!(true), "{opener}: step {step}");
        }
        browser.types(key::ESCAPE).waits_until("!document.querySelector('dialog')");
        let back = format!("return document.activeElement === document.querySelector('{opener}')");
        assert_eq!(browser.asks(&back), json!(true), "the focus is back on {opener}");
    }
}

#[test]
fn folds_tabs_and_the_menu_of_a_phone_open_with_the_keyboard() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.sized(390, 800).open(&site.url("/f/all/"));
    let focus = |selector: &str| browser.asks(&format!("document.querySelector('{selector}').focus()"));
    focus(".side summary");
    browser.types(key::ENTER).waits_for(".side a");
    browser.types(key::TAB);
    assert_eq!(browser.asks("return Boolean(document.activeElement.closest('.side a'))"), json!(true));
    focus(".body summary");
    browser.types(key::SPACE).waits_until("document.querySelector('.body details').open");
    focus(".tabs > input:checked");
    browser.types(key::RIGHT).waits_until("document.querySelectorAll('.tab')[1].checkVisibility()");
    focus(".theme");
    browser.types(key::ENTER).waits_until("document.documentElement.dataset.theme === 'dark'");
    browser.chord(key::SHIFT, key::TAB).waits_until("document.activeElement.matches('.find')");
}

#[test]
fn what_scrolls_inside_itself_is_scrolled_with_the_keyboard() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/f/all/"));
    for wide in [".table", "pre[data-lang=text]", "figure.code > pre"] {
        browser.waits_until(&format!("document.querySelector('{wide}').tabIndex === 0"));
        browser.asks(&format!("document.querySelector('{wide}').focus()"));
        browser.types(key::RIGHT).waits_until(&format!("document.querySelector('{wide}').scrollLeft > 0"));
    }
}

#[test]
fn nothing_moves_where_a_reader_wants_no_motion() {
    let Some(browser) = browser() else { return };
    let site = site();
    let moving = "return [...document.querySelectorAll('*')].flatMap((e) => [null, '::before', '::after'].map((p) => getComputedStyle(e, p)))\
                  .filter((s) => /[1-9]/.test(s.transitionDuration + s.animationDuration) || s.scrollBehavior === 'smooth').length";
    browser.open(&site.url("/f/all/"));
    assert!(browser.asks(moving).as_u64().unwrap() > 0, "there is motion for others");
    browser.prefers("prefers-reduced-motion", "reduce");
    for page in ["/", "/f/", "/f/all/", "/a-z/", "/tags/", "/tags/one/", "/graph/", "/search/", "/404.html"] {
        assert_eq!(browser.open(&site.url(page)).asks(moving), json!(0), "{page}");
    }
    browser.open(&site.url("/f/all/")).types("/").waits_for("dialog");
    assert_eq!(browser.asks(moving), json!(0), "a dialog");
}
