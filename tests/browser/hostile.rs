//! Row 31 of the hostile inputs as far as pages have it: what is typed or stands in the address is text.

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::served::{Served, serve};
use crate::vault::vault;

/// What somebody may type, or write behind a `?`.
const TYPED: &[&str] = &[
    "<img src=x onerror=\"window.ran=1\">",
    "\"><script>window.ran=1</script>",
    "__proto__",
    "constructor",
    "toString",
    "[.*+?^${}()|\\]",
    "\u{202e}\u{0}",
];

/// Whether a script has run, an object has got what is not its own, or an element came of what was typed.
const HARM: &str = "return [window.ran ?? 0, ({}).polluted ?? 0, document.querySelectorAll('img, main script:not([type])').length]";

#[test]
fn row_31_what_is_looked_for_on_the_graph_is_text() {
    let Some(browser) = browser() else { return };
    let note = "---\ntitle: '<img src=x onerror=window.ran=1>'\n---\n\n[[__proto__]] [[constructor]]\n";
    let site = serve(
        vault()
            .file("a.md", note)
            .file("__proto__.md", "# __proto__\n\n[[a]]\n")
            .file("constructor.md", "# constructor\n")
            .build(),
    );
    browser.open(&site.url("/graph/")).waits_for(".controls input");
    for typed in TYPED {
        let typing = format!(
            "const box = document.querySelector('.controls input'); box.value = {}; \
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); return 1",
            json!(typed)
        );
        browser.asks(&typing);
        assert_eq!(browser.asks(HARM), json!([0, 0, 0]), "{typed}");
    }
    let long = "const box = document.querySelector('.controls input'); box.value = 'a'.repeat(100000); \
                box.dispatchEvent(new Event('input', { bubbles: true })); return box.value.length";
    assert_eq!(browser.asks(long), json!(100_000));
    assert_eq!(browser.count(".sheet"), 1, "the graph is still there");
}

#[test]
fn row_31_no_page_does_anything_with_a_query_or_a_fragment() {
    let Some(browser) = browser() else { return };
    let site = serve(
        vault().file("a.md", "---\ntags: t\n---\n# A\n\n[[b]] [[gone]]\n").file("b.md", "# B\n").build(),
    );
    for page in ["/", "/a/", "/a-z/", "/tags/t/", "/wanted/", "/graph/", "/gone/"] {
        for typed in ["%3Cimg%20src=x%20onerror=window.ran=1%3E", "__proto__[polluted]=1", "%", "%E0%A4%A"] {
            browser.open(&site.url(&format!("{page}?q={typed}#{typed}")));
            assert_eq!(browser.asks(HARM), json!([0, 0, 0]), "{page} {typed}");
        }
    }
}

/// Keeps what nobody has caught, in `faults`.
const CATCH: &str = "window.faults = []; addEventListener('error', (event) => faults.push(event.message)); \
                     addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)))";

/// Everything that is shown of a note in answers and previews, with markup in it.
const MARKUP: &str = "---\ntitle: 'Buoy <img src=x onerror=window.ran=1>'\naliases: ['Alias </script><script>window.ran=2</script>']\n\
                      tags: ['<svg/onload=window.ran=3>']\n---\n\n\
                      Text of a buoy: `<img src=x onerror=window.ran=4>` and \\<b>bold\\</b>.\n\n\
                      ## Chain \\<img src=x onerror=window.ran=5> {#chain}\n\nLinks `</script><script>window.ran=6</script>`.\n";

/// Notes called as the objects of JavaScript call what every one of them has.
const INHERITED: [&str; 5] = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

fn searched() -> Served {
    let vault =
        vault().file("buoy.md", MARKUP).file("links.md", "# Links\n\n[[buoy]] [part](buoy.md#chain)\n");
    let vault = INHERITED.iter().fold(vault, |vault, name| {
        vault
            .file(&format!("{name}.md"), format!("---\ntitle: {name}\n---\n\nThe word `{name}` of a text.\n"))
    });
    let vault = (0..20).fold(vault, |vault, n| {
        vault.file(&format!("n/{n}.md"), format!("# Pier {n}\n\nThe pier of the ships and the ropes.\n"))
    });
    serve(vault.build())
}

/// A browser that keeps faults, on a page with the field of the search: its own, or the dialog of another.
fn searching(site: &Served, page: &str) -> Option<Browser> {
    let browser = browser()?;
    browser.before_pages(CATCH);
    open_search(&browser, site, page);
    Some(browser)
}

fn open_search(browser: &Browser, site: &Served, page: &str) {
    browser.open(&site.url(page));
    if page != "/search/" {
        browser.types("/");
    }
    browser.waits_for(".ask input").waits_until("document.querySelector('.asked .status')");
}

