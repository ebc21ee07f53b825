//! A vault of Dendron: names with dots, labels that come first, note references with a beginning and an end.

use crate::vault::{Vault, vault};

/// A vault whose workspace says what it is.
fn workspace() -> Vault {
    vault().file("dendron.yml", "version: 5\n").file("root.md", "---\ntitle: Home\n---\nWelcome.\n")
}

/// The note that is referred to.
const FOOD: &str = "---\nid: f00d\ntitle: Food\ndesc: What we *eat*\n---\nIntro.\n\n## Bread\n\nFlour. ^flour\n\n\
                    ### Rye\n\nDark.\n\n## Wine\n\nRed. ^red\nAnd white.\n\n## Cheese\n\nHard.\n";

#[test]
fn the_label_of_a_link_comes_first() {
    let built = workspace()
        .file("a.md", "# A\n\n[[some food|b.food]], [[wine|b.food#wine]].\n\n| x |\n|---|\n| [[in a cell\\|b.food]] |\n")
        .file("b.food.md", FOOD)
        .build();
    built.has_no_problems().has_no_broken_links();
    built
        .page("/a/")
        .has("<a href=\"../b/food/\">some food</a>, <a href=\"../b/food/#wine\">wine</a>")
        .has("<td><a href=\"../b/food/\">in a cell</a></td>");
}

#[test]
fn a_link_without_a_label_shows_the_title_of_its_note() {
    let built = workspace()
        .file("a.md", "# A\n\n[[b.food]], [[b.food#wine]], [[#^here]]. ^here\n\n[[b.nothing]]\n")
        .file("b.food.md", FOOD)
        .build();
    built
        .page("/a/")
        .has("<a href=\"../b/food/\">Food</a>, <a href=\"../b/food/#wine\">Food</a>")
        .has("<a href=\"#%5Ehere\">#^here</a>")
        .has("title=\"Not written yet: b.nothing\">b.nothing</span>");
    built.has_problem("missing-note", "a.md:5:1");
}

#[test]
fn dots_in_names_are_folders_of_the_site() {
    let built = workspace()
        .file("a.md", "---\ntitle: Letters\n---\n[text](a.b.c.md) ![x](assets/x.png)\n")
        .file("a.b.c.md", "Deep in [[a]].\n")
        .file("a.b.b.md", "Its name is that of its folder, and it is none.\n")
        .file("assets/x.png", "PNG")
        .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/a/b/c/").has_in_order(&["href=\"../../\">Letters</a>", "B</a>", "<h1>c</h1>"]);
    built.page("/a/").has("<a href=\"b/c/\">text</a>").has("src=\"../assets/x.png\"");
    built.page("/a/b/").has("href=\"b/\"").has("href=\"c/\"");
    built.page("/").has("<h1>Home</h1>");
}

#[test]
fn what_dendron_tells_apart_is_not_ambiguous() {
    let text = "[[x.config]] [[y.config]] [[config]]\n";
    let note = |title: &str| format!("---\ntitle: {title}\n---\nText.\n");
    let built = workspace()
        .file("a.md", text)
        .file("x.config.md", note("Settings"))
        .file("y.config.md", note("Settings"))
        .file("config.md", note("All"))
        .build();
    built.has_no_problems();
    built.page("/a/").has_in_order(&[
        "href=\"../x/config/\"",
        "href=\"../y/config/\"",
        "href=\"../config/\"",
    ]);
}

#[test]
fn a_note_of_another_vault_is_found_by_its_vault() {
    let built = vault()
        .file("dendron.code-workspace", "{}")
        .file("one/a.md", "[[dendron://two/b]] [[b]] [[it|dendron://gone/c]]\n")
        .file("one/b.md", "---\ntitle: First\n---\n")
        .file("two/b.md", "---\ntitle: Second\n---\n")
        .file("two/c.md", "---\ntitle: Third\n---\n")
        .build();
    built.has_no_problems();
    built.page("/one/a/").has_in_order(&["../../two/b/\">Second", "../b/\">First", "../../two/c/\">it"]);
}

