//! Progress of a build that takes longer than a second, for a person who is looking.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::terminal;

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(100);

/// Ticks before the first line: a short build shows nothing.
const PATIENCE: u32 = 10;

/// A count that a thread of its own shows.
pub(super) struct Progress {
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

struct State {
    done: AtomicUsize,
    total: usize,
    ended: AtomicBool,
}

impl Progress {
    /// Begins to count; nothing is shown where nobody is looking or `wanted` is false.
    pub(super) fn start(total: usize, wanted: bool) -> Self {
        let state = Arc::new(State { done: AtomicUsize::new(0), total, ended: AtomicBool::new(false) });
        let shown = wanted && terminal::is_watched();
        let thread = shown.then(|| {
            let state = Arc::clone(&state);
            thread::spawn(move || show(&state))
        });
        Progress { state, thread }
    }

    /// Counts one more.
    pub(super) fn one_more(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Ends the count and takes its line away.
    pub(super) fn end(self) {
        self.state.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread {
            drop(thread.join());
        }
    }
}

fn show(state: &State) {
    let mut ticks = 0;
    while !state.ended.load(Ordering::Relaxed) {
        thread::sleep(TICK);
        ticks += 1;
        if ticks > PATIENCE {
            let done = state.done.load(Ordering::Relaxed);
            terminal::say(&format!("\rrendering {done} of {} files", state.total));
        }
    }
    if ticks > PATIENCE {
        terminal::say("\r\u{1b}[2K");
    }
}
