//! When each note was last changed: one `git log` for all of them, where the history is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Child;

use super::Git;
use crate::note::Date;
use crate::text::RelPath;

/// What the history of a vault says.
#[derive(Debug, Default)]
pub(in crate::host) struct History {
    /// The day of the last commit that changed each note, in UTC.
    pub(in crate::host) changed: BTreeMap<RelPath, Date>,
    /// Whether the clone is shallow, so that its dates mean nothing and were left out.
    pub(in crate::host) shallow: bool,
}

/// Reads the history of `notes`, which lie in `folder`. A folder without history has none, and so has
/// one whose history cannot be read: dates are an addition, never a reason to fail.
pub(in crate::host) fn history(folder: &Path, notes: &BTreeSet<RelPath>) -> History {
    let Some(git) = Git::of(folder) else { return History::default() };
    if git.is_shallow() {
        return History { changed: BTreeMap::new(), shallow: true };
    }
    let log = git
        .command()
        .args([
            "log",
            "--format=%x01%ct",
            "--name-only",
            "--relative",
            "--no-renames",
            "--no-ext-diff",
            "-z",
            "--",
            ".",
        ])
        .spawn();
    log.ok().map_or_else(History::default, |child| History { changed: dates(child, notes), shallow: false })
}

/// Reads the log, newest first, until every note has its date.
fn dates(mut child: Child, notes: &BTreeSet<RelPath>) -> BTreeMap<RelPath, Date> {
    let mut changed = BTreeMap::new();
    if let Some(stdout) = child.stdout.take() {
        let mut date = Date::from_unix(0);
        for record in BufReader::new(stdout).split(0).map_while(Result::ok) {
            let record = String::from_utf8_lossy(&record);
            let name = match record.trim_start_matches('\n').strip_prefix('\u{1}') {
                Some(header) => {
                    let (seconds, name) = header.split_once('\n').unwrap_or((header, ""));
                    date = Date::from_unix(seconds.trim().parse().unwrap_or(0));
                    name.trim_start_matches('\n').to_string()
                }
                None => record.trim_start_matches('\n').to_string(),
            };
            if let Ok(path) = RelPath::new(&name)
                && notes.contains(&path)
            {
                changed.entry(path).or_insert(date);
            }
            if changed.len() == notes.len() {
                break;
            }
        }
    }
    // It is of no more use; one that has ended already cannot be killed.
    drop(child.kill());
    drop(child.wait());
    changed
}
