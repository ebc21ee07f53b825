//! What a message says: the exact characters wherever they stand, and what to write instead.

use crate::vault::{Vault, vault};

/// Notes and files to be missed.
fn known() -> Vault {
    vault()
        .file("concepts/rolling-update.md", "# Rolling update\n\n## How it works\n\nText. ^grace-period\n\n<p id=\"main-part\">x</p>\n\n## What is C sharpp\n")
        .file("d/pod life (cycle).md", "x\n")
        .file("d/a picture.png", "")
        .file("concepts/persistent-volume-claim.md", "---\naliases: [PVC and friends]\n---\n")
        .file("a/overview.md", "x\n")
        .file("b/overview.md", "x\n")
        .file("img/request-path.svg", "")
        .file("img/ship.jpeg", "")
        .file("rutter.toml", "")
        .file("static/logo.svg", "")
}

#[test]
fn what_is_suggested_can_be_written_as_it_is() {
    for (written, suggested) in [
        ("[[roling-update]]", "rolling-update"),
        ("[[runbooks/rolling-update]]", "rolling-update"),
        ("[[update rolling]]", "rolling-update"),
        ("[[Rolling updtae]]", "rolling-update"),
        ("[[rolling-update.txt]]", "rolling-update"),
        ("[[PVC and freinds]]", "PVC and friends"),
        ("[[a/overviw]]", "a/overview"),
        ("[x](../concepts/roling-update.md)", "../concepts/rolling-update.md"),
        ("[x](./rolling-update.md)", "../concepts/rolling-update.md"),
        ("[x](/concepts/roling-update)", "/concepts/rolling-update"),
        ("[x](../concepts/rolling-update.markdwn)", "../concepts/rolling-update"),
        ("<a href=\"../concept/rolling-update.md\">x</a>", "../concepts/rolling-update.md"),
        ("![x](../img/ship.jpg)", "../img/ship.jpeg"),
        ("![x](../img/path-request.svg)", "../img/request-path.svg"),
        ("![x](../images/request-path.svg)", "../img/request-path.svg"),
        ("![x](/lgo.svg)", "/logo.svg"),
        ("![[requset-path.svg]]", "request-path.svg"),
        ("[x](../img/ship.jpegg)", "../img/ship.jpeg"),
        ("[[rolling-update#How it work]]", "#How it works"),
        ("[[rolling-update#works how it]]", "#How it works"),
        ("[x](../concepts/rolling-update.md#how-it-wroks)", "#how-it-works"),
        ("<a href=\"../concepts/rolling-update.md#how-it-wroks\">x</a>", "#how-it-works"),
        ("[x](../concepts/rolling-update.md#mian-part)", "#main-part"),
        ("[x](../d/pod%20life%20%28cycel%29.md)", "../d/pod%20life%20%28cycle%29.md"),
        ("<a href=\"../d/pod life (cycel).md\">x</a>", "../d/pod%20life%20%28cycle%29.md"),
        ("[x](<../d/pod life (cycel).md>)", "../d/pod%20life%20%28cycle%29.md"),
        ("![x](<../d/a pictrue.png>)", "../d/a%20picture.png"),
        ("[[pod life (cycel)]]", "pod life (cycle)"),
        ("[[rolling-update#What is C sharp]]", "#What is C sharpp"),
        ("[[rolling-update#^grace-perod]]", "#^grace-period"),
    ] {
        let built = known().file("notes/n.md", written).ask("check", &[]);
        let said = built.said();
        assert_eq!(said.matches("-->").count(), 1, "{said}");
        assert!(said.contains(&format!("did you mean `{suggested}`?")), "{written}: {said}");
    }
}

#[test]
fn what_is_suggested_for_the_target_of_a_link_leads_somewhere() {
    for (written, suggested) in [
        ("[[a/overviw]]", "[[a/overview]]"),
        ("[[overviw]]", "[[a/overview]]"),
        ("[x](./rolling-update.md)", "[x](../concepts/rolling-update.md)"),
        ("![x](/lgo.svg)", "![x](/logo.svg)"),
    ] {
        let target = suggested.trim_matches(['!', '[', ']', 'x', '(', ')']);
        let told = known().file("notes/n.md", written).ask("check", &[]).said();
        assert!(told.contains(&format!("did you mean `{target}`?")), "{told}");
        known().file("notes/n.md", suggested).ask("check", &[]).has_no_problems();
    }
}

