//! Markdown: GitHub's, and what Obsidian, Pandoc and Docusaurus add to it.

use crate::vault::{Built, vault};

/// The article of a vault's only note, which has no problems.
fn article(text: &str) -> String {
    let built = note(text);
    built.has_no_problems().has_no_broken_links();
    built.page("/n/").article().to_string()
}

fn note(text: &str) -> Built {
    vault().file("n.md", format!("# N\n\n{text}")).build()
}

/// Asserts that the article holds all of these.
fn shows(text: &str, pieces: &[&str]) {
    let article = article(text);
    for piece in pieces {
        assert!(article.contains(piece), "no `{piece}` in:\n{article}");
    }
}

#[test]
fn emphasis_of_every_sort() {
    shows(
        "*em* __strong__ ~~gone~~ ==mark== H~2~O x^2^ `code`",
        &[
            "<em>em</em>",
            "<strong>strong</strong>",
            "<del>gone</del>",
            "<mark>mark</mark>",
            "H<sub>2</sub>O",
            "x<sup>2</sup>",
            "<code>code</code>",
        ],
    );
}

#[test]
fn text_that_is_no_markup_stays_text() {
    shows(
        "a < b & c, 2 * 3 * 4, snake_case_name, `a == b`, {{ .Values.x }} and {% if a %}, 1 == 2",
        &[
            "a &lt; b &amp; c, 2 * 3 * 4, snake_case_name",
            "<code>a == b</code>",
            "{{ .Values.x }} and {% if a %}",
            "1 == 2",
        ],
    );
}

#[test]
fn tables_keep_alignment_and_pipes_in_code() {
    shows(
        "| L | C | R | N |\n|:--|:-:|--:|---|\n| a | b | c | `x \\| y` |\n| *d* | | short |\n",
        &[
            "<th class=\"left\">L</th><th class=\"center\">C</th><th class=\"right\">R</th><th>N</th>",
            "<td><code>x | y</code></td>",
            "<td class=\"left\"><em>d</em></td>",
            "<div class=\"table\"><table>",
            "</tbody></table></div>",
        ],
    );
}

#[test]
fn a_table_of_a_header_alone_is_whole() {
    shows("| A |\n|---|\n", &["<thead><tr><th>A</th></tr></thead>\n</table></div>"]);
}

#[test]
fn task_lists_keep_every_state() {
    shows(
        "- [ ] open\n- [x] done\n- [X] Done\n- [/] half\n- [-] dropped\n- [>] moved\n- [link](https://example.com)\n",
        &[
            "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> open",
            "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> done",
            "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> Done",
            "<li class=\"task\" data-state=\"/\"><input type=\"checkbox\" disabled aria-label=\"State /\"> half",
            "<li class=\"task\" data-state=\"-\">",
            "<li class=\"task\" data-state=\"&gt;\">",
            "<li><a href=\"https://example.com\">link</a>",
        ],
    );
}

#[test]
fn tasks_nest_and_are_numbered() {
    shows(
        "1. [x] first\n   - [ ] below\n2. [ ] second\n",
        &[
            "<ol>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> first<ul class=\"tasks\">",
            "To do\"> below",
            "To do\"> second",
        ],
    );
}

#[test]
fn lists_indented_with_tabs_nest() {
    shows(
        "- one\n\t- two\n\t\t- three\n\t\t\t1. four\n- five\n",
        &[
            "<li>one<ul>\n<li>two<ul>\n<li>three<ol>\n<li>four</li>\n</ol>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>five</li>",
        ],
    );
}

#[test]
fn a_list_of_ones_is_numbered_by_the_browser() {
    shows("1. a\n1. b\n1. c\n", &["<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>"]);
    shows("7. a\n8. b\n", &["<ol start=\"7\">\n<li>a</li>"]);
}

#[test]
fn a_loose_list_has_paragraphs_and_a_tight_one_has_none() {
    shows("- a\n\n- b\n\n  more\n", &["<li><p>a</p>\n</li>", "<p>b</p>\n<p>more</p>"]);
    shows("- a\n- b\n", &["<li>a</li>\n<li>b</li>"]);
}

