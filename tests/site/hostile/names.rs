//! Rows 20, 21 and 28: whatever a name says, its page is inside the output, and no two pages meet.

use std::collections::BTreeSet;

use crate::vault::{Built, Vault, vault};

const STYLES: [&str; 2] = ["folder", "file"];

fn site(style: &str) -> Vault {
    vault().file("rutter.toml", format!("url_style = \"{style}\"\nbase_url = \"https://x.example/\"\n"))
}

/// Every note is on a page of its own: the words `word0`, `word1` … each stand in one article.
fn assert_all_published(built: &Built, count: usize, what: &str) {
    let pages: Vec<String> = built.files().into_iter().filter(|file| file.ends_with(".html")).collect();
    let texts: Vec<String> =
        pages.iter().map(|page| built.page(&format!("/{page}")).text().to_string()).collect();
    for n in 0..count {
        let word = format!("<article class=\"body\">\n<p>word{n}.</p>");
        let found = texts.iter().filter(|text| text.contains(&word)).count();
        assert_eq!(found, 1, "{what}: {word} in {pages:?}\n{}", built.said());
    }
    let folded: BTreeSet<String> = built.files().iter().map(|file| file.to_lowercase()).collect();
    assert_eq!(folded.len(), built.files().len(), "{what}: {:?}", built.files());
}

#[test]
fn row_20_hostile_file_names_stay_inside_and_overwrite_nothing() {
    let names = [
        "CON",
        "aux",
        "nul.x",
        "dot.",
        "space ",
        "a: b ? *",
        "q\"<>|",
        "\u{202e}gpj.exe",
        "z\u{200b}ero",
        "zero",
        "index",
        "404",
        "search",
        "tags",
        "a-z",
        "feed.xml",
        "rutter.css",
        "sitemap.xml",
        "robots.txt",
        "wanted",
        "favicon.svg",
        "index.html",
        "404.html",
        "home",
        "home-2",
        "tags-2",
        "con/aux",
        "tags/x",
        "feed.xml/x",
        "rutter.css/y",
        "index.html/z",
        "404/q",
        "a-z/index",
        "x.html/x",
        "x",
        "lock",
        "-",
        "&<b>",
    ];
    for style in STYLES {
        let mut vault = site(style);
        for (n, name) in names.iter().enumerate() {
            vault = vault.file(
                &format!("{name}.md"),
                format!("---\ndate: 2026-01-01\ntags: [x, x/y]\n---\nword{n}.\n"),
            );
        }
        let built = vault.build();
        assert_all_published(&built, names.len(), style);
        for file in ["404.html", "feed.xml", "sitemap.xml", "robots.txt", "favicon.svg", "index.html"] {
            assert!(built.files().iter().any(|name| name == file), "{style}: no {file}");
        }
        built.page("/sitemap.xml").has("<urlset");
        built.page("/404.html").lacks("word");
    }
}

#[test]
fn row_20_hostile_slugs_and_aliases_stay_inside_the_output() {
    let long = ("x".repeat(300), "y/".repeat(3_000), "ü".repeat(300));
    let slugs = [
        "../../x",
        "/../../x",
        "a/../../../x",
        "/etc/passwd",
        "C:\\x",
        "\\\\host\\share",
        "CON",
        "aux.md",
        "dot.",
        "space ",
        ": ? *",
        "\\0",
        "\\u0001",
        "",
        "index",
        "404",
        "search",
        "/",
        "/index.html",
        ".",
        "..",
        "a//b",
        "https://x/y",
        "//x/y",
        "javascript:alert(1)",
        "\\u202egpj",
        "\\u200b",
        "%2e%2e/%2e%2e/x",
        "..%2fx",
        ".rutter",
        ".rutter/x",
        ".rutter.staging/x",
        ".git/config",
        "a/.git/config",
        "x.html",
        "x/index.html",
        "x.html/y",
        "a\\nb",
        "tags",
        "a-z",
        "/rutter.css",
        "/feed.xml/",
        "/404.html",
        "/404.html/x",
        "~/x",
        "$HOME",
        "`id`",
        &long.0,
        &long.1,
        &long.2,
    ];
    for style in STYLES {
        let mut vault = site(style);
        for (n, slug) in slugs.iter().enumerate() {
            // Names of YAML escapes are written as such; a backslash of a path is doubled.
            let slug = if slug.starts_with("C:") || slug.starts_with("\\\\") {
                slug.replace('\\', "\\\\")
            } else {
                slug.to_string()
            };
            let text =
                format!("---\nslug: \"{slug}\"\naliases: [\"{slug}/\", \"/al/{slug}\"]\n---\nword{n}.\n");
            vault = vault.file(&format!("n{n}.md"), text);
        }
        let built = vault.build();
        assert_all_published(&built, slugs.len(), style);
        assert_eq!(built.count("bad-front-matter"), 0, "{}", built.said());
        built.has_problem("bad-url", "n0.md:2:7").has_problem("bad-url", "n0.md:3:11");
        let beside = std::fs::read_dir(vault.out().parent().unwrap()).unwrap().count();
        assert_eq!(beside, 2, "something was written beside the output");
        assert!(!vault.out().join(".git").exists());
    }
}

