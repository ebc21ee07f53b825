//! The index that searches are answered from: what is found, and where. What a reader sees of it is in
//! `tests/browser/search.rs`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::vault::{Built, vault};

/// What one file of the index holds.
fn index(built: &Built, name: &str) -> Value {
    let page = built.page(&format!("/rutter/search/{name}.js"));
    let call = page.text().trim_end().strip_suffix(')').unwrap();
    serde_json::from_str(call.splitn(3, ',').nth(2).unwrap())
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn files(built: &Built, folder: &str) -> usize {
    built.files().iter().filter(|file| file.starts_with(&format!("rutter/search/{folder}/"))).count()
}

/// All words of the index with their postings.
fn words(built: &Built) -> BTreeMap<String, String> {
    let shards = (0..files(built, "words")).map(|at| index(built, &format!("words/{at}")));
    let all: Vec<String> = shards
        .flat_map(|shard| shard.as_array().unwrap().clone())
        .map(|v| v.as_str().unwrap().to_string())
        .collect();
    all.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// Every note that is found, by its URL: its parts as they are shown.
fn texts(built: &Built) -> BTreeMap<String, Vec<Value>> {
    let mut notes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for at in 0..files(built, "texts") {
        for part in index(built, &format!("texts/{at}")).as_array().unwrap() {
            notes.entry(part[0].as_str().unwrap().to_string()).or_default().push(part.clone());
        }
    }
    notes
}

/// The sections of a note that is one part: id, heading, text.
fn sections(built: &Built, url: &str) -> Vec<[String; 3]> {
    let texts = texts(built);
    let all = texts[url][0][3].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_string();
    all.chunks(3).map(|section| [text(&section[0]), text(&section[1]), text(&section[2])]).collect()
}

#[test]
fn a_note_is_found_by_its_sections_as_a_reader_sees_them() {
    let built = vault()
        .file("guide/a.md", "# Title\n\nFirst *words* &amp; `code`.\n\n## Part **two**\n\n- one\n- two [[b|label]]\n\n| x | y |\n|---|---|\n| 1 | 2 |\n")
        .file("guide/b.md", "# B\n\n<div title=\"hidden\">shown<script>var no</script></div>\n\n![alt](p.png)\n")
        .file("guide/p.png", "")
        .build();
    let own = |texts: [&str; 3]| texts.map(str::to_string);
    assert_eq!(
        sections(&built, "guide/a/"),
        [own(["", "", "First words & code."]), own(["part-two", "Part two", "one two label x y 1 2"])]
    );
    assert_eq!(sections(&built, "guide/b/"), [own(["", "", "shown alt"])]);
    let note = &texts(&built)["guide/a/"][0];
    assert_eq!((note[1].as_str(), note[2].as_str()), (Some("Title"), Some("Guide")));
}

#[test]
fn text_that_a_link_shows_is_found_where_it_is_written() {
    let built = vault()
        .file("a.md", "# A\n\nBefore ![[source]] behind.\n\n![[source#Part]]\n")
        .file("source.md", "# Source\n\nlighthouse\n\n## Part\n\nbuoy\n")
        .build();
    let texts = texts(&built);
    assert!(!texts["a/"][0].to_string().contains("lighthouse"), "{:?}", texts["a/"]);
    assert!(!texts["a/"][0].to_string().contains("buoy"));
    assert!(texts["source/"][0].to_string().contains("lighthouse"));
    let words = words(&built);
    assert_eq!((words["lighthouse"].len(), words["buoy"].len()), (2, 2), "one posting each: {words:?}");
}

#[test]
fn a_file_shown_as_code_is_found_in_the_note_that_shows_it() {
    let manifest = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: harbour-web\n---\n\
                    apiVersion: v1\nkind: Service\nmetadata:\n  name: quay\n";
    let vault = vault()
        .file("a.md", "# A\n\n![[deploy.yaml#Deployment/harbour-web]]\n")
        .file("deploy.yaml", manifest);
    let built = vault.build();
    let words = words(&built);
    assert!(
        words.contains_key("deployment/harbour-web") && words.contains_key("kind:deployment"),
        "{words:?}"
    );
    assert!(!words.contains_key("service/quay"), "the other document is not shown");
    assert!(texts(&built)["a/"][0].to_string().contains("harbour-web"));
}

#[test]
fn names_tags_and_manifests_are_words_of_their_own() {
    let built = vault()
        .file(
            "hpa.md",
            "---\naliases: [Autoscaler]\ntags: [Run/Scaling]\nkinds: [HorizontalPodAutoscaler]\n---\n# Horizontal Pod \
             Scaling\n\n```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web-1\n```\n",
        )
        .build();
    let words = words(&built);
    for word in [
        "hpa",
        "autoscaler",
        "horizontal",
        "horizontalpodscaling",
        "#run",
        "#run/scaling",
        "scaling",
        "kind:pod",
        "pod/web-1",
        "kind:horizontalpodautoscaler",
    ] {
        assert!(words.contains_key(word), "{word} in {words:?}");
    }
}

#[test]
fn the_index_holds_no_markup() {
    let built = vault().file("a.md", "# `<script>` & more\n\nWrite `</script><b>`.\n").build();
    let texts = built.page("/rutter/search/texts/0.js");
    texts.lacks("<").has("\\u003c/script>");
    assert_eq!(sections(&built, "a/"), [["", "", "Write </script><b>."].map(str::to_string)]);
}

/// The titles in the text of a tag or a folder are shown, and lead nobody there.
#[test]
fn tags_and_folders_are_found_by_their_names_alone() {
    let built = vault()
        .file("net/deep/a.md", "---\ntags: [Sea/Port]\n---\n# Beacon\n")
        .file("own/index.md", "# Own\n")
        .file("hidden/h.md", "---\nunlisted: true\ntags: [secret]\n---\n# H\n")
        .build();
    let texts = texts(&built);
    let found: Vec<&str> = texts.keys().map(String::as_str).collect();
    assert_eq!(found, ["net/", "net/deep/", "net/deep/a/", "own/", "tags/sea/", "tags/sea/port/"]);
    let called = |url: &str| (texts[url][0][1].as_str().unwrap(), texts[url][0][2].as_str().unwrap());
    assert_eq!(called("net/deep/"), ("Deep", "Net"));
    assert_eq!(called("tags/sea/port/"), ("#Sea/Port", "Tags"));
    assert_eq!(sections(&built, "net/deep/")[0][2], "Folder of 1 note: Beacon");
    assert_eq!(sections(&built, "tags/sea/")[0][2], "Tag of 1 note: Beacon");
    let words = words(&built);
    // Of six pages each is two characters: its number and its level.
    let pages = |word: &str| words[word].len() / 2;
    assert_eq!((pages("beacon"), pages("deep")), (1, 1), "the note, and the folder");
    assert_eq!((pages("sea"), pages("#sea"), pages("#sea/port")), (3, 2, 2), "both tags and the note");
    assert!(!words.contains_key("folder") && !words.contains_key("tag"));
}

#[test]
fn what_no_list_shows_is_not_found() {
    let built = vault()
        .file("a.md", "# A\n")
        .file("draft.md", "---\ndraft: true\n---\n# Draft\n")
        .file("hidden.md", "---\nunlisted: true\n---\n# Hidden\n")
        .build();
    assert_eq!(texts(&built).keys().collect::<Vec<_>>(), ["a/"]);
    assert_eq!(index(&built, "root")["notes"], 1);
}

#[test]
fn a_long_note_is_found_in_parts_and_no_file_is_long() {
    let long =
        (0..60).map(|n| format!("## Part {n}\n\n{} needle{n}\n\n", "straw ".repeat(300))).collect::<String>();
    let built = vault().file("long.md", format!("# Long\n\n{long}")).file("b.md", "# B\n").build();
    let parts = &texts(&built)["long/"];
    assert!(parts.len() > 15, "{}", parts.len());
    assert!(parts.iter().all(|part| part.to_string().len() < 8000));
    let headings: usize = parts.iter().map(|part| part[3].as_array().unwrap().len() / 3).sum();
    assert_eq!(headings, 61, "each section stands in one part");
    let words = words(&built);
    assert!((0..60).all(|n| words.contains_key(&format!("needle{n}"))));
}

#[test]
fn the_index_is_the_same_whoever_builds_it() {
    let vault = (0..40).fold(vault(), |vault, n| {
        vault.file(
            &format!("f{}/n{n}.md", n % 7),
            format!("# Note {n}\n\nword{n} [[n{}]] 容器\n", (n + 1) % 40),
        )
    });
    let index = |threads: &str| {
        let built = vault.ran(vault.command().env("RAYON_NUM_THREADS", threads));
        assert_eq!(built.code(), 0, "{}", built.said());
        vault
            .published()
            .into_iter()
            .filter(|(path, _)| path.starts_with("rutter/"))
            .collect::<BTreeMap<_, _>>()
    };
    let one = index("1");
    assert!(one.len() >= 4 && one == index("4"));
}

#[test]
fn a_site_can_do_without_search() {
    let built = vault().file("rutter.toml", "search = false\n").file("content/a.md", "# A\n").build();
    assert!(built.files().iter().all(|file| !file.contains("search")), "{:?}", built.files());
    built.page("/a/").lacks("class=\"find\"");
}

#[test]
fn a_note_may_be_called_search() {
    let built = vault().file("search.md", "# My search\n").file("rutter/search.md", "# Other\n").build();
    built.page("/search/").has("My search").has("href=\"../search-2/\" data-index=");
    built.page("/search-2/").has("name=\"q\"");
    built.page("/rutter/search/").has("Other").has_once("class=\"find\"");
    built.has_no_broken_links();
}

#[test]
fn where_nothing_is_written_nothing_breaks() {
    let built = vault().file("index.md", "").build();
    assert_eq!(index(&built, "root")["notes"], 1);
    assert_eq!(files(&built, "words"), 1);
}
