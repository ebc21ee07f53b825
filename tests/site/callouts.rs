//! Boxes: callouts of Obsidian and GitHub, `:::` of Docusaurus and VitePress, `<div className>` of MDX.

use crate::vault::{Built, vault};

fn note(text: &str) -> Built {
    vault().file("n.md", format!("# N\n\n{text}")).build()
}

/// The article of a note without problems.
fn article(text: &str) -> String {
    let built = note(text);
    built.has_no_problems();
    balanced(built.page("/n/").article())
}

/// The article, in which every box that is opened is closed.
pub(crate) fn balanced(article: &str) -> String {
    for element in ["aside", "details", "div", "ul", "li", "blockquote", "p"] {
        let opened = article.matches(&format!("<{element}>")).count()
            + article.matches(&format!("<{element} ")).count();
        assert_eq!(opened, article.matches(&format!("</{element}>")).count(), "<{element}> in:\n{article}");
    }
    article.to_string()
}

pub(crate) fn assert_has(article: &str, piece: &str) {
    assert!(article.contains(piece), "no `{piece}` in:\n{article}");
}

#[test]
fn a_callout_has_its_type_as_class_and_title() {
    for (written, class, title) in [
        ("note", "note", "Note"),
        ("WARNING", "warning", "Warning"),
        ("Tldr", "abstract", "Tldr"),
        ("hint", "tip", "Hint"),
        ("important", "important", "Important"),
        ("CAUTION", "caution", "Caution"),
        ("faq", "question", "Faq"),
        ("fail", "failure", "Fail"),
        ("error", "danger", "Error"),
        ("cite", "quote", "Cite"),
        ("my-own_type", "note", "My own type"),
    ] {
        let article = article(&format!("> [!{written}]\n> Text of *it*.\n"));
        assert_has(
            &article,
            &format!("<aside class=\"callout {class}\">\n<p class=\"callout-title\">{title}</p>"),
        );
        assert_has(&article, "<p>Text of <em>it</em>.</p>\n</aside>");
    }
}

#[test]
fn a_callout_title_has_markup_and_links() {
    let built = note("> [!tip] Use *this* `now` & [[n]]\n> Text.\n");
    built.has_no_problems();
    let page = built.page("/n/");
    page.has("<p class=\"callout-title\">Use <em>this</em> <code>now</code> &amp; <a href=\"./\">n</a></p>");
}

#[test]
fn an_inline_footnote_leaves_the_other_markup_of_a_title() {
    for written in [
        "!!! note \"*T* ^[foot *a*] [[n]] [[gone]]\"\n    x\n",
        ":::note *T* ^[foot *a*] [[n]] [[gone]]\nx\n:::\n",
    ] {
        let built = note(written);
        built.page("/n/").has("<em>T</em> ^[foot <em>a</em>] <a href=\"./\">n</a> <span class=\"missing\"");
        assert_eq!(built.count("missing-note"), 1);
    }
}

#[test]
fn a_callout_may_be_a_title_alone() {
    let article = article("> [!success] All is well\n\nAfter.\n");
    assert_has(&article, "<p class=\"callout-title\">All is well</p>\n</aside>\n<p>After.</p>");
}

#[test]
fn fold_marks_fold() {
    let article = article("> [!note]- Closed\n> a\n\n> [!note]+ Open\n> b\n\n> [!bug]-\n> c\n");
    assert_has(
        &article,
        "<details class=\"callout note\">\n<summary class=\"callout-title\">Closed</summary>\n<p>a</p>",
    );
    assert_has(
        &article,
        "<details class=\"callout note\" open>\n<summary class=\"callout-title\">Open</summary>",
    );
    assert_has(&article, "<details class=\"callout bug\">\n<summary class=\"callout-title\">Bug</summary>");
}

#[test]
fn callouts_nest_and_hold_blocks() {
    let article = article(
        "> [!question] Can they nest?\n> > [!todo] Yes\n> > > [!example]\n> > > - a list\n> > >\n> > > ```yaml\n> > > a: b\n> > > ```\n",
    );
    assert_has(&article, "<aside class=\"callout question\">");
    assert_has(&article, "<aside class=\"callout todo\">");
    assert_has(&article, "<ul>\n<li>a list</li>\n</ul>");
    assert_has(&article, "<i class=k>a</i>: b\n</code></pre>\n</aside>\n</aside>\n</aside>");
}

