//! A revision as a commit.

use super::{Git, GitError};

/// A commit that is here.
pub(in crate::host) struct Commit {
    /// Its digest.
    pub(super) id: String,
    /// What it was called.
    pub(super) name: String,
}

impl Commit {
    /// The commit that a revision means.
    ///
    /// # Errors
    /// [`GitError`] where there is none, with what to do about it.
    pub(in crate::host) fn of(git: &Git, revision: &str) -> Result<Self, GitError> {
        // A name that begins with a dash would be an option.
        let found = match revision.starts_with('-') || revision.is_empty() {
            true => None,
            false => git.ask(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]).ok(),
        };
        let id = found.ok_or_else(|| unknown(git, revision))?;
        Ok(Commit { id: line(&id), name: revision.to_string() })
    }

    /// Whether a repository has a commit.
    pub(super) fn is_in(git: &Git, id: &str) -> bool {
        git.ask(&["cat-file", "-e", &format!("{id}^{{commit}}")]).is_ok()
    }
}

/// What git answers on a line.
pub(super) fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\n').to_string()
}

fn unknown(git: &Git, revision: &str) -> GitError {
    let shallow =
        "the clone is shallow: fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in CI)";
    let why =
        if git.is_shallow() { shallow } else { "name a commit, a tag or a branch, such as `origin/main`" };
    GitError(format!("there is no revision `{revision}` here; {why}"))
}
