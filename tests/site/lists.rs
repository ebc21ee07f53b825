//! Pages about pages: tags, the index, wanted notes, 404, sitemap, feed, robots.

use crate::vault::vault;

const BASE: [&str; 2] = ["--base-url", "https://example.com/docs"];

#[test]
fn tags_nest() {
    let built = vault()
        .file("a.md", "---\ntags: [net/dns, Net]\n---\n# About A\n")
        .file("b.md", "---\ntags: net/dns/zone\n---\n# About B\n")
        .file("c.md", "---\ntags: 'größe x'\n---\n# About C\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    built.page("/tags/").has_in_order(&[
        ">größe</a>",
        ">net</a><span class=\"count\">2<",
        ">net/dns</a>",
        ">net/dns/zone</a>",
        ">x</a>",
    ]);
    let net = built.page("/tags/net/");
    net.has("<h1><span class=\"hash\">#</span>net</h1>").has("2 notes").lacks("net/dns/zone");
    net.has("<a class=\"tag\" href=\"dns/\">net/dns <small>2</small></a>");
    let notes = net.between("class=\"notes\">", "</section>");
    assert!(notes.contains("About A") && notes.contains("About B") && !notes.contains("About C"), "{notes}");
    let zone = built.page("/tags/net/dns/zone/");
    assert!(!zone.between("class=\"notes\">", "</section>").contains("About A"));
    built.page("/b/").has("<a class=\"tag\" href=\"../tags/net/dns/zone/\">net/dns/zone</a>");
    assert!(built.has_file("tags/größe/index.html"));
}

#[test]
fn a_tag_knows_the_tags_below_it_wherever_they_stand_and_however_they_are_spelt() {
    let built = vault()
        .file("a.md", "---\ntags: [Kube, kube-ops, kube.x]\n---\n")
        .file("b.md", "---\ntags: [kube/pods, KUBE/Nodes/one, kube/x.md]\n---\n")
        .build();
    built.has_no_problems().has_no_broken_links();
    let page = built.page("/tags/kube/");
    let narrower = page.between("<h2>Narrower tags</h2>", "</section>");
    assert_eq!(narrower.matches("class=\"tag\"").count(), 3, "{narrower}");
    page.has_in_order(&["href=\"nodes/\">KUBE/Nodes <", "href=\"pods/\">kube/pods <", ">kube/x.md <"]);
    built.page("/tags/kube/nodes/").has("href=\"one/\">KUBE/Nodes/one <");
    built.page("/tags/kube/nodes/one/").has_in_order(&[">Tags</a>", ">Kube</a>", ">KUBE/Nodes</a>"]);
    built.page("/tags/kube-ops/").lacks("Narrower");
}

#[test]
fn a_site_without_tags_has_no_tag_page() {
    let built = vault().file("a.md", "# A\n").build();
    assert!(!built.has_file("tags/index.html"));
    built.page("/a/").lacks("Tags");
}

#[test]
fn the_index_has_every_note_under_its_letter() {
    let built = vault()
        .file("x/one.md", "# apple\n")
        .file("two.md", "# Éclair\n")
        .file("three.md", "# Ant\n")
        .file("four.md", "# 3 things\n")
        .file("five.md", "# \"Quoted\"\n")
        .file("six.md", "# 你好\n")
        .file("seven.md", "# かな\n")
        .file("eight.md", "# 世界\n")
        .build();
    built.has_no_broken_links();
    built.page("/a-z/").has("8 notes").has_in_order(&[
        ">#</h2>",
        ">3 things</a>",
        ">A</h2>",
        ">Ant</a>",
        ">apple</a> <small>X</small>",
        ">E</h2>",
        ">Éclair</a>",
        ">Q</h2>",
        ">&quot;Quoted&quot;</a>",
        ">か</h2>",
        ">字</h2>",
        ">世界</a>",
        ">你好</a>",
    ]);
}

#[test]
fn wanted_notes_are_ranked_by_demand_with_their_places() {
    let built = vault()
        .file(
            "a.md",
            "# A\n\nFirst [[once]]. Then [[Replica Set]]s here.\n\n## Part\n\nAlso [[replica set|those]].\n",
        )
        .file("b.md", "# B\n\n[by path](x/gone.md) and [[replica set]].\n")
        .build();
    built.has_no_broken_links();
    let page = built.page("/wanted/");
    page.has("3 notes are linked").has("5 links lead to them");
    page.has_in_order(&[
        "<h2>Replica Set</h2><span class=\"count\">3<",
        "<a href=\"../a/\">A</a>",
        "Then <mark>Replica Sets</mark> here.",
        "<a href=\"../a/#part\">A</a>",
        "Also <mark>those</mark>. <small>Part</small>",
        "<a href=\"../b/\">B</a>",
        "<h2>once</h2><span class=\"count\">1<",
    ]);
    page.has("<h2>x/gone</h2>");
    built.page("/a/").has("href=\"../wanted/\"");
}

#[test]
fn wanted_notes_of_one_slug_have_entries_of_their_own() {
    let built = vault().file("a.md", "# A\n\n[[a/b c]] [[a-b-c]] [[a-b-c-2]] [[a!b-c]] [[a?-b-c]]\n").build();
    built.has_no_duplicate_ids();
    assert_eq!(built.page("/wanted/").text().matches("<li id=\"a").count(), 5);
}