#[test]
fn references_show_a_section_with_or_without_its_heading() {
    let page = |reference: &str| {
        let built = workspace().file("a.md", format!("![[{reference}]]\n")).file("b.food.md", FOOD).build();
        built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
        built.page("/a/").article().to_string()
    };
    for (reference, shown, hidden) in [
        ("b.food", &["Intro", "Bread", "Hard"][..], &["nothing"][..]),
        ("b.food#bread", &["Bread</h2>", "Flour", "Dark"], &["Red", "Intro"]),
        ("b.food#bread,1", &["Flour", "Dark"], &["Bread</h2>", "Red"]),
        ("b.food#bread:#*", &["Bread</h2>", "Flour"], &["Dark", "Red"]),
        ("b.food#bread,1:#cheese", &["Flour", "Dark", "Red", "white"], &["Bread</h2>", "Hard"]),
        ("b.food#wine:#^end", &["Wine</h2>", "Hard"], &["Dark"]),
        ("b.food#^begin", &["Intro"], &["Flour"]),
        ("b.food#^begin:#wine", &["Intro", "Dark"], &["Red"]),
        ("b.food#^flour", &["Flour"], &["Dark", "Bread</h2>"]),
        ("b.food#^flour:#^red", &["Flour", "Dark", "Red", "white"], &["Bread</h2>", "Hard"]),
        ("Food|b.food#^red:#*", &["Red", "white"], &["Hard", "Dark"]),
    ] {
        let article = page(reference);
        for piece in shown {
            assert!(article.contains(piece), "no `{piece}` for {reference} in:\n{article}");
        }
        for piece in hidden {
            assert!(!article.contains(piece), "`{piece}` for {reference} in:\n{article}");
        }
    }
}

#[test]
fn a_reference_whose_end_is_not_there_shows_its_section() {
    let built = workspace()
        .file("a.md", "![[b.food#wine,1:#bread]] ![[b.food#bread:#beer]]\n")
        .file("b.food.md", FOOD)
        .build_with(&[]);
    built.has_problem("missing-anchor", "a.md:1:1").has_problem("missing-anchor", "a.md:1:27");
    built.problem_says("missing-anchor", "a.md:1:1", &["`b.food.md` has no `#bread` where this could end"]);
    built.page("/a/").has("Red.").has("Dark.").lacks("Hard.");
}

#[test]
fn a_range_from_the_title_is_what_stands_below_it() {
    let built = workspace()
        .file("a.md", "![[b#b:#*]]\n\n![[c#c,1:#*]]\n")
        .file("b.md", "# B\n\nBelow.\n\n## Next\n\nNo.\n")
        .file("c.md", "# C\n\n## Next\n\nNo.\n")
        .build();
    built.has_no_problems();
    built.page("/a/").has("Below.").lacks("No.");
}

#[test]
fn a_range_never_cuts_a_list_or_a_box() {
    let built = workspace()
        .file("a.md", "![[b#^in]] ![[b#^in:#end]] ![[b#box:#end]]\n")
        .file("b.md", "- one ^in\n- two\n\n:::tip\n## Box\n\nInside.\n:::\n\n## End\n\nLast.\n")
        .build();
    let page = built.page("/a/");
    page.has_in_order(&["one", "<ul>\n<li>", "one", "two", "Inside", "</aside>", "</section>", "Inside"]);
    page.lacks("Last");
}

#[test]
fn references_of_old_are_references() {
    let built = workspace()
        .file("a.md", "See ((ref:[[b.food]]#bread,1:#*)) there.\n\n((ref: [[b.food]]))\n\n((ref: [[gone]])) ((ref)) `((ref:[[b.food]]))`\n")
        .file("b.food.md", FOOD)
        .build();
    built.has_problem("missing-note", "a.md:5:1");
    assert_eq!(built.count("missing-note"), 1);
    built.page("/a/").has_in_order(&[
        "See",
        "Flour",
        "there",
        "Intro",
        "Wine</h2>",
        "missing-image",
        "((ref)) <code>((ref:[[b.food]]))</code>",
    ]);
}

