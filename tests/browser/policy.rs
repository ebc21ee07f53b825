//! The Content-Security-Policy of `_headers`: pages work under it, and what authors slip in does not run.

use serde_json::json;

use crate::driver::{Browser, browser};
use crate::served::{Served, serve};
use crate::vault::vault;

/// Notes all of what a page is refused.
const LISTEN: &str = "window.refused = []; addEventListener('securitypolicyviolation', \
                      event => refused.push(event.violatedDirective + ' ' + event.blockedURI))";

fn site(note: &str) -> Served {
    let text = format!(
        "---\ntags: [t]\n---\n# A\n\n[[b]] [[gone]] $x^2$\n\n```rust {{1}} showLineNumbers=3\nfn main() {{}}\n```\n\n\
         | a |\n|:-:|\n| b |\n\n![x](x.svg)\n\n{note}\n"
    );
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><style>rect{fill:red}</style><rect width=\"9\" height=\"9\"/></svg>";
    let built = vault()
        .file("rutter.toml", "headers = true\n")
        .file("content/x/a.md", text)
        .file("content/x/x.svg", picture)
        .file("content/b.md", "# B\n\n[[a]]\n")
        .file("static/custom.css", ":root { --measure: 60ch }\n")
        .build();
    assert_eq!(built.code(), 0, "{}", built.said());
    serve(built)
}

fn assert_nothing_refused(browser: &Browser, page: &str) {
    assert_eq!(browser.asks("return refused"), json!([]), "{page}");
}

#[test]
fn no_page_asks_for_what_the_policy_refuses() {
    let Some(browser) = browser() else { return };
    let site = site("");
    browser.before_pages(LISTEN);
    for page in
        ["/", "/x/", "/x/a/", "/b/", "/a-z/", "/tags/", "/tags/t/", "/wanted/", "/graph/", "/404.html"]
    {
        browser.open(&site.url(page)).waits_until("document.readyState === 'complete'");
        assert_nothing_refused(&browser, page);
    }
    browser.open(&site.url("/b/")).click(".theme").open(&site.url("/x/a/"));
    let theme = browser.says("return document.documentElement.dataset.theme");
    assert_eq!(theme, "dark", "the script in the head has run");
    assert_nothing_refused(&browser, "with a theme");
}

#[test]
fn scripts_in_notes_do_not_run() {
    let Some(browser) = browser() else { return };
    let site = site(
        "<script>window.ran = 1</script>\n\n<img src=\"none.png\" onerror=\"window.ran = 2\">\n\n\
         <a id=\"go\" href=\"javascript:window.ran=3\">x</a>\n\n<base href=\"https://evil.example/\">\n",
    );
    browser.before_pages(LISTEN).open(&site.url("/x/a/"));
    browser.waits_until("refused.length >= 2");
    assert_eq!(browser.asks("return window.ran ?? 0"), json!(0));
    let base = browser.says("return document.baseURI");
    assert!(base.starts_with("http://127.0.0.1"), "{base}");
}
