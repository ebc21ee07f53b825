//! What templates see: the structs of the views, and the note of the guide that is written from them.
//!
//! `RUTTER_BLESS=1 cargo test --test structure views` writes the note anew, but for what stands above its first
//! heading; the difference is then to be read like any other.

use std::collections::BTreeSet;
use std::fs;

use syn::{
    Attribute, Expr, Field, Fields, GenericArgument, Item, ItemStruct, Lit, Meta, PathArguments, Type,
};

use super::{Sources, files_below, of, root, sources};

/// The folder of the structs.
const FOLDER: &str = "site/view/";

/// Its files in the order of the note: what a reader looks for first comes first.
const ORDER: &[&str] = &["pages.rs", "frame.rs", "article.rs", "listings.rs", "machines.rs"];

#[test]
fn the_guide_tells_every_field_that_a_template_sees() {
    let file = root().join("content/guide/views.md");
    let note = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    let lead = note.split("\n## ").next().unwrap();
    let now = format!("{lead}\n{}", tables(&views(&sources())));
    if std::env::var_os("RUTTER_BLESS").is_some() {
        fs::write(&file, &now).unwrap();
    } else {
        assert!(note == now, "content/guide/views.md differs from the structs; they say:\n{now}");
    }
}

#[test]
fn no_file_of_views_is_left_out() {
    let files: BTreeSet<String> = views(&sources()).keys().cloned().collect();
    assert_eq!(files, ORDER.iter().map(|file| file.to_string()).collect());
}

#[test]
fn what_is_printed_as_it_is_is_told_to_be_html_or_json() {
    let views = views(&sources());
    let told = views.values().flat_map(|text| structs(text)).flat_map(|view| markup(&view));
    let templates = files_below(&root().join("templates"));
    let printed: BTreeSet<String> = templates.values().flat_map(|text| printed_as_it_is(text)).collect();
    assert_eq!(printed, told.collect());
}

/// The files of the structs, by their names.
fn views(sources: &Sources) -> Sources {
    let files = sources.iter().filter_map(|(path, text)| Some((path.strip_prefix(FOLDER)?, text)));
    files.filter(|(file, _)| *file != "mod.rs").map(|(file, text)| (file.to_string(), text.clone())).collect()
}

/// What the note says below its lead: a section for each file, a table for each struct.
fn tables(views: &Sources) -> String {
    let sections = ORDER.iter().map(|file| section(&views[*file]));
    sections.collect::<Vec<_>>().join("\n")
}

/// `//! Title: sentence.` is the heading of a section and what it says first.
fn section(text: &str) -> String {
    let doc = text.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap();
    let (title, sentence) = doc.split_once(": ").unwrap();
    let tables: Vec<String> = structs(text).iter().map(table).collect();
    format!("## {title}\n\n{}\n\n{}", capitalised(sentence), tables.join("\n"))
}

/// A struct is called as its template is, where its doc begins with one: `` `note.html`: a note. ``
fn table(view: &ItemStruct) -> String {
    let (name, sentence) = named(view);
    let rows: String = fields(view).map(row).collect();
    format!("### {name}\n\n{sentence}\n\n| Field | Is | Holds |\n| --- | --- | --- |\n{rows}")
}

fn named(view: &ItemStruct) -> (String, String) {
    let doc = doc(&view.attrs);
    let template = doc.strip_prefix('`').and_then(|rest| rest.split_once("`: "));
    match template {
        Some((template, sentence)) => (template.to_string(), capitalised(sentence)),
        None => (view.ident.to_string(), doc.clone()),
    }
}

fn row(field: &Field) -> String {
    let (name, doc) = (field.ident.as_ref().unwrap(), doc(&field.attrs));
    format!("| `{name}` | {} | {} |\n", kind(&field.ty, &doc), doc.replace('|', "\\|"))
}

