//! The lines that open and close containers: what each says, in the spelling of every generator.

use super::element_names::may_hold_markdown;
use super::jsx::tag_length;
use super::org_blocks::OrgLine;
use super::tags::element_name;

/// Most containers inside each other: browsers stop nesting at 512 elements.
pub(crate) const DEEPEST: usize = 200;

/// What a container line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark<'t> {
    /// `:::name title`
    Open {
        /// How many colons.
        colons: usize,
        /// The name, as written.
        name: &'t str,
        /// The rest of the line, without the brackets of `[Title]`.
        title: &'t str,
        /// The attribute list behind the title, without its braces.
        attributes: &'t str,
    },
    /// `:::`
    Close {
        /// How many colons.
        colons: usize,
    },
    /// `<div className="x">` alone on a line
    OpenElement(&'t str),
    /// `</div>` alone on a line
    CloseElement(&'t str),
    /// `!!! note "Title"`, `??? note`, `???+ note`, with an indented body
    Admonition {
        /// The type, as written; empty where there is none.
        name: &'t str,
        /// The title; an empty one asks for none.
        title: Option<&'t str>,
        /// Whether it folds, and whether it is open then.
        fold: Option<bool>,
        /// Whether the type is the only word before the title.
        is_alone: bool,
    },
    /// `<TabItem label="A">text</TabItem>` on one line
    WholeElement {
        /// The opening tag.
        tag: &'t str,
        /// What stands in the element.
        text: &'t str,
    },
    /// `=== "Label"`, with an indented body
    Tab(&'t str),
    /// What is for the tool alone: `import` and `export` lines and comments of MDX
    Dropped,
    /// What goes on from the line above
    Rest,
    /// `#+BEGIN_SRC` and its end: a fence of code, before its language
    Fence(&'t str),
}

impl<'t> Mark<'t> {
    /// Its title, in which there may be markup.
    pub(super) fn title(&self) -> &'t str {
        match self {
            Mark::Open { title, .. } | Mark::Tab(title) => title,
            Mark::WholeElement { text, .. } => text,
            Mark::Admonition { title, .. } => title.unwrap_or(""),
            _ => "",
        }
    }

    /// The line up to where its title ends.
    pub(super) fn titled<'c>(&self, content: &'c str) -> &'c str {
        let before = content.rsplit_once("</").filter(|_| matches!(self, Mark::WholeElement { .. }));
        before.map_or(content, |(before, _)| before)
    }

    /// Whether it begins or ends an element.
    pub(super) fn is_element(&self) -> bool {
        matches!(self, Mark::OpenElement(_) | Mark::CloseElement(_) | Mark::WholeElement { .. })
    }

    /// Whether it begins what is indented below it.
    pub(super) fn is_indented(&self) -> bool {
        matches!(self, Mark::Admonition { .. } | Mark::Tab(_))
    }

    /// What the parser reads instead. A list item with an empty heading holds what is indented by four; the
    /// heading keeps lines that are not from joining it.
    pub(super) fn mask(&self) -> &'static str {
        match self {
            _ if self.is_indented() => ITEM,
            Mark::Fence(_) => FENCE,
            Mark::Rest => "",
            _ => BREAK,
        }
    }
}

impl<'t> From<OrgLine<'t>> for Mark<'t> {
    /// A box without colons.
    fn from(line: OrgLine<'t>) -> Self {
        match line {
            OrgLine::Begin(name) => Mark::Open { colons: 0, name, title: "", attributes: "" },
            OrgLine::End => Mark::Close { colons: 0 },
            OrgLine::Fence(language) => Mark::Fence(language),
        }
    }
}

/// No `***`, which behind the `*` of a list item is one break with it.
const BREAK: &str = "___";
pub(super) const ITEM: &str = "1)  #";
const FENCE: &str = "~~~~~~";

