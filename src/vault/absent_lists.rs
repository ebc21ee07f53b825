//! Links to lists that the site does not make.

use std::sync::Arc;

use super::answers::Answered;
use super::{Answer, Entry, Graph, List, Rules, Tag, Target, problem};
use crate::text::Problem;

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
    pub(super) fn judge(
        &self,
        entries: &mut [Entry],
        answered: &[Arc<Answered>],
        problems: &mut Vec<Problem>,
    ) {
        let linking = entries.iter_mut().zip(answered).filter(|(_, answered)| answered.lists);
        for (Entry { note, answers, .. }, _) in linking {
            for (index, link) in note.links.iter().enumerate() {
                let Some(Target::List(list, _)) = answers.get(index).and_then(Answer::target) else {
                    continue;
                };
                if let Some(why) = self.lacks(*list) {
                    problems.push(problem::absent_list(note, link, why));
                    Arc::make_mut(answers)[index] = Answer::Missing;
                }
            }
        }
    }
}
