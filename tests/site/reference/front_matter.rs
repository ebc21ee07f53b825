//! dialects.md, "Front matter".

use super::files;

/// The page of `dir/a-note.md` with this front matter and text.
fn page(front: &str, text: &str) -> String {
    let built = files(&[("dir/a-note.md", &format!("---\n{front}\n---\n{text}\n"))]).build();
    built.has_no_problems();
    built.page("/dir/a-note/").text().to_string()
}

fn assert_has(page: &str, piece: &str) {
    assert!(page.contains(piece), "no `{piece}` in:\n{page}");
}

#[test]
fn marks_of_both_sorts_line_ends_marks_of_order_and_empty_blocks() {
    for text in [
        "\u{feff}---\r\ntitle: T\r\n---\r\nBody.\r\n",
        "+++\ntitle = \"T\"\n+++\nBody.\n",
        "---\n---\n# T\n\nBody.\n",
    ] {
        let built = files(&[("a.md", text)]).build();
        built.has_no_problems().page("/a/").has("<h1>T</h1>").has("<p>Body.</p>");
    }
}

#[test]
fn what_cannot_be_read_is_told_at_its_place_and_never_shown() {
    for (text, place) in [
        ("---\ntitle: T\n\nBody.\n", "a.md:1:1"),
        ("---\ntitle: [x\n---\nBody.\n", "a.md:3:1"),
        ("---\ntitle: T\ntitle: U\n---\nBody.\n", "a.md:3:1"),
    ] {
        let built = files(&[("a.md", text)]).build();
        built.has_problem("bad-front-matter", place).page("/a/").has("<p>Body.</p>").lacks("title:");
    }
}

#[test]
fn title() {
    assert_has(&page("title: T", "# T\n\nBody."), "<h1>T</h1>");
    assert!(!page("title: T", "# T\n\nBody.").contains("<h1 id"));
    assert_has(&page("id: x", "# With `code`\n\nBody."), "<h1>With <code>code</code></h1>");
    assert_has(&page("id: x", "A short line\n\nfirst\nsecond"), "<h1>A short line</h1>");
    assert_has(&page("id: x", "**Bold** opening of a paragraph that is no title."), "<h1>a note</h1>");
}

#[test]
fn description() {
    for front in ["description: Said", "summary: Said"] {
        assert_has(&page(front, "Body."), "<meta name=\"description\" content=\"Said\">");
    }
    assert_has(
        &page("id: x", "# T\n\nFirst paragraph."),
        "<meta name=\"description\" content=\"First paragraph.\">",
    );
}

#[test]
fn tags() {
    for front in [
        "tags: [one, two]",
        "tag: one, two",
        "keywords: one two",
        "tags: ['#one', '#two']",
        "tags:\n- one\n- two",
    ] {
        let page = page(front, "Body.");
        assert_has(&page, "href=\"../../tags/one/\"");
        assert_has(&page, "href=\"../../tags/two/\"");
    }
    assert_has(&page("tags: index", "Body."), "href=\"../../tags/index/\"");
    assert_has(&page("tags: a/b", "Body."), "href=\"../../tags/a/b/\"");
}

#[test]
fn aliases_and_id() {
    let built = files(&[
        ("x.md", "---\naliases: [Other, /old/place]\nid: the-id\n---\n# X\n"),
        ("y.md", "---\nalias: Single\n---\n# Y\n"),
        ("a.md", "[[other]] [[the-id]] [[Single]]\n"),
    ])
    .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/a/").has_in_order(&["../x/", "../x/", "../y/"]);
    built.page("/old/place/").has("url=../../x/");
}

#[test]
fn slug() {
    for (front, url) in [("slug: /top", "/top/"), ("permalink: near", "/dir/near/"), ("url: /a/b/", "/a/b/")]
    {
        let built = files(&[("dir/a-note.md", &format!("---\n{front}\n---\nBody.\n"))]).build();
        built.has_no_problems().page(url).has("Body.");
    }
}

#[test]
fn order() {
    let notes = [
        ("a.md", "---\nsidebar_position: 4\n---\n# Fourth\n"),
        ("b.md", "---\nweight: '3'\n---\n# Third\n"),
        ("c.md", "---\nnav_order: 2.5\n---\n# Second\n"),
        ("d.md", "---\norder: 1\n---\n# First\n"),
    ];
    files(&notes).build().has_no_problems().page("/").has_in_order(&["First", "Second", "Third", "Fourth"]);
}

