//! Remembering results: all that incremental building is.

use std::collections::HashMap;

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
}
