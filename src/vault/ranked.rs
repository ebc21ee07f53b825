//! Notes or files that one name could mean, and which of them it does.

use std::sync::Arc;

use super::NoteId;
use crate::text::RelPath;

/// Notes or files that a name could mean, best first.
#[derive(Clone)]
pub(super) struct Ranked(pub(super) Arc<[u32]>);

impl Ranked {
    /// The best.
    pub(super) fn best(&self) -> Option<NoteId> {
        self.0.first().copied().map(NoteId)
    }

    /// The best where there is no other.
    pub(super) fn only(&self) -> Option<NoteId> {
        self.best().filter(|_| self.0.len() == 1)
    }

    /// The best, of files.
    pub(super) fn best_file(&self) -> Option<u32> {
        self.0.first().copied()
    }

    /// All of them.
    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = u32> {
        self.0.iter().copied()
    }

    /// Whether there are several.
    pub(super) fn are_several(&self) -> bool {
        self.0.len() > 1
    }
}

/// What a link could mean, as its problem names it.
pub(super) struct Candidates<'c> {
    /// What it leads to.
    pub(super) best: &'c RelPath,
    /// The next best.
    pub(super) others: Vec<&'c RelPath>,
    /// How many more there are.
    pub(super) more: usize,
    /// The shortest name that only the best has.
    pub(super) name: Arc<str>,
}

impl<'c> Candidates<'c> {
    /// Those of `ranked`, `most` of them by their paths.
    pub(super) fn new(
        ranked: &Ranked,
        most: usize,
        name: Arc<str>,
        path: impl Fn(u32) -> &'c RelPath,
    ) -> Option<Self> {
        let (best, others) = ranked.0.split_first()?;
        let (named, more) = others.split_at(most.min(others.len()));
        let others = named.iter().map(|other| path(*other)).collect();
        Some(Candidates { best: path(*best), others, more: more.len(), name })
    }
}

/// What a name could mean, best first: only what has it in this case if anything does, the shortest path, then the
/// first.
pub(super) fn best_first<'p>(
    found: &[u32],
    is_exact: impl Fn(u32) -> bool,
    path: impl Fn(u32) -> &'p str,
) -> Vec<u32> {
    let mut best: Vec<u32> = found.iter().copied().filter(|index| is_exact(*index)).collect();
    if best.is_empty() {
        best = found.to_vec();
    }
    best.sort_by_cached_key(|index| (path(*index).chars().count(), *index));
    best
}

/// In path order.
pub(super) fn sorted(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids
}

/// The fewest last segments of a path that only this one has; at most the whole path.
pub(super) fn shortest_ending(path: &str, is_unique: impl Fn(&str) -> bool) -> &str {
    let mut endings = path.rmatch_indices('/').filter_map(|(slash, _)| path.get(slash + 1..));
    endings.find(|ending| is_unique(ending)).unwrap_or(path)
}
