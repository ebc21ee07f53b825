//! WCAG 2.2 AA, as far as axe-core can tell, on every kind of page in both themes.

use std::fs;

use serde_json::Value;

use crate::driver::{Browser, browser};
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
            let found = violations(&browser, &axe);
            assert!(found.is_empty(), "{page} in {scheme}:\n{}", found.join("\n"));
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
        let found = violations(&browser, &axe);
        assert!(found.is_empty(), "dialog in {scheme}:\n{}", found.join("\n"));
        browser.open(&site.url("/search/?q=part")).waits_for(".answers .note");
        let found = violations(&browser, &axe);
        assert!(found.is_empty(), "page in {scheme}:\n{}", found.join("\n"));
    }
}

/// What axe finds on the page the browser shows, a line for each element.
fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.asks(axe);
    let rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";
    let found = browser.asks(&format!("return axe.run(document, {rules}).then(found => found.violations)"));
    found.as_array().unwrap().iter().flat_map(described).collect()
}

fn described(violation: &Value) -> Vec<String> {
    let nodes = violation["nodes"].as_array().unwrap();
    let line = |node: &Value| format!("{}: {} {}", violation["id"], node["target"], node["failureSummary"]);
    nodes.iter().map(line).collect()
}
