//! MDX: elements hold Markdown however far it is indented, and what is for JavaScript is not shown.

use crate::callouts::{assert_has, balanced};
use crate::vault::{Built, vault};

fn built(text: &str) -> Built {
    vault().file("n.mdx", format!("# N\n\n{text}")).file("t.md", "# T\n").build()
}

fn article(text: &str) -> String {
    balanced(built(text).page("/n/").article())
}

#[test]
fn what_is_indented_in_elements_is_markdown_and_its_links_have_their_places() {
    let built = built(
        "<Tabs>\n  <TabItem value=\"a\" label=\"A\" default>\n    This is *an* apple [[t]] [[gone]] [x](lost.md)\n\n    ```js\n    a(\n      b)\n    ```\n\n    - item\n      - inner\n\n        more\n  </TabItem>\n</Tabs>\n\nAfter\n",
    );
    built.has_problem("missing-note", "n.mdx:5:30");
    built.has_problem("broken-link", "n.mdx:5:39");
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<p>This is <em>an</em> apple <a href=\"../t/\">t</a>");
    assert_has(&article, "<pre class=\"code\" data-lang=\"js\">");
    assert!(!article.contains("```"), "{article}");
    assert_has(&article, "<ul>\n<li>item<ul>\n<li><p>inner</p>\n<p>more</p>\n</li>");
    assert_has(&article, "</div>\n</div>\n<p>After</p>");
}

#[test]
fn elements_in_items_stay_in_them() {
    let article = article(
        "- one\n\n  <Tabs>\n    <TabItem label=\"A\">\n      text\n    </TabItem>\n  </Tabs>\n\n- two\n\n      code\n",
    );
    assert_has(&article, "<p>text</p>\n</div>\n</div>\n</li>\n<li><p>two</p>\n<pre class=\"code\"");
}

#[test]
fn lines_of_code_in_elements_keep_their_indentation() {
    let article = article(
        "```jsx\n<Tabs>\n    <TabItem>\n    x\n</Tabs>\n```\n\n<Card>\n```text\n<Foo>\n    a\n```\n    b\n</Card>\n",
    );
    assert_has(&article, "\n    &lt;<i class=k>TabItem");
    assert_has(&article, "&lt;Foo&gt;\n    a\n</code></pre>\n<p>b</p>");
}

#[test]
fn a_box_in_an_element_holds_what_is_indented_in_it() {
    let article = article("<Card>\n  !!! note\n      Inside.\n\n      Too.\n\n  Outside.\n</Card>\n");
    assert_has(&article, "<p>Inside.</p>\n<p>Too.</p>\n</aside>\n<p>Outside.</p>");
}

#[test]
fn what_looks_like_a_box_in_raw_html_stays_as_it_is_written() {
    let article = article(
        "- <div className=\"x\">\n  !!! note \"Lost words\"\n      body\n  === \"A tab\"\n  </div>\n",
    );
    assert_has(&article, "!!! note \"Lost words\"\n    body\n=== \"A tab\"");
}

#[test]
fn a_component_whose_name_has_dots_shows_what_it_holds() {
    let built = built("<Foo.Bar baz=\"x\">\n\nchild *a*\n\n</Foo.Bar>\n\nafter\n");
    built.has_no_problems();
    assert_eq!(built.page("/n/").between("<p>", "</article>").trim(), "child <em>a</em></p>\n<p>after</p>");
}

#[test]
fn comments_and_tags_between_code_are_not_shown() {
    let article = article("a `{/* b */}` c {/* ` */} d <Foo a={`e`} /> f `<Foo a={1} />`\n");
    assert_has(&article, "<p>a <code>{/* b */}</code> c");
    assert_has(&article, "f <code>&lt;Foo a={1} /&gt;</code></p>");
    assert!(!article.contains('`'), "{article}");
}

#[test]
fn a_tab_may_stand_on_one_line() {
    let built = built(
        "<Tabs>\n<TabItem value=\"in\" label=\"A\">in *b* [[t]] [[gone]]</TabItem>\n  <TabItem label={\"B C\"}>more</TabItem>\n</Tabs>\n",
    );
    built.has_problem("missing-note", "n.mdx:4:44");
    let article = balanced(built.page("/n/").article());
    assert_has(&article, ">A</label>\n<div class=\"tab\">\n<p>in <em>b</em> <a href=\"../t/\">t</a>");
    assert_has(&article, ">B C</label>\n<div class=\"tab\">\n<p>more</p>\n</div>\n</div>");
}

