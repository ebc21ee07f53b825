//! What a command is doing: shown while it takes long, and measured.

use std::time::Instant;

use crate::host::progress::Progress;
use crate::host::terminal;

/// The steps of a piece of work, one after another.
pub(super) struct Steps {
    progress: Option<Progress>,
    start: Instant,
    begun: Vec<(&'static str, Instant)>,
}

impl Steps {
    /// Begins the work; `shown` says whether a person may see how it goes on.
    pub(super) fn start(shown: bool) -> Self {
        Steps { progress: Some(Progress::start(shown)), start: Instant::now(), begun: Vec::new() }
    }

    /// Begins a step of so many parts, 0 where they are not counted; the step before has ended.
    pub(super) fn begin(&mut self, doing: &'static str, parts: usize) {
        self.begun.push((doing, Instant::now()));
        if let Some(progress) = &self.progress {
            progress.step(doing, parts);
        }
    }

    /// Begins the last step, which writes to the terminal itself: what was shown is taken away.
    pub(super) fn begin_printing(&mut self) {
        self.begin("printing", 0);
        self.progress = None;
    }

    /// Counts one more part.
    pub(super) fn one_more(&self) {
        if let Some(progress) = &self.progress {
            progress.one_more();
        }
    }

    /// Ends the work, and takes away what was shown.
    pub(super) fn end(self) -> Timings {
        let end = Instant::now();
        let ends = self.begun.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let steps = self.begun.iter().zip(ends);
        Timings {
            steps: steps.map(|((doing, start), end)| (*doing, (end - *start).as_secs_f64())).collect(),
            total: (end - self.start).as_secs_f64(),
        }
    }
}

/// What each step took and all of them together: wall time in seconds.
pub(super) struct Timings {
    steps: Vec<(&'static str, f64)>,
    pub(super) total: f64,
}

impl Timings {
    /// Prints them as a table.
    pub(super) fn print(&self) {
        let total = self.total.max(f64::MIN_POSITIVE);
        for (doing, seconds) in &self.steps {
            terminal::status(&format!("{doing:>12} {seconds:8.3} s {:5.1} %", seconds / total * 100.0));
        }
        terminal::status(&format!("{:>12} {total:8.3} s", "all"));
    }
}
