//! Which tool a vault is written for: what `rutter.toml` says, else what the folders of the tool say.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::files;
use super::folders::Folders;
use super::root::Root;
use crate::note::{Dialect, JournalTitle, Tool};
use crate::text::data::{self, Value};
use crate::text::{RelPath, Source};

/// How the notes of a root are read.
pub(super) fn dialect(root: &Root, notes: &BTreeMap<RelPath, Source>) -> Dialect {
    let (config, folders) = (&root.config, &root.folders);
    let places = Places::of(folders);
    let tool = config.dialect.unwrap_or_else(|| places.tool());
    let guessed = || places.has_folder(".foam") || (!folders.is_site && files::are_wiki_linked(notes));
    let settings = if tool == Tool::Logseq { places.logseq_settings() } else { String::new() };
    Dialect {
        tool,
        line_breaks: places.shows_line_breaks(tool),
        inline_tags: tool != Tool::Markdown || (config.dialect.is_none() && guessed()),
        untrusted: config.untrusted,
        unseen: root.unseen,
        mdbook: places.has_file("book.toml") || places.has_file("SUMMARY.md"),
        journal: journal_pattern(&settings).and_then(JournalTitle::of).unwrap_or_default(),
        dots_are_slashes: !settings.is_empty() && !settings.contains(":triple-lowbar"),
    }
}

/// Where a tool leaves its marks: in the folder of the notes and in the root.
struct Places(Vec<PathBuf>);

impl Places {
    fn of(folders: &Folders) -> Self {
        let mut places = vec![folders.content.clone()];
        places.extend((folders.root != folders.content).then(|| folders.root.clone()));
        Places(places)
    }

    fn has(&self, test: impl Fn(&Path) -> bool) -> bool {
        self.0.iter().any(|place| test(place))
    }

    fn has_folder(&self, name: &str) -> bool {
        self.has(|place| place.join(name).is_dir())
    }

    fn has_file(&self, name: &str) -> bool {
        self.has(|place| place.join(name).is_file())
    }

    /// A vault that is opened in Obsidian now and then is still one of the tool whose marks it has.
    fn tool(&self) -> Tool {
        match () {
            () if self.is_logseq() => Tool::Logseq,
            () if self.is_dendron() => Tool::Dendron,
            () if self.has_folder(".obsidian") => Tool::Obsidian,
            () => Tool::Markdown,
        }
    }

    /// Where the settings are not published, the two folders of notes stand there nevertheless.
    fn is_logseq(&self) -> bool {
        self.has_folder("logseq")
            || self.has(|place| place.join("pages").is_dir() && place.join("journals").is_dir())
    }

    /// The settings of the workspace lie in or above its vaults; each vault has a note and a schema of its
    /// root.
    fn is_dendron(&self) -> bool {
        let is_workspace = |place: &Path| {
            ["dendron.yml", "dendron.code-workspace"].iter().any(|name| place.join(name).is_file())
        };
        let is_vault =
            |place: &Path| ["root.md", "root.schema.yml"].iter().all(|name| place.join(name).is_file());
        self.has(|place| is_workspace(place) || is_vault(place) || place.parent().is_some_and(is_workspace))
    }

    /// Logseq shows line ends inside a block, and so does Obsidian unless its settings say otherwise.
    fn shows_line_breaks(&self, tool: Tool) -> bool {
        match tool {
            Tool::Logseq => true,
            Tool::Obsidian => !self.are_breaks_strict(),
            Tool::Markdown | Tool::Dendron => false,
        }
    }

    fn are_breaks_strict(&self) -> bool {
        let folder = self.0.iter().map(|place| place.join(".obsidian")).find(|folder| folder.is_dir());
        let settings = folder.and_then(|folder| fs::read_to_string(folder.join("app.json")).ok());
        // JSON is YAML.
        let settings =
            data::yaml(&settings.unwrap_or_default()).map(|node| node.value).unwrap_or(Value::Null);
        settings.get("strictLineBreaks").is_some_and(|strict| strict.value == Value::Bool(true))
    }

    /// `logseq/config.edn` without its comments; empty where there is none.
    fn logseq_settings(&self) -> String {
        let files = self.0.iter().map(|place| place.join("logseq").join("config.edn"));
        let settings = files.filter_map(|file| fs::read_to_string(file).ok()).next().unwrap_or_default();
        settings.lines().map(|line| line.split(';').next().unwrap_or("")).collect::<Vec<_>>().join("\n")
    }
}

/// `:journal/page-title-format "MMM do, yyyy"`
fn journal_pattern(settings: &str) -> Option<&str> {
    settings.split_once(":journal/page-title-format")?.1.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_of_journals_is_found() {
        let settings = "{:a 1\n :journal/page-title-format  \"yyyy-MM-dd\"}";
        assert_eq!(journal_pattern(settings), Some("yyyy-MM-dd"));
        assert_eq!(journal_pattern("{}"), None);
    }
}
