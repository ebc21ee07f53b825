//! dialects.md, "Blocks".

use super::{files, shows, shows_with_problems};
use crate::vault::{Built, vault};

/// What stands in `a.mdx` is shown so.
fn shows_mdx(text: &str, html: &[&str]) -> Built {
    let built = vault().file("a.mdx", format!("# A\n\n{text}\n")).build();
    built.has_no_problems();
    for piece in html {
        built.page("/a/").has(piece);
    }
    built
}

#[test]
fn callouts_of_obsidian_and_github() {
    let html =
        ["<aside class=\"callout tip\">\n<p class=\"callout-title\">A <em>title</em></p>\n<p>text</p>"];
    shows("> [!TIP] A *title*\n> text", &[], &html);
    shows(
        "> [!note]- Folded\n> text",
        &[],
        &["<details class=\"callout note\">", "<summary class=\"callout-title\">Folded"],
    );
    shows("> [!note]+ Open\n> text", &[], &["<details class=\"callout note\" open>"]);
    shows("> [!oddity]\n> text", &[], &["<aside class=\"callout note\">\n<p class=\"callout-title\">Oddity"]);
    shows(
        "> [!note]\n> > [!tip]\n> > inner",
        &[],
        &["<aside class=\"callout note\">", "<aside class=\"callout tip\">"],
    );
    for name in ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"] {
        let html = format!("<aside class=\"callout {}\">", name.to_lowercase());
        shows(&format!("> [!{name}]\n> text"), &[], &[&html]);
    }
}

#[test]
fn boxes_in_all_four_spellings() {
    for (opening, title) in
        [(":::info", "Info"), (":::info Title", "Title"), (":::info[Title]", "Title"), ("::: info", "Info")]
    {
        let html = format!(
            "<aside class=\"callout info\">\n<p class=\"callout-title\">{title}</p>\n<p>text</p>\n</aside>"
        );
        shows(&format!("{opening}\ntext\n:::"), &[], &[&html]);
    }
}

#[test]
fn titles_and_labels_have_markup_and_links() {
    let n = ("n.md", "# N\n");
    let link = "<a href=\"../../n/\">n</a>";
    let title = format!("<p class=\"callout-title\"><em>A</em> {link} <code>c</code></p>");
    for box_ in [
        ":::note[*A* [[n]] `c`]\nx\n:::",
        ":::note *A* [n](../n.md) `c`\nx\n:::",
        "!!! note \"*A* [[n]] `c`\"\n    x",
    ] {
        shows(box_, &[n], &[&title]);
    }
    shows("??? note \"*A*\"\n    x", &[], &["<summary class=\"callout-title\"><em>A</em></summary>"]);
    shows("=== \"*A*\"\n    x", &[], &["\"><em>A</em></label>"]);
    let built =
        shows_with_problems(":::note[A [[gone]]]\n:::\n\n!!! tip \"é [x](gone.md)\"\n    x", &[], &[]);
    built.has_problem("missing-note", "from/a.md:3:11").has_problem("broken-link", "from/a.md:6:12");
    shows(":::note[snake_case a*b R&amp;D <T>]\nx\n:::", &[], &["snake_case a*b R&amp;D &lt;T&gt;</p>"]);
}

#[test]
fn attribute_lists_of_boxes_are_never_shown() {
    shows("::: tip {no-title}\nin\n:::", &[], &["<aside class=\"callout tip\">\n<p>in</p>"]);
    shows(":::note[T]{#id .class}\nin\n:::", &[], &["<p class=\"callout-title\">T</p>\n<p>in</p>"]);
    shows(
        "::: details T {open}\nin\n:::",
        &[],
        &["<details class=\"callout details\" open>\n<summary class=\"callout-title\">T<"],
    );
    shows("::: tip Of {braces}\nin\n:::", &[], &[">Of {braces}</p>"]);
}