#[test]
fn a_tag_may_stand_on_several_lines() {
    let built = built(
        "<Tabs\n  defaultValue=\"a\"\n  values={[\n    {label: 'Apple', value: 'a'},\n  ]}\n>\n<TabItem value=\"a\">\n*in*\n</TabItem>\n</Tabs>\n\n<Foo bar={x => x > 3}>\n*child*\n</Foo>\n\n```jsx\n<Tabs\n  values={[\n  ]}\n>\n```\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    assert_has(
        &article,
        ">Apple</label>\n<div class=\"tab\">\n<p><em>in</em></p>\n</div>\n</div>\n<p><em>child</em></p>\n<pre",
    );
    assert!(!article.contains("Foo"), "{article}");
    assert!(article.contains("values"), "{article}");
}

#[test]
fn modules_and_comments_over_several_lines_are_dropped() {
    let built = built(
        "import {\n  Apple,\n} from 'x';\n\nexport const meta = {\n  title: 'Pear',\n\n  list: [\"it's {\"],\n};\n\n{/* Plum\n[[gone]]\n\n*/}\n\nText {/* Quince [[gone]]\nFig */} goes on.\n\nImports:\nimport them (as\nyou like).\n\n```js\nimport {\n  Lime,\n} from 'x';\n{/* Lemon\n*/}\n```\n\n`{/*` and `*/}`\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    for word in ["Apple", "Pear", "list", "Plum", "Quince", "Fig", "gone"] {
        assert!(!article.contains(word), "{word}: {article}");
    }
    for shown in [
        "goes on.</p>",
        "import them (as\nyou like).",
        "Lime",
        "Lemon",
        "<p><code>{/*</code> and <code>*/}</code></p>",
    ] {
        assert_has(&article, shown);
    }
}

#[test]
fn many_elements_modules_and_comments_that_never_end_take_their_time_once() {
    for piece in [
        "<Foo a={\n",
        "<A b={1}",
        "<A b={1} />{/* c\n\n",
        "x <A b={1} />",
        "<A \"",
        "<A>{x={",
        "export const a = {\n\n",
        "text {/*\n",
        "{/* a\n",
        "<Tabs>\n  ",
        "<div>\n<Tabs>\n</div>\n",
        "a {/* b */} ",
    ] {
        let text = format!("# N\n\n{}\n\n{{/* c */}} x\n", piece.repeat(20_000));
        let built = vault().file("n.mdx", text).build();
        assert_has(built.page("/n/").article(), "<article");
    }
}

#[test]
fn an_element_in_an_item_parts_its_words() {
    assert_has(&article("- list\n  <Foo>\n  x\n  </Foo>\n"), "<li>list\nx");
}

#[test]
fn links_of_components_and_objects_are_checked() {
    let built = built("<LinkCard title=\"T\" href=\"./lost\" />\n\n<object data=\"/gone.svg\"></object>\n");
    built.has_problem("broken-link", "n.mdx:3:27");
    built.has_problem("missing-asset", "n.mdx:5:15");
}

#[test]
fn tabs_are_named_and_chosen_as_their_set_says() {
    let article = article(
        "<Tabs values={[{label: 'Apple', value: 'a'}, {value: \"b\", label: \"Bean\"}]} defaultValue=\"b\">\n<TabItem value=\"a\">\nin a\n</TabItem>\n<TabItem value=\"b\">in b</TabItem>\n</Tabs>\n",
    );
    assert_has(&article, "id=\"tab:1:1\"><label for=\"tab:1:1\">Apple</label>");
    assert_has(&article, "id=\"tab:1:2\" checked><label for=\"tab:1:2\">Bean</label>");
}

#[test]
fn a_tab_may_say_that_it_is_the_chosen_one() {
    let article = article(
        "<Tabs>\n<TabItem value=\"a\">\n<Tabs>\n<TabItem value=\"x\" default>x</TabItem>\n</Tabs>\n</TabItem>\n<TabItem value=\"b\" default>\nin b\n</TabItem>\n</Tabs>\n",
    );
    assert_has(&article, "id=\"tab:1:1\"><label");
    assert_has(&article, "id=\"tab:2:1\" checked><label");
    assert_has(&article, "id=\"tab:1:2\" checked><label");
}

#[test]
fn boxes_may_be_components() {
    let article = article(
        "<Admonition type=\"tip\" title=\"A *b*\">\n\ntext *it*\n\n</Admonition>\n\n<Aside type=\"warning\">one *line*</Aside>\n",
    );
    assert_has(
        &article,
        "<aside class=\"callout tip\">\n<p class=\"callout-title\">A *b*</p>\n<p>text <em>it</em></p>\n</aside>",
    );
    assert_has(
        &article,
        "<aside class=\"callout warning\">\n<p class=\"callout-title\">Warning</p>\n<p>one <em>line</em></p>\n</aside>",
    );
}

