//! One vault with every construct: its articles and its problems as they have been read and found right.
//!
//! `RUTTER_BLESS=1 cargo test --test site golden` writes what the program makes now; the difference is
//! then to be read like any other.

use std::fs;
use std::path::{Path, PathBuf};

use crate::vault::{Built, rutter, vault};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/golden")
}

fn built() -> Built {
    let out = vault();
    let mut command = rutter(&["build", "vault", "-o"]);
    out.ran(command.current_dir(folder()).arg(out.out()))
}

/// The articles of the site, by the name of their golden file.
fn articles(built: &Built) -> Vec<(String, String)> {
    let pages = built.files().into_iter().filter(|file| file.ends_with("index.html"));
    let with_text = pages.filter_map(|file| {
        let page = built.page(&format!("/{file}"));
        let name = file.trim_end_matches("index.html").trim_end_matches('/').replace('/', ".");
        let name = if name.is_empty() { "index" } else { &name };
        let heading = page.text().contains("<article").then(|| page.between("<h1>", "</h1>").to_string())?;
        Some((format!("{name}.html"), format!("<h1>{heading}</h1>\n{}</article>\n", page.article())))
    });
    with_text.collect()
}

/// What was said, without the last line, which tells the time.
fn problems(built: &Built) -> String {
    let said = built.said();
    said.trim_end().rsplit_once('\n').map_or_else(String::new, |(problems, _)| format!("{problems}\n"))
}

/// Compares with a golden file, or writes it.
fn compare(name: &str, found: &str) {
    let file = folder().join("pages").join(name);
    if std::env::var_os("RUTTER_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, found).unwrap();
        return;
    }
    let golden = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let differs = golden.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(golden == *found, "{name} differs: {differs:?}\n\nfound:\n{found}");
}

#[test]
fn every_construct_is_rendered_as_it_was_read_and_found_right() {
    let built = built();
    let articles = articles(&built);
    assert!(articles.len() >= 9, "{:?}", built.files());
    articles.iter().for_each(|(name, article)| compare(name, article));
    compare("problems.txt", &problems(&built));
    built
        .has_no_broken_links()
        .has_no_duplicate_ids()
        .names_every_navigation()
        .loads_nothing_from_elsewhere();
}
