//! Includes: what a note shows of other files and of its front matter (dialects.md, "Blocks").
//!
//! Their owners paste text before they parse, and so does this: a directive may stand inside a code block, in
//! a list, or hold half a table. What has been pasted is parsed as a part of the note. Then every place is
//! led back to the bytes of the note itself: what an included text holds stands where its directive does.
//!
//! Which files are asked for is told by [`wanted`]; reading them is the host's business.

mod directive;
mod expand;
mod fault;
mod fenced;
mod lines;
mod marks;
mod mdbook;
mod origins;
mod part;
mod problem;
mod roots;
mod scan;
mod shown;
mod snippets;
mod texts;
mod variables;
mod vitepress;

pub(super) use expand::expand;
pub use roots::Roots;
pub use texts::{Included, Refusal, Text, Texts};

use std::collections::BTreeSet;

use super::Dialect;
use crate::text::{Digest, RelPath, Source};

/// The files that a text may show, each as the places where it is looked for in `roots`, the first of them first.
/// `file` is the path of the text from the root folder.
pub fn wanted(text: &str, file: &RelPath, roots: &Roots, dialect: Dialect) -> Vec<Vec<RelPath>> {
    let asked = scan::anywhere(text, dialect);
    asked.iter().map(|directive| directive.places(file, roots)).collect()
}

/// The digest of all that a note may show, with what these files show; `None` where it shows nothing.
pub(super) fn digest(source: &Source, dialect: Dialect, texts: &Texts) -> Option<Digest> {
    let file = texts.roots().notes.join(source.path.as_str()).ok()?;
    let places = wanted(&source.text, &file, texts.roots(), dialect).into_iter().flatten();
    let places: BTreeSet<RelPath> = places.collect();
    (!places.is_empty()).then(|| texts.digest(&places))
}
