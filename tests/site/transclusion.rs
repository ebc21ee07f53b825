//! Transclusion: notes, sections and blocks shown in place of a link, and links that lead to blocks.

use crate::vault::{Built, vault};

const POD: &str = "# Pod\n\nIntro.\n\n## Parts\n\nContainers, see [[pod#Life]]. ^parts\n\n### Deep\n\nDeeper.\n\n\
                   ## Life\n\n- begins\n- ends ^end\n  - below\n\n| a |\n|---|\n| b |\n\n^table\n\n> said\n^said\n";

/// The page of a note that holds a text beside the note of a pod.
fn from(text: &str) -> Built {
    vault().file("from.md", format!("# From\n\n{text}\n")).file("pod.md", POD).build()
}

/// The article of that page, without problems, whose ids are all its own.
fn article(text: &str) -> String {
    let built = from(text);
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    built.page("/from/").article().to_string()
}

fn assert_has(article: &str, piece: &str) {
    assert!(article.contains(piece), "no `{piece}` in:\n{article}");
}

#[test]
fn a_note_is_shown_in_place_of_its_link_under_the_heading_there() {
    let article = article("## Here\n\nBefore ![[pod]] after.");
    assert_has(&article, "<p>Before </p>\n<section class=\"embed\">\n<p>Intro.</p>\n<h3>Parts</h3>");
    assert_has(&article, "<h4>Deep</h4>");
    assert_has(
        &article,
        "<p class=\"embed-source\"><a href=\"../pod/\">Pod</a></p>\n</section>\n<p>after.</p>",
    );
}

#[test]
fn a_section_reaches_to_the_next_heading_of_its_level() {
    let article = article("![[pod#Parts]]");
    assert_has(
        &article,
        "<h2>Parts</h2>\n<p>Containers, see <a href=\"../pod/#life\">pod#Life</a>.</p>\n<h3>Deep</h3>",
    );
    assert!(!article.contains("Life</h") && !article.contains("Intro"), "{article}");
}

#[test]
fn a_section_ends_with_the_block_it_stands_in() {
    let built = vault()
        .file("a.md", "# A\n\n![[b#Inside]]\n\nEnd.\n")
        .file("b.md", "# B\n\n:::tip\n## Inside\n\n> x\n:::\n\nOutside.\n")
        .build();
    let page = built.page("/a/");
    page.has("<h2>Inside</h2>\n<blockquote>\n<p>x</p>\n</blockquote>\n<p class=\"embed-source\">")
        .lacks("Outside");
}

#[test]
fn blocks_are_shown_by_their_names() {
    for (name, html) in [
        ("parts", "<p>Containers, see"),
        ("end", "ends<ul>\n<li>below</li>\n</ul>"),
        ("table", "<div class=\"table\"><table>"),
        ("said", "<blockquote>\n<p>said\n</p>\n</blockquote>"),
    ] {
        let article = article(&format!("![[pod#^{name}]]"));
        assert_has(&article, &format!("<section class=\"embed\">\n{html}"));
        assert!(!article.contains('^') || article.contains("%5E"), "{article}");
    }
}

#[test]
fn links_lead_to_blocks_and_their_names_are_shown_nowhere() {
    let built = from("[[pod#^parts]], [[pod#^END|the end]], [x](pod.md#^table), ![[pod#^said]]");
    built.has_no_problems().has_no_broken_links();
    built.page("/from/").has("<a href=\"../pod/#%5Eparts\">").has("<a href=\"../pod/#%5Eend\">the end</a>");
    let pod = built.page("/pod/");
    pod.has("<span class=\"block\" id=\"^parts\"></span><p>Containers")
        .has("<li><span class=\"block\" id=\"^end\">");
    for name in ["parts", "end", "table", "said"] {
        assert!(!pod.article().replace(&format!("id=\"^{name}\""), "").contains(&format!("^{name}")));
    }
}

