//! The directives of a text. A text without any costs a few searches for bytes.

use memchr::memmem;

use super::directive::{Directive, Form};
use super::{fenced, mdbook, snippets, variables, vitepress};
use crate::note::{Dialect, FrontMatter};

/// The directives of a text in order, none inside another.
pub(super) fn directives(text: &str, dialect: Dialect) -> Vec<Directive<'_>> {
    in_order(all(text, dialect, true))
}

/// The same, with what stands for its front matter.
pub(super) fn directives_of_note<'t>(
    text: &'t str,
    front: &FrontMatter,
    dialect: Dialect,
) -> Vec<Directive<'t>> {
    let mut found = all(text, dialect, true);
    if dialect.has_variables() && memmem::find(text.as_bytes(), b"{{").is_some() {
        found.append(&mut variables::find(text, front));
    }
    in_order(found)
}

fn in_order(mut found: Vec<Directive<'_>>) -> Vec<Directive<'_>> {
    found.sort_by_key(|directive| directive.range.start);
    let mut end = 0;
    found.retain(|directive| {
        let is_behind = directive.range.start >= end;
        end = if is_behind { directive.range.end } else { end };
        is_behind
    });
    found
}

/// All that a part of a text could ask for, be it that the part begins inside a code block.
pub(super) fn anywhere(text: &str, dialect: Dialect) -> Vec<Directive<'_>> {
    let mut found = all(text, dialect, false);
    found.retain(|directive| directive.form != Form::Nothing);
    found
}

fn all(text: &str, dialect: Dialect, strict: bool) -> Vec<Directive<'_>> {
    let has = |needle: &[u8]| memmem::find(text.as_bytes(), needle).is_some();
    let mut found = Vec::new();
    if dialect.mdbook {
        found.extend(mdbook::find(text));
    }
    if has(b"8<-") {
        found.append(&mut snippets::find(text));
    }
    if has(b"@include:") {
        found.extend(vitepress::comments(text));
    }
    if has(b"<<<") || has(b"file=") {
        found.append(&mut fenced::find(text, strict));
    }
    found
}