#[test]
fn more_colons_around_fewer_nest() {
    let html = [
        "<aside class=\"callout note\">",
        "<aside class=\"callout tip\">\n<p class=\"callout-title\">Tip</p>\n<p>in</p>\n</aside>\n<p>out</p>\n</aside>",
    ];
    shows("::::note\n:::tip\nin\n:::\nout\n::::", &[], &html);
}

#[test]
fn equal_colons_nest_by_order_and_are_reported() {
    let html = ["<p>in</p>\n</aside>\n<p>out</p>\n</aside>"];
    let built = shows_with_problems(":::note\n:::tip\nin\n:::\nout\n:::", &[], &html);
    built.has_problem("nested-directive", "from/a.md:4:1");
    built.page("/from/a/").lacks(":::");
}

#[test]
fn fewer_colons_close_and_are_reported() {
    let html = ["<p>in</p>\n</aside>\n<p>out</p>"];
    let built = shows_with_problems("::::note\nin\n:::\nout", &[], &html);
    built.problem_says("nested-directive", "from/a.md:5:1", &["opened with 4 colons is closed with 3"]);
    shows(":::note\nin\n:::::\nout", &[], &html);
}

#[test]
fn an_unclosed_box_ends_with_its_block() {
    let html = ["<blockquote>\n<aside", "</aside>\n</blockquote>\n<p>out</p>"];
    let built = shows_with_problems("> :::note\n> in\n\nout", &[], &html);
    built.has_problem("unclosed-directive", "from/a.md:3:3");
}

#[test]
fn a_box_inside_code_is_code() {
    shows("```\n:::note\nx\n:::\n```", &[], &[":::note\nx\n:::\n</code>"]);
}

#[test]
fn admonitions_of_mkdocs() {
    shows(
        "!!! note \"Title\"\n    in\n\nout",
        &[],
        &[
            "<aside class=\"callout note\">\n<p class=\"callout-title\">Title</p>\n<p>in</p>\n</aside>\n<p>out</p>",
        ],
    );
    shows("??? tip\n    in", &[], &["<details class=\"callout tip\">"]);
    shows("???+ tip\n    in", &[], &["<details class=\"callout tip\" open>"]);
}

#[test]
fn a_line_without_indentation_ends_an_admonition() {
    for (text, html) in [
        ("!!! note\n    in\nout *of* it\nmore", "<p>in</p>\n</aside>\n<p>out <em>of</em> it\nmore</p>"),
        ("!!! note\n    - in\nout", "<li>in</li>\n</ul>\n</aside>\n<p>out</p>"),
        ("> !!! note\n>     in\n> out", "<p>in</p>\n</aside>\n<p>out</p>\n</blockquote>"),
        (
            "!!! note\n    !!! tip\n        in\n    between\nout",
            "</aside>\n<p>between</p>\n</aside>\n<p>out</p>",
        ),
        (
            "=== \"A\"\n    in\nout\n=== \"B\"\n    b",
            "<p>in</p>\n</div>\n</div>\n<p>out</p>\n<div class=\"tabs\">",
        ),
    ] {
        shows(text, &[], &[html]);
    }
}

#[test]
fn tabs_of_every_tool() {
    let code_group = "::: code-group\n```sh [npm]\nnpm i\n```\n```sh [pnpm]\npnpm i\n```\n:::";
    for (path, text) in [
        ("a.md", "=== \"npm\"\n    one\n=== \"pnpm\"\n    two"),
        ("a.md", code_group),
        (
            "a.mdx",
            "<Tabs>\n<TabItem value=\"npm\">\n\none\n\n</TabItem>\n<TabItem value=\"pnpm\">\n\ntwo\n\n</TabItem>\n</Tabs>",
        ),
    ] {
        let built = files(&[(path, &format!("# A\n\n{text}\n"))]).build();
        built.has_no_problems().has_no_duplicate_ids();
        let page = built.page("/a/");
        page.has_in_order(&["<div class=\"tabs\">", "checked>", ">npm</label>", ">pnpm</label>"])
            .article_lacks("<script");
    }
}

