//! The order and the labels a vault declares for the tool it was written for.

use crate::vault::{Vault, vault};

/// The notes of every vault here: in the order of their names, `a` comes first.
fn notes(folder: &str) -> Vault {
    let note =
        |vault: Vault, path: &str| vault.file(&format!("{folder}{path}"), format!("# Title of {path}\n"));
    ["index.md", "about.md", "guide/index.md", "guide/install.md", "guide/usage.md", "zebra.md"]
        .into_iter()
        .fold(vault(), note)
}

const MKDOCS: &str = "site_name: Shop\nplugins:\n  - search\nmarkdown_extensions:\n  - pymdownx.emoji:\n      \
    emoji_index: !!python/name:material.extensions.emoji.twemoji\nnav:\n  - Start: index.md\n  - zebra.md\n  \
    - How to:\n      - Use it: guide/usage.md\n      - guide/install.md\n  - Elsewhere: https://example.com/\n";

#[test]
fn mkdocs_orders_and_labels() {
    let built = notes("docs/").file("mkdocs.yml", MKDOCS).file("README.md", "# Repository\n").build();
    built.has_no_problems();
    built.page("/").has_in_order(&[
        "<nav class=\"side\"",
        ">Title of zebra.md</a>",
        ">How to</a>",
        ">Title of about.md</a>",
    ]);
    built.page("/guide/usage/").has_in_order(&[
        "<nav class=\"side\"",
        ">Use it</a>",
        ">Title of guide/install.md</a>",
    ]);
    assert!(
        !built.has_file("docs/index.html") && !built.has_file("readme/index.html"),
        "{:?}",
        built.files()
    );
}

#[test]
fn mkdocs_above_the_folder_of_notes_counts_too() {
    let vault = notes("docs/").file("mkdocs.yml", MKDOCS.replace("zebra.md", "zebar.md"));
    let built =
        vault.ran(crate::vault::rutter(&["build"]).arg(vault.path("docs")).arg("-o").arg(vault.out()));
    built.problem_says("unknown-path", "mkdocs.yml:9:5", &["`zebar.md`", "did you mean `zebra`?"]);
    built.page("/").has_in_order(&["<nav class=\"side\"", ">How to</a>", ">Title of about.md</a>"]);
}

#[test]
fn mkdocs_that_is_no_yaml_is_a_problem_and_the_notes_are_published() {
    let built = notes("docs/").file("mkdocs.yml", "nav:\n  - [\n").build();
    assert_eq!(built.count("bad-navigation"), 1, "{}", built.said());
    built.page("/about/");
}

#[test]
fn the_configuration_comes_before_what_another_tool_declares() {
    let built = notes("docs/")
        .file("mkdocs.yml", MKDOCS)
        .file(
            "rutter.toml",
            "content = \"docs\"\nnav = [\"about.md\", { path = \"guide/index.md\", label = \"Guide\" }]\n",
        )
        .build();
    built.has_no_problems();
    built.page("/").has_in_order(&[
        "<nav class=\"side\"",
        ">Title of about.md</a>",
        ">Guide</a>",
        ">Title of zebra.md</a>",
    ]);
}

#[test]
fn a_book_is_read_in_the_order_of_its_summary() {
    let built = notes("src/")
        .file("book.toml", "[book]\ntitle = \"B\"\n")
        .file("src/SUMMARY.md", "# Summary\n\n[Front](index.md)\n[Zebra *before*](zebra.md)\n\n# Part\n\n- [The last](zebra.md)\n- [Guide](guide/index.md)\n    - [Use](guide/usage.md)\n---\n[About](about.md)\n")
        .build();
    built.has_no_problems();
    let home = built.page("/");
    home.has_in_order(&["<nav class=\"side\"", ">Zebra before</a>", ">Guide</a>", ">About</a>"])
        .lacks(">Summary</a>");
    built.page("/about/").lacks("Linked from");
    built.page("/guide/").has_in_order(&[
        "<nav class=\"side\"",
        ">Use</a>",
        ">Title of guide/install.md</a>",
    ]);
}

#[test]
fn a_chapter_that_is_not_there_is_a_problem_of_the_summary() {
    let built = notes("").file("SUMMARY.md", "- [Gone](gone.md)\n- [Zebra](zebra.md)\n").build_with(&[]);
    built.has_problem("broken-link", "SUMMARY.md:1:3");
    assert_eq!(built.count("unknown-path"), 0, "{}", built.said());
}

#[test]
fn a_note_called_summary_that_tells_something_is_a_note() {
    let built =
        notes("").file("SUMMARY.md", "# Summary\n\nIn short, see [the zebra](zebra.md) first.\n").build();
    built.page("/").has(">Summary</a>");
}

