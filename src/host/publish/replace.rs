//! Putting a staged site in the place of the old one.

use std::fs;
use std::path::Path;

use super::Fault;
use super::fault::Doing;
use super::listing::Listing;
use super::merge::Merge;
use super::obstacle;
use super::staging::Staging;
use super::survey::Survey;
use super::system;

/// Replaces what is ours in `output` by the staged site: in one step where folders can be exchanged,
/// else file by file. What was there before lies in the staging folder then, or is gone.
pub(super) fn replace(
    staging: &Staging,
    output: &Path,
    wanted: &Listing,
    survey: &Survey,
) -> Result<(), Fault> {
    if !as_a_folder(staging, output, survey)? {
        obstacle::refuse(output, wanted, survey)?;
        Merge::new(staging, output, wanted, survey).run()?;
    }
    // The site is in place: a fault of the disk from here on is no reason to say it was not published.
    output.parent().map(system::sync_entries);
    Ok(())
}

/// Tries to put the staged folder itself in place; `false` where that cannot be done.
fn as_a_folder(staging: &Staging, output: &Path, survey: &Survey) -> Result<bool, Fault> {
    let site = staging.site();
    if !survey.exists {
        fs::rename(&site, output).doing("make the folder", output)?;
        return Ok(true);
    }
    if !survey.foreign.is_empty() || !staging.is_beside(output) {
        return Ok(false);
    }
    keep_permissions(output, &site)?;
    system::exchange(&site, output).doing("replace", output)
}

/// The folder may have been opened to a group, say that of the web server.
fn keep_permissions(output: &Path, site: &Path) -> Result<(), Fault> {
    let permissions = fs::metadata(output).doing("read", output)?.permissions();
    fs::set_permissions(site, permissions).doing("set the permissions of", site)
}
