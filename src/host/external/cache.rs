//! What was asked not long ago and answered well. It lies in the user's folder for such things, never in the
//! site; what cannot be read is forgotten, and what cannot be written is asked again.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use url::Url;

/// How long an answer is believed, in seconds: a day.
const BELIEVED: u64 = 24 * 60 * 60;

/// The largest file that is read, in bytes; ours are far smaller.
const LARGEST: u64 = 64 << 20;

/// What marks a file as one of ours.
const VERSION: u32 = 1;

/// The file as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Remembered {
    rutter_external: u32,
    /// When each URL answered well, in seconds since 1970.
    answered: BTreeMap<String, u64>,
}

/// The URLs that answered well.
pub(super) struct Cache {
    file: Option<PathBuf>,
    now: u64,
    answered: BTreeMap<String, u64>,
}

impl Cache {
    /// What is remembered; nothing where the folder of the user lies in `root`.
    pub(super) fn open(root: &Path) -> Self {
        let folder = folder().filter(|folder| !lies_in(folder, root));
        let file = folder.map(|folder| folder.join("external.json"));
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let mut answered = file.as_deref().and_then(read).unwrap_or_default();
        answered.retain(|_, at| *at <= now && now - *at < BELIEVED);
        Cache { file, now, answered }
    }

    /// Whether a URL has answered well not long ago.
    pub(super) fn knows(&self, url: &Url) -> bool {
        self.answered.contains_key(url.as_str())
    }

    /// Remembers that a URL has answered well.
    pub(super) fn remember(&mut self, url: &Url) {
        self.answered.insert(url.to_string(), self.now);
    }

    /// Writes what is remembered, in one step and for this user alone: URLs may hold keys.
    pub(super) fn write(self) {
        if let (Some(file), false) = (&self.file, self.answered.is_empty()) {
            let remembered = Remembered { rutter_external: VERSION, answered: self.answered };
            // What is not remembered is asked again.
            drop(write(file, &remembered));
        }
    }
}

fn write(file: &Path, remembered: &Remembered) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = NamedTempFile::new_in(folder)?;
    beside.write_all(&serde_json::to_vec(remembered)?)?;
    beside.persist(file)?;
    Ok(())
}

fn read(file: &Path) -> Option<BTreeMap<String, u64>> {
    let metadata = fs::metadata(file).ok()?;
    let bytes = (metadata.is_file() && metadata.len() <= LARGEST).then(|| fs::read(file).ok()).flatten()?;
    let remembered: Remembered = serde_json::from_slice(&bytes).ok()?;
    (remembered.rutter_external == VERSION).then_some(remembered.answered)
}

/// Whether a folder lies in another, be it made already or not.
fn lies_in(folder: &Path, root: &Path) -> bool {
    let made = folder.ancestors().find_map(|above| above.canonicalize().ok());
    folder.starts_with(root) || made.is_some_and(|made| made.starts_with(root))
}

/// The folder of the user for what can be made again (XDG Base Directory Specification, and what other
/// systems have).
fn folder() -> Option<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let standard = || match env::consts::OS {
        "windows" => absolute("LOCALAPPDATA"),
        "macos" => absolute("HOME").map(|home| home.join("Library/Caches")),
        _ => absolute("HOME").map(|home| home.join(".cache")),
    };
    Some(absolute("XDG_CACHE_HOME").or_else(standard)?.join("rutter"))
}
