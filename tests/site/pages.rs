//! What stands around a note: home, folders, navigation, breadcrumbs, neighbours, backlinks.

use crate::vault::{Vault, vault};

/// Two folders below each other, with and without a note of their own.
fn tree() -> Vault {
    vault()
        .file("index.md", "# Harbour\n\nThe *first* page.\n\nSee [[net/service]].\n")
        .file("net/index.md", "---\ndescription: How things talk.\n---\n# Networking\n\nOwn text.\n")
        .file("net/service.md", "# Service\n\nOne paragraph about it.\n")
        .file("net/low-level/dns.md", "# DNS\n")
        .file("zoo.md", "# Zoo\n")
}

#[test]
fn the_home_page_shows_its_note_and_what_there_is() {
    let built = tree().build();
    built.has_no_problems().has_no_broken_links().loads_nothing_from_elsewhere();
    let page = built.page("/");
    page.has("<title>Harbour</title>").has_once("<h1>Harbour</h1>").has("<p>The <em>first</em> page.</p>");
    page.has("<b>5</b> notes").has("<b>1</b> link between notes<");
    page.has_in_order(&[
        "<h2>Folders</h2>",
        "<a href=\"net/\">Networking</a>",
        "3<span",
        "<p>How things talk.</p>",
    ]);
    page.has_in_order(&["<h2>Notes</h2>", "<a href=\"zoo/\">Zoo</a>"]);
}

#[test]
fn a_vault_without_a_home_note_has_a_home_page() {
    let built = vault().file("a.md", "# A\n").build();
    built.page("/").has("<h1>vault</h1>").has("<a href=\"a/\">A</a>");
    let empty = vault().file("x.txt", "").build();
    empty.page("/").has("<b>0</b> notes").has("<h1>vault</h1>");
}

#[test]
fn a_folder_has_a_page_with_its_note_or_without_one() {
    let built = tree().build();
    let page = built.page("/net/");
    page.has_once("<h1>Networking</h1>")
        .has("<p>Own text.</p>")
        .has("Service</a><p>One paragraph about it.</p>");
    page.has("<a href=\"low-level/\">Low level</a>");
    built.page("/net/low-level/").has("<h1>Low level</h1>").has("<a href=\"dns/\">DNS</a>").lacks("<article");
}

#[test]
fn breadcrumbs_lead_from_home_to_the_folder() {
    let built = tree().build();
    built.page("/net/low-level/dns/").has(
        "<ol><li><a href=\"../../../\">Harbour</a><li><a href=\"../../\">Networking</a><li><a href=\"../\">Low level</a></ol>",
    );
    built.page("/net/").has("<ol><li><a href=\"../\">Harbour</a></ol>");
    built.page("/").lacks("Breadcrumbs");
}

#[test]
fn the_navigation_opens_the_branch_of_the_page_alone() {
    let built = tree().file("zap/deep/note.md", "# Not here\n").build();
    let page = built.page("/net/service/");
    page.has_in_order(&[
        "<nav class=\"side\"",
        "<a href=\"../\" class=\"folder\">Networking</a><ul>",
        "<a href=\"../low-level/\" class=\"folder\">Low level</a>",
        "<a href=\"./\" aria-current=\"page\">Service</a></ul>",
        "<a href=\"../../zap/\" class=\"folder\">Zap</a>",
        "<a href=\"../../zoo/\">Zoo</a>",
    ]);
    page.lacks("DNS").lacks("Not here").has_once("aria-current=\"page\"");
}

#[test]
fn the_lists_beside_the_text_are_what_their_summaries_unfold() {
    let page = vault().file("a.md", "# A\n\n## One\n").build().page("/a/");
    for list in ["side", "contents"] {
        let nav = page.between(&format!("<nav class=\"{list}\""), "</nav>");
        let folded = nav.split("</summary>").nth(1).unwrap();
        assert!(folded.starts_with("<ul>") && folded.ends_with("</ul></details>"), "{nav}");
    }
}

#[test]
fn a_heading_is_read_as_its_text_alone() {
    let page = vault().file("a.md", "# A\n\n## One `two`\n").build().page("/a/");
    page.has(
        "<h2 id=\"one-two\">One <code>two</code><a class=\"anchor\" href=\"#one-two\" aria-hidden=\"true\" tabindex=\"-1\"></a></h2>",
    );
}

#[test]
fn a_page_leads_to_the_one_before_and_after_it() {
    let built = vault()
        .file("x/a.md", "# Alpha\n")
        .file("x/b.md", "---\nnav_title: Beta\n---\n# The second of them\n")
        .file("x/c.md", "# Gamma\n")
        .file("x/d/e.md", "# Below\n")
        .build();
    built.page("/x/b/").has("<a rel=\"prev\" href=\"../a/\"><small>Previous</small><span>Alpha</span></a>");
    built
        .page("/x/a/")
        .has("<a rel=\"next\" href=\"../b/\"><small>Next</small><span>Beta</span></a>")
        .lacks("rel=\"prev\"");
    built.page("/x/d/e/").lacks("class=\"pager\"");
}

