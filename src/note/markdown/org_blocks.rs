//! Blocks of Org mode in Markdown: `#+BEGIN_NOTE … #+END_NOTE` (Logseq). Those of code are fences, any other is
//! a box.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::fences::Fences;

/// The blocks whose text is code.
const CODE: &[&str] = &["SRC", "EXAMPLE", "QUERY", "EXPORT", "COMMENT", "CALC"];

/// What a line of a block does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrgLine<'t> {
    /// It begins a box of this name.
    Begin(&'t str),
    /// It ends a box.
    End,
    /// It begins code of this language, or ends it.
    Fence(&'t str),
}

/// The blocks of a text, line by line.
pub(super) struct OrgBlocks {
    /// Where the last line begins that ends code of each name: what begins behind it has no end, and is text.
    last_ends: BTreeMap<String, usize>,
    /// The code that is open: it ends with its own name alone.
    open: Option<Open>,
    fences: Fences,
}

/// A block of code whose end has not come yet.
struct Open {
    name: String,
    /// How far its first line is indented, behind the mark of its item too.
    column: usize,
}

impl OrgBlocks {
    pub(super) fn of(text: &str) -> Self {
        let ends = memmem::find_iter(text.as_bytes(), b"#+").filter_map(|at| {
            let name = text.get(at..).and_then(|rest| named(rest, "#+END_"))?;
            is_code(name).then(|| (name.to_ascii_uppercase(), at))
        });
        OrgBlocks { last_ends: ends.collect(), open: None, fences: Fences::default() }
    }

    /// What a line does whose content begins at `at`, so far indented, behind the mark of its item too, and which
    /// bytes of it say so.
    pub(super) fn line<'t>(
        &mut self,
        at: usize,
        indent: usize,
        content: &'t str,
    ) -> Option<(OrgLine<'t>, Range<usize>)> {
        let inner = content.strip_prefix("- ").unwrap_or(content).trim_start();
        let mark = content.len() - inner.len();
        let line = match self.is_in_code(indent, content) {
            true => self.end_of_code(inner),
            false if self.fences.hold(content) => None,
            false => self.begin(at + mark, indent + mark, inner),
        }?;
        Some((line, at + mark..at + content.len()))
    }

    /// Whether code is open: it ends with its item at the latest.
    fn is_in_code(&mut self, indent: usize, content: &str) -> bool {
        self.open.take_if(|open| !content.is_empty() && indent < open.column);
        self.open.is_some()
    }

    fn end_of_code<'t>(&mut self, inner: &'t str) -> Option<OrgLine<'t>> {
        let name = named(inner, "#+END_")?;
        self.open.take_if(|open| open.name.eq_ignore_ascii_case(name)).map(|_| OrgLine::Fence(""))
    }

    fn begin<'t>(&mut self, at: usize, column: usize, inner: &'t str) -> Option<OrgLine<'t>> {
        let Some(name) = named(inner, "#+BEGIN_") else {
            return named(inner, "#+END_").filter(|name| !is_code(name)).map(|_| OrgLine::End);
        };
        if !is_code(name) {
            return Some(OrgLine::Begin(name));
        }
        let name = name.to_ascii_uppercase();
        let behind = inner.get("#+BEGIN_".len() + name.len()..).unwrap_or("");
        self.last_ends.get(&name).filter(|end| at < **end)?;
        self.open = Some(Open { name, column });
        Some(OrgLine::Fence(language(behind)))
    }
}

/// What stands behind the name of a block of code, where a fence can have it as its language.
fn language(behind: &str) -> &str {
    if behind.starts_with(' ') { behind } else { "" }
}

/// The name behind a prefix, whatever its case.
fn named<'t>(line: &'t str, prefix: &str) -> Option<&'t str> {
    let rest = line.get(prefix.len()..)?;
    let is_named = line.get(..prefix.len())?.eq_ignore_ascii_case(prefix);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).filter(|name| is_named && !name.is_empty())
}

fn is_code(name: &str) -> bool {
    CODE.iter().any(|code| code.eq_ignore_ascii_case(name))
}
