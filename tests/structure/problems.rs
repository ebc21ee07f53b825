//! The ids of problems: what the constructors make, what can be configured, what has a note in the guide.

use std::collections::{BTreeMap, BTreeSet};

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, Item, ItemConst, Lit, LitStr, Token};

use super::{Sources, assert_none, files_below, of, root, sources};

/// The file with the list of what can be configured.
const CONFIGURABLE: &str = "site/lints.rs";

#[test]
fn every_problem_can_be_configured_and_has_its_note() {
    let (sources, notes) = (sources(), files_below(&root().join("content/guide/problems")));
    let made = made(&sources);
    let ids: BTreeSet<String> = made.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(listed(&sources[CONFIGURABLE]), Vec::from_iter(ids), "`lints!` against the constructors");
    assert_eq!(told(&notes), made, "the notes of the guide against the constructors");
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

/// The texts in `lints! { … }`.
fn listed(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let list = file.items.iter().find_map(|item| match item {
        Item::Macro(item) if item.mac.path.is_ident("lints") => Some(&item.mac),
        _ => None,
    });
    let ids = list.unwrap().parse_body_with(Punctuated::<LitStr, Token![,]>::parse_terminated);
    ids.unwrap().iter().map(LitStr::value).collect()
}

/// The id that is the name and the title of each note, and the severity its text begins with.
fn told(notes: &BTreeMap<String, String>) -> BTreeSet<(String, String)> {
    let told = notes.iter().map(|(file, text)| (id(file, text), said_severity(text)));
    told.map(|(id, severity)| (id.to_string(), severity.unwrap_or_default())).collect()
}

/// The name of a note without its extension, where it is its title too.
fn id<'n>(file: &'n str, text: &str) -> &'n str {
    let id = file.strip_suffix(".md").unwrap_or(file);
    if text.contains(&format!("---\ntitle: {id}\n")) { id } else { "a note whose name is not its title" }
}

/// `error` of a text that begins with `**Error.**`
fn said_severity(text: &str) -> Option<String> {
    let (_, text) = text.split_once("\n---\n\n**")?;
    let (severity, _) = text.split_once(".** ")?;
    Some(severity.to_lowercase())
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
fn ids_are_found_in_constructors_lists_and_notes() {
    let sources = of(&[
        ("a/problem.rs", "const ID: &str = \"x\"; fn f() { Problem::error(ID, p, m).help(\"h\") }"),
        ("b.rs", "fn g() { h(crate::text::Problem::warning(\"x\", p, m)); Problem::note(\"y\", p, m) }"),
    ]);
    let pair = |id: &str, severity: &str| (id.to_string(), severity.to_string());
    let made = made(&sources);
    assert_eq!(made, BTreeSet::from([pair("x", "error"), pair("x", "warning"), pair("y", "note")]));
    assert_eq!(torn(&made), ["x: error, warning"]);
    assert_eq!(listed("macro_rules! lints { () => {} } lints! { \"b\", \"a\", }"), ["b", "a"]);
    let notes = of(&[
        ("x.md", "---\ntitle: x\n---\n\n**Error.** Text.\n"),
        ("y.md", "---\ntitle: z\n---\n\n**Note.** Text.\n"),
        ("z.md", "---\ntitle: z\n---\n\nText.\n"),
    ]);
    let misnamed = pair("a note whose name is not its title", "note");
    assert_eq!(told(&notes), BTreeSet::from([pair("x", "error"), misnamed, pair("z", "")]));
}