#[test]
fn a_quote_that_is_no_callout_stays_a_quote() {
    let article = article("> [note] no\n\n> text\n> [!note] too late\n");
    assert_eq!(article.matches("<blockquote>").count(), 2, "{article}");
}

#[test]
fn a_box_is_opened_in_all_four_spellings() {
    for (written, title) in [
        (":::info", "Info"),
        (":::info Title", "Title"),
        (":::info[Title]", "Title"),
        ("::: info", "Info"),
        ("::: info Title of *it*", "Title of <em>it</em>"),
    ] {
        let article = article(&format!("{written}\n\nText of *it*.\n\n:::\n\nAfter.\n"));
        assert_has(
            &article,
            &format!("<aside class=\"callout info\">\n<p class=\"callout-title\">{title}</p>"),
        );
        assert_has(&article, "<p>Text of <em>it</em>.</p>\n</aside>\n<p>After.</p>");
    }
}

#[test]
fn a_box_needs_no_blank_lines() {
    let article = article("Before.\n:::tip\nInside.\n:::\nAfter.\n");
    assert_has(&article, "<p>Before.</p>\n<aside class=\"callout tip\">");
    assert_has(&article, "<p>Inside.</p>\n</aside>\n<p>After.</p>");
}

#[test]
fn boxes_nest_by_the_number_of_colons() {
    let article = article("::::note Outer\n:::tip Inner\nInside.\n:::\nBetween.\n::::\nAfter.\n");
    assert_has(&article, "<p>Inside.</p>\n</aside>\n<p>Between.</p>\n</aside>\n<p>After.</p>");
}

#[test]
fn boxes_of_equal_colons_nest_by_order_with_a_problem() {
    let built = note(":::note Outer\n:::tip Inner\nInside.\n:::\nBetween.\n:::\nAfter.\n");
    let problem = built.problem("nested-directive", "n.md:4:1");
    assert!(problem.contains("write the outer box with 4 colons"), "{problem}");
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<p>Inside.</p>\n</aside>\n<p>Between.</p>\n</aside>\n<p>After.</p>");
}

#[test]
fn details_are_folded() {
    let article = article("::: details Show the code\nInside.\n:::\n");
    assert_has(
        &article,
        "<summary class=\"callout-title\">Show the code</summary>\n<p>Inside.</p>\n</details>",
    );
}

#[test]
fn an_unclosed_box_ends_with_the_note_and_is_reported() {
    let built = note(":::note Open\nInside.\n\n## Still inside\n\nLast.\n");
    built.has_problem("unclosed-directive", "n.md:3:1");
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<p>Last.</p>\n</aside>");
}

#[test]
fn an_unclosed_box_in_a_quote_or_an_item_ends_with_it() {
    let built = note("> :::note\n> Inside.\n\nAfter.\n\n- item\n\n  :::tip\n  Inside.\n- next\n");
    built.has_problem("unclosed-directive", "n.md:3:3").has_problem("unclosed-directive", "n.md:10:3");
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "</aside>\n</blockquote>\n<p>After.</p>");
    assert_has(&article, "</aside>\n</li>\n<li><p>next</p>");
}

#[test]
fn a_stray_end_is_reported_and_not_shown() {
    let built = note("Text.\n\n:::\n\nAfter.\n");
    built.has_problem("stray-directive", "n.md:5:1");
    built.page("/n/").has("<p>Text.</p>\n<p>After.</p>");
}

#[test]
fn an_end_in_another_block_closes_nothing() {
    let built = note(":::note\n> :::\n\nInside.\n:::\n");
    built.has_problem("stray-directive", "n.md:4:3");
    assert_has(&balanced(built.page("/n/").article()), "<p>Inside.</p>\n</aside>");
}

