//! The lists that a site makes of its notes.

use super::{Answer, Route, TagId, Target, Vault};

/// A list that the site makes of its notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// All notes by their first letters.
    Index,
    /// The notes that a question finds.
    Search,
    /// All notes as a picture.
    Graph,
    /// The notes that are linked but not written.
    Wanted,
    /// All tags.
    Tags,
    /// The notes of a tag.
    Tag(TagId),
}

impl List {
    /// The lists that are one of their kind, each with the name that its URL has at the root of the site.
    pub const NAMED: [(&str, List); 5] = [
        ("a-z", List::Index),
        ("search", List::Search),
        ("graph", List::Graph),
        ("wanted", List::Wanted),
        ("tags", List::Tags),
    ];

    /// The list of this name.
    pub(super) fn named(name: &str) -> Option<List> {
        Self::NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, list)| list)
    }
}

impl Vault {
    /// The URL that a list has if nothing else has it.
    pub fn route_of_list(&self, list: List) -> Route {
        match list {
            List::Tag(tag) => self[tag].route(),
            _ => {
                let named = List::NAMED.into_iter().find(|(_, known)| *known == list);
                named.map_or_else(Route::home, |(name, _)| Route::home().child(name))
            }
        }
    }

    /// Whether a note links to a list.
    pub fn links_to_list(&self, list: List) -> bool {
        let mut targets = self.notes.iter().flat_map(|entry| entry.answers.iter().filter_map(Answer::target));
        targets.any(|target| matches!(target, Target::List(to, _) if *to == list))
    }
}
