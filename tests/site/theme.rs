//! The look of a site: URLs, templates and static files of its own, faults in them.

use crate::vault::{Vault, vault};

fn site() -> Vault {
    vault()
        .file("content/index.md", "# Home\n\n[[a/b]] ![X](/x.svg)\n")
        .file("content/a/index.md", "# A\n")
        .file(
            "content/a/b.md",
            "---\ntags: t/u\naliases: [/old/b/]\n---\n# B\n\n[home](../index.md) [[gone]] [[a]] ![[c.png]]\n",
        )
        .file("content/a/c.png", "")
        .file("static/x.svg", "<svg viewBox=\"0 0 1 1\"></svg>")
}

#[test]
fn pages_are_folders_or_files() {
    let folders = site().build();
    folders.has_no_broken_links().loads_nothing_from_elsewhere();
    folders
        .page("/a/b/")
        .has("<a href=\"../../\">home</a>")
        .has("<a href=\"../\">a</a>")
        .has("src=\"../c.png\"");
    let files = site().file("rutter.toml", "url_style = \"file\"\n").build();
    files.has_no_broken_links().loads_nothing_from_elsewhere();
    files
        .page("/a/b.html")
        .has("<a href=\"../index.html\">home</a>")
        .has("<a href=\"../a.html\">a</a>")
        .has("src=\"c.png\"");
    let in_folders: Vec<String> =
        files.files().into_iter().filter(|file| file.ends_with("index.html")).collect();
    assert_eq!(in_folders, ["index.html", "old/b/index.html"]);
    files.page("/old/b/").has("../../a/b.html");
}

#[test]
fn links_work_below_any_path_and_on_disk() {
    for config in ["", "url_style = \"file\"\n"] {
        let built = site().file("rutter.toml", config).build();
        for file in built.files().iter().filter(|file| file.ends_with(".html") && *file != "404.html") {
            built.page(&format!("/{file}")).lacks("href=\"/").lacks("src=\"/");
        }
    }
}

#[test]
fn a_template_of_the_site_replaces_the_default_of_its_name() {
    let built = site()
        .file(
            "templates/note.html",
            "{% extends \"base.html\" %}{% block main %}MINE {{ frame.title }}{% endblock main %}",
        )
        .build();
    built.page("/a/b/").has("MINE B").has("<link rel=\"stylesheet\"").lacks("<article");
    built.page("/a/").has("<h1>A</h1>").lacks("MINE");
    let partial = site().file("templates/crumbs.html", "CRUMBS").build();
    partial.page("/a/b/").has("CRUMBS").has("<h1>B</h1>");
}

#[test]
fn a_static_file_of_the_site_replaces_the_default_of_its_name() {
    let own = site().file("static/rutter.css", "body { color: red }").build();
    let sheet = own.fingerprinted("rutter.css");
    assert_eq!(own.page(&sheet).text(), "body { color: red }");
    own.page("/a/").has_once("rel=\"stylesheet\"").has(&format!("href=\"..{sheet}\""));
    assert_ne!(sheet, site().build().fingerprinted("rutter.css"));
}

#[test]
fn a_style_sheet_of_the_site_is_added_to_that_of_the_theme() {
    let own = site().file("static/custom.css", ":root { --sea: green }").build();
    let (theme, added) = (own.fingerprinted("rutter.css"), own.fingerprinted("custom.css"));
    own.page("/a/b/").has_in_order(&[&format!("href=\"../..{theme}\""), &format!("href=\"../..{added}\"")]);
    assert_eq!(own.page(&added).text(), ":root { --sea: green }");
    assert!(!own.has_file("custom.css"));
}

#[test]
fn a_link_to_a_style_sheet_of_the_site_finds_it_under_its_name_with_a_digest() {
    let own = site().file("static/custom.css", "a {}").file("content/s.md", "[css](/custom.css)\n").build();
    own.has_no_broken_links();
    own.page("/s/").has(&format!("<a href=\"..{}\">css</a>", own.fingerprinted("custom.css")));
}

#[test]
fn a_site_brings_its_own_robots_txt_and_404_page() {
    let own = site()
        .file("static/robots.txt", "User-agent: *\nDisallow: /\n")
        .file("static/404.html", "<p>Nothing.</p>")
        .build();
    assert_eq!(own.count("output-collision"), 0, "{}", own.said());
    assert_eq!(own.page("/robots.txt").text(), "User-agent: *\nDisallow: /\n");
    assert_eq!(own.page("/404.html").text(), "<p>Nothing.</p>");
}

#[test]
fn a_static_file_where_a_page_is_gets_another_name_and_is_linked_by_it() {
    let built = vault()
        .file("content/a.md", "# A\n\n[s](/A-Z) ![](/feed.xml)\n")
        .file("static/A-Z", "static")
        .file("static/feed.xml", "feed")
        .build();
    built.has_no_broken_links();
    built.page("/a/").has("<a href=\"../A-Z-2\">s</a>");
    assert_eq!(built.page("/A-Z-2").text(), "static");
    assert_eq!(built.count("output-collision"), 1, "{}", built.said());
    built.has_problem("output-collision", "vault/static/A-Z");
}

#[test]
fn a_folder_where_a_file_of_the_site_is_gets_another_name() {
    let built = vault()
        .file("content/a.md", "# A\n\n[b](robots.txt/b.txt) [c](robots.txt/x/c.txt)\n")
        .file("content/robots.txt/b.txt", "b")
        .file("content/robots.txt/x/c.txt", "c")
        .build();
    built.has_no_broken_links();
    assert_eq!(
        (built.page("/robots-2.txt/b.txt").text(), built.page("/robots-2.txt/x/c.txt").text()),
        ("b", "c")
    );
}