#[test]
fn a_reference_to_all_notes_below_one_shows_them() {
    let note = |text: &str| format!("---\ntitle: {text}\n---\nText of {text}.\n");
    let built = workspace()
        .file("b.md", "---\ntitle: B\n---\nAll:\n\n![[b.*]]\n\n![[nothing.*]] ![[b.c.d.*]]\n")
        .file("b.d.md", note("Dee"))
        .file("b.c.md", note("Cee"))
        .file("b.c.d.md", note("Deep"))
        .file("b.c.d.e.md", "---\ntitle: E\n---\n![[b.c.d.*]]\n")
        .file("bc.md", note("Other"))
        .build();
    built.has_problem("missing-note", "b.md:8:1");
    assert_eq!(built.count("missing-note"), 1, "{}", built.said());
    let page = built.page("/b/");
    page.has_in_order(&["All:", "Text of Cee", "href=\"c/\"", "Text of Deep", "Text of Dee."])
        .lacks("Other.");
}

#[test]
fn a_reference_to_too_many_notes_stays_a_link() {
    let vault = (0..201)
        .fold(workspace(), |vault, n| vault.file(&format!("b.n{n}.md"), "---\ntitle: N\n---\nMany\n"));
    let built = vault.file("a.md", "![[b.*]]\n").build();
    built.has_problem("heavy-embed", "a.md:1:1");
    built.page("/a/").lacks("Many").has("href=\"../b/\"");
}

#[test]
fn a_name_above_others_need_not_have_a_note() {
    let vault = vault()
        .file("dendron.code-workspace", "{}")
        .file("one/a.md", "[[h.i]] [[up|h.i]] [[i]] [[dendron://one/h]] [[dendron://two/k]] [[...]]\n")
        .file("one/h.i.j.md", "J\n")
        .file("two/k.l.md", "L\n");
    let built = vault.build();
    built.page("/one/a/").has_in_order(&[
        "<a href=\"../h/i/\">h.i</a> <a href=\"../h/i/\">up</a>",
        "Not written yet: i",
        "<a href=\"../h/\">",
        "<a href=\"../../two/k/\">",
    ]);
    assert_eq!(built.count("missing-note"), 2, "{}", built.said());
    let listed = built_links(&vault);
    assert!(listed.contains("\"rule\":\"folder\""), "{listed}");
}

