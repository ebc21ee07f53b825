//! Front matter: the keys of every tool, titles, drafts, URLs, and what is said about a broken block.

use crate::vault::{Built, vault};

/// A vault of one note.
fn note(text: &str) -> Built {
    vault().file("my-note.md", text).build()
}

fn title(built: &Built) -> String {
    built.page("/my-note/").between("<h1>", "</h1>").to_string()
}

#[test]
fn the_title_is_the_front_matters_and_an_equal_heading_is_not_shown_twice() {
    let built = note("---\ntitle: The Pod\n---\n# the pod\n\nText.\n");
    built.has_no_problems();
    let page = built.page("/my-note/");
    page.has_once("<h1").has("<h1>the pod</h1>").has("<title>The Pod · vault</title>");
    assert!(!page.article().contains("pod"), "{}", page.article());
}

#[test]
fn a_first_heading_that_says_something_else_stays() {
    let built = note("---\ntitle: Short\n---\n# A longer heading\n");
    let page = built.page("/my-note/");
    page.has("<h1>Short</h1>");
    assert!(page.article().contains("A longer heading"), "{}", page.article());
}

#[test]
fn else_the_first_heading_is_the_title_with_its_code() {
    let built = note("Before.\n\n# The `kubectl` *tool* & more\n\nAfter.\n\n# Second\n");
    let page = built.page("/my-note/");
    page.has("<h1>The <code>kubectl</code> <em>tool</em> &amp; more</h1>");
    page.has("<title>The kubectl tool &amp; more · vault</title>").has("<h1 id=\"second\">");
    assert!(!page.article().contains("kubectl"), "{}", page.article());
}

#[test]
fn the_links_of_a_title_lead_somewhere() {
    let built = vault().file("pod.md", "# Pod\n").file("my-note.md", "# About the [[pod]]s\n").build();
    built
        .page("/my-note/")
        .has("<h1>About the <a href=\"../pod/\">pods</a></h1>")
        .has("<title>About the pods");
}

#[test]
fn a_heading_inside_a_list_is_no_title() {
    let built = note("Text here.\n\n- # Inside\n");
    assert_eq!(title(&built), "my note");
    built.page("/my-note/").has("<li><h1 id=\"inside\">Inside");
}

#[test]
fn a_setext_heading_is_a_title_too() {
    assert_eq!(title(&note("A *title*\n=====\n\nText.\n")), "A <em>title</em>");
}

#[test]
fn a_short_first_line_of_plain_text_is_the_title_and_lines_stay_lines() {
    let built = note("Packing list\nrope\ntar & canvas\n\nbread\n");
    assert_eq!(title(&built), "Packing list");
    let page = built.page("/my-note/");
    let article = page.article();
    assert!(article.contains("<p>rope</p>\n<p>tar &amp; canvas</p>\n<p>bread</p>"), "{article}");
    page.has_once("Packing list</h1>");
    assert!(!article.contains("Packing"), "{article}");
}

#[test]
fn a_first_line_with_marks_of_notes_is_no_title() {
    for line in ["See [[lost]] here", "Rope #tag", "Rope %%secret%%", "==Rope==", "Rope ^rope"] {
        let built = note(&format!("{line}\ntar & canvas\n"));
        assert_eq!(title(&built), "my note", "{line}");
        let page = built.page("/my-note/");
        assert!(!page.text().contains("secret") && !page.text().contains("[["), "{line}");
    }
    note("See [[lost]] here\ntar & canvas\n").has_problem("missing-note", "my-note.md:1:5");
    assert_eq!(title(&note("Notes on C#\ntar & canvas\n")), "Notes on C#");
}

#[test]
fn a_list_of_bare_lines_stays_one_whatever_stands_in_it() {
    let built = note("Errands\nTODO:\nmilk & bread\nhttps://example.com/x\n[[lost]]\n");
    let page = built.page("/my-note/");
    let article = page.article();
    assert!(article.contains("<p>TODO:</p>\n<p>milk &amp; bread</p>\n<p><a href"), "{article}");
}

