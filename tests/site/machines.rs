//! What programs read of a site: `llms.txt`, `graph.json`, `notes.json`.

use serde_json::{Value, json};

use crate::vault::{Built, Vault, vault};

const BASE: [&str; 2] = ["--base-url", "https://example.com/docs"];

fn data(built: &Built, file: &str) -> Value {
    serde_json::from_str(built.page(file).text()).unwrap()
}

/// A vault with a draft and a note that is in no list.
fn handbook() -> Vault {
    vault()
        .file("index.md", "# Handbook\n\nWhat the team\nknows.\n\n[[b]] [[secret]] [[draft]]\n")
        .file("a.md", "# A [x]\n\nAbout <a>.\n\n[[b]] [[b]] ![[b#Part]]\n\n```yaml\nkind: Pod\n```\n")
        .file(
            "net/b.md",
            "---\ntags: [dns]\naliases: [Bee]\nupdated: 2026-01-02\n---\n# B\n\n## Part\n\n[[a]]\n",
        )
        .file("net/index.md", "# Network\n")
        .file("net/deep/pod.md", "---\nkinds: [Pod]\n---\n# Pod\n")
        .file("secret.md", "---\nunlisted: true\n---\n# Secret\n\n[[b]]\n")
        .file("draft.md", "---\ndraft: true\n---\n# Draft\n\n[[b]]\n")
}

#[test]
fn llms_txt_has_a_title_a_summary_and_the_notes_of_each_folder() {
    let expected = "\
# Handbook

> What the team knows.

- [Handbook](https://example.com/docs/): What the team knows.
- [A \\[x\\]](https://example.com/docs/a/): About .

## Network

- [Network](https://example.com/docs/net/)
- [B](https://example.com/docs/net/b/): a

## Network / Deep

- [Pod](https://example.com/docs/net/deep/pod/)

## Optional

- [Index of notes](https://example.com/docs/notes.json): title, aliases, tags and headings of every note
- [Graph of links](https://example.com/docs/graph.json): which note links to which
";
    assert_eq!(handbook().build_with(&BASE).page("/llms.txt").text(), expected);
}

#[test]
fn without_a_base_url_the_links_of_llms_txt_lead_on_from_where_it_is() {
    let built = handbook().build();
    built.page("/llms.txt").has("- [Handbook](./)").has("- [B](net/b/)").has("(notes.json)");
}

#[test]
fn graph_json_has_the_listed_notes_and_each_link_between_two_of_them() {
    let graph = data(&handbook().build(), "/graph.json");
    assert_eq!((&graph["version"], &graph["title"]), (&json!(1), &json!("Handbook")));
    let titles: Vec<&Value> = graph["nodes"].as_array().unwrap().iter().map(|node| &node["title"]).collect();
    assert_eq!(titles, ["A [x]", "Handbook", "B", "Pod", "Network"]);
    let b = json!({ "url": "net/b/", "title": "B", "folder": "net", "tags": ["dns"], "kinds": [] });
    assert_eq!(graph["nodes"][2], b);
    assert_eq!(graph["nodes"][3]["kinds"], json!(["Pod"]));
    let link = |source, target, kind, count| json!({ "source": source, "target": target, "kind": kind, "count": count });
    let expected = json!([
        link(0, 2, "link", 2),
        link(0, 2, "embed", 1),
        link(0, 3, "manifest", 1),
        link(1, 2, "link", 1),
        link(2, 0, "link", 1),
    ]);
    assert_eq!(graph["links"], expected);
}

#[test]
fn notes_json_has_what_a_note_is_called_and_what_it_is_about() {
    let index = data(&handbook().build(), "/notes.json");
    assert_eq!((&index["version"], &index["language"]), (&json!(1), &json!("en")));
    let expected = json!({
        "url": "net/b/",
        "title": "B",
        "aliases": ["Bee"],
        "description": "a",
        "tags": ["dns"],
        "kinds": [],
        "updated": "2026-01-02",
        "headings": [{ "level": 2, "id": "part", "text": "Part" }],
    });
    let notes = index["notes"].as_array().unwrap();
    assert_eq!(notes[2], expected);
    assert_eq!(notes.len(), 5, "no draft, and nothing that is unlisted");
    assert!(notes[4].get("description").is_none() && notes[4].get("updated").is_none());
}

#[test]
fn a_site_brings_files_of_its_own_for_programs() {
    let built = vault()
        .file("content/a.md", "# A\n")
        .file("static/llms.txt", "mine")
        .file("static/notes.json", "{}")
        .build();
    built.has_no_problems();
    assert_eq!(built.page("/llms.txt").text(), "mine");
    assert_eq!(built.page("/notes.json").text(), "{}");
}

#[test]
fn a_note_that_is_named_like_such_a_file_stands_beside_it() {
    let built = vault().file("notes.json.md", "# Mine\n").file("llms.txt.md", "# Too\n").build();
    assert_eq!(data(&built, "/notes.json")["notes"].as_array().unwrap().len(), 2);
    built.page("/llms.txt").has("[Mine]");
}
