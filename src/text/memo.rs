//! Remembering results: all that incremental building is.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use super::Digest;

/// A table from the digest of everything a result depends on to that result.
///
/// There is no invalidation: what changed has another digest. [`Memo::round`] drops what a whole round
/// did not ask for, so the table never outgrows its vault.
#[derive(Debug, Clone)]
pub struct Memo<V> {
    kept: HashMap<Digest, V>,
    next: HashMap<Digest, V>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo { kept: HashMap::new(), next: HashMap::new() }
    }
}

impl<V: Clone> Memo<V> {
    /// The remembered result, if any. May be asked from many threads at once.
    pub fn get(&self, key: Digest) -> Option<V> {
        self.kept.get(&key).cloned()
    }

    /// Remembers a result that this round uses, whether it was made or found.
    pub fn put(&mut self, key: Digest, value: V) {
        self.next.insert(key, value);
    }

    /// Ends a round: what was not put since the last end is forgotten.
    pub fn round(&mut self) {
        self.kept = std::mem::take(&mut self.next);
    }

    /// How many results are remembered.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

/// The result of the last round alone, with what it was made from: where that is the same again, so is the result.
#[derive(Debug, Clone)]
pub struct Last<I, V>(Option<(I, Same<V>)>);

impl<I, V> Default for Last<I, V> {
    fn default() -> Self {
        Last(None)
    }
}

impl<I: PartialEq, V> Last<I, V> {
    /// What `make` makes of an input, or has made of an equal one in the round before. It must look at nothing else.
    pub fn of(&mut self, input: I, make: impl FnOnce(&I) -> V) -> Same<V> {
        self.settled(input, make, |_, _| false)
    }

    /// The same for a result that another input often gives again: where it does, nothing was made anew.
    pub fn of_equal(&mut self, input: I, make: impl FnOnce(&I) -> V) -> Same<V>
    where
        V: PartialEq,
    {
        self.settled(input, make, V::eq)
    }

    fn settled(
        &mut self,
        input: I,
        make: impl FnOnce(&I) -> V,
        equal: impl FnOnce(&V, &V) -> bool,
    ) -> Same<V> {
        let value = match self.0.take() {
            Some((known, value)) if known == input => value,
            last => {
                let made = make(&input);
                let last = last.map(|(_, value)| value).filter(|last| equal(last, &made));
                last.unwrap_or_else(|| Same::new(made))
            }
        };
        // The input of this round is kept: it holds nothing that only an earlier one had.
        self.0 = Some((input, value.clone()));
        value
    }
}

/// A remembered value, which can be an input of another step: the same only where it was not made anew.
#[derive(Debug)]
pub struct Same<V>(Arc<V>);

impl<V> Same<V> {
    /// A new value, which is the same as no other.
    pub fn new(value: V) -> Self {
        Same(Arc::new(value))
    }
}

impl<V> Clone for Same<V> {
    fn clone(&self) -> Self {
        Same(Arc::clone(&self.0))
    }
}

impl<V> Deref for Same<V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.0
    }
}

impl<V> PartialEq for Same<V> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_round_does_not_use_is_forgotten() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let mut memo = Memo::default();
        memo.put(a, 1);
        memo.put(b, 2);
        memo.round();
        assert_eq!((memo.get(a), memo.get(b)), (Some(1), Some(2)));
        memo.put(a, 1);
        memo.round();
        assert_eq!((memo.get(a), memo.get(b)), (Some(1), None));
    }

    #[test]
    fn what_follows_from_the_same_is_made_once() {
        let (mut last, mut made) = (Last::default(), 0);
        for (input, times) in [(1, 1), (1, 1), (2, 2), (1, 3)] {
            let value = last.of(input, |input| {
                made += 1;
                input * 10
            });
            assert_eq!((*value, made), (input * 10, times));
        }
    }
}
