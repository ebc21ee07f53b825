//! Progress of a build that takes longer than a second, for a person who is looking.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::terminal;

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(100);

/// Ticks before the first line: a short build shows nothing.
const PATIENCE: u32 = 10;

/// What a build is doing, which a thread of its own shows until the value is dropped.
pub(super) struct Progress {
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    doing: Mutex<&'static str>,
    done: AtomicUsize,
    total: AtomicUsize,
    ended: AtomicBool,
}

impl Progress {
    /// Begins; nothing is shown where nobody is looking or `wanted` is false.
    pub(super) fn start(wanted: bool) -> Self {
        let state = Arc::new(State::default());
        let shown = wanted && terminal::is_watched();
        let thread = shown.then(|| {
            let state = Arc::clone(&state);
            thread::spawn(move || show(&state))
        });
        Progress { state, thread }
    }

    /// Begins a step of `total` parts; 0 where they are not counted.
    pub(super) fn step(&self, doing: &'static str, total: usize) {
        *self.state.doing.lock().unwrap_or_else(PoisonError::into_inner) = doing;
        self.state.done.store(0, Ordering::Relaxed);
        self.state.total.store(total, Ordering::Relaxed);
    }

    /// Counts one more part.
    pub(super) fn one_more(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    /// Ends the thread and takes its line away.
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A thread that failed has nothing left to show.
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
            terminal::say(&format!("\r\u{1b}[2K{}", state.line()));
        }
    }
    if ticks > PATIENCE {
        terminal::say("\r\u{1b}[2K");
    }
}

impl State {
    fn line(&self) -> String {
        let doing = *self.doing.lock().unwrap_or_else(PoisonError::into_inner);
        match self.total.load(Ordering::Relaxed) {
            0 => doing.to_string(),
            total => format!("{doing} {} of {total}", self.done.load(Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_shown_with_its_count() {
        let progress = Progress::start(false);
        progress.step("reading", 0);
        assert_eq!(progress.state.line(), "reading");
        progress.step("rendering", 3);
        progress.one_more();
        assert_eq!(progress.state.line(), "rendering 1 of 3");
    }
}
