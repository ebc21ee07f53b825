//! links.md, "Known bugs of others, each a test".

use std::time::{Duration, Instant};

use super::{files, shows, shows_with_problems};
use crate::vault::vault;

#[test]
fn a_folder_doubled_on_the_first_build_only() {
    let vault = files(&[("a/b/n.md", "# N\n\n[[m]] [m](m.md)\n"), ("a/b/m.md", "# M\n\n[[a/b/n]]\n")]);
    let first = vault.build();
    first.has_no_problems().has_no_broken_links();
    let (files, published) = (first.files(), vault.published());
    assert!(!files.iter().any(|file| file.contains("a/b/a/b") || file.contains("b/b")), "{files:?}");
    vault.build();
    assert_eq!(vault.published(), published);
}

#[test]
fn a_link_to_the_index_of_a_folder_leading_nowhere() {
    let others = [("folder/index.md", "# Folder\n"), ("other/README.md", "# Other\n")];
    let html = ["<a href=\"../../folder/\">folder/index</a>", "<a href=\"../../other/\">other/README</a>"];
    shows("[[folder/index]] [[other/README]]", &others, &html);
}

#[test]
fn a_link_to_an_own_heading_without_text() {
    shows("[[#Heading]] [[#Heading|]]\n\n## Heading", &[], &["<a href=\"#heading\">#Heading</a>"]);
}

#[test]
fn a_percent_sign_that_stops_the_decoder() {
    let others = [("50%.md", "# Half\n"), ("a%zz.md", "# Z\n")];
    shows(
        "100% [[50%]] [h](../50%.md) [z](../a%zz.md)",
        &others,
        &["\"../../50/\">50%<", "\"../../50/\">h<"],
    );
    let built = shows_with_problems("[x](%) [y](n.md#%) [z](%E4%)", &[("n.md", "# N\n")], &[]);
    assert_eq!(built.said().matches("-->").count(), 3, "{}", built.said());
}

#[test]
fn an_alias_that_differs_in_case_alone_overwriting_the_page() {
    let built = files(&[("pod.md", "---\naliases: [POD, /Pod/]\n---\n# The real page\n")]).build();
    built.has_no_problems().page("/pod/").has("The real page").lacks("http-equiv");
    let files = built.files();
    assert_eq!(files.iter().filter(|file| file.to_lowercase() == "pod/index.html").count(), 1, "{files:?}");
}

#[test]
fn the_second_heading_of_a_name_that_nothing_reaches() {
    let note = ("n.md", "# N\n\n## A\n\n### Example\n\n## B\n\n### Example\n");
    let html = ["../../n/#example\"", "../../n/#example-1\">n#B#Example", "../../n/#example-1\">second"];
    shows("[[n#Example]] [[n#B#Example]] [[n#example-1|second]]", &[note], &html);
}

#[test]
fn a_short_link_into_a_sub_folder_reported_as_broken() {
    shows("[[deep]] [d](deep.md)", &[("x/y/deep.md", "# D\n")], &["x/y/deep/\">deep<", "x/y/deep/\">d<"]);
}

#[test]
fn names_that_an_index_misses_are_in_it_and_lead_there() {
    // The search itself is not there yet; the catalogue that it will be made from knows every alias.
    let built =
        files(&[("n.md", "---\naliases: [Other name]\n---\n# N\n"), ("a.md", "[[othr name]]\n")]).build();
    built.problem_says("missing-note", "a.md:1:1", &["did you mean `Other name`?"]);
}

#[test]
fn thousands_of_backlinks_that_freeze_the_build() {
    let text = "See [[hub]].\n\nAnd [[hub]] again, and [[n7]].\n";
    let notes =
        (0..2000).fold(vault().file("hub.md", "# Hub\n"), |vault, n| vault.file(&format!("n{n}.md"), text));
    let begun = Instant::now();
    notes.build().has_no_problems();
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn slugs_of_cjk_titles_that_are_empty() {
    let others = [("数字花园.md", "# 数字花园\n\n## 第一章\n"), ("メモ.md", "# メモ\n")];
    let html = ["<a href=\"../../数字花园/#第一章\">", "<a href=\"../../メモ/\">メモ</a>"];
    shows("[[数字花园#第一章]] [[メモ]]", &others, &html);
}
