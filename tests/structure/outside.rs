//! I/O: everything that touches the outside world stands in the host.

use std::collections::BTreeSet;

use super::names::used;
use super::{Sources, assert_none, of, sources};

/// The parts of the standard library that touch the outside world.
const PATHS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::path::absolute",
    "std::time::Instant",
    "std::time::SystemTime",
];

/// What paths know of the disk.
const METHODS: &[&str] = &[
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

#[test]
fn only_the_host_touches_the_outside_world() {
    assert_none(&outside_uses(&sources()), "I/O outside src/host/");
}

/// Every use of the outside world in a file that is not the host's; `main` has an exit code.
fn outside_uses(sources: &Sources) -> Vec<String> {
    let inner = sources.iter().filter(|(file, _)| !file.starts_with("host/") && *file != "main.rs");
    inner
        .flat_map(|(file, text)| outside(text).into_iter().map(move |name| format!("{file}: {name}")))
        .collect()
}

/// The paths and methods of a file that touch the outside world.
fn outside(text: &str) -> BTreeSet<String> {
    let used = used(text);
    let paths = used.paths.iter().map(|path| path.segments.join("::"));
    let paths = paths.filter(|path| PATHS.iter().any(|outside| is_below(path, outside)));
    let methods = used.methods.into_iter().filter(|method| METHODS.contains(&method.as_str()));
    paths.chain(methods).collect()
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn the_outside_world_is_found_in_every_spelling() {
    for text in [
        "use std::fs;",
        "use std::{fmt, env::args};",
        "fn f() { std::process::exit(0) }",
        "use std::time::{Duration, Instant};",
        "mod tests { use std::net::TcpStream as T; }",
        "fn f(p: &Path) -> bool { p.exists() }",
        "fn f(p: &Path) { debug!(\"{}\", std::env::args().count()) }",
        "fn f(p: &Path) { assert!(p.is_file()) }",
    ] {
        assert_eq!(outside_uses(&of(&[("note/a.rs", text)])).len(), 1, "{text}");
        assert_none(&outside_uses(&of(&[("host/a.rs", text)])), text);
    }
    for text in [
        "use std::fmt;",
        "use std::time::Duration;",
        "// std::fs",
        "use std::fsx;",
        "fn f() { my_std::fs::y(p.metadata) }",
    ] {
        assert_none(&outside_uses(&of(&[("note/a.rs", text)])), text);
    }
}