#[test]
fn description_lists() {
    shows("Term\n: Its details\n", &["<dl>\n<dt id=\"term\">Term</dt>\n<dd>Its details</dd>\n</dl>"]);
}

#[test]
fn signs_of_prose_are_no_indices() {
    shows(
        "About 200~300g，of 50~150g and 2^10 or x^2, but H~2~O and x^10^.\n",
        &["200~300g，of 50~150g and 2^10 or x^2", "H<sub>2</sub>O and x<sup>10</sup>"],
    );
}

#[test]
fn a_definition_of_several_paragraphs_keeps_them_apart() {
    shows("T\n: First.\n\n  Second.\n", &["<dd><p>First.</p>\n<p>Second.</p>\n</dd>"]);
}

#[test]
fn a_footnote_leads_there_and_back_from_every_reference() {
    shows(
        "One[^a], again[^a], two[^long-name].\n\n[^a]: First.\n[^long-name]: Second.\n\n    More of it.\n",
        &[
            "<a id=\"fnref:1\" href=\"#fn:1\">1</a>",
            "<a id=\"fnref:1:2\" href=\"#fn:1\">1</a>",
            "<a id=\"fnref:2\" href=\"#fn:2\">2</a>",
            "<li id=\"fn:1\"><p>First. <a class=\"footnote-back\" href=\"#fnref:1\"",
            "href=\"#fnref:1:2\"",
            "<p>Second.</p>\n<p>More of it. <a class=\"footnote-back\" href=\"#fnref:2\"",
        ],
    );
}

#[test]
fn a_footnote_without_a_reference_is_shown_and_reported() {
    let built = note("Text[^a].\n\n[^lost]: Lost *words*.\n[^a]: Known.\n");
    built.has_problem("unused-footnote", "n.md:5:1");
    built.page("/n/").has("<li id=\"fn:2\"><p>Lost <em>words</em>.</p>");
}

#[test]
fn an_inline_footnote_is_a_footnote() {
    shows("Said^[In *brackets*.] so.", &["Said<sup class=\"footnote-ref\">", "<p>In <em>brackets</em>. <a"]);
}

#[test]
fn what_a_row_has_behind_the_last_column_is_reported_at_its_place() {
    let rows = [
        "| [[x|y]] | `a\\|b` é | gone \\| too | more ||",
        "| one |",
        "| x | y ||",
        "| x | y | ",
        "x | y",
        "| x | y | | |",
    ];
    let note = format!("# N\n\n> | a | b |\n> |---|---|\n> {}\n", rows.join("\n> "));
    let built = vault().file("n.md", note).file("x.md", "# X\n").build();
    let said = built.problem("lost-cell", "n.md:5:26");
    assert!(said.contains("  ^^^^^^^^^^^^^^^^^^\n"), "{said}");
    assert_eq!(built.count("lost-cell"), 1);
}

#[test]
fn a_link_in_an_inline_footnote_has_its_place_wherever_that_stands() {
    let note = "# N\n\n[^1]: é ^[b [x](lost.md) ^[c [y](away.md)]]\n\ntext[^1] ^[[[gone]]]\n\n[^2]: ^[[z](far.md)]\n";
    let built = vault().file("n.md", note).build();
    built.has_problem("broken-link", "n.md:3:13").has_problem("broken-link", "n.md:3:30");
    built.has_problem("missing-note", "n.md:5:12").has_problem("broken-link", "n.md:7:9");
}

#[test]
fn a_footnote_that_ends_in_a_block_leads_back_as_well() {
    shows("A[^1].\n\n[^1]:\n    ```\n    code\n    ```\n", &["<li id=\"fn:1\"><pre", "href=\"#fnref:1\""]);
}

#[test]
fn a_link_in_a_footnote_stands_under_the_heading_of_its_reference() {
    let text = "# N\n\n## First\n\nA[^1].\n\n## Last\n\n[^1]: See [[pod]].\n";
    let built = vault().file("n.md", text).file("pod.md", "# Pod\n").build();
    built.page("/pod/").has("href=\"../n/#first\"").lacks("#last");
}

