//! Front matter: the block of keys above a note (dialects.md, "Front matter").

mod block;
mod keys;
mod problem;
mod properties;

use std::collections::{BTreeMap, BTreeSet};

use block::{Block, Format};

use super::{Date, Dialect};
use crate::text::data::{self, DataError, Node, Value};
use crate::text::{Level, Problem, Source, Span};

/// What the front matter of a note says, in the keys of every tool Rutter reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<Spelt>,
    /// One sentence about the note.
    pub description: Option<String>,
    /// Tags without `#`, each once, in order; those in the text behind those of the block.
    pub tags: Vec<String>,
    /// Other names and old URLs of the note.
    pub aliases: Vec<Spelt>,
    /// Names that resolve and are no URLs, whatever they look like.
    pub names: Vec<String>,
    /// A name that resolves (Docusaurus).
    pub id: Option<String>,
    /// The URL the page wants.
    pub slug: Option<Spelt>,
    /// The order among siblings.
    pub order: Option<Order>,
    /// A shorter name for the navigation.
    pub nav_title: Option<String>,
    /// Not to be built.
    pub draft: bool,
    /// Built, but in no list.
    pub unlisted: bool,
    /// When it was written.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// The template of its page.
    pub template: Option<Spelt>,
    /// The Kubernetes kinds it explains.
    pub kinds: Vec<String>,
    /// The language it is written in (BCP 47), where that is not the site's.
    pub language: Option<String>,
    /// The levels of problems in it, in the order they are written.
    pub lints: Vec<(Spelt, Level)>,
    /// Every other key, for templates of a site's own.
    pub rest: BTreeMap<String, Value>,
}

impl FrontMatter {
    /// Adds the tags of the text to those of the front matter, each once.
    pub(super) fn add_tags(&mut self, tags: Vec<String>) {
        let mut seen: BTreeSet<String> = self.tags.iter().map(|tag| tag.to_lowercase()).collect();
        self.tags.extend(tags.into_iter().filter(|tag| seen.insert(tag.to_lowercase())));
    }
}

/// A text of the front matter and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spelt {
    /// The text.
    pub text: String,
    /// Its place in the file.
    pub span: Span,
}

/// A number that orders siblings, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order(pub i64);

impl Order {
    /// The number a text spells; `None` where it spells none.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(|number| Order((number * 1000.0) as i64))
    }
}

/// Longest front matter that is read; a longer one is a mistake or an attack.
const LONGEST: usize = 1 << 20;

/// Reads the front matter of a file. The second value is the offset at which the text begins; what is
/// wrong is added to `problems`, and the text is published all the same.
pub(super) fn read(source: &Source, dialect: Dialect, problems: &mut Vec<Problem>) -> (FrontMatter, usize) {
    let Some(block) = block::split(&source.text) else {
        let properties = properties::read(&source.text, dialect);
        let node = Node { value: Value::Map(properties), span: Span::default() };
        return (keys::read(source, dialect, &node, 0, problems), bom(&source.text));
    };
    if !block.closed {
        problems.push(problem::unclosed(source, &block));
        return (FrontMatter::default(), block.body);
    }
    problems.extend(block.late.then(|| problem::late(source, &block)));
    match parse(&source.text, &block) {
        Ok(node) => (keys::read(source, dialect, &node, block.inner.start, problems), block.body),
        Err(error) => {
            problems.push(problem::unreadable(source, &block, &error));
            (FrontMatter::default(), block.body)
        }
    }
}

/// The offset at which the text of a file begins, behind its front matter.
pub(super) fn body_start(text: &str) -> usize {
    block::split(text).map_or_else(|| bom(text), |block| block.body)
}

fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn parse(text: &str, block: &Block) -> Result<Node, DataError> {
    let inner = text.get(block.inner.clone()).unwrap_or("");
    if inner.len() > LONGEST {
        let message = "front matter of more than 1 MiB is not read".to_string();
        return Err(DataError { message, span: Span::default() });
    }
    match block.format {
        Format::Yaml => data::yaml(inner),
        Format::Toml => data::toml(inner),
        Format::Other => {
            let message = "only YAML between `---` and TOML between `+++` are read".to_string();
            Err(DataError { message, span: Span::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::RelPath;

    fn front(text: &str) -> (FrontMatter, String, Vec<String>) {
        let source = Source::new(RelPath::new("a.md").unwrap(), text);
        let mut problems = Vec::new();
        let (front, body) = read(&source, Dialect::default(), &mut problems);
        let messages = problems.iter().map(|p| format!("{}: {}", p.id, p.message)).collect();
        (front, source.text[body..].to_string(), messages)
    }

    fn title(front: &FrontMatter) -> Option<&str> {
        front.title.as_ref().map(|title| title.text.as_str())
    }

    #[test]
    fn keys_of_every_tool_are_understood() {
        let (front, body, problems) = front(
            "---\ntitle: 1.30\ntags: '#a, b/c'\nalias: [x, /old/]\nid: k8s\nslug: /k/o\nsidebar_position: '2'\n\
             sidebar_label: K\nlastmod: 2026-01-02T03:04:05Z\nkinds: Pod\ncolor: red\n---\nText",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(title(&front), Some("1.30"));
        assert_eq!(front.tags, ["a", "b/c"]);
        assert_eq!(front.aliases.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["x", "/old/"]);
        assert_eq!(front.order, Some(Order(2000)));
        assert_eq!(front.nav_title.as_deref(), Some("K"));
        assert_eq!(front.updated.map(|d| d.to_string()).as_deref(), Some("2026-01-02"));
        assert_eq!(front.kinds, ["Pod"]);
        assert_eq!(front.rest.keys().collect::<Vec<_>>(), ["color"]);
        assert_eq!(body, "Text");
    }

    #[test]
    fn toml_bom_crlf_and_empty_blocks_are_fine() {
        assert_eq!(title(&front("+++\ntitle = \"T\"\ndate = 2026-01-02\n+++\nx").0), Some("T"));
        assert_eq!(title(&front("\u{feff}---\r\ntitle: T\r\n---\r\nx").0), Some("T"));
        assert_eq!(front("---\n---\nx"), (FrontMatter::default(), "x".into(), vec![]));
        assert_eq!(front("\u{feff}x").1, "x");
    }

    #[test]
    fn a_broken_block_is_a_problem_and_never_text() {
        let (_, body, problems) = front("---\ntitle: [\n---\nText");
        assert_eq!(body, "Text");
        assert!(problems[0].starts_with("bad-front-matter"), "{problems:?}");
        let (_, body, problems) = front("---js\nprocess.exit()\n---\nText");
        assert_eq!((body.as_str(), problems.len()), ("Text", 1));
        let (_, body, problems) = front("---\ntitle: T\n\n# Heading\n");
        assert_eq!((body.as_str(), problems.len()), ("# Heading\n", 1));
        let (_, body, problems) = front("---\ntitle: T\ntags:\n- a\nBody one.\nBody [[two]].\n");
        assert_eq!((body.as_str(), problems.len()), ("Body one.\nBody [[two]].\n", 1));
        let (_, body, problems) = front("+++\ntitle = \"x\"\nbody\n");
        assert_eq!((body.as_str(), problems.len()), ("body\n", 1));
    }

    #[test]
    fn a_block_behind_blank_lines_is_read_and_reported() {
        let (front, body, problems) = front("\n\n---\ntitle: Late\n---\nText");
        assert_eq!((title(&front), body.as_str()), (Some("Late"), "Text"));
        assert_eq!(problems, ["bad-front-matter: the front matter does not begin on the first line"]);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        for text in
            ["---\n\nText after a rule", "----\ntitle: x\n", "\n---\n\ntitle: x\n---\n", "\n---\nA line.\n"]
        {
            assert_eq!(front(text), (FrontMatter::default(), text.to_string(), vec![]), "{text}");
        }
    }

    #[test]
    fn near_misses_of_known_keys_are_named() {
        let (front, _, problems) = front("---\ndarft: true\nsidebar_postion: 1\nauthor: A\n---\n");
        assert!(!front.draft);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn publish_false_is_a_draft() {
        assert!(front("---\npublish: false\n---\n").0.draft);
        assert!(!front("---\ndraft: false\n---\n").0.draft);
    }
}