#[test]
fn a_sibling_is_not_suggested() {
    let vault = vault().file("2023-07-24.md", "x\n").file("GTD.md", "x\n").file("Mar 5th, 2024.md", "x\n");
    for written in ["[[2023-03-24]]", "[x](2023-07-25.md)", "[[ZTD]]", "[[May 5th, 2024]]", "```git\nx\n```"]
    {
        vault.write("n.md", written);
        let said = vault.ask("check", &[]).said();
        assert!(said.contains("n.md:1:") && !said.contains("did you mean"), "{said}");
    }
    for written in ["[[2023-0724]]", "[x](gtd.md)", "[[g t d]]", "[[Mar 5th 2024]]"] {
        vault.write("n.md", written);
        let said = vault.ask("check", &[]).said();
        assert!(!said.contains("n.md:1:") || said.contains("did you mean"), "{said}");
    }
}

#[test]
fn a_stranger_is_not_suggested() {
    for written in ["[[kubernetes]]", "[x](gateway.md)", "![x](gateway.png)", "[[rolling-update#^x]]"] {
        let said = known().file("notes/n.md", written).ask("check", &[]).said();
        assert!(!said.contains("did you mean"), "{said}");
    }
}

#[test]
fn the_exact_characters_are_told_wherever_they_stand() {
    let text = "\u{feff}---\ntitle: ü\n---\n\
                | é | b |\n| --- | --- |\n| ü `a\\|b` [[x1\\|ä]] | ![x](nö.png) |\n\n\
                > - “q” [[x2]]\n>\n>   > - [ ] ö [x](nö.md) [[x3]]\n\n\
                1. a\n\n\t ä [[x4#y|z]] <a href=\"nö.md\">x</a> [r][ref] **[[x5]]** ~~ü [[x6]]~~\n\n\
                [ref]: nowhere.md\n\n[^1]: ü [[x7]]\n\nFoo[^1]\n\n## 👩\u{200d}🚀 [[x8]]\n\n\
                :::note Ö\nü [[x10]]\n:::\n";
    let built = vault().file("n.md", text).ask("check", &[]);
    for (id, place, characters) in [
        ("missing-note", "n.md:6:12", 9),
        ("missing-asset", "n.md:6:24", 12),
        ("missing-note", "n.md:8:9", 6),
        ("broken-link", "n.md:10:15", 10),
        ("missing-note", "n.md:10:26", 6),
        ("missing-note", "n.md:14:5", 10),
        ("broken-link", "n.md:14:25", 5),
        ("broken-link", "n.md:14:38", 8),
        ("missing-note", "n.md:14:49", 6),
        ("missing-note", "n.md:14:62", 6),
        ("missing-note", "n.md:18:9", 6),
        ("missing-note", "n.md:22:8", 6),
        ("missing-note", "n.md:25:3", 7),
    ] {
        let told = built.problem(id, place);
        let marked = told.lines().rfind(|line| line.contains('^')).unwrap_or_default();
        assert_eq!(marked.matches('^').count(), characters, "{told}");
    }
    assert_eq!(built.said().matches("-->").count(), 13, "{}", built.said());
}

#[test]
fn the_case_of_a_link_is_repaired() {
    let vault = vault().file("Set Up.md", "x\n").file("a.md", "[ü](set%20up.md#top) and [[set up]]\n");
    vault.ask("check", &["--fix"]).has_no_problems();
    let repaired = std::fs::read_to_string(vault.path("a.md")).unwrap();
    assert_eq!(repaired, "[ü](Set%20Up.md#top) and [[set up]]\n");
}

#[test]
fn a_heading_that_is_not_there_is_answered_with_those_that_are() {
    let note = |count: usize| (0..count).map(|n| format!("## Part {n}\n\n")).collect::<String>();
    let built = vault()
        .file("a.md", "[[b#Completely different]] [[c#Nothing like it]] [[d#None at all]]\n")
        .file("b.md", "# B\n\n## Install\n\n## Upgrade `now`\n")
        .file("c.md", note(8))
        .file("d.md", "# D\n")
        .build_with(&[]);
    let says = |place, help: &str| {
        built.problem_says("missing-anchor", place, &[help]);
    };
    says("a.md:1:1", "it has `Install`, `Upgrade now`; the link leads to the top of the page");
    says("a.md:1:28", "it has `Part 0`, `Part 1`, `Part 2`, `Part 3`, `Part 4`, and 3 more;");
    says("a.md:1:50", "help: the link leads to the top of the page");
}
