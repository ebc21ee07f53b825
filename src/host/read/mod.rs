//! From a folder to the inputs of a build.

mod files;
mod images;
mod problem;
mod root;
mod walk;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use root::content_folder;

use self::files::Files;
use self::root::{Folders, Root};
use super::git;
use crate::note::Dialect;
use crate::site::{Config, Inputs};
use crate::text::{Problem, RelPath, Source};

/// What to read, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The root folder.
    pub root: PathBuf,
    /// The configuration, where it is not `rutter.toml` of the root.
    pub config: Option<PathBuf>,
    /// The folder of the site, where it is not the configured one.
    pub output: Option<PathBuf>,
    /// Where the site will be published, where it is not the configured URL.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
}

/// A vault as it was read, and where it was read from.
#[derive(Debug, Clone, Default)]
pub struct Vault {
    /// The inputs of a build.
    pub inputs: Inputs,
    /// The root folder.
    pub root: PathBuf,
    /// The folder of the notes.
    pub content: PathBuf,
    /// The folder of the static files.
    pub statics: PathBuf,
    /// The folder of the site.
    pub output: PathBuf,
    /// The same as a person would type it.
    pub output_shown: PathBuf,
    /// The configuration as a file, for messages.
    pub config: Option<Source>,
    /// What stands before the path of a note to name its file from where the command was typed.
    prefix: PathBuf,
}

/// Why a folder could not be read.
#[derive(Debug)]
pub struct ReadError(String);

impl ReadError {
    fn new(reason: impl Into<String>) -> Self {
        ReadError(reason.into())
    }

    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        ReadError(format!("cannot {doing} `{}`: {error}", path.display()))
    }

    fn not_utf8(path: &Path, offset: usize) -> Self {
        ReadError(format!("`{}` is not UTF-8: the first bad byte is at offset {offset}", path.display()))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

impl Vault {
    /// The path of a file of the vault as a person would type it here.
    pub fn shown(&self, path: &RelPath) -> String {
        if self.config.as_ref().is_some_and(|config| config.path == *path) {
            return path.to_string();
        }
        self.prefix.join(path.as_str()).display().to_string()
    }
}

/// Where a vault is and where its site goes, before any note is read.
pub struct Place {
    root: Root,
    folders: Folders,
    config: Config,
    problems: Vec<Problem>,
    drafts: bool,
}

impl Place {
    /// Finds the root and its configuration.
    ///
    /// # Errors
    /// [`ReadError`] where the root is no folder or the configuration cannot be used.
    pub fn find(options: &Options) -> Result<Self, ReadError> {
        let root = Root::find(options)?;
        let mut problems = Vec::new();
        let config = configuration(&root, options, &mut problems)?;
        let folders = root.folders(&config, options)?;
        Ok(Place { root, folders, config, problems, drafts: options.drafts })
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.folders.root
    }

    /// The folder of the site.
    pub fn output(&self) -> &Path {
        &self.folders.output
    }

    /// Reads the vault.
    ///
    /// # Errors
    /// [`ReadError`] where a file cannot be read.
    pub fn read(self) -> Result<Vault, ReadError> {
        let Place { root, folders, config, mut problems, drafts } = self;
        let walked = walk::walk(&folders, &mut problems)?;
        let (history, files) =
            rayon::join(|| git::history(&folders.content, &walked.notes), || Files::read(&folders, &walked));
        let files = files?;
        problems.extend(history.shallow.then(problem::shallow_history));
        let dialect = dialect(&folders.content, &folders.root);
        let inputs = Inputs {
            config,
            name: root.name(),
            dialect,
            drafts,
            changed: history.changed,
            ..files.inputs(&folders, problems)
        };
        Ok(folders.vault(inputs, root.config))
    }
}

fn configuration(root: &Root, options: &Options, problems: &mut Vec<Problem>) -> Result<Config, ReadError> {
    let mut config = match &root.config {
        None => Config::default(),
        Some(source) => Config::read(source, problems).map_err(|error| placed(source, &error.problem))?,
    };
    if let Some(url) = &options.base_url {
        config.set_base_url(url).map_err(|reason| ReadError::new(format!("--base-url: {reason}")))?;
    }
    Ok(config)
}

/// A configuration error as `file:line:col: sentence`.
fn placed(source: &Source, problem: &Problem) -> ReadError {
    let lines = crate::text::Lines::new(&source.text);
    let offset = problem.place.span.map_or(0, |span| span.start as usize);
    let at = lines.position(&source.text, offset);
    ReadError::new(format!("{}:{}:{}: {}", source.path, at.line, at.column, problem.message))
}

/// Obsidian shows line ends inside a paragraph, unless its settings say otherwise.
fn dialect(content: &Path, root: &Path) -> Dialect {
    let obsidian =
        [content, root].iter().map(|folder| folder.join(".obsidian")).find(|folder| folder.is_dir());
    let Some(folder) = obsidian else { return Dialect::default() };
    let settings = std::fs::read_to_string(folder.join("app.json")).unwrap_or_default();
    let compact: String = settings.chars().filter(|c| !c.is_whitespace()).collect();
    Dialect { line_breaks: !compact.contains("\"strictLineBreaks\":true") }
}

/// What a walk has found, by path.
#[derive(Debug, Default)]
struct Walked {
    notes: BTreeSet<RelPath>,
    others: BTreeMap<RelPath, PathBuf>,
}
