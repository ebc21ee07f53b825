//! The vocabulary of these tests: a place on disk, a site, and what a folder holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rutter::host::publish::{Claim, Origin, PublishError, Published};
use rutter::text::RelPath;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A site: paths and texts.
pub(crate) type Site<'a> = &'a [(&'a str, &'a str)];

/// What publishing returns in these tests.
pub(crate) type Outcome = Result<Published, PublishError<String>>;

/// The site before, in most tests, and the one after it.
pub(crate) const OLD: Site = &[
    ("index.html", "old home"),
    ("a/index.html", "old a"),
    ("gone/page/index.html", "gone"),
    ("style.css", "same"),
];
pub(crate) const NEW: Site = &[
    ("index.html", "new home"),
    ("a/index.html", "new a"),
    ("b/c/index.html", "new c"),
    ("style.css", "same"),
];

/// A temporary folder with a vault in it.
pub(crate) struct Place {
    pub(crate) root: TempDir,
    pub(crate) vault: PathBuf,
    pub(crate) out: PathBuf,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = temporary_folder();
        let vault = root.path().join("vault");
        fs::create_dir(&vault).unwrap();
        fs::write(vault.join("picture.png"), b"\x89PNG picture").unwrap();
        let out = vault.join("public");
        Place { root, vault, out }
    }

    /// A place where the old site has been published already.
    pub(crate) fn with_old_site() -> Self {
        let place = Place::new();
        place.publish(OLD).unwrap();
        place
    }

    pub(crate) fn publish(&self, site: Site) -> Outcome {
        publish(&self.out, &self.vault, site)
    }

    /// Writes somebody else's file into the output.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.out.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Nothing but the output and what was in the vault before: no staging, no lock.
    pub(crate) fn assert_tidy(&self) {
        let names = fs::read_dir(&self.vault).unwrap();
        let names: Vec<_> = names.map(|e| e.unwrap().file_name()).collect();
        let known = |name| name == "public" || name == "picture.png";
        assert!(names.iter().all(|name| known(name.to_str().unwrap())), "{names:?}");
        assert!(!self.out.join(".rutter.staging").exists());
    }
}

/// In memory where there is such a place: every build syncs the file system, and on a disk that others
/// write to at the time this takes seconds.
fn temporary_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

pub(crate) fn publish(out: &Path, vault: &Path, site: Site) -> Outcome {
    publish_with(out, vault, site, |text| Ok(Origin::Bytes(text.into())))
}

pub(crate) fn publish_with(
    out: &Path,
    vault: &Path,
    site: Site,
    content: impl Fn(&str) -> Result<Origin, String> + Sync,
) -> Outcome {
    let texts: BTreeMap<&str, &str> = site.iter().copied().collect();
    let claim = Claim::of(out, vault, || ())?;
    claim.publish(&paths(site), |path| content(texts[path.as_str()]))
}

pub(crate) fn paths(site: Site) -> Vec<RelPath> {
    site.iter().map(|(path, _)| RelPath::new(path).unwrap()).collect()
}

/// Everything below a folder: files with their bytes, symlinks with their target, empty folders.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let entries = WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let told = entries.filter_map(|entry| {
        let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
        Some((name, told(entry.path())?))
    });
    told.collect()
}

fn told(path: &Path) -> Option<String> {
    let kind = fs::symlink_metadata(path).unwrap().file_type();
    if kind.is_symlink() {
        Some(format!("-> {}", fs::read_link(path).unwrap().display()))
    } else if kind.is_dir() {
        let empty = fs::read_dir(path).unwrap().next().is_none();
        empty.then(|| "empty folder".to_string())
    } else {
        Some(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
    }
}

/// What a folder holds when exactly this site and these files of others are in it.
pub(crate) fn expected(site: Site, foreign: Site) -> BTreeMap<String, String> {
    let fresh = Place::new();
    fresh.publish(site).unwrap();
    let mut expected = tree(&fresh.out);
    expected.extend(foreign.iter().map(|(p, t)| (p.to_string(), t.to_string())));
    expected
}

/// The message of an outcome that must be an error.
pub(crate) fn message(outcome: Outcome) -> String {
    outcome.expect_err("this must be refused").to_string()
}
