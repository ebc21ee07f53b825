//! Which files were renamed, as git tells by their likeness.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::Git;
use crate::text::{RelPath, Source};

/// The new path of each of `gone` that came back, much the same, as one of `come`. They are laid into `folder`
/// for git to compare: what is not committed counts, and no filter of the repository is run. Where git cannot
/// tell, nothing was renamed.
pub(in crate::host) fn renames(
    git: &Git,
    folder: &Path,
    gone: &[&Source],
    come: &[&Source],
) -> BTreeMap<RelPath, RelPath> {
    if gone.is_empty() || come.is_empty() {
        return BTreeMap::new();
    }
    let laid = lay(&folder.join("gone"), gone).and_then(|()| lay(&folder.join("come"), come));
    let git = git.in_folder(folder.to_path_buf());
    let mut command = git.command();
    command.args([
        "diff",
        "--no-index",
        "--no-ext-diff",
        "--no-textconv",
        "--name-status",
        "--find-renames",
        "-z",
    ]);
    // That they differ is the exit code 1, and no fault.
    match laid.and_then(|()| command.args(["--", "gone", "come"]).output()) {
        Ok(output) => read(&output.stdout),
        Err(_) => BTreeMap::new(),
    }
}

fn lay(folder: &Path, files: &[&Source]) -> io::Result<()> {
    files.iter().try_for_each(|source| {
        let file = folder.join(source.path.as_str());
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, source.text.as_bytes())
    })
}

/// `R100`, the old path and the new one, each ended by a NUL; other records have one path.
fn read(output: &[u8]) -> BTreeMap<RelPath, RelPath> {
    let mut fields = output.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let mut renames = BTreeMap::new();
    while let Some(status) = fields.next() {
        let Some(old) = fields.next() else { break };
        if status.starts_with('R') {
            let path = |text: &str, folder: &str| RelPath::new(text.strip_prefix(folder)?).ok();
            let new = fields.next().and_then(|new| path(&new, "come/"));
            renames.extend(path(&old, "gone/").zip(new));
        }
    }
    renames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_renames_are_read() {
        let read = read(b"R097\0gone/a b.md\0come/c/d.md\0D\0gone/x.md\0A\0come/y.md\0");
        let read: Vec<_> = read.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        assert_eq!(read, [("a b.md", "c/d.md")]);
    }
}