#[test]
fn a_missing_block_is_reported_with_the_nearest() {
    let built = from("[[pod#^part]]");
    assert!(built.problem("missing-block", "from.md:3:1").contains("did you mean `#^parts`?"));
}

#[test]
fn a_note_is_shown_where_no_block_can_stand_behind_it() {
    assert_has(&article("## Head ![[pod#^parts]]"), ">Head pod#^parts<a");
    assert_has(&article("- one ![[pod#^parts]]\n- two"), "<li>one <section class=\"embed\">");
    assert_has(&article("| a |\n|---|\n| ![[pod#^parts]] |"), "<td><section class=\"embed\">");
    assert_has(
        &article("> [!note] Title ![[pod#^parts]]\n> x"),
        "Title pod#^parts</p>\n<section class=\"embed\">",
    );
    assert_has(
        &article("So *![[pod#^parts]]* it."),
        "<em>pod#^parts</em> it.</p>\n<section class=\"embed\">",
    );
}

#[test]
fn a_part_of_raw_html_is_whole_where_it_is_shown() {
    let built = vault()
        .file("a.md", "# A\n\n![[b#Inside]]\n\n![[b#First]]\n")
        .file("b.md", "# B\n\n## First\n\n<div>\n\nx\n\n## Inside\n\ny\n\n</div>\n")
        .build();
    built.has_no_problems();
    let page = built.page("/a/");
    assert_eq!(
        page.article().matches("<div>").count(),
        page.article().matches("</div>").count(),
        "{}",
        page.article()
    );
}

#[test]
fn a_transclusion_is_a_backlink_and_what_it_shows_is_none() {
    let built = vault()
        .file("a.md", "# A\n\nSee ![[b]]\n")
        .file("b.md", "# B\n\nTo [[c]].\n")
        .file("c.md", "# C\n")
        .build();
    built.page("/b/").has("<a href=\"../a/\">A</a>");
    let page = built.page("/c/");
    page.has("<a href=\"../b/\">B</a>");
    assert!(!page.text().contains("href=\"../a/\">A</a></h"), "{}", page.text());
}

#[test]
fn links_and_images_of_a_shown_note_keep_their_sense() {
    let built = vault()
        .file("a.md", "# A\n\n![[deep/b]]\n")
        .file("deep/b.md", "# B\n\n[c](c.md) ![d](d.svg) and x[^1]\n\n[^1]: Note.\n")
        .file("deep/c.md", "# C\n")
        .file("deep/d.svg", "<svg viewBox=\"0 0 30 20\"></svg>")
        .build();
    built.has_no_problems().has_no_broken_links();
    built
        .page("/a/")
        .has("href=\"../deep/c/\"")
        .has("src=\"../deep/d.svg\"")
        .has("<a href=\"../deep/b/#fn:1\">1</a>");
}

#[test]
fn a_text_inside_itself_is_a_link_and_the_chain_is_told() {
    let built = vault()
        .file("a.md", "# A\n\n![[b]]\n")
        .file("b.md", "# B\n\n![[c]]\n")
        .file("c.md", "# C\n\nLoop ![[a]]\n\n![[c]]\n")
        .build();
    let problem = built.problem("self-embed", "c.md:3:6");
    assert!(problem.contains("`a.md` → `b.md` → `c.md` → `a.md`"), "{problem}");
    assert!(built.problem("self-embed", "c.md:5:1").contains("`c.md` → `c.md`"));
    built.page("/a/").has("<a class=\"embed\" href=\"./\">a</a>");
}

#[test]
fn what_is_shown_is_bounded() {
    let double = |n: usize| format!("# N{n}\n\n![[n{}]]\n\n![[n{}]]\n", n + 1, n + 1);
    let notes = (0..40).fold(vault(), |vault, n| vault.file(&format!("n{n}.md"), double(n)));
    let built = notes.file("n40.md", "# N40\n\nWords.\n").build();
    assert!(built.count("heavy-embed") > 0, "{}", built.said());
    assert!(built.page("/n0/").text().len() < 4 << 20);
}
