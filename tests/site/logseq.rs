//! A graph of Logseq: outlines with properties, blocks that are known by ids, pages with names of their own.

use crate::vault::{Built, Vault, vault};

const ID: &str = "60311eda-b6f7-4779-8187-8830545b3a64";

/// A graph, which its settings tell.
fn graph() -> Vault {
    vault().file("logseq/config.edn", "{:meta/version 1\n :file/name-format :triple-lowbar}\n")
}

/// A graph with this page and one that it may refer to.
fn page(text: &str) -> Built {
    graph().file("pages/a.md", text).file("pages/Some Page.md", "- Text of it\n").build()
}

#[test]
fn properties_of_a_page_are_its_front_matter() {
    let built = graph()
        .file("pages/x.md", "title:: The X\nalias:: Ex, [[X/Y]]\ntags:: one, [[two words]]\nicon:: x\nkind:: [[b]]\n\n- Text\n")
        .file("pages/b.md", "- title:: is text here too\n- [[Ex]] [[x/y]] [[The X]]\n")
        .file("pages/hidden.md", "public:: false\n\n- no\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built
        .page("/pages/x/")
        .has("<h1>The X</h1>")
        .has("<span class=\"property\">kind:</span> <a href=\"../b/\">b</a>")
        .has(">two words</a>")
        .lacks("alias")
        .lacks(">icon");
    assert!(!built.has_file("pages/hidden/index.html"));
    assert!(!built.has_file("x/y/index.html"), "an alias with a slash is no old URL");
}

#[test]
fn properties_of_blocks_are_shown_or_hidden_and_lists_stay_tight() {
    let built = page(
        "- One\n  collapsed:: true\n  rating:: [[Some Page]]\n\t- Child\n\t  empty::\n- ## Head\n  id:: x\n  Text\n",
    );
    built.has_no_problems();
    built.page("/pages/a/").has(
        "<li>One<br>\n<span class=\"property\">rating:</span> <a href=\"../some-page/\">Some Page</a><ul>\n\
         <li>Child</li>\n</ul>\n</li>",
    );
    built.page("/pages/a/").lacks("collapsed").lacks("empty").lacks("id::").has("</h2>\nText</li>");
}

#[test]
fn blank_lines_between_blocks_say_nothing() {
    let built = page("- one\n\n\n- two\n  ```\n  code\n  ```\n\n\t- below\n");
    built.page("/pages/a/").has("<li>one</li>\n<li>two<pre").lacks("<p>one").lacks("<p>below");
    page("- one\n\n  more\n- two\n").page("/pages/a/").has("<p>one</p>\n<p>more</p>");
}

#[test]
fn blocks_with_numbers_are_lists_with_numbers() {
    let number = "logseq.order-list-type:: number";
    let built = page(&format!(
        "- plain\n- one\n  {number}\n- two\n  {number}\n\t- > deep\n\t  {number}\n- [ ] a task\n- again\n  {number}\n"
    ));
    built.has_no_problems();
    built.page("/pages/a/").has(
        "<ul>\n<li>plain</li>\n</ul>\n<ol>\n<li>one</li>\n<li>two<ol>\n<li><blockquote>\n<p>deep</p>\n\
         </blockquote>\n</li>\n</ol>\n</li>\n</ol>\n<ul class=\"tasks\">\n<li class=\"task\">",
    );
    built.page("/pages/a/").has("<ol>\n<li>again</li>\n</ol>").lacks("logseq.");
}

#[test]
fn the_id_of_a_block_may_stand_behind_a_quote_a_table_and_html() {
    for block in ["> said", "| a |\n  |--|\n  | said |", "<div>said</div>", "**said**"] {
        let text = format!(
            "- {block}\n  id:: {ID}\n  collapsed:: true\n\t- below\n- {{{{embed (({ID}))}}}}\n- last\n"
        );
        let built = page(&text);
        let a = built.page("/pages/a/");
        a.has_in_order(&[
            "said",
            "below",
            "<section class=\"embed\">",
            "said",
            "below",
            "</section>",
            "<li>last</li>",
        ]);
        a.lacks("::").lacks("<td></td>").lacks("<hr");
    }
}

#[test]
fn headings_and_paragraphs_outside_of_the_outline_have_ids() {
    let other = "60311eda-b6f7-4779-8187-8830545b3a65";
    let built =
        page(&format!("First *line*\nid:: {ID}\n\n## Head\nid:: {other}\n\n- (({ID})) (({other}))\n"));
    built.has_no_problems().has_no_broken_links();
    built
        .page("/pages/a/")
        .has(&format!("href=\"#%5E{ID}\">First line</a>"))
        .has(&format!("%5E{other}\">Head</a>"));
}

#[test]
fn properties_in_code_are_code() {
    page("- Code\n  ```\n  id:: 1\n  key:: v\n  ```\n  and `a:: b`\n")
        .page("/pages/a/")
        .has("id:: 1\nkey:: v\n")
        .has("<code>a:: b</code>");
}

#[test]
fn a_reference_to_a_block_shows_its_text() {
    let a = format!("- See (({ID})) and [that **block**]((({ID}))).\n- {{{{embed (({ID}))}}}}\n");
    let built = graph()
        .file("pages/a.md", a)
        .file("pages/b.md", format!("- DONE The *answer*\n  id:: {ID}\n\t- below it\n- other\n"))
        .build();
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    let a = built.page("/pages/a/");
    a.has(&format!("See <a href=\"../b/#%5E{ID}\">DONE The answer</a> and"));
    a.has(&format!("<a href=\"../b/#%5E{ID}\">that <strong>block</strong></a>"));
    a.has_in_order(&["<section class=\"embed\">", "<em>answer</em>", "below it", "</section>"])
        .lacks("other");
    built.page("/pages/b/").has(&format!("id=\"^{ID}\"")).has("<mark>DONE The answer</mark>");
}

#[test]
fn a_reference_to_no_block_is_a_problem_at_its_place() {
    let built = page(&format!("- ä (({ID}))\n- {{{{embed (({ID}))}}}}\n"));
    built.has_problem("missing-block", "pages/a.md:1:5").has_problem("missing-block", "pages/a.md:2:3");
    assert!(!built.has_file("wanted/index.html") || !built.page("/wanted/").text().contains(ID));
}

#[test]
fn embeds_show_pages_and_labels_may_stand_before_them() {
    let built = page(
        "- {{embed [[some page]]}}\n- [a `label`]([[Some Page]]), `[x]([[Some Page]])`\n- {{query (a)}} {{video x}}\n",
    );
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has_in_order(&["<section class=\"embed\">", "Text of it", "</section>"])
        .has("<a href=\"../some-page/\">a <code>label</code></a>, <code>[x]([[Some Page]])</code>")
        .has("<code>{{query (a)}}</code> <code>{{video x}}</code>");
}

#[test]
fn macros_are_code_and_their_links_are_links() {
    let built = page(
        "- {{query (and [[Some Page]] (task TODO) \"*a* *b*\")}} end\n- {{renderer :x, ((y)) [[gone]]}}\n- # {{cards [[Some Page]]}}\n\
         - `{{query [[Some Page]]}}`\n",
    );
    built
        .page("/pages/a/")
        .has(
            "<code>{{query (and [[<a href=\"../some-page/\">Some Page</a>]] (task TODO) &quot;*a* *b*&quot;)}}</code> end",
        )
        .has("<code>{{query [[Some Page]]}}</code></li>");
    built.has_problem("missing-note", "pages/a.md:2:24");
    assert_eq!(built.count("missing-note"), 1, "{}", built.said());
}

#[test]
fn a_name_may_hold_references() {
    let built = graph()
        .file("pages/a.md", "- see [[a [[b]] c]]s, [[gone [[b]]]]\n- # #[[x [[b]]]]\n- `[[a [[b]] c]]`\n")
        .file("pages/b.md", "- B\n")
        .file("pages/a [[b]] c.md", "- C\n")
        .build();
    built.has_problem("missing-note", "pages/a.md:1:23").has_problem("missing-note", "pages/a.md:2:5");
    assert_eq!(built.count("missing-note"), 2, "{}", built.said());
    built
        .page("/pages/a/")
        .has("see <a href=\"../a-%5B%5Bb%5D%5D-c/\">a </a><a href=\"../b/\">b</a><a href=\"../a-%5B%5Bb%5D%5D-c/\"> c</a>s")
        .has("gone </span><a href=\"../b/\">b</a>")
        .has("<code>[[a [[b]] c]]</code>");
}

#[test]
fn names_of_files_are_names_of_pages() {
    let built = graph()
        .file("pages/a.md", "- [[Food/Bread]] [[New to this?]] [[food]] [[Jan 31st, 2022]]\n")
        .file("pages/Food.md", "- Eat\n")
        .file("pages/food___bread.md", "- Rye\n")
        .file("pages/New to this%3F.md", "- Yes\n")
        .file("journals/2022_01_31.md", "- Today\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/pages/a/").has_in_order(&[
        "href=\"../food/bread/\">Food/Bread<",
        "href=\"../new-to-this/\">",
        "href=\"../food/\">food<",
        "href=\"../../journals/2022_01_31/\">",
    ]);
    built.page("/pages/food/bread/").has("<h1>food/bread</h1>").has("href=\"../\">Food</a>");
    built.page("/journals/2022_01_31/").has("<h1>Jan 31st, 2022</h1>");
    built.page("/pages/food/").has(">bread</a>");
}

#[test]
fn the_settings_say_how_journals_and_files_are_named() {
    let settings =
        ";; :journal/page-title-format \"dd-MM-yyyy\"\n{:journal/page-title-format \"EEEE, yyyy/MM/dd\"}";
    let built = vault()
        .file("logseq/config.edn", settings)
        .file("pages/a.b.md", "- [[Monday, 2022/01/31]] [[a/b]]\n")
        .file("journals/2022_01_31.md", "- Today\n")
        .file("logseq/bak/pages/a.md", "- an old version\n")
        .build();
    built.has_no_problems();
    built.page("/journals/2022_01_31/").has("<h1>Monday, 2022/01/31</h1>");
    assert!(!built.has_file("logseq/bak/pages/a/index.html"));
}

#[test]
fn a_tag_is_a_page_where_there_is_one() {
    let built = page("- [#A] #[[Some Page]] #nothing #[[not there]]\n");
    built
        .page("/pages/a/")
        .has("[#A] <a href=\"../some-page/\">#Some Page</a>")
        .has("<a class=\"hashtag\" href=\"../../tags/nothing/\">#nothing</a>")
        .has("<a class=\"hashtag\" href=\"../../tags/not-there/\">#not there</a>")
        .has("/tags/some-page/");
    built.has_no_problems();
    assert!(!built.has_file("wanted/index.html"));
    let named = graph().file("pages/a.md", "- see #b.\n").file("pages/b.md", "- B\n").build();
    named.has_no_problems();
    named.page("/pages/a/").has("<a class=\"hashtag\" href=\"../b/\">#b</a>.");
    named.page("/pages/b/").has("<mark>#b</mark>");
}

#[test]
fn tasks_have_their_words_and_times() {
    let built = page(
        "- TODO write\n  SCHEDULED: <2022-01-31 Mon>\n- DONE read\n  :LOGBOOK:\n  CLOCK: [x]\n  :END:\n- TODOs and NOW\n",
    );
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has("<span class=\"task-word\">TODO</span> write<br>\n<span class=\"property\">SCHEDULED:</span> &lt;2022-01-31 Mon&gt;</li>")
        .has("<span class=\"task-word done\">DONE</span> read</li>")
        .has("<li>TODOs and NOW</li>")
        .lacks("CLOCK");
}

#[test]
fn blocks_of_org_mode_are_boxes_quotes_and_code() {
    let built = page(
        "- #+BEGIN_TIP\n  Good [[Some Page]].\n  #+END_TIP\n- #+begin_quote\n  said\n  #+end_quote\n\
         - #+BEGIN_SRC python\n  if [[x]]: pass\n  ```\n  #+END_SRC\n- ```\n  #+BEGIN_SRC x\n  #+END_SRC\n  ```\n",
    );
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has_in_order(&["<li><aside class=\"callout tip\">", "Tip</p>", "some-page/\">", "</aside>"])
        .has("<blockquote>\nsaid</blockquote>")
        .has("[[x]]")
        .has("#+BEGIN_SRC x\n#+END_SRC");
    page("- #+BEGIN_NOTE\n  open\n- next\n").has_problem("unclosed-directive", "pages/a.md:1:3");
}

#[test]
fn a_block_of_org_mode_ends_with_its_own_name() {
    let built = page(
        "- Shown\n\t- it\n\t  #+BEGIN_EXAMPLE\n\n\t  #+BEGIN_QUERY\n\t  {:title \"x\"\n\t     :query [[?b *y*]]}\n\
         \t  #+END_QUERY\n\t  #+END_EXAMPLE\n- ```\n  #+BEGIN_SRC\n  ```\n- #+BEGIN_TIP\n  box\n  #+END_TIP\n\
         - #+BEGIN_SRC\n  lost\n- next *one*\n",
    );
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has(
            "<code>\n#+BEGIN_QUERY\n{:title &quot;x&quot;\n   :query [[?b *y*]]}\n#+END_QUERY\n</code></pre>",
        )
        .has_in_order(&[
            "#+BEGIN_SRC\n</code>",
            "callout tip",
            "#+BEGIN_SRC",
            "lost</li>",
            "next <em>one</em>",
        ]);
}

#[test]
fn an_outline_below_a_heading_is_an_outline() {
    let built = page("## Head\n\t- one\n\t  more\n\t\t- two [[Some Page]]\n\n```\n\tcode\n```\n");
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has("<li>one<br>\nmore<ul>\n<li>two <a href=\"../some-page/\">Some Page</a></li>")
        .has("\tcode");
}

#[test]
fn a_block_of_code_ends_with_the_signs_it_began_with() {
    for code in
        ["~~~\n```\n~~~\n", "````\n```\n````\n", "- item\n  ```sh\n  code\n  ```\n", "  ```\n\tx\n  ```\n"]
    {
        let built = page(&format!("Text\n\n{code}above\n\n\tblock\n\n```\n\tcode\n```\n"));
        built.has_no_problems();
        built.page("/pages/a/").has("block</p>").has("\tcode");
    }
}

#[test]
fn pictures_have_their_sizes_and_marks_are_marks() {
    let built = graph()
        .file("pages/a.md", "- ![x.png](../assets/x.png){:height 30, :width 40} ^^bright as day^^ x^2^\n")
        .file("assets/x.png", "PNG")
        .build();
    built.has_no_problems();
    built
        .page("/pages/a/")
        .has("width=\"40\" height=\"30\"")
        .lacks("{:")
        .has("<mark>bright as day</mark> x<sup>2</sup>");
}

#[test]
fn a_graph_is_known_by_its_folders() {
    let notes = || vault().file("pages/a.md", "- x\n  id:: 1\n").file("journals/2022_01_31.md", "- y\n");
    notes().build().page("/pages/a/").lacks("id::");
    let plain = vault().file("pages/a.md", "- x\n  id:: 1\n");
    plain.build().page("/pages/a/").has("id:: 1");
    let told = vault().file("pages/a.md", "- x\n  id:: 1\n").file("rutter.toml", "dialect = \"logseq\"\n");
    told.build().page("/pages/a/").lacks("id:: 1");
}

#[test]
fn properties_are_no_summary() {
    let built = page("type:: [[Some Page]]\n\n- What it is about.\n");
    built.page("/pages/a/").has("<meta name=\"description\" content=\"What it is about.\"");
}

#[test]
fn an_address_in_a_macro_ends_before_its_braces() {
    let built = page("- {{video https://example.com/1}} end\n- https://example.com/{{id}}\n");
    let a = built.page("/pages/a/");
    a.has("<li><a href=\"https://example.com/1\">https://example.com/1</a> end").has("/{{id}}</a>");
}

#[test]
fn a_file_may_have_blanks_in_its_name() {
    let text = "- ![a *b*](../assets/a in b.png){:height 60, :width 90} and [t](<../assets/a in b.png>)\n\
                - `![x](a in b.png)` [c](../assets/no such.png)\n";
    let built = graph().file("assets/a in b.png", "x").file("pages/a.md", text).build();
    built.has_problem("missing-asset", "pages/a.md:2:22");
    assert_eq!(built.count("missing-asset") + built.count("broken-link"), 1, "{}", built.said());
    let a = built.page("/pages/a/");
    a.has("alt=\"a b\"").has("width=\"90\" height=\"60\"").has("<code>![x](a in b.png)</code>");
    a.lacks("](../").lacks("{:height");
}
