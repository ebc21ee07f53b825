//! Problems as rustc prints its own.

use std::collections::BTreeMap;
use std::fmt;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, Excerpts};
use super::read::Root;
use super::terminal;
use crate::site::Inputs;
use crate::text::escape::visible;
use crate::text::{Place, Problem, RelPath, Severity, Source};

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

    /// Whether a check fails: on errors, and with `strict` on warnings too.
    pub(super) fn fails(&self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.stops())
    }

    /// Whether a strict build stops.
    pub(super) fn stops(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", counted(self.errors, "error"), counted(self.warnings, "warning"))
    }
}

/// `1 note`, `2 notes`
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl<'v> Report<'v> {
    /// A report about the files of a vault.
    pub(super) fn new(root: &'v Root, inputs: &'v Inputs) -> Self {
        let renderer = if terminal::is_coloured() { Renderer::styled() } else { Renderer::plain() };
        Report { root, inputs, renderer }
    }

    /// Prints the problems of at least severity `lowest`, in order. The lines of a file are found once.
    pub(super) fn print(&self, problems: &[Problem], lowest: Severity) {
        let mut files: BTreeMap<&RelPath, Excerpts> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| problem.severity >= lowest) {
            let path = &problem.place.path;
            if let Some(source) = self.source(&problem.place) {
                files.entry(path).or_insert_with(|| Excerpts::of(&source.text));
            }
            let excerpt = problem.place.span.and_then(|span| files.get_mut(path)?.cut(span));
            terminal::say(&format!("{}\n\n", inert(&self.rendered(problem, excerpt))));
        }
    }

    fn source(&self, place: &Place) -> Option<&'v Source> {
        self.inputs.source(place).or_else(|| self.root.config_source(&place.path))
    }

    fn shown(&self, place: &Place) -> String {
        visible(&self.root.shown(place).to_string_lossy()).into_owned()
    }

    fn rendered(&self, problem: &Problem, excerpt: Option<Excerpt>) -> String {
        let shown = self.shown(&problem.place);
        let Some(excerpt) = excerpt else {
            return self.renderer.render(&[self.group(problem, Origin::path(shown).into())]);
        };
        let place = format!("{shown}:{}:{}", excerpt.at.line, excerpt.at.column);
        let rendered = self.renderer.render(&[self.group(problem, snippet(excerpt).into())]);
        with_place(&rendered, &place)
    }

    fn group<'p>(&self, problem: &'p Problem, place: Element<'p>) -> Group<'p> {
        let title = level(problem.severity).primary_title(visible(&problem.message)).id(problem.id);
        let mut group = title.element(place);
        for (path, reason) in &problem.related {
            let note = format!("{}: {}", self.shown(&Place::file(path)), visible(reason));
            group = group.element(Level::NOTE.message(note));
        }
        for sentence in &problem.help {
            group = group.element(Level::HELP.message(visible(sentence)));
        }
        group
    }
}

/// The renderer shows the control characters of ASCII in lines of a file as pictures, and lets those of Latin-1
/// through, one of which begins an escape sequence.
fn inert(rendered: &str) -> String {
    rendered.replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "\u{fffd}")
}

/// Stands for the place in a rendered problem; the renderer writes no such character of a title.
const PLACE: &str = "\0";

fn snippet(excerpt: Excerpt<'_>) -> Snippet<'_, Annotation<'_>> {
    let annotation = AnnotationKind::Primary.span(excerpt.range);
    Snippet::source(excerpt.text).path(PLACE).line_start(excerpt.at.line).annotation(annotation)
}

/// The renderer counts columns from where the excerpt begins, which is not where the line does.
fn with_place(rendered: &str, place: &str) -> String {
    let Some((before, after)) = rendered.split_once(PLACE) else { return rendered.to_string() };
    let after = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    format!("{before}{place}{after}")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