#[test]
fn a_paragraph_is_no_title() {
    let built = note("Just one sentence of prose.\n");
    assert_eq!(title(&built), "my note");
    assert!(built.page("/my-note/").article().contains("Just one sentence of prose."));
}

#[test]
fn a_day_and_a_name_of_obsidian_are_titles_as_they_are() {
    let notes = || vault().file("2026-11-21.md", "## Text\n").file("2026-11-21-my_day.md", "## Text\n");
    let title = |built: &crate::vault::Built, page: &str, title: &str| {
        built.page(page).has(&format!("<h1>{title}</h1>"));
    };
    let plain = notes().build();
    title(&plain, "/2026-11-21/", "2026-11-21");
    title(&plain, "/2026-11-21-my_day/", "2026 11 21 my day");
    let obsidian = notes().file(".obsidian/app.json", "{}").build();
    title(&obsidian, "/2026-11-21/", "2026-11-21");
    title(&obsidian, "/2026-11-21-my_day/", "2026-11-21-my_day");
}

#[test]
fn else_the_file_name_is_the_title_with_spaces() {
    let built = vault().file("a/my_other-note.md", "\n").build();
    built.page("/a/my_other-note/").has("<h1>my other note</h1>");
}

#[test]
fn a_folder_note_without_a_title_is_named_after_its_folder() {
    let built = vault().file("net-work/README.md", "Text about it.\n").build();
    built.page("/net-work/").has("<h1>net work</h1>").has("Text about it.");
}

#[test]
fn titles_of_every_scalar_are_text() {
    for (value, shown) in [("1.30", "1.30"), ("no", "no"), ("2026-01-02", "2026-01-02"), ("'0o17'", "0o17")] {
        assert_eq!(title(&note(&format!("---\ntitle: {value}\n---\nText.\n"))), shown, "{value}");
    }
}

#[test]
fn drafts_are_built_only_when_they_are_asked_for() {
    let drafts = vault()
        .file("a.md", "# A\n")
        .file("b.md", "---\ndraft: true\n---\n# B\n")
        .file("c.md", "---\npublish: false\n---\n# C\n")
        .file("d.md", "---\nprivate: yes\n---\n# D\n")
        .file("e.md", "---\ndraft: false\npublish: true\n---\n# E\n");
    let pages = |built: &Built| ["a", "b", "c", "d", "e"].map(|n| built.has_file(&format!("{n}/index.html")));
    assert_eq!(pages(&drafts.build()), [true, false, false, false, true]);
    assert_eq!(pages(&drafts.build_with(&["--drafts"])), [true; 5]);
}

#[test]
fn a_link_to_a_draft_says_that_it_is_one() {
    let draft = "---\ndraft: true\naliases: [The Other]\n---\n# B c\n";
    for (written, id) in [
        ("[[b c]]", "missing-note"),
        ("[[x/B-c]]", "missing-note"),
        ("[[./b-c]]", "missing-note"),
        ("[[the other]]", "missing-note"),
        ("![[b-c]]", "missing-note"),
        ("[t](b-c.md)", "broken-link"),
        ("[t](/x/b-c/)", "broken-link"),
    ] {
        let vault = vault().file("x/a.md", format!("# A\n\n{written}\n")).file("x/b-c.md", draft);
        let built = vault.build();
        built.problem_says(id, "x/a.md:3:1", &["is a draft", "build with `--drafts`"]);
        built.page("/x/a/").has("title=\"Not published yet: ").lacks("href=\"../b-c");
        assert!(!built.has_file("wanted/index.html"), "{written}");
        vault.build_with(&["--drafts"]).has_no_problems();
    }
    let built = vault().file("a.md", "[[./b-c]]\n").file("x/b-c.md", draft).build();
    built.problem_says("missing-note", "a.md:1:1", &["there is no note"]);
}

