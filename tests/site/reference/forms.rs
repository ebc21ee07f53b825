//! links.md, "Forms".

use super::{files, is_no_link, shows, shows_with_problems};

const N: (&str, &str) = ("x/n.md", "# N\n\n## One\n\n### Same\n\n## Two\n\n### Same\n\nText. ^para\n");

const BLOCKS: (&str, &str) =
    ("x/n.md", "# N\n\nPara. ^p\n\n- item ^i\n\n| a |\n|---|\n| b |\n\n^t\n\n> quote\n\n^q\n");

#[test]
fn a_note_by_its_name_and_the_label_as_written() {
    shows("[[n]], [[n.md]]", &[N], &["<a href=\"../../x/n/\">n</a>, <a href=\"../../x/n/\">n.md</a>"]);
}

#[test]
fn a_label_in_prose_and_in_a_table_and_an_empty_one() {
    let html = ["<a href=\"../../x/n/\">text</a>", "<td><a href=\"../../x/n/\">cell</a></td>"];
    shows("[[n|text]]\n\n| a |\n|---|\n| [[n\\|cell]] |", &[N], &html);
    shows("[[x/n|]]", &[N], &["<a href=\"../../x/n/\">n</a>"]);
}

#[test]
fn a_path_from_the_root_or_by_its_last_segments() {
    let html = ["<a href=\"../../y/x/n/\">x/n</a> <a href=\"../../y/x/n/\">/y/x/n</a>"];
    shows("[[x/n]] [[/y/x/n]]", &[("y/x/n.md", "# N\n")], &html);
}

#[test]
fn a_relative_path_means_nothing_else() {
    shows("[[./b]] [[../x/n]]", &[N, ("from/b.md", "# B\n")], &["\"../b/\">./b<", "\"../../x/n/\">../x/n<"]);
    shows_with_problems("[[./n]]", &[N], &["class=\"missing\""]).has_problem("missing-note", "from/a.md:3:1");
}

#[test]
fn a_heading_a_chain_of_headings_and_the_note_itself() {
    let html = ["../../x/n/#one", "../../x/n/#same-1", "<a href=\"#own\">#Own</a>"];
    shows("[[n#One]] [[n#Two#Same]] [[#Own]]\n\n## Own", &[N], &html);
}

#[test]
fn a_block_of_every_sort() {
    let html = ["n/#%5Ep\"", "n/#%5Ei\"", "n/#%5Et\"", "n/#%5Eq\"", "<a href=\"#%5Eown\">#^own</a>"];
    shows("[[n#^p]] [[n#^i]] [[n#^t]] [[n#^q]] [[#^own]]\n\nMine. ^own", &[BLOCKS], &html);
}

#[test]
fn a_note_a_section_and_a_block_are_transcluded() {
    shows("![[n]]", &[BLOCKS], &["<section class=\"embed\">\n<p>Para.</p>"]);
    shows("![[n#Two]]", &[N], &["<section class=\"embed\">\n<h2>Two</h2>\n<h3>Same</h3>"]);
    shows("![[n#^i]]", &[BLOCKS], &["<section class=\"embed\">\nitem<p class"]);
    shows("- in ![[n#^p]]", &[BLOCKS], &["<li>in <section class=\"embed\">\n<p>Para.</p>"]);
    let heading = ["<h2 id=\"h-np\">H n#^p<a", "</h2>\n<section class=\"embed\">\n<p>Para.</p>"];
    shows("## H ![[n#^p]]", &[BLOCKS], &heading);
}

#[test]
fn an_image_with_size_or_text_in_every_format() {
    for (label, html) in [
        ("", "alt=\"\" width=\"30\" height=\"20\""),
        ("|300", "alt=\"\" width=\"300\" height=\"200\""),
        ("|300x10", "alt=\"\" width=\"300\" height=\"10\""),
        ("|alt text|300", "alt=\"alt text\" width=\"300\" height=\"200\""),
    ] {
        shows(&format!("![[i.svg{label}]]"), &[("x/i.svg", "<svg viewBox=\"0 0 30 20\"/>")], &[html]);
    }
    for format in ["png", "avif", "webp", "gif", "bmp", "jpg", "jpeg"] {
        let (name, html) = (format!("x/i.{format}"), format!("<img src=\"../../x/i.{format}\""));
        shows(&format!("![[i.{format}]]"), &[(&name, "")], &[&html]);
    }
}

#[test]
fn a_film_a_sound_and_a_page_of_a_pdf() {
    let others = [("x/v.mp4", ""), ("x/s.mp3", ""), ("x/d.pdf", "")];
    let html = [
        "<video controls preload=\"metadata\" src=\"../../x/v.mp4\">",
        "<audio controls preload=\"metadata\" src=\"../../x/s.mp3\">",
        "<a class=\"file\" href=\"../../x/d.pdf#page=3\">",
    ];
    shows_with_problems("![[v.mp4]] ![[s.mp3]] ![[d.pdf#page=3]]", &others, &html).has_no_problems();
}

