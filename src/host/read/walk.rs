//! Walking a vault as git would.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::folders::Folders;
use super::relative::inside;
use super::{ReadError, Walked, problem};
use crate::host::git;
use crate::text::{Problem, RelPath, name};

/// The notes and other files of a vault. Dot-folders, `node_modules`, outputs of Rutter and what git's
/// ignore files name are passed over.
pub(super) fn walk(folders: &Folders, problems: &mut Vec<Problem>) -> Result<Walked, ReadError> {
    let mut walked = Walked::default();
    for entry in builder(folders).build() {
        let entry = entry.map_err(|error| fault(&error))?;
        let Some(file_type) = entry.file_type().filter(|file_type| !file_type.is_dir()) else {
            walked.folders.extend(inside(entry.path(), &folders.content));
            continue;
        };
        match relative(&folders.content, entry.path()) {
            Ok(path) => add(&mut walked, folders, path, &entry, file_type, problems),
            Err(shown) => problems.push(problem::name_not_utf8(&shown)),
        }
    }
    Ok(walked)
}

fn fault(error: &ignore::Error) -> ReadError {
    let inner = error.io_error().and_then(|error| error.get_ref()?.downcast_ref());
    inner.map_or_else(|| ReadError::new(format!("cannot read the vault: {error}")), ReadError::walk)
}

fn builder(folders: &Folders) -> WalkBuilder {
    let mut builder = WalkBuilder::new(&folders.content);
    // Ignore files count in a copy without history as well; above the vault only where git reads them.
    builder.hidden(true).ignore(false).require_git(false).parents(git::top(&folders.content).is_some());
    let skipped = skipped(folders);
    builder.filter_entry(move |entry| !is_skipped(entry, &skipped));
    builder
}

/// Folders that hold no notes: the output, the templates and static files of a site, and what Logseq keeps of
/// its own and of old versions.
fn skipped(folders: &Folders) -> Vec<PathBuf> {
    let logseq = folders.content.join("logseq");
    let output = || folders.output.canonicalize().unwrap_or_else(|_| folders.output.clone());
    let mut skipped = Vec::from_iter(folders.is_written.then(output));
    skipped.extend(logseq.join("config.edn").is_file().then_some(logseq));
    if folders.is_site {
        skipped.push(folders.statics.clone());
    }
    if folders.has_templates {
        skipped.push(folders.templates());
    }
    skipped
}

fn is_skipped(entry: &DirEntry, skipped: &[PathBuf]) -> bool {
    let is_folder = entry.file_type().is_some_and(|file_type| file_type.is_dir());
    let path = entry.path();
    let is_output = || entry.depth() > 0 && path.join(".rutter").is_file();
    is_folder
        && (entry.file_name() == "node_modules" || skipped.iter().any(|skip| skip == path) || is_output())
}

/// The path from the folder of the notes; what to call it where it is none.
fn relative(content: &Path, path: &Path) -> Result<RelPath, String> {
    let shown = || path.strip_prefix(content).unwrap_or(path).to_string_lossy().replace('\\', "/");
    inside(path, content).ok_or_else(shown)
}

fn add(
    walked: &mut Walked,
    folders: &Folders,
    path: RelPath,
    entry: &DirEntry,
    file_type: FileType,
    problems: &mut Vec<Problem>,
) {
    let target = file_type.is_symlink().then(|| target_inside(folders, entry.path())).flatten();
    let is_file = file_type.is_file() || target.is_some();
    walked.targets.extend(target);
    match (is_file, name::is_note(path.name())) {
        (true, true) => drop(walked.notes.insert(path)),
        (true, false) => drop(walked.others.insert(path, entry.path().to_path_buf())),
        (false, _) => problems.push(problem::not_a_file(&path, file_type)),
    }
}

/// The file inside the root that a symbolic link leads to.
fn target_inside(folders: &Folders, link: &Path) -> Option<PathBuf> {
    link.canonicalize().ok().filter(|target| target.starts_with(&folders.root) && target.is_file())
}