#[test]
fn code_is_untouched() {
    let code = ":::note\nnot a box\n:::\n<div className=\"x\">\n</div>\n";
    let fenced = article(&format!("```text\n{code}```\n\n:::tip\n```\n:::\n```\n:::\n"));
    assert_has(
        &fenced,
        ":::note\nnot a box\n:::\n&lt;div className=&quot;x&quot;&gt;\n&lt;/div&gt;\n</code>",
    );
    assert_has(&fenced, "<pre class=\"code\"><code>:::\n</code></pre>\n</aside>");
    let indented = article("Text:\n\n    :::note\n    code\n    :::\n");
    assert_has(&indented, "<code>:::note\ncode\n:::\n</code>");
    let in_list = article("- a\n\n  ```\n  :::note x\n  :::\n  ```\n");
    assert_has(&in_list, "<code>:::note x\n:::\n</code>");
}

#[test]
fn boxes_stand_in_lists_and_quotes() {
    let article = article(
        "1. one\n\n   :::note\n   Inside.\n   :::\n\n2. two\n\n> :::tip\n> Quoted.\n> :::\n> After.\n",
    );
    assert_has(&article, "<li><p>one</p>\n<aside class=\"callout note\">");
    assert_has(&article, "<p>Inside.</p>\n</aside>\n</li>\n<li><p>two</p>");
    assert_has(&article, "<p>Quoted.</p>\n</aside>\n<p>After.</p>\n</blockquote>");
}

#[test]
fn a_callout_may_hold_a_box_and_a_box_a_callout() {
    let article = article("> [!note]\n> :::tip\n> a\n> :::\n\n:::info\n> [!bug]\n> b\n:::\n");
    assert_has(&article, "<p>a</p>\n</aside>\n</aside>");
    assert_has(&article, "<p>b</p>\n</aside>\n</aside>");
}

#[test]
fn a_line_may_end_in_a_carriage_return_alone() {
    let article = article("One\rtwo\n\n:::note\nInside.\n:::\n");
    assert_has(&balanced(&article), "<aside class=\"callout note\">");
    assert!(!article.contains("<hr>"), "{article}");
}

#[test]
fn an_opener_indented_like_code_behind_a_paragraph_is_text() {
    let article = article("Text\n    :::tip Title\nmore.\n");
    assert_has(&article, ":::tip Title");
    assert!(!article.contains("***"), "{article}");
}

#[test]
fn boxes_nest_to_a_depth_that_browsers_show_and_no_line_is_lost() {
    let openers: String = (0..250).map(|depth| format!(":::note Box {depth}\n")).collect();
    let built = note(&openers);
    let article = built.page("/n/").article().to_string();
    assert_eq!(balanced(&article).matches("<aside").count(), 200, "{article}");
    assert_has(&article, "<p>:::note Box 249</p>");
    assert!(built.said().contains("more than 200 boxes"), "{}", built.said());
}

#[test]
fn an_mdx_element_holds_markdown_with_and_without_blank_lines() {
    for text in [
        "<div className=\"dlist\">\n\n#### A\n\n*text* [[n]]\n\n</div>\n\nAfter.\n",
        "<div className=\"dlist\">\n#### A\n*text* [[n]]\n</div>\nAfter.\n",
    ] {
        let article = article(text);
        assert_has(&article, "<div class=\"dlist\">\n<h4 id=\"a\">A");
        assert_has(&article, "<p><em>text</em> <a href=\"./\">n</a></p>\n</div>\n<p>After.</p>");
    }
}

#[test]
fn mdx_elements_nest() {
    let article =
        article("<div className=\"a\">\n  <section className='b'>\n\n*text*\n\n  </section>\n</div>\n");
    assert_has(&article, "<div class=\"a\">\n<section class='b'>\n<p><em>text</em></p>\n</section>\n</div>");
}

#[test]
fn a_plain_element_is_html_as_commonmark_says() {
    let article = article("<div class=\"x\">\n*raw*\n</div>\n");
    assert_has(&article, "<div class=\"x\">\n*raw*\n</div>");
}

#[test]
fn an_unclosed_element_is_reported() {
    let built = note("<div className=\"x\">\n\nText.\n");
    built.has_problem("unclosed-directive", "n.md:3:1");
    assert_has(&balanced(built.page("/n/").article()), "<p>Text.</p>\n</div>");
}

