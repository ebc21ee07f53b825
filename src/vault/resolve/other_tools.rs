//! Targets that one tool alone writes: `dendron://vault/note` and `note.*` of Dendron, `@site/…` of Docusaurus.

use super::{Lead, Linker, Ruled, by};
use crate::note::{hierarchy, vault_path, without_vault};
use crate::text::RelPath;
use crate::vault::Rule;
use crate::vault::catalogue::Page;

/// What a target asks for from the root of its project (Docusaurus, "Markdown links").
pub(super) fn in_site(target: &str) -> Option<&str> {
    target.strip_prefix("@site/")
}

impl Linker<'_, '_> {
    /// `dendron://vault/note` means the note in the folder of that vault, else the note of that name: a vault
    /// that stands alone is not in a folder of its own.
    pub(super) fn cross_vault(&self, target: &str) -> Option<Ruled> {
        let Some(path) = vault_path(target) else {
            return self.wiki(target).or_else(|| by(Rule::Folder, self.above(target)));
        };
        let in_vault = self.catalogue.ranked(&self.catalogue.asked(path)).only();
        let name = without_vault(target);
        by(Rule::Ending, in_vault.map(Lead::Note))
            .or_else(|| self.wiki(name))
            .or_else(|| by(Rule::Folder, self.above(path).or_else(|| self.above(name))))
    }

    /// The folder of notes with dots in their names, whose own note is not written; and the one whose notes
    /// `note.*` asks for.
    fn above(&self, target: &str) -> Option<Lead> {
        let name = hierarchy(target).unwrap_or(target);
        if name.split('.').any(str::is_empty) {
            return None;
        }
        let folder = self.catalogue.surroundings.dialect.folder_of(name)?;
        let beside = self.note.path.parent().join(&folder).ok();
        let beside = beside.and_then(|path| self.catalogue.folder_at(path.as_str()));
        let found = beside.or_else(|| self.catalogue.folder_at(&folder));
        found.map(|folder| Lead::Page(Page::Folder(folder)))
    }

    /// `@site/docs/a.md`, `@site/static/b.png`: from the root of the project (Docusaurus, "Markdown links").
    pub(super) fn in_project(&self, target: &str) -> Option<Ruled> {
        let path = RelPath::root().join(target).ok()?;
        let folder = &self.catalogue.surroundings.in_project;
        let inside = path.as_str().strip_prefix(folder.as_str()).map(|inside| inside.trim_start_matches('/'));
        let in_vault = inside.and_then(|inside| RelPath::new(inside).ok()).filter(|_| path.is_below(folder));
        let public = path.as_str().strip_prefix("static/");
        let found = public.and_then(|public| self.absolute(public));
        found.or_else(|| by(Rule::Root, self.at(&in_vault?)))
    }
}
