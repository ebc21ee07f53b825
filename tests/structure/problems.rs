//! The ids of problems: what the constructors make, what can be configured, what the guide lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ItemConst, Lit};

use super::{Sources, assert_none, of, root, sources};

/// The file with the list of what can be configured, and the name of the list.
const CONFIGURABLE: (&str, &str) = ("site/config.rs", "LINTS");

#[test]
fn every_problem_can_be_configured_and_is_in_the_guide() {
    let (sources, guide) = (sources(), fs::read_to_string(root().join("content/guide/problems.md")).unwrap());
    let made = made(&sources);
    let ids: BTreeSet<String> = made.iter().map(|(id, _)| id.clone()).collect();
    let (file, name) = CONFIGURABLE;
    assert_eq!(listed(&sources[file], name), Vec::from_iter(ids), "`{name}` against the constructors");
    assert_eq!(rows(&guide), Vec::from_iter(made), "the guide against the constructors");
}

#[test]
fn a_problem_has_one_severity() {
    assert_none(&torn(&made(&sources())), "ids with several severities");
}

#[test]
fn problems_are_made_where_they_can_be_read_together() {
    let made = |text: &String| !Calls::of(text).found.is_empty();
    let sources = sources();
    let misplaced = sources.iter().filter(|(file, text)| !file.ends_with("/problem.rs") && made(text));
    let misplaced: Vec<String> = misplaced.map(|(file, _)| file.clone()).collect();
    assert_none(&misplaced, "problems made outside of a `problem.rs`");
}

/// The ids that constructors make, each with its severity.
fn made(sources: &Sources) -> BTreeSet<(String, String)> {
    sources.values().flat_map(|text| Calls::of(text).found).collect()
}

/// The ids that have more than one severity.
fn torn(made: &BTreeSet<(String, String)>) -> Vec<String> {
    let mut severities: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, severity) in made {
        severities.entry(id).or_default().push(severity);
    }
    let torn = severities.into_iter().filter(|(_, severities)| severities.len() > 1);
    torn.map(|(id, severities)| format!("{id}: {}", severities.join(", "))).collect()
}

/// The texts of `const NAME: &[&str]`.
fn listed(text: &str, name: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let list = file.items.iter().find_map(|item| match item {
        syn::Item::Const(item) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    let Some(Expr::Reference(list)) = list else { return Vec::new() };
    let Expr::Array(list) = &*list.expr else { return Vec::new() };
    list.elems.iter().filter_map(literal).collect()
}

/// The rows of the tables, sorted: the id, and the severity its text begins with.
fn rows(guide: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let (id, text) = line.strip_prefix("| `")?.split_once("` | **")?;
        let (severity, _) = text.split_once(".**")?;
        Some((id.to_string(), severity.to_lowercase()))
    };
    let mut rows: Vec<(String, String)> = guide.lines().filter_map(row).collect();
    rows.sort();
    rows
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The calls of `Problem::error`, `warning` and `note` of a file: id and severity. An id is spelt out or
/// named by a constant of the file.
#[derive(Default)]
struct Calls {
    constants: BTreeMap<String, String>,
    found: BTreeSet<(String, String)>,
}

impl Calls {
    fn of(text: &str) -> Self {
        let mut calls = Calls::default();
        calls.visit_file(&syn::parse_file(text).unwrap());
        calls
    }

    fn id(&self, expression: &Expr) -> String {
        let named = |expression: &Expr| match expression {
            Expr::Path(path) => self.constants.get(&path.path.get_ident()?.to_string()).cloned(),
            _ => None,
        };
        literal(expression).or_else(|| named(expression)).unwrap_or_else(|| "an id that is not spelt".into())
    }
}

impl Visit<'_> for Calls {
    fn visit_item_const(&mut self, item: &ItemConst) {
        self.constants.extend(literal(&item.expr).map(|text| (item.ident.to_string(), text)));
    }

    fn visit_expr_call(&mut self, call: &ExprCall) {
        if let (Some(severity), Some(id)) = (severity(&call.func), call.args.first()) {
            self.found.insert((self.id(id), severity));
        }
        visit::visit_expr_call(self, call);
    }
}

/// `Problem::error` → `error`
fn severity(function: &Expr) -> Option<String> {
    let Expr::Path(function) = function else { return None };
    let segments: Vec<String> = function.path.segments.iter().map(|s| s.ident.to_string()).collect();
    match segments.as_slice() {
        [.., class, name] if class == "Problem" && matches!(&**name, "error" | "warning" | "note") => {
            Some(name.clone())
        }
        _ => None,
    }
}

#[test]
fn ids_are_found_in_constructors_lists_and_rows() {
    let sources = of(&[
        ("a/problem.rs", "const ID: &str = \"x\"; fn f() { Problem::error(ID, p, m).help(\"h\") }"),
        ("b.rs", "fn g() { h(crate::text::Problem::warning(\"x\", p, m)); Problem::note(\"y\", p, m) }"),
    ]);
    let pair = |id: &str, severity: &str| (id.to_string(), severity.to_string());
    let made = made(&sources);
    assert_eq!(made, BTreeSet::from([pair("x", "error"), pair("x", "warning"), pair("y", "note")]));
    assert_eq!(torn(&made), ["x: error, warning"]);
    assert_eq!(listed("const A: &[&str] = &[\"b\", \"a\"];", "A"), ["b", "a"]);
    let guide = "| Id | What |\n| --- | --- |\n| `y` | **Note.** Text. |\n| `x` | **Error.** `z` |\n";
    assert_eq!(rows(guide), [pair("x", "error"), pair("y", "note")]);
}
