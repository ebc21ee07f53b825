//! Problems as rustc prints its own.

use std::collections::BTreeMap;
use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::read::Root;
use super::terminal;
use crate::site::Inputs;
use crate::text::{Lines, Place, Problem, RelPath, Severity, Source, Span};

/// Prints problems with the lines they are about.
pub(super) struct Report<'v> {
    root: &'v Root,
    inputs: &'v Inputs,
    renderer: Renderer,
}

/// How many problems of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
}

impl Tally {
    /// Counts problems.
    pub(super) fn of(problems: &[Problem]) -> Self {
        let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
        Tally { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// Whether a strict build stops.
    pub(super) fn stops(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let Tally { errors, warnings } = *self;
        write!(f, "{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
    }
}

impl<'v> Report<'v> {
    /// A report about the files of a vault.
    pub(super) fn new(root: &'v Root, inputs: &'v Inputs) -> Self {
        let renderer = if terminal::is_coloured() { Renderer::styled() } else { Renderer::plain() };
        Report { root, inputs, renderer }
    }

    /// Prints the problems of at least severity `lowest`, in order. The lines of a file are found once.
    pub(super) fn print(&self, problems: &[Problem], lowest: Severity) {
        let mut lines: BTreeMap<&RelPath, Lines> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| problem.severity >= lowest) {
            if let Some(source) = self.source(&problem.place.path) {
                lines.entry(&problem.place.path).or_insert_with(|| Lines::new(&source.text));
            }
            let lines = lines.get(&problem.place.path);
            terminal::say(&format!("{}\n\n", self.renderer.render(&self.groups(problem, lines))));
        }
    }

    fn source(&self, path: &RelPath) -> Option<&'v Source> {
        self.inputs.notes.get(path).or_else(|| self.root.config_source(path))
    }

    fn shown(&self, place: &Place) -> String {
        self.root.shown(place).display().to_string()
    }

    fn groups<'p>(&self, problem: &'p Problem, lines: Option<&Lines>) -> Vec<Group<'p>>
    where
        'v: 'p,
    {
        let level = level(problem.severity);
        let group = level.clone().primary_title(problem.message.as_str()).id(problem.id);
        let shown = self.shown(&problem.place);
        let excerpt = lines.and_then(|lines| self.excerpt(&problem.place, lines));
        let mut group = match excerpt {
            Some(excerpt) => group.element(
                Snippet::source(excerpt.text)
                    .path(shown)
                    .line_start(excerpt.line)
                    .annotation(AnnotationKind::Primary.span(excerpt.range)),
            ),
            None => group.element(Origin::path(shown)),
        };
        for (path, reason) in &problem.related {
            let note = format!("{}: {reason}", self.shown(&Place::file(path)));
            group = group.element(Level::NOTE.message(note));
        }
        for sentence in &problem.help {
            group = group.element(Level::HELP.message(sentence.as_str()));
        }
        vec![group]
    }

    /// The lines of a place, so that a long file costs no more than a short one.
    fn excerpt(&self, place: &Place, lines: &Lines) -> Option<Excerpt<'v>> {
        let text: &'v str = &self.source(&place.path)?.text;
        let span: Span = place.span?.clamped(text.len());
        let first = lines.line_of(span.start as usize);
        let last = lines.line_of((span.end as usize).max(span.start as usize + 1) - 1).min(first + 4);
        let (start, end) = (lines.start(first), lines.start(last + 1));
        let range =
            span.start as usize - start..(span.end as usize).min(end).max(span.start as usize) - start;
        Some(Excerpt { text: text.get(start..end)?, line: first, range })
    }
}

struct Excerpt<'v> {
    text: &'v str,
    line: usize,
    range: std::ops::Range<usize>,
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
