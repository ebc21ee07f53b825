//! What can be better in notes that are not wrong: told with `-v`, at the exact place, with what to do.

use crate::vault::{Built, Vault, rutter, vault};

/// What a check tells when all is to be told.
fn checked(vault: &Vault) -> Built {
    vault.ask("check", &["-v"])
}

/// How many problems of an id a note has that is all of a vault.
fn count(id: &str, note: &str) -> usize {
    checked(&vault().file("a.md", note)).count(id)
}

#[test]
fn what_is_only_worth_knowing_is_told_with_v_alone() {
    let vault = vault().file("a.md", "![](https://x.example/a.png)\n").file("b.md", "x\n");
    vault.ask("check", &["--strict"]).has_no_problems();
    assert!(checked(&vault).count("missing-alt-text") == 1);
    let strict = vault.file("rutter.toml", "[lints]\nmissing-alt-text = \"warn\"\norphan-note = \"error\"\n");
    assert_eq!(strict.ask("check", &[]).code(), 1);
    strict.ask("check", &[]).has_problem("missing-alt-text", "a.md:1:1").has_problem("orphan-note", "b.md");
}

#[test]
fn a_note_that_no_other_links_to_is_an_orphan() {
    let vault = vault()
        .file("rutter.toml", "nav = [\"declared\"]\n")
        .file("index.md", "[[linked]]\n")
        .file("linked.md", "[[shown]]\n")
        .file("shown.md", "[[self]]\n")
        .file("self.md", "[[self]]\n")
        .file("alone.md", "[[alone]] [[index]]\n")
        .file("declared.md", "[[index]]\n")
        .file("secret.md", "---\nunlisted: true\n---\n[[only from a secret]]\n")
        .file("only from a secret.md", "[[index]]\n")
        .file("folder/README.md", "[[index]]\n");
    let built = checked(&vault);
    built.problem_says("orphan-note", "alone.md", &["no note links to this one", "link to it where"]);
    assert_eq!(built.count("orphan-note"), 1, "{}", built.said());
}

#[test]
fn a_note_that_links_to_no_other_is_a_dead_end() {
    let vault = vault()
        .file("index.md", "Home.\n")
        .file("end.md", "[[#Here]] ![](x.png) [out](https://x.example/) [[end]]\n\n# Here\n")
        .file("x.png", "")
        .file("embeds.md", "![[end]]\n")
        .file("wants.md", "[[not yet written]]\n")
        .file("manifest.md", "```yaml\nkind: End\n```\n")
        .file("unknown.md", "```yaml\nkind: Nothing\n```\n")
        .file("to a folder.md", "[x](folder/)\n")
        .file("folder/a.md", "[[end]]\n");
    let built = checked(&vault);
    built.problem_says("dead-end-note", "end.md", &["links to no other"]);
    built.has_problem("dead-end-note", "unknown.md");
    assert_eq!(built.count("dead-end-note"), 2, "{}", built.said());
}

#[test]
fn two_notes_of_one_title_are_told_at_the_title_of_the_second() {
    let vault = vault()
        .file("a.md", "# Getting *started*\n")
        .file("b.md", "---\ntags: [x]\ntitle: \"getting started\"\n---\n")
        .file("c.md", "Text.\n\n# Getting started\n")
        .file("x/overview.md", "Named by its file.\n")
        .file("y/overview.md", "So is this.\n");
    let built = checked(&vault);
    built.problem_says("duplicate-title", "b.md:3:8", &["`getting started`", "a.md: has that title too"]);
    built.problem_says("duplicate-title", "c.md:3:1", &["a.md"]);
    assert_eq!(built.count("duplicate-title"), 2, "{}", built.said());
}

#[test]
fn an_alias_that_is_a_name_of_another_note_is_in_conflict() {
    let vault = vault()
        .file("a.md", "---\naliases: [K8s, POD, Own, a, /old/pod/]\ntitle: Own\n---\n")
        .file("b.md", "---\nalias: k8s\n---\n# Some title\n")
        .file("c.md", "---\naliases:\n  - some TITLE\n  - free\n---\n")
        .file("d.md", "---\nid: free-id\n---\n")
        .file("e.md", "---\naliases: [Free-ID]\n---\n")
        .file("x/pod.md", "x\n");
    let built = vault.build_with(&[]);
    let pod = built.problem("alias-conflict", "a.md:2:16");
    assert!(pod.contains("error[") && pod.contains("`POD` is a name of `x/pod.md`"), "{pod}");
    built.problem_says("alias-conflict", "b.md:2:8", &["a.md: has that alias"]);
    built.problem_says("alias-conflict", "c.md:3:5", &["`b.md`", "b.md: has that title"]);
    built.problem_says("alias-conflict", "e.md:2:11", &["d.md: has that alias or id"]);
    assert_eq!(built.count("alias-conflict"), 4, "{}", built.said());
}

