//! Row 31 of the hostile inputs as far as pages have it: what is typed or stands in the address is text.

use serde_json::json;

use crate::driver::browser;
use crate::served::serve;
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
