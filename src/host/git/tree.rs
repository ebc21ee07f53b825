//! The files of a folder as a commit has them, laid into another folder.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Stdio};
use std::thread;

use super::{Git, GitError};
use crate::text::RelPath;

/// What a commit has in the folder of a [`Git`], and the ignore files above it.
pub(in crate::host) struct Tree<'g> {
    git: &'g Git,
    /// The path of the folder from the root of the repository, with a slash at its end; empty at the root.
    prefix: String,
    entries: Vec<Entry>,
}

/// A file of a commit.
struct Entry {
    path: RelPath,
    object: String,
    is_symlink: bool,
}

impl<'g> Tree<'g> {
    /// The tree of a revision.
    ///
    /// # Errors
    /// [`GitError`] where there is no such commit here, or git cannot say what it holds.
    pub(in crate::host) fn of(git: &'g Git, revision: &str) -> Result<Self, GitError> {
        let prefix = line(git.ask(&["rev-parse", "--show-prefix"])?);
        let commit = commit(git, revision)?;
        let above =
            prefix.match_indices('/').map(|(slash, _)| format!("{}.gitignore", folder_above(&prefix, slash)));
        let mut wanted: Vec<String> = above.collect();
        wanted.extend((!prefix.is_empty()).then(|| prefix.clone()));
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", &commit, "--"];
        arguments.extend(wanted.iter().map(String::as_str));
        let listed = git.ask(&arguments)?;
        let entries = listed.split(|byte| *byte == 0).filter_map(entry).collect();
        Ok(Tree { git, prefix, entries })
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
    ) -> Result<std::path::PathBuf, GitError> {
        let failed =
            |error: io::Error| GitError(format!("cannot lay the files of the revision aside: {error}"));
        let folder = root.join(&self.prefix);
        fs::create_dir_all(&folder).and_then(|()| fs::create_dir_all(root.join(".git"))).map_err(failed)?;
        let (read, others): (Vec<&Entry>, Vec<&Entry>) =
            self.entries.iter().partition(|entry| is_read(&entry.path) || entry.is_symlink);
        others.iter().try_for_each(|entry| write(root, &entry.path, b"")).map_err(failed)?;
        let (links, files): (Vec<&Entry>, Vec<&Entry>) = read.into_iter().partition(|entry| entry.is_symlink);
        // Links come last: no file is written behind one.
        let order: Vec<&Entry> = files.into_iter().chain(links).collect();
        self.contents(&order, |entry, bytes| match entry.is_symlink {
            true => symlink(root, &entry.path, &bytes),
            false => write(root, &entry.path, &bytes),
        })?;
        folder.canonicalize().map_err(failed)
    }

    /// Reads objects, one after another, from one git.
    fn contents(
        &self,
        entries: &[&Entry],
        mut take: impl FnMut(&Entry, Vec<u8>) -> io::Result<()>,
    ) -> Result<(), GitError> {
        let failed = |error: io::Error| GitError(format!("git cannot read the revision: {error}"));
        let mut command = self.git.command();
        let mut child =
            command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().map_err(failed)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let taken = thread::scope(|scope| {
            // Both pipes are of a bounded size: who only wrote would wait for ever.
            scope.spawn(move || {
                let mut stdin = stdin?;
                entries.iter().try_for_each(|entry| writeln!(stdin, "{}", entry.object)).ok()
            });
            let mut answers = BufReader::new(stdout.ok_or(io::ErrorKind::BrokenPipe)?);
            entries.iter().try_for_each(|entry| take(entry, object(&mut answers)?))
        });
        drop(child.kill());
        drop(child.wait());
        taken.map_err(failed)
    }
}

/// `a/b/` up to a slash: the folder that this slash stands in.
fn folder_above(prefix: &str, slash: usize) -> &str {
    let before = prefix.get(..slash).unwrap_or("");
    before.rfind('/').and_then(|above| prefix.get(..=above)).unwrap_or("")
}

fn line(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_string()
}

/// The commit that a revision means. A name that begins with a dash would be an option.
fn commit(git: &Git, revision: &str) -> Result<String, GitError> {
    let peeled = format!("{revision}^{{commit}}");
    let found = match revision.starts_with('-') || revision.is_empty() {
        true => None,
        false => git.ask(&["rev-parse", "--verify", "--quiet", &peeled]).ok(),
    };
    found.map(line).ok_or_else(|| unknown(git, revision))
}

fn unknown(git: &Git, revision: &str) -> GitError {
    let shallow =
        "the clone is shallow: fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in CI)";
    let why =
        if git.is_shallow() { shallow } else { "name a commit, a tag or a branch, such as `origin/main`" };
    GitError(format!("there is no revision `{revision}` here; {why}"))
}

/// `mode type object<TAB>path`. Submodules, and names that are no paths here, are passed over.
fn entry(record: &[u8]) -> Option<Entry> {
    let record = std::str::from_utf8(record).ok()?;
    let (head, path) = record.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, sort, object) = (head.next()?, head.next()?, head.next()?);
    let path = RelPath::new(path).ok().filter(|path| !path.is_root())?;
    (sort == "blob").then(|| Entry { path, object: object.to_string(), is_symlink: mode == "120000" })
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

fn write(root: &Path, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
    let file = root.join(path.as_str());
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(file, bytes)
}

#[cfg(unix)]
fn symlink(root: &Path, path: &RelPath, target: &[u8]) -> io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let file = root.join(path.as_str());
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(target), file)
}

/// Where there are no such links git writes files.
#[cfg(not(unix))]
fn symlink(root: &Path, path: &RelPath, target: &[u8]) -> io::Result<()> {
    write(root, path, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_a_tree_is_read() {
        let found = entry(b"100644 blob 0a1b\ta b/c\xC3\xBC.md").unwrap();
        assert_eq!((found.path.as_str(), found.object.as_str()), ("a b/c\u{fc}.md", "0a1b"));
        assert!(entry(b"120000 blob 0a1b\tx").unwrap().is_symlink);
        for record in
            [&b"160000 commit 0a1b\tsub"[..], b"100644 blob 0a1b\t../x", b"100644 blob 0a1b\t\xFF", b""]
        {
            assert!(entry(record).is_none(), "{record:?}");
        }
    }

    #[test]
    fn ignore_files_stand_in_the_folders_above() {
        let above: Vec<&str> =
            "a/b/".match_indices('/').map(|(slash, _)| folder_above("a/b/", slash)).collect();
        assert_eq!(above, ["", "a/"]);
    }
}
