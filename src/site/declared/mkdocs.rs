//! `mkdocs.yml`: the `nav` of MkDocs.

use super::{Declaration, List, text};
use crate::text::Source;
use crate::text::data::{self, Node};
use crate::vault::{NavItem, NavRank};

/// The folder of the notes of an MkDocs project, from that of its `mkdocs.yml`.
pub fn docs_folder(mkdocs: &Source) -> String {
    let named = data::yaml(&mkdocs.text).ok().and_then(|root| text(root.value.get("docs_dir")));
    named.unwrap_or_else(|| "docs".to_string())
}

pub(super) fn items(file: &Declaration, root: &Node) -> Vec<NavItem> {
    root.value.get("nav").map(|nav| List::read(file, NavRank::Tree, nav)).unwrap_or_default()
}