#[test]
fn an_unlisted_note_is_built_and_in_no_list() {
    let built = vault()
        .file("index.md", "---\ntitle: Home\n---\nSee [[hidden]].\n")
        .file("hidden.md", "---\nunlisted: true\ntags: secret\ndate: 2026-01-02\n---\n# Hidden away\n")
        .file("shown.md", "---\ntags: open\n---\n# Shown\n")
        .build_with(&["--base-url", "https://example.com"]);
    built.has_no_problems().has_no_broken_links();
    built.page("/hidden/").has("<h1>Hidden away</h1>");
    for list in ["/", "/a-z/", "/tags/", "/sitemap.xml", "/shown/"] {
        built.page(list).lacks("Hidden away").lacks("secret");
    }
    assert!(!built.has_file("tags/secret/index.html"));
}

#[test]
fn what_an_unlisted_note_links_to_does_not_list_it() {
    let hidden = "---\nunlisted: true\n---\n# Hidden away\n\n[[shown]] [[gone]]\n\n```yaml\nkind: Pod\n```\n";
    let built = vault()
        .file("only/hidden.md", hidden)
        .file("half/index.md", "---\nunlisted: true\n---\n# Half\n")
        .file("half/x.md", "# X\n")
        .file("shown.md", "---\nkinds: [Pod]\n---\n# Shown\n\n[[hidden]]\n")
        .build_with(&["--base-url", "https://example.com"]);
    built.has_problem("missing-note", "only/hidden.md:6:11").has_no_broken_links();
    assert!(!built.has_file("wanted/index.html"));
    built.page("/only/hidden/").has("<h1>Hidden away</h1>").has("<a href=\"../../shown/\">shown</a>");
    for list in ["/", "/a-z/", "/sitemap.xml", "/shown/", "/404.html"] {
        built.page(list).lacks("Hidden away").lacks("Only").lacks("only/\"").lacks("only/<");
    }
    built.page("/shown/").lacks("Linked from").lacks("In manifests of");
    built
        .page("/")
        .has("<b>2</b> notes")
        .lacks("between notes")
        .has("half/\">Half</a> <span class=\"count\">1<");
}

#[test]
fn a_slug_is_the_url() {
    let built = vault()
        .file("a.md", "---\nslug: /guides/first/\n---\n# A\n")
        .file("x/b.md", "---\npermalink: second\n---\n# B\n\n[[a]] [c](c.md)\n")
        .file("x/c.md", "---\nurl: /third.html\n---\n# C\n\n[by URL](/guides/first)\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/guides/first/").has("<h1>A</h1>");
    built
        .page("/x/second/")
        .has("<a href=\"../../guides/first/\">a</a>")
        .has("<a href=\"../../third/\">c</a>");
    built.page("/third/").has("<a href=\"../guides/first/\">by URL</a>");
}

#[test]
fn a_slug_that_leads_out_of_the_site_is_reported_where_it_stands() {
    let built = note("---\ntitle: A\nslug: ../../etc\n---\n");
    built.has_problem("bad-url", "my-note.md:3:7");
    built.page("/my-note/").has("<h1>A</h1>");
}

#[test]
fn two_notes_with_one_slug_are_both_published_and_named() {
    let built = vault()
        .file("a.md", "---\nslug: /same\n---\n# A\n")
        .file("b.md", "---\nslug: /Same/\n---\n# B\n")
        .build();
    let problem = built.problem("slug-collision", "b.md:2:7");
    assert!(problem.contains("`a.md`") && problem.contains("/same-2/"), "{problem}");
    built.page("/same/").has("<h1>A</h1>");
    built.page("/same-2/").has("<h1>B</h1>");
}

#[test]
fn an_alias_is_a_name_and_one_that_is_a_path_redirects() {
    let built = vault()
        .file("new.md", "---\naliases: [Old name, /old/place/, ./beside/]\n---\n# New\n")
        .file("b.md", "# B\n\n[[old name]]\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/b/").has("<a href=\"../new/\">old name</a>");
    built.page("/old/place/").has("url=../../new/\"").has("<a href=\"../../new/\">New</a>");
    built.page("/beside/").has("<a href=\"../new/\">New</a>");
    assert!(!built.has_file("old-name/index.html"));
}

