//! What the declared navigation names and the vault does not have.

use std::collections::BTreeMap;

use super::{Inputs, problem};
use crate::text::nearest::Names;
use crate::text::{Problem, RelPath, name};
use crate::vault::{NavItem, named};

/// Adds a problem for each entry of the navigation that has no effect.
pub(super) fn report(inputs: &Inputs, nav: &[NavItem], problems: &mut Vec<Problem>) {
    if nav.is_empty() {
        return;
    }
    let pages: Vec<RelPath> = inputs.notes.keys().map(|path| inputs.dialect.page(path)).collect();
    let paths = paths(inputs, &pages);
    let unmatched: Vec<&NavItem> =
        nav.iter().filter(|item| !paths.contains_key(&named(&item.path))).collect();
    if !unmatched.is_empty() {
        let known = Known::new(&paths);
        let problem = |item: &NavItem| problem::unknown_path(&item.place, &item.path, known.near(&item.path));
        problems.extend(unmatched.into_iter().map(problem));
    }
}

/// The paths that can be named, by how they are compared. Drafts are among them: they are notes of the
/// vault, built or not. Where names have folders in them, `pages` are other paths than those of the files.
fn paths<'n>(inputs: &'n Inputs, pages: &'n [RelPath]) -> BTreeMap<String, &'n str> {
    let all = inputs.notes.keys().chain(pages).flat_map(|path| {
        let note = name::without_extension(path.as_str());
        above(path.as_str()).chain([note])
    });
    all.chain([""]).map(|path| (named(path), path)).collect()
}

/// The folders above a path, the nearest first, the root left out.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

/// What may have been meant by a path that is not there.
struct Known<'n> {
    /// By the last segment alone.
    by_name: BTreeMap<&'n str, &'n str>,
    spelt: Names,
}

impl<'n> Known<'n> {
    fn new(paths: &'n BTreeMap<String, &'n str>) -> Self {
        let last = |path: &'n str| path.rsplit('/').next().unwrap_or(path);
        let by_name = paths.iter().rev().map(|(folded, path)| (last(folded), *path)).collect();
        Known { by_name, spelt: Names::new(paths.values().copied()) }
    }

    /// The same name in another folder, or one that is spelt much the same.
    fn near(&self, path: &str) -> Option<&str> {
        let path = named(path);
        let last = path.rsplit('/').next().unwrap_or(&path);
        self.by_name.get(last).copied().or_else(|| self.spelt.nearest(&path))
    }
}
