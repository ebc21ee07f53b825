//! WCAG 2.2 AA, as far as axe-core can tell, on every kind of page in both themes.

use std::fs;

use serde_json::Value;

use crate::driver::{Browser, browser, key};
use crate::pages::{self, every_page};
use crate::served::{Served, serve};
use crate::vault::vault;

/// axe-core, where `RUTTER_AXE` says where `axe.min.js` lies.
fn axe() -> Option<String> {
    let file = std::env::var_os("RUTTER_AXE");
    let required = std::env::var_os("RUTTER_BROWSER").is_some_and(|value| value == "required");
    assert!(file.is_some() || !required, "axe-core is required: RUTTER_AXE says where it is");
    file.map(|file| fs::read_to_string(file).expect("RUTTER_AXE is axe.min.js"))
}

/// A vault that has every kind of page and most of what stands in notes.
fn site() -> Served {
    let rich = "---\ntags: [one, two/three]\n---\n# Rich\n\nText with `code`, [[b]], [[not written]] and a \
                [site](https://example.com).[^1]\n\n> [!warning]- Folded\n> text\n\n\
                ```yaml\nkind: Pod\nmetadata: {name: a}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
                - [ ] open\n- [x] done\n\n$x^2$ and ![picture](p.png)\n\n=== \"One\"\n\n    1\n\n\
                === \"Two\"\n\n    2\n\n## Part\n\n### Sub\n\n[^1]: A footnote.\n";
    let concept =
        "---\nkinds: [Pod]\ndescription: The smallest unit.\n---\n# Unit\n\nSee [[other]].\n\n## Part\n";
    let user =
        "---\nkinds: [Job]\n---\n# Other\n\n```yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n```\n";
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let vault = vault().file("unit.md", concept).file("other.md", user);
    let vault = vault.file("folder/rich.md", rich).file("folder/p.png", picture);
    let vault = vault.file("folder/c.md", "# C\n\nNo link, and of the note Rich still.\n");
    serve(vault.file("folder/b.md", "# B\n\nSee [[rich]].\n").file("index.md", "# Home\n\n[[rich]]").build())
}

const PAGES: [&str; 11] = [
    "/",
    "/folder/rich/",
    "/unit/",
    "/folder/",
    "/tags/",
    "/tags/one/",
    "/a-z/",
    "/wanted/",
    "/graph/",
    "/search/",
    "/404.html",
];

#[test]
fn axe_finds_nothing_on_any_page_in_either_theme() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = site();
    for scheme in ["light", "dark"] {
        browser.prefers("prefers-color-scheme", scheme);
        for page in PAGES {
            browser.open(&site.url(page));
            browser.asks("document.querySelectorAll('details').forEach(fold => fold.open = true)");
            assert_clean(&browser, &axe, &format!("{page} in {scheme}"));
        }
    }
}

#[test]
fn axe_finds_nothing_while_somebody_searches() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = site();
    for scheme in ["light", "dark"] {
        browser.prefers("prefers-color-scheme", scheme);
        browser.open(&site.url("/folder/b/")).types("/rich").waits_for(".answers .note");
        assert_clean(&browser, &axe, &format!("dialog in {scheme}"));
        browser.open(&site.url("/search/?q=part")).waits_for(".answers .note");
        assert_clean(&browser, &axe, &format!("page in {scheme}"));
    }
}

/// Pages that are not as most are: home and folder without a note, a note with all that opens, much too long.
fn rare() -> Served {
    let all = format!(
        "# All\n\n> [!tip]- Folded\n> text\n\n> [!bug]+ Open\n> text\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n\n\
         === \"One\"\n\n    1\n\n=== \"Two\"\n\n    2\n\n![A chart](chart.svg)\n\n```yaml title=\"a.yaml\"\nkey: {}\n```\n\n\
         ![[short]]\n\n[TOC]\n\n## One\n\n## Two\n",
        "x".repeat(300)
    );
    let long = format!(
        "---\ntitle: {0}\ntags: [{1}]\n---\n\n| {0} | b |\n|---|---|\n| {0} | c |\n\n```text\n{0}\n```\n\n{2}\n\n## {0}\n",
        "Long words of a title ".repeat(12),
        "t".repeat(90),
        "y".repeat(400)
    );
    let chart = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='2000'><rect width='9'/></svg>";
    let vault = vault().file("f/all.md", all).file("f/chart.svg", chart).file("f/long.md", long);
    let vault = vault.file("f/short.md", "---\naliases: [/old/place/]\n---\n# Short\n\nText, [[all]].\n");
    let vault = vault.file("hidden.md", "---\nunlisted: true\n---\n# Hidden\n\n[[short]]\n");
    let arabic = "---\nlang: ar\n---\n# حاوية\n\n## قسم\n\nنص [[short]] و `code`.\n\n> [!note] ملاحظة\n> نص\n";
    let others = (0..20).map(|n| (n, format!("# Other {n}\n\nTo [[short]].\n")));
    serve(others.fold(vault.file("ar.md", arabic), |v, (n, text)| v.file(&format!("o/{n}.md"), text)).build())
}

