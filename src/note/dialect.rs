//! What the vault around a note decides about how it is read.
//!
//! Most spellings mean one thing wherever they occur, and are read everywhere. The few that another tool
//! reads otherwise are asked for here, by what they are: nothing else in the compiler knows the tools.

use super::Date;
use crate::text::{RelPath, escape, name};

/// The tool whose spelling a vault has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tool {
    /// None: plain Markdown with what is common.
    #[default]
    Markdown,
    /// Obsidian.
    Obsidian,
    /// Dendron: names with dots, the label of a link first.
    Dendron,
    /// Logseq: outlines, `key:: value`, blocks by their ids.
    Logseq,
}

/// The tools by their names in the configuration.
const TOOLS: [(&str, Tool); 4] = [
    ("markdown", Tool::Markdown),
    ("obsidian", Tool::Obsidian),
    ("dendron", Tool::Dendron),
    ("logseq", Tool::Logseq),
];

impl Tool {
    /// The tool of a name.
    pub fn named(name: &str) -> Option<Self> {
        TOOLS.iter().find(|(known, _)| *known == name).map(|(_, tool)| *tool)
    }
}

/// How the titles of a journal are spelt, by the pattern that Logseq's `:journal/page-title-format` has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JournalTitle(&'static str);

/// The patterns of Logseq, the first of which is the one it has where none is chosen
/// (`journal-title-formatters` of its `date.cljs`, the numerals that are file names apart).
const JOURNAL_TITLES: &[&str] = &[
    "MMM do, yyyy",
    "MMMM do, yyyy",
    "do MMM yyyy",
    "do MMMM yyyy",
    "E, dd-MM-yyyy",
    "E, dd.MM.yyyy",
    "E, MM/dd/yyyy",
    "E, yyyy/MM/dd",
    "EEE, dd-MM-yyyy",
    "EEE, dd.MM.yyyy",
    "EEE, MM/dd/yyyy",
    "EEE, yyyy/MM/dd",
    "EEEE, dd-MM-yyyy",
    "EEEE, dd.MM.yyyy",
    "EEEE, MM/dd/yyyy",
    "EEEE, yyyy/MM/dd",
    "dd-MM-yyyy",
    "dd.MM.yyyy",
    "MM/dd/yyyy",
    "MM-dd-yyyy",
    "MM_dd_yyyy",
    "yyyy/MM/dd",
    "yyyy-MM-dd",
    "yyyy-MM-dd EEEE",
    "yyyy_MM_dd",
    "yyyyMMdd",
    "yyyy年MM月dd日",
];

impl JournalTitle {
    /// The spelling of a pattern, where Logseq has it.
    pub fn of(pattern: &str) -> Option<Self> {
        JOURNAL_TITLES.iter().find(|known| **known == pattern).map(|known| JournalTitle(known))
    }
}

impl Default for JournalTitle {
    fn default() -> Self {
        JournalTitle(JOURNAL_TITLES[0])
    }
}

/// What the vault around a note decides about how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Dialect {
    /// The tool whose spelling it has.
    pub tool: Tool,
    /// Whether a line end inside a paragraph is shown, as Obsidian does.
    pub line_breaks: bool,
    /// Whether `#tag` in the text is a tag, as to Obsidian and Logseq.
    pub inline_tags: bool,
    /// Whether raw HTML is no more than what a sanitiser leaves of it.
    pub untrusted: bool,
    /// Whether nobody will see a page of it: then code has no colours, of which all else is independent.
    pub unseen: bool,
    /// Whether `{{#include f}}` shows a file, as in a book of mdBook.
    pub mdbook: bool,
    /// How the titles of a journal are spelt.
    pub journal: JournalTitle,
    /// Whether a dot in the name of a file is a slash in that of its page, as to Logseq before 0.8.9.
    pub dots_are_slashes: bool,
}

impl Dialect {
    /// What the dialect is known by: two that read any note otherwise differ here.
    pub(super) fn key(self) -> Vec<u8> {
        // By name, so that none is forgotten.
        let Dialect { tool, line_breaks, inline_tags, untrusted, unseen, mdbook, journal, dots_are_slashes } =
            self;
        let answers = [line_breaks, inline_tags, untrusted, unseen, mdbook, dots_are_slashes];
        [tool as u8].into_iter().chain(answers.map(u8::from)).chain(journal.0.bytes()).collect()
    }

    fn is_dendron(self) -> bool {
        self.tool == Tool::Dendron
    }

    fn is_logseq(self) -> bool {
        self.tool == Tool::Logseq
    }

    /// Whether the label of a wiki link stands first: `[[label|target]]`.
    pub(super) fn label_comes_first(self) -> bool {
        self.is_dendron()
    }

    /// Whether a label can follow the target of a wiki link: `[[target|label]]`.
    pub(super) fn labels_follow(self) -> bool {
        !self.is_dendron() && !self.is_logseq()
    }

    /// Whether a wiki link without a label shows the title of its note.
    pub(super) fn shows_titles(self) -> bool {
        self.is_dendron()
    }

    /// Whether a note without a title of its own is called exactly as its file.
    pub(super) fn shows_file_names(self) -> bool {
        self.tool == Tool::Obsidian
    }

    /// Whether a note reference can end elsewhere than its section: `![[note#a,1:#b]]`.
    pub(super) fn has_ranges(self) -> bool {
        self.is_dendron()
    }

    /// Whether `((ref: [[note]]#head))` shows a note, as it did before `![[note#head]]`.
    pub(super) fn has_old_references(self) -> bool {
        self.is_dendron()
    }

    /// The folder of the tree that a name means where no note has it: a note need not be written to have others
    /// below it.
    pub fn folder_of(self, name: &str) -> Option<String> {
        self.is_dendron().then(|| name.replace('.', "/"))
    }