#[test]
fn tags_and_persons_are_notes_where_there_are_some() {
    let built = workspace()
        .file("a.md", "# A\n\nA #scope.big. By @ada.lovelace and @nobody, see #small.\n")
        .file("tags.scope.big.md", "---\ntitle: Big\n---\n")
        .file("user.ada.lovelace.md", "---\ntitle: Ada\n---\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built
        .page("/a/")
        .has("<a class=\"hashtag\" href=\"../tags/scope/big/\">#scope.big</a>.")
        .has("<a class=\"hashtag\" href=\"../user/ada/lovelace/\">@ada.lovelace</a> and @nobody,");
    built.page("/user/ada/lovelace/").has("<mark>@ada.lovelace</mark></a> and @nobody");
    let listed = built_links(&workspace().file("a.md", "By #x.\n").file("tags.x.md", "X\n"));
    assert!(listed.contains("\"kind\":\"tag\",\"line\":1,\"col\":4,"), "{listed}");
}

fn built_links(vault: &Vault) -> String {
    vault.ask("links", &["--format", "jsonl"]).answered()
}

#[test]
fn front_matter_and_its_variables_are_read() {
    let built = workspace()
        .file(
            "a.md",
            "---\ntitle: A\ndesc: \"The *first* [[root]]\"\ncreated: 1643126633752\nsize: 7\ncustom:\n  a: deep\n---\n{{fm.desc}}: {{ fm.title }}, \
             {{fm.size}}, {{fm.custom.a}}, {{fm.gone}}, {{other}}.\n\n`{{fm.desc}}`\n\n```\n{{fm.title}}\n```\n",
        )
        .file("b.md", "---\npublished: false\n---\nHidden, see [[c]].\n")
        .file("c.md", "---\nnav_exclude: true\n---\n[[b]]\n")
        .build();
    built
        .page("/a/")
        .has("The <em>first</em> <a href=\"../\">Home</a>: A, 7, deep, {{fm.gone}}, {{other}}.")
        .has("<code>{{fm.desc}}</code>")
        .has("{{fm.title}}\n</code></pre>")
        .has("25 January 2022");
    assert!(!built.has_file("b/index.html") && built.has_file("c/index.html"));
    built.page("/").lacks("href=\"c/\"");
    built.problem_says("missing-note", "c.md:4:1", &["is a draft"]);
}

#[test]
fn variables_do_not_multiply_a_long_value() {
    let text =
        format!("---\ntitle: A\ndesc: {}\n---\n{}", "long ".repeat(30_000), "{{fm.desc}}\n".repeat(200));
    let built = workspace().file("a.md", text).build();
    let article = built.page("/a/").article().to_string();
    assert!(article.len() < 2 << 20 && article.contains("long long") && article.contains("{{fm.desc}}"));
    let text = format!("---\ntitle: A\nx: \"{}\"\n---\n{}", " ".repeat(400_000), "{{fm.x}}\n".repeat(200));
    let built = workspace().file("a.md", text).build();
    built.page("/a/").has("{{fm.x}}");
}

#[test]
fn a_vault_is_known_by_its_root_and_by_the_folder_above() {
    let vault = || vault().file("a.md", "[[label|b.c]]\n").file("b.c.md", "C\n");
    vault()
        .file("root.md", "Root\n")
        .file("root.schema.yml", "version: 1\n")
        .build()
        .page("/a/")
        .has(">label<");
    vault().file("rutter.toml", "dialect = \"dendron\"\n").build().page("/a/").has("href=\"../b/c/\">label<");
    let other = vault().file("dendron.yml", "").file("rutter.toml", "dialect = \"markdown\"\n").build();
    other.has_problem("missing-note", "a.md:1:1");
    let content = crate::vault::vault().file("dendron.yml", "").file("content/a.md", "[[label|b.c]]\n");
    content.file("content/b.c.md", "C\n").build().page("/a/").has(">label<");
}

#[test]
fn a_dialect_that_is_none_stops_the_build() {
    let built = vault().file("a.md", "A\n").file("rutter.toml", "dialect = \"zim\"\n").build_with(&[]);
    built.is_stopped_with(&["rutter.toml:1:11", "`dialect` is `\"markdown\"`"]);
}

#[test]
fn the_configured_navigation_knows_names_with_dots() {
    let built = workspace()
        .file("rutter.toml", "nav = [\"b.late\", \"b/early\"]\n")
        .file("b.early.md", "E\n")
        .file("b.late.md", "L\n")
        .file("b.a.md", "A\n")
        .build();
    built.has_no_problems();
    built.page("/b/").has_in_order(&["href=\"late/\"", "href=\"early/\"", "href=\"a/\""]);
}

#[test]
fn a_repair_keeps_the_label_where_it_stands() {
    let vault = workspace()
        .file("a.md", "[[some_thing]] [[some_thing|some_thing]] [[It|some_thing]]\n")
        .file("x.md", "x\n")
        .file("n.other.md", "---\ntitle: Some-Thing\n---\n");
    vault.ask("check", &["--fix"]);
    assert_eq!(
        std::fs::read_to_string(vault.path("a.md")).unwrap(),
        "[[Some-Thing]] [[some_thing|Some-Thing]] [[It|Some-Thing]]\n"
    );
}