const RARE: [&str; 9] =
    ["/", "/f/", "/f/all/", "/f/long/", "/f/short/", "/hidden/", "/ar/", "/tags/", "/search/?q=other"];

#[test]
fn axe_finds_nothing_on_rare_pages_on_a_screen_and_on_a_phone() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = rare();
    for (width, scheme) in [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")] {
        browser.sized(width, 800).prefers("prefers-color-scheme", scheme);
        for page in RARE {
            browser.open(&site.url(page));
            assert_clean(&browser, &axe, &format!("{page} at {width} in {scheme}"));
        }
    }
}

#[test]
fn axe_finds_nothing_in_a_low_window() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = serve(every_page("en").build());
    for (width, height) in [(1440, 600), (390, 500), (1440, 300)] {
        browser.sized(width, height);
        for page in pages::PAGES.into_iter().chain(["/o/3/", "/search/?q=other"]) {
            browser.open(&site.url(page));
            assert_clean(&browser, &axe, &format!("{page} at {width} by {height}"));
        }
        browser.open(&site.url("/o/3/")).types("/other").waits_for(".answers .note");
        assert_clean(&browser, &axe, &format!("a search at {width} by {height}"));
    }
}

#[test]
fn axe_finds_nothing_on_what_opens() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = rare();
    for scheme in ["light", "dark"] {
        browser.prefers("prefers-color-scheme", scheme);
        for (page, width) in [("/f/all/", 1440), ("/f/short/", 1440), ("/f/all/", 390), ("/ar/", 390)] {
            browser.sized(width, 800).open(&site.url(page));
            browser.asks("document.querySelectorAll('details').forEach((details) => details.open = true)");
            assert_clean(&browser, &axe, &format!("{page} opened at {width} in {scheme}"));
            browser.types("?").waits_for("dialog.help");
            assert_clean(&browser, &axe, &format!("{page} with its keys at {width} in {scheme}"));
        }
        browser.sized(1440, 800).open(&site.url("/f/all/")).waits_for("img.zoom").click("img.zoom");
        browser.waits_for("dialog.enlarged");
        assert_clean(&browser, &axe, &format!("a picture enlarged in {scheme}"));
        browser.types(key::ESCAPE).open(&site.url("/f/short/")).point_at("article a").waits_for(".preview");
        assert_clean(&browser, &axe, &format!("a preview in {scheme}"));
    }
}

#[test]
fn axe_finds_nothing_where_html_of_notes_is_sanitised_and_everything_is_from_right_to_left() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let html = "# Raw\n\n<div style=\"color:#eee\" onclick=\"x()\">text <b>bold</b> <font color=\"#eee\">pale</font></div>\n\n\
                <form><input name=a></form>\n\n<iframe src=\"https://example.com\"></iframe>\n";
    let raw = serve(
        vault().file("rutter.toml", "content = \".\"\nuntrusted = true\n").file("raw.md", html).build(),
    );
    let arabic = "# حاوية\n\n## قسم\n\nنص [[b]].\n\n> [!note]- ملاحظة\n> نص\n\n```yaml\na: b\n```\n";
    let vault = vault().file("rutter.toml", "language = \"ar\"\n").file("content/f/a.md", arabic);
    let mirrored = serve(vault.file("content/f/b.md", "# عقدة\n\n[[a]]\n").build());
    for (site, page) in [(&raw, "/raw/"), (&mirrored, "/f/a/"), (&mirrored, "/f/"), (&mirrored, "/")] {
        for scheme in ["light", "dark"] {
            browser.prefers("prefers-color-scheme", scheme).open(&site.url(page));
            assert_clean(&browser, &axe, &format!("{page} in {scheme}"));
        }
    }
}

#[test]
fn axe_finds_nothing_on_an_old_address_that_leads_on() {
    let (Some(axe), Some(browser)) = (axe(), browser()) else { return };
    let site = rare();
    let page = String::from_utf8(site.file("/old/place/")).unwrap();
    let (before, behind) = page.split_once("<meta http-equiv=\"refresh\"").expect("it leads on");
    let (_, behind) = behind.split_once('>').unwrap();
    site.write("/old/place/", format!("{before}{behind}"));
    browser.open(&site.url("/old/place/"));
    assert_clean(&browser, &axe, "an old address");
}

/// axe finds nothing on the page the browser shows.
fn assert_clean(browser: &Browser, axe: &str, what: &str) {
    let found = violations(browser, axe);
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// What axe finds on the page the browser shows, a line for each element.
fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.asks(axe);
    // What WCAG 2.2 has brought is switched off in axe.
    let rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
                 rules: { 'target-size': { enabled: true } } }";
    let found = browser.asks(&format!("return axe.run(document, {rules}).then(found => found.violations)"));
    found.as_array().unwrap().iter().flat_map(described).collect()
}

fn described(violation: &Value) -> Vec<String> {
    let nodes = violation["nodes"].as_array().unwrap();
    let line = |node: &Value| format!("{}: {} {}", violation["id"], node["target"], node["failureSummary"]);
    nodes.iter().map(line).collect()
}
