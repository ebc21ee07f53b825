//! `untrusted = true`: raw HTML of authors who may not run code on the site.

use crate::html;
use crate::vault::{Built, vault};

/// The page of a note whose author is not trusted.
fn built(note: &str) -> Built {
    vault()
        .file("rutter.toml", "untrusted = true\n")
        .file("content/a.md", note)
        .file("content/b.md", "# B\n")
        .build()
}

#[test]
fn what_runs_code_is_left_out_with_its_content() {
    for (html, id) in [
        ("<script>alert(1)</script>", "script"),
        ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "script"),
        ("<svg onload=alert(1)><script>alert(1)</script></svg>", "svg"),
        ("<svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>", "svg"),
        ("<svg><set attributeName=href to=javascript:alert(1)></svg>", "svg"),
        ("<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">x</mi></math>", "math"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "math"),
        ("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "iframe"),
        ("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "noscript"),
        ("<textarea><script>alert(1)</script></textarea>", "textarea"),
        ("<style>@import 'https://evil.example/';</style>", "style"),
        ("<object data=alert(1)></object>", "object"),
        ("<template><script>alert(1)</script></template>", "template"),
        ("<base href=https://evil.example/>", "base"),
        ("<meta http-equiv=refresh content=\"0;url=https://evil.example/\">", "meta"),
        ("<form action=https://evil.example/><input name=q></form>", "form"),
        ("<embed src=https://evil.example/x.swf>", "embed"),
        ("<link rel=stylesheet href=https://evil.example/x.css>", "link"),
    ] {
        let built = built(&format!("# A\n\n{html}\n\nnext\n\n- in a list: {html}\n"));
        let page = built.page("/a/");
        let article = page.article().to_lowercase();
        assert!(!article.contains(&format!("<{id}")), "{html}: {article}");
        runs_nothing(&article);
        page.has("<p>next</p>");
        assert!(built.count("unsafe-html") > 1, "{html}: {}", built.said());
        built.problem_says("unsafe-html", "a.md:3:1", &[&format!("`<{id}>`"), "`untrusted` is set"]);
    }
}

/// No attribute of the text runs or loads anything.
fn runs_nothing(html: &str) {
    let handlers = ["onload", "onerror", "onclick", "onmouseover", "onfocus"];
    let all = [&handlers[..], &["srcdoc", "http-equiv", "style", "action", "data"]].concat();
    let found = html::attributes(html, &all);
    assert!(found.is_empty(), "{found:?} in {html}");
    for (_, url) in html::attributes(html, &["href", "src"]) {
        assert!(!url.to_lowercase().contains("script:") && !url.starts_with("data:"), "{url} in {html}");
    }
}

#[test]
fn an_element_that_nothing_closes_is_text() {
    let built = built("# A\n\n<plaintext></plaintext><script>alert(1)</script>\n\nnext\n");
    built.page("/a/").has("&lt;plaintext>").article_lacks("<script").has("<p>next</p>");
    built.has_problem("unsafe-html", "a.md:3:24");
}

#[test]
fn attributes_that_run_code_are_left_out() {
    let built = built(concat!(
        "# A\n\n<img src=\"x.png\" onerror=\"alert(1)\" style=\"position:fixed\" alt=\"x\">\n\n",
        "<a href=\"JaVaScRiPt:alert(1)\">one</a> <a href=\"&#x6a;avascript:alert(1)\">two</a> ",
        "<a href=\"java\tscript:alert(1)\">three</a> <a href='https://example.com/?a=1&b=2' onclick=x>four</a>\n\n",
        "<div\nonmouseover=alert(1)\nclass=\"wide\" id=\"here\">five</div>\n",
    ));
    let page = built.page("/a/");
    runs_nothing(page.article());
    page.has(">one</a>").has(">two</a>").has(">three</a>").has("href=\"https://example.com/?a=1&amp;b=2\"");
    page.has("<div class=\"wide\" id=\"here\">five</div>");
    built.problem_says("unsafe-html", "a.md:3:1", &["of `<img>`", "`onerror`, `style`"]);
}

#[test]
fn what_only_shows_something_stays_and_its_links_are_led() {
    let built = built(concat!(
        "# A\n\n<details open>\n<summary>More *here*</summary>\n\n**Bold** and <kbd>Ctrl</kbd>\n\n</details>\n\n",
        "<table><thead><tr><th scope=\"col\">H</th></tr></thead>\n<tbody>\n<tr>\n<td colspan=2 align=\"center\">\n\n",
        "[[b]]\n\n</td></tr></tbody></table>\n\n<a href=\"b.md\">B</a> 1 < 2 &lt; 3, Vec<String>\n\n<a href=\"gone.md\">G</a>\n",
    ));
    let page = built.page("/a/");
    page.has("<details open=\"\">")
        .has("<summary>")
        .has("<strong>Bold</strong>")
        .has("<kbd>Ctrl</kbd>")
        .has("</details>");
    page.has("<th scope=\"col\">")
        .has("<td colspan=\"2\" align=\"center\">")
        .has("</td></tr></tbody></table>");
    page.has("href=\"../b/\"").has("1 &lt; 2 &lt; 3, Vec&lt;String>");
    built.has_problem("broken-link", "a.md:21:10");
    assert_eq!(built.count("unsafe-html"), 0, "{}", built.said());
}

#[test]
fn without_the_key_raw_html_is_passed_on() {
    let built = vault()
        .file("rutter.toml", "untrusted = false\n")
        .file("content/a.md", "# A\n\n<form id=x></form>\n")
        .build();
    built.has_no_problems().page("/a/").has("<form id=x>");
}

#[test]
fn elements_of_mdx_are_cleaned_too() {
    let built = vault()
        .file("rutter.toml", "untrusted = true\n")
        .file("content/a.mdx", "# A\n\n<div className=\"wide\" onClick=\"alert(1)\">\n\nText\n\n</div>\n")
        .build();
    let page = built.page("/a/");
    page.has("Text");
    runs_nothing(page.article());
}

#[test]
fn wiki_links_in_html_end_no_attribute_and_begin_no_tag() {
    let quote = "[[b|\" onclick=\"alert(1)\" x=\"]]";
    let tag = "[[b|<img src=x onerror=alert(1)>]]";
    for html in [
        format!("<i title='{quote}'>x</i>"),
        format!("<i title='!{quote}' class='{quote}' id='{quote}'>x</i>"),
        format!(
            "<a href='{quote}'>x</a> <a href='c/{quote}'>x</a> <a href='https://e.example/{quote}'>x</a>"
        ),
        format!("<img src='{quote}' alt='{quote}'>"),
        format!("<i title='{tag}'>x</i>"),
        format!("<p>{tag} !{tag}</p>"),
        format!("<i title=\"{tag}\">x</i> &#2;0&#3; <i title=\"&#2;0&#3;\">x</i>"),
        "<b title=\"[[a|\"]]><img src=x onerror=alert(1)>\">x</b>".to_string(),
    ] {
        for note in [format!("# A\n\n{html}\n\n{quote}\n"), format!("# A\n\n{quote} text {html}\n")] {
            let built = built(&note);
            runs_nothing(built.page("/a/").article());
        }
    }
}

#[test]
fn a_source_that_is_a_script_is_left_out() {
    let cite = "cite=\"javascript:alert(1)\"";
    let built =
        built(&format!("# A\n\n<q {cite}>x</q> <del {cite}>x</del>\n\n<blockquote {cite}>x</blockquote>\n"));
    built.page("/a/").lacks("javascript").has("<q>x</q>");
    built.problem_says("unsafe-html", "a.md:3:1", &["of `<q>`", "`cite`"]);
}

#[test]
fn files_that_are_not_beside_the_notes_are_not_shown() {
    let vault = |key: &str| {
        vault()
            .file("rutter.toml", key)
            .file(".env", "TOKEN=root\n")
            .file("deploy.txt", "TOKEN=root\n")
            .file("content/.env", "TOKEN=notes\n")
            .file("content/part.txt", "Shown.\n")
            .file("content/a.md", "<<< ../.env\n\n<<< ../deploy.txt\n\n<<< ./.env\n\n<<< ./part.txt\n")
    };
    let built = vault("untrusted = true\n").build();
    built.page("/a/").has("Shown.").lacks("TOKEN");
    for line in ["1", "3", "5"] {
        built.problem_says("refused-include", &format!("a.md:{line}:1"), &["not trusted here"]);
    }
    let trusted = vault("untrusted = false\n").build();
    trusted.has_no_problems().page("/a/").has("root").has("notes");
}

#[test]
fn what_stands_behind_an_unclosed_section_of_data_is_shown() {
    let page = "# A\n\n<![CDATA[ x\n\nAfter2\n\n<textarea>\n\nAfter3\n";
    for text in [page.to_string(), page.replace("<![", "text <![")] {
        built(&text).page("/a/").has_in_order(&[" x", "After2"]);
    }
}
