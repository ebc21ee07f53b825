//! The shape of the program, read from its sources: layers, circles, I/O, docs, problems, the embedded theme.
//!
//! What ARCHITECTURE.md promises is checked here, so that a change that breaks a promise fails a test and
//! not a review. Each check is a function of file names and texts, and is shown to find what it looks for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must be")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod problems;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The layers: each may use those before it.
const LAYERS: &[&str] = &["text", "kube", "note", "vault", "site", "host"];

/// The parts of the standard library that touch the outside world.
const OUTSIDE: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "std::time::Instant", "std::time::SystemTime"];

/// A module as path segments from the crate root, which is empty.
type Module = Vec<String>;

/// Source files by their path below `src/`.
type Sources = BTreeMap<String, String>;

#[test]
fn no_layer_uses_a_later_one() {
    assert_none(&upward_edges(&sources()), "uses of a later layer");
}

#[test]
fn there_is_no_circle_between_modules() {
    assert_none(&circles(&sources()), "modules that use each other");
}

#[test]
fn only_the_host_touches_the_outside_world() {
    assert_none(&outside_uses(&sources()), "I/O outside src/host/");
}

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

/// Every use of a later layer, as `file: module`.
fn upward_edges(sources: &Sources) -> Vec<String> {
    let graph = Graph::new(sources);
    let upward = |from: &Module, to: &Module| !from.is_empty() && rank(to) > rank(from);
    graph.edges.iter().filter(|(from, to)| upward(from, to)).map(shown).collect()
}

/// Where a module stands; the crate root joins the layers for the host.
fn rank(module: &Module) -> usize {
    let layer = module.first().and_then(|first| LAYERS.iter().position(|layer| layer == first));
    2 * layer.unwrap_or(LAYERS.len() - 1) - usize::from(layer.is_none())
}

/// The circles between modules, each as the modules in it. A module and those inside it are one thing seen
/// from outside and from inside, so what they use of each other makes no circle.
fn circles(sources: &Sources) -> Vec<String> {
    let graph = Graph::new(sources);
    let nested = |a: &Module, b: &Module| a.starts_with(b) || b.starts_with(a);
    let edges: Vec<&(Module, Module)> = graph.edges.iter().filter(|(a, b)| !nested(a, b)).collect();
    let modules: BTreeSet<&Module> = edges.iter().map(|(from, _)| from).collect();
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        modules.iter().map(|module| (*module, reached(&edges, module))).collect();
    let circle = |module: &Module| -> Vec<String> {
        let mutual =
            reached[module].iter().filter(|other| reached.get(**other).is_some_and(|r| r.contains(module)));
        mutual.map(|other| other.join("::")).collect()
    };
    let circles: BTreeSet<Vec<String>> = modules.into_iter().map(circle).filter(|c| !c.is_empty()).collect();
    circles.into_iter().map(|circle| circle.join(" ⇄ ")).collect()
}

/// The modules that can be reached from one; itself only around a circle.
fn reached<'g>(edges: &[&'g (Module, Module)], from: &Module) -> BTreeSet<&'g Module> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        let new: Vec<&'g Module> = edges
            .iter()
            .filter(|(start, end)| start == at && !seen.contains(end))
            .map(|(_, end)| end)
            .collect();
        seen.extend(new.iter().copied());
        next.extend(new);
    }
    seen
}

fn shown((from, to): &(Module, Module)) -> String {
    format!("{} → {}", from.join("::"), to.join("::"))
}

/// Every use of the outside world in a file that is not the host's; `main` has an exit code.
fn outside_uses(sources: &Sources) -> Vec<String> {
    let inner = sources.iter().filter(|(file, _)| !file.starts_with("host/") && *file != "main.rs");
    let uses =
        inner.flat_map(|(file, text)| paths(text).into_iter().map(move |path| (file, path.absolute(&[]))));
    let uses: BTreeSet<(&String, String)> = uses.collect();
    let outside = uses.into_iter().filter(|(_, path)| {
        let path = format!("{path}::");
        OUTSIDE.iter().any(|forbidden| path.starts_with(&format!("{forbidden}::")))
    });
    outside.map(|(file, path)| format!("{file}: {path}")).collect()
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

/// Which module uses which.
struct Graph {
    edges: BTreeSet<(Module, Module)>,
}

impl Graph {
    fn new(sources: &Sources) -> Self {
        let texts: BTreeMap<Module, Vec<UsePath>> =
            sources.iter().map(|(file, text)| (module_of(file), paths(text))).collect();
        let mut edges = BTreeSet::new();
        for (module, used) in &texts {
            for path in used {
                let target = defining(&texts, &segments(&path.absolute(module)), 8);
                edges.extend(target.filter(|target| target != module).map(|target| (module.clone(), target)));
            }
        }
        Graph { edges }
    }
}

/// The module of a file below `src/`.
fn module_of(file: &str) -> Module {
    let path = file.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
    if matches!(path, "lib" | "main") { Vec::new() } else { path.split('/').map(str::to_string).collect() }
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::to_string).collect()
}

