//! The site as it is now.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use crate::Built;
use crate::host::read::Root;
use crate::site::{Content, TemplateError};
use crate::text::RelPath;

/// A site that can be served, whole.
pub(in crate::host) struct Preview {
    built: Arc<Built>,
    /// The path of the URL that the site will be published under, from slash to slash.
    pub(super) base: String,
    /// Where the files lie that pages show.
    pub(super) content: PathBuf,
    /// What they may not lie outside of.
    pub(super) root: PathBuf,
    /// Where the static files lie.
    pub(super) statics: PathBuf,
}

impl Preview {
    /// The preview of a site that was built from a root.
    pub(in crate::host) fn of(root: &Root, built: Arc<Built>) -> Self {
        Preview {
            built,
            base: root.base_path(),
            content: root.content().to_path_buf(),
            root: root.folder().to_path_buf(),
            statics: root.statics().to_path_buf(),
        }
    }

    /// Whether the site has a file.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        self.built.output.has(path)
    }

    /// What a file of the site holds. Templates may nest deeper than the stack of a connection: pages are rendered by
    /// the threads that are made for it.
    pub(super) fn content(&self, path: &RelPath) -> Result<Option<Content>, TemplateError> {
        rayon::scope(|_| self.built.output.render(path))
    }
}

/// The preview that is served: exchanged in one step, so that no answer is made of two.
pub(in crate::host) struct Current(RwLock<Arc<Preview>>);

impl Current {
    /// The first preview.
    pub(in crate::host) fn new(preview: Preview) -> Self {
        Current(RwLock::new(Arc::new(preview)))
    }

    /// What is served from now on; answers that have begun are finished with what they began with.
    pub(in crate::host) fn exchange(&self, preview: Preview) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(preview);
    }

    /// What is served now.
    pub(super) fn now(&self) -> Arc<Preview> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}
