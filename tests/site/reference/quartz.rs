//! The tables of Quartz's tests as facts: which file gets which URL, and which link finds which note. Where
//! ours differs on purpose, the row says why.

use super::files;

#[test]
fn which_file_gets_which_url() {
    for (file, url) in [
        ("part/index.md", "part/"),
        // `_index.md` is the note of its folder in Hugo as well.
        ("section/_index.md", "section/"),
        ("index.md", ""),
        ("note with spaces.md", "note-with-spaces/"),
        ("notes.with.dots.md", "notes.with.dots/"),
        // Quartz spells `?` as `-q`; here it is dropped, as `#` is in both.
        ("test/special chars?.md", "test/special-chars/"),
        ("test/special chars #3.md", "test/special-chars-3/"),
    ] {
        let built = files(&[(file, "Text of the note.\n")]).build();
        assert!(built.has_file(&format!("{url}index.html")), "{file}: {:?}", built.files());
    }
}

#[test]
fn files_keep_their_names() {
    let built =
        files(&[("a.md", "[[cool.png]] [[test.mp4]]\n"), ("x/cool.png", ""), ("test.mp4", "")]).build();
    assert!(built.has_file("x/cool.png") && built.has_file("test.mp4"), "{:?}", built.files());
}

/// The vault of Quartz's tests of links.
const VAULT: [(&str, &str); 7] = [
    ("a/b/c.md", ""),
    ("a/b/d.md", ""),
    ("a/b/index.md", "## abc\n"),
    ("e/f.md", ""),
    ("e/g/h.md", "## abc\n"),
    ("index.md", "## abc\n"),
    ("a/test.png", ""),
];

/// A link in this note leads to this file of the site, from its root.
fn leads(note: &str, links: &[(&str, &str)]) {
    let (text, page) = (note.trim_end_matches(".md"), note.trim_end_matches(".md").trim_end_matches("index"));
    let page = format!("/{}/", page.trim_matches('/')).replace("//", "/");
    let up = "../".repeat(page.matches('/').count() - 1);
    let up = if up.is_empty() { "./" } else { &up };
    let written: Vec<String> = links.iter().map(|(link, _)| format!("{link}\n\n")).collect();
    let vault = files(&VAULT).file(note, format!("{}\n## abc\n\n## test\n", written.concat()));
    let built = vault.build();
    built.has_no_problems().has_no_broken_links();
    let article = built.page(&page).article().to_string();
    let mut hrefs = article.split("<p>").skip(1).map(|rest| rest.split('"').nth(1).unwrap_or(""));
    for (link, target) in links {
        let href = hrefs.next().unwrap_or("");
        let found = resolved(&page, href);
        assert_eq!(found, *target, "{link} in {text}: {href} ({up})");
    }
}

/// A relative URL of a page as a path from the root.
fn resolved(page: &str, href: &str) -> String {
    let (path, fragment) =
        href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let mut segments: Vec<&str> = page.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            ".." => drop(segments.pop()),
            "." | "" => {}
            segment => segments.push(segment),
        }
    }
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    format!("/{}{fragment}", segments.join("/"))
}

#[test]
fn absolute_and_shortest_links_from_a_note() {
    leads(
        "a/b/c.md",
        &[
            ("[[a/b/d]]", "/a/b/d"),
            ("[[a/b/index]]", "/a/b"),
            ("[[e/f]]", "/e/f"),
            ("[[e/g/h]]", "/e/g/h"),
            ("[[/index]]", "/"),
            ("[[a/b/index#abc]]", "/a/b#abc"),
            ("[[a/b/c#test]]", "/a/b/c#test"),
            ("[[a/test.png]]", "/a/test.png"),
            ("[[d]]", "/a/b/d"),
            ("[[h]]", "/e/g/h"),
            ("[[test.png]]", "/a/test.png"),
            // Two notes are called `index`: the one at the root comes first, as in Quartz.
            ("[[index]]", "/"),
            ("[[index#abc]]", "/#abc"),
        ],
    );
}

#[test]
fn absolute_and_shortest_links_from_the_note_of_a_folder() {
    leads(
        "a/b/index.md",
        &[
            ("[[a/b/d]]", "/a/b/d"),
            ("[[d]]", "/a/b/d"),
            ("[[h]]", "/e/g/h"),
            ("[[a/b]]", "/a/b"),
            ("[[index]]", "/"),
        ],
    );
}

#[test]
fn absolute_and_shortest_links_from_the_first_page() {
    leads(
        "index.md",
        &[("[[a/b/c]]", "/a/b/c"), ("[[a/b/index]]", "/a/b"), ("[[d]]", "/a/b/d"), ("[[h]]", "/e/g/h")],
    );
}

#[test]
fn relative_links() {
    // Quartz counts from the URL of the page, `a/b/c/`; here, as on disk, from the folder of the note, and by
    // the URL where there is no such file.
    leads(
        "a/b/c.md",
        &[
            ("[x](d)", "/a/b/d"),
            ("[x](index.md)", "/a/b"),
            ("[x](../../index.md)", "/"),
            ("[x](../../index.md#abc)", "/#abc"),
            ("[x](../test.png)", "/a/test.png"),
            ("[x](../../e/g/h)", "/e/g/h"),
            ("[x](../../e/g/h#abc)", "/e/g/h#abc"),
            ("[x](../../../e/g/h)", "/e/g/h"),
            ("[x](../../../)", "/"),
        ],
    );
    leads(
        "a/b/index.md",
        &[
            ("[x](../../index.md)", "/"),
            ("[x](../../)", "/"),
            ("[x](../../e/g/h)", "/e/g/h"),
            ("[x](c)", "/a/b/c"),
        ],
    );
    leads("index.md", &[("[x](e/g/h)", "/e/g/h"), ("[x](a/b/index.md)", "/a/b")]);
}

#[test]
fn what_is_written_in_many_ways_is_one_link() {
    let others = [
        ("part/test.md", ""),
        ("part/with spaces.md", "## and Anchor!\n"),
        ("part/test.pdf", ""),
        ("part/index.md", ""),
    ];
    for (link, target) in [
        ("[x](part/test.md)", "/part/test"),
        ("[x](./part/test.md)", "/part/test"),
        ("[x](part)", "/part"),
        ("[x](./part/index.html)", "/part"),
        ("[x](part/test.pdf)", "/part/test.pdf"),
        ("[x](<part/with spaces>)", "/part/with-spaces"),
        ("[[part/with spaces#and Anchor!]]", "/part/with-spaces#and-anchor"),
        ("[x](.)", "/"),
        ("[x](./)", "/"),
    ] {
        let built = files(&others).file("a.md", format!("{link}\n")).build();
        built.has_no_problems().has_no_broken_links();
        let page = built.page("/a/");
        let article = page.article();
        let href = article.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        assert_eq!(resolved("/a/", href), target, "{link}: {article}");
    }
}

#[test]
fn every_page_knows_the_way_to_the_root() {
    let built = files(&[
        ("index.md", ""),
        ("abc.md", ""),
        ("abc/def.md", ""),
        ("abc/def/ghi.md", ""),
        ("abc/x/index.md", ""),
    ])
    .build();
    for (page, root) in [
        ("/", "./"),
        ("/abc/", "../"),
        ("/abc/def/", "../../"),
        ("/abc/def/ghi/", "../../../"),
        ("/abc/x/", "../../"),
    ] {
        built.page(page).has(&format!("href=\"{root}favicon.svg\""));
    }
}
