//! The root: where a vault is, where its site goes, how it is configured.

use std::path::{Path, PathBuf};

use super::config::{self, ConfigFile};
use super::folders::Folders;
use super::relative::from_folder;
use super::{Options, ReadError};
use crate::site::Config;
use crate::text::{Place, Problem, RelPath, Source, Tree};

/// All that is known before any note is read.
pub struct Root {
    pub(super) folders: Folders,
    pub(super) config: Config,
    pub(super) drafts: bool,
    /// Whether no page of the site is made.
    pub(super) unseen: bool,
    /// What is wrong with the configuration.
    pub(super) problems: Vec<Problem>,
    configured: Option<ConfigFile>,
}

impl Root {
    /// Finds the root and reads its configuration.
    ///
    /// # Errors
    /// [`ReadError`] where the root is no folder or the configuration cannot be used.
    pub fn find(options: &Options) -> Result<Self, ReadError> {
        let file = ConfigFile::find(options)?;
        let mut problems = Vec::new();
        let config = config::config(file.as_ref(), options, &mut problems)?;
        let folders = Folders::find(&config, options, file.is_some())?;
        Ok(Root {
            folders,
            config,
            drafts: options.drafts,
            unseen: options.unseen,
            problems,
            configured: file,
        })
    }

    /// The root folder.
    pub fn folder(&self) -> &Path {
        &self.folders.root
    }

    /// The folder of the notes.
    pub fn content(&self) -> &Path {
        &self.folders.content
    }

    /// The path of the URL that the site will be published under, from slash to slash.
    pub fn base_path(&self) -> String {
        self.config.base_path()
    }

    /// The folder of the static files.
    pub fn statics(&self) -> &Path {
        &self.folders.statics
    }

    /// The folder of the site.
    pub fn output(&self) -> &Path {
        &self.folders.output
    }

    /// The folder of the site as a person would type it here.
    pub fn output_shown(&self) -> &Path {
        &self.folders.output_shown
    }

    /// The file of a place as a person would type it here; the configuration is known by its path.
    pub fn shown(&self, place: &Place) -> PathBuf {
        let path = place.path.as_str();
        let shown = match (self.config_file(&place.path), place.tree) {
            (Some(file), _) => file.shown.clone(),
            (None, Tree::Vault) => self.folders.content_shown.join(path),
            (None, Tree::Statics) => self.folders.statics_shown.join(path),
            (None, Tree::Project) => self.folders.project_shown().join(path),
        };
        if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
    }

    /// The file of a place from the root folder: the same wherever the command was typed. A configuration
    /// that was named stands for itself.
    pub fn inside(&self, place: &Place) -> String {
        if let Some(file) = self.config_file(&place.path) {
            return file.source.path.to_string();
        }
        let inside = from_folder(&self.file(place), &self.folders.root);
        if inside.is_empty() { ".".to_string() } else { inside }
    }

    /// The file of a place from the root of the disk.
    pub fn file(&self, place: &Place) -> PathBuf {
        let folder = match (self.config_file(&place.path), place.tree) {
            (Some(file), _) => return file.shown.canonicalize().unwrap_or_else(|_| file.shown.clone()),
            (None, Tree::Vault) => &self.folders.content,
            (None, Tree::Statics) => &self.folders.statics,
            (None, Tree::Project) => self.folders.project_folder(),
        };
        folder.join(place.path.as_str())
    }

    /// The configuration, where this is its path in problems.
    pub fn config_source(&self, path: &RelPath) -> Option<&Source> {
        self.config_file(path).map(|file| &file.source)
    }

    /// Whether the configuration is that of the root, and not one that was named.
    pub fn is_configured_inside(&self) -> bool {
        let standard = self.folders.root.join(config::CONFIG);
        let file = self.configured.as_ref().and_then(|file| file.shown.canonicalize().ok());
        file.is_some_and(|file| standard.canonicalize().is_ok_and(|standard| standard == file))
    }

    fn config_file(&self, path: &RelPath) -> Option<&ConfigFile> {
        self.configured.as_ref().filter(|file| file.source.path == *path)
    }
}
