//! Rows 18 and 19: front matter of every shape has a defined result, and none becomes text of the page.

use crate::vault::vault;

#[test]
fn row_18_every_shape_of_front_matter_has_a_defined_result() {
    for (text, title, problem) in [
        ("\u{feff}---\ntitle: T\n---\nBody\n", "T", None),
        ("---\r\ntitle: T\r\n---\r\nBody\r\n", "T", None),
        ("---\ntitle: T\n...\nBody\n", "T", None),
        ("+++\ntitle = \"T\"\n+++\nBody\n", "T", None),
        ("---\n---\nBody\n", "a", None),
        ("---\n# only a comment\n---\nBody\n", "a", None),
        ("---\ntitle: !!python/object/apply:os.system [id]\n---\nBody\n", "a", Some("a.md:2:8")),
        ("---\ntitle: T\n\nBody\n", "a", Some("a.md:1:1")),
        ("---js\n{ title: process.exit() }\n---\nBody\n", "a", Some("a.md:2:1")),
        ("---\n- a\n- list\n---\nBody\n", "a", Some("a.md:2:1")),
        ("+++\ntitle = T\n+++\nBody\n", "a", Some("a.md:2:9")),
        ("---\ntitle: [T\n---\nBody\n", "a", Some("a.md:3:1")),
    ] {
        let built = vault().file("a.md", text).build();
        let page = built.page("/a/");
        page.has("<p>Body</p>").has(&format!("<h1>{title}</h1>"));
        assert!(!page.article().contains("process") && !page.article().contains("title"), "{text}");
        match problem {
            Some(place) => drop(built.has_problem("bad-front-matter", place)),
            None => drop(built.has_no_problems()),
        }
    }
}

#[test]
fn row_18_a_blank_line_above_is_reported_and_a_rule_is_no_front_matter() {
    let built = vault().file("a.md", "\n---\ntitle: T\n---\n\nBody\n").file("b.md", "---\n\nBody\n").build();
    built.has_problem("bad-front-matter", "a.md:2:1");
    assert_eq!(built.count("bad-front-matter"), 1, "{}", built.said());
    built.page("/a/").has("<h1>T</h1>").lacks("title: T");
    built.page("/b/").has("<hr").has("Body");
}

/// Nine levels of nine aliases each: 387 million nodes.
fn bomb() -> String {
    let level = |n: usize| {
        let alias = format!("*a{}", n - 1);
        format!("a{n}: &a{n} [{}]\n", [alias.as_str(); 9].join(", "))
    };
    format!("a0: &a0 [{}]\n{}", ["lol"; 9].join(", "), (1..9).map(level).collect::<String>())
}

#[test]
fn row_19_bombs_are_bounded_errors_and_never_text() {
    let deep = |open: &str, close: &str| format!("x: {}{}\n", open.repeat(10_000), close.repeat(10_000));
    for inner in [
        bomb(),
        "x: *nobody\n".to_string(),
        deep("[", "]"),
        deep("[", ""),
        deep("{a: ", "}"),
        format!("x: {}y\n", "- ".repeat(10_000)),
        format!("x: {}\n", "? ".repeat(10_000)),
        "title: a\ntitle: b\n".to_string(),
        format!("x: {}\n", "y".repeat(8 << 20)),
    ] {
        let text = format!("---\n{inner}---\nBody\n");
        let built = vault().file("a.md", &text).build();
        assert_eq!(built.count("bad-front-matter"), 1, "{}", built.said());
        let page = built.page("/a/");
        page.has("<p>Body</p>");
        assert!(page.text().len() < 10_000, "{} bytes", page.text().len());
    }
}

#[test]
fn row_19_lists_without_brackets_nest_no_deeper_than_those_with() {
    let indented: String = (0..600).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    for inner in ["- ".repeat(100_000) + "\n", "? ".repeat(100_000) + "\n", indented] {
        let built = vault().file("a.md", format!("---\n{inner}---\nBody\n")).build();
        built.says("nests deeper than 255 levels");
        built.page("/a/").has("<p>Body</p>");
    }
}

#[test]
fn row_19_an_alias_inside_of_what_it_names_is_nothing() {
    let built = vault().file("a.md", "---\ntitle: T\nx: &x [*x]\n---\nBody\n").build();
    built.page("/a/").has("<h1>T</h1>").has("<p>Body</p>");
}

#[test]
fn row_19_deep_toml_is_a_bounded_error() {
    for inner in
        ["[".repeat(50_000), format!("a = {}", "[".repeat(50_000)), format!("a{} = 1", ".a".repeat(50_000))]
    {
        let built = vault().file("a.md", format!("+++\n{inner}\n+++\nBody\n")).build();
        assert_eq!(built.count("bad-front-matter"), 1, "{}", built.said());
        built.page("/a/").has("<p>Body</p>");
        vault().file("rutter.toml", &inner).build_with(&[]).is_stopped_with(&["rutter.toml:"]);
    }
}

#[test]
fn row_19_a_duplicate_key_is_named_with_its_place() {
    let built = vault().file("a.md", "---\ntitle: a\ntitle: b\n---\n").build();
    built.has_problem("bad-front-matter", "a.md:3:1");
}

#[test]
fn row_19_a_file_that_is_not_utf_8_is_named_with_its_byte() {
    let vault = vault().file("a.md", b"# Caf\xe9\n").file("b.md", "# B\n");
    let built = vault.build();
    built.problem_says("bad-file", "a.md", &["the first bad byte is at offset 5"]);
    built.page("/b/");
    vault.write("rutter.toml", b"title = \"\xff\"");
    vault.build_with(&[]).is_stopped_with(&["rutter.toml", "offset 9"]);
    vault.write("rutter.toml", "");
    vault.write("templates/note.html", b"<p>\xff");
    vault.build_with(&[]).is_stopped_with(&["note.html", "offset 3"]);
}

#[test]
fn row_20_a_tag_too_long_for_a_path_is_a_problem() {
    let tag = "a/".repeat(5_000);
    let built = vault().file("a.md", format!("---\ntags: [{tag}, fine]\n---\nBody\n")).build();
    built.has_problem("bad-front-matter", "a.md:2:8");
    built.page("/tags/fine/");
}
