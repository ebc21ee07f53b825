//! The order and the labels that a vault already declares for another tool (dialects.md, "Blocks").
//!
//! Only these are taken from such files: which notes there are is said by the folders.

mod category;
mod mkdocs;
mod pages;

use crate::note::Order;
use crate::text::data::{self, Node, Value};
use crate::text::{Place, Problem, RelPath, Source, Span, Tree};
use crate::vault::{NavItem, NavRank};

use super::problem;

pub use mkdocs::{docs_folder, snippet_folders};

/// A file in which a vault declares its navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Its text.
    pub source: Source,
    /// Where its path starts.
    pub tree: Tree,
    /// The folder of the vault from which the paths in it count.
    pub base: RelPath,
}

/// Whether a file of this name declares the order and the labels of its folder, and of which tools.
pub fn is_declaration(name: &str) -> bool {
    pages::NAMES.contains(&name) || category::NAMES.contains(&name)
}

/// Names of such files that a walk passes over, since they are hidden.
pub const HIDDEN: &[&str] = pages::NAMES;

/// What is declared outside of the notes, what weighs more first: the configuration, then the files of
/// another tool. One that cannot be read is added to `problems`.
pub(crate) fn navigation(
    configured: &[NavItem],
    files: &[Declaration],
    problems: &mut Vec<Problem>,
) -> Vec<NavItem> {
    let declared = files.iter().flat_map(|file| items(file, problems));
    configured.iter().cloned().chain(declared).collect()
}

/// The entries of a file, by its name.
fn items(file: &Declaration, problems: &mut Vec<Problem>) -> Vec<NavItem> {
    // JSON is YAML.
    let root = match data::yaml(&file.source.text) {
        Ok(root) => root,
        Err(error) => {
            problems.push(problem::bad_navigation(place(file, error.span), &error.message));
            return Vec::new();
        }
    };
    let name = file.source.path.name();
    if pages::NAMES.contains(&name) {
        pages::items(file, &root)
    } else if category::NAMES.contains(&name) {
        category::items(file, &root)
    } else {
        mkdocs::items(file, &root)
    }
}

fn place(file: &Declaration, span: Span) -> Place {
    let span = span.clamped(file.source.text.len());
    Place { tree: file.tree, ..Place::at(&file.source.path, span) }
}

fn text(node: Option<&Node>) -> Option<String> {
    node.and_then(|node| node.value.scalar())
        .map(|text| text.trim().to_string())
        .filter(|text| !text.is_empty())
}

fn number(node: Option<&Node>) -> Option<Order> {
    node.and_then(|node| node.value.scalar()).and_then(Order::parse)
}

/// A list of entries as MkDocs and its plugins write it: `path`, `Label: path`, `Section: [ … ]`.
struct List<'f> {
    file: &'f Declaration,
    /// The rank of the entries; those behind the rest are the last.
    rank: NavRank,
    items: Vec<NavItem>,
}

impl<'f> List<'f> {
    fn read(file: &'f Declaration, rank: NavRank, entries: &Node) -> Vec<NavItem> {
        let mut list = List { file, rank, items: Vec::new() };
        list.entries(entries);
        list.items
    }

    fn entries(&mut self, entries: &Node) {
        if let Value::List(entries) = &entries.value {
            entries.iter().for_each(|entry| self.entry(entry));
        }
    }

    fn entry(&mut self, entry: &Node) {
        match &entry.value {
            Value::Text(path) if is_rest(path) => self.rank = NavRank::Tail,
            Value::Text(path) => self.item(path, None, entry.span),
            Value::Map(labelled) => labelled.iter().for_each(|entry| self.labelled(&entry.key, &entry.value)),
            _ => {}
        }
    }

    fn labelled(&mut self, label: &str, value: &Node) {
        match &value.value {
            Value::Text(path) => self.item(path, Some(label), value.span),
            Value::List(_) => self.section(label, value),
            _ => {}
        }
    }

    fn item(&mut self, path: &str, label: Option<&str>, span: Span) {
        if path.contains("://") {
            return;
        }
        let inside = self.file.base.join(path.trim_start_matches('/'));
        let path = inside.map_or_else(|_| path.to_string(), |path| path.to_string());
        let label = label.map(str::to_string);
        self.items.push(NavItem { path, label, rank: self.rank, place: place(self.file, span) });
    }

    /// The label of a section is that of the folder in which all its entries lie.
    fn section(&mut self, label: &str, entries: &Node) {
        let first = self.items.len();
        self.entries(entries);
        let inside = self.items.get(first..).unwrap_or(&[]);
        let Some(folder) = common_folder(inside).filter(|folder| *folder != self.file.base) else { return };
        let (path, place) = (folder.to_string(), place(self.file, entries.span));
        let item = NavItem { path, label: Some(label.to_string()), rank: NavRank::Anywhere, place };
        self.items.retain(|known| known.rank != NavRank::Anywhere || known.path != item.path);
        self.items.push(item);
    }
}

/// The deepest folder in which all of these lie, or that one of them is.
fn common_folder(items: &[NavItem]) -> Option<RelPath> {
    let folders = items.iter().filter_map(|item| RelPath::new(&item.path).ok().map(|path| path.parent()));
    folders.reduce(|a, b| {
        let shared = a.segments().zip(b.segments()).take_while(|(a, b)| a == b).map(|(segment, _)| segment);
        RelPath::new(&shared.collect::<Vec<_>>().join("/")).unwrap_or_default()
    })
}

/// What stands for all that is not named.
fn is_rest(entry: &str) -> bool {
    entry == "*" || entry == "**" || entry.starts_with("...")
}
