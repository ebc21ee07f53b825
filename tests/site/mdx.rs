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
        ">a</label>\n<div class=\"tab\">\n<p><em>in</em></p>\n</div>\n</div>\n<p><em>child</em></p>\n<pre",
    );
    assert!(!article.contains("Apple") && !article.contains("Foo"), "{article}");
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
    for piece in
        ["<Foo a={\n", "export const a = {\n\n", "text {/*\n", "{/* a\n", "<Tabs>\n  ", "a {/* b */} "]
    {
        let built = vault().file("n.mdx", format!("# N\n\n{}", piece.repeat(20_000))).build();
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