#[test]
fn a_footnote_in_a_table_or_a_heading_is_counted_once() {
    let article = article("## H[^1]\n\n| a |\n|---|\n| b[^1] |\n\n[^1]: Note.\n");
    assert!(article.contains("<h2 id=\"h\">H<sup"), "{article}");
    assert_eq!(article.matches("<li id=\"fn:1\">").count(), 1, "{article}");
}

#[test]
fn formulas_are_mathml() {
    let article =
        article("So $a^2 + b$ and\n\n$$\n\\sum_{i=1}^n i\n$$\n\nand $`x`$.\n\n```math\n\\frac{1}{2}\n```\n");
    assert_eq!(article.matches("<math").count(), 4, "{article}");
    assert!(article.contains("<msup><mi>a</mi><mn>2</mn></msup>"), "{article}");
    assert!(article.contains("<math display=\"block\">"), "{article}");
    assert!(!article.contains('$') && !article.contains("\\sum"), "{article}");
    assert!(!article.contains("<p><div"), "a paragraph cannot hold a box:\n{article}");
}

#[test]
fn a_formula_writes_no_html() {
    let article = article("$a<b$ and $x \\lt y$ and $\\operatorname{<img src=x onerror=y>}$ end");
    assert!(article.contains("<mo>&lt;</mo>"), "{article}");
    assert!(!article.contains("<img") && !article.contains("<<"), "{article}");
    let built = note("$\\operatorname{</article>}$ end\n");
    assert_eq!(built.page("/n/").text().matches("</article>").count(), 1);
}

#[test]
fn money_is_no_formula() {
    shows(
        "From $5 to $10.\n\nIn `$HOME` and `$PATH`.",
        &["From $5 to $10.</p>", "<code>$HOME</code> and <code>$PATH</code>"],
    );
}

#[test]
fn a_formula_that_cannot_be_set_is_shown_as_written() {
    let built = note("Ä $\\frac{1$ and more.\n");
    built.has_problem("bad-math", "n.md:3:3");
    built.page("/n/").has("<code class=\"math\">$\\frac{1$</code> and more.");
}

#[test]
fn emoji_have_names_outside_code() {
    shows(
        ":rocket: `:rocket:` 10:30:45 :no-such-thing:",
        &["<p>🚀 <code>:rocket:</code> 10:30:45 :no-such-thing:"],
    );
}

#[test]
fn comments_are_dropped() {
    let article = article(
        "A %%b%% c <!-- d --> e.\n\n%%\nf\n\ng\n%%\n\n<!-- h\n\ni -->\n\n- j\n  <!-- k -->\n- l <!-- m\n  n --> o\n",
    );
    for hidden in ["b", "d ", "f", "g", "h", "k", "m", "%%", "<!--"] {
        let text = article.replace("article class=\"body\"", "");
        assert!(!text.contains(hidden), "{hidden} in:\n{article}");
    }
    for shown in ["A ", " c ", " e.", "j", "l ", " o"] {
        assert!(article.contains(shown), "{shown} in:\n{article}");
    }
}

#[test]
fn comments_in_code_stay() {
    shows(
        "`%% a %%` `<!-- b -->`\n\n```html\n<!-- c -->\n```\n",
        &["%% a %%", "&lt;!-- b --&gt;", "&lt;!-- c --&gt;"],
    );
}

#[test]
fn links_in_comments_are_no_links() {
    let built = note("%% [[gone]] %%\n\n<!-- [[gone]] -->\n\n%%\n[[gone]]\n%%\n");
    built.has_no_problems();
    assert!(!built.has_file("wanted/index.html"));
}

#[test]
fn a_comment_that_is_never_closed_is_reported_and_hides_nothing() {
    for opening in ["<!--", "%%"] {
        let built = note(&format!("Before.\n\n{opening} begun\n\n:::tip\n**After.**\n:::\n\n## More\n"));
        built.has_problem("unclosed-comment", "n.md:5:1");
        let page = built.page("/n/");
        page.has("Before.").has("begun").has("<strong>After.</strong>").has("<h2 id=\"more\">");
    }
    shows(
        "`<!--` and <!--> and <!---> end\n\n```\n<!-- [[x]] %%\n```\n",
        &["<code>&lt;!--</code> and ", "&lt;!-- [[x]] %%"],
    );
}