/// A type in plain words. A text that is printed as it is says in its doc whether it is HTML or JSON.
fn kind(of: &Type, doc: &str) -> String {
    let (name, arguments) = parts(of);
    let inner = |at: usize| kind(arguments[at], doc);
    match name.as_str() {
        "String" | "str" => said_markup(doc).unwrap_or("text").to_string(),
        "usize" | "u32" | "f32" => "number".to_string(),
        "bool" => "true or false".to_string(),
        "Option" => format!("{}, or none", inner(0)),
        "Vec" => format!("list of {}", inner(0)),
        "BTreeMap" => format!("{} by key", inner(1)),
        "Value" => "any value".to_string(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

/// `HTML` or `JSON`, where a doc says so.
fn said_markup(doc: &str) -> Option<&'static str> {
    ["HTML", "JSON"].into_iter().find(|word| doc.contains(word))
}

/// The last name of a type and what stands in its angle brackets.
fn parts(of: &Type) -> (String, Vec<&Type>) {
    match of {
        Type::Reference(of) => parts(&of.elem),
        Type::Path(of) => {
            let last = of.path.segments.last().unwrap();
            let PathArguments::AngleBracketed(inside) = &last.arguments else {
                return (last.ident.to_string(), Vec::new());
            };
            let types = inside.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(of) => Some(of),
                _ => None,
            });
            (last.ident.to_string(), types.collect())
        }
        _ => panic!("a field of a view is of a type that has no name"),
    }
}

/// The names of the fields of a struct that are HTML or JSON.
fn markup(view: &ItemStruct) -> Vec<String> {
    let is_markup = |field: &&Field| said_markup(&doc(&field.attrs)).is_some();
    fields(view).filter(is_markup).map(|field| field.ident.as_ref().unwrap().to_string()).collect()
}

/// The last names of what a template prints with `| safe`.
fn printed_as_it_is(template: &str) -> Vec<String> {
    let before = template.split(" | safe").collect::<Vec<_>>();
    let printed = before.iter().take(before.len() - 1);
    printed.filter_map(|text| text.rsplit([' ', '.']).next()).map(str::to_string).collect()
}

fn structs(text: &str) -> Vec<ItemStruct> {
    let items = syn::parse_file(text).unwrap().items.into_iter();
    items.filter_map(|item| if let Item::Struct(view) = item { Some(view) } else { None }).collect()
}

fn fields(view: &ItemStruct) -> impl Iterator<Item = &Field> {
    let Fields::Named(fields) = &view.fields else { panic!("a view whose fields have no names") };
    fields.named.iter()
}

/// The doc comment of an item, in one line.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_string()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn capitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

#[test]
fn a_struct_is_written_as_a_table() {
    let view = "//! Pages: all.\n\n/// `a.html`: a page\n/// of words.\npub struct AView {\n\
                /// The text, as HTML.\n pub body: Option<String>,\n/// Its `a|b`.\n pub of: Vec<super::Card>,\n\
                /// All.\n pub front: BTreeMap<String, Value>,\n/// Ready?\n pub kind: &'static str }";
    let written = section(view);
    assert_eq!(
        written,
        "## Pages\n\nAll.\n\n### a.html\n\nA page of words.\n\n| Field | Is | Holds |\n| --- | --- | --- |\n\
         | `body` | HTML, or none | The text, as HTML. |\n| `of` | list of [Card](#card) | Its `a\\|b`. |\n\
         | `front` | any value by key | All. |\n| `kind` | text | Ready? |\n"
    );
    assert_eq!(markup(&structs(view)[0]), ["body"]);
    assert_eq!(printed_as_it_is("{{ a.body | safe }} {{ a.b }} {% if c | safe %}"), ["body", "c"]);
    let found = views(&of(&[("site/view/mod.rs", ""), ("site/view/a.rs", "x"), ("site/b.rs", "")]));
    assert_eq!(found.into_keys().collect::<Vec<_>>(), ["a.rs"]);
}
