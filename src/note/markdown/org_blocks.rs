//! Blocks of Org mode in Markdown: `#+BEGIN_NOTE … #+END_NOTE` (Logseq). Those of code are fences, any other is
//! a box.

use std::ops::Range;

use memchr::memmem;

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

/// The blocks of a text.
pub(super) struct OrgBlocks {
    /// Where the last line begins that ends code: what begins behind it has no end, and is text.
    last_end: usize,
}

impl OrgBlocks {
    pub(super) fn of(text: &str) -> Self {
        let ends = memmem::find_iter(text.as_bytes(), b"#+").filter(|at| {
            let name = text.get(*at..).and_then(|rest| named(rest, "#+END_"));
            name.is_some_and(is_code)
        });
        OrgBlocks { last_end: ends.last().unwrap_or(0) }
    }

    /// What a line does whose content begins at `at`, behind the mark of its item too, and which bytes of it
    /// say so.
    pub(super) fn line<'t>(&self, at: usize, content: &'t str) -> Option<(OrgLine<'t>, Range<usize>)> {
        let inner = content.strip_prefix("- ").unwrap_or(content).trim_start();
        let at = at + content.len() - inner.len();
        let range = at..at + inner.len();
        if let Some(name) = named(inner, "#+BEGIN_") {
            let behind = inner.get("#+BEGIN_".len() + name.len()..).unwrap_or("");
            return match is_code(name) {
                true => (at < self.last_end).then_some((OrgLine::Fence(language(behind)), range)),
                false => Some((OrgLine::Begin(name), range)),
            };
        }
        let name = named(inner, "#+END_")?;
        Some((if is_code(name) { OrgLine::Fence("") } else { OrgLine::End }, range))
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
