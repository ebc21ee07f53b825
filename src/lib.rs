//! A compiler and linker for notes: a folder of wiki-linked Markdown becomes a documentation site.
//!
//! A note is a source file. It compiles, from its bytes alone, to an object: HTML with holes, the names it
//! exports, the links it wants, its manifests, its problems. The vault is the linker: it sees all objects
//! at once and answers every link. The site fills the holes and lays out pages. Only the host touches the
//! world.
//!
//! The modules are layers. Each may use those above it in this list, never those below:
//!
//! 1. [`text`], characters and places
//! 2. [`kube`], what a manifest means
//! 3. [`note`], one file alone
//! 4. [`vault`], all notes together
//! 5. [`site`], pages
//! 6. [`host`], the outside world
//!
//! [`build`] joins them: a pure function, the same for a batch build, a preview and a test.

pub mod text;

pub mod kube;

pub mod note;

pub mod vault;

pub mod site;

pub mod host;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use note::{Dialect, Note, Refusal, Text};
use site::{Inputs, Levels, Output, TemplateError, Templates, UrlStyle};
use text::{Digest, Last, Problem, RelPath, Source};
use vault::{NavItem, Rules, Surroundings, Vault};

/// What a build results in.
#[derive(Debug, Clone)]
pub struct Built {
    /// The site: every path is known, each page is rendered when it is asked for.
    pub output: Output,
    /// What is wrong with the content, by file and place, at the configured levels.
    pub problems: Vec<Problem>,
    /// How much there was.
    pub counts: Counts,
}

/// How much a build has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// The notes that are pages.
    pub notes: usize,
    /// How many of them were compiled anew, and not remembered.
    pub compiled: usize,
    /// The links in them.
    pub links: usize,
}

/// What a build remembers for the next one: with it, what has not changed is not made again. The result is the same
/// without.
#[derive(Debug, Default)]
pub struct Memo {
    /// The compiled notes, by [`note::key`].
    pub notes: text::Memo<Arc<Note>>,
    templates: Last<BTreeMap<String, String>, Result<Arc<Templates>, TemplateError>>,
    links: vault::Memo,
    plan: site::Memo,
}

/// A step of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The templates and every note are compiled.
    Compile,
    /// Every link is given its answer.
    Link,
    /// Every file of the site is given its place.
    Plan,
}

impl Step {
    /// What is being done.
    pub fn name(self) -> &'static str {
        match self {
            Step::Compile => "compiling",
            Step::Link => "linking",
            Step::Plan => "planning",
        }
    }
}

/// Builds a site: compiles what `memo` does not remember, links everything, plans every page.
///
/// # Errors
/// [`TemplateError`] where a template does not compile. Content never fails: see [`Built::problems`].
pub fn build(inputs: &Inputs, memo: &mut Memo) -> Result<Built, TemplateError> {
    build_observed(inputs, memo, |_| {})
}

/// [`build`] that says when a step begins, for a caller with a clock.
///
/// # Errors
/// Those of [`build`].
pub fn build_observed(
    inputs: &Inputs,
    memo: &mut Memo,
    mut begins: impl FnMut(Step),
) -> Result<Built, TemplateError> {
    begins(Step::Compile);
    let compiled = |own: &BTreeMap<String, String>| Templates::new(own).map(Arc::new);
    let templates = Result::clone(&*memo.templates.of(inputs.templates.clone(), compiled))?;
    let Compiled { notes, listings, fresh } = compile(inputs, &mut memo.notes);
    let (drafts, notes) = without_drafts(notes, inputs);
    let counts =
        Counts { notes: notes.len(), compiled: fresh, links: notes.iter().map(|n| n.links.len()).sum() };
    let mut problems = inputs.problems.clone();
    problems.extend(notes.iter().flat_map(|note| note.problems.iter().cloned()));
    problems.extend(site::external_faults(&inputs.external, &notes));
    let levels = Levels::of(inputs, &notes, &mut problems);
    begins(Step::Link);
    let nav = site::navigation(&inputs.config.nav, &inputs.declarations, &mut problems);
    let mut vault = link(notes, listings, (&drafts, &nav), inputs, &mut memo.links);
    problems.append(&mut vault.problems);
    begins(Step::Plan);
    let output = site::plan(inputs, &nav, vault, templates, &mut memo.plan, &mut problems);
    let mut problems: Vec<Problem> =
        problems.into_iter().filter_map(|problem| levels.apply(problem)).collect();
    problems.sort_by(Problem::by_place);
    Ok(Built { output, problems, counts })
}

