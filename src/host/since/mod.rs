//! The problems that a change has brought: those of the notes now, without those they had before.
//!
//! The tree of the revision is read as the vault of today is, and judged by the configuration of today. A
//! problem is the same where id, file, sentence and the characters it is about are the same, wherever they
//! stand in the file now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::git::{self, Commit, Git, GitError, renames};
use super::read::{self, ReadError, Root};
use crate::Memo;
use crate::site::{Inputs, TemplateError};
use crate::text::{Problem, RelPath, Source, Tree};

/// Why problems could not be compared.
#[derive(Debug)]
pub(super) struct SinceError(String);

impl std::fmt::Display for SinceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<GitError> for SinceError {
    fn from(error: GitError) -> Self {
        SinceError(format!("--since: {error}"))
    }
}

impl From<ReadError> for SinceError {
    fn from(error: ReadError) -> Self {
        SinceError(error.to_string())
    }
}

impl From<TemplateError> for SinceError {
    fn from(error: TemplateError) -> Self {
        SinceError(error.to_string())
    }
}

impl From<std::io::Error> for SinceError {
    fn from(error: std::io::Error) -> Self {
        SinceError(format!("--since: no folder for the old notes: {error}"))
    }
}

/// The notes as a revision has them.
struct Before {
    inputs: Inputs,
    /// The configuration of the root, if it had one.
    config: Option<String>,
    /// The new paths of notes that were renamed.
    renames: BTreeMap<RelPath, RelPath>,
}

/// A revision that the notes are compared with.
pub(super) struct Since {
    git: Git,
    commit: Commit,
}

impl Since {
    /// A revision of the repository that a root lies in.
    ///
    /// # Errors
    /// [`SinceError`] where the root is in no repository, or git does not know the revision.
    pub(super) fn of(root: &Root, revision: &str) -> Result<Self, SinceError> {
        let outside = || {
            SinceError(format!(
                "--since: `{}` is in no git repository, or there is no git",
                root.folder().display()
            ))
        };
        let git = Git::of(root.folder()).ok_or_else(outside)?;
        let commit = Commit::of(&git, revision)?;
        Ok(Since { git, commit })
    }

    /// What of `problems`, those of `now`, was not there in the revision.
    ///
    /// # Errors
    /// [`SinceError`] where the files of the revision cannot be read.
    pub(super) fn introduced(
        &self,
        root: &Root,
        now: &Inputs,
        problems: &[Problem],
        memo: &mut Memo,
    ) -> Result<Vec<Problem>, SinceError> {
        let folder = tempfile::tempdir()?;
        let before = self.before(root, now, folder.path())?;
        let old = crate::build(&before.inputs, memo)?.problems;
        Ok(new_ones(root, now, problems, &before, &old))
    }

    fn before(&self, root: &Root, now: &Inputs, folder: &Path) -> Result<Before, SinceError> {
        let shown: BTreeSet<&str> = now.texts.paths().chain(now.listings.keys()).map(RelPath::name).collect();
        let is_read = |path: &RelPath| read::is_read(path) || shown.contains(path.name());
        let laid = git::Tree::of(&self.git, &self.commit)?.lay(&folder.join("tree"), is_read)?;
        let inputs = root.read_as_now(&laid, now)?;
        let config = std::fs::read_to_string(laid.join(read::CONFIG)).ok();
        let gone = only_in(&inputs, now);
        let come = only_in(now, &inputs);
        let renames = renames(&self.git, &folder.join("renames"), &gone, &come);
        Ok(Before { inputs, config, renames })
    }
}

fn only_in<'i>(inputs: &'i Inputs, others: &Inputs) -> Vec<&'i Source> {
    inputs.notes.values().filter(|source| !others.notes.contains_key(&source.path)).collect()
}

/// What makes a problem the one it is.
type Key = (&'static str, Tree, RelPath, String, String);

fn new_ones(
    root: &Root,
    now: &Inputs,
    problems: &[Problem],
    before: &Before,
    old: &[Problem],
) -> Vec<Problem> {
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for problem in old.iter().filter(|problem| before.is_of_then(root, problem)) {
        *known.entry(before.key(root, problem)).or_default() += 1;
    }
    let is_new = |problem: &&Problem| match known.get_mut(&key(problem, text(root, now, problem))) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    problems.iter().filter(is_new).cloned().collect()
}

fn key(problem: &Problem, text: String) -> Key {
    (problem.id, problem.place.tree, problem.place.path.clone(), problem.message.clone(), text)
}

/// The characters a problem is about, whatever its line ends are.
fn text(root: &Root, inputs: &Inputs, problem: &Problem) -> String {
    let place = &problem.place;
    let source = inputs.source(place).or_else(|| root.config_source(&place.path));
    let text = source.zip(place.span).and_then(|(source, span)| source.text.get(span.range()));
    text.unwrap_or("").replace('\r', "")
}

impl Before {
    /// The key of an old problem, with the names that files have today.
    fn key(&self, root: &Root, problem: &Problem) -> Key {
        let (id, tree, path, message, text) = key(problem, text(root, &self.inputs, problem));
        let path = self.renames.get(&path).cloned().unwrap_or(path);
        (id, tree, path, self.renamed(message), text)
    }

    /// A sentence with its paths, which stand between back quotes, as they are today.
    fn renamed(&self, message: String) -> String {
        if self.renames.is_empty() {
            return message;
        }
        let today = |part: &str| {
            let new = RelPath::new(part).ok().and_then(|path| self.renames.get(&path));
            new.map_or(part.to_string(), RelPath::to_string)
        };
        message.split('`').map(today).collect::<Vec<String>>().join("`")
    }

    /// Whether a problem, which was found with the configuration of today, was there before: what stands in
    /// that itself may be new.
    fn is_of_then(&self, root: &Root, problem: &Problem) -> bool {
        match (root.config_source(&problem.place.path), root.is_configured_inside()) {
            (Some(_), true) => {
                let text = text(root, &self.inputs, problem);
                self.config.as_ref().is_some_and(|config| config.replace('\r', "").contains(&text))
            }
            _ => true,
        }
    }
}
