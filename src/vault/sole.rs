//! Things by names that only they have.

use rustc_hash::FxHashMap;

/// Things by names that only they have.
#[derive(Debug)]
pub(super) struct Sole<T>(FxHashMap<String, Option<T>>);

impl<T: Copy + PartialEq> FromIterator<(String, T)> for Sole<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(named: I) -> Self {
        let mut things = FxHashMap::default();
        for (name, thing) in named {
            let owner = things.entry(name).or_insert(Some(thing));
            *owner = owner.filter(|owner| *owner == thing);
        }
        Sole(things)
    }
}

impl<T: Copy> Sole<T> {
    /// The thing of a name, where only one has it.
    pub(super) fn get(&self, name: &str) -> Option<T> {
        self.0.get(name).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_two_have_is_of_none() {
        let named = [("a", 1), ("a", 1), ("b", 1), ("b", 2), ("b", 2)];
        let sole: Sole<u32> = named.map(|(name, id)| (name.to_string(), id)).into_iter().collect();
        assert_eq!((sole.get("a"), sole.get("b"), sole.get("c")), (Some(1), None, None));
    }
}
