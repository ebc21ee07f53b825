//! Writing repaired notes: each file is whole at every moment, and all of them are written beside their places
//! before one takes its place.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Repaired;
use crate::host::read::Root;

/// A file that is to be written.
struct Change<'r> {
    /// Where it is: behind a symbolic link, if it is named by one.
    file: PathBuf,
    before: &'r str,
    after: &'r str,
}

/// The notes that differ, each written beside its file; what has not taken its place goes away with this.
pub(in crate::host) struct Staged<'r>(Vec<Beside<'r>>);

/// A change, and the file that holds it until it takes its place.
struct Beside<'r> {
    change: Change<'r>,
    file: PathBuf,
}

/// Writes the notes that differ beside their files: none of these is touched.
///
/// # Errors
/// The sentence that says which file cannot be written, or is no longer what was read, and why.
pub(in crate::host) fn staged<'r>(root: &Root, repaired: &'r Repaired) -> Result<Staged<'r>, String> {
    let changes = of_one_mind(changes(root, repaired));
    let staged = changes.and_then(|changes| changes.into_iter().map(Change::staged).collect());
    staged.map(Staged).map_err(|reason| format!("{reason}; nothing was repaired"))
}

impl Staged<'_> {
    /// Puts all of them in their places, but where a file has changed since.
    ///
    /// # Errors
    /// The sentences that say which files could not be written, and why.
    pub(in crate::host) fn put(self) -> Result<(), String> {
        let failed: Vec<String> = self.0.iter().filter_map(|beside| beside.put().err()).collect();
        match failed.is_empty() {
            true => Ok(()),
            false => Err(format!("{}; what else the diff says is written", failed.join("; "))),
        }
    }
}

impl Beside<'_> {
    /// An edit of another program must not be lost: the file is read again at the last moment.
    fn put(&self) -> Result<(), String> {
        self.change.allowed()?;
        fs::rename(&self.file, &self.change.file).map_err(|error| self.change.failed(&error.to_string()))
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        // What has taken its place is no longer there, and what could not is of no use.
        drop(fs::remove_file(&self.file));
    }
}

fn changes<'r>(root: &Root, repaired: &'r Repaired) -> Vec<Change<'r>> {
    let changed = repaired.before.iter().filter_map(|(path, before)| {
        let named = root.content().join(path.as_str());
        let file = named.canonicalize().unwrap_or(named);
        Some(Change { file, before: &before.text, after: &repaired.inputs.notes.get(path)?.text })
    });
    changed.collect()
}

/// Each file once: a file may be several notes, by symbolic links, which stand in different folders.
fn of_one_mind(mut changes: Vec<Change<'_>>) -> Result<Vec<Change<'_>>, String> {
    changes.sort_by(|a, b| a.file.cmp(&b.file));
    let torn = changes.windows(2).find_map(|pair| match pair {
        [a, b] if a.file == b.file && a.after != b.after => Some(a),
        _ => None,
    });
    match torn {
        Some(change) => Err(change.failed("it is several notes, which want different repairs")),
        None => {
            changes.dedup_by(|a, b| a.file == b.file);
            Ok(changes)
        }
    }
}

impl<'r> Change<'r> {
    fn failed(&self, reason: &str) -> String {
        format!("cannot write `{}`: {reason}", self.file.display())
    }

    /// Whether the file may be written now; it keeps its owner and its mode.
    fn allowed(&self) -> Result<Metadata, String> {
        let failed = |error: io::Error| self.failed(&error.to_string());
        let metadata = fs::metadata(&self.file).map_err(failed)?;
        if metadata.permissions().readonly() {
            return Err(self.failed("it is read-only"));
        }
        match fs::read(&self.file).map_err(failed)? == self.before.as_bytes() {
            true => Ok(metadata),
            false => Err(self.failed("it was changed in the meantime")),
        }
    }

    fn staged(self) -> Result<Beside<'r>, String> {
        let metadata = self.allowed()?;
        let path = self.beside();
        let failed = |error: io::Error| self.failed(&error.to_string());
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let filled = self.fill(&mut file, &metadata).map_err(failed);
        let beside = Beside { change: self, file: path };
        filled.map(|()| beside)
    }

    fn fill(&self, file: &mut File, metadata: &Metadata) -> io::Result<()> {
        file.write_all(self.after.as_bytes())?;
        give(file, metadata)?;
        // A file that changes its owner loses bits of its mode: they come last.
        file.set_permissions(metadata.permissions())?;
        file.sync_all()
    }

    /// A hidden name: who watches the folder for notes does not see it.
    fn beside(&self) -> PathBuf {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let folder = self.file.parent().unwrap_or(Path::new("."));
        folder.join(format!(".{name}.rutter-{}", std::process::id()))
    }
}

/// Gives a new file to the owner and the group of the old one. Only the superuser can give files away: one that
/// others wrote and that may be written by its group becomes ours, as it does in an editor, and stays the group's.
///
/// # Errors
/// Where the group cannot have it: those who read the file might no longer.
#[cfg(unix)]
fn give(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(file, None, Some(old.gid())))
}

/// Elsewhere a file has the owner that its folder gives it.
#[cfg(not(unix))]
fn give(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