#[test]
fn names_that_one_note_would_satisfy_are_one_entry() {
    let built = vault()
        .file("a.md", "# A\n\n[x](g/d.md) [[d]] ![[G/D]] [[a b]] [[other/d2]] [z](/g/d)\n")
        .file("g/b.md", "# B\n\n[[a-b]] [[./d]] [y](../g/d.md)\n")
        .build();
    let page = built.page("/wanted/");
    page.has("3 notes are linked").has("9 links lead to them").has_in_order(&[
        "<h2>g/d</h2><span class=\"count\">6<",
        "<h2>a b</h2><span class=\"count\">2<",
        "<h2>other/d2</h2><span class=\"count\">1<",
    ]);
    let path = vault().file("x/a.md", "[[./d]] [[d]]\n").file("y/b.md", "[[./d]]\n").build();
    path.page("/wanted/").has("<h2>x/d</h2><span class=\"count\">2<").has("<h2>y/d</h2>");
}

#[test]
fn an_embed_of_a_wanted_note_is_shown_by_its_name() {
    let built = vault().file("a.md", "# A\n\nSee ![[gone]] there.\n").build();
    built.page("/wanted/").has("<mark>gone</mark>").lacks("<mark></mark>");
}

#[test]
fn a_name_that_ends_as_source_code_does_is_wanted() {
    let built = vault()
        .file("a.md", "[[Next.js]] [[docs.rs]] [[Lipgloss.go]]\n\n![[x.js]] [[src/main.go]]\n")
        .build();
    assert_eq!((built.count("missing-note"), built.count("missing-asset")), (3, 2), "{}", built.said());
    built.page("/wanted/").has("<h2>Next.js</h2>").lacks("main.go</h2>");
    let file = vault().file("a.md", "[[main.go]]\n").file("src/main.go", "").build();
    file.has_no_problems();
}

#[test]
fn a_missing_file_is_no_wanted_note() {
    let built = vault().file("a.md", "# A\n\n![[gone.png]] [x](gone.pdf) ![y](/gone)\n").build();
    assert!(!built.has_file("wanted/index.html"));
    assert_eq!(built.count("missing-asset"), 3, "{}", built.said());
}

#[test]
fn the_404_page_works_at_any_depth() {
    let vault = vault().file("a/b.md", "---\ntags: x\n---\n# B\n\n[[gone]]\n");
    let built = vault.build_with(&BASE);
    let (page, sheet) = (built.page("/404.html"), built.fingerprinted("rutter.css"));
    page.has(&format!("href=\"/docs{sheet}\""))
        .has("<a href=\"/docs/\">")
        .has("href=\"/docs/a-z/\"")
        .has("<li><a href=\"/docs/search/\">Search</a>")
        .has("href=\"/docs/wanted/\"");
    page.has("content=\"noindex\"").lacks("href=\"./").lacks("href=\"../");
    let root = vault.build().page("/404.html");
    root.has(&format!("href=\"{sheet}\"")).has("href=\"/tags/\"").lacks("//rutter").lacks("href=\"./");
}

#[test]
fn with_a_base_url_there_are_sitemap_feed_and_canonical_links() {
    let built = vault()
        .file("index.md", "---\ntitle: A & B\n---\nHome.\n")
        .file("x/ä b.md", "---\ndate: 2026-01-02\n---\n# Ä <x>\n\nFirst & only.\n")
        .file("c.md", "---\nupdated: 2026-01-03\n---\n# C\n")
        .build_with(&BASE);
    built.has_no_problems().has_no_broken_links();
    let sitemap = built.page("/sitemap.xml");
    sitemap
        .has("<loc>https://example.com/docs/</loc></url>")
        .has("<loc>https://example.com/docs/x/</loc></url>");
    sitemap.has("<loc>https://example.com/docs/x/ä-b/</loc><lastmod>2026-01-02");
    let feed = built.page("/feed.xml");
    feed.has("<title>A &amp; B</title>").has("<updated>2026-01-03T00:00:00Z</updated>");
    feed.has_in_order(&[
        "<title>C</title>",
        "<title>Ä",
        "<id>https://example.com/docs/x/ä-b/</id>",
        "<summary>First &amp; only.</summary>",
    ]);
    built.page("/robots.txt").has("Sitemap: https://example.com/docs/sitemap.xml");
    let page = built.page("/x/ä-b/");
    page.has("<link rel=\"canonical\" href=\"https://example.com/docs/x/ä-b/\">");
    page.has("type=\"application/atom+xml\" title=\"A &amp; B\" href=\"../../feed.xml\"");
}

#[test]
fn without_a_base_url_there_are_none() {
    let built = vault().file("a.md", "---\ndate: 2026-01-02\n---\n# A\n").build();
    assert!(!built.has_file("sitemap.xml") && !built.has_file("feed.xml"));
    built.page("/a/").lacks("canonical").lacks("atom");
    assert_eq!(built.page("/robots.txt").text(), "User-agent: *\nAllow: /\n");
}

#[test]
fn a_bad_base_url_stops_the_build() {
    for url in ["example.com", "ftp://example.com/", "https://", "https://example.com/?a"] {
        let built = vault().file("a.md", "# A\n").build_with(&["--base-url", url]);
        assert_eq!(built.code(), 2, "{url}");
        assert!(built.said().contains("full URL"), "{}", built.said());
        assert!(built.files().is_empty());
    }
}