/// The module that defines what a path names: re-exports are followed. `None` for other crates.
fn defining(texts: &BTreeMap<Module, Vec<UsePath>>, path: &[String], fuel: usize) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    if first != "crate" {
        return None;
    }
    let depth = (0..=rest.len()).rev().find(|&depth| texts.contains_key(&rest[..depth]))?;
    let module = rest[..depth].to_vec();
    let Some(item) = rest.get(depth).filter(|_| fuel > 0) else { return Some(module) };
    let exported = texts[&module].iter().find(|used| used.public && used.name == *item);
    match exported {
        Some(used) => defining(texts, &segments(&used.absolute(&module)), fuel - 1),
        None => Some(module),
    }
}

/// A path a file names, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct UsePath {
    /// `super::a::B`
    path: String,
    /// The name it is known by afterwards.
    name: String,
    /// Whether it is re-exported.
    public: bool,
    /// How many modules inside the file it stands in.
    inside: usize,
}

impl UsePath {
    /// The path from `crate` or from the name of another crate, seen from the file of a module.
    fn absolute(&self, module: &[String]) -> String {
        let mut at: Vec<&str> = module.iter().map(String::as_str).collect();
        let mut inside = self.inside;
        let mut rest = segments(&self.path);
        let relative = matches!(rest[0].as_str(), "super" | "self");
        // A re-export that begins with the name of a module is meant from here.
        let from_here = self.public && rest[0].starts_with(char::is_lowercase);
        if !relative && (!from_here || matches!(rest[0].as_str(), "crate" | "std")) {
            return self.path.clone();
        }
        while rest.first().is_some_and(|first| matches!(first.as_str(), "super" | "self")) {
            if rest.remove(0) == "super" {
                if inside > 0 {
                    inside -= 1;
                } else {
                    at.pop();
                }
            }
        }
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        [&["crate"][..], &at, &rest].concat().join("::")
    }
}

/// Every path of a file that begins at the crate, a module above or the standard library, and every
/// re-export.
fn paths(text: &str) -> Vec<UsePath> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, statement) in use_statements(&code) {
        let public = is_public(&code[..at]);
        let inside = modules_around(&code, at);
        for (path, name) in tree(statement.trim()) {
            found.push(UsePath { path, name, public, inside });
        }
    }
    found.extend(named_paths(&without_uses(&code)));
    found
}

/// The paths outside of `use`.
fn named_paths(code: &str) -> Vec<UsePath> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "std::"] {
        for (at, _) in code.match_indices(start) {
            let is_path = |c: char| c.is_alphanumeric() || "_:".contains(c);
            let end = code[at..].find(|c| !is_path(c)).unwrap_or(code.len() - at);
            let path = code[at..at + end].trim_end_matches(':').to_string();
            if !code[..at].ends_with(is_path) {
                found.push(UsePath {
                    path,
                    name: String::new(),
                    public: false,
                    inside: modules_around(code, at),
                });
            }
        }
    }
    found
}

/// The code with blanks in place of what is used, so that offsets stay.
fn without_uses(code: &str) -> String {
    use_statements(code).into_iter().fold(code.to_string(), |mut out, (at, statement)| {
        let range = at..at + 4 + statement.len();
        out.replace_range(range.clone(), &" ".repeat(range.len()));
        out
    })
}

/// `pub use` and `pub(crate) use`.
fn is_public(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("pub")
        || (before.ends_with(')') && before.rsplit("pub(").next().is_some_and(|end| end.len() < 20))
}

/// What stands between `use` and `;`, with the offset of the `use`.
fn use_statements(code: &str) -> Vec<(usize, &str)> {
    let starts = code.match_indices("use ").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == ';' || c == '}')
    });
    starts.filter_map(|(at, _)| Some((at, code[at + 4..].split(';').next()?))).collect()
}

/// The paths of a use tree with the names they are known by: `a::{b, c as d, self}`.
fn tree(text: &str) -> Vec<(String, String)> {
    let Some((prefix, group)) = text.split_once('{') else {
        let (path, name) =
            text.split_once(" as ").unwrap_or((text, text.rsplit("::").next().unwrap_or(text)));
        return vec![(path.trim().to_string(), name.trim().to_string())];
    };
    let group = group.trim_end().trim_end_matches('}');
    let inner = split_at_commas(group).into_iter().flat_map(tree);
    let join = |(path, name): (String, String)| match path.as_str() {
        "self" => {
            let prefix = prefix.trim().trim_end_matches("::");
            (prefix.to_string(), prefix.rsplit("::").next().unwrap_or("").to_string())
        }
        _ => (format!("{}{path}", prefix.trim()), name),
    };
    inner.map(join).collect()
}

