//! Links to the pages that the site makes of all notes: they are found by their URLs, where there are any.

use crate::vault::{Vault, vault};

/// A vault that has every list: a tag, two notes that are linked, and one that is wanted.
fn with_all_lists(links: &str) -> Vault {
    vault()
        .file("a/from.md", format!("---\ntags: [x/y]\n---\n# From\n\n{links}\n\n[[b]] [[gone]]\n"))
        .file("b.md", "# B\n")
}

#[test]
fn every_list_is_found_by_its_url_with_what_stands_behind_it() {
    for (written, html) in [
        ("[l](/a-z/)", "<a href=\"../../a-z/\">l</a>"),
        ("[l](/search/)", "<a href=\"../../search/\">l</a>"),
        ("[l](/search/?q=rolling+update)", "<a href=\"../../search/?q=rolling+update\">l</a>"),
        ("[l](</search/?q=a \"b\"&x=1>)", "<a href=\"../../search/?q=a%20%22b%22&amp;x=1\">l</a>"),
        ("[l](/search/?q=C%2B%2B+R%26D)", "<a href=\"../../search/?q=C%2B%2B+R%26D\">l</a>"),
        ("[l](/search/?q=%23a%20b)", "<a href=\"../../search/?q=%23a%20b\">l</a>"),
        ("[l](/search?q=pod)", "<a href=\"../../search/?q=pod\">l</a>"),
        ("[l](../../search/?q=pod)", "<a href=\"../../search/?q=pod\">l</a>"),
        ("[l](/graph/)", "<a href=\"../../graph/\">l</a>"),
        ("[l](/wanted)", "<a href=\"../../wanted/\">l</a>"),
        ("[l](/wanted/#gone)", "<a href=\"../../wanted/#gone\">l</a>"),
        ("[l](/tags/)", "<a href=\"../../tags/\">l</a>"),
        ("[l](/tags/x/)", "<a href=\"../../tags/x/\">l</a>"),
        ("[l](/tags/X/y)", "<a href=\"../../tags/x/y/\">l</a>"),
        ("<a href=\"/search/?q=pod\">l</a>", "<a href=\"../../search/?q=pod\">l</a>"),
    ] {
        let built = with_all_lists(written).build();
        built.has_no_broken_links().page("/a/from/").has(html);
        assert_eq!(built.said().matches("[missing-note]").count(), 1, "{written}: {}", built.said());
        assert!(!built.said().contains("[broken-link]"), "{written}: {}", built.said());
    }
}

#[test]
fn a_note_in_markdown_asks_the_same_question() {
    let links = "[l](/search/?q=C%2B%2B&x=1#top) <a href=\"/search/?q=pod\">m</a>";
    let built = with_all_lists(links).file("rutter.toml", "markdown = true\ncontent = \".\"\n").build();
    let expected = "[l](../search/?q=C%2B%2B&x=1#top) <a href=\"../search/?q=pod\">m</a>";
    built.page("/a/from.md").has(expected);
}

#[test]
fn pages_on_disk_name_the_file_of_a_list() {
    let built =
        with_all_lists("[l](/search/?q=pod)").file("rutter.toml", "url_style = \"file\"\ncontent = \".\"\n");
    built.build().page("/a/from.html").has("<a href=\"../search.html?q=pod\">l</a>");
}

#[test]
fn a_list_that_the_site_does_not_make_is_a_problem_that_says_why() {
    let built = vault()
        .file("rutter.toml", "search = false\n")
        .file("content/a.md", "# A\n\n[s](/search/?q=x)\n[g](/graph/)\n[t](/tags/)\n")
        .build();
    built
        .problem_says("broken-link", "content/a.md:3:1", &["no page `/search/?q=x`", "`search = false`"])
        .problem_says("broken-link", "content/a.md:4:1", &["no page `/graph/`", "no note links to another"])
        .problem_says("broken-link", "content/a.md:5:1", &["no page `/tags/`", "no note has a tag"]);
    built.page("/a/").lacks("href=\"../a-z/\">s<").has("class=\"missing\"");
    assert!(!built.has_file("wanted/index.html"), "a list is no wanted note");
}

/// A link to it must not break on the day when the last wanted note is written.
#[test]
fn the_page_of_wanted_notes_is_there_where_it_is_linked() {
    let built = vault().file("a.md", "# A\n\n[w](/wanted/)\n").build();
    built.has_no_problems().has_no_broken_links();
    built.page("/wanted/").has("Every link leads to a note.");
}

#[test]
fn notes_come_before_lists() {
    let built = vault()
        .file("a.md", "# A\n\n[g](/graph/) [t](/tags)\n")
        .file("graph.md", "# Of notes\n")
        .file("docs/tags.md", "# Tags\n")
        .build();
    built.has_no_problems().page("/a/").has("<a href=\"../graph/\">g</a> <a href=\"../docs/tags/\">t</a>");
    built.page("/graph/").has("Of notes");
}

#[test]
fn a_listed_link_names_the_url_of_its_list_and_one_without_answer_misses() {
    let asked = with_all_lists("[l](/search/?q=pod)").ask("links", &["--format", "jsonl"]);
    assert!(asked.answered().contains("\"/search/?q=pod\""), "{}", asked.answered());
    let asked = vault().file("a.md", "[g](/graph/)\n").ask("links", &["--format", "jsonl"]);
    assert!(asked.answered().contains("\"missing\"") && !asked.answered().contains("\"url\""));
}
