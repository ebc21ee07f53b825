//! Links as the vaults of other tools write them: from another root, by old URLs, to places by their ids.

use crate::vault::{Built, Vault, vault};

/// A vault of these files; `from.md` holds the text.
fn with(text: &str, files: &[(&str, &str)]) -> Built {
    let vault = vault().file("docs/from.md", format!("# From\n\n{text}\n"));
    files.iter().fold(vault, |vault: Vault, (path, text)| vault.file(path, text)).build()
}

/// What `[x](target)` leads to from `docs/from.md`.
fn leads(target: &str, files: &[(&str, &str)], href: &str) {
    let built = with(&format!("[x]({target})"), files);
    built.has_no_problems().has_no_broken_links();
    built.page("/docs/from/").has(&format!("<a href=\"{href}\">x</a>"));
}

#[test]
fn a_url_is_found_below_the_folder_another_tool_publishes() {
    let files = [("src/en/configuration/all.md", "# All\n"), ("src/en/tools/_index.md", "# Tools\n")];
    leads("/configuration/all/", &files, "../../src/en/configuration/all/");
    leads("/configuration/all.html", &files, "../../src/en/configuration/all/");
    leads("/tools/", &files, "../../src/en/tools/");
}

#[test]
fn a_url_that_two_such_folders_have_is_broken() {
    let built = with("[x](/all/)", &[("src/en/all.md", "A"), ("src/de/all.md", "B")]);
    built.has_problem("broken-link", "docs/from.md:3:1");
}

#[test]
fn an_old_url_leads_to_the_note_that_has_it_as_an_alias() {
    let new = ("new.md", "---\naliases: [/old/place]\n---\n# New\n");
    for target in ["/old/place/", "/old/place", "/old/place.html", "../../old/place"] {
        let built = with(&format!("[x]({target})"), &[new]);
        built.problem_says("old-url", "docs/from.md:3:1", &["an old URL of `new.md`", "write `/new.md`"]);
        built.has_no_broken_links().page("/docs/from/").has("<a href=\"../../new/\">x</a>");
    }
    leads("/new.md", &[new], "../../new/");
}

#[test]
fn an_address_that_is_nearly_one_that_was_chosen_is_suggested() {
    let files = [
        ("a.md", "---\nslug: /guides/first-steps/\n---\n# Begin\n"),
        ("b.md", "---\naliases: [/handbook/second-steps]\n---\n# Go on\n"),
    ];
    let suggests = |target: &str, address: &str| {
        let built = with(&format!("[x]({target})"), &files);
        let help = format!("did you mean `{address}`?");
        built.problem_says("broken-link", "docs/from.md:3:1", &[&help]);
        with(&format!("[x]({address})"), &files).has_no_problems();
    };
    suggests("/guides/frist-steps", "/guides/first-steps/");
    suggests("../guides/first-step", "/guides/first-steps/");
    suggests("/handbook/second-step/", "/b/");
}

#[test]
fn what_is_no_path_is_not_looked_for_as_one() {
    let built = with("[x](<(https://git.example/x>) [y](no.md)", &[]);
    let problem = built.problem("broken-link", "docs/from.md:3:1");
    assert!(!problem.contains("looked for"), "{problem}");
    built.problem_says("broken-link", "docs/from.md:3:31", &["looked for `docs/no.md`"]);
}

#[test]
fn a_query_alone_is_the_page_itself() {
    leads("?q=pod", &[], "./");
}

#[test]
fn a_text_fragment_is_no_heading() {
    leads("../pod.md#:~:text=a%20pod", &[("pod.md", "# Pod\n")], "../../pod/");
    leads("../pod.md#life:~:text=a", &[("pod.md", "# Pod\n\n## Life\n")], "../../pod/#life");
}

#[test]
fn a_name_of_one_letter_has_no_near_miss() {
    let built = with("[x](g) [y](/functions/gone/)", &[("d.md", "# D\n")]);
    assert!(!built.said().contains("did you mean"), "{}", built.said());
}

