//! The pictures of the README and the guide, taken anew by
//! `cargo test --test browser pictures -- --ignored`.

use std::fs;
use std::path::Path;

use crate::driver::{Browser, browser};
use crate::served::{Served, serve};
use crate::vault::{rutter, vault};

/// The site of this repository.
fn site() -> Served {
    let there = vault();
    let mut build = rutter(&["build", env!("CARGO_MANIFEST_DIR"), "--strict", "-o"]);
    let built = there.ran(build.arg(there.out()));
    assert_eq!(built.code(), 0, "{}", built.said());
    serve(built)
}

fn keep(browser: &Browser, name: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/guide").join(name);
    fs::write(file, browser.picture()).unwrap();
}

#[test]
#[ignore = "writes the pictures of the guide"]
fn pictures_of_the_guide_are_taken_anew() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.sized(1280, 895).open(&site.url("/networking/service/"));
    keep(&browser, "note-page.png");
    browser.prefers("prefers-color-scheme", "dark").open(&site.url("/storage/volume/"));
    browser.types("/volume claim").waits_for(".answers mark");
    keep(&browser, "search-page.png");
}
