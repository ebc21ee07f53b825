//! `rutter init`

use std::fs;
use std::iter;
use std::path::Path;

use super::{Outcome, Stop};
use crate::host::read::{Options, Root};
use crate::host::terminal;

/// Path and text of a file.
type File = (&'static str, &'static str);

/// The configuration of a site whose notes are in `content/`.
const CONFIG: File = ("rutter.toml", include_str!("init/rutter.toml"));

/// The configuration of a site whose notes lie beside it.
const CONFIG_BESIDE: File = ("rutter.toml", include_str!("init/beside.toml"));

/// The notes of a site that has none.
const NOTES: [File; 2] = [
    ("content/index.md", include_str!("init/index.md")),
    ("content/links.md", include_str!("init/links.md")),
];

const IGNORED: File = (".gitignore", "/public\n");

/// Makes a small working site, or a site of the notes that are there; a file that is there already is left
/// as it is, but a configuration stops it.
pub(super) fn run(folder: &Path) -> Result<Outcome, Stop> {
    let config = folder.join("rutter.toml");
    if config.exists() {
        return Err(Stop::new(format!("`{}` is there already: this is a site", config.display())));
    }
    for (path, text) in files(folder)? {
        let file = folder.join(path);
        if !file.exists() {
            write(&file, text)?;
            terminal::status(&format!("made {}", file.display()));
        }
    }
    terminal::status(&format!("`rutter build {}` publishes it", folder.display()));
    Ok(Outcome::Done)
}

/// The files that make a site of the folder. Where it has notes, a folder `content` would take their place.
fn files(folder: &Path) -> Result<Vec<File>, Stop> {
    let options = Options { root: folder.to_path_buf(), ..Options::default() };
    let Ok(vault) = Root::find(&options) else { return Ok(example()) };
    if !vault.has_notes().map_err(Stop::new)? {
        return Ok(example());
    }
    terminal::status("the notes that are there become its pages, and stay as they are");
    let config = if vault.content() == vault.folder() { CONFIG_BESIDE } else { CONFIG };
    // A `public` of their own holds pictures, and what is ignored is not read.
    let ignored = Some(IGNORED).filter(|_| !folder.join("public").exists());
    Ok(iter::once(config).chain(ignored).collect())
}

fn example() -> Vec<File> {
    [CONFIG].into_iter().chain(NOTES).chain([IGNORED]).collect()
}

/// Writes a file and the folders above it.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error| Stop::new(format!("cannot write `{}`: {error}", file.display()));
    file.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    fs::write(file, text).map_err(failed)
}