#[test]
fn raw_html_passes() {
    shows(
        "<details><summary>More</summary>\n\nInside *it*.\n\n</details>\n\nPress <kbd>Ctrl</kbd>.\n\n<div>\n*raw*\n</div>\n",
        &[
            "<details><summary>More</summary>\n<p>Inside <em>it</em>.</p>\n</details>",
            "<kbd>Ctrl</kbd>",
            "<div>\n*raw*\n</div>",
        ],
    );
}

#[test]
fn raw_html_never_breaks_the_page_around_it() {
    for (html, place) in [
        ("a </main> b", "n.md:3:3"),
        ("</div></div>", "n.md:3:1"),
        ("a <b>b", "n.md:3:3"),
        ("<textarea>\nx", "n.md:3:1"),
        ("<section>\n\n*in*", "n.md:3:1"),
        ("> <div>\n> x\n\ny", "n.md:3:3"),
        ("- <div>\n  x", "n.md:3:3"),
        ("## H <div>x", "n.md:3:6"),
        (":::tip\n<div>\n\nx\n\n:::", "n.md:4:1"),
    ] {
        let built = note(&format!("{html}\n\nAfter.[^1]\n\n[^1]: Foot.\n"));
        built.has_problem("unbalanced-html", place);
        let page = built.page("/n/");
        for element in ["main", "div", "b", "section", "textarea", "article"] {
            let opened = page.text().matches(&format!("<{element}>")).count()
                + page.text().matches(&format!("<{element} ")).count();
            assert_eq!(
                opened,
                page.text().matches(&format!("</{element}>")).count(),
                "{html}: {}",
                page.article()
            );
        }
    }
}

#[test]
fn what_browsers_hide_is_shown() {
    shows(
        "<?php echo 1 ?>\n\nx <![CDATA[ word ]]> y\n",
        &["&lt;?php echo 1 ?&gt;", "&lt;![CDATA[ word ]]&gt;"],
    );
    shows("<div class=\"x\n\nafter\n", &["&lt;div class=&quot;x", "<p>after</p>"]);
    shows(
        "<foo/> and <br/> and <svg><path d=\"M0 0\"/></svg>\n",
        &["<foo/></foo> and <br/>", "<path d=\"M0 0\"/></svg>"],
    );
    shows(
        "A Vec<String>, Map<K, V> of <T> at <your-host>.\n",
        &["Vec&lt;String&gt;, Map&lt;K, V&gt; of &lt;T&gt; at &lt;your-host&gt;."],
    );
    shows(
        "See <iframe src=\"https://a.b\"></iframe> there.\n",
        &["<iframe src=\"https://a.b\"></iframe> there"],
    );
    shows("<ul><li>a<li>b</ul>\n", &["<ul><li>a<li>b</ul>"]);
}

#[test]
fn addresses_are_links() {
    shows(
        "<https://example.com/x?a=1&b=2> https://example.com/y, www.example.com and me@example.com.",
        &[
            "<a href=\"https://example.com/x?a=1&amp;b=2\">https://example.com/x?a=1&amp;b=2</a>",
            "<a href=\"https://example.com/y\">https://example.com/y</a>,",
            "<a href=\"http://www.example.com\">",
            "<a href=\"mailto:me@example.com\">me@example.com</a>",
        ],
    );
}

#[test]
fn line_ends_are_shown_in_an_obsidian_vault_only() {
    let text = "# N\n\none\ntwo\n";
    vault().file("n.md", text).build().page("/n/").has("<p>one\ntwo</p>");
    let obsidian = vault().file("n.md", text).file(".obsidian/app.json", "{}");
    obsidian.build().page("/n/").has("<p>one<br>\ntwo</p>");
    obsidian.write(".obsidian/app.json", "{\"plugin\": {\"strictLineBreaks\": true}}");
    obsidian.build().page("/n/").has("<br>");
    obsidian.write(".obsidian/app.json", "{\n\t\"a\": [\n\t\t1\n\t],\n\t\"strictLineBreaks\": true\n}\n");
    obsidian.build().page("/n/").has("<p>one\ntwo</p>");
}

