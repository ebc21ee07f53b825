//! `rutter.toml`: few keys, all optional.

use std::collections::BTreeMap;
use std::fmt;

use super::external::External;
use super::lints::LINTS;
use super::problem;
use crate::note::Tool;
use crate::text::data::{self, Entry, Node, Value};
use crate::text::nearest::nearest;
use crate::text::{Level, Place, Problem, RelPath, Source, Span};
use crate::vault::{NavItem, NavRank};

/// The configuration of a site. Every key has a default that is right for most vaults.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The title of the site; the default is the title of the home note, else the name of the folder.
    pub title: Option<String>,
    /// Where the site is published: needed for the sitemap, the feed and canonical links.
    pub base_url: Option<String>,
    /// BCP 47 language of the site.
    pub language: Option<String>,
    /// The folder of the notes, from the root.
    pub content: Option<String>,
    /// The folder the site is written to, from the root.
    pub output: Option<String>,
    /// Where the source of a note can be edited; `{path}` stands for its path.
    pub edit_url: Option<String>,
    /// How URLs are spelt.
    pub url_style: UrlStyle,
    /// Whether every note has a social card.
    pub cards: bool,
    /// Whether there is a file `_headers` for the host.
    pub headers: bool,
    /// Whether every page has a twin in Markdown.
    pub markdown: bool,
    /// Whether the notes are written by people who may not run code on the site.
    pub untrusted: bool,
    /// Whether the site can be searched; it can where nothing is said.
    pub search: Option<bool>,
    /// The tool whose spelling the notes have, where the vault is not asked.
    pub dialect: Option<Tool>,
    /// The order and the labels of the navigation.
    pub nav: Vec<NavItem>,
    /// After how many days without a change a note is stale; `None` where none ever is.
    pub stale_after: Option<u32>,
    /// Levels of problems by id.
    pub lints: BTreeMap<String, Level>,
    /// The same for the notes below a folder, by its path from the folder of the notes.
    pub folder_lints: BTreeMap<RelPath, FolderLints>,
    /// How links to other sites are asked.
    pub external: External,
}

impl Config {
    /// Whether the site can be searched.
    pub fn searches(&self) -> bool {
        self.search.unwrap_or(true)
    }
}

/// Levels of problems below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderLints {
    /// Where the folder is named.
    pub place: Place,
    /// The levels by id.
    pub levels: BTreeMap<String, Level>,
}

/// How URLs are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum UrlStyle {
    /// `/concepts/pod/`
    #[default]
    Folder,
    /// `/concepts/pod.html`: works from a folder on disk.
    File,
}

/// A configuration that cannot be used: the file is not TOML, or a value is of the wrong sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What was expected, in a sentence without a full stop.
    pub message: String,
    /// Where it stands.
    pub span: Span,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

const KEYS: &[&str] = &[
    "title",
    "base_url",
    "language",
    "content",
    "output",
    "edit_url",
    "url_style",
    "cards",
    "headers",
    "markdown",
    "untrusted",
    "search",
    "dialect",
    "nav",
    "stale_after",
    "lints",
    "external",
];

impl Config {
    /// Reads `rutter.toml`. Unknown keys are problems; they are added to `problems`.
    ///
    /// # Errors
    /// [`ConfigError`] where the file is not TOML or a value is of the wrong sort.
    pub fn read(source: &Source, problems: &mut Vec<Problem>) -> Result<Config, ConfigError> {
        let root = data::toml(&source.text).map_err(|error| fail(source, error.span, error.message))?;
        let mut reader = Reader { source, problems, config: Config::default() };
        root.value.entries().iter().try_for_each(|entry| reader.entry(entry))?;
        Ok(reader.config)
    }
}

fn fail(source: &Source, span: Span, message: impl Into<String>) -> ConfigError {
    ConfigError { message: message.into(), span: span.clamped(source.text.len()) }
}

