//! `rutter build --compress`: `.gz` and `.br` beside every text.

use std::fs;
use std::io::Read;

use crate::vault::{Built, Vault, vault};

fn site() -> Vault {
    vault()
        .file(
            "content/a.md",
            format!("# A\n\n![x](x.png) [c](data.csv)\n\n{}\n", "Words and words. ".repeat(99)),
        )
        .file("content/x.png", "x".repeat(999))
        .file("content/data.csv", "a,b\n".repeat(99))
        .file("static/robots.txt", "User-agent: *\n")
}

fn unpacked(built: &Built, file: &str) -> Vec<u8> {
    let bytes = fs::read(built.folder().join(file)).unwrap();
    let mut text = Vec::new();
    match file.ends_with(".gz") {
        true => flate2::read::GzDecoder::new(&*bytes).read_to_end(&mut text).unwrap(),
        false => brotli::Decompressor::new(&*bytes, 4096).read_to_end(&mut text).unwrap(),
    };
    text
}

#[test]
fn every_text_has_both_forms_and_nothing_else_has_one() {
    let built = site().build_with(&["--compress"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    let files = built.files();
    let (forms, plain): (Vec<&String>, Vec<&String>) =
        files.iter().partition(|file| file.ends_with(".gz") || file.ends_with(".br"));
    for form in &forms {
        let own = form.trim_end_matches(".gz").trim_end_matches(".br");
        let text = fs::read(built.folder().join(own)).unwrap();
        assert_eq!(unpacked(&built, form), text, "{form}");
        assert!(fs::metadata(built.folder().join(form)).unwrap().len() < text.len() as u64, "{form}");
    }
    for file in plain {
        let text =
            [".html", ".css", ".js", ".svg", ".csv", ".json", ".txt"].iter().any(|end| file.ends_with(end));
        let expected = text && fs::metadata(built.folder().join(file)).unwrap().len() >= 256;
        assert_eq!(forms.contains(&&format!("{file}.gz")), expected, "{file}");
        assert_eq!(forms.contains(&&format!("{file}.br")), expected, "{file}");
    }
    assert!(built.has_file("a/index.html.br") && built.has_file("data.csv.gz"));
    assert!(!built.has_file("robots.txt.gz") && !built.has_file("x.png.br"));
}

#[test]
fn the_forms_are_the_sites_own_and_go_when_they_are_not_asked_for() {
    let vault = site();
    vault.build_with(&["--compress"]);
    let record = fs::read_to_string(vault.out().join(".rutter")).unwrap();
    assert!(record.contains("\na/index.html.br\na/index.html.gz\n"), "{record}");
    let again = vault.build();
    assert!(!again.files().iter().any(|file| file.ends_with(".gz") || file.ends_with(".br")));
}

#[test]
fn they_go_file_by_file_too_where_others_have_files_in_the_folder() {
    let vault = site();
    vault.build();
    fs::write(vault.out().join("CNAME"), "docs.example.com").unwrap();
    assert!(vault.build_with(&["--compress"]).has_file("a/index.html.gz"));
    assert!(!vault.build().has_file("a/index.html.gz"));
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let (one, other) = (site(), site());
    one.build_with(&["--compress", "--jobs", "1"]);
    other.build_with(&["--compress", "--jobs", "8"]);
    assert_eq!(one.published(), other.published());
}

#[test]
fn a_form_that_the_site_brings_itself_stays() {
    let built = site().file("static/data.csv.gz", "mine").build_with(&["--compress"]);
    assert_eq!(fs::read(built.folder().join("data.csv.gz")).unwrap(), b"mine");
    assert!(built.has_file("data.csv.br"));
}