#[test]
fn the_first_of_two_notes_is_told_where_its_alias_is_the_title_of_the_other() {
    let vault = vault().file("a.md", "---\nalias: Pods\n---\n").file("b.md", "# Pods\n");
    checked(&vault).problem_says("alias-conflict", "a.md:2:8", &["b.md: has that title"]);
}

#[test]
fn an_alias_that_differs_only_in_case_never_takes_the_page() {
    for style in ["folder", "file"] {
        let vault = vault()
            .file("rutter.toml", format!("url_style = \"{style}\"\n"))
            .file("a.md", "---\naliases: [POD, /POD]\n---\nOf a.\n\n[[pod]]\n")
            .file("pod.md", "The real page.\n");
        let built = vault.build_with(&[]);
        let page = if style == "file" { "/pod.html" } else { "/pod/" };
        built.page(page).has("The real page.").lacks("http-equiv");
        built.page(if style == "file" { "/a.html" } else { "/a/" }).has("pod");
        assert_eq!(built.count("alias-conflict"), 1, "{}", built.said());
        let pages: Vec<String> =
            built.files().into_iter().filter(|file| file.to_lowercase().starts_with("pod")).collect();
        assert_eq!(pages.len(), 1, "{pages:?}");
    }
}

#[test]
fn levels_of_headings_are_not_skipped() {
    let vault = vault()
        .file("a.md", "# Title\n\n## Two\n\n#### *Föur* ####\n\n#### Four again\n\n## Two\n\n### Three\n")
        .file("b.md", "---\ntitle: T\n---\n### Three\n")
        .file("c.md", "### Free to begin\n\n# One\n\n## Two\n\n> #### In a quote\n\n### Three\n");
    let built = checked(&vault);
    built.problem_says("heading-skips-level", "a.md:5:1", &["level 4 follows one of level 2", "`###`"]);
    assert!(built.problem("heading-skips-level", "a.md:5:1").contains("#### *Föur*"));
    built.problem_says("heading-skips-level", "b.md:4:1", &["level 3 follows one of level 1", "`##`"]);
    assert_eq!(built.count("heading-skips-level"), 2, "{}", built.said());
}

#[test]
fn pictures_have_a_text_in_their_place() {
    for bad in [
        "![](https://x.example/a.png)",
        "![ ](a.png)",
        "![|300](a.png)",
        "Text <img src=\"a.png\"> text",
        "<p><img src='https://x.example/a.png' title=x></p>",
        "![](https://x.example/badge)",
    ] {
        assert_eq!(count("missing-alt-text", bad), 1, "{bad}");
    }
    for good in [
        "![A ship](a.png)",
        "![[a.png]]",
        "![[a.png|300]]",
        "<img src=\"a.png\" alt=\"\">",
        "<img src=a.png role=presentation>",
        "<img src=a.png :alt=\"text\">",
        "![](a.mp4)",
        "![](a.md)",
        "`![](a.png)`",
        "![]()",
    ] {
        assert_eq!(count("missing-alt-text", good), 0, "{good}");
    }
}

#[test]
fn the_exact_tag_of_a_picture_is_told() {
    let note = "| é | x |\n| - | - |\n| a\\|b | ü <img src=\"a.png\"> ![](b.png) |\n\n\
                > - “q” <img\n>   src='c.png'>\n\n<div>\nÖ <img src=d.png\n  title=x>\n</div>\n";
    let built = checked(
        &["a", "b", "c", "d"]
            .iter()
            .fold(vault().file("n.md", note), |vault, name| vault.file(&format!("{name}.png"), "")),
    );
    for (place, written) in
        [("n.md:3:12", "^^^^^^^^^^^^^^^^^"), ("n.md:3:30", "^^^^^^^^^^"), ("n.md:5:9", ""), ("n.md:9:3", "")]
    {
        built.problem_says("missing-alt-text", place, &[written]);
    }
}

#[test]
fn files_among_the_notes_that_none_shows_are_unused() {
    let vault = vault()
        .file("rutter.toml", "")
        .file("a.md", "![x](used.png) <video src=\"film.mp4\"></video>\n")
        .file("draft.md", "---\ndraft: true\n---\n![x](img/later.png)\n")
        .file("used.png", "")
        .file("film.mp4", "")
        .file("img/later.png", "")
        .file("img/Unused.PNG", "")
        .file("paper.pdf", "")
        .file("favicon.ico", "")
        .file("data.yaml", "a: 1\n")
        .file("static/own.png", "");
    let built = checked(&vault);
    built.problem_says("unused-asset", "img/Unused.PNG", &["no note links to this file", "not published"]);
    built.has_problem("unused-asset", "paper.pdf");
    assert_eq!(built.count("unused-asset"), 2, "{}", built.said());
}