#[test]
fn siblings_stand_in_the_order_people_sort() {
    let vault = ["v10", "v2", "v1.9", "B", "a"]
        .iter()
        .fold(vault(), |vault, name| vault.file(&format!("x/{name}.md"), format!("# {name}\n")));
    vault.build().page("/x/").has_in_order(&[
        "section class=\"notes\"",
        ">a<",
        ">B<",
        ">v1.9<",
        ">v2<",
        ">v10<",
    ]);
}

#[test]
fn a_long_title_stands_on_its_own_page_whole_and_cut_on_others() {
    let title = "word ".repeat(20_000);
    let others: String = (0..10).map(|n| format!("[[n{n}|{title}]] ")).collect();
    let vault = (0..10).fold(vault().file("index.md", "# Home\n"), |vault, n| {
        vault
            .file(&format!("n{n}.md"), format!("# {n} {title}\n\n## Part {title}\n\n[[n{}]]\n", (n + 1) % 10))
    });
    let built = vault.file("z/links.md", format!("# Links\n\n{others}\n")).build();
    built.page("/n3/").has(&format!("<h1>3 {}</h1>", title.trim()));
    built.page("/n3/").has(&format!(">4 {}word…</a>", "word ".repeat(22)));
    for file in ["/", "/a-z/"] {
        assert!(built.page(file).text().len() < 20_000, "{file}");
    }
    // Its own heading, that of its part, that in the list of contents and the links to that; no more.
    assert!(built.page("/n3/").text().len() < 8 * title.len(), "{}", built.page("/n3/").text().len());
}

#[test]
fn siblings_of_one_title_are_told_apart() {
    let built = vault()
        .file("x/one.md", "# Same\n")
        .file("x/two.md", "# Same\n")
        .file("x/three/index.md", "# Same\n")
        .file("x/other.md", "# Other\n")
        .file("y.md", "# Same\n")
        .build();
    built
        .page("/x/one/")
        .has(">Same (one)</a>")
        .has(">Same (two)</a>")
        .has(">Same (three)</a>")
        .has(">Other</a>");
    built.page("/x/one/").has("<h1>Same</h1>").has(">Same</a>").lacks("Same (y)");
    built.page("/x/").has_in_order(&["<h2>Notes", ">Same (one)</a>", ">Same (two)</a>"]);
}

#[test]
fn the_site_is_called_by_the_note_at_its_first_page() {
    let built = vault()
        .file("A.md", "---\npermalink: /\n---\n# Harbour\n")
        .file("README.md", "# Read me\n")
        .file("x/b.md", "# B\n")
        .build();
    built.has_no_broken_links().has_problem("slug-collision", "README.md");
    let page = built.page("/x/b/");
    page.has("<a class=\"brand\" href=\"../../\">Harbour</a>").has("<ol><li><a href=\"../../\">Harbour</a>");
    built.page("/").has("<h1>Harbour</h1>");
}

#[test]
fn a_page_does_not_grow_with_its_folder() {
    let folder = |count: usize| {
        (0..count)
            .fold(vault(), |vault, n| vault.file(&format!("x/note-{n:04}.md"), format!("# Note {n:04}\n")))
            .build()
    };
    let (small, large) = (folder(40), folder(100));
    let page = large.page("/x/note-0050/");
    page.has("Note 0049")
        .has("Note 0051")
        .lacks("Note 0010")
        .lacks("Note 0090")
        .has("<a class=\"more\" href=\"../\">85 more</a>");
    assert_eq!(small.page("/x/note-0020/").text().len(), page.text().len());
    large.page("/x/").has("Note 0000").has("Note 0099");
    large.has_no_broken_links();
}

