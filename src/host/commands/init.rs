//! `rutter init`

use std::fs;
use std::path::Path;

use super::{Outcome, Stop};
use crate::host::terminal;

/// The files of a new site: path and text.
const FILES: &[(&str, &str)] = &[
    ("rutter.toml", include_str!("init/rutter.toml")),
    ("content/index.md", include_str!("init/index.md")),
    ("content/links.md", include_str!("init/links.md")),
    (".gitignore", "/public\n"),
];

/// Makes a small working site; a file that is there already is left as it is, but a configuration stops it.
pub(super) fn run(folder: &Path) -> Result<Outcome, Stop> {
    let config = folder.join("rutter.toml");
    if config.exists() {
        return Err(Stop::new(format!("`{}` is there already: this is a site", config.display())));
    }
    for (path, text) in FILES {
        let file = folder.join(path);
        if !file.exists() {
            write(&file, text)?;
            terminal::status(&format!("made {}", file.display()));
        }
    }
    terminal::status(&format!("`rutter build {}` publishes it", folder.display()));
    Ok(Outcome::Done)
}

/// Writes a file and the folders above it.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error| Stop::new(format!("cannot write `{}`: {error}", file.display()));
    file.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    fs::write(file, text).map_err(failed)
}
