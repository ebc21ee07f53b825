//! The configuration of a root: which file it is, and what it says.

use std::path::{Path, PathBuf};

use super::folders::tidy;
use super::{Options, ReadError, whole};
use crate::site::{Config, ConfigError};
use crate::text::{Lines, Problem, RelPath, Source};

/// The configuration of a root.
pub(in crate::host) const CONFIG: &str = "rutter.toml";

/// A configuration file.
pub(super) struct ConfigFile {
    /// Its text. Problems know it by its name alone: it may lie outside of the root.
    pub(super) source: Source,
    /// Its path as a person would type it.
    pub(super) shown: PathBuf,
}

impl ConfigFile {
    /// Reads the file that was named, else `rutter.toml` of the root where it has one.
    pub(super) fn find(options: &Options) -> Result<Option<Self>, ReadError> {
        let standard = options.root.join(CONFIG);
        let file = match &options.config {
            Some(named) => named,
            None if standard.exists() => &standard,
            None => return Ok(None),
        };
        ConfigFile::read(file).map(Some)
    }

    fn read(file: &Path) -> Result<Self, ReadError> {
        let bytes = whole::read(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let source = Source::from_bytes(RelPath::new(&name).unwrap_or_default(), bytes);
        let source = source.map_err(|error| ReadError::not_utf8(file, error.offset))?;
        Ok(ConfigFile { source, shown: tidy(file) })
    }

    /// What the file says; keys that mean nothing are added to `problems`.
    fn config(&self, problems: &mut Vec<Problem>) -> Result<Config, ReadError> {
        Config::read(&self.source, problems).map_err(|error| self.fault(&error))
    }

    /// What is wrong as `file:line:col: sentence`.
    fn fault(&self, error: &ConfigError) -> ReadError {
        let text = &self.source.text;
        let at = Lines::new(text).position(text, error.span.start as usize);
        let shown = self.shown.display();
        ReadError::new(format!("{shown}:{}:{}: {}", at.line, at.column, error.message))
    }
}

/// The configuration of a file, if there is one, and of the command line.
pub(super) fn config(
    file: Option<&ConfigFile>,
    options: &Options,
    problems: &mut Vec<Problem>,
) -> Result<Config, ReadError> {
    let mut config = file.map_or_else(|| Ok(Config::default()), |file| file.config(problems))?;
    if let Some(url) = &options.base_url {
        config.set_base_url(url).map_err(|reason| ReadError::new(format!("--base-url: {reason}")))?;
    }
    Ok(config)
}