    /// Whether `{{fm.desc}}` in the text is what the front matter says.
    pub(super) fn has_variables(self) -> bool {
        self.is_dendron()
    }

    /// Whether a note is an outline, with `key:: value`, blocks by id and task words.
    pub(super) fn is_outline(self) -> bool {
        self.is_logseq()
    }

    /// Whether a tag goes on behind this character in it.
    pub(super) fn is_in_tag(self, c: char) -> bool {
        c.is_alphanumeric() || "_-/".contains(c) || (c == '.' && self.is_dendron())
    }

    /// The note that a tag means too, where tags are notes.
    pub(super) fn note_of_tag(self, tag: &str) -> Option<String> {
        match self.tool {
            Tool::Dendron => Some(format!("tags.{tag}")),
            Tool::Logseq => Some(tag.to_string()),
            Tool::Markdown | Tool::Obsidian => None,
        }
    }

    /// The sign of persons in the text, and where their notes are.
    pub(super) fn persons(self) -> Option<(char, &'static str)> {
        self.is_dendron().then_some(('@', "user."))
    }

    /// What a key of the front matter or a property is called elsewhere.
    pub(super) fn common_key(self, key: &str) -> &str {
        match (self.tool, key) {
            (Tool::Dendron, "desc") => "description",
            (Tool::Dendron, "created") => "date",
            (Tool::Dendron, "published") => "publish",
            (Tool::Dendron, "nav_exclude") => "unlisted",
            (Tool::Logseq, "created-at") => "date",
            (Tool::Logseq, "updated-at") => "updated",
            (Tool::Logseq, "public") => "publish",
            _ => key,
        }
    }

    /// Where the page of a file stands in the tree: its path, with what is a folder to the tool as a folder.
    pub fn page(self, path: &RelPath) -> RelPath {
        let stem = name::without_extension(path.name());
        let extension = path.name().get(stem.len()..).unwrap_or("");
        let inside = match self.tool {
            Tool::Dendron if stem == "root" => "index".to_string(),
            Tool::Dendron => stem.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"),
            Tool::Logseq => page_name(stem),
            Tool::Markdown | Tool::Obsidian => return path.clone(),
        };
        let parts = inside.split('/').map(str::trim).filter(|part| !part.is_empty());
        let inside = parts.collect::<Vec<_>>().join("/");
        let folder = path.parent();
        let page = RelPath::new(&format!("{inside}{extension}")).and_then(|page| folder.join(page.as_str()));
        page.ok().filter(|page| !inside.is_empty() && !page.is_root()).unwrap_or_else(|| path.clone())
    }

    /// What links call the note of a file besides its path, the best first.
    pub(super) fn names(self, path: &RelPath) -> Vec<String> {
        if !self.is_logseq() {
            return Vec::new();
        }
        let stem = name::without_extension(path.name());
        let page = page_name(stem);
        let dotted = self.dots_are_slashes.then(|| page.replace('.', "/")).filter(|dotted| *dotted != page);
        let day = Date::parse(&stem.replace('_', "-")).filter(|_| stem.len() == "2022_01_31".len());
        let journal = day.map(|day| day.formatted(self.journal.0));
        journal.into_iter().chain([page]).chain(dotted).collect()
    }
}

/// The name of the page of a file: `___` and `%2F` are slashes, other signs are encoded by percents.
fn page_name(stem: &str) -> String {
    escape::percent_decoded(&stem.replace("___", "/")).trim().to_string()
}

/// The path of `dendron://vault/note`: the vault and the note in it.
pub fn vault_path(target: &str) -> Option<&str> {
    target.strip_prefix("dendron://")
}

/// A target without the vault it names.
pub fn without_vault(target: &str) -> &str {
    vault_path(target).map_or(target, |path| path.split_once('/').map_or(path, |(_, name)| name))
}

/// The notes below one that `note.*` asks for; `None` where a target asks for one note.
pub fn hierarchy(target: &str) -> Option<&str> {
    target.strip_suffix(".*").filter(|above| !above.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(tool: Tool, path: &str) -> String {
        Dialect { tool, ..Dialect::default() }.page(&RelPath::new(path).unwrap()).to_string()
    }

    #[test]
    fn folders_of_a_tool_are_folders_of_pages() {
        assert_eq!(page(Tool::Dendron, "vault/a.b-c.d.md"), "vault/a/b-c/d.md");
        assert_eq!(page(Tool::Dendron, "root.md"), "index.md");
        assert_eq!(page(Tool::Dendron, "a..b.md"), "a/b.md");
        assert_eq!(page(Tool::Dendron, "..md"), "..md");
        assert_eq!(page(Tool::Logseq, "pages/a___b%3F.md"), "pages/a/b?.md");
        assert_eq!(page(Tool::Logseq, "pages/a%2F..%2F..%2F..%2Fb.md"), "pages/a%2F..%2F..%2F..%2Fb.md");
        assert_eq!(page(Tool::Obsidian, "a.b.md"), "a.b.md");
    }

    #[test]
    fn pages_of_logseq_have_the_names_that_links_have() {
        let names = |path: &str| {
            let dialect = Dialect { tool: Tool::Logseq, dots_are_slashes: true, ..Dialect::default() };
            dialect.names(&RelPath::new(path).unwrap())
        };
        assert_eq!(names("pages/a___b.md"), ["a/b"]);
        assert_eq!(names("pages/New to Logseq%3F.md"), ["New to Logseq?"]);
        assert_eq!(names("pages/a.b.md"), ["a.b", "a/b"]);
        assert_eq!(names("journals/2022_01_31.md"), ["Jan 31st, 2022", "2022_01_31"]);
        assert!(JournalTitle::of("QQ").is_none());
    }
}
