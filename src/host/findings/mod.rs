//! Problems as other programs read them: one file for each format.

mod github;
mod json;
mod junit;
mod sarif;

pub(super) use github::github;
pub(super) use json::json;
pub(super) use junit::junit;
pub(super) use sarif::sarif;

use std::path::{Path, PathBuf};

use super::git;
use super::read::Root;
use crate::site::Inputs;
use crate::text::{Cursor, Place, Position, Problem, RelPath, Source};

/// A problem with its place as others name it.
pub(super) struct Finding<'p> {
    pub(super) problem: &'p Problem,
    /// The file, from the root folder.
    pub(super) path: String,
    /// The file, as CI looks for it: from the top of the repository that the root lies in, else from where the
    /// command was typed.
    pub(super) here: String,
    /// The characters; `None` where the whole file is meant.
    pub(super) range: Option<Range>,
    /// Other files that matter.
    pub(super) related: Vec<Related<'p>>,
}

/// A file that matters for a problem.
pub(super) struct Related<'p> {
    /// The file, from the root folder.
    pub(super) path: String,
    /// The file, as CI looks for it.
    pub(super) here: String,
    /// Why it matters.
    pub(super) reason: &'p str,
}

/// The first character and the one behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// The problems in their order, with their places.
pub(super) fn findings<'p>(
    root: &Root,
    inputs: &Inputs,
    problems: impl Iterator<Item = &'p Problem>,
) -> Vec<Finding<'p>> {
    let mut files = Files { root, inputs, current: None };
    let bases = Bases::of(root);
    let here = |place: &Place| slashed(bases.named(root, place));
    let related = |(path, reason): &'p (RelPath, String)| {
        let place = Place::file(path);
        Related { path: root.inside(&place), here: here(&place), reason }
    };
    let finding = |problem: &'p Problem| Finding {
        problem,
        path: root.inside(&problem.place),
        here: here(&problem.place),
        range: files.range(&problem.place),
        related: problem.related.iter().map(related).collect(),
    };
    problems.map(finding).collect()
}

/// The folders from which CI names files.
struct Bases<'r> {
    repository: Option<&'r Path>,
    working: PathBuf,
}

impl<'r> Bases<'r> {
    fn of(root: &'r Root) -> Self {
        let working = std::env::current_dir().and_then(|folder| folder.canonicalize());
        Bases { repository: git::top(root.folder()), working: working.unwrap_or_default() }
    }

    fn named(&self, root: &Root, place: &Place) -> PathBuf {
        let inside =
            self.repository.and_then(|top| Some(root.file(place).strip_prefix(top).ok()?.to_path_buf()));
        inside.unwrap_or_else(|| {
            // What was typed from the root of the disk may lie here all the same.
            let shown = root.shown(place);
            shown.strip_prefix(&self.working).unwrap_or(&shown).to_path_buf()
        })
    }
}

fn slashed(path: PathBuf) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The files of problems that come in order: of each, its lines are found once.
struct Files<'r> {
    root: &'r Root,
    inputs: &'r Inputs,
    current: Option<(&'r RelPath, Cursor<'r>, Cursor<'r>)>,
}

impl<'r> Files<'r> {
    fn range(&mut self, place: &Place) -> Option<Range> {
        let span = place.span?;
        let source = self.source(place)?;
        if self.current.as_ref().is_none_or(|(path, ..)| **path != source.path) {
            let cursor = Cursor::new(&source.text);
            self.current = Some((&source.path, cursor.clone(), cursor));
        }
        // Starts come in order, and so do most ends: each has its own cursor.
        let (_, starts, ends) = self.current.as_mut()?;
        let span = span.clamped(source.text.len());
        Some(Range { start: starts.at(span.start as usize), end: ends.at(span.end as usize) })
    }

    fn source(&self, place: &Place) -> Option<&'r Source> {
        self.inputs.source(place).or_else(|| self.root.config_source(&place.path))
    }
}

impl Finding<'_> {
    /// The message with all that helps, a sentence on each line.
    fn text(&self) -> String {
        let help = self.problem.help.iter().map(|sentence| format!("\nhelp: {sentence}"));
        let related = self.related.iter().map(|file| format!("\nnote: {}: {}", file.here, file.reason));
        format!("{}{}", self.problem.message, related.chain(help).collect::<String>())
    }
}
