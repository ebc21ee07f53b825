//! links.md, "Headings and anchors". The ids of github-slugger are in `slugs.rs`.

use super::{files, shows, shows_with_problems};
use crate::vault::vault;

/// `[[n#reference]]` leads to this id of a note with these headings.
fn leads(reference: &str, headings: &str, id: &str) {
    let html = format!("<a href=\"../../n/#{id}\">");
    shows(&format!("[[n#{reference}]]"), &[("n.md", &format!("# N\n\n{headings}\n"))], &[&html]);
}

#[test]
fn an_id_can_be_chosen() {
    leads("mine", "## Part {#mine}", "mine");
    leads("Part", "## Part {#mine}", "mine");
}

#[test]
fn a_reference_is_compared_as_text() {
    leads("Two words", "## *Two* `words`", "two-words");
    leads("what  IS it", "## What is it?", "what-is-it");
    leads("A: b, c", "## A - b/c", "a---bc");
    leads("A linked pod", "## A [linked](n.md) pod", "a-linked-pod");
}

#[test]
fn else_it_is_tried_as_an_id() {
    leads("two-words", "## Two words", "two-words");
    leads("here", "<a id=\"here\"></a>Text.", "here");
}

#[test]
fn the_first_heading_of_a_name_and_each_other_by_its_own_id() {
    leads("Example", "## Example\n\n## Example", "example");
    leads("example-1", "## Example\n\n## Example", "example-1");
}

#[test]
fn a_chain_walks_down() {
    leads("B#Example", "## A\n\n### Example\n\n## B\n\n### Example", "example-1");
    leads("A#Deep", "## A\n\n### X\n\n#### Deep\n\n## Deep", "deep");
}

#[test]
fn a_chain_does_not_leave_its_section() {
    let built = shows_with_problems("[[n#A#Deep]]", &[("n.md", "# N\n\n## A\n\n## B\n\n### Deep\n")], &[]);
    built.has_problem("missing-anchor", "from/a.md:3:1");
}

#[test]
fn what_matches_nothing_is_a_problem_and_leads_to_the_page() {
    let html = ["<a href=\"../../n/\">n#Exmaple</a>"];
    let built = shows_with_problems("[[n#Exmaple]]", &[("n.md", "# N\n\n## Example\n")], &html);
    let parts = ["`n.md` has no heading `Exmaple`", "did you mean `#Example`?"];
    built.problem_says("missing-anchor", "from/a.md:3:1", &parts);
}

#[test]
fn terms_of_definition_lists_are_places_and_take_no_id_of_a_heading() {
    let text = "Grace *period*\n: Time to end.\n\nPod\n: A unit.\n\n## Pod";
    let built = files(&[
        ("n.md", &format!("# N\n\n{text}\n")),
        ("a.md", "[g](n.md#grace-period) [p](n.md#pod-1) [h](n.md#pod)\n"),
    ])
    .build();
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    built.page("/n/").has_in_order(&[
        "<dt id=\"grace-period\">Grace",
        "<dt id=\"pod-1\">Pod",
        "<h2 id=\"pod\">",
    ]);
}

#[test]
fn two_blocks_of_one_name_are_a_problem_and_the_first_has_it() {
    let built =
        files(&[("a.md", "One. ^same\n\nTwo. ^same\n\n[[#^same]] ![[b#^x]]\n"), ("b.md", "X. ^x\n")]).build();
    built.problem_says("duplicate-block", "a.md:3:6", &["called `^same`"]).has_no_duplicate_ids();
    assert_eq!(built.said().matches("-->").count(), 1, "{}", built.said());
    built.page("/a/").has("<span class=\"block\" id=\"^same\"></span><p>One.</p>\n<p>Two.</p>");
}

#[test]
fn an_anchor_at_a_heading_with_its_id_means_the_heading() {
    let text = "# A\n\n## One\n\n<a id=\"one\" class=x></a>\n\n<a name='two'></a>\n\n## Two\n\n\
        ## <b id=three>Three</b>\n\n[a](#one) [b](#two) [c](#three) [d](#e)\n\n<a id=\"e\"  name=\"e\" href=\"#e\">y</a>\n";
    let built = vault().file("a.md", text).build();
    built.has_no_problems().has_no_duplicate_ids().has_no_broken_links();
    let page = built.page("/a/");
    page.has("<a class=x></a>").has("<a></a>").has("<b>Three</b>").has("<a id=\"e\" href=\"#e\">y</a>");
    for id in ["one", "two", "three"] {
        page.has(&format!(" id=\"{id}\">")).lacks(&format!("{id}-1"));
    }
}

#[test]
fn an_id_that_the_page_has_already_is_a_problem_and_left_out() {
    let text = "# A\n\n<div id=\"page:main\">x</div>\n\n## One\n\nText\n\n> <a\n>   href='#x' id=\"one\"></a> <b id=fn:1>z</b>\n\n\
        <p id=x>a</p>\n\n<p class=\"c\" id='x'>b</p>\n";
    let built = vault().file("a.md", text).build();
    for (place, id) in [("3:10", "page:main"), ("10:19", "one"), ("10:35", "fn:1"), ("14:18", "x")] {
        built.problem_says("duplicate-id", &format!("a.md:{place}"), &[&format!("the id `{id}` already")]);
    }
    assert_eq!(built.count("duplicate-id"), 4);
    built.has_no_duplicate_ids();
    built.page("/a/").has("<div>x</div>").has("<p id=x>a</p>").has("<p class=\"c\">b</p>");
}
