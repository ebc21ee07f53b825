//! A concept note at a glance: what it is, what it relates to, and the manifests that use it.

use crate::vault::{Page, Vault, vault};

fn concept(kind: &str, text: &str) -> String {
    format!("---\nkinds: [{kind}]\n---\n# The {kind}\n\n{text}\n")
}

/// A note with a manifest.
fn manifest(api: &str, kind: &str, name: &str) -> String {
    format!("# Use\n\n## Shown\n\n```yaml\napiVersion: {api}\nkind: {kind}\nmetadata:\n  name: {name}\n```\n")
}

fn glance(page: &Page) -> &str {
    page.between("<section class=\"glance\"", "</section>")
}

/// The texts of the links below a label of the panel.
fn links<'p>(page: &'p Page, label: &str) -> Vec<&'p str> {
    let (_, below) = glance(page).split_once(&format!("<dt>{label}</dt>")).expect(label);
    let (list, _) = below.split_once("</dd>").expect(label);
    list.split("</a>").filter_map(|link| Some(link.split_once("<a ")?.1.split_once('>')?.1)).collect()
}

#[test]
fn the_kinds_have_the_versions_that_manifests_say() {
    let built = vault()
        .file("scale.md", concept("Scaler, Hook", &manifest("autoscaling/v2", "Scaler", "own")))
        .file("a.md", manifest("autoscaling/v1", "Scaler", "a"))
        .file("b.md", manifest("{{ .api }}", "Scaler", "b"))
        .file("hidden.md", format!("---\nunlisted: true\n---\n{}", manifest("autoscaling/v9", "Scaler", "c")))
        .build();
    let page = built.page("/scale/");
    page.has("<dt>Kinds</dt>")
        .has("<code>Scaler</code> <small>autoscaling/v1</small> <small>autoscaling/v2</small>");
    page.has("<code>Hook</code></ul>").lacks("v9").lacks("class=\"kind\"");
    assert!(!glance(&page).contains("{{"));
}

#[test]
fn the_description_stands_below_the_title_unless_the_text_begins_with_it() {
    let described = |description: &str, text: &str| {
        let front = format!("---\nkinds: [Pod]\ndescription: {description}\n---\n# Pod\n\n{text}\n");
        vault().file("pod.md", front).build().page("/pod/")
    };
    described("One or more containers.", "A Pod is small.")
        .has("<p class=\"lede\">One or more containers.</p>");
    described("A Pod is small", "A *Pod* is  small. It moves never.").lacks("class=\"lede\"");
    described("A Pod is small, and moves never.", "A Pod is small.").lacks("class=\"lede\"");
    vault()
        .file("pod.md", "---\ndescription: Small.\n---\n# Pod\n\nText.\n")
        .build()
        .page("/pod/")
        .lacks("lede");
}

#[test]
fn it_relates_to_the_concepts_that_most_links_join_with_it() {
    let many = (0..12).map(|n| format!("[[k{n:02}]] ")).collect::<String>();
    let concepts =
        (0..12).fold(vault(), |vault, n| vault.file(&format!("k{n:02}.md"), concept(&format!("K{n}"), "")));
    let built = concepts
        .file("a.md", concept("Alpha", "[[m]] and [[m]] again"))
        .file("m.md", concept("Mid", &format!("{many} [[k07]] [[a]] [[plain]] [[m]]")))
        .file("plain.md", "# No concept\n\n[[m]] [[m]] [[m]] [[m]]\n")
        .build();
    let page = built.page("/m/");
    let related = links(&page, "Relates to");
    assert_eq!(related[..3], ["The Alpha", "The K7", "The K0"], "{related:?}");
    assert_eq!(related.len(), 8);
}

#[test]
fn of_equal_concepts_those_of_the_same_folder_come_first() {
    let built = vault()
        .file("a/far.md", concept("Far", ""))
        .file("b/near.md", concept("Near", ""))
        .file("b/m.md", concept("Mid", "[[far]] [[near]]"))
        .build();
    assert_eq!(links(&built.page("/b/m/"), "Relates to"), ["The Near", "The Far"]);
}

#[test]
fn notes_whose_manifests_use_it_are_named_with_their_objects() {
    let nested = "# Nested\n\n```yaml\napiVersion: v1\nkind: Other\nspec:\n  ref:\n    kind: Pod\n```\n";
    let two = format!("{0}\n{0}\n{1}", manifest("v1", "Pod", "web"), manifest("v1", "Pod", "db"));
    let built = vault()
        .file("a.md", nested)
        .file("b.md", two)
        .file("c.md", "# File\n\n![[all.yaml]]\n")
        .file("d.md", "# Document\n\n![[all.yaml#Pod/two]]\n")
        .file("all.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: one}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: two}\n---\napiVersion: v1\nkind: PodX\nmetadata: {name: x}\n")
        .file("pod.md", concept("Pod", ""))
        .build();
    built.has_no_broken_links();
    let page = built.page("/pod/");
    page.has_in_order(&[
        "<a href=\"../b/#shown\">Use</a> <small>Pod/web</small> <small>Pod/db</small>",
        "<a href=\"../c/\">File</a> <small>Pod/one</small> <small>Pod/two</small>",
        "<a href=\"../d/\">Document</a> <small>Pod/two</small>",
        "<a href=\"../a/\">Nested</a>",
    ]);
    page.lacks("PodX").has("Linked from <span class=\"count\">4 notes</span>");
}

#[test]
fn of_many_uses_six_are_named_and_all_are_listed_below() {
    let using = |count: usize| -> Vault {
        let vault = vault().file("pod.md", concept("Pod", "")).file("see.md", "# See\n\n[[pod]]\n");
        (0..count).fold(vault, |vault, n| vault.file(&format!("u{n}.md"), manifest("v1", "Pod", "p")))
    };
    let page = using(6).build().page("/pod/");
    assert_eq!(links(&page, "Used in").len(), 6);
    page.has("Linked from <span class=\"count\">7 notes</span>").has("<span>7 notes link here</span>");
    let built = using(9).build();
    built.has_no_broken_links();
    let page = built.page("/pod/");
    assert_eq!(links(&page, "Used in")[6..], ["3 more"]);
    page.has("href=\"#page:manifests\"").has("Linked from <span class=\"count\">10 notes</span>");
    assert_eq!(page.between("<ul class=\"manifests\">", "</ul>").matches("<li>").count(), 9);
}

#[test]
fn the_note_of_a_folder_can_be_a_concept_and_other_notes_have_no_panel() {
    let built = vault()
        .file("job/index.md", concept("Job", "## Part\n"))
        .file("job/cron.md", "# Cron\n\n[[job]]\n")
        .file("index.md", concept("Site", ""))
        .build();
    let page = built.page("/job/");
    page.has_in_order(&[
        "<h1>",
        "class=\"beside\"",
        "class=\"glance\"",
        "class=\"contents\"",
        "class=\"text\"",
    ]);
    page.has_once("aria-label=\"On this page\"");
    built.page("/job/cron/").lacks("glance").lacks("beside");
    built.page("/").lacks("glance").has("<span class=\"kind\">Site</span>");
    built.names_every_navigation();
}
