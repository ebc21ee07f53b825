//! Numbers that look random and are the same for a seed on every machine.

/// splitmix64.
#[derive(Clone)]
pub(super) struct Random {
    state: u64,
    /// How many names of one sort there are at most.
    variety: usize,
}

impl Random {
    /// The fewer names of one sort there are, the more often two things have the same.
    pub(super) fn new(seed: u64, variety: usize) -> Self {
        Random { state: seed, variety }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// The number in a name, below `end`.
    pub(super) fn number(&mut self, end: usize) -> usize {
        self.below(end.min(self.variety))
    }

    /// Whether something happens that happens once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some.
    pub(super) fn of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}