#[test]
fn folders_of_docusaurus_have_a_label_and_a_position() {
    let built = notes("docs/")
        .file("docusaurus.config.js", "throw new Error('never run');\n")
        .file("docs/zoo/_category_.json", "{\n  \"label\": \"Animals\",\n  \"position\": 1\n}\n")
        .file("docs/zoo/lion.md", "# Lion\n")
        .file("docs/guide/_category_.yml", "label: Manual\nposition: 2.5\n")
        .file("docs/about.md", "---\nsidebar_position: 2\n---\n# About\n")
        .build();
    built.has_no_problems();
    built.page("/").has_in_order(&["<nav class=\"side\"", ">Animals</a>", ">About</a>", ">Manual</a>"]);
    built.page("/zoo/").has("<h1>Animals</h1>").has("<title>Animals");
    built.page("/zoo/lion/").has_in_order(&["<nav class=\"crumbs\"", ">Animals</a>"]);
}

#[test]
fn pages_files_order_their_folder_and_leave_the_rest_between() {
    let built = notes("")
        .file(".pages", "nav:\n  - zebra.md\n  - ...\n  - About us: about.md\n")
        .file("guide/.pages", "title: Handbook\nnav:\n  - usage.md\n")
        .build();
    built.has_no_problems();
    built.page("/").has_in_order(&[
        "<nav class=\"side\"",
        ">Title of zebra.md</a>",
        ">Handbook</a>",
        ">About us</a>",
    ]);
    built.page("/guide/").has_in_order(&[
        "<nav class=\"side\"",
        ">Title of guide/usage.md</a>",
        ">Title of guide/install.md</a>",
    ]);
}

#[test]
fn what_an_order_names_and_the_vault_does_not_have_is_a_problem() {
    let vault = notes("").file("guide/.pages", "nav:\n  - usge.md\n");
    vault.build_with(&[]).problem_says("unknown-path", "guide/.pages:2:5", &["did you mean `guide/usage`?"]);
    let json = vault.ask("check", &["--format", "json"]).answered();
    assert!(
        json.contains("\"path\": \"guide/.pages\"") || json.contains("\"path\":\"guide/.pages\""),
        "{json}"
    );
}

#[test]
fn templates_of_another_generator_are_not_taken_for_ours() {
    let zola = vault()
        .file("zola.toml", "base_url = \"https://example.com\"\n")
        .file("content/a.md", "# A\n")
        .file("templates/note.html", "{{ get_url(path='x') }}\n")
        .file("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    let built = zola.build();
    built.page("/a/");
    assert!(built.has_file("logo.svg"));
}

#[test]
fn a_chapter_that_is_not_written_yet_stands_in_the_navigation() {
    let summary =
        "# Summary\n\n- [One](part/one.md)\n  - [Two *to* come]()\n- [Last](last.md)\n\n[Afterwards]()\n";
    let built = vault()
        .file("book.toml", "")
        .file("src/SUMMARY.md", summary)
        .file("src/part/one.md", "# One\n\n[x]()\n")
        .file("src/part/three.md", "# Three\n")
        .file("src/last.md", "# Last\n")
        .build();
    assert_eq!(built.said().matches("empty-link").count(), 1, "{}", built.said());
    let page = built.page("/part/one/");
    page.has_in_order(&[
        "aria-current=\"page\">One</a>",
        "<span class=\"unwritten\">Two to come</span>",
        ">Three</a>",
    ]);
    page.has_in_order(&[">Last</a>", "<span class=\"unwritten\">Afterwards</span>"]);
}

#[test]
fn a_chapter_that_is_not_written_yet_may_stand_behind_what_is_shown() {
    let built = vault()
        .file("book.toml", "")
        .file(
            "src/SUMMARY.md",
            "# Summary\n\n<!--@include: ./part.md-->\n\n- [Last](last.md)\n- [To come]()\n",
        )
        .file("src/part.md", "- [Somewhere](https://example.com/)\n")
        .file("src/last.md", "# Last\n")
        .build();
    built.has_no_problems();
    built.page("/last/").has_in_order(&[">Last</a>", "<span class=\"unwritten\">To come</span>"]);
}

#[test]
fn a_note_without_a_title_is_called_as_in_the_navigation() {
    let built = vault()
        .file("mkdocs.yml", "nav:\n  - The label & more: a.md\n  - Other: b.md\n  - Third: c.md\n  - Sub:\n    - sub/index.md\n    - Deep: sub/d.md\n")
        .file("docs/a.md", "Text of *two*\nlines and [[b]].\n")
        .file("docs/b.md", "# Its own\n")
        .file("docs/c.md", "---\ntitle: Front\n---\nText.\n")
        .file("docs/sub/index.md", "## Part\n")
        .file("docs/sub/d.md", "## Deep\n\n[[The label & more]], [own](#deep)\n")
        .build();
    built.has_no_broken_links();
    built.page("/a/").has("<h1>The label &amp; more</h1>").has("<title>The label &amp; more");
    built.page("/b/").has("<h1>Its own</h1>").has("<a href=\"../a/\">The label &amp; more</a>");
    built.page("/c/").has("<h1>Front</h1>");
    built.page("/sub/").has("<h1>Sub</h1>");
    built
        .page("/sub/d/")
        .has("<h1>Deep</h1>")
        .article_lacks("<h2")
        .has("<a href=\"../../a/\">The label &amp; more</a>");
}