#[test]
fn components_show_their_children_wherever_they_stand() {
    let built = built(
        "<Card>card *text*</Card>\n\nSome <Badge kind={x => 1}>new *words*</Badge> and <Foo a={1} /> more <Foo\n  a={2}\n/> behind.\n\n<Foo\n  a=\"b\"\n  c={d => d > 1}\n/>\n\n<Foo bar={1} />\n\n<details><summary>Sum</summary>\n\ninner\n\n</details>\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<p>card <em>text</em></p>");
    assert_has(
        &article,
        "<p>Some new <em>words</em> and  more \n\nbehind.</p>\n<details><summary>Sum</summary>\n<p>inner</p>",
    );
    assert!(!article.to_lowercase().contains("foo"), "{article}");
}

#[test]
fn rows_and_comments_inside_of_elements_stay_in_them() {
    let built = built(
        "<table>\n  <tr>\n    {/* hidden */}\n    <td>*x* {/* hidden */}</td>\n    <td><b>y</b></td>\n  </tr>\n</table>\n\n<p>raw {/* hidden */} more</p>\n\nAfter.\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    assert_has(
        &article,
        "<em>x</em> </td>\n<td><b>y</b></td>\n</tr>\n</table>\n<p>\nraw  more</p>\n<p>After.</p>",
    );
    assert!(!article.contains("hidden"), "{article}");
}

#[test]
fn nothing_is_code_for_its_indentation() {
    let article = article(
        "Text\n\n    indented *text* [[t]]\n\n- item\n\n    in *it*\n\n        deeper\n\n1. one\n\n    ```js\n    a(\n      b)\n    ```\n",
    );
    assert_has(&article, "<p>indented <em>text</em> <a href=\"../t/\">t</a></p>");
    assert_has(&article, "<p>in <em>it</em></p>");
}

#[test]
fn addresses_may_stand_in_the_calls_of_docusaurus() {
    let text = "# N\n\n<img alt=\"a\" src={require('@site/static/i.svg').default} />\n\nText <img alt=\"b\" src={useBaseUrl(\"/i.svg\")}/> <img alt=\"c\" src={require('./gone.png')} /> `src={require('x')}`\n\n```jsx\nsrc={require('x')}\n```\n";
    let vault = vault().file("n.mdx", text);
    let built = vault.file("static/i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").build();
    built.has_problem("missing-asset", "n.mdx:5:75");
    let article = built.page("/n/").article().to_string();
    assert_eq!(article.matches("../static/i.svg").count(), 2, "{article}");
    assert_has(&article, "<code>src={require('x')}</code>");
    assert_eq!(article.matches("require").count(), 2, "{article}");
}

#[test]
fn styles_and_comments_of_mdx_are_read_in_any_note() {
    let text = "# N\n\n{/* hidden */}\n\n<a style={{float: \"left\", marginBottom: '2px', margin: 0, color: \"rgb(1, 2, 3)\"}} href=\"t.md\">\n  **in**\n</a>\n\n{/*\nhidden\n*/}\n\n<img style={{width: w}} alt=\"a\" src=\"i.svg\" />\n\n`style={{a: 1}}` and style={{b: 1}} in text\n\n```jsx\n<a style={{c: 1}}>\n```\n";
    let vault = vault().file("n.md", text).file("t.md", "# T\n");
    let built = vault.file("i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").build();
    built.has_no_problems();
    let article = built.page("/n/").article().to_string();
    assert_has(&article, "style=\"float:left;margin-bottom:2px;margin:0;color:rgb(1, 2, 3)\"");
    assert_has(&article, "</code> and style={{b: 1}} in text");
    assert_has(&article, "<img style=\"\"");
    assert_has(&article, "<code>style={{a: 1}}</code>");
    assert!(!article.contains("hidden"), "{article}");
}

#[test]
fn tags_of_components_are_shown_in_no_note() {
    let text = "# N\n\n## Head <Badge type=\"tip\" text=\"new & old\" />\n\n<ModalDemo />\n\n<Listing number=\"1\" caption=\"Of `Vec<T>`\">\n\nin *it*\n\n</Listing>\n\nA Vec<String>, <KEY> and <BR> and <A HREF=\"n.md\">n</A>\n";
    let built = vault().file("n.md", text).build();
    let article = built.page("/n/").article().to_string();
    assert_has(&article, "Head <span class=\"badge\">new &amp; old</span>");
    assert_has(&article, "<p>in <em>it</em></p>");
    assert_has(&article, "A Vec&lt;String&gt;, &lt;KEY&gt; and <BR> and <A HREF=\"./\">n</a>");
    assert!(!article.contains("odal") && !article.contains("isting"), "{article}");
}

