//! The lists that a site makes of its notes, and links to those that it does not make.

use super::{Answer, Entry, Graph, Route, Rules, Tag, TagId, Target, Vault, problem};
use crate::text::Problem;

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

/// What decides which lists there are.
pub(super) struct Made<'m> {
    pub(super) rules: &'m Rules<'m>,
    pub(super) tags: &'m [Tag],
    pub(super) graph: &'m Graph,
}

impl Made<'_> {
    /// Why the site has no such list; `None` where it has one.
    fn lacks(&self, list: List) -> Option<&'static str> {
        match list {
            List::Search if !self.rules.searches => Some("`search = false` is configured"),
            List::Graph if self.graph.is_empty() => Some("no note links to another"),
            List::Tags if self.tags.is_empty() => Some("no note has a tag"),
            // That of wanted notes is there as soon as it is linked, lest a link break when the last is written.
            _ => None,
        }
    }

    /// Takes the answers back that lead to a list the site does not have. What links to which is known only when
    /// all links have their answers.
    pub(super) fn judge(&self, entries: &mut [Entry], problems: &mut Vec<Problem>) {
        for Entry { note, answers, .. } in entries {
            for (link, answer) in note.links.iter().zip(answers) {
                let Some(Target::List(list, _)) = answer.target() else { continue };
                if let Some(why) = self.lacks(*list) {
                    problems.push(problem::absent_list(note, link, why));
                    *answer = Answer::Missing;
                }
            }
        }
    }
}
