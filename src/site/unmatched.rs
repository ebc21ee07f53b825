//! What the configured navigation names and the vault does not have.

use std::collections::{BTreeMap, BTreeSet};

use super::{Inputs, problem};
use crate::note::is_folder_name;
use crate::text::nearest::Names;
use crate::text::{Problem, RelPath, name};
use crate::vault::{NavItem, Vault};

/// Adds a problem for each entry of the navigation that has no effect.
pub(super) fn report(inputs: &Inputs, vault: &Vault, problems: &mut Vec<Problem>) {
    let nav = &inputs.config.nav;
    if nav.is_empty() {
        return;
    }
    let paths = paths(inputs, vault);
    let unmatched: Vec<&NavItem> =
        nav.iter().filter(|item| !paths.contains_key(&folded(&item.path))).collect();
    if !unmatched.is_empty() {
        let known = Known::new(&paths);
        let problem = |item: &NavItem| problem::unknown_path(&item.place, &item.path, known.near(&item.path));
        problems.extend(unmatched.into_iter().map(problem));
    }
}

/// As the navigation compares its paths.
fn folded(path: &str) -> String {
    name::folded(path.trim_matches('/'))
}

/// The paths that can be named, by how they are compared. Drafts are among them: they are notes of the
/// vault, built or not. The own note of a folder is not, for it is named as its folder.
fn paths<'n>(inputs: &'n Inputs, vault: &Vault) -> BTreeMap<String, &'n str> {
    let own: BTreeSet<&RelPath> =
        vault.folders.iter().filter_map(|folder| folder.note).map(|id| &vault[id].note.path).collect();
    let notes = inputs.notes.keys().filter(|path| !own.contains(path));
    let notes = notes.map(|path| name::without_extension(path.as_str()));
    let folders = inputs.notes.keys().flat_map(|path| above(path.as_str()));
    notes.chain(folders).map(|path| (name::folded(path), path)).collect()
}

/// The folders above a path, the nearest first, the root left out.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

/// What may have been meant by a path that is not there.
struct Known<'n> {
    paths: &'n BTreeMap<String, &'n str>,
    /// By the last segment alone.
    by_name: BTreeMap<&'n str, &'n str>,
    spelt: Names,
}

impl<'n> Known<'n> {
    fn new(paths: &'n BTreeMap<String, &'n str>) -> Self {
        let last = |path: &'n str| path.rsplit('/').next().unwrap_or(path);
        let by_name = paths.iter().rev().map(|(folded, path)| (last(folded), *path)).collect();
        Known { paths, by_name, spelt: Names::new(paths.values().copied()) }
    }

    /// The folder whose own note is named, the same name in another folder, or one that is spelt much the
    /// same.
    fn near(&self, path: &str) -> Option<&str> {
        let path = folded(path);
        let (above, last) = path.rsplit_once('/').unwrap_or(("", &path));
        if is_folder_name(last) {
            return self.paths.get(above).copied();
        }
        self.by_name.get(last).copied().or_else(|| self.spelt.nearest(&path))
    }
}