struct Reader<'r> {
    source: &'r Source,
    problems: &'r mut Vec<Problem>,
    config: Config,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry) -> Result<(), ConfigError> {
        match entry.key.as_str() {
            "title" => self.config.title = Some(self.text(entry)?),
            "base_url" => self.config.base_url = Some(self.base_url(entry)?),
            "language" => self.config.language = Some(self.text(entry)?),
            "content" => self.config.content = Some(self.folder(entry)?),
            "output" => self.config.output = Some(self.text(entry)?),
            "edit_url" => self.config.edit_url = Some(self.edit_url(entry)?),
            "url_style" => self.config.url_style = self.url_style(entry)?,
            "cards" => self.config.cards = self.truth(entry)?,
            "headers" => self.config.headers = self.truth(entry)?,
            "markdown" => self.config.markdown = self.truth(entry)?,
            "untrusted" => self.config.untrusted = self.truth(entry)?,
            "search" => self.config.search = Some(self.truth(entry)?),
            "dialect" => self.config.dialect = Some(self.dialect(entry)?),
            "nav" => self.config.nav = self.nav(entry)?,
            "stale_after" => self.config.stale_after = Some(self.days(entry)?),
            "lints" => self.lints(entry)?,
            "external" => self.external(entry)?,
            _ => self.unknown(entry, KEYS),
        }
        Ok(())
    }

    fn text(&self, entry: &Entry) -> Result<String, ConfigError> {
        match &entry.value.value {
            Value::Text(text) => Ok(text.trim().to_string()),
            other => Err(self.wrong(entry, other, "a text in quotes")),
        }
    }

    fn truth(&self, entry: &Entry) -> Result<bool, ConfigError> {
        match &entry.value.value {
            Value::Bool(value) => Ok(*value),
            other => Err(self.wrong(entry, other, "true or false")),
        }
    }

    fn wrong(&self, entry: &Entry, found: &Value, expected: &str) -> ConfigError {
        let message = format!("`{}` is {}, expected {expected}", entry.key, found.sort());
        fail(self.source, entry.value.span, message)
    }

    fn base_url(&self, entry: &Entry) -> Result<String, ConfigError> {
        let url = self.text(entry)?;
        match checked_base_url(&url) {
            Some(url) => Ok(url),
            None => Err(fail(self.source, entry.value.span, BASE_URL)),
        }
    }

    fn edit_url(&self, entry: &Entry) -> Result<String, ConfigError> {
        let url = self.text(entry)?;
        let rest = url.replace("{path}", "");
        match after_scheme(&rest).is_some_and(|rest| !rest.contains(['{', '}', ' ', '"', '<', '>'])) {
            true => Ok(url),
            false => Err(fail(self.source, entry.value.span, EDIT_URL)),
        }
    }

    fn folder(&self, entry: &Entry) -> Result<String, ConfigError> {
        let text = self.text(entry)?;
        let inside = RelPath::root().join(&text);
        inside.map(|path| path.to_string()).map_err(|_| {
            fail(self.source, entry.value.span, format!("`{}` is no folder inside the root", entry.key))
        })
    }

    fn url_style(&self, entry: &Entry) -> Result<UrlStyle, ConfigError> {
        match self.text(entry)?.as_str() {
            "folder" => Ok(UrlStyle::Folder),
            "file" => Ok(UrlStyle::File),
            _ => Err(fail(self.source, entry.value.span, "`url_style` is `\"folder\"` or `\"file\"`")),
        }
    }

    fn dialect(&self, entry: &Entry) -> Result<Tool, ConfigError> {
        let expected = "`dialect` is `\"markdown\"`, `\"obsidian\"`, `\"dendron\"` or `\"logseq\"`";
        let tool = Tool::named(&self.text(entry)?);
        tool.ok_or_else(|| fail(self.source, entry.value.span, expected))
    }

    /// `nav = ["start", { path = "guide", label = "User guide" }]`
    fn nav(&self, entry: &Entry) -> Result<Vec<NavItem>, ConfigError> {
        let Value::List(items) = &entry.value.value else {
            return Err(self.wrong(entry, &entry.value.value, "a list of paths"));
        };
        items.iter().map(|item| self.nav_item(item)).collect()
    }

    fn nav_item(&self, item: &Node) -> Result<NavItem, ConfigError> {
        let field = |key: &str| item.value.get(key)?.value.scalar().map(str::to_string);
        let (place, rank) = (Place::at(&self.source.path, item.span), NavRank::Head);
        match &item.value {
            Value::Text(path) => Some(NavItem { path: path.clone(), label: None, rank, place }),
            Value::Map(_) => field("path").map(|path| NavItem { path, label: field("label"), rank, place }),
            _ => None,
        }
        .ok_or_else(|| {
            fail(self.source, item.span, "an entry of `nav` is a path, or `{ path = \"…\", label = \"…\" }`")
        })
    }

    /// `[external]`
    fn external(&mut self, entry: &Entry) -> Result<(), ConfigError> {
        if !matches!(entry.value.value, Value::Map(_)) {
            return Err(self.wrong(entry, &entry.value.value, "a table"));
        }
        for key in entry.value.value.entries() {
            match key.key.as_str() {
                "allow" => self.config.external.allow = self.texts(key)?,
                "ignore" => self.ignored(key)?,
                "timeout" => self.config.external.timeout = self.seconds(key)?,
                _ => self.unknown(key, &["allow", "ignore", "timeout"]),
            }
        }
        Ok(())
    }

    fn ignored(&mut self, entry: &Entry) -> Result<(), ConfigError> {
        self.config.external.ignore = self.texts(entry)?;
        let built = self.config.external.ignored();
        built.map(drop).map_err(|error| fail(self.source, entry.value.span, error.to_string()))
    }

    fn texts(&self, entry: &Entry) -> Result<Vec<String>, ConfigError> {
        let wrong = || self.wrong(entry, &entry.value.value, "a list of texts in quotes");
        let Value::List(items) = &entry.value.value else { return Err(wrong()) };
        let text = |item: &Node| match &item.value {
            Value::Text(text) => Ok(text.trim().to_string()),
            _ => Err(wrong()),
        };
        items.iter().map(text).collect()
    }

    fn seconds(&self, entry: &Entry) -> Result<u64, ConfigError> {
        let seconds = entry.value.value.scalar().and_then(|text| text.parse().ok());
        let expected = format!("`{}` is a number of seconds from 1 to 120", entry.key);
        seconds
            .filter(|seconds| (1..=120).contains(seconds))
            .ok_or_else(|| fail(self.source, entry.value.span, expected))
    }

    /// `stale_after = 365`
    fn days(&self, entry: &Entry) -> Result<u32, ConfigError> {
        let days = entry.value.value.scalar().and_then(|text| text.parse().ok()).filter(|days| *days > 0);
        days.ok_or_else(|| self.wrong(entry, &entry.value.value, "a number of days"))
    }

    /// Levels by id; a table among them is those of a folder.
    fn lints(&mut self, entry: &Entry) -> Result<(), ConfigError> {
        if !matches!(entry.value.value, Value::Map(_)) {
            return Err(self.wrong(entry, &entry.value.value, "a table of levels"));
        }
        let is_folder = |lint: &&Entry| matches!(lint.value.value, Value::Map(_));
        let (folders, lints): (Vec<&Entry>, Vec<&Entry>) =
            entry.value.value.entries().iter().partition(is_folder);
        self.config.lints = self.levels(lints)?;
        folders.into_iter().try_for_each(|folder| self.folder_lints(folder))
    }

    /// `[lints."drafts/"]`
    fn folder_lints(&mut self, entry: &Entry) -> Result<(), ConfigError> {
        let path = RelPath::root().join(entry.key.trim_end_matches('/'));
        let outside = || format!("`{}` is no folder of the notes", entry.key);
        let path = path.map_err(|_| fail(self.source, entry.key_span, outside()))?;
        let levels = self.levels(entry.value.value.entries())?;
        let place = Place::at(&self.source.path, entry.key_span);
        self.config.folder_lints.insert(path, FolderLints { place, levels });
        Ok(())
    }

    fn levels<'e>(
        &mut self,
        lints: impl IntoIterator<Item = &'e Entry>,
    ) -> Result<BTreeMap<String, Level>, ConfigError> {
        let mut levels = BTreeMap::new();
        for lint in lints {
            if LINTS.contains(&lint.key.as_str()) {
                levels.insert(lint.key.clone(), self.level(lint)?);
            } else {
                self.unknown(lint, LINTS);
            }
        }
        Ok(levels)
    }

    fn level(&self, lint: &Entry) -> Result<Level, ConfigError> {
        let level = lint.value.value.scalar().and_then(Level::named);
        let expected = "a level is `\"error\"`, `\"warn\"` or `\"allow\"`";
        level.ok_or_else(|| fail(self.source, lint.value.span, expected))
    }

    fn unknown(&mut self, entry: &Entry, known: &'static [&'static str]) {
        let near = nearest(&entry.key, known.iter().copied());
        self.problems.push(problem::unknown_config_key(self.source, entry.key_span, &entry.key, near));
    }
}