#[test]
fn an_old_url_that_names_a_file_is_that_file() {
    let vault = || {
        vault()
            .file(
                "foo.md",
                "---\naliases: [/foo.html, /bar/baz.htm, /old/, /deep/index.html, /x]\n---\n# Foo\n",
            )
            .file("b.md", "# B\n\n[old](/bar/baz.htm)\n")
    };
    let built = vault().build();
    built.has_no_broken_links();
    for file in ["foo.html", "bar/baz.htm", "old/index.html", "deep/index.html", "x/index.html"] {
        built.page(&format!("/{file}")).has("This page has moved").has("foo/\">Foo</a>");
    }
    assert!(!built.has_file("bar/baz.htm/index.html"));
    let built = vault().file("rutter.toml", "content = \".\"\nurl_style = \"file\"\n").build();
    built.has_no_broken_links().page("/foo.html").has("<h1>Foo</h1>");
    for file in ["bar/baz.htm", "old/index.html", "x.html"] {
        built.page(&format!("/{file}")).has("This page has moved").has("foo.html\">Foo</a>");
    }
}

#[test]
fn an_old_url_takes_no_file_of_the_site_or_of_pages() {
    let built = vault()
        .file("a.md", "---\naliases:\n  - /404.html\n  - /d.htm\n---\n# A\n")
        .file("d.htm/b.md", "# B\n")
        .build();
    built.has_problem("slug-collision", "a.md:3:5").has_problem("slug-collision", "a.md:4:5");
    built.page("/404.html").lacks("This page has moved");
}

#[test]
fn an_old_url_where_a_folder_of_pages_must_be_is_reported() {
    let built = vault()
        .file("a.md", "---\naliases: /d.htm\n---\n# A\n")
        .file("b.md", "---\nslug: /d.htm/b/\n---\n# B\n")
        .build();
    built.problem_says("output-collision", "a.md", &["`d.htm` of an old URL", "the alias leads nowhere"]);
    built.page("/d.htm/b/").has("<h1>B</h1>");
}

#[test]
fn an_alias_that_leads_out_of_the_site_is_reported_where_it_stands() {
    let built = note("---\naliases:\n  - https://evil.example/x\n  - /../up\n---\n");
    built.has_problem("bad-url", "my-note.md:3:5").has_problem("bad-url", "my-note.md:4:5");
}

#[test]
fn urls_that_differ_in_case_folding_alone_are_each_named_as_they_are() {
    let built = vault().file("STRASSE.md", "# A\n").file("Straße.md", "# B\n").build();
    let urls = "want URLs that differ only in case, `/straße/` and `/strasse/`";
    let parts = [urls, "keeps its URL `/strasse/`", "published as `/straße-2/`"];
    built.problem_says("slug-collision", "Straße.md", &parts);
    built.page("/strasse/").has("<h1>A</h1>");
}

#[test]
fn an_alias_yields_to_the_lists_of_the_site() {
    let built = vault().file("a.md", "---\naliases: [/a-z/, /tags/]\ntags: [x]\n---\n# A\n").build();
    assert_eq!(built.count("slug-collision"), 2, "{}", built.said());
    assert!(built.has_file("a-z/index.html") && built.has_file("tags/x/index.html"));
    built.page("/a-z/").has("<h1>").lacks("http-equiv");
}

#[test]
fn an_alias_yields_to_a_page() {
    let built = vault().file("a.md", "---\naliases:\n  - /B/\n---\n# A\n").file("b.md", "# B\n").build();
    let problem = built.problem("slug-collision", "a.md:3:5");
    assert!(problem.contains("`b.md`"), "{problem}");
    built.page("/b/").has("<h1>B</h1>");
}

