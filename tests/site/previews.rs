//! What a page says of itself to those that show it elsewhere: Open Graph and schema.org.

use serde_json::{Value, json};

use crate::vault::{Page, vault};

const BASE: [&str; 2] = ["--base-url", "https://example.com/docs"];

/// A picture of the PNG format as far as its size is told.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0");
    bytes
}

/// What the page says in the words of schema.org.
fn linked_data(page: &Page) -> Value {
    serde_json::from_str(page.between("<script type=\"application/ld+json\">", "</script>")).unwrap()
}

/// The value of a property of Open Graph; `None` where the page does not say it.
fn property(page: &Page, name: &str) -> Option<String> {
    let (_, rest) = page.text().split_once(&format!("<meta property=\"{name}\" content=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_string())
}

#[test]
fn a_note_says_title_sort_description_and_place() {
    let built = vault()
        .file("rutter.toml", "title = \"A \\\"site\\\"\"\nlanguage = \"en-gb\"\n")
        .file("x/b.md", "# B & c\n\nThe first <sentence>.\n")
        .build_with(&BASE);
    let page = built.page("/x/b/");
    for (name, value) in [
        ("og:title", "B &amp; c"),
        ("og:type", "article"),
        ("og:site_name", "A &quot;site&quot;"),
        ("og:description", "The first ."),
        ("og:url", "https://example.com/docs/x/b/"),
        ("og:locale", "en_GB"),
    ] {
        assert_eq!(property(&page, name).as_deref(), Some(value), "{name}");
    }
    page.has("<meta name=\"twitter:card\" content=\"summary\">");
    assert_eq!(property(&page, "og:image"), None);
    assert_eq!(property(&built.page("/"), "og:type").as_deref(), Some("website"));
}

#[test]
fn only_what_is_known_is_said() {
    let built = vault().file("a.md", "# A\n").build();
    let page = built.page("/a/");
    assert_eq!(property(&page, "og:title").as_deref(), Some("A"));
    for name in ["og:url", "og:description", "og:locale", "og:image"] {
        assert_eq!(property(&page, name), None, "{name}");
    }
    page.lacks("ld+json");
}

#[test]
fn the_picture_of_a_note_is_the_first_large_one_it_shows() {
    let built = vault()
        .file("a.md", "# A\n\n![[icon.png]] ![x](chart.svg) ![[sea.png]] ![[later.png]]\n")
        .file("b.md", "# B\n\n[link](img/sea.png)\n")
        .file("icon.png", png(32, 32))
        .file("chart.svg", "<svg width=\"900\" height=\"900\"/>")
        .file("img/sea.png", png(800, 400))
        .file("later.png", png(900, 900))
        .build_with(&BASE);
    let page = built.page("/a/");
    assert_eq!(property(&page, "og:image").as_deref(), Some("https://example.com/docs/img/sea.png"));
    assert_eq!(property(&page, "og:image:width").as_deref(), Some("800"));
    assert_eq!(property(&page, "og:image:height").as_deref(), Some("400"));
    page.has("<meta name=\"twitter:card\" content=\"summary_large_image\">");
    assert_eq!(linked_data(&page)["@graph"][0]["image"], "https://example.com/docs/img/sea.png");
    assert_eq!(property(&built.page("/b/"), "og:image"), None);
}

#[test]
fn a_note_is_an_article_with_its_days_on_its_way_from_the_home_page() {
    let note =
        "---\ntags: [net, DNS]\ndate: 2026-01-02\nupdated: 2026-02-03\nlang: de\n---\n# Auflösung\n\nText.\n";
    let built = vault()
        .file("index.md", "# Handbook\n")
        .file("net/index.md", "# Network\n")
        .file("net/b.md", note)
        .build_with(&BASE);
    let site = json!({ "@type": "WebSite", "name": "Handbook", "url": "https://example.com/docs/" });
    let crumb = |position, name, item| json!({ "@type": "ListItem", "position": position, "name": name, "item": item });
    let expected = json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "TechArticle",
                "headline": "Auflösung",
                "url": "https://example.com/docs/net/b/",
                "description": "Text.",
                "inLanguage": "de",
                "datePublished": "2026-01-02",
                "dateModified": "2026-02-03",
                "keywords": ["net", "DNS"],
                "isPartOf": site,
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    crumb(1, "Handbook", "https://example.com/docs/"),
                    crumb(2, "Network", "https://example.com/docs/net/"),
                    crumb(3, "Auflösung", "https://example.com/docs/net/b/"),
                ],
            },
        ],
    });
    assert_eq!(linked_data(&built.page("/net/b/")), expected);
}

#[test]
fn folders_and_lists_are_collections_and_the_home_page_is_the_site() {
    let built = vault().file("x/b.md", "---\ntags: t\n---\n# B\n\n[[gone]]\n").build_with(&BASE);
    let sort = |url: &str| linked_data(&built.page(url))["@graph"][0]["@type"].clone();
    for url in ["/x/", "/tags/", "/tags/t/", "/a-z/"] {
        assert_eq!(sort(url), "CollectionPage", "{url}");
    }
    let home = linked_data(&built.page("/"));
    assert_eq!((&home["@type"], &home["url"]), (&json!("WebSite"), &json!("https://example.com/docs/")));
    for url in ["/wanted/", "/404.html"] {
        built.page(url).lacks("ld+json");
    }
}

#[test]
fn a_title_cannot_break_out_of_the_script() {
    let title = "</script><script>alert(1)</script> <!-- \\\" &";
    let note = format!("---\ntitle: '{title}'\ndescription: '{title}'\ntags: ['</script>']\n---\n");
    let page = vault().file("a.md", note).build_with(&BASE).page("/a/");
    page.lacks("<script>alert").lacks("<!--");
    assert_eq!(linked_data(&page)["@graph"][0]["headline"], title);
    assert_eq!(linked_data(&page)["@graph"][0]["keywords"], json!(["</script>"]));
}