#[test]
fn markdown_stands_in_elements_of_mdx() {
    let html = ["<div class=\"dlist\">\n<p><em>in</em></p>\n</div>"];
    shows("<div className=\"dlist\">\n*in*\n</div>", &[], &html);
    shows("<div className=\"dlist\">\n\n*in*\n\n</div>", &[], &html);
    shows("<div class=\"dlist\">\n*in*\n</div>", &[], &["<div class=\"dlist\">\n*in*\n</div>"]);
}

#[test]
fn nothing_of_mdx_is_evaluated() {
    let text = "import X from './x'\nexport const a = 1;\n\n<Unknown>\n\nchild {1 + 1}\n\n</Unknown>";
    let built = shows_mdx(text, &["<p>child {1 + 1}</p>"]);
    built.page("/a/").lacks("import X").lacks("export const").lacks("Unknown");
}

#[test]
fn comments_are_dropped_and_an_unclosed_one_hides_nothing() {
    let built = shows(
        "a <!-- b --> c\n\n<!-- d\ne -->\n\n<!-- f --> %% g %%\n\nh %% i %% j\n\n%%\nk\n%%",
        &[],
        &["<p>a  c</p>", "<p>h  j</p>"],
    );
    let page = built.page("/from/a/");
    let article = page.article();
    assert!(!article.contains("%%") && !article.contains("<!--"), "{article}");
    for text in ["<!-- open\n\nshown", "%% open\n\nshown"] {
        let built = shows_with_problems(text, &[], &["shown"]);
        built.has_problem("unclosed-comment", "from/a.md:3:1");
    }
}

#[test]
fn marks_in_the_line() {
    let html = ["<mark>m</mark> <del>s</del> H<sub>2</sub>O x<sup>2</sup>"];
    shows("==m== ~~s~~ H~2~O x^2^", &[], &html);
}

#[test]
fn footnotes() {
    shows(
        "a[^1] b^[in *line*]\n\n[^1]: Below.",
        &[],
        &["<li id=\"fn:1\"><p>Below.", "<li id=\"fn:2\"><p>in <em>line</em>"],
    );
}

#[test]
fn tasks_keep_every_state() {
    shows(
        "- [ ] a\n- [x] b\n- [/] c",
        &[],
        &["disabled aria-label=\"To do\"", "checked aria-label=\"Done\"", "data-state=\"/\""],
    );
}

#[test]
fn formulas_are_mathml_without_a_script() {
    let built = shows("$a^2$ and $$b$$", &[], &["<math", "class=\"math\""]);
    built.page("/from/a/").article_lacks("<script");
}

#[test]
fn a_formula_does_not_begin_before_code() {
    shows(
        "It costs $10. In `$HOME` and $5 in `$a` *x*.",
        &[],
        &["<p>It costs $10. In <code>$HOME</code> and $5 in <code>$a</code> <em>x</em>.</p>"],
    );
    shows("A $ `$x` and $a$.", &[], &["<p>A $ <code>$x</code> and <math"]);
}

#[test]
fn a_diagram_is_its_source_and_its_labels_are_inert() {
    let text = "```mermaid title=\"Flow\"\ngraph LR; A[\"<img src=x onerror=alert(1)>\"] --> B\n```";
    let built = shows(text, &[], &["data-lang=\"mermaid\"", "&lt;img src=x onerror=alert(1)&gt;", "Flow"]);
    built.page("/from/a/").lacks("<img src=x");
}

#[test]
fn lists_nest_by_tabs_and_ones_are_numbered() {
    shows("- a\n\t- b\n\t\t- c", &[], &["a<ul>\n<li>b<ul>\n<li>c"]);
    shows("1. a\n1. b\n1. c", &[], &["<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>"]);
}