/// What a base URL must be.
const BASE_URL: &str =
    "`base_url` is a full URL such as `https://docs.example.com/` without query or fragment";

/// What an edit URL must be.
const EDIT_URL: &str = "`edit_url` is a full URL such as `https://git.example.com/edit/main/{path}`, where \
                        `{path}` stands for the path of the note and no other braces are";

/// Host and path of a full URL.
fn after_scheme(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    Some(rest).filter(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// The URL with one slash at its end; `None` where it is no full URL.
fn checked_base_url(url: &str) -> Option<String> {
    let clean = !after_scheme(url)?.contains(['?', '#', ' ', '"', '<', '>']);
    clean.then(|| format!("{}/", url.trim_end_matches('/')))
}

impl Config {
    /// The path of the base URL, from slash to slash: `/` where there is none.
    pub fn base_path(&self) -> String {
        let url = self.base_url.as_deref().and_then(|url| url.split_once("://"));
        let host = url.map_or("", |(_, rest)| rest);
        host.find('/').map_or_else(|| "/".to_string(), |slash| host[slash..].to_string())
    }

    /// Sets the base URL given on the command line.
    ///
    /// # Errors
    /// The sentence that says what a base URL must be.
    pub fn set_base_url(&mut self, url: &str) -> Result<(), &'static str> {
        self.base_url = Some(checked_base_url(url).ok_or(BASE_URL)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_is_that_of_the_url() {
        for (url, path) in [("https://x.example/docs", "/docs/"), ("https://x.example", "/")] {
            let mut config = Config::default();
            config.set_base_url(url).unwrap();
            assert_eq!(config.base_path(), path);
        }
        assert_eq!(Config::default().base_path(), "/");
    }

    fn read(text: &str) -> (Result<Config, ConfigError>, Vec<Problem>) {
        let mut problems = Vec::new();
        let source = Source::new(RelPath::new("rutter.toml").unwrap(), text);
        (Config::read(&source, &mut problems), problems)
    }

    #[test]
    fn every_key_is_read() {
        let (config, problems) = read(
            "title = \"T\"\nbase_url = \"https://x.example/docs\"\nurl_style = \"file\"\n\
             nav = [\"a\", { path = \"b\", label = \"B\" }]\n[lints]\nmissing-note = \"error\"\n",
        );
        let config = config.unwrap();
        assert!(problems.is_empty());
        assert_eq!(config.base_url.as_deref(), Some("https://x.example/docs/"));
        assert_eq!(config.url_style, UrlStyle::File);
        assert_eq!(config.nav[1].label.as_deref(), Some("B"));
        assert_eq!(config.lints["missing-note"], Level::Error);
    }

    #[test]
    fn an_unknown_key_is_a_problem_with_a_suggestion() {
        let (config, problems) = read("base_ulr = \"x\"\n[lints]\nmissing-notes = \"warn\"\n");
        assert_eq!(config.unwrap(), Config::default());
        assert_eq!(problems.len(), 2);
        assert!(problems[0].help[0].contains("`base_url`"), "{problems:?}");
        assert!(problems[1].help[0].contains("`missing-note`"), "{problems:?}");
    }

    #[test]
    fn a_wrong_value_is_an_error_at_its_place() {
        for text in [
            "title = 3",
            "url_style = \"flat\"",
            "dialect = \"zim\"",
            "base_url = \"docs.example.com\"",
            "content = \"../x\"",
            "x =",
        ] {
            let error = read(text).0.unwrap_err();
            assert!(error.span.end as usize <= text.len(), "{text}");
        }
    }
}
