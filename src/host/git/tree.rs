//! The files of a folder as a commit has them, laid into another folder.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};
use std::thread;

use super::commit::line;
use super::entry::{Entry, Recorded};
use super::{Commit, Git, GitError};
use crate::text::RelPath;

/// What a commit has in the folder of a [`Git`], and the ignore files above it.
pub(in crate::host) struct Tree {
    /// The path of the folder from the root of the repository, with a slash at its end; empty at the root.
    prefix: String,
    /// The files of the repository, and of each submodule that is checked out.
    parts: Vec<Part>,
}

/// The files of one repository, at their places in the outermost one.
struct Part {
    git: Git,
    entries: Vec<Entry>,
}

impl Tree {
    /// The tree of a commit.
    ///
    /// # Errors
    /// [`GitError`] where git cannot say what it holds, or a submodule lacks the commit it was at.
    pub(in crate::host) fn of(git: &Git, commit: &Commit) -> Result<Self, GitError> {
        let prefix = line(&git.ask(&["rev-parse", "--show-prefix"])?);
        let top = git.folder.join(line(&git.ask(&["rev-parse", "--show-cdup"])?));
        let above =
            prefix.match_indices('/').map(|(slash, _)| format!("{}.gitignore", folder_above(&prefix, slash)));
        let mut wanted: Vec<String> = above.collect();
        wanted.extend((!prefix.is_empty()).then(|| prefix.clone()));
        let mut parts = Vec::new();
        let listing = Listing { top: &top, commit, at: PathBuf::new() };
        listing.list(git.in_folder(top.clone()), &commit.id, &wanted, &mut parts)?;
        Ok(Tree { prefix, parts })
    }

    /// Lays the files into `root`, as the repository has them; the folder of this git is returned. Files that
    /// are not read are empty: of these it is enough that they are there.
    ///
    /// # Errors
    /// [`GitError`] where a file is not here, and where it cannot be written.
    pub(in crate::host) fn lay(
        &self,
        root: &Path,
        is_read: impl Fn(&RelPath) -> bool,
    ) -> Result<PathBuf, GitError> {
        let failed =
            |error: io::Error| GitError(format!("cannot lay the files of the revision aside: {error}"));
        let folder = root.join(&self.prefix);
        fs::create_dir_all(&folder).and_then(|()| fs::create_dir_all(root.join(".git"))).map_err(failed)?;
        let is_empty = |entry: &&Entry| !entry.is_symlink && !entry.path().is_some_and(|path| is_read(&path));
        let entries = || self.parts.iter().flat_map(|part| &part.entries);
        entries().filter(is_empty).try_for_each(|entry| entry.write(root, b"")).map_err(failed)?;
        // Links come last: no file is written behind one.
        self.lay_those(root, |entry| !entry.is_symlink && !is_empty(&entry))?;
        self.lay_those(root, |entry| entry.is_symlink)?;
        folder.canonicalize().map_err(failed)
    }

    fn lay_those(&self, root: &Path, wanted: impl Fn(&Entry) -> bool) -> Result<(), GitError> {
        self.parts.iter().try_for_each(|part| {
            let entries: Vec<&Entry> = part.entries.iter().filter(|entry| wanted(entry)).collect();
            part.lay(root, &entries)
        })
    }
}

/// The walk through a repository and its submodules.
struct Listing<'l> {
    /// The root of the outermost repository.
    top: &'l Path,
    /// The commit of that.
    commit: &'l Commit,
    /// Where the repository lies in it.
    at: PathBuf,
}

impl Listing<'_> {
    /// Adds the files of a repository below the paths that are wanted, all where none is named, and those of
    /// its submodules.
    fn list(&self, git: Git, commit: &str, wanted: &[String], parts: &mut Vec<Part>) -> Result<(), GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit, "--"];
        arguments.extend(wanted.iter().map(String::as_str));
        let listed = git.ask(&arguments)?;
        let mut entries = Vec::new();
        for recorded in listed.split(|byte| *byte == 0).filter_map(Recorded::read) {
            match recorded {
                Recorded::File(entry) => entries.push(Entry { file: self.at.join(&entry.file), ..entry }),
                Recorded::Submodule(path, commit) => {
                    let inside = Listing { at: self.at.join(path), ..*self };
                    inside.submodule(&git, &commit, parts)?;
                }
            }
        }
        parts.push(Part { git, entries });
        Ok(())
    }

    /// A submodule that is not checked out has no files now either: nothing in it can be new.
    fn submodule(&self, above: &Git, commit: &str, parts: &mut Vec<Part>) -> Result<(), GitError> {
        let folder = self.top.join(&self.at);
        if folder.is_symlink() || !folder.join(".git").exists() {
            return Ok(());
        }
        let git = above.in_folder(folder);
        if !Commit::is_in(&git, commit) {
            return Err(self.lacks(commit));
        }
        self.list(git, commit, &[], parts)
    }

    fn lacks(&self, commit: &str) -> GitError {
        let (path, short) = (self.at.display(), commit.get(..12).unwrap_or(commit));
        GitError(format!(
            "the submodule `{path}` does not have the commit `{short}` that `{}` names; fetch its history \
             (`git -C {path} fetch --unshallow`, or `fetch-depth: 0` in CI)",
            self.commit.name
        ))
    }
}

impl Part {
    /// Reads objects, one after another, from one git, and lays them into `root`.
    fn lay(&self, root: &Path, entries: &[&Entry]) -> Result<(), GitError> {
        if entries.is_empty() {
            return Ok(());
        }
        let failed = |error: io::Error| GitError(format!("git cannot read the revision: {error}"));
        let mut command = self.git.command();
        let mut child =
            command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().map_err(failed)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let laid = thread::scope(|scope| {
            // Both pipes are of a bounded size: who only wrote would wait for ever.
            scope.spawn(move || {
                let mut stdin = stdin?;
                entries.iter().try_for_each(|entry| writeln!(stdin, "{}", entry.object)).ok()
            });
            let mut answers = BufReader::new(stdout.ok_or(io::ErrorKind::BrokenPipe)?);
            entries.iter().try_for_each(|entry| entry.write(root, &object(&mut answers)?))
        });
        drop(child.kill());
        drop(child.wait());
        laid.map_err(failed)
    }
}

/// `a/b/` up to a slash: the folder that this slash stands in.
fn folder_above(prefix: &str, slash: usize) -> &str {
    let before = prefix.get(..slash).unwrap_or("");
    before.rfind('/').and_then(|above| prefix.get(..=above)).unwrap_or("")
}

/// `object type size`, a line end, so many bytes, a line end.
fn object(answers: &mut BufReader<ChildStdout>) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let size: usize = size.ok_or_else(|| io::Error::other("a file of it is not in this clone"))?;
    let mut bytes = vec![0; size + 1];
    answers.read_exact(&mut bytes)?;
    bytes.truncate(size);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignore_files_stand_in_the_folders_above() {
        let above: Vec<&str> =
            "a/b/".match_indices('/').map(|(slash, _)| folder_above("a/b/", slash)).collect();
        assert_eq!(above, ["", "a/"]);
    }
}