#[test]
fn plain_text_keeps_its_lines() {
    let built = files(&[("a.md", "a short line\n\nfirst line\nsecond line\n")]).build();
    built
        .has_no_problems()
        .page("/a/")
        .has("<h1>a short line</h1>")
        .has("<p>first line</p>\n<p>second line</p>");
}

#[test]
fn single_line_breaks_are_those_of_the_vault() {
    let text = "# A\n\none\ntwo **x**\n";
    files(&[("a.md", text)]).build().page("/a/").has("<p>one\ntwo ");
    let obsidian = files(&[("a.md", text), (".obsidian/app.json", "{}")]);
    obsidian.build().page("/a/").has("<p>one<br>\ntwo ");
    let strict = files(&[("a.md", text), (".obsidian/app.json", "{\"strictLineBreaks\": true}")]);
    strict.build().page("/a/").has("<p>one\ntwo ");
}

#[test]
fn tags_in_the_text() {
    let text = "# A #no\n\n#tag and #a/b, not `#c`, [x](#a-no) or #1.\n";
    let built = files(&[("a.md", text), (".obsidian/app.json", "{}")]).build();
    let page = built.page("/a/");
    page.has("href=\"../tags/tag/\">#tag</a>")
        .has("href=\"../tags/a/b/\">#a/b</a>")
        .lacks("tags/c/")
        .lacks("tags/1/");
}

#[test]
fn attribute_lists_count_and_are_never_shown() {
    let others = [("i.svg", "<svg viewBox=\"0 0 3 2\"/>"), ("n.md", "# N\n")];
    let text =
        "## H {#id .class}\n\n[l](../n.md){.button key=val} ![i](../i.svg){width=30}\n\nBlock\n{: .wide }";
    let built =
        shows(text, &others, &["<h2 id=\"id\"", "class=\"button\"", "width=\"30\"", "class=\"wide\""]);
    built.page("/from/a/").article_lacks("{").lacks("key=val");
}

#[test]
fn links_and_pictures_that_lead_nowhere() {
    let text = "[volumes]() [pods](./resources/pods.md) ![cluster](/img/1.svg)";
    let html = [
        "<p>volumes <span class=\"missing\"",
        "<span class=\"missing-image\" role=\"img\" aria-label=\"cluster\"",
    ];
    let built = shows_with_problems(text, &[], &html);
    built.has_problem("empty-link", "from/a.md:3:1").has_problem("broken-link", "from/a.md:3:13");
    built.has_problem("missing-asset", "from/a.md:3:41");
}

#[test]
fn braces_of_other_tools_are_text() {
    shows("{{ .Values.x }} and {% if x %}", &[], &["<p>{{ .Values.x }} and {% if x %}</p>"]);
}

#[test]
fn angles_are_read_as_commonmark_does() {
    shows(
        "<https://a.b/c> Vec<String> a < b",
        &[],
        &["<a href=\"https://a.b/c\">https://a.b/c</a> Vec&lt;String&gt; a &lt; b"],
    );
}

#[test]
fn emoji_have_names_outside_code() {
    shows(":smile: `:smile:`", &[], &["😄 <code>:smile:</code>"]);
}

#[test]
fn raw_html_passes_and_where_notes_are_not_trusted_is_sanitised() {
    let text = "<b onclick=\"x()\">b</b><script>x()</script>";
    shows(text, &[], &["<b onclick=\"x()\">b</b><script>"]);
    let built = files(&[("content/a.md", text), ("rutter.toml", "untrusted = true\n")]).build();
    built.page("/a/").has("<b>b</b>").lacks("onclick").article_lacks("<script");
}

#[test]
fn an_element_that_is_never_closed_is_marked_as_a_whole() {
    let built = shows_with_problems("<details open>\n\ntext", &[], &["</details>"]);
    built.problem_says("unbalanced-html", "from/a.md:3:1", &["^^^^^^^^^^^^^^\n"]);
}