#[test]
fn names_in_every_script_are_found() {
    for (path, written, url) in [
        ("Cafe\u{301}.md", "[[Café]]", "café"),
        ("Café.md", "[[cafe\u{301}]]", "café"),
        ("卡片/数字花园.md", "[[数字花园]]", "卡片/数字花园"),
        ("🧰 guide.md", "[[🧰 guide]]", "🧰-guide"),
        ("ＡＢＣ.md", "[[ａｂｃ]]", "ａｂｃ"),
        ("Straße.md", "[[STRASSE]]", "straße"),
        ("a\u{a0}b.md", "[[a b]]", "a-b"),
        ("100% sure.md", "[[100% sure]]", "100-sure"),
        ("v1.2.3.md", "[[v1.2.3]]", "v1.2.3"),
        ("v1.2.3.md", "[x](../v1.2.3)", "v1.2.3"),
        ("node.js tips.md", "[[node.js tips]]", "node.js-tips"),
        ("dendron.topic.links.md", "[[dendron.topic.links]]", "dendron.topic.links"),
        ("50%.md", "[x](../50%25.md)", "50"),
        ("50%.md", "[x](../50%.md)", "50"),
        ("a b/c d.md", "[x](<../a b/c d.md>)", "a-b/c-d"),
        ("a b/c d.md", "[x](../a%20b/c%20d)", "a-b/c-d"),
    ] {
        let built = with(written, &[(path, "Text of the note.\n")]);
        built.has_no_broken_links();
        let decomposed = usize::from(path.contains('\u{301}'));
        assert_eq!(built.count("non-portable-name"), decomposed, "{}", built.said());
        assert_eq!(built.said().matches("-->").count(), decomposed, "{}", built.said());
        assert!(built.files().contains(&format!("{url}/index.html")), "{written}: {:?}", built.files());
    }
}

#[test]
fn a_heading_is_found_by_the_id_its_author_gave_it() {
    let page = "# P\n\n## With pip <small>best</small> { #with-pip data-toc-label=\"pip\" }\n\n## Two {: #two }\n\n## C# {.NET}\n";
    let files = [("p.md", page)];
    leads("../p.md#with-pip", &files, "../../p/#with-pip");
    leads("../p.md#two", &files, "../../p/#two");
    let built = with("[x](../p.md)", &files);
    built.page("/p/").lacks("data-toc-label").lacks("#two }").has("C# {.NET}");
}

#[test]
fn the_place_of_a_link_behind_a_tab_is_exact() {
    let built = with("1. a\n\t1. b  \n\t2.[[gone]]  \n3.[[lost]]", &[]);
    built.has_problem("missing-note", "docs/from.md:5:4").has_problem("missing-note", "docs/from.md:6:3");
}

#[test]
fn static_files_of_other_tools_are_in_public() {
    let vault = vault().file("content/a.md", "[x](/files/a.pdf)\n").file("public/files/a.pdf", "%PDF");
    let built = vault.build();
    built.has_no_problems().has_no_broken_links();
    built.page("/a/").has("<a href=\"../files/a.pdf\">x</a>");
}

#[test]
fn the_root_of_a_project_of_docusaurus_has_a_name() {
    let text = "# A\n\n[x](@site/docs/sub/x.md#part) ![i](@site/static/img/i.svg) <img alt=\"i\" src=\"@site/static/img/i.svg\">\n\n[y](@site/docs/y.md)\n";
    let vault = vault()
        .file("docusaurus.config.js", "")
        .file("docs/deep/a.mdx", text)
        .file("docs/sub/x.md", "# X\n\n## Part\n")
        .file("static/img/i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"/>");
    let built = vault.build_with(&[]);
    built.has_problem("broken-link", "docs/deep/a.mdx:5:1");
    assert_eq!(built.said().matches("error[").count(), 1, "{}", built.said());
    let page = built.page("/deep/a/");
    page.has("<a href=\"../../sub/x/#part\">x</a>").has("src=\"../../img/i.svg\" alt=\"i\"");
    page.has("<img alt=\"i\" src=\"../../img/i.svg\">");
}
