//! What stands in the way of a site that has to share its folder.

use std::fs::{self, Metadata};
use std::path::Path;

use super::Fault;
use super::fault::{Doing, if_there};
use super::listing::{Listing, place};
use super::survey::Survey;
use crate::text::RelPath;

/// Refuses to go on where a file or folder of the site would meet one that is not ours.
pub(super) fn refuse(output: &Path, wanted: &Listing, survey: &Survey) -> Result<(), Fault> {
    for folder in wanted.folders.difference(&survey.folders) {
        let ours = survey.files.contains(folder);
        refuse_unless(output, folder, |entry| ours || entry.is_dir())?;
    }
    for file in wanted.files.difference(&survey.files) {
        let ours = survey.folders.contains(file) && holds_nothing_foreign(file, survey);
        refuse_unless(output, file, |_| ours)?;
    }
    Ok(())
}

/// Symlinks are not followed: one to a folder is no folder, for it may lead out of the output.
fn refuse_unless(output: &Path, path: &RelPath, may_stay: impl Fn(&Metadata) -> bool) -> Result<(), Fault> {
    let at = place(output, path);
    match if_there(fs::symlink_metadata(&at)).doing("read", &at)? {
        Some(entry) if !may_stay(&entry) => Err(Fault::refused(
            &at,
            "is in the way of a file of the site, and was not written by Rutter; move it or choose \
             another output with -o",
        )),
        _ => Ok(()),
    }
}

/// A folder of ours gives way to a file when it will be empty.
fn holds_nothing_foreign(folder: &RelPath, survey: &Survey) -> bool {
    let folder = place(Path::new(""), folder);
    let mut foreign = survey.foreign.iter();
    !foreign.any(|path| path.starts_with(&folder))
}
