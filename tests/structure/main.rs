//! The shape of the program, read from its sources: layers, circles, I/O, problems, docs, the embedded theme.
//!
//! What ARCHITECTURE.md promises is checked here, so that a change that breaks a promise fails a test and
//! not a review. Each check is a function of file names and texts, and is shown to find what it looks for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must be")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod blocks;
mod layers;
mod names;
mod outside;
mod problems;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Source files by their path below `src/`.
type Sources = BTreeMap<String, String>;

#[test]
fn every_module_says_what_it_knows() {
    assert_none(&undocumented(&sources()), "modules without `//!`");
}

#[test]
fn the_embedded_theme_is_what_the_folders_hold() {
    let theme = fs::read_to_string(root().join("src/site/theme.rs")).unwrap();
    for folder in ["templates", "static"] {
        let files: BTreeSet<String> = files_below(&root().join(folder)).into_keys().collect();
        assert_eq!(embedded(&theme, folder), files, "src/site/theme.rs against {folder}/");
    }
}

fn assert_none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Sources {
    let files = files_below(&root().join("src"));
    files.into_iter().filter(|(path, _)| path.ends_with(".rs")).collect()
}

/// The files below a folder, by relative path.
fn files_below(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = files_below(&entry.path());
            found.extend(below.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            found.insert(name, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    found
}

/// Sources from pairs of file and text.
fn of(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(file, text)| (file.to_string(), text.to_string())).collect()
}

/// The files that do not begin with the doc of their module.
fn undocumented(sources: &Sources) -> Vec<String> {
    let documented = |text: &str| text.trim_start().starts_with("//! ");
    sources.iter().filter(|(_, text)| !documented(text)).map(|(file, _)| file.clone()).collect()
}

/// The names that `embedded!("folder": …)` lists.
fn embedded(theme: &str, folder: &str) -> BTreeSet<String> {
    let list = theme.split(&format!("embedded!(\"{folder}\":")).nth(1).unwrap_or("");
    let list = list.split(';').next().unwrap_or("");
    list.split('"').skip(1).step_by(2).map(str::to_string).collect()
}

#[test]
fn a_module_without_doc_is_found() {
    let sources =
        of(&[("a.rs", "//! Knows a.\n"), ("b.rs", "/// Not about the module\nfn b() {}"), ("c.rs", "")]);
    assert_eq!(undocumented(&sources), ["b.rs", "c.rs"]);
}

#[test]
fn an_embedded_list_is_read() {
    let theme = "const A: X = embedded!(\"templates\":\n \"a.html\", \"b.xml\",\n);\nconst B: X = embedded!(\"static\": \"c.css\");";
    assert_eq!(embedded(theme, "templates").into_iter().collect::<Vec<_>>(), ["a.html", "b.xml"]);
    assert_eq!(embedded(theme, "static").into_iter().collect::<Vec<_>>(), ["c.css"]);
    assert!(embedded(theme, "other").is_empty());
}