#[test]
fn headings_have_the_ids_of_github_and_a_link_to_themselves() {
    shows(
        "## One & `two`\n\n## One & `two`\n\n### Größe 你好\n\n## Chosen {#my-id}\n",
        &[
            "<h2 id=\"one--two\">One &amp; <code>two</code><a class=\"anchor\" href=\"#one--two\"",
            "<h2 id=\"one--two-1\">",
            "<h3 id=\"größe-你好\">",
            "<h2 id=\"my-id\">Chosen<a",
        ],
    );
}

#[test]
fn attribute_lists_count_and_are_never_shown() {
    let text = "[out](https://a.b){ .md-button .big target=x } and [in](n.md){: .x} `c`{.y}.\n\n\
                ![p](https://a.b/p.png){ width=\"300\" align=left }\n\nWords\nmore.\n{: .lead }\n\n\
                | a |\n|---|\n| b |\n\n{: .wide #tab }\n\nHelm {{ .Values.x }} and {braces}, {.NET}.\n";
    shows(
        text,
        &[
            "<a href=\"https://a.b\" class=\"md-button big\">out</a> and <a href=\"./\" class=\"x\">in</a> <code class=\"y\">c</code>.",
            "<img src=\"https://a.b/p.png\" alt=\"p\" width=\"300\" loading=\"lazy\"></p>",
            "<p class=\"lead\">Words\nmore.\n</p>",
            "<div id=\"tab\" class=\"wide\">\n<div class=\"table\">",
            "Helm {{ .Values.x }} and {braces}, {.NET}.",
        ],
    );
}

#[test]
fn lists_of_bare_attributes_are_never_shown() {
    shows(
        "## Sub { data-search-exclude }\n\n[b](n.md){ data-preview }, {data} and {user-id}\n\n## GET /u/{data-id}\n",
        &["<h2 id=\"sub\">Sub<a", ">b</a>, {data} and {user-id}</p>", "GET /u/{data-id}<a"],
    );
}

#[test]
fn lists_behind_emoji_and_icons_are_never_shown() {
    shows(
        "## :smile:{ .a } Head\n\n:smile:{ .big } :material-check:{ style=\"color: #4DB6AC\" } x:{.y} z\n",
        &["id=\"smile-head\"", "<p><span class=\"big\">😄</span> :material-check: x:{.y} z</p>"],
    );
}

#[test]
fn lists_behind_wiki_links_and_embeds_count() {
    let text = "# N\n\n[[n]]{.x} [[n]]s{#w} [[n]]{{ .v }}, ![[a.svg]]{.c width=30} [w](#w)\n";
    let built = vault().file("n.md", text).file("a.svg", "<svg viewBox=\"0 0 3 2\"/>").build();
    built.has_no_problems().has_no_broken_links();
    let n = "<a href=\"./\"";
    built
        .page("/n/")
        .has(&format!("<p>{n} class=\"x\">n</a> <span id=\"w\"></span>{n}>ns</a> {n}>n</a>{{{{ .v }}}}, "))
        .has("class=\"c\"")
        .has("width=\"30\"")
        .has("<a href=\"#w\">w</a>");
}

#[test]
fn lists_in_tables_and_below_them_count() {
    shows(
        "| a { .th } | b |\n|--:|---|\n| x { .td } | {.items} |\n{: .t }\n\n| a |\n|---|\n{: .only }\n",
        &[
            "<div class=\"t\">\n<div class=\"table\">",
            "<th class=\"right th\">a</th>",
            "<td class=\"right td\">x</td><td>{.items}</td></tr>\n</tbody></table></div>\n</div>",
            "<div class=\"only\">\n<div class=\"table\"><table>\n<thead><tr><th>a</th></tr></thead>\n</table></div>\n</div>",
        ],
    );
}