/// Asks, and waits until something is said.
fn said(browser: &Browser, question: &str) -> String {
    let script = "const field = document.querySelector('.ask input'); field.value = QUESTION; \
                  document.querySelector('.asked .status').replaceChildren(); \
                  field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.asks(&script.replace("QUESTION", &json!(question).to_string()));
    browser
        .waits_until("/result|Nothing|could not/.test(document.querySelector('.asked .status').textContent)");
    browser.text(".asked .status")
}

fn assert_unharmed(browser: &Browser, what: &str) {
    assert_eq!(browser.asks(HARM), json!([0, 0, 0]), "{what}");
    assert_eq!(browser.asks("return faults"), json!([]), "{what}");
}

#[test]
fn row_31_what_is_looked_for_is_text_on_the_page_and_in_the_dialog() {
    let site = searched();
    for page in ["/search/", "/links/"] {
        let Some(browser) = searching(&site, page) else { return };
        for typed in TYPED.iter().chain(&[
            "<img srcc=x onerrorr=window.ran=1>",
            "\"<b>\" <b>",
            "#<svg/onload=window.ran=3>",
        ]) {
            said(&browser, typed);
            assert_unharmed(&browser, typed);
        }
        said(&browser, "buoy alias chain");
        let shown = browser.text(".answers");
        assert!(shown.contains("Buoy <img src=x onerror=window.ran=1>"), "{shown}");
        assert!(shown.contains("Chain <img src=x onerror=window.ran=5>"), "{shown}");
        assert!(shown.contains("</script><script>window.ran=6</script>"), "{shown}");
        assert_unharmed(&browser, "hits");
    }
}

#[test]
fn row_31_the_question_of_an_address_is_text() {
    let site = searched();
    for typed in ["%3Cimg%20src=x%20onerror=alert(1)%3E", "__proto__", "%", "%E0%A4%A", "%ED%A0%80"] {
        let Some(browser) = searching(&site, "/search/") else { return };
        browser.open(&site.url(&format!("/search/?q={typed}")));
        browser.waits_until("/result|Nothing/.test(document.querySelector('.asked .status')?.textContent)");
        assert_unharmed(&browser, typed);
    }
}

#[test]
fn row_31_words_that_every_object_has_are_words_like_others() {
    let site = searched();
    let Some(browser) = searching(&site, "/search/") else { return };
    for name in INHERITED {
        said(&browser, name);
        assert_eq!(browser.text(".answers .note b"), name);
        assert_unharmed(&browser, name);
    }
    for question in ["#__proto__", "kind:constructor", "__proto__/constructor", "\"toString\""] {
        said(&browser, question);
        assert_unharmed(&browser, question);
    }
}

#[test]
fn row_31_a_question_of_100_kb_is_answered_at_once() {
    let site = searched();
    let different = (0..14_000).map(|n| format!("w{n}x ")).collect::<String>();
    let long = [
        "a".repeat(100_000),
        format!("buoy {different}"),
        "容".repeat(33_000),
        "aB".repeat(50_000),
        "\"a".repeat(50_000),
        "a/".repeat(50_000),
        format!("#{}", "x".repeat(100_000)),
        "\u{1f600}".repeat(25_000),
    ];
    for page in ["/search/", "/links/"] {
        let Some(browser) = searching(&site, page) else { return };
        said(&browser, "pier");
        for question in &long {
            site.forget();
            browser.asks("window.slowest = 0; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) \
                          slowest = Math.max(slowest, duration) }).observe({ type: 'longtask' })");
            let said = said(&browser, question);
            let start = question.chars().take(10).collect::<String>();
            assert!(said.len() < 500, "{start}: {} bytes are said", said.len());
            assert!(said.contains("Only the beginning"), "{start}: {said}");
            assert!(browser.url().len() < 4_000, "{start}");
            assert!(site.asked().len() < 40, "{start}: {:?}", site.asked());
            let slowest = browser.asks("return slowest").as_f64().unwrap();
            assert!(slowest < 2_000.0, "{start} held the page for {slowest} ms");
            assert_unharmed(&browser, &start);
        }
    }
}

#[test]
fn row_31_signs_and_stop_words_alone_get_an_answer() {
    let site = searched();
    let Some(browser) = searching(&site, "/search/") else { return };
    for typed in ["(", "[", "\\", "*", "+?", "^$", "(?<=", "a|b", "[z-a]", ".*", "\\p{", "pier(", "[pier"] {
        said(&browser, typed);
        assert_unharmed(&browser, typed);
    }
    assert_eq!(said(&browser, "pier [0-9"), said(&browser, "pier 0 9"));
    assert!(said(&browser, "the").contains("result"), "a word of most notes");
    assert!(said(&browser, "the of and").contains("result"));
    for typed in ["...", "\"\"", "—", "???!", "\u{1f600}"] {
        assert!(said(&browser, typed).starts_with("Nothing to look for"), "{typed}");
    }
}