#[test]
fn backlinks_show_the_sentence_around_each_link() {
    let built = vault()
        .file("pod.md", "# Pod\n\nA link to itself: [[pod]].\n")
        .file(
            "a.md",
            "# A\n\nNot this. Every *node* runs [[pod|some pods]] & more. Not that.\n\n## Lists {#l}\n\n- first\n- uses [[pod]]s\n",
        )
        .file("b.md", "# B\n\n| x | y |\n|---|---|\n| cell | of [p](pod.md) here |\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    let page = built.page("/pod/");
    page.has("Linked from <span class=\"count\">2 notes</span>");
    page.has_in_order(&[
        "<a href=\"../a/\">A</a>",
        "<p>Every node runs <a href=\"../a/\"><mark>some pods</mark></a> &amp; more.</p>",
        "<p>uses <a href=\"../a/#l\"><mark>pods</mark></a> <small>Lists</small></p>",
        "<a href=\"../b/\">B</a>",
        "<p>of <a href=\"../b/\"><mark>p</mark></a> here</p>",
    ]);
    page.lacks("Not this").lacks("Not that");
    built.page("/a/").lacks("Linked from");
}

#[test]
fn many_backlinks_are_folded() {
    let vault = (0..20).fold(vault().file("pod.md", "# Pod\n"), |vault, n| {
        vault.file(&format!("n{n}.md"), format!("# N{n}\n\n[[pod]]\n"))
    });
    vault
        .build()
        .page("/pod/")
        .has("Linked from <span class=\"count\">20 notes</span>")
        .has("<summary>8 more notes</summary>");
}

#[test]
fn an_edit_link_leads_to_the_source() {
    for (url, href) in [
        ("https://git.example.com/edit/main/content", "https://git.example.com/edit/main/content/a%20b/c.md"),
        ("https://git.example.com/{path}?edit", "https://git.example.com/a%20b/c.md?edit"),
    ] {
        let built = vault()
            .file("rutter.toml", format!("edit_url = \"{url}\"\n"))
            .file("content/a b/c.md", "# C\n")
            .build();
        built.page("/a-b/c/").has(&format!("<a class=\"edit\" href=\"{href}\">"));
    }
}

#[test]
fn an_entry_of_the_navigation_that_names_nothing_is_a_problem() {
    let built = vault()
        .file(
            "rutter.toml",
            "nav = [\n\"nope\",\n\"../x\",\n\"rolling-updte\",\n{ path = \"pod\" },\n\"net/index\",\n\
             \"net\", \"NET/pod.md\", \"/rolling-update/\", \"later\", \"drafts\",\n]\n",
        )
        .file("content/rolling-update.md", "# R\n")
        .file("content/later.md", "---\ndraft: true\n---\n# L\n")
        .file("content/drafts/d.md", "---\ndraft: true\n---\n# D\n")
        .file("content/net/index.md", "# N\n")
        .file("content/net/pod.md", "# P\n")
        .build();
    for (place, help) in [
        ("rutter.toml:2:1", "write the path of a note"),
        ("rutter.toml:3:1", "write the path of a note"),
        ("rutter.toml:4:1", "did you mean `rolling-update`?"),
        ("rutter.toml:5:1", "did you mean `net/pod`?"),
    ] {
        built.problem_says("unknown-path", place, &[help]);
    }
    assert_eq!(built.count("unknown-path"), 4, "{}", built.said());
}

#[test]
fn the_configured_navigation_orders_and_labels() {
    let built = tree()
        .file(
            "rutter.toml",
            "content = \".\"\nnav = [\"zoo\", { path = \"net/low-level\", label = \"Deep\" }, \"net\"]\n",
        )
        .build();
    built.has_no_problems();
    built.page("/").has_in_order(&["<nav class=\"side\"", ">Zoo</a>", ">Networking</a>"]);
    built.page("/net/").has_in_order(&["<nav class=\"side\"", ">Deep</a>", ">Service</a>"]);
}

#[test]
fn the_last_change_is_that_of_the_history() {
    let vault = tree();
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command
            .current_dir(vault.path(""))
            .args(["-c", "user.name=n", "-c", "user.email=e@example.com"])
            .args(arguments);
        command
            .env("GIT_COMMITTER_DATE", "2026-03-04T12:00:00Z")
            .env("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z");
        command.output().unwrap()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "x"]);
    let built = vault.build();
    built.page("/zoo/").has("Updated <time datetime=\"2026-03-04\">4 March 2026</time>");
    built.page("/").has("<h2>Recently changed</h2>");
    tree().build().page("/zoo/").lacks("Updated");
}

#[test]
fn tags_in_the_text_are_tags_where_the_vault_is_written_so() {
    let text = "# N\n\nAbout #storage/block and (#Kube), not `#code`, C#, #12, \\#kept or [a #link](https://a.b).\n\n## Head #kube\n";
    let obsidian = vault().file("n.md", text).file(".obsidian/app.json", "{}").build();
    let page = obsidian.page("/n/");
    page.has("<a class=\"hashtag\" href=\"../tags/storage/block/\">#storage/block</a> and (<a class=\"hashtag\" href=\"../tags/kube/\">#Kube</a>)");
    page.has("<code>#code</code>").has(">a #link</a>").has(", #kept or");
    assert!(obsidian.has_file("tags/storage/index.html") && !obsidian.has_file("tags/link/index.html"));
    let linked = vault().file("n.md", text).file("m.md", "# M\n\n[[n]]\n").build();
    assert!(linked.has_file("tags/kube/index.html"));
    let site =
        vault().file("rutter.toml", "").file("content/n.md", text).file("content/m.md", "[[n]]\n").build();
    assert!(!site.has_file("tags/kube/index.html"));
}