#[test]
fn a_list_at_the_end_of_a_block_is_that_of_the_block() {
    shows(
        "Para *four* {#p4 .red} ^name\n\n[x](#p4) [y](#one) [z](#it)\n\nTerm {#one .t}\n: def {.d}\n\n\
         - a { #it }\n- [ ] b {.c}\n\nUse {{ .x }}\n\nC# {.NET}\n\njsonpath={.items}\n",
        &[
            "<p id=\"p4\" class=\"red\">Para <em>four</em></p>",
            "<a href=\"#p4\">x</a> <a href=\"#one\">y</a> <a href=\"#it\">z</a>",
            "<dt id=\"one\" class=\"t\">Term</dt>\n<dd class=\"d\">def</dd>",
            "<li id=\"it\">a</li>\n<li class=\"task c\">",
            "Use {{ .x }}</p>",
            "C# {.NET}</p>",
            "jsonpath={.items}</p>",
        ],
    );
}

#[test]
fn lists_behind_code_emphasis_and_items_count() {
    shows(
        "`c`{#inl} [z](#inl) **b**{.bold} *e*{.em} [l](https://a.b){#out} [o](#out)\n\n\
         ## `h`{#head}\n\n- item\n  {: .li }\n- three\n  {: .li3 }\n{: .ul }\n",
        &[
            "<code id=\"inl\">c</code> <a href=\"#inl\">z</a> <strong class=\"bold\">b</strong> <em class=\"em\">e</em>",
            "<span id=\"out\"></span><a href=\"https://a.b\">l</a> <a href=\"#out\">o</a>",
            "<h2 id=\"head\"><code>h</code><a",
            "<ul class=\"ul\">\n<li class=\"li\">item\n</li>\n<li class=\"li3\">three\n",
        ],
    );
}

#[test]
fn an_id_can_be_chosen_as_an_attribute() {
    shows("## 7.2.6 { id=\"7.2.6\" }\n", &["<h2 id=\"7.2.6\">7.2.6<a"]);
}

#[test]
fn ids_of_raw_html_are_taken() {
    shows("<a id=\"sec\"></a>\n\nText\n\n## Sec\n", &["<a id=\"sec\">", "<h2 id=\"sec-1\">"]);
    shows("One[^1].\n\n## fn 1\n\n[^1]: Note.\n", &["<h2 id=\"fn-1\">", "<li id=\"fn:1\">"]);
}

#[test]
fn chosen_ids_are_not_those_of_footnotes_and_tabs() {
    shows(
        "## Two {#fn:1}\n\nt[^1]\n\n## Tab {#tab:1:1}\n\n=== \"A\"\n    x\n\n## Table {#tab:hosts}\n\n[^1]: N\n",
        &[
            "<h2 id=\"fn:1-1\">",
            "<li id=\"fn:1\">",
            "<h2 id=\"tab:1:1-1\">",
            "id=\"tab:1:1\"",
            "<h2 id=\"tab:hosts\">",
        ],
    );
}

#[test]
fn words_in_raw_html_are_no_attributes() {
    shows(
        "<pre>className=\"a\" id=\"x\"</pre>\n\n## x\n",
        &["<pre>className=\"a\" id=\"x\"</pre>", "<h2 id=\"x\">"],
    );
}

#[test]
fn the_contents_of_a_page_are_its_headings() {
    let built = note("## One\n\n#### Deep `x`\n\n## Two\n");
    built.page("/n/").has_in_order(&[
        "aria-label=\"On this page\"",
        "<a href=\"#one\">One</a><ul>",
        "<a href=\"#deep-x\">Deep <code>x</code></a></ul>",
        "<a href=\"#two\">Two</a>",
    ]);
}

#[test]
fn any_depth_of_nesting_is_a_page() {
    let deep =
        format!("{}deep\n", "> ".repeat(500)) + &format!("\n{}x{}\n", "*a ".repeat(2_000), "*".repeat(2_000));
    assert!(note(&deep).page("/n/").article().contains("deep"));
}

#[test]
fn a_plain_text_with_an_indented_line_keeps_its_lines() {
    let text = "Backup plan\nfirst the pods\nthen the nodes\n\n    kubectl drain node-1\n\nlast the rest\nand the tests\n";
    let built = vault().file("n.md", text).build();
    let page = built.page("/n/");
    page.has("<h1>Backup plan</h1>").has("<p>first the pods</p>\n<p>then the nodes</p>");
    page.has("kubectl drain node-1").has("<p>last the rest</p>\n<p>and the tests</p>");
}