#[test]
fn in_mdx_any_element_holds_markdown_and_components_show_their_children() {
    let built = vault()
        .file("n.mdx", "# N\n\n<div>\n*text*\n</div>\n\n<Card title=\"x\">\n\n**child**\n\n</Card>\n")
        .build();
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<div>\n<p><em>text</em></p>\n</div>");
    assert_has(&article, "<p><strong>child</strong></p>");
    assert!(!article.contains("Card"), "{article}");
}

#[test]
fn admonitions_of_mkdocs_hold_what_is_indented() {
    let article = article(
        "Text\n!!! note \"My title\"\n    Inside **b**.\n\n    ??? tip\n        Nested.\n\n!!! warning\n    Second.\n\n\
         ???+ info \"\"\n\n    Open.\n\n!!! danger \"\"\n    Bare.\n\nAfter.\n",
    );
    let article = balanced(&article);
    assert_has(
        &article,
        "<p>Text</p>\n<aside class=\"callout note\">\n<p class=\"callout-title\">My title</p>\n<p>Inside <strong>b</strong>.</p>",
    );
    assert_has(
        &article,
        "<details class=\"callout tip\">\n<summary class=\"callout-title\">Tip</summary>\n<p>Nested.</p>\n</details>\n</aside>",
    );
    assert_has(&article, "<aside class=\"callout warning\">");
    assert_has(&article, "<details class=\"callout info\" open>");
    assert_has(&article, "<aside class=\"callout danger\">\n<p>Bare.</p>\n</aside>\n<p>After.</p>");
    assert!(!article.contains("<ol>") && !article.contains("<li>"), "{article}");
}

#[test]
fn numbered_lists_beside_admonitions_keep_their_numbers() {
    let article = balanced(&article("5) a\n6) b\n\n!!! note\n    x\n\n7) c\n"));
    assert_has(&article, "<ol start=\"5\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n<aside");
    assert_has(&article, "</aside>\n<ol start=\"7\">\n<li><p>c</p>\n</li>\n</ol>");
}

#[test]
fn marks_of_admonitions_in_prose_and_code_stay() {
    let article = article(
        "!!! what a day\n\n```md\n!!! note\n    x\n=== \"y\"\n```\n\n- item\n\n    !!! tip\n        In it.\n",
    );
    assert_has(&article, "<p>!!! what a day</p>");
    assert_has(&article, "!!! note\n    x\n=== &quot;y&quot;\n</code>");
    assert_has(&article, "<li><p>item</p>\n<aside class=\"callout tip\">");
}

#[test]
fn an_admonition_may_hold_nothing() {
    let article = balanced(&article("!!! warning\nText behind.\n\n!!! tip \"Title\"\n\n!!! dear reader\n"));
    assert_has(
        &article,
        "<aside class=\"callout warning\">\n<p class=\"callout-title\">Warning</p>\n</aside>\n<p>Text behind.</p>",
    );
    assert_has(&article, ">Title</p>\n</aside>\n<p>!!! dear reader</p>");
}

#[test]
fn tabs_of_every_tool_need_no_script() {
    for text in [
        "=== \"One\"\n    A **b**.\n\n=== \"Two\"\n\n    C.\n",
        "<Tabs>\n<TabItem value=\"x\" label=\"One\" default>\n\nA **b**.\n\n</TabItem>\n<TabItem value=\"Two\">\nC.\n</TabItem>\n</Tabs>\n",
    ] {
        let article = balanced(&article(text));
        assert_has(
            &article,
            "<input type=\"radio\" name=\"tabs:1\" id=\"tab:1:1\" checked><label for=\"tab:1:1\">One</label>\n<div class=\"tab\">\n<p>A <strong>b</strong>.</p>\n</div>",
        );
        assert_has(
            &article,
            "id=\"tab:1:2\"><label for=\"tab:1:2\">Two</label>\n<div class=\"tab\">\n<p>C.</p>\n</div>\n</div>",
        );
    }
    let group = balanced(&article("::: code-group\n```js [a.js]\na()\n```\n```yaml\nb: 1\n```\n:::\n"));
    assert_has(&group, ">a.js</label>\n<div class=\"tab\">\n<pre class=\"code\" data-lang=\"js\">");
    assert_has(&group, ">yaml</label>\n<div class=\"tab\">\n<pre");
}

