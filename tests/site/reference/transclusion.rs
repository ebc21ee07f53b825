//! links.md, "Transclusion".

use super::{files, shows};

#[test]
fn the_text_keeps_its_own_links() {
    let others = [("deep/b.md", "# B\n\n[c](./c.md) [[c]]\n"), ("deep/c.md", "# C\n"), ("c.md", "# Other\n")];
    shows("![[deep/b]]", &others, &["<a href=\"../../deep/c/\">c</a> <a href=\"../../c/\">c</a>"]);
}

#[test]
fn its_headings_stand_below_the_heading_there() {
    let others = [("b.md", "# B\n\n## Two\n\n### Three\n")];
    shows("### Here\n\n![[b]]", &others, &["<h4>Two</h4>", "<h5>Three</h5>"]);
}

#[test]
fn its_ids_do_not_collide() {
    let others =
        [("b.md", "# B\n\n## Same\n\n<i id=\"x\">i</i>\n\nTerm\n: def\n\nText[^1]. ^x\n\n[^1]: Foot.\n")];
    shows("## Same\n\n<i id=\"x\">i</i>\n\n![[b]]\n\n![[b]]", &others, &["embed1:x", "embed2:x"]);
}

#[test]
fn it_names_its_source() {
    let others = [("b.md", "# The source\n\nText.\n")];
    shows("![[b]]", &others, &["<p class=\"embed-source\"><a href=\"../../b/\">The source</a></p>"]);
}

#[test]
fn a_circle_is_a_link_and_the_problem_shows_the_chain() {
    let built = files(&[("a.md", "![[b]]\n"), ("b.md", "![[a]]\n"), ("c.md", "![[c]]\n")]).build();
    built.problem_says("self-embed", "b.md:1:1", &["`a.md` → `b.md` → `a.md`"]);
    built.problem_says("self-embed", "c.md:1:1", &["`c.md` → `c.md`"]);
    built.page("/c/").has("<a class=\"embed\" href=\"./\">c</a>");
}

#[test]
fn depth_and_size_are_bounded() {
    let chain: Vec<(String, String)> =
        (0..60).map(|n| (format!("n{n}.md"), format!("Words {n}.\n\n![[n{}]]\n", n + 1))).collect();
    let chain: Vec<(&str, &str)> = chain.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = files(&chain).file("n60.md", "The end.\n").build();
    assert!(built.count("heavy-embed") > 0, "{}", built.said());
    built.page("/n0/").has("Words 1.").lacks("The end.");
}

#[test]
fn the_way_back_of_a_footnote_stays_on_its_page() {
    let others = [("b.md", "# B\n\nText[^1].\n\n[^1]: Foot. ^foot\n")];
    let built = shows("![[b#^foot]]", &others, &["<section class=\"embed\">\n<p>Foot.</p>\n<p class"]);
    built.page("/b/").has_once("href=\"#fnref:1\"");
}