/// What a reader is told where this file of the index is something else, or not there.
fn assert_told(browser: &Browser, site: &Served, page: &str, file: &str, broken: Option<&str>) {
    let file = format!("/rutter/search/{file}");
    let whole = site.file(&file);
    match broken {
        Some(bytes) => site.write(&file, bytes),
        None => site.remove(&file),
    }
    open_search(browser, site, page);
    let said = said(browser, "pier");
    assert!(said.starts_with("The search index could not be read"), "{page} {file} {broken:?}: {said}");
    assert_eq!(browser.count(".status a[href$='a-z/']"), 1, "{page} {file} {broken:?}");
    let faults = browser.asks("return faults");
    let is_syntax = |fault: &serde_json::Value| fault.as_str().unwrap().contains("SyntaxError");
    assert!(faults.as_array().unwrap().iter().all(is_syntax), "{page} {file} {broken:?}: {faults}");
    site.write(&file, whole);
}

#[test]
fn row_31_an_index_that_cannot_be_read_is_told() {
    let older = "rutterSearch.part(\"0000\",\"root\",{\"notes\":3,\"words\":[\"\"],\"names\":[\"\"],\"texts\":\"D\",\"others\":\"\"})";
    let shape = "rutterSearch.part(\"0000\",\"root\",{\"format\":1})";
    let other_build = "rutterSearch.part(\"0000\",\"words/0\",[\"pier\",\"AA\"])";
    let site = searched();
    for page in ["/search/", "/links/"] {
        let Some(browser) = searching(&site, page) else { return };
        let told = |file: &str, broken: Option<&str>| assert_told(&browser, &site, page, file, broken);
        for root in [None, Some(older), Some(shape), Some("<!doctype html><title>Not found</title>")] {
            told("root.js", root);
        }
        for words in [None, Some(other_build), Some("")] {
            told("words/0.js", words);
        }
        told("texts/0.js", None);
        open_search(&browser, &site, page);
        assert!(said(&browser, "pier").contains("20 results"), "the index that is whole again");
    }
}

#[test]
fn row_31_an_index_that_is_cut_off_inside_a_number_ends() {
    let site = searched();
    let root = String::from_utf8(site.file("/rutter/search/root.js")).unwrap();
    let version = root.split('"').nth(1).unwrap();
    let cut = format!("rutterSearch.part(\"{version}\",\"words/0\",[\"pier\",\"A__\"])");
    site.write("/rutter/search/words/0.js", cut);
    let Some(browser) = searching(&site, "/search/") else { return };
    said(&browser, "pier");
    assert_unharmed(&browser, "a number without an end");
}

#[test]
fn row_31_a_search_that_cannot_be_loaded_leaves_the_other_ways() {
    for bytes in [None, Some("<!doctype html>")] {
        let site = searched();
        let script = site.fingerprinted("search.js");
        match bytes {
            Some(bytes) => site.write(&script, bytes),
            None => site.remove(&script),
        }
        let Some(browser) = browser() else { return };
        browser.before_pages(CATCH).open(&site.url("/links/")).types("/");
        browser.waits_until("location.pathname === '/search/'").waits_for(".status");
        assert!(browser.text(".status").starts_with("The search could not be loaded"));
        assert!(browser.count(".ways a") >= 2);
        let faults = browser.asks("return faults").to_string();
        assert!(!faults.contains("No search") && !faults.contains("Reference"), "{faults}");
    }
}

#[test]
fn row_31_previews_of_hostile_notes_are_text() {
    let site = searched();
    let Some(browser) = browser() else { return };
    browser.before_pages(CATCH).open(&site.url("/links/"));
    for (link, text) in [
        ("article a[href='../buoy/']", "Buoy <img src=x onerror=window.ran=1>\nText of a buoy: <img src=x"),
        (
            "article a[href*='#chain']",
            "Buoy <img src=x onerror=window.ran=1>\nChain <img src=x onerror=window.ran=5>",
        ),
    ] {
        browser.point_at(link).waits_for(".preview");
        let shown = browser.text(".preview");
        assert!(shown.starts_with(text), "{shown}");
        assert_unharmed(&browser, link);
        browser.point_at("h1").waits_until("document.querySelector('.preview').hidden");
    }
}