#[test]
fn the_tab_with_a_plus_is_chosen() {
    let article = article("=== \"One\"\n    A.\n\n===+ \"Two\"\n    B.\n\nText.\n\n=== \"Three\"\n    C.\n");
    assert_has(&article, "id=\"tab:1:1\"><label");
    assert_has(&article, "id=\"tab:1:2\" checked><label");
    assert_has(&article, "id=\"tab:2:1\" checked><label");
}

#[test]
fn modules_and_comments_of_mdx_are_dropped_and_nothing_is_evaluated() {
    let text = "import Tabs from '@theme/Tabs';\n\n# N\n\n{/* hidden */}\n\n2 is {1+1}.\n\n```js\nimport a from 'b';\n```\n";
    let built = vault().file("n.mdx", text).build();
    built.has_no_problems();
    let page = built.page("/n/");
    page.lacks("@theme").article_lacks("hidden").has("<p>2 is {1+1}.</p>");
    assert!(page.article().contains("import"), "{}", page.article());
}

#[test]
fn the_title_of_a_callout_is_a_line_of_text() {
    for (written, title) in [
        ("- x *y*", "- x <em>y</em>"),
        ("# x [[n]]", "# x <a href=\"./\">n</a>"),
        ("1. x", "1. x"),
        ("> x", "&gt; x"),
        ("- [ ] x", "- [ ] x"),
        ("---", "---"),
        ("- ", "-"),
    ] {
        let article = article(&format!("> [!note] {written}\n> text\n"));
        assert_has(&article, &format!("<p class=\"callout-title\">{title}</p>\n<p>text</p>"));
    }
}

#[test]
fn a_box_begins_on_the_first_line_of_an_item() {
    let tip =
        "<aside class=\"callout tip\">\n<p class=\"callout-title\">T *a*</p>".replace("*a*", "<em>a</em>");
    for mark in ["-", "*", "+", "1.", "12)", "- -", "> -"] {
        let quote = if mark.starts_with('>') { "> " } else { "" };
        let inner = format!("{quote}{}", " ".repeat(mark.len() + 1 - quote.len()));
        let colons = article(&format!("{mark} :::tip T *a*\n{inner}x\n{inner}:::\n{inner}y\n"));
        assert_has(&colons, &format!("<li>{tip}"));
        assert_has(&colons, "x</aside>\ny</li>");
        let marks = article(&format!("{mark} !!! tip \"T *a*\"\n{inner}    x\n{quote}\n{inner}y\n"));
        assert_has(&marks, &format!("<li>{tip}\n<p>x</p>\n</aside>\n<p>y</p>"));
        let tabs = article(&format!("{mark} === \"A\"\n{inner}    x\n{inner}=== \"B\"\n{inner}    y\n"));
        assert_has(&tabs, "<li><div class=\"tabs\">");
        assert_eq!(tabs.matches("<div class=\"tab\">").count(), 2, "{tabs}");
    }
}

#[test]
fn a_box_in_an_item_that_is_code_or_text_is_shown_as_it_is_written() {
    let text =
        article("    - :::tip T\n\n```\n* - !!! note\n1)  :::tip\n```\n\n-     :::tip\n\nA\n2. :::tip *d*\n");
    assert_has(&text, "<code>- :::tip T\n</code></pre>");
    assert_has(&text, "* - !!! note\n1)  :::tip\n</code>");
    assert_has(&text, "<li><pre class=\"code\"><code>:::tip\n</code>");
    assert_has(&text, "<p>A\n2. :::tip *d*</p>");
}

#[test]
fn a_box_that_goes_on_a_paragraph_keeps_its_links() {
    for line in ["2. :::tip", "      - :::tip", "      :::tip"] {
        let built = note(&format!("A\n{line} see [[n]], [[gone]]\n"));
        built.page("/n/").has(":::tip see <a href=\"./\">n</a>, <span class=\"missing\"");
        assert_eq!(built.count("missing-note"), 1);
    }
}

#[test]
fn what_ends_a_box_in_an_item_is_no_part_of_it() {
    let article = article("- !!! note\n      x\n  y\n\nZ\n");
    assert_has(&article, "<p>x</p>\n</aside>\n");
    assert!(!article.contains("y</p>\n</aside>"), "{article}");
}
