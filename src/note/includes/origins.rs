//! Where what stands in an expanded text comes from.

use super::problem;
use super::shown::Shown;
use crate::text::{Edit, Problem, RelPath, Repair, Span};

/// Where each part of an expanded text comes from, in order.
#[derive(Debug, Default)]
pub(super) struct Origins {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    /// Where it begins in the expanded text.
    start: usize,
    origin: Origin,
}

/// Where a part of an expanded text comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// It is the note's own, from this offset on.
    Own(usize),
    /// A directive stands for it: the bytes of that, and the line of which file it is.
    Shown(Span, Option<Shown>),
}

impl Origins {
    /// What begins at `start` and behind the part added last comes from `origin`.
    pub(super) fn add(&mut self, start: usize, origin: Origin) {
        self.parts.push(Part { start, origin });
    }

    /// The bytes of the note that a span of the expanded text comes from.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = match self.part(span.start as usize) {
            Some(Part { start, origin: Origin::Own(own) }) => {
                own + (span.start as usize).saturating_sub(*start)
            }
            Some(Part { origin: Origin::Shown(directive, _), .. }) => directive.start as usize,
            None => span.start as usize,
        };
        // An end belongs to what stands before it.
        let last = (span.end as usize).saturating_sub(usize::from(span.end > span.start));
        let end = match self.part(last) {
            Some(Part { start, origin: Origin::Own(own) }) => {
                own + (span.end as usize).saturating_sub(*start)
            }
            Some(Part { origin: Origin::Shown(directive, _), .. }) => directive.end as usize,
            None => span.end as usize,
        };
        Span::new(start..end.max(start))
    }

    /// A repair of what stands at a span, as one of the note; none for what another file holds.
    fn repair(&self, repair: Repair, span: Span) -> Option<Repair> {
        let is_own = |span: Span| !self.is_shown(span);
        match repair {
            Repair::Edit(edit) => {
                is_own(edit.span).then(|| Repair::Edit(Edit { span: self.span(edit.span), ..edit }))
            }
            Repair::Link(asking) => is_own(span).then_some(Repair::Link(asking)),
        }
    }

    /// Whether a span begins or ends in what a directive stands for.
    pub(super) fn is_shown(&self, span: Span) -> bool {
        let ends = [span.start as usize, (span.end as usize).saturating_sub(1)];
        ends.into_iter().filter_map(|at| self.part(at)).any(|part| matches!(part.origin, Origin::Shown(..)))
    }

    /// The file and line in which a place of the expanded text stands; `None` where it is the note's own.
    fn file(&self, at: u32) -> Option<&Shown> {
        match &self.part(at as usize)?.origin {
            Origin::Shown(_, file) => file.as_ref(),
            Origin::Own(_) => None,
        }
    }

    /// The file from which a relative link at a span counts, where that is not the note.
    pub(super) fn rebased(&self, span: Span) -> Option<&RelPath> {
        self.file(span.start).filter(|shown| shown.is_rebased).map(|shown| &shown.file)
    }

    /// A problem of the expanded text as one of the note.
    pub(super) fn problem(&self, mut found: Problem) -> Problem {
        let Some(span) = found.place.span else { return found };
        found.place.span = Some(self.span(span));
        found.repair = found.repair.take().and_then(|repair| self.repair(repair, span));
        problem::inside(found, self.file(span.start))
    }

    fn part(&self, at: usize) -> Option<&Part> {
        let index = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(index.checked_sub(1)?)
    }
}
