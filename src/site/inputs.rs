//! All that a site is made of, as values.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Config, Declaration};
use crate::note::{Date, Dialect, Text, Texts};
use crate::text::{Digest, Place, Problem, RelPath, Source, Tree};
use crate::vault::Surroundings;

/// The whole input of a build: two equal inputs give the same site, byte for byte, wherever and whenever
/// it is built.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The notes, by path from the root of the vault.
    pub notes: BTreeMap<RelPath, Source>,
    /// The files that notes show parts of.
    pub texts: Texts,
    /// The files that links may show as code, by path from the root of the vault.
    pub listings: BTreeMap<RelPath, Text>,
    /// The other files, and where they are looked up.
    pub surroundings: Surroundings,
    /// The digests of those of [`FINGERPRINTED`](super::FINGERPRINTED) that are the site's own, by name.
    pub fingerprints: BTreeMap<String, Digest>,
    /// The templates of the site, by name; they replace the defaults of that name.
    pub templates: BTreeMap<String, String>,
    /// The fonts that the site brings for its cards.
    pub fonts: Vec<Arc<Vec<u8>>>,
    /// The configuration.
    pub config: Config,
    /// Where the vault declares its navigation for another tool, what weighs more first.
    pub declarations: Vec<Declaration>,
    /// The name of the root folder: the title of a site that has no other.
    pub name: String,
    /// How the notes are written.
    pub dialect: Dialect,
    /// Whether drafts are built.
    pub drafts: bool,
    /// When each note was last changed, as its history says.
    pub changed: BTreeMap<RelPath, Date>,
    /// What came of asking for links to other sites, where it was no good: by URL, as a predicate.
    pub external: BTreeMap<String, String>,
    /// The day of the build, where the configuration asks how old notes are; nothing else knows the time.
    pub today: Option<Date>,
    /// What was wrong while reading: files that are no text, keys that mean nothing.
    pub problems: Vec<Problem>,
}

impl Inputs {
    /// The text of the file of a place, where it was read for the site.
    pub fn source(&self, place: &Place) -> Option<&Source> {
        let is_here = |file: &&Declaration| file.tree == place.tree && file.source.path == place.path;
        let declared = || self.declarations.iter().find(is_here).map(|file| &file.source);
        let own = || self.notes.get(&place.path).or_else(|| self.listing(&place.path));
        (place.tree == Tree::Vault).then(own).flatten().or_else(declared)
    }

    /// What links can lead to besides notes, as the linker has it.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings { dialect: self.dialect, ..self.surroundings.clone() }
    }

    fn listing(&self, path: &RelPath) -> Option<&Source> {
        match self.listings.get(path)? {
            Text::Found(source) => Some(source),
            Text::Missing(_) | Text::Refused(_) => None,
        }
    }
}