#[test]
fn an_element_may_say_that_it_holds_markdown() {
    for written in ["markdown", "markdown=\"1\"", "class=\"x\" markdown='block'"] {
        let built = vault().file("n.md", format!("# N\n\n<div {written}>\n*in* `#!js a()`\n</div>\n\n<figure {written}>\n  *in*\n</figure>\n\nText <span {written}>*in*</span> `#!x`\n")).build();
        built.has_no_problems();
        let article = balanced(built.page("/n/").article());
        assert_eq!(article.matches("<em>in</em>").count(), 3, "{article}");
        assert_has(&article, "<code>a()</code>");
        assert_has(&article, "<code>#!x</code>");
        assert!(!article.contains("markdown"), "{article}");
    }
}

#[test]
fn an_element_that_holds_markdown_ends_behind_html_too() {
    for (open, part) in [
        ("<figure markdown>", "  <figcaption markdown>A *b* [[t]]</figcaption>"),
        ("<div className=\"x\">", "<p>A <em>b</em></p>"),
        ("<Card>", "<p>A <em>b</em></p>"),
    ] {
        let name = open.trim_start_matches('<').split([' ', '>']).next().unwrap();
        let text = format!("# N\n\n{open}\n\n*in*\n\n{part}\n</{name}>\n\n*After*\n");
        let built = vault().file("n.md", text).file("t.md", "# T\n").build();
        built.has_no_problems();
        let article = balanced(built.page("/n/").article());
        assert_has(&article, "A <em>b</em>");
        assert_has(&article, "<p><em>After</em></p>");
        assert!(!article.contains("markdown"), "{article}");
    }
}

#[test]
fn an_element_of_the_same_name_ends_for_itself() {
    let built = vault()
        .file(
            "n.md",
            "# N\n\n<div markdown>\n\n*in*\n\n<div>\n  <p>x</p>\n</div>\n\n*too*\n\n</div>\n\n*After*\n",
        )
        .build();
    built.has_no_problems();
    assert_has(
        &balanced(built.page("/n/").article()),
        "</div>\n<p><em>too</em></p>\n</div>\n<p><em>After</em></p>",
    );
}

#[test]
fn what_is_computed_of_an_element_is_not_published() {
    let built = built(
        "Press <button id=\"k\" onClick={() => { go({a: 1}) }} tabIndex={3} title={\"T\"}>Go *on*</button> `<b c={d}>`.\n\n<div onClick={() => f()} {...props}>text</div>\n\n<section\n  className=\"x\"\n  onClick={() => {\n    g()\n  }}\n>\n*in*\n</section>\n\n- Item <i\n  title={w}\n  lang=\"de\">of two</i>\n\n<LinkCard title=\"C\" href=\"t.md\" onClick={() => h()} />\n\n```jsx\n<p q={r}>\n```\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    assert!(
        !article.contains("lick") && !article.contains("props") && !article.contains("title={"),
        "{article}"
    );
    assert_has(&article, "Go <em>on</em></button> <code>&lt;b c={d}&gt;</code>.</p>");
    assert_has(&article, "tabIndex=\"3\" title=\"T\"");
    assert_has(&article, "<p><em>in</em></p>\n</section>");
    assert_has(&article, ">of two</i>");
    assert!(!article.contains('_'), "{article}");
}

#[test]
fn components_in_a_line_may_have_dots_spreads_or_no_name() {
    let built = built(
        "A <Foo.Bar>bar *b*</Foo.Bar>, <Foo.Baz c=\"d\" />e <A {...props}>spread *s*</A> <>frag *f*</> on\nand <>\non</>\nwith `<>` and `</>`.\n\n<Foo.Bar>alone</Foo.Bar>\n\n<>\n*block*\n</>\n",
    );
    built.has_no_problems();
    let article = balanced(built.page("/n/").article());
    assert_has(&article, "<p>A bar <em>b</em>, e spread <em>s</em>   frag <em>f</em>    on\nand");
    assert_has(
        &article,
        "<code>&lt;&gt;</code> and <code>&lt;/&gt;</code>.</p>\n<p>alone</p>\n<p><em>block</em></p>",
    );
    assert!(!article.contains("<br") && !article.contains("Foo"), "{article}");
}

#[test]
fn what_only_looks_like_a_tag_of_mdx_is_text() {
    let article = article("A List<Foo.Bar> and a <> b.\n\nWhile i <n, {kept} && a=b > 3.\n");
    assert_has(&article, "<p>A List&lt;Foo.Bar&gt; and a &lt;&gt; b.</p>");
    assert_has(&article, "{kept}");
}
