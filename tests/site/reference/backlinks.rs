//! links.md, "Backlinks".

use super::files;

#[test]
fn there_is_a_card_for_each_place_with_heading_and_sentence() {
    let text = "# Ada's notes\n\n## First\n\nBefore it. See [[pod]] twice: [[pod|a unit]]. After.\n\n## Second\n\n- item with [[pod]]\n- other\n";
    let built = files(&[("a.md", text), ("pod.md", "# Pod\n")]).build();
    let page = built.page("/pod/");
    let cards = page.between("id=\"page:backlinks\"", "</section>");
    assert_eq!(cards.matches("<mark>").count(), 3, "{cards}");
    page.has_in_order(&[
        "Ada&#39;s notes",
        "See <a href=\"../a/#first\"><mark>pod</mark></a> twice",
        "First",
        "<mark>a unit</mark>",
    ]);
    page.has_in_order(&["item with <a href=\"../a/#second\"><mark>pod</mark></a>", "Second"]);
    assert!(!cards.contains("other"), "{cards}");
}

#[test]
fn links_to_itself_and_in_comments_do_not_count() {
    let built = files(&[
        ("pod.md", "# Pod\n\n[[pod]] [[#Pod]] [x](pod.md)\n"),
        ("a.md", "%% [[pod]] %%\n\n<!-- [[pod]] -->\n"),
    ])
    .build();
    built.has_no_problems();
    built.page("/pod/").lacks("page:backlinks");
}

#[test]
fn a_transclusion_counts_and_what_it_shows_belongs_to_the_source() {
    let built =
        files(&[("a.md", "# A\n\n![[b]]\n"), ("b.md", "# B\n\nTo [[c]].\n"), ("c.md", "# C\n")]).build();
    assert!(built.page("/b/").between("id=\"page:backlinks\"", "</section>").contains("../a/"));
    let cards = built.page("/c/");
    let cards = cards.between("id=\"page:backlinks\"", "</section>");
    assert!(cards.contains("../b/") && !cards.contains("../a/"), "{cards}");
}
