//! The worked examples of `content/guide/templates.md`: what a site changes of the theme, as the guide shows it.

use crate::fences::{files, unnamed};
use crate::vault::{Vault, vault};

const GUIDE: &str = include_str!("../../content/guide/templates.md");

/// A vault with pages of several kinds, and with the files that a section of the guide shows.
fn shown(section: &str) -> Vault {
    let notes = vault()
        .file("content/index.md", "# Home\n\n[[note]]\n")
        .file("content/note.md", "# Note\n\nThe text of the note.\n")
        .file("content/old.md", "# Old\n")
        .file("content/folder/a.md", "# A\n\n[[note]] #tag\n");
    let shown = files(GUIDE, section);
    assert!(!shown.is_empty(), "the guide shows no file below `{section}`");
    shown.into_iter().fold(notes, |vault, (path, text)| vault.file(&path, text))
}

#[test]
fn a_block_of_the_base_is_said_anew_for_every_page() {
    let built = shown("One block of a template").build();
    built.has_no_problems().has_no_broken_links();
    for page in ["/", "/note/", "/folder/", "/a-z/", "/search/", "/404.html"] {
        let page = built.page(page);
        let foot = page.between("<footer class=\"foot\">", "</footer>");
        assert!(foot.contains("<a rel=\"license\"") && foot.contains(">CC BY 4.0</a>"), "{foot}");
        assert!(foot.starts_with("<a href="), "what the theme has there stays: {foot}");
    }
}

#[test]
fn a_block_of_the_note_is_said_anew_for_notes_alone() {
    let built = shown("One block of a template").build();
    let banner = "<aside class=\"callout warning\">";
    built.page("/note/").has_once(banner).has_once("<h1>Note</h1>").has_in_order(&[
        "</header>",
        banner,
        "<a href=\"../old/\">its own</a>",
        "<article class=\"body\">",
        "The text of the note.",
        "class=\"backlinks\"",
    ]);
    for page in ["/", "/folder/", "/a-z/"] {
        built.page(page).lacks(banner);
    }
}

#[test]
fn a_note_chooses_a_kind_of_page_of_the_site() {
    let linking = ("content/folder/b.md", "# B\n\n[[disk-full]]\n");
    let built = shown("A kind of page of your own").file(linking.0, linking.1).build();
    built.has_no_problems().has_no_broken_links();
    built
        .page("/runbooks/disk-full/")
        .has_once("<h1>The disk is full</h1>")
        .lacks("class=\"graph\"")
        .has_in_order(&[
            "<p class=\"meta\"><span>Owned by <b>Storage team</b></span></p>",
            "class=\"tag\"",
            "Find what has grown",
            "class=\"backlinks\"",
        ]);
    built.page("/note/").lacks("Owned by").has("class=\"graph\"");
}

#[test]
fn a_page_of_a_kind_without_its_key_is_whole() {
    let bare = ("content/runbooks/bare.md", "---\ntemplate: runbook.html\n---\n# Bare\n");
    let folder = ("content/runbooks/index.md", "---\ntemplate: runbook\n---\n# All\n");
    let built = shown("A kind of page of your own").file(bare.0, bare.1).file(folder.0, folder.1).build();
    built.page("/runbooks/bare/").has("<h1>Bare</h1>").lacks("Owned by");
    built.page("/runbooks/").has("<h1>All</h1>").lacks("Owned by");
}

#[test]
fn a_part_adds_to_that_of_the_theme() {
    let crumbs = ("templates/crumbs.html", "{% include \"theme/crumbs.html\" %}<p>ADDED</p>");
    assert!(GUIDE.contains("`{% include \"theme/crumbs.html\" %}`"));
    let built = vault().file("content/a/b.md", "# B\n").file(crumbs.0, crumbs.1).build();
    built.page("/a/b/").has_in_order(&["<nav class=\"crumbs\"", "<p>ADDED</p>", "<h1>B</h1>"]);
}

#[test]
fn a_template_that_extends_itself_is_told_how_that_of_the_theme_is_called() {
    for (name, text) in
        [("note.html", "{% extends \"note.html\" %}"), ("crumbs.html", "{% include \"crumbs.html\" %}")]
    {
        let site = vault().file("content/a.md", "# A\n").file(&format!("templates/{name}"), text);
        site.build_with(&[]).is_stopped_with(&[&format!("`theme/{name}`"), "help:"]);
    }
    let own = vault().file("content/a.md", "# A\n").file("templates/own.html", "{% extends \"own.html\" %}");
    let own = own.build_with(&[]);
    own.is_stopped_with(&["own.html"]);
    assert!(!own.said().contains("theme/"), "the theme has no such template: {}", own.said());
}

#[test]
fn a_block_that_is_not_there_stops_the_build_at_its_place() {
    let text = "{% extends \"theme/note.html\" %}\n{% block asides %}x{% endblock asides %}\n";
    let built = vault().file("content/a.md", "# A\n").file("templates/note.html", text).build_with(&[]);
    built.is_stopped_with(&["`asides`", "note.html:2:"]);
}

#[test]
fn nothing_stands_in_the_place_of_the_templates_of_the_theme() {
    let hiding = vault().file("content/a.md", "# A\n").file("templates/theme/note.html", "MINE");
    hiding.build_with(&[]).is_stopped_with(&["theme/note.html", "put yours at `note.html`"]);
}

#[test]
fn the_message_of_a_fault_is_the_one_that_the_guide_shows() {
    let text = "{% extends \"base.html\" %}\n{% block main %}{{ article.heading | safe }}";
    let built = vault().file("content/a.md", "# A\n").file("templates/runbook.html", text).build_with(&[]);
    let shown = unnamed(GUIDE, "Faults");
    assert_eq!(shown.len(), 1);
    assert!(built.said().contains(shown[0].trim_end()), "{}", built.said());
}
