//! What linking remembers from one round to the next.

use super::answers::Answers;
use super::catalogue::{Lists, Names, Paths};
use super::folders::Folder;
use super::kinds::{Kinds, Occurring};
use super::nav::Titled;
use super::routes::{self, Routes};
use super::seen::Seen;
use super::{NavItem, Route, Surroundings, Tag};
use crate::text::{Last, Problem, Same};

/// The steps of linking, each with what it was made from: a step whose input is the same is not made again.
///
/// Nothing is ever invalidated: an input is all that its step may look at.
#[derive(Default)]
pub struct Memo {
    surroundings: Option<Same<Surroundings>>,
    /// The notes that the navigation gives their titles, which are other ones than those that were compiled.
    pub(super) titled: Titled,
    pub(super) routes: Last<routes::Asked, Routes>,
    pub(super) folders: Last<(Same<Routes>, Seen, Vec<NavItem>), Vec<Folder>>,
    pub(super) tags: Last<Seen, Vec<Tag>>,
    pub(super) lists: Last<Vec<Route>, Lists>,
    pub(super) paths: Last<(Same<Routes>, Same<Surroundings>), Paths>,
    pub(super) names: Last<Seen, Names>,
    pub(super) occurring: Last<(Seen, Same<Surroundings>), Occurring>,
    pub(super) kinds: Last<OfKinds, Kinds>,
    pub(super) namesakes: Last<(Same<Paths>, Same<Names>), Vec<Problem>>,
    pub(super) portable: Last<(Same<Routes>, Same<Surroundings>), Vec<Problem>>,
    pub(super) answers: Answers,
}

/// What the notes of kinds follow from.
type OfKinds = (Same<Occurring>, Same<Paths>, Same<Names>);

impl Memo {
    /// The surroundings, as those of the last round where they are the same.
    pub(super) fn surroundings(&mut self, now: Surroundings) -> Same<Surroundings> {
        let known = self.surroundings.take().filter(|known| **known == now);
        let surroundings = known.unwrap_or_else(|| Same::new(now));
        self.surroundings = Some(surroundings.clone());
        surroundings
    }
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}
