//! Notes that were read before, and need not be read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::ReadError;
use crate::text::RelPath;

/// How long before it was read a file must have been left alone. What is written twice within a tick of the clock
/// bears the same time twice.
const CALM: Duration = Duration::from_secs(2);

/// The bytes of notes as they were read last, by what the system says of each file. Empty, it keeps nothing back.
#[derive(Debug)]
pub(super) struct Kept<V> {
    files: BTreeMap<RelPath, (Stamp, V)>,
    /// Files that are read again whatever the system says.
    pub(super) touched: BTreeSet<RelPath>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Kept { files: BTreeMap::new(), touched: BTreeSet::new() }
    }
}

/// What changes whenever a file does. Its time of modification alone can be set by anybody; the time of its last
/// change of any kind cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Stamp { size: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// Elsewhere the time of modification is all there is.
#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

/// A file that was read now.
pub(super) struct Fresh<V> {
    pub(super) path: RelPath,
    pub(super) value: V,
    /// `None` where it is to be read again in any case.
    stamp: Option<Stamp>,
}

impl<V: Clone> Kept<V> {
    /// What `make` makes of the bytes of a file, or has made of them before.
    pub(super) fn file(
        &self,
        path: &RelPath,
        file: &Path,
        make: impl FnOnce(Vec<u8>) -> V,
    ) -> Result<Fresh<V>, ReadError> {
        let failed = |error| ReadError::io("read", file, &error);
        let metadata = fs::metadata(file).map_err(failed)?;
        let stamp = Stamp::of(&metadata);
        let known = self.files.get(path).filter(|(known, _)| *known == stamp && !self.touched.contains(path));
        let value = match known {
            Some((_, value)) => value.clone(),
            None => make(fs::read(file).map_err(failed)?),
        };
        let stamp = (known.is_some() || is_calm(&metadata)).then_some(stamp);
        Ok(Fresh { path: path.clone(), value, stamp })
    }

    /// Keeps what was read now, and nothing else.
    pub(super) fn keep<'f>(&mut self, fresh: impl IntoIterator<Item = &'f Fresh<V>>)
    where
        V: 'f,
    {
        let kept = fresh.into_iter().filter_map(|fresh| {
            let stamp = fresh.stamp.clone()?;
            Some((fresh.path.clone(), (stamp, fresh.value.clone())))
        });
        self.files = kept.collect();
        self.touched.clear();
    }

    /// Forgets a file that was read elsewhere.
    pub(super) fn forget(&mut self, path: &RelPath) {
        self.files.remove(path);
    }
}

/// Whether the clock has gone on since a file was changed, so that the next change bears another time. One that bears
/// a time to come is never calm.
fn is_calm(metadata: &Metadata) -> bool {
    let now = SystemTime::now();
    let is_past = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age > CALM);
    changed(metadata).into_iter().chain(metadata.modified().ok()).all(is_past)
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(not(unix))]
fn changed(_metadata: &Metadata) -> Option<SystemTime> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kept: &mut Kept<Vec<u8>>, file: &Path) -> Vec<u8> {
        let path = RelPath::new("a.md").unwrap();
        let fresh = kept.file(&path, file, |bytes| bytes).unwrap();
        kept.keep([&fresh]);
        fresh.value
    }

    #[test]
    fn a_file_that_bears_its_old_time_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let mut kept = Kept::default();
        let past = SystemTime::now() - Duration::from_secs(100);
        let write = |text: &str| {
            fs::write(&file, text).unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(past).unwrap();
        };
        for text in ["one", "two", "six"] {
            write(text);
            assert_eq!(read(&mut kept, &file), text.as_bytes());
        }
    }

    #[test]
    fn a_file_that_was_left_alone_is_read_once() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mut kept = Kept::default();
        let read = |kept: &mut Kept<usize>, answer: usize| {
            let path = RelPath::new("a.md").unwrap();
            let fresh = kept.file(&path, &file, |_| answer).unwrap();
            kept.keep([&fresh]);
            fresh.value
        };
        assert_eq!(read(&mut kept, 1), 1);
        let is_old = is_calm(&fs::metadata(&file).unwrap());
        assert_eq!(read(&mut kept, 2), if is_old { 1 } else { 2 });
        kept.touched.insert(RelPath::new("a.md").unwrap());
        assert_eq!(read(&mut kept, 3), 3);
    }
}