#[test]
fn label_in_the_navigation() {
    for key in ["sidebar_label", "nav_title"] {
        let built =
            files(&[("a.md", &format!("---\n{key}: Short\n---\n# The long title\n")), ("b.md", "# B\n")])
                .build();
        built.has_no_problems().page("/b/").has(">Short</a>");
    }
}

#[test]
fn what_is_not_published_and_what_is_in_no_list() {
    for front in ["draft: true", "publish: false", "private: true"] {
        let built = files(&[("a.md", &format!("---\n{front}\n---\n# A\n")), ("b.md", "# B\n")]).build();
        assert!(!built.has_file("a/index.html"), "{front}");
    }
    let built = files(&[("a.md", "---\nunlisted: true\n---\n# Hidden\n"), ("b.md", "# B\n")]).build();
    assert!(built.has_file("a/index.html"));
    built.page("/a-z/").lacks("Hidden");
}

#[test]
fn dates() {
    for front in [
        "updated: 2026-02-03",
        "lastmod: 2026-02-03T04:05:06Z",
        "date: 2026-02-03",
        "last_update:\n  date: 2026-02-03",
    ] {
        assert_has(&page(front, "Body."), "datetime=\"2026-02-03\"");
    }
}

#[test]
fn template() {
    for key in ["template", "layout"] {
        let vault = files(&[("content/a.md", &format!("---\n{key}: wide\n---\n# A\n"))]);
        let built = vault.file("templates/wide.html", "wide: {{ article.heading | safe }}").build();
        assert_eq!(built.page("/a/").text(), "wide: A");
    }
}

#[test]
fn kinds() {
    let text = "```yaml\napiVersion: v1\nkind: Pod\n```\n";
    let built = files(&[("x.md", "---\nkinds: [Pod]\n---\n# The unit\n"), ("a.md", text)]).build();
    built.has_no_problems().page("/a/").has("href=\"../x/\"");
}

#[test]
fn language() {
    assert_has(&page("lang: de", "# Über uns"), "<main id=\"page:main\" lang=\"de\">");
    assert_has(&page("lang: fa", "# Pod"), "<main id=\"page:main\" lang=\"fa\" dir=\"rtl\">");
    assert_has(
        &page("id: x", "# شروع کار\n\nبا VitePress یک سایت بسازید."),
        "<main id=\"page:main\" dir=\"rtl\">",
    );
    assert_has(&page("id: x", "# The word سلام\n\nIt is Persian."), "<main id=\"page:main\">");
}

#[test]
fn anything_else_is_kept_and_a_near_miss_is_a_warning() {
    let built = files(&[("a.md", "---\ndarft: true\nsidebar_postion: 1\ncolour: red\n---\nBody.\n")]).build();
    built.problem_says("unknown-key", "a.md:2:1", &["did you mean `draft`?"]);
    built.problem_says("unknown-key", "a.md:3:1", &["did you mean `sidebar_position`?"]);
    assert_eq!(built.count("unknown-key"), 2, "{}", built.said());
}

#[test]
fn traps_of_yaml() {
    assert_has(&page("title: no", "Body."), "<h1>no</h1>");
    assert_has(&page("title: 010", "Body."), "<h1>010</h1>");
    assert_has(&page("title: 2026-01-02", "Body."), "<h1>2026-01-02</h1>");
    let bomb = (1..40).fold("a0: &a0 [x, x]\n".to_string(), |bomb, n| {
        bomb + &format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1)
    });
    let deep = format!("x: {}", "[".repeat(10_000));
    for front in ["title:\tTabbed", bomb.as_str(), &deep, "x: !!python/object:os.system ls"] {
        let built = files(&[("a.md", &format!("---\n{front}\n---\nBody.\n"))]).build();
        built.page("/a/").has("<p>Body.</p>");
    }
    let built = files(&[("a.md", "---js\nprocess.exit(1)\n---\nBody.\n")]).build();
    built.page("/a/").has("<p>Body.</p>").lacks("process");
}
