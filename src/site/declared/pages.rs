//! `.pages` and `.nav.yml`: the folders of MkDocs' awesome-pages and awesome-nav.

use super::{Declaration, List, place, text};
use crate::text::data::Node;
use crate::vault::{NavItem, NavRank};

pub(super) const NAMES: &[&str] = &[".pages", ".nav.yml"];

/// `title: Label of the folder`, `order: 3` and `nav: [first.md, ..., last.md]`, in older files `arrange`.
pub(super) fn items(file: &Declaration, root: &Node) -> Vec<NavItem> {
    let lists = ["nav", "arrange"].into_iter().filter_map(|key| root.value.get(key));
    let mut items: Vec<NavItem> = lists.flat_map(|list| List::read(file, NavRank::Head, list)).collect();
    items.extend(own_label(file, root));
    items
}

fn own_label(file: &Declaration, root: &Node) -> Option<NavItem> {
    let title = root.value.get("title");
    let label = text(title).filter(|_| !file.base.is_root());
    let place = place(file, title?.span);
    Some(NavItem { path: file.base.to_string(), label: Some(label?), rank: NavRank::Anywhere, place })
}
