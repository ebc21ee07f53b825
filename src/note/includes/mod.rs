//! Includes: what a note shows of other files (dialects.md, "Blocks").
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
mod mdbook;
mod origins;
mod part;
mod problem;
mod scan;
mod snippets;
mod texts;
mod vitepress;

pub(super) use expand::expand;
pub use texts::{Refusal, Text, Texts};

use std::collections::BTreeSet;

use super::Dialect;
use crate::text::{Digest, Hasher, RelPath, Source};

/// The files that a text may show, each as the places where it is looked for, the first of them first. `file`
/// is the path of the text from the root folder, `notes` that of the folder of the notes.
pub fn wanted(text: &str, file: &RelPath, notes: &RelPath, dialect: Dialect) -> Vec<Vec<RelPath>> {
    let asked = scan::anywhere(text, dialect);
    asked.iter().map(|directive| directive.places(file, notes)).collect()
}

/// The digest of all that a note may show, with what these files show; `None` where it shows nothing.
pub(super) fn digest(source: &Source, dialect: Dialect, texts: &Texts) -> Option<Digest> {
    let mut seen = BTreeSet::new();
    let mut open = shown(&source.text, &texts.notes.join(source.path.as_str()).ok()?, texts, dialect);
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        if let Some(Text::Found(found)) = texts.files.get(&path) {
            open.extend(shown(&found.text, &path, texts, dialect));
        }
    }
    let parts = seen.iter().filter_map(|path| Some((path, texts.files.get(path)?)));
    let hasher = parts.fold(Hasher::default(), |hasher, (path, text)| text.add_to(hasher, path));
    (!seen.is_empty()).then(|| hasher.finish())
}

fn shown(text: &str, file: &RelPath, texts: &Texts, dialect: Dialect) -> Vec<RelPath> {
    wanted(text, file, &texts.notes, dialect).into_iter().flatten().collect()
}
