//! What happens to the files of a vault.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must happen before a change is taken for whole: an editor empties a file before it writes it.
const QUIET: Duration = Duration::from_millis(5);

/// How long a change is waited for that does not end.
const BURST: Duration = Duration::from_millis(50);

/// How often is looked where nobody says what happens.
const LOOK: Duration = Duration::from_secs(1);

/// Whether a watch of a folder is one of all folders below it. Where it is, it costs nothing; on Linux each folder is
/// a watch, and those are not wanted that hold no notes.
const IS_DEEP: bool = !cfg!(target_os = "linux");

/// Watches folders.
pub(in crate::host) struct Watch {
    /// `None` where changes are looked for.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
    /// Why changes are looked for; told once.
    trouble: Option<String>,
}

impl Watch {
    /// Watches no folder yet.
    pub(in crate::host) fn start() -> Self {
        let (sender, events) = mpsc::channel();
        let handler = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                // Nobody listens any more when the program ends.
                drop(sender.send(event));
            }
        };
        let (watcher, trouble) = match notify::recommended_watcher(handler) {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(reason(&error))),
        };
        Watch { watcher, events, watched: BTreeSet::new(), trouble }
    }

    /// Watches nothing: changes are looked for, as was asked.
    pub(in crate::host) fn polling() -> Self {
        let trouble = Some("--poll".to_string());
        Watch { watcher: None, events: mpsc::channel().1, watched: BTreeSet::new(), trouble }
    }

    /// Why changes are looked for, and not told by the system; once.
    pub(in crate::host) fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Watches these folders and no others. Whether there are new ones: what has happened in them before is not known.
    pub(in crate::host) fn keep(&mut self, folders: BTreeSet<PathBuf>) -> bool {
        let folders = if IS_DEEP { tops(folders) } else { folders };
        let gone: Vec<PathBuf> = self.watched.difference(&folders).cloned().collect();
        let new: Vec<PathBuf> = folders.difference(&self.watched).cloned().collect();
        gone.iter().for_each(|folder| self.leave(folder));
        for folder in &new {
            if let Err(error) = self.watch(folder) {
                // A folder that has gone by now is none that is needed.
                if folder.is_dir() {
                    (self.watcher, self.trouble) = (None, Some(reason(&error)));
                    return false;
                }
            }
        }
        !new.is_empty() && self.watcher.is_some()
    }

    fn watch(&mut self, folder: &Path) -> notify::Result<()> {
        let mode = if IS_DEEP { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        watcher.watch(folder, mode)?;
        self.watched.insert(folder.to_path_buf());
        Ok(())
    }

    fn leave(&mut self, folder: &Path) {
        self.watched.remove(folder);
        if let Some(watcher) = &mut self.watcher {
            // One that has gone is not watched any more.
            drop(watcher.unwatch(folder));
        }
    }

    /// Waits for a change: the paths it is about, `None` where anything may have changed.
    pub(in crate::host) fn next(&mut self) -> Option<BTreeSet<PathBuf>> {
        let first = self.watcher.is_some().then(|| self.events.recv().ok()).flatten();
        let Some(first) = first else {
            thread::sleep(LOOK);
            return None;
        };
        let events = self.burst(first);
        let mut paths = BTreeSet::new();
        for event in events {
            match event {
                Ok(event) if !event.need_rescan() => paths.extend(event.paths),
                _ => return None,
            }
        }
        self.leave_replaced(&paths);
        Some(paths)
    }

    /// A folder that was moved away and another that came in its place have one name and two watches, and so have those
    /// below them.
    fn leave_replaced(&mut self, paths: &BTreeSet<PathBuf>) {
        let is_replaced = |folder: &&PathBuf| folder.ancestors().any(|above| paths.contains(above));
        let replaced: Vec<PathBuf> = self.watched.iter().filter(is_replaced).cloned().collect();
        replaced.iter().filter(|_| !IS_DEEP).for_each(|folder| self.leave(folder));
    }

    /// An event, and those that come with it.
    fn burst(&self, first: notify::Result<Event>) -> Vec<notify::Result<Event>> {
        let end = Instant::now() + BURST;
        let mut events = vec![first];
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left.min(QUIET)) {
                Ok(event) => events.push(event),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return events,
            }
            if left.is_zero() {
                events.extend(self.events.try_iter());
                return events;
            }
        }
    }
}

/// That a file was read is no change; we do that ourselves.
fn is_change(event: &Event) -> bool {
    let is_written = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    is_written || !matches!(event.kind, EventKind::Access(_))
}

fn reason(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "too many folders to watch".to_string(),
        _ => format!("the folders cannot be watched ({error})"),
    }
}

/// The folders that lie in no other of them.
fn tops(folders: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let mut tops: BTreeSet<PathBuf> = BTreeSet::new();
    for folder in folders {
        if !folder.ancestors().any(|above| tops.contains(above)) {
            tops.insert(folder);
        }
    }
    tops
}
