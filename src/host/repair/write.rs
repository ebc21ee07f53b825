//! Writing repaired notes: each file is whole at every moment, and all of them can be written before one is.

use std::fs::{self, File, OpenOptions, Permissions};
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

/// Writes the notes that differ. Nothing is written where one of them cannot be, or is no longer what was
/// read.
///
/// # Errors
/// The sentence that says which file could not be written, and why.
pub(in crate::host) fn write(root: &Root, repaired: &Repaired) -> Result<(), String> {
    let changes = of_one_mind(changes(root, repaired))?;
    let permissions: Vec<Permissions> = changes.iter().map(Change::allowed).collect::<Result<_, _>>()?;
    changes.iter().zip(permissions).try_for_each(|(change, permissions)| {
        change.write(permissions).map_err(|error| change.failed(&error.to_string()))
    })
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
        Some(change) => {
            Err(change.failed("it is several notes, which want different repairs; nothing was repaired"))
        }
        None => {
            changes.dedup_by(|a, b| a.file == b.file);
            Ok(changes)
        }
    }
}

impl Change<'_> {
    fn failed(&self, reason: &str) -> String {
        format!("cannot write `{}`: {reason}", self.file.display())
    }

    /// Whether the file may be written now; it keeps its permissions.
    fn allowed(&self) -> Result<Permissions, String> {
        let failed = |error: io::Error| self.failed(&error.to_string());
        let permissions = fs::metadata(&self.file).map_err(failed)?.permissions();
        if permissions.readonly() {
            return Err(self.failed("it is read-only; nothing was repaired"));
        }
        match fs::read(&self.file).map_err(failed)? == self.before.as_bytes() {
            true => Ok(permissions),
            false => Err(self.failed("it was changed while it was read; nothing was repaired")),
        }
    }

    /// Beside the file first, then in its place.
    fn write(&self, permissions: Permissions) -> io::Result<()> {
        let beside = self.beside();
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        let moved = self.fill(&mut file, permissions).and_then(|()| fs::rename(&beside, &self.file));
        if moved.is_err() {
            // What could not take its place is of no use.
            drop(fs::remove_file(&beside));
        }
        moved
    }

    fn fill(&self, file: &mut File, permissions: Permissions) -> io::Result<()> {
        file.write_all(self.after.as_bytes())?;
        file.set_permissions(permissions)?;
        file.sync_all()
    }

    /// A hidden name: who watches the folder for notes does not see it.
    fn beside(&self) -> PathBuf {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let folder = self.file.parent().unwrap_or(Path::new("."));
        folder.join(format!(".{name}.rutter-{}", std::process::id()))
    }
}
