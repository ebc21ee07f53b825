//! Social cards: a picture with the title of each note.

use std::fs;

use crate::vault::{Built, Vault, vault};

const BASE: [&str; 2] = ["--base-url", "https://example.com/docs"];

fn site() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Handbook\"\ncards = true\n")
        .file("content/index.md", "# Home\n")
        .file("content/net/b c.md", "# Größe & <Ω> Жизнь \"x\"\n")
}

/// Width and height of a PNG of the site.
fn size(built: &Built, file: &str) -> (u32, u32) {
    let bytes = fs::read(built.folder().join(file)).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{file}");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

fn cards(built: &Built) -> Vec<String> {
    built.files().into_iter().filter(|file| file.ends_with(".png")).collect()
}

#[test]
fn every_note_has_a_card_that_its_page_names() {
    let built = site().build_with(&BASE);
    built.has_no_problems();
    assert_eq!(cards(&built), ["cards/index.png", "cards/net/b-c.png"]);
    assert_eq!(size(&built, "cards/net/b-c.png"), (1200, 630));
    let page = built.page("/net/b-c/");
    page.has("<meta property=\"og:image\" content=\"https://example.com/docs/cards/net/b-c.png\">");
    page.has("content=\"1200\"").has("content=\"630\"").has("summary_large_image");
    built.page("/").has("content=\"https://example.com/docs/cards/index.png\"");
    built.page("/net/").lacks("og:image");
}

#[test]
fn there_are_none_unless_they_are_asked_for_and_can_be_found() {
    let vault = site();
    assert_eq!(cards(&vault.build()), [""; 0], "no base_url, so no page could name one");
    vault.write("rutter.toml", "");
    let built = vault.build_with(&BASE);
    assert_eq!(cards(&built), [""; 0]);
    built.page("/net/b-c/").lacks("og:image");
}

#[test]
fn a_title_that_no_font_has_the_letters_of_has_no_card() {
    let vault = site().file("content/t.md", "# ขก\n").file("content/r.md", "# Rocket 🚀\n");
    let built = vault.build_with(&BASE);
    assert_eq!(built.code(), 0, "{}", built.said());
    assert!(built.has_file("cards/r.png") && !built.has_file("cards/t.png"), "{:?}", cards(&built));
    built.page("/t/").lacks("og:image");
    vault.write("fonts/thai.ttf", include_bytes!("cards/thai.ttf"));
    vault.write("fonts/broken.otf", "no font");
    let built = vault.build_with(&BASE);
    assert_eq!(size(&built, "cards/t.png"), (1200, 630));
    let (with, without) = (fs::read(built.folder().join("cards/t.png")).unwrap(), built.page("/t/"));
    without.has("cards/t.png");
    vault.write("content/t.md", "# กข\n");
    assert_ne!(
        fs::read(vault.build_with(&BASE).folder().join("cards/t.png")).unwrap(),
        with,
        "letters are drawn"
    );
}

#[test]
fn any_title_makes_a_card_or_none_and_no_fault() {
    let titles = [
        "",
        " ",
        "شبكة العُقَد",
        "רֶשֶׁת",
        "容器编排",
        "हिन्दी",
        "a\u{0}b",
        "\u{202e}gpj",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧",
        "\u{fffe}",
    ];
    let mut vault = site().file("content/long.md", format!("# {}\n", "Long ".repeat(2000)));
    for (number, title) in titles.iter().enumerate() {
        vault =
            vault.file(&format!("content/n{number}.md"), format!("---\ntitle: {title:?}\nlang: ar\n---\n"));
    }
    let built = vault.build_with(&BASE);
    assert_eq!(built.code(), 0, "{}", built.said());
    assert!(built.has_file("cards/long.png"));
    for card in cards(&built) {
        assert_eq!(size(&built, &card), (1200, 630));
    }
}

#[test]
fn the_same_title_gives_the_same_bytes() {
    let (one, other) = (site(), site());
    one.build_with(&BASE);
    other.build_with(&[&BASE[..], &["--jobs", "1"]].concat());
    assert_eq!(one.published(), other.published());
}

#[test]
fn a_site_draws_its_own_cards() {
    let card = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><rect width=\"{{ size }}\" height=\"9\"/></svg>";
    let vault = site();
    let before = fs::read(vault.build_with(&BASE).folder().join("cards/index.png")).unwrap();
    vault.write("templates/card.svg", card);
    let after = fs::read(vault.build_with(&BASE).folder().join("cards/index.png")).unwrap();
    assert!(after.len() < before.len());
    vault.write("templates/card.svg", "<svg>{{ size }");
    vault.build_with(&BASE).is_stopped_with(&["card.svg"]);
    vault.write("templates/card.svg", "<svg");
    vault.build_with(&BASE).is_stopped_with(&["card.svg", "cards/index.png"]);
}