#[test]
fn names_that_other_systems_do_not_take_are_told() {
    let vault = vault()
        .file("aux.md", "x\n")
        .file("what?.md", "x\n")
        .file("dot./a.md", "x\n")
        .file("dot./b.md", "x\n")
        .file("re\u{301}sume\u{301}.md", "x\n")
        .file("gpj\u{202e}.md", "x\n")
        .file("Guide/one.md", "x\n")
        .file("guide/two.md", "x\n")
        .file("img.PNG", "")
        .file("img.png", "")
        .file("Straße.md", "x\n")
        .file("fine – 100% (ok).md", "x\n");
    let built = checked(&vault);
    for (place, says) in [
        ("aux.md", "a device"),
        ("what?.md", "`?` is not allowed"),
        ("dot.", "drops the dot"),
        ("re\u{301}sume\u{301}.md", "not NFC"),
        ("guide", "`guide` and `Guide` differ only in case"),
        ("img.png", "`img.png` and `img.PNG`"),
    ] {
        built.problem_says("non-portable-name", place, &[says]);
    }
    built.says("U+202E, which is not seen");
    assert_eq!(built.count("non-portable-name"), 7, "{}", built.said());
}

#[test]
fn a_markdown_link_is_spelt_as_its_file() {
    let vault = vault()
        .file("Set Up.md", "x\n")
        .file("img/Ship.png", "")
        .file(
            "a.md",
            "[ü](set%20up.md) [b](Set%20Up.md) [[set up]]\n\n| ![s](IMG/ship.png) | ![[ship.png]] |\n| - | - |\n\n\
             <img src=\"img/SHIP.png\" alt=\"\">\n",
        )
        .file("x/b.md", "[a](../set%20up) [b](/set%20up)\n");
    let built = vault.ask("check", &[]);
    built.problem_says("non-portable-name", "a.md:1:1", &["`set up.md`", "did you mean `Set%20Up.md`?"]);
    built.problem_says("non-portable-name", "a.md:3:3", &["did you mean `img/Ship.png`?"]);
    built.problem_says("non-portable-name", "a.md:6:11", &["did you mean `img/Ship.png`?"]);
    built.problem_says("non-portable-name", "x/b.md:1:1", &["did you mean `../Set%20Up`?"]);
    assert_eq!(built.count("non-portable-name"), 4, "{}", built.said());
}

#[test]
fn raw_html_that_says_no_more_than_markdown_is_told() {
    for bad in [
        "See <a href=\"b.md\">b</a>.",
        "<img src=\"c.png\" alt=\"A ship\">\n",
        "| <a href='#x'>x</a> |\n| - |",
    ] {
        assert_eq!(count("raw-html-link", bad), 1, "{bad}");
    }
    for good in [
        "<a href=\"https://x.example/\">x</a>",
        "<a href=\"b.md\" class=\"button\">b</a>",
        "<img src=\"c.png\" alt=\"A ship\" width=300>",
        "<p align=center><img src=\"c.png\" alt=\"A ship\"></p>",
        "[b](b.md) ![A ship](c.png)",
        "`<a href=\"b.md\">`",
        "<a id=\"x\"></a>",
    ] {
        assert_eq!(count("raw-html-link", good), 0, "{good}");
    }
    let vault = vault().file("a.md", "Ä <a href=\"b.md\">b</a>.\n").file("b.md", "x\n");
    let told = checked(&vault).problem("raw-html-link", "a.md:1:3");
    assert!(told.contains("`[…](b.md)`") && told.contains("  ^^^^^^^^^^^^^^^\n"), "{told}");
}

/// A vault of two dated notes and one without a date, checked on 21 November 2026.
fn on_a_day(toml: &str) -> Built {
    let vault = vault()
        .file("rutter.toml", toml)
        .file("old.md", "---\ndate: 2020-01-01\nupdated: 2025-11-20\n---\n")
        .file("fresh.md", "---\ndate: 2020-01-01\nupdated: 2025-11-21\n---\n")
        .file("undated.md", "x\n");
    let mut command = rutter(&["check"]);
    vault.ran(command.arg(vault.path("")).env("SOURCE_DATE_EPOCH", "1795219200"))
}

#[test]
fn notes_are_stale_only_where_the_configuration_says_when() {
    let built = on_a_day("stale_after = 365\n");
    built.problem_says("stale-note", "old.md", &["warning[", "on 2025-11-20, 366 days ago"]);
    assert_eq!(built.count("stale-note"), 1, "{}", built.said());
    on_a_day("").has_no_problems();
    on_a_day("[lints]\nstale-note = \"error\"\n").has_no_problems();
    assert_eq!(on_a_day("stale_after = 9\n[lints]\nstale-note = \"error\"\n").code(), 1);
    for bad in ["\"a year\"", "0", "-1", "[]"] {
        on_a_day(&format!("stale_after = {bad}\n"))
            .is_stopped_with(&["rutter.toml:1:15", "a number of days"]);
    }
}