#[test]
fn a_linked_file_gives_way_to_the_files_of_the_site() {
    let built = vault()
        .file("content/a.md", "# A\n\n[r](robots.txt) [c](favicon.svg) [x](x.txt) [s](/x.txt)\n")
        .file("content/robots.txt", "mine")
        .file("content/favicon.svg", "mine")
        .file("content/x.txt", "mine")
        .file("static/x.txt", "static")
        .build();
    built.has_no_broken_links().loads_nothing_from_elsewhere();
    assert_eq!(built.count("output-collision"), 3, "{}", built.said());
    built.has_problem("output-collision", "vault/content/x.txt");
    for (file, text) in
        [("/robots-2.txt", "mine"), ("/favicon-2.svg", "mine"), ("/x-2.txt", "mine"), ("/x.txt", "static")]
    {
        assert_eq!(built.page(file).text(), text, "{file}");
    }
    built.page("/a/").has("<a href=\"../robots-2.txt\">r</a>").has("<a href=\"../x.txt\">s</a>");
    built.page("/favicon.svg").has("<svg");
}

#[test]
fn a_fault_in_a_template_stops_the_build_and_names_its_place() {
    for (text, place) in [
        ("one\n{% if %}", "note.html:2:"),
        ("one\ntwo {{ frame.titel }}", "note.html:2:"),
        ("{% extends \"gone.html\" %}", "gone.html"),
        ("{{ frame.title | nofilter }}", "nofilter"),
        ("{% include \"a.html\" %}", "a.html"),
        ("{% extends \"note.html\" %}", "note.html"),
    ] {
        let built = site().file("templates/note.html", text).build_with(&[]);
        assert_eq!(built.code(), 2, "{text}: {}", built.said());
        let said = built.said().replace(" --> ", "");
        assert!(said.contains("note.html") && said.contains(place), "{place}: {said}");
        assert!(built.files().is_empty(), "{text}");
    }
}

#[test]
fn front_matter_keys_reach_the_templates() {
    let built = vault()
        .file("content/a.md", "---\nowner: Me & you\nlevel: 3\nlinks: [x, {y: z}]\n---\n# A\n")
        .file(
            "templates/note.html",
            "{{ article.front.owner }} {{ article.front.level + 1 }} {{ article.front.links[1].y }}",
        )
        .build();
    assert_eq!(built.page("/a/").text(), "Me &amp; you 4 z");
}

#[test]
fn an_unknown_key_of_the_configuration_is_named() {
    let built = site()
        .file("rutter.toml", "titel = \"x\"\n[lints]\nmissing-notes = \"allow\"\nmissing-note = \"allow\"\n")
        .build();
    assert!(
        built.said().contains("rutter.toml:1:1") && built.said().contains("did you mean `title`?"),
        "{}",
        built.said()
    );
    assert!(
        built.said().contains("rutter.toml:3:1") && built.said().contains("did you mean `missing-note`?")
    );
    assert_eq!(built.count("missing-note"), 0, "{}", built.said());
}

#[test]
fn a_bad_configuration_stops_the_build_at_its_place() {
    for (text, place) in [
        ("title = \n", "rutter.toml:1:9"),
        ("\nurl_style = \"flat\"\n", "rutter.toml:2:13"),
        ("nav = [3]\n", "rutter.toml:1:8"),
    ] {
        let built = site().file("rutter.toml", text).build_with(&[]);
        assert_eq!((built.code(), built.files().len()), (2, 0), "{text}");
        assert!(built.said().contains(place), "{place}: {}", built.said());
    }
}

#[test]
fn the_language_of_the_site_is_on_every_page() {
    let built = site().file("rutter.toml", "language = \"he\"\ntitle = \"אתר\"\n").build();
    for page in ["/", "/a/b/", "/a-z/", "/404.html"] {
        built.page(page).has("<html lang=\"he\" dir=\"rtl\">").has("אתר");
    }
}

#[test]
fn levels_of_problems_are_configured() {
    let strict = |level: &str| {
        let built = site()
            .file("rutter.toml", format!("[lints]\nmissing-note = \"{level}\"\n"))
            .build_with(&["--strict"]);
        (built.code(), built.count("missing-note"), built.files().is_empty())
    };
    assert_eq!(strict("error"), (1, 1, true));
    assert_eq!(strict("warn"), (1, 1, true));
    assert_eq!(strict("allow"), (0, 0, false));
}

#[test]
fn no_heading_has_an_id_of_the_layout_or_none() {
    let layout = rutter::site::TEMPLATES.iter().flat_map(|(_, text)| text.split(" id=\"").skip(1));
    let ids: Vec<&str> = layout.filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.contains(&"page:main") && ids.contains(&"page:backlinks"), "{ids:?}");
    let heading = |id: &&str| format!("## H {{#{id}}}\n\n");
    let headings: String = ids.iter().filter(|id| !id.contains("{{")).map(heading).collect();
    let note = format!("# A\n\n{headings}##\n\n## 🚢\n\n##\n");
    let built = vault().file("a.md", note).file("b.md", "[[a]]\n").build();
    built.has_no_duplicate_ids().has_no_broken_links();
    let page = built.page("/a/");
    page.lacks("id=\"\"").lacks("href=\"#\"").has("id=\"section\"").has("id=\"section-2\"");
}
