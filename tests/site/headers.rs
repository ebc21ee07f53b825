//! `_headers`: what hosts of static sites are told to say with each file.

use crate::vault::{Vault, vault};

fn site() -> Vault {
    vault()
        .file("rutter.toml", "headers = true\n")
        .file("content/a.md", "---\ndate: 2026-01-02\n---\n# A\n\n[[b]]\n")
        .file("content/b.md", "# B\n")
}

/// The headers of a rule.
fn rule<'h>(headers: &'h str, path: &str) -> Vec<&'h str> {
    let lines = headers.lines().skip_while(|line| *line != path).skip(1);
    lines.take_while(|line| line.starts_with("  ")).map(str::trim).collect()
}

#[test]
fn fingerprinted_files_are_kept_for_ever_and_pages_are_not() {
    let built = site().file("static/custom.css", "a{}").build_with(&["--base-url", "https://example.com/"]);
    let page = built.page("/_headers");
    let (headers, forever) = (page.text(), vec!["Cache-Control: public, max-age=31536000, immutable"]);
    for name in ["rutter.css", "custom.css", "rutter.js", "graph.js"] {
        assert_eq!(rule(headers, &built.fingerprinted(name)), forever, "{name}");
    }
    assert_eq!(rule(headers, "/feed.xml"), ["Content-Type: application/atom+xml; charset=utf-8"]);
    let all = rule(headers, "/*");
    assert!(all.contains(&"X-Content-Type-Options: nosniff"), "{all:?}");
    assert!(all.contains(&"Referrer-Policy: strict-origin-when-cross-origin"), "{all:?}");
    assert!(!all.iter().any(|header| header.starts_with("Cache-Control")), "hosts join the two");
}

#[test]
fn no_rule_has_what_a_host_does_not_read() {
    let page = site().build().page("/_headers");
    for line in page.text().lines() {
        assert!(line.len() < 2000, "{line}");
        assert!(line.starts_with("  ") || line == "/*" || !line.contains('*'), "{line}");
    }
}

#[test]
fn the_policy_allows_the_scripts_of_templates_by_their_hashes() {
    let vault = site();
    vault.write("templates/meta.html", "<script>hello()</script><script>a = {{ frame.title }}</script>");
    let page = vault.build().page("/_headers");
    // printf 'hello()' | openssl dgst -sha256 -binary | base64
    page.has("'sha256-mTytrf2QssaOZNGNRT1WCtMRd3ocH8LJxQQu5qMUanU='");
    let scripts = page.between("script-src ", ";");
    assert_eq!(scripts.matches("sha256-").count(), 2, "{scripts}");
    assert!(!scripts.contains("unsafe"), "{scripts}");
}

#[test]
fn it_is_there_on_request_alone_and_a_site_may_bring_its_own() {
    let vault = vault().file("content/a.md", "# A\n");
    assert!(!vault.build().has_file("_headers"));
    vault.write("rutter.toml", "headers = true\n");
    vault.write("static/_headers", "/*\n  X-Mine: 1\n");
    assert_eq!(vault.build().has_no_problems().count("x"), 0);
    assert_eq!(vault.build().page("/_headers").text(), "/*\n  X-Mine: 1\n");
}
