//! Paths of the disk as they are from a folder.

use std::path::{MAIN_SEPARATOR, Path};

use crate::text::RelPath;

/// The path of what lies in a folder, from there; `None` where it lies elsewhere, or its name is no text.
pub(super) fn inside(path: &Path, folder: &Path) -> Option<RelPath> {
    let inside = path.strip_prefix(folder).ok()?.to_str()?;
    RelPath::root().join(&inside.replace(MAIN_SEPARATOR, "/")).ok()
}

/// The way from a folder to a file, both from the root of the disk, as others write it: `../mkdocs.yml`.
pub(super) fn from_folder(file: &Path, folder: &Path) -> String {
    let shared = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}
