//! `_category_.json` and `_category_.yml`: the folders of Docusaurus.

use super::{Declaration, number, place, text};
use crate::text::data::Node;
use crate::vault::{NavItem, NavRank};

pub(super) const NAMES: &[&str] = &["_category_.json", "_category_.yml", "_category_.yaml"];

/// `{ "label": "Tutorial", "position": 2 }`
pub(super) fn items(file: &Declaration, root: &Node) -> Vec<NavItem> {
    let rank = number(root.value.get("position")).map_or(NavRank::Anywhere, NavRank::Number);
    let (path, label) = (file.base.to_string(), text(root.value.get("label")));
    let item = NavItem { path, label, rank, place: place(file, root.span) };
    if file.base.is_root() { Vec::new() } else { vec![item] }
}
