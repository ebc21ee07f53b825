//! The project of another tool, whose notes these are.

use std::path::{Path, PathBuf};

use super::relative::inside;
use super::{ReadError, whole};
use crate::site::{Declaration, docs_folder, snippet_folders};
use crate::text::data;
use crate::text::{RelPath, Source, Tree};

/// The files of MkDocs.
const MKDOCS: &[&str] = &["mkdocs.yml", "mkdocs.yaml"];

/// The file of mdBook.
const MDBOOK: &[&str] = &["book.toml"];

/// The files of Docusaurus: that one is there is enough.
const DOCUSAURUS: &[&str] = &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"];

/// Whether a file of this name is read for what it says of a project.
pub(super) fn is_read(name: &str) -> bool {
    MKDOCS.contains(&name) || MDBOOK.contains(&name)
}

/// The configuration of a tool that says where its notes are.
#[derive(Clone)]
pub(super) struct Project {
    /// The folder it stands in.
    pub(super) folder: PathBuf,
    /// That folder as a person would type it.
    pub(super) shown: PathBuf,
    /// The folder of the notes, from there.
    pub(super) notes: String,
    /// The folders of its snippets, from there.
    pub(super) snippets: Vec<String>,
    /// The file, where it declares a navigation.
    source: Option<Source>,
}

impl Project {
    /// The project that has its configuration in this folder.
    pub(super) fn of(folder: &Path, shown: &Path) -> Result<Option<Self>, ReadError> {
        let project = |notes: String, source: Option<Source>| {
            let (folder, shown) = (folder.to_path_buf(), shown.to_path_buf());
            let snippets = source.as_ref().map_or(Vec::new(), snippet_folders);
            Some(Project { folder, shown, notes, snippets, source })
        };
        if let Some(source) = first(folder, MKDOCS)? {
            return Ok(project(docs_folder(&source), Some(source)));
        }
        if let Some(source) = first(folder, MDBOOK)? {
            return Ok(project(book_folder(&source), None));
        }
        let docusaurus = DOCUSAURUS.iter().any(|name| folder.join(name).is_file());
        Ok(if docusaurus { project("docs".to_string(), None) } else { None })
    }

    /// The project above a folder of notes, where that is what it says; `shown` is the folder above as a person
    /// would type it.
    pub(super) fn above(notes: &Path, shown: &Path) -> Result<Option<Self>, ReadError> {
        let Some(folder) = notes.parent() else { return Ok(None) };
        let project = Project::of(folder, shown)?;
        Ok(project.filter(|project| folder.join(&project.notes) == notes))
    }

    /// The same project in another folder.
    pub(super) fn moved(&self, folder: PathBuf) -> Self {
        Project { folder, ..self.clone() }
    }

    /// The navigation it declares for the notes of a folder.
    pub(super) fn declaration(&self, content: &Path) -> Option<Declaration> {
        let base = inside(&self.folder.join(&self.notes), content)?;
        Some(Declaration { source: self.source.clone()?, tree: Tree::Project, base })
    }
}

/// The first of these files that is there.
fn first(folder: &Path, names: &[&str]) -> Result<Option<Source>, ReadError> {
    let Some(name) = names.iter().find(|name| folder.join(name).is_file()) else { return Ok(None) };
    let (file, path) = (folder.join(name), RelPath::new(name).unwrap_or_default());
    let source = Source::from_bytes(path, whole::read(&file)?);
    source.map(Some).map_err(|error| ReadError::not_utf8(&file, error.offset))
}

/// The `src` of an mdBook.
fn book_folder(book: &Source) -> String {
    let root = data::toml(&book.text).ok();
    let src = root.as_ref().and_then(|root| root.value.get("book")?.value.get("src")?.value.scalar());
    src.unwrap_or("src").to_string()
}
