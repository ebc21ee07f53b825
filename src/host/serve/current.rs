//! The site as it is now, and who waits for it to be another.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::news::{News, Wrong};
use super::rendered::Rendered;
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
    /// Whether files that it has as they are may be others than those of the site before.
    pub(in crate::host) has_other_files: bool,
    /// How many pages were rendered, of this site and those before it.
    rendered: Arc<AtomicUsize>,
    pages: Rendered,
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
            has_other_files: true,
            rendered: Arc::default(),
            pages: Rendered::default(),
        }
    }

    /// Whether the site has a file.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        self.built.output.has(path)
    }

    /// The style sheets of the site's own that every page has.
    pub(super) fn own_styles(&self) -> impl Iterator<Item = String> {
        let is_own = |path: &&RelPath| path.as_str().starts_with("custom.") && path.extension() == "css";
        self.built.output.paths().filter(is_own).map(|path| format!("{}{path}", self.base))
    }

    /// What a file of the site holds. Templates may nest deeper than the stack of a connection: pages are rendered by
    /// the threads that are made for it.
    pub(super) fn content(&self, path: &RelPath) -> Result<Option<Content>, TemplateError> {
        let is_page = path.extension() == "html";
        if let Some(page) = self.pages.get(path).filter(|_| is_page) {
            return Ok(Some(page));
        }
        let content = rayon::scope(|_| self.built.output.render(path))?;
        if let Some(page) = content.as_ref().filter(|_| is_page) {
            self.rendered.fetch_add(1, Ordering::Relaxed);
            self.pages.keep(path, page);
        }
        Ok(content)
    }
}

/// The preview that is served, and what is new: exchanged in one step, so that no answer is made of two.
pub(in crate::host) struct Current {
    now: Mutex<Now>,
    changed: Condvar,
    rendered: Arc<AtomicUsize>,
    /// When this server was started: pages of another one are to look anew.
    started: u128,
}

/// What is served, and what is said about it.
#[derive(Clone)]
pub(super) struct Now {
    /// `None` where nothing could be built yet.
    pub(super) preview: Option<Arc<Preview>>,
    pub(super) news: Arc<News>,
    round: u64,
    /// The round since which its files are the same.
    files: u64,
}

impl Current {
    /// Nothing yet: whoever asks waits for the first exchange.
    pub(in crate::host) fn new() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let started = since.map_or(0, |since| since.as_nanos());
        let news = Arc::new(News::of(&version(started, 0), &Wrong::default(), 0));
        let now = Now { preview: None, news, round: 0, files: 0 };
        Current { now: Mutex::new(now), changed: Condvar::new(), rendered: Arc::default(), started }
    }

    /// What is served from now on, or `None` where that stays as it is, and what is wrong. Answers that have begun are
    /// finished with what they began with.
    pub(in crate::host) fn exchange(&self, preview: Option<Preview>, wrong: &Wrong) {
        let mut now = self.locked();
        now.round += 1;
        if preview.as_ref().is_some_and(|preview| preview.has_other_files) {
            now.files = now.round;
        }
        now.news = Arc::new(News::of(&version(self.started, now.round), wrong, now.files));
        let rendered = Arc::clone(&self.rendered);
        let preview = preview.map(|preview| Arc::new(Preview { rendered, ..preview }));
        let before = preview.and_then(|preview| now.preview.replace(preview));
        self.changed.notify_all();
        drop(now);
        // A whole site takes some time to drop: nobody is to wait for that.
        drop(before);
    }

    /// How many pages were rendered since this was asked last.
    pub(in crate::host) fn rendered(&self) -> usize {
        self.rendered.swap(0, Ordering::Relaxed)
    }

    /// What is served now.
    pub(super) fn now(&self) -> Now {
        let first = self.changed.wait_while(self.locked(), |now| now.round == 0);
        first.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is new once it is another than this, or after a time.
    pub(super) fn after(&self, known: &News, time: Duration) -> Arc<News> {
        let is_known = |now: &mut Now| now.news.version == known.version;
        let waited = self.changed.wait_timeout_while(self.locked(), time, is_known);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&now.news)
    }

    fn locked(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn version(started: u128, round: u64) -> String {
    format!("{started:x}-{round}")
}
