//! The API versions of each kind, as the manifests of a vault say them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::view::GlanceKind;
use crate::text::RelPath;
use crate::vault::Vault;

/// How many versions are named of a kind.
const VERSIONS: usize = 3;

/// The API versions of each kind, as the manifests of a vault say them.
#[derive(Debug, Default)]
pub(super) struct ApiVersions(BTreeMap<String, BTreeSet<String>>);

impl ApiVersions {
    /// Reads the manifests in listed notes, and those of the files that they show.
    pub(super) fn of(vault: &Vault) -> Self {
        let listed = || vault.notes.iter().filter(|entry| !entry.note.front.unlisted);
        let shown = listed().flat_map(|entry| entry.excerpts.values().map(|excerpt| &excerpt.file));
        let shown: BTreeSet<&RelPath> = shown.collect();
        let files = shown.into_iter().filter_map(|file| vault.listings.get(file));
        let notes = listed().map(|entry| &entry.note).chain(files.map(|listing| &listing.note));
        // There are many manifests, and few kinds of them.
        let said: FxHashSet<(&str, &str)> = notes
            .flat_map(|note| &note.manifests)
            .map(|manifest| (&*manifest.kind, &*manifest.api_version))
            .collect();
        let mut said: Vec<(&str, &str)> = said.into_iter().collect();
        said.sort_unstable();
        let mut versions = ApiVersions::default();
        said.into_iter().for_each(|(kind, version)| versions.add(kind, version));
        versions
    }

    /// A template says none.
    fn add(&mut self, kind: &str, version: &str) {
        if version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"./-".contains(&byte)) {
            self.0.entry(kind.to_string()).or_default().insert(version.to_string());
        }
    }

    /// A kind with the versions it is seen in.
    pub(super) fn kind(&self, kind: &str) -> GlanceKind {
        let versions = self.0.get(kind).into_iter().flatten().take(VERSIONS).cloned();
        GlanceKind { kind: kind.to_string(), versions: versions.collect() }
    }
}
