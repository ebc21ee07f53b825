//! `mkdocs.yml`: the `nav` of MkDocs.

use super::{Declaration, List, text};
use crate::text::Source;
use crate::text::data::{self, Node, Value};
use crate::vault::{NavItem, NavRank};

/// The folder of the notes of an MkDocs project, from that of its `mkdocs.yml`.
pub fn docs_folder(mkdocs: &Source) -> String {
    let named = data::yaml(&mkdocs.text).ok().and_then(|root| text(root.value.get("docs_dir")));
    named.unwrap_or_else(|| "docs".to_string())
}

/// The folders in which PyMdown's snippets are looked for, from that of `mkdocs.yml`.
pub fn snippet_folders(mkdocs: &Source) -> Vec<String> {
    let root = data::yaml(&mkdocs.text).ok();
    let extensions = root.as_ref().and_then(|root| root.value.get("markdown_extensions"));
    let paths = extensions.and_then(|extensions| match &extensions.value {
        Value::List(list) => list.iter().find_map(|extension| base_path(&extension.value)),
        map => base_path(map),
    });
    match paths.map(|paths| &paths.value) {
        Some(Value::List(list)) => list.iter().filter_map(|path| text(Some(path))).collect(),
        _ => text(paths).into_iter().collect(),
    }
}

fn base_path(extension: &Value) -> Option<&Node> {
    extension.get("pymdownx.snippets")?.value.get("base_path")
}

pub(super) fn items(file: &Declaration, root: &Node) -> Vec<NavItem> {
    root.value.get("nav").map(|nav| List::read(file, NavRank::Tree, nav)).unwrap_or_default()
}
