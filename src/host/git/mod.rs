//! Git: what it knows of a vault. It is asked, and never changes anything.

mod commit;
mod entry;
mod history;
mod renames;
mod tree;

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(super) use commit::Commit;
pub(super) use history::history;
pub(super) use renames::renames;
pub(super) use tree::Tree;

/// The `git` of this machine, for a folder in a repository.
pub(super) struct Git {
    program: PathBuf,
    folder: PathBuf,
}

/// Why git could not tell what it was asked.
#[derive(Debug)]
pub(super) struct GitError(String);

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Git {
    /// Git for a folder; `None` where that is in no repository, or there is no git.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        top(folder)?;
        let program = program(folder)?;
        Some(Git { program, folder: folder.to_path_buf() })
    }

    /// The same git for another folder.
    fn in_folder(&self, folder: PathBuf) -> Self {
        Git { program: self.program.clone(), folder }
    }

    /// A git that runs no program the repository names (no pager, no hooks, no signature check, no monitor),
    /// asks nobody for a password, fetches nothing, and is not told of another repository by the hook that
    /// runs us.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("-C").arg(&self.folder).arg("--no-pager").args(["-c", "core.fsmonitor=false"]);
        command.args(["-c", "log.showSignature=false", "-c", "core.quotePath=false"]);
        command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    /// Whether the clone has a part of the history only.
    pub(super) fn is_shallow(&self) -> bool {
        let output = self.command().args(["rev-parse", "--is-shallow-repository"]).output();
        output.is_ok_and(|output| output.stdout.starts_with(b"true"))
    }

    /// What git answers; the reason it gives where it does not.
    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.command().args(arguments).stderr(Stdio::piped()).output();
        let output = output.map_err(|error| GitError(format!("cannot run git: {error}")))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(GitError(reason(&output.stderr))),
        }
    }
}

/// The top of the repository that a folder lies in.
pub(super) fn top(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

/// The first line of what git says.
fn reason(stderr: &[u8]) -> String {
    let said = String::from_utf8_lossy(stderr);
    let line = said.lines().next().unwrap_or("it said nothing");
    format!("git failed: {}", line.trim_start_matches("fatal: "))
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