#[test]
fn an_id_is_a_name() {
    let built = vault().file("a.md", "---\nid: k8s-a\n---\n# A\n").file("b.md", "# B\n\n[[k8s-a]]\n").build();
    built.has_no_problems();
    built.page("/b/").has("<a href=\"../a/\">k8s-a</a>");
}

#[test]
fn tags_are_read_in_every_spelling() {
    for tags in [
        "tags: [one, two/three]",
        "tags: one, two/three",
        "tags: 'one two/three'",
        "tag: '#one #two/three'",
        "keywords:\n  - one\n  - '#two/three'",
    ] {
        let built = note(&format!("---\n{tags}\n---\n# A\n"));
        built.has_no_problems().has_no_broken_links();
        let page = built.page("/my-note/");
        page.has("href=\"../tags/one/\">one</a>").has("href=\"../tags/two/three/\">two/three</a>");
    }
    note("---\ntags: index\n---\n# A\n").page("/tags/index/").has("my-note");
}

#[test]
fn a_description_is_the_meta_description_else_the_first_paragraph() {
    let described = note("---\nsummary: Said & done\n---\n# A\n\nText.\n");
    described.page("/my-note/").has("<meta name=\"description\" content=\"Said &amp; done\">");
    let text = note("# A\n\nThe *first* paragraph\nof it.\n\nThe second.\n");
    text.page("/my-note/").has("<meta name=\"description\" content=\"The first paragraph of it.\">");
}

#[test]
fn the_order_of_siblings_is_that_of_their_numbers() {
    let built = vault()
        .file("x/a.md", "---\nsidebar_position: '10'\n---\n# A\n")
        .file("x/b.md", "---\nweight: 2.5\n---\n# B\n")
        .file("x/c.md", "---\nnav_order: 2\nsidebar_label: Short C\n---\n# A long title of C\n")
        .file("x/d.md", "# D\n")
        .build();
    built.has_no_problems();
    built.page("/x/").has_in_order(&["\"c/\">Short C</a>", "\"b/\">B</a>", "\"a/\">A</a>", "\"d/\">D</a>"]);
}

#[test]
fn dates_say_when_a_note_was_changed() {
    for date in [
        "date: 2026-01-02",
        "lastmod: 2026-01-02T23:59:59+09:00",
        "last_update: {date: 2026/01/02, author: A}",
        "date: 2020-05-05\nupdated: 2026-01-02",
        "date:\n  created: 2020-05-05\n  updated: 2026-01-02",
    ] {
        let built = note(&format!("---\n{date}\n---\n# A\n"));
        built.has_no_problems();
        built.page("/my-note/").has("<time datetime=\"2026-01-02\">2 January 2026</time>");
    }
}

#[test]
fn a_date_inside_a_table_is_reported_where_it_stands() {
    let built = note("---\nlast_update: {author: A, date: yesterday}\n---\n# A\n");
    let problem = built.problem("bad-front-matter", "my-note.md:2:32");
    assert!(problem.contains("`date` is `yesterday`, expected a date"), "{problem}");
}

#[test]
fn toml_is_front_matter_too() {
    let built =
        note("+++\ntitle = \"In TOML\"\ntags = [\"a\"]\ndate = 2026-01-02\ndraft = false\n+++\nText.\n");
    built.has_no_problems();
    built.page("/my-note/").has("<h1>In TOML</h1>").has("tags/a/").has("2026-01-02");
}

#[test]
fn marks_and_line_ends_of_windows_are_fine() {
    let built = note("\u{feff}---\r\ntitle: From Windows\r\ntags: [a]\r\n---\r\n\r\nSee [[gone]].\r\n");
    assert_eq!(title(&built), "From Windows");
    built.has_problem("missing-note", "my-note.md:6:5");
    note("---\n---\nText.\n").has_no_problems();
}

