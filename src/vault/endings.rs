//! Paths by the segments they end in.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Paths that are found by one or more of their last segments: `a/b/pod` by `pod`, `b/pod` and by itself,
/// not by `od`. A path is known by its index, and every index here is that of a path.
pub(super) struct Endings {
    paths: Vec<String>,
    /// The paths with a last segment, ordered by their segments from the last one on: those that end alike
    /// stand together, the shortest first. However many folders have an `index`, few of them are looked at.
    named: FxHashMap<String, Vec<u32>>,
    /// What was chosen of several.
    chosen: Mutex<FxHashMap<String, Arc<[u32]>>>,
}

impl Endings {
    pub(super) fn new(paths: Vec<String>) -> Self {
        let mut named: FxHashMap<String, Vec<u32>> =
            FxHashMap::with_capacity_and_hasher(paths.len(), FxBuildHasher);
        for (index, path) in (0..).zip(&paths) {
            named.entry(last_segment(path).to_string()).or_default().push(index);
        }
        let mut endings = Endings { paths, named, chosen: Mutex::default() };
        let paths = &endings.paths;
        let from_the_end = |index: &u32| paths[*index as usize].rsplit('/');
        endings.named.values_mut().for_each(|alike| {
            alike.sort_by(|a, b| from_the_end(a).cmp(from_the_end(b)));
        });
        endings
    }

    /// All paths, in the order of their indices.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The path of an index.
    pub(super) fn path(&self, index: u32) -> &str {
        &self.paths[index as usize]
    }

    /// The paths whose last segments are these.
    pub(super) fn ending_in(&self, end: &str) -> &[u32] {
        let named = self.named.get(last_segment(end)).map_or(&[][..], Vec::as_slice);
        let depth = end.split('/').count();
        if depth == 1 {
            return named;
        }
        let order = |index: &u32| self.path(*index).rsplit('/').take(depth).cmp(end.rsplit('/'));
        let (_, rest) = named.split_at(named.partition_point(|index| order(index).is_lt()));
        rest.split_at(rest.partition_point(|index| order(index).is_eq())).0
    }

    /// The paths that are this one, in the order of their indices.
    pub(super) fn at(&self, path: &str) -> impl Iterator<Item = u32> {
        self.ending_in(path).iter().copied().take_while(move |index| self.path(*index) == path)
    }

    /// What `choose` makes of the paths whose last segments are these; where there are several, it is asked
    /// once for each `name`.
    pub(super) fn chosen(
        &self,
        name: &str,
        end: &str,
        choose: impl FnOnce(&[u32]) -> Vec<u32>,
    ) -> Arc<[u32]> {
        let found = self.ending_in(end);
        if found.len() < 2 {
            return found.into();
        }
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        let several = chosen.entry(name.to_string()).or_insert_with(|| choose(found).into());
        Arc::clone(several)
    }

    /// The one of the lowest rank whose last segments are these.
    pub(super) fn first<R: Ord>(&self, end: &str, rank: impl Fn(u32) -> R) -> Option<u32> {
        let lowest = |found: &[u32]| found.iter().copied().min_by_key(|index| rank(*index));
        self.chosen(end, end, |found| lowest(found).into_iter().collect()).first().copied()
    }
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_by_whole_segments_at_their_end() {
        let paths = ["b/pod", "a/b/pod", "pod", "c-b/pod", "b", "a/pod", "tripod", "b/pod"];
        let endings = Endings::new(paths.map(str::to_string).to_vec());
        for end in ["pod", "b/pod", "a/b/pod", "x/a/b/pod", "b", "od", "", "/pod", "a//pod", "a/pod", "z"] {
            let mut found = endings.ending_in(end).to_vec();
            found.sort_unstable();
            let ends = |path: &str| path == end || path.ends_with(&format!("/{end}")) && !end.is_empty();
            let expected: Vec<u32> =
                (0..).zip(paths).filter(|(_, path)| ends(path)).map(|(i, _)| i).collect();
            assert_eq!(found, expected, "{end}");
            assert_eq!(endings.first(end, |index| index), expected.first().copied(), "{end}");
        }
        assert_eq!(endings.at("b/pod").collect::<Vec<_>>(), [0, 7]);
        assert_eq!(endings.at("od").count(), 0);
    }
}
