//! Shares: a list that is read by threads of its own.

use std::panic::resume_unwind;
use std::thread;

use rayon::current_num_threads;

/// The fewest things that a thread is worth: to begin one takes longest where the machine is busy.
const FEWEST: usize = 16;

/// Reads a list in one share for each core, all at once, and returns what came of the shares in their order; a
/// short list is read by the caller. `read` is told where its share begins.
///
/// The threads are none of the pool: whoever asks may be a worker of that, while the others wait for the same answer.
pub(crate) fn in_shares<T: Sync, R: Send>(all: &[T], read: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let most = all.len().div_ceil(current_num_threads()).max(FEWEST);
    if (1..=most).contains(&all.len()) {
        return vec![read(0, all)];
    }
    let read = &read;
    thread::scope(|scope| {
        let shares = (0..).step_by(most).zip(all.chunks(most));
        let readers: Vec<_> = shares.map(|(start, share)| scope.spawn(move || read(start, share))).collect();
        readers.into_iter().map(|reader| reader.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_read_once_and_in_order() {
        for count in [0, 1, 5, 100] {
            let all: Vec<usize> = (0..count).collect();
            let read = in_shares(&all, |start, share| {
                assert_eq!(share.first(), Some(&start));
                share.to_vec()
            });
            assert_eq!(read.concat(), all);
        }
    }
}
