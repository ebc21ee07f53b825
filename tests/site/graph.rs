//! The picture of the notes around a note.

use crate::vault::vault;

/// The titles drawn on a page, those on the left first.
fn drawn(page: &crate::vault::Page) -> Vec<String> {
    let picture = page.between("<svg height", "</svg>");
    picture.split("<title>").skip(1).map(|rest| rest.split_once("</title>").unwrap().0.to_string()).collect()
}

#[test]
fn notes_that_link_here_stand_left_of_those_it_links_to() {
    let built = vault()
        .file("a.md", "# A\n\n[[m]]\n")
        .file("m.md", "# M\n\n[[z]] [[z]] [[m]] [[gone]] [x](https://x.example)\n")
        .file("z.md", "# Z\n")
        .build();
    let page = built.page("/m/");
    assert_eq!(drawn(&page), ["A", "Z"]);
    page.has_in_order(&[
        "<a href=\"../a/\"><title>A</title>",
        "text-anchor=\"end\">A<",
        "<a href=\"../z/\">",
    ]);
    page.has("1 note links here").has("links to 1<");
}

#[test]
fn links_both_ways_are_one_note_with_a_line_of_its_own() {
    let built = vault().file("a.md", "# A\n\n[[b]]\n").file("b.md", "# B\n\n[[a]]\n").build();
    let page = built.page("/a/");
    assert_eq!(drawn(&page), ["B"]);
    page.has_once("class=\"both\"").lacks("class=\"spoke\"");
}

#[test]
fn notes_around_that_link_to_each_other_are_joined() {
    let built = vault()
        .file("m.md", "# M\n\n[[a]] [[b]] [[c]]\n")
        .file("a.md", "# A\n\n[[b]]\n")
        .file("b.md", "# B\n")
        .file("c.md", "# C\n")
        .build();
    built.page("/m/").has_once("class=\"chord\"");
    built.page("/c/").lacks("class=\"chord\"");
}

#[test]
fn of_many_notes_the_most_linked_are_drawn_and_the_others_counted() {
    let mut vault = vault().file("hub.md", "# Hub\n");
    for n in 0..30 {
        vault = vault.file(&format!("n{n:02}.md"), format!("# N{n:02}\n\n[[hub]] [[n29]]\n"));
    }
    let page = vault.build().page("/hub/");
    let titles = drawn(&page);
    assert_eq!(titles.len(), 8);
    assert!(titles.contains(&"N29".to_string()), "{titles:?}");
    page.has("22 more are not drawn.").has("30 notes link here");
}

#[test]
fn a_note_without_links_has_no_picture_and_unlisted_notes_are_in_none() {
    let built = vault()
        .file("alone.md", "# Alone\n")
        .file("a.md", "# A\n\n[[hidden]]\n")
        .file("hidden.md", "---\nunlisted: true\n---\n# Hidden\n\n[[a]]\n")
        .build();
    for page in ["/alone/", "/a/", "/hidden/"] {
        built.page(page).lacks("<svg height");
    }
}

#[test]
fn long_titles_are_cut_by_their_width_and_told_whole() {
    let long = "A title that is far too long for a picture";
    let built = vault()
        .file("a.md", "# A\n\n[[long]] [[wide]]\n")
        .file("long.md", format!("# {long}\n"))
        .file("wide.md", "# 容器编排平台的网络策略与存储\n")
        .build();
    let page = built.page("/a/");
    page.has(&format!("<title>{long}</title>")).has(">A title that is far…</text>");
    page.has(">容器编排平台的网络…</text>");
}

#[test]
fn the_script_of_the_graph_is_published_where_there_is_one() {
    let scripts = |text: &str| {
        let built = vault().file("a.md", "# A\n").file("b.md", text).build();
        built.files().iter().filter(|file| file.starts_with("graph.") && file.ends_with(".js")).count()
    };
    assert_eq!(scripts("# B\n\n[[a]]\n"), 1);
    assert_eq!(scripts("# B\n"), 0);
}

#[test]
fn a_page_counts_the_notes_that_link_to_it_once_and_the_site_its_links_once() {
    let yaml = |kind: &str| format!("apiVersion: v1\nkind: {kind}\nmetadata: {{name: a}}\n");
    let built = vault()
        .file("pod.md", "---\nkinds: [Pod]\n---\n# Pod\n\n[[twice]]\n")
        .file("twice.md", format!("# Twice\n\n[[pod]], [[pod]].\n\n```yaml\n{}```\n", yaml("Pod")))
        .file("shows.md", "# Shows\n\n![[a.yaml]]\n")
        .file("a.yaml", yaml("Pod"))
        .file("hidden.md", "---\nunlisted: true\n---\n# Hidden\n\n[[pod]]\n")
        .build();
    built
        .page("/pod/")
        .has("<span>2 notes link here</span>")
        .has("Linked from <span class=\"count\">2 notes</span>");
    built.page("/").has("<b>3</b> links between notes<");
    built.page("/graph/").has("<span>3 links between notes</span>");
}