/// The parts of a group, braces kept together.
fn split_at_commas(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts
}

/// How many `mod name { … }` of the file are open at an offset.
fn modules_around(code: &str, at: usize) -> usize {
    let mut open = Vec::new();
    for (i, c) in code[..at].char_indices() {
        match c {
            '{' => {
                open.push(code[..i].rsplit(['{', '}', ';']).next().is_some_and(|head| head.contains("mod ")))
            }
            '}' => drop(open.pop()),
            _ => {}
        }
    }
    open.iter().filter(|is_module| **is_module).count()
}

/// The text without comments and without what stands in quotes.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            'r' if raw_string(rest).is_some() => raw_string(rest).unwrap_or(1),
            '"' => 1 + quoted(&rest[1..], '"'),
            '\'' if is_character(rest) => 1 + quoted(&rest[1..], '\''),
            _ => 0,
        };
        if skipped == 0 {
            out.push(c);
        }
        rest = &rest[skipped.max(c.len_utf8())..];
    }
    out
}

/// The length of `r#"…"#` at the start.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let body = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + body.find(&end)? + end.len())
}

/// Whether a quote begins a character and not a lifetime.
fn is_character(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    chars.next() == Some('\\') || chars.next() == Some('\'')
}

/// The length of a quoted text to its closing quote, escapes passed over.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// Sources from pairs of file and text.
fn of(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(file, text)| (file.to_string(), text.to_string())).collect()
}

#[test]
fn an_upward_edge_is_found_in_every_spelling() {
    for text in [
        "use crate::note::Note;",
        "use crate::{kube, note::{Note, Link as L}};",
        "pub(crate) use crate::note;",
        "fn f() { crate::note::compile() }",
        "use super::note::Note;",
        "mod tests { use super::super::note::Note; }",
        "mod tests { fn f(x: &super::super::note::Note) {} }",
        "use crate::Built;",
    ] {
        let sources = of(&[("lib.rs", "pub struct Built;"), ("kube.rs", text), ("note/mod.rs", "")]);
        assert_eq!(upward_edges(&sources).len(), 1, "{text}");
    }
    for text in [
        "use crate::text::Span;",
        "// crate::note",
        "/// [`crate::note`]\nfn f() { \"crate::note\"; r#\"crate::note\"# }",
        "use super::kube::x;",
        "mod tests { use super::*; }",
    ] {
        let sources =
            of(&[("lib.rs", "use note::Note;"), ("kube.rs", text), ("note.rs", ""), ("text.rs", "")]);
        assert_none(&upward_edges(&sources), text);
    }
    let host = of(&[
        ("lib.rs", "pub struct Built;"),
        ("host/a.rs", "use crate::{Built, site::X};"),
        ("site.rs", ""),
    ]);
    assert_none(&upward_edges(&host), "the host may use the root");
}

#[test]
fn a_circle_is_found_through_reexports_and_modules_between() {
    let direct = of(&[("a.rs", "use crate::b::B;"), ("b.rs", "use crate::a::A;")]);
    assert_eq!(circles(&direct), ["a ⇄ b"]);
    let long = of(&[
        ("n/a.rs", "use super::b::B;"),
        ("n/b.rs", "use super::c::C;"),
        ("n/c.rs", "use super::a::A;"),
        ("n/mod.rs", ""),
    ]);
    assert_eq!(circles(&long), ["n::a ⇄ n::b ⇄ n::c"]);
    let front = "mod a;\nmod b;\npub use a::A;\npub(crate) use b::{B as Bee};\n";
    let hidden = of(&[("n/mod.rs", front), ("n/a.rs", "use super::Bee;"), ("n/b.rs", "use crate::n::A;")]);
    assert_eq!(circles(&hidden), ["n::a ⇄ n::b"]);
    let none = of(&[
        ("n/mod.rs", front),
        ("n/a.rs", "use super::Bee;"),
        ("n/b.rs", "use super::*; use super::Own;"),
    ]);
    assert_none(&circles(&none), "a module may use what the one around it defines");
}

#[test]
fn the_outside_world_is_found_in_every_spelling() {
    for text in [
        "use std::fs;",
        "use std::{fmt, env::args};",
        "fn f() { std::process::exit(0) }",
        "use std::time::{Duration, Instant};",
        "mod tests { use std::net::TcpStream as T; }",
    ] {
        assert_eq!(outside_uses(&of(&[("note/a.rs", text)])).len(), 1, "{text}");
        assert_none(&outside_uses(&of(&[("host/a.rs", text)])), text);
    }
    for text in
        ["use std::fmt;", "use std::time::Duration;", "// std::fs", "use std::fsx;", "let x = my_std::fs::y;"]
    {
        assert_none(&outside_uses(&of(&[("note/a.rs", text)])), text);
    }
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
