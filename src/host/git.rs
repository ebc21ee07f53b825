//! When each note was last changed: one `git log` for all of them, where the history is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::note::Date;
use crate::text::RelPath;

/// What the history of a vault says.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The day of the last commit that changed each note, in UTC.
    pub(super) changed: BTreeMap<RelPath, Date>,
    /// Whether the clone is shallow, so that its dates mean nothing and were left out.
    pub(super) shallow: bool,
}

/// Reads the history of `notes`, which lie in `folder`. A folder without history has none, and so has
/// one whose history cannot be read: dates are an addition, never a reason to fail.
pub(super) fn history(folder: &Path, notes: &BTreeSet<RelPath>) -> History {
    if !folder.ancestors().any(|above| above.join(".git").exists()) {
        return History::default();
    }
    let Some(git) = program(folder) else { return History::default() };
    if is_shallow(&git, folder) {
        return History { changed: BTreeMap::new(), shallow: true };
    }
    let log = command(&git, folder)
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

/// The `git` of the search path. Relative entries and programs inside the vault are passed over: a file
/// named `git` among the notes is not to be executed.
fn program(folder: &Path) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let name = format!("git{}", env::consts::EXE_SUFFIX);
    let entries = env::split_paths(&path).filter(|entry| entry.is_absolute());
    let programs = entries.map(|entry| entry.join(&name)).filter(|program| program.is_file());
    programs.filter_map(|program| program.canonicalize().ok()).find(|program| !program.starts_with(folder))
}

/// A git that runs no program the repository names: no pager, no hooks, no signature check, no monitor.
fn command(git: &Path, folder: &Path) -> Command {
    let mut command = Command::new(git);
    command.arg("-C").arg(folder).arg("--no-pager").args(["-c", "core.fsmonitor=false"]);
    command.args(["-c", "log.showSignature=false", "-c", "core.quotePath=false"]);
    command.env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn is_shallow(git: &Path, folder: &Path) -> bool {
    let output = command(git, folder).args(["rev-parse", "--is-shallow-repository"]).output();
    output.is_ok_and(|output| output.stdout.starts_with(b"true"))
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
