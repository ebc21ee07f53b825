//! Opening a file that the site has as it is.

use std::fs::File;
use std::path::Path;

use crate::text::RelPath;

/// An open file and its size; `None` where there is none, or it lies outside of `folder` once all links on its way
/// are followed. What lies there was looked at when the site was built, and may be another thing by now: a FIFO,
/// which would never be read to its end, or a link to a file that is nobody's business.
pub(super) fn open(base: &Path, path: &RelPath, folder: &Path) -> Option<(File, u64)> {
    let file = base.join(path.as_str()).canonicalize().ok()?;
    if !file.starts_with(folder.canonicalize().ok()?) || !file.metadata().ok()?.is_file() {
        return None;
    }
    let file = File::open(file).ok()?;
    let size = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    Some((file, size))
}
