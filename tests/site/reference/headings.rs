//! links.md, "Headings and anchors". The ids of github-slugger are in `slugs.rs`.

use super::{files, shows, shows_with_problems};

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