#[test]
fn letters_behind_the_brackets_join_the_link() {
    shows("[[n]]s and [[n]].", &[N], &["<a href=\"../../x/n/\">ns</a> and <a href=\"../../x/n/\">n</a>."]);
}

#[test]
fn markdown_links_are_decoded_relative_first_and_then_looked_up() {
    let others = [("from/n.md", "# Near\n\n## H\n"), N, ("x/y z.md", "# YZ\n")];
    let html =
        ["\"../n/\">a<", "\"../n/#h\">b<", "\"../n/\">c<", "\"../../x/y-z/\">d<", "\"../../x/y-z/\">e<"];
    shows("[a](./n.md) [b](n.md#h) [c](n) [d](y%20z.md) [e](<../x/y z.md>)", &others, &html);
}

#[test]
fn site_absolute_links_are_static_files_or_pages() {
    let vault = files(&[
        ("content/a.md", "[i](/img/x.txt) [o](/kubernetes/overview) [f](/kubernetes/) [z](/a-z/)\n"),
        ("content/kubernetes/Overview.md", "---\ntags: [core/net]\n---\n[t](/tags/core/net/) [u](/tags/)\n"),
        ("static/img/x.txt", "x"),
    ]);
    let built = vault.build();
    built.has_no_problems().has_no_broken_links();
    built.page("/a/").has(
        "<a href=\"../img/x.txt\">i</a> <a href=\"../kubernetes/overview/\">o</a> \
         <a href=\"../kubernetes/\">f</a> <a href=\"../a-z/\">z</a>",
    );
    built
        .page("/kubernetes/overview/")
        .has("<a href=\"../../tags/core/net/\">t</a> <a href=\"../../tags/\">u</a>");
}

#[test]
fn a_list_the_site_does_not_have_is_broken() {
    let built = shows_with_problems("[t](/tags/) [u](/tags/x/)", &[], &[]);
    built.has_problem("broken-link", "from/a.md:3:1").has_problem("broken-link", "from/a.md:3:13");
    assert_eq!(built.page("/from/a/").article().matches("class=\"missing\"").count(), 2);
}

#[test]
fn code_is_no_link() {
    is_no_link("`[[n]]` ``a `[[n]]` b``\n\n    [[n]]\n\n```\n[[n]] [x](../n.md)\n```");
}

#[test]
fn comments_are_no_links_and_no_backlinks() {
    is_no_link(
        "<!-- [[n]] -->\n\n%% [[n]] %% and %%[x](../n.md)%%\n\n%%\n[[n]]\n%%\n\n<!-- c --> %% [[n]] %%",
    );
}

#[test]
fn keys_of_front_matter_are_no_links() {
    let built = files(&[("n.md", "# N\n"), ("a.md", "---\nup: \"[[n]]\"\n---\n# A\n")]).build();
    built.has_no_problems();
    built.page("/n/").lacks("Linked from");
}

#[test]
fn brackets_of_other_languages_are_no_links() {
    is_no_link("[[n]]\nname = 'x'");
    is_no_link("$[[ n ]] and $[[n]]");
    is_no_link("if [[ -n n ]]; then\n\n[[ -f n ]] && x");
}

#[test]
fn a_list_of_contents_is_asked_for_in_brackets() {
    for asked in ["[[toc]]", "[[_TOC_]]", "[[TOC]]"] {
        shows(
            &format!("{asked}\n\n## Part"),
            &[("toc.md", "# T\n")],
            &["<nav class=\"toc\"", "href=\"#part\""],
        );
    }
}

#[test]
fn a_url_in_brackets_is_the_name_of_a_note() {
    let built = shows_with_problems("[[https://x.y]]", &[], &["class=\"missing\""]);
    built.has_problem("missing-note", "from/a.md:3:1");
}

#[test]
fn odd_brackets_are_links_as_in_obsidian() {
    let html = ["<a href=\"../../sq%5Duare/\">Sq]uare</a>", "<a href=\"../../x/n/\">b|c</a>"];
    shows("[[Sq]uare]] [[n|b|c]]", &[N, ("Sq]uare.md", "# S\n")], &html);
}

#[test]
fn a_reference_definition_of_foam_is_not_the_link() {
    shows("See [[n]].\n\n[n]: ../x/n.md \"N\"", &[N], &["<p>See <a href=\"../../x/n/\">n</a>.</p>"]);
}

#[test]
fn an_address_ends_where_a_wiki_link_begins() {
    let html = ["<a href=\"https://a.b/\">https://a.b/</a><a href=\"../../x/n/\">ns</a> c"];
    shows("https://a.b/[[n]]s c", &[N], &html);
}

#[test]
fn a_fragment_without_words_leads_nowhere() {
    let built = shows_with_problems("a [[#]] ![[#]] ![[n#]]", &[N], &["<p>a [[#]] "]);
    built.has_problem("empty-link", "from/a.md:3:3").has_problem("empty-link", "from/a.md:3:9");
    assert_eq!(built.count("empty-link"), 2, "{}", built.said());
}
