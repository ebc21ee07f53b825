//! A file as a tree of git records it, laid into a folder.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::text::RelPath;

/// What a tree records.
pub(super) enum Recorded {
    /// A file of the repository.
    File(Entry),
    /// Another repository at this path, and the commit it is at.
    Submodule(PathBuf, String),
}

/// A file of a commit.
pub(super) struct Entry {
    /// Where it lies in the repository.
    pub(super) file: PathBuf,
    pub(super) object: String,
    pub(super) is_symlink: bool,
}

impl Recorded {
    /// `mode type object<TAB>path`. What would lie outside, or in the folder of git itself, is passed over.
    pub(super) fn read(record: &[u8]) -> Option<Self> {
        let tab = record.iter().position(|byte| *byte == b'\t')?;
        let mut head = std::str::from_utf8(record.get(..tab)?).ok()?.split(' ');
        let (mode, sort, object) = (head.next()?, head.next()?, head.next()?.to_string());
        let file = path(record.get(tab + 1..)?).filter(|file| is_inside(file))?;
        match sort {
            "blob" => Some(Recorded::File(Entry { file, object, is_symlink: mode == "120000" })),
            "commit" => Some(Recorded::Submodule(file, object)),
            _ => None,
        }
    }
}

impl Entry {
    /// The path as notes are named; a name that is not UTF-8 is none.
    pub(super) fn path(&self) -> Option<RelPath> {
        let text = self.file.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        RelPath::new(&text).ok()
    }

    /// Writes the file below `root`.
    pub(super) fn write(&self, root: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = root.join(&self.file);
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder)?;
        if !self.is_symlink {
            return fs::write(file, bytes);
        }
        // A tree that was made to do harm has files behind its links.
        match folder.canonicalize()?.starts_with(root.canonicalize()?) {
            true => symlink(&file, bytes),
            false => Ok(()),
        }
    }
}

fn is_inside(file: &Path) -> bool {
    let is_name = |part: Component<'_>| match part {
        Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
        _ => false,
    };
    file.components().next().is_some() && file.components().all(is_name)
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

/// Elsewhere names are text.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(unix)]
fn symlink(file: &Path, target: &[u8]) -> io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(target), file)
}

/// Where there are no such links git writes files.
#[cfg(not(unix))]
fn symlink(file: &Path, target: &[u8]) -> io::Result<()> {
    fs::write(file, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(record: &[u8]) -> Option<Entry> {
        match Recorded::read(record)? {
            Recorded::File(entry) => Some(entry),
            Recorded::Submodule(..) => None,
        }
    }

    #[test]
    fn a_record_of_a_tree_is_read() {
        let found = file(b"100644 blob 0a1b\ta b/c\xC3\xBC.md").unwrap();
        assert_eq!((found.path().unwrap().as_str(), found.object.as_str()), ("a b/c\u{fc}.md", "0a1b"));
        assert!(file(b"120000 blob 0a1b\tx").unwrap().is_symlink);
        let Some(Recorded::Submodule(path, commit)) = Recorded::read(b"160000 commit 0a1b\tsub") else {
            panic!("a submodule");
        };
        assert_eq!((path.to_str(), commit.as_str()), (Some("sub"), "0a1b"));
    }

    #[test]
    fn what_would_lie_elsewhere_is_passed_over() {
        for path in ["../x", "/x", "a/../x", ".git/config", "a/.GIT/config", ""] {
            let record = format!("100644 blob 0a1b\t{path}");
            assert!(Recorded::read(record.as_bytes()).is_none(), "{record:?}");
        }
        assert!(Recorded::read(b"").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf_8_is_kept_as_it_is() {
        let found = file(b"100644 blob 0a1b\tb\xFF.md").unwrap();
        assert!(found.path().is_none());
        let folder = tempfile::tempdir().unwrap();
        found.write(folder.path(), b"").unwrap();
        let name = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().file_name();
        assert_eq!(name.as_encoded_bytes(), b"b\xFF.md");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_laid_behind_a_link() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        file(b"120000 blob 0\ta")
            .unwrap()
            .write(folder.path(), outside.path().as_os_str().as_encoded_bytes())
            .unwrap();
        file(b"120000 blob 0\ta/b").unwrap().write(folder.path(), b"x").unwrap();
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