#[test]
fn a_displayed_formula_may_have_empty_lines() {
    let text =
        "$$\n\\begin{vmatrix}a & b\\\\\n\nc & d\n\n\\end{vmatrix}$$\n\n- $$\n  \\frac{1}\n\n  {2}\n  $$\n";
    let article = article(&format!("{text}\n$$ and \\$\n\n`$$` no $$\n\nEnd #5\n"));
    assert_eq!(article.matches("<math").count(), 2, "{article}");
    assert_eq!(article.matches("<mtr>").count(), 2, "{article}");
    assert!(article.contains("<p>$$ and $</p>\n<p><code>$$</code> no $$</p>"), "{article}");
    let built = note("$$\n\\frac{1\n\nx\n$$\n");
    built.has_problem("bad-math", "n.md:3:1").page("/n/").has("\\frac{1");
}

#[test]
fn a_heading_keeps_what_is_no_tag() {
    let built = vault()
        .file(
            "a.md",
            "# List<T> and <T>\n\n## Of <T> `Vec<T>` <b>it</b>\n\n[[#Of <T> Vec<T> it]] [[#of--vect-it]]\n",
        )
        .build();
    built.has_no_problems();
    built
        .page("/a/")
        .has("<title>List&lt;T&gt; and &lt;T&gt; ")
        .has("href=\"#of--vect-it\">Of &lt;T&gt; <code>Vec&lt;T&gt;</code> it</a>")
        .has("<h2 id=\"of--vect-it\">");
}

#[test]
fn a_list_of_contents_stands_where_it_is_asked_for() {
    for written in ["[TOC]", "* TOC\n{:toc}", "1. The contents\n{: toc .x}"] {
        let text =
            format!("# N\n\n{written}\n\n## One\n\n## Two\n{{: .no_toc }}\n\n## Three {{.no_toc #own}}\n");
        let built = vault().file("n.md", text).build();
        let article = built.page("/n/").article().to_string();
        let contents = article.split("<nav class=\"toc\"").nth(1).expect("a list of contents");
        let contents = contents.split("</nav>").next().unwrap();
        assert!(contents.contains("#one") && !contents.contains("#own"), "{article}");
        assert!(!article.contains("TOC") && !article.contains("{:"), "{article}");
        assert!(article.contains("<h2 id=\"own\" class=\"no_toc\">Three"), "{article}");
    }
}

#[test]
fn of_two_attribute_lists_behind_an_item_the_second_is_that_of_its_list() {
    let built = vault().file("n.md", "# N\n\n- a\n- b\n{: .li }\n{: .ul #list }\n").build();
    built.page("/n/").has("<ul id=\"list\" class=\"ul\">\n<li>a</li>\n<li class=\"li\">b");
}

#[test]
fn what_critic_markup_adds_is_no_key() {
    let built = vault().file("n.md", "# N\n\nIs {++ins++} and {++a++}, (++a++).\n").build();
    built.page("/n/").has("Is {++ins++} and {++a++}, (<kbd>A</kbd>).");
}

#[test]
fn keys_are_told_from_signs_of_programs() {
    let text = "Press ++ctrl+alt+del++, ++arrow-right++ or ++\"F1\"++; i++ and j++, C++/C++, a++b++, ++ and ++, `++x++`.\n";
    let built = vault().file("n.md", format!("# N\n\n{text}")).build();
    built.page("/n/").has("Press <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>, <kbd>Arrow right</kbd> or <kbd>F1</kbd>; i++ and j++, C++/C++, a++b++, ++ and ++, <code>++x++</code>.");
}

#[test]
fn two_signs_of_raised_text_insert_it() {
    let built = vault().file("n.md", "# N\n\n^^This was *inserted*^^ and x^2^.\n").build();
    built.page("/n/").has("<p><ins>This was <em>inserted</em></ins> and x<sup>2</sup>.</p>");
}