#[test]
fn row_20_names_that_look_alike_have_different_pages() {
    let built = vault()
        .file("gpj.md", "word0.\n")
        .file("\u{202e}gpj.md", "word1.\n")
        .file("g\u{2060}pj.md", "word2.\n")
        .build();
    assert_all_published(&built, 3, "direction marks");
    assert_eq!(built.count("slug-collision"), 2);
}

#[test]
fn row_21_an_alias_yields_to_a_page_and_says_so() {
    let built = vault()
        .file("a.md", "word0.\n")
        .file("b.md", "---\naliases: [/a/, /A, /folder/, /old/]\n---\nword1.\n")
        .file("c.md", "---\naliases: [/old/, /b/]\n---\nword2.\n")
        .file("folder/d.md", "---\naliases: [/folder/d/, /favicon.svg, /feed.xml/x/]\n---\nword3.\n")
        .build();
    assert_all_published(&built, 4, "aliases");
    for place in ["b.md:2:11", "b.md:2:16", "b.md:2:20", "c.md:2:11", "c.md:2:18", "folder/d.md:2:23"] {
        built.has_problem("slug-collision", place);
    }
    assert_eq!(built.count("slug-collision"), 6);
    built.page("/old/").has("../b/");
    built.page("/folder/").lacks("http-equiv");
}

#[test]
fn row_21_aliases_that_lead_in_a_circle_end_at_pages() {
    let built = vault()
        .file("a.md", "---\naliases: [/b/, /x/]\n---\nword0.\n")
        .file("b.md", "---\naliases: [/a/, /x/]\n---\nword1.\n")
        .build();
    assert_all_published(&built, 2, "circle");
    assert_eq!(built.count("slug-collision"), 3);
    built.page("/x/").has("../a/");
}

#[test]
fn row_28_names_that_some_systems_take_for_one_are_all_published_and_named() {
    for style in STYLES {
        let mut vault = site(style);
        let names =
            ["A", "a", "caf\u{e9}", "cafe\u{301}", "Straße", "STRASSE", "k/x", "K/x", "K/y", "ſ", "s"];
        for (n, name) in names.iter().enumerate() {
            vault = vault.file(&format!("{name}.md"), format!("word{n}.\n"));
        }
        let built = vault.build();
        assert_all_published(&built, names.len(), style);
        built.says("`a.md` and `A.md`").says("`Straße.md` and `STRASSE.md`").says("`k` and `K`");
        let again = vault.build();
        assert_eq!(again.said().lines().next(), built.said().lines().next());
    }
}

#[test]
fn row_28_a_page_and_a_folder_with_one_url_are_both_published() {
    for style in STYLES {
        let vault =
            site(style).file("a.md", "---\nslug: /guide/\n---\nword0.\n").file("guide/b.md", "word1.\n");
        let built = vault.build();
        assert_all_published(&built, 2, style);
        built.problem_says("slug-collision", "guide", &["`guide` and `a.md` want the same URL `/guide/`"]);
        let page = if style == "folder" { "/guide-2/" } else { "/guide-2.html" };
        built.page(page).has(">b<");
    }
}

#[test]
fn row_28_a_note_beside_its_folder_is_no_collision() {
    let built = vault().file("guide.md", "word0.\n").file("guide/b.md", "word1.\n").build();
    assert_all_published(&built, 2, "folder note");
    built.has_no_problems();
}

/// A strict build renders nothing, so the time is that of the URLs.
#[test]
fn many_notes_that_want_one_url_do_not_take_the_square_of_time() {
    let mut vault = vault();
    for n in 0..8_000 {
        vault = vault.file(&format!("{n}.md"), "---\nslug: /x/\n---\n");
    }
    assert_eq!(vault.build_with(&["-q", "--strict"]).code(), 1);
}
