//! Numbers for names that more than one wants.

use rustc_hash::FxHashMap;

/// The last number tried for each name: where thousands want one, each of them tries one more and not all
/// of them again.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    tried: FxHashMap<String, usize>,
}

impl Numbers {
    /// The first numbered form of a name, from 2 on, that is free: `numbered` makes it, or tells with `None`
    /// that it is taken. What was given once must be taken from then on.
    pub(crate) fn next<T>(&mut self, name: String, numbered: impl Fn(usize) -> Option<T>) -> T {
        let number = self.tried.entry(name).or_insert(1);
        loop {
            *number += 1;
            if let Some(free) = numbered(*number) {
                return free;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_that_many_want_is_tried_once_for_each() {
        let (mut numbers, tries) = (Numbers::default(), Cell::new(0));
        let mut taken = BTreeSet::from(["x-3".to_string()]);
        for _ in 0..1000 {
            let name = numbers.next("x".to_string(), |number| {
                tries.set(tries.get() + 1);
                Some(format!("x-{number}")).filter(|name| !taken.contains(name))
            });
            assert!(taken.insert(name));
        }
        assert_eq!(tries.get(), 1001);
        assert!(taken.contains("x-2") && taken.contains("x-1002"));
    }
}