/// `:::name`, `::: name Title`, `:::name[Title]`, `:::`; at least three colons.
pub(super) fn directive(content: &str) -> Option<Mark<'_>> {
    let rest = content.trim_start_matches(':');
    let colons = content.len() - rest.len();
    if colons < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Mark::Close { colons });
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    let (name, title) = rest.split_at_checked(end)?;
    let (title, attributes) = listed(title.trim());
    let bracketed = title.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    (!name.is_empty()).then_some(Mark::Open {
        colons,
        name,
        title: bracketed.unwrap_or(title).trim(),
        attributes,
    })
}

/// A title and the attribute list at its end: `{#id .class open no-title key=value}` (VitePress, Docusaurus).
fn listed(title: &str) -> (&str, &str) {
    let is_word =
        |word: &str| word.starts_with(['#', '.']) || word.contains('=') || [OPEN, NO_TITLE].contains(&word);
    let list = title.strip_suffix('}').and_then(|title| title.rsplit_once('{'));
    let list = list.filter(|(_, list)| list.split_whitespace().all(is_word));
    list.map_or((title, ""), |(title, list)| (title.trim(), list))
}

/// What VitePress writes behind a box that is open at first, and behind one without a title.
pub(super) const OPEN: &str = "open";
pub(super) const NO_TITLE: &str = "no-title";

/// `!!! note "Title"`, `??? note`, `???+ "Title"` (MkDocs).
pub(super) fn admonition(content: &str) -> Option<Mark<'_>> {
    let (fold, rest) = match content.strip_prefix("!!!") {
        Some(rest) => (None, rest),
        None => {
            let rest = content.strip_prefix("???")?;
            rest.strip_prefix('+').map_or((Some(false), rest), |rest| (Some(true), rest))
        }
    };
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let named = rest.starts_with(' ') && words.split_whitespace().all(is_word);
    let name = words.split_whitespace().next().unwrap_or("");
    let is_alone = words.trim() == name;
    (named && (!name.is_empty() || title.is_some())).then_some(Mark::Admonition {
        name,
        title,
        fold,
        is_alone,
    })
}

/// `=== "Label"`, and with `!` or `+` behind the signs (MkDocs).
pub(super) fn tab(content: &str) -> Option<Mark<'_>> {
    let rest = content.strip_prefix("===")?;
    let label = rest.trim_start_matches(['!', '+']).strip_prefix(' ')?.trim().strip_prefix('"')?;
    label.strip_suffix('"').map(Mark::Tab)
}

/// A line of a module: never evaluated, and for nobody to read.
pub(super) fn module_line(content: &str) -> Option<Mark<'_>> {
    let imports =
        content.starts_with("import ") && (content.contains(" from ") || content.contains(['"', '\'']));
    let exports = content.starts_with("export const ") || content.starts_with("export default ");
    (imports || (exports && content.ends_with([';', ')', '}']))).then_some(Mark::Dropped)
}

/// `{/* a comment */}` alone on a line.
pub(super) fn expression_comment(content: &str) -> Option<Mark<'_>> {
    (content.starts_with("{/*") && content.ends_with("*/}")).then_some(Mark::Dropped)
}

/// `<TabItem label="A">text</TabItem>` on one line, with no other element at its beginning.
pub(super) fn whole_element(content: &str) -> Option<Mark<'_>> {
    let name = element_name(content);
    let (length, is_ended) = tag_length(content);
    let (tag, rest) = content.split_at_checked(length).filter(|_| is_ended && may_hold_markdown(name))?;
    let text = rest.strip_suffix('>')?.trim_end().strip_suffix(name)?.strip_suffix("</")?.trim();
    let is_whole = !tag.ends_with("/>") && !text.starts_with('<') && !text.contains(&format!("</{name}>"));
    is_whole.then_some(Mark::WholeElement { tag, text })
}

/// The name of the element if the line is nothing but one opening tag.
pub(super) fn opening_tag(content: &str) -> Option<&str> {
    let inner = content.strip_prefix('<')?.strip_suffix('>')?;
    if inner.ends_with('/') || inner.contains(['<', '>']) {
        return None;
    }
    let name = element_name(content);
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && may_hold_markdown(name)).then_some(name)
}