#[test]
fn a_broken_block_is_reported_at_its_place_and_the_body_is_published() {
    for (front, place) in [
        ("title: [a, b\ntags: c", "my-note.md:3:5"),
        ("title: a\ntitle: b", "my-note.md:3:1"),
        ("title: a\n\tb: c", "my-note.md:2:8"),
        ("a: &a [x]\nb: *c", "my-note.md:3:4"),
    ] {
        let built = note(&format!("---\n{front}\n---\n# The body\n\nText.\n"));
        assert_eq!(built.count("bad-front-matter"), 1, "{}", built.said());
        built.has_problem("bad-front-matter", place);
        let page = built.page("/my-note/");
        page.has("<h1>The body</h1>").has("<p>Text.</p>");
        assert!(!page.article().contains("title"), "{}", page.article());
    }
}

#[test]
fn an_unclosed_block_is_reported_and_the_body_is_published() {
    let built = note("---\ntitle: Never closed\n\n# The body\n\nText.\n");
    built.has_problem("bad-front-matter", "my-note.md:1:1");
    built.page("/my-note/").has("<h1>The body</h1>").has("<p>Text.</p>").lacks("Never closed");
}

#[test]
fn other_languages_are_never_evaluated() {
    let built = note("---js\n{ title: process.exit(1) }\n---\n# The body\n");
    built.has_problem("bad-front-matter", "my-note.md:2:1");
    built.page("/my-note/").has("<h1>The body</h1>").lacks("process");
}

#[test]
fn a_value_of_the_wrong_sort_is_reported_where_it_stands_and_the_rest_counts() {
    let built = note("---\ntitle: A\ntags: {a: b}\ndraft: maybe\nweight: heavy\ndate: someday\n---\n");
    for place in ["my-note.md:3:7", "my-note.md:4:8", "my-note.md:5:9", "my-note.md:6:7"] {
        built.has_problem("bad-front-matter", place);
    }
    assert_eq!(title(&built), "A");
}

#[test]
fn a_list_where_one_value_is_expected_is_reported() {
    let built = note("---\ndate: [2026-01-02]\naliases: [[Pod]]\ntags: [a, {b: c}]\n---\n# A\n");
    for place in ["my-note.md:2:7", "my-note.md:3:11", "my-note.md:4:11"] {
        built.has_problem("bad-front-matter", place);
    }
}

#[test]
fn a_near_miss_of_a_key_is_named() {
    let built = note("---\ntitle: A\ndarft: true\nsidebar_postion: 3\nauthor: me\nidea: x\n---\n");
    built.problem_says("unknown-key", "my-note.md:3:1", &["did you mean `draft`?"]);
    built.problem_says("unknown-key", "my-note.md:4:1", &["did you mean `sidebar_position`?"]);
    assert_eq!(built.count("unknown-key"), 2, "{}", built.said());
    assert!(built.has_file("my-note/index.html"));
}

#[test]
fn hostile_blocks_are_read_in_time() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_string()
        + &('b'..='i')
            .map(|c| {
                let p = (c as u8 - 1) as char;
                format!("{c}: &{c} [*{p},*{p},*{p},*{p},*{p},*{p},*{p},*{p},*{p}]\n")
            })
            .collect::<String>();
    let deep = format!("a: {}", "[".repeat(10_000));
    let python = "a: !!python/object/apply:os.system ['ls']\n".to_string();
    for front in [bomb, deep, python] {
        let built = note(&format!("---\n{front}\n---\n# The body\n"));
        built.page("/my-note/").has("<h1>The body</h1>");
    }
}

#[test]
fn a_template_of_the_site_is_used_by_name() {
    let built = vault()
        .file("rutter.toml", "")
        .file("content/a.md", "---\nlayout: plain.html\ncolour: red\n---\n# A\n")
        .file("content/b.md", "---\ntemplate: gone.html\n---\n# B\n")
        .file("templates/plain.html", "{{ frame.title }} is {{ article.front.colour }}")
        .build();
    assert_eq!(built.page("/a/").text(), "A is red");
    built.has_problem("unknown-template", "b.md:2:11");
    built.page("/b/").has("<h1>B</h1>");
}
