//! Things by names that only they have.

use rustc_hash::FxHashMap;

/// Things by names that only they have.
#[derive(Debug, Default)]
pub(super) struct Sole(FxHashMap<String, Option<u32>>);

impl Sole {
    /// Gives a thing one more name.
    pub(super) fn add(&mut self, name: String, thing: u32) {
        let owner = self.0.entry(name).or_insert(Some(thing));
        *owner = owner.filter(|owner| *owner == thing);
    }

    /// The thing of a name, where only one has it.
    pub(super) fn get(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_two_have_is_of_none() {
        let mut sole = Sole::default();
        let added = [("a", 1), ("a", 1), ("b", 1), ("b", 2), ("b", 2)];
        added.into_iter().for_each(|(name, id)| sole.add(name.into(), id));
        assert_eq!((sole.get("a"), sole.get("b"), sole.get("c")), (Some(1), None, None));
    }
}
