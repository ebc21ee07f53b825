//! The pages of a site that were rendered last.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::site::Content;
use crate::text::RelPath;

/// How many pages are kept: as many as anybody has open.
const MOST: usize = 64;

/// The pages of one site that were asked for last. Several tabs of a page, and one that is loaded anew, take one
/// rendering.
#[derive(Default)]
pub(super) struct Rendered(Mutex<BTreeMap<RelPath, Content>>);

impl Rendered {
    /// A page, if it is kept.
    pub(super) fn get(&self, path: &RelPath) -> Option<Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    /// Keeps a page; where there are too many, the others are forgotten.
    pub(super) fn keep(&self, path: &RelPath, page: &Content) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(path.clone(), page.clone());
    }
}
