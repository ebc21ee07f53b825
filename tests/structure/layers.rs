//! Layers and circles: which module uses which.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Used, used};
use super::{Sources, assert_none, of, sources};

/// The layers: each may use those before it.
const LAYERS: &[&str] = &["text", "kube", "note", "vault", "site", "host"];

/// A module as path segments from the crate root, which is empty.
type Module = Vec<String>;

#[test]
fn no_layer_uses_a_later_one() {
    assert_none(&upward_edges(&sources()), "uses of a later layer");
}

#[test]
fn there_is_no_circle_between_modules() {
    assert_none(&circles(&sources()), "modules that use each other");
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

/// Which module uses which.
struct Graph {
    edges: BTreeSet<(Module, Module)>,
}

impl Graph {
    fn new(sources: &Sources) -> Self {
        let modules: BTreeMap<Module, Vec<Used>> =
            sources.iter().map(|(file, text)| (module_of(file), used(text).paths)).collect();
        let mut edges = BTreeSet::new();
        for (module, used) in &modules {
            for path in used {
                let target = defining(&modules, &path.absolute(module), 8);
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

/// The module that defines what a path names: re-exports are followed. `None` for other crates.
fn defining(modules: &BTreeMap<Module, Vec<Used>>, path: &[String], fuel: usize) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    if first != "crate" {
        return None;
    }
    let depth = (0..=rest.len()).rev().find(|&depth| modules.contains_key(&rest[..depth]))?;
    let module = rest[..depth].to_vec();
    let Some(item) = rest.get(depth).filter(|_| fuel > 0) else { return Some(module) };
    let exported = modules[&module].iter().find(|used| used.public && used.name == *item);
    match exported {
        Some(used) => defining(modules, &used.absolute(&module), fuel - 1),
        None => Some(module),
    }
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
        "fn f() { println!(\"{}\", vec![crate::note::compile()]) }",
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