/// Compiles and links, and plans no page: what a question about links needs.
pub fn linked(inputs: &Inputs, memo: &mut Memo) -> Vault {
    let Compiled { notes, listings, .. } = compile(inputs, &mut memo.notes);
    let (drafts, notes) = without_drafts(notes, inputs);
    link(notes, listings, (&drafts, &[]), inputs, &mut memo.links)
}

/// The links of the published notes that lead to other sites, each URL once.
pub fn external(inputs: &Inputs, memo: &mut Memo) -> BTreeSet<String> {
    let (_, notes) = without_drafts(compile(inputs, &mut memo.notes).notes, inputs);
    let links = notes.iter().flat_map(|note| &note.external);
    links.map(|link| link.url.to_string()).collect()
}

/// The notes that are not published, and those that are.
fn without_drafts(notes: Vec<Arc<Note>>, inputs: &Inputs) -> (Vec<Arc<Note>>, Vec<Arc<Note>>) {
    notes.into_iter().partition(|note| note.front.draft && !inputs.drafts)
}

/// Links the notes by the rules of the site they are for.
fn link(
    notes: Vec<Arc<Note>>,
    listings: Listings,
    (drafts, nav): (&[Arc<Note>], &[NavItem]),
    inputs: &Inputs,
    memo: &mut vault::Memo,
) -> Vault {
    let style = inputs.config.url_style;
    let reserved = site::reserved(style);
    let pages_are_files = style == UrlStyle::File;
    let lists = site::lists();
    let searches = inputs.config.searches();
    let rules = Rules { nav, reserved: &reserved, lists: &lists, pages_are_files, searches, drafts };
    vault::link(notes, Surroundings { listings, ..inputs.surroundings() }, rules, memo)
}

/// The files that links may show as code, compiled; why, where one cannot be shown.
type Listings = BTreeMap<RelPath, Result<Arc<Note>, Refusal>>;

/// What compiling results in.
struct Compiled {
    notes: Vec<Arc<Note>>,
    listings: Listings,
    /// How many notes were not remembered.
    fresh: usize,
}

fn compile(inputs: &Inputs, memo: &mut text::Memo<Arc<Note>>) -> Compiled {
    let kept = &*memo;
    let sources: Vec<&Source> = inputs.notes.values().collect();
    let notes: Vec<Remembered> =
        sources.into_par_iter().map(|source| compiled(source, inputs, kept)).collect();
    let texts: Vec<(&RelPath, &Text)> = inputs.listings.iter().collect();
    let listings: Vec<_> =
        texts.into_par_iter().map(|(path, text)| (path, listing(text, inputs.dialect, kept))).collect();
    let read = listings.iter().filter_map(|(_, listing)| listing.as_ref()?.as_ref().ok());
    for made in notes.iter().chain(read) {
        memo.put(made.key, Arc::clone(&made.note));
    }
    memo.round();
    let listings =
        listings.into_iter().filter_map(|(path, read)| Some((path.clone(), read?.map(|made| made.note))));
    Compiled {
        fresh: notes.iter().filter(|made| made.fresh).count(),
        notes: notes.into_iter().map(|made| made.note).collect(),
        listings: listings.collect(),
    }
}

/// A compiled file, and whether it was not remembered.
struct Remembered {
    key: Digest,
    note: Arc<Note>,
    fresh: bool,
}

fn compiled(source: &Source, inputs: &Inputs, memo: &text::Memo<Arc<Note>>) -> Remembered {
    // What is known by its own bytes shows nothing of other files: its text need not be searched for that again.
    let own = note::own_key(source, inputs.dialect, &inputs.texts);
    if let Some(note) = memo.get(own) {
        return Remembered { key: own, note, fresh: false };
    }
    let key = note::key(source, inputs.dialect, &inputs.texts);
    remembered(key, memo, || note::compile(source, inputs.dialect, &inputs.texts))
}

/// `None` where nothing is there.
fn listing(
    text: &Text,
    dialect: Dialect,
    memo: &text::Memo<Arc<Note>>,
) -> Option<Result<Remembered, Refusal>> {
    match text {
        Text::Missing(_) => None,
        Text::Refused(refusal) => Some(Err(*refusal)),
        Text::Found(source) => Some(Ok(remembered(note::listing_key(source, dialect), memo, || {
            note::compile_listing(source, dialect)
        }))),
    }
}

fn remembered(key: Digest, memo: &text::Memo<Arc<Note>>, make: impl FnOnce() -> Note) -> Remembered {
    match memo.get(key) {
        Some(note) => Remembered { key, note, fresh: false },
        None => Remembered { key, note: Arc::new(make()), fresh: true },
    }
}
