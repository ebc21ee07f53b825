//! The API versions of each kind, as the manifests of a vault say them.

use std::collections::{BTreeMap, BTreeSet};

use super::view::GlanceKind;
use crate::kube::Manifest;
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
        let mut versions = ApiVersions::default();
        notes.flat_map(|note| &note.manifests).for_each(|manifest| versions.add(manifest));
        versions
    }

    /// A template says none.
    fn add(&mut self, Manifest { api_version, kind, .. }: &Manifest) {
        if api_version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"./-".contains(&byte)) {
            self.0.entry(kind.clone()).or_default().insert(api_version.clone());
        }
    }

    /// A kind with the versions it is seen in.
    pub(super) fn kind(&self, kind: &str) -> GlanceKind {
        let versions = self.0.get(kind).into_iter().flatten().take(VERSIONS).cloned();
        GlanceKind { kind: kind.to_string(), versions: versions.collect() }
    }
}
