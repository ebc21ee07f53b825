//! Elements of raw HTML: what a note opens it closes, so that no note breaks the page around it.

use std::ops::Range;

use super::element_names::{OPTIONAL, RAW, VOID, is_known};
use super::tags::{Mark, attribute, element_name, marks};
use super::writer::Writer;
use crate::note::{Piece, problem};
use crate::text::Span;

/// `<Badge type="tip" text="new" />` shows its text (VitePress, Starlight).
fn badge(html: &str, tag: &Range<usize>) -> Option<Mark> {
    let written = html.get(tag.clone()).filter(|tag| element_name(tag) == "Badge")?;
    Some(Mark::Badge { tag: tag.clone(), text: attribute(written, "text")? })
}

impl Writer<'_> {
    /// `Vec<String>` and `<your-name>` hold no element: a name that HTML does not have, and that is ended
    /// nowhere, is text.
    pub(super) fn without_generics(&mut self, marks: Vec<Mark>) -> Vec<Mark> {
        let text = |mark| match mark {
            Mark::Start { name, tag, is_bare: true } if !self.is_element(&name) => Mark::Bogus(tag),
            mark => mark,
        };
        marks.into_iter().map(text).collect()
    }

    /// Whether a tag in a line is such a text.
    pub(super) fn is_generic(&self, tag: &str) -> bool {
        let is_text =
            |mark: &Mark| matches!(mark, Mark::Start { name, is_bare: true, .. } if !self.is_element(name));
        marks(tag).first().is_some_and(is_text)
    }

    /// The tags of components, which begin with a capital, in place of the elements that a tokenizer of HTML takes
    /// them for. One that leads somewhere stays, for its link.
    pub(super) fn without_components(&self, html: &str, marks: Vec<Mark>) -> Vec<Mark> {
        let urls = marks.iter().filter(|mark| matches!(mark, Mark::Url { .. }));
        let urls: Vec<usize> = urls.map(|mark| mark.range().start).collect();
        let (mut kept, mut end) = (Vec::with_capacity(marks.len()), 0);
        for mark in marks {
            let tag = mark.place();
            let leads = urls.get(urls.partition_point(|at| *at < tag.start)).is_some_and(|at| *at < tag.end);
            if self.is_component(html, &mark) && !leads {
                end = tag.end;
                kept.push(badge(html, &tag).unwrap_or(Mark::Tool(tag)));
            } else if mark.range().end > end || end == 0 {
                kept.push(mark);
            }
        }
        kept
    }

    /// Whether a tag is that of a component. Those of HTML may be written with capitals too, outside of MDX.
    fn is_component(&self, html: &str, mark: &Mark) -> bool {
        let (name, is_tag) = match mark {
            Mark::Start { name, is_bare, .. } => (name, !is_bare || self.is_element(name)),
            Mark::End { name, .. } => (name, true),
            _ => return false,
        };
        let written = element_name(html.get(mark.place()).unwrap_or(""));
        let is_capital = written.starts_with(|c: char| c.is_ascii_uppercase());
        let is_camel = written.contains(|c: char| c.is_ascii_lowercase());
        is_tag && is_capital && (self.is_mdx() || is_camel && !is_known(name)) && !self.is_foreign()
    }

    pub(super) fn is_element(&self, name: &str) -> bool {
        is_known(name) || self.is_foreign() || self.is_ended(name)
    }

    /// Whether the end of an element of this name stands anywhere in the note.
    fn is_ended(&self, name: &str) -> bool {
        let ends = self.elements.ends.get_or_init(|| {
            let end =
                |(at, _): (usize, &str)| self.text.get(at..).map(element_name).map(str::to_ascii_lowercase);
            self.text.match_indices("</").filter_map(end).collect()
        });
        ends.contains(name)
    }

    pub(super) fn element_opened(&mut self, name: String, at: Span) {
        if !VOID.contains(&name.as_str()) && !OPTIONAL.contains(&name.as_str()) {
            if !self.is_foreign() {
                self.out.hole(Piece::ElementStart(name.as_str().into()));
            }
            *self.elements.counts.entry(name.clone()).or_insert(0) += 1;
            self.elements.open.push((name, at));
        }
    }

    /// `<x/>` has content all the same to browsers, but for drawings and formulas.
    pub(super) fn element_self_closed(&mut self, name: &str) {
        let is_last = self.elements.open.last().is_some_and(|(open, _)| open == name);
        if is_last {
            self.pop_element();
            self.write_end(name, "");
        }
    }

    /// Writes the end of an element that is open; any other is left out, with a problem.
    pub(super) fn element_ended(&mut self, name: &str, written: &str, at: Span) {
        if OPTIONAL.contains(&name) {
            self.out.html(written);
        } else if self.is_open_here(name) {
            while self.pop_element().is_some_and(|popped| popped != name) {}
            self.write_end(name, written);
        } else {
            self.body.problems.push(problem::stray_end(&self.source.path, at, name));
        }
    }

    /// Begins a block: what is opened in it ends with it, as browsers have it.
    pub(super) fn elements_enter(&mut self) {
        self.elements.floors.push(self.elements.open.len());
    }

    /// Ends what was opened in a block and not closed.
    pub(super) fn elements_leave(&mut self) {
        let floor = self.elements.floors.pop().unwrap_or(0);
        self.close_elements_above(floor);
    }

    /// Ends what is open above so many elements.
    pub(super) fn close_elements_above(&mut self, floor: usize) {
        while self.elements.open.len() > floor {
            self.close_element();
        }
    }

    /// Whether an element of this name is open in the block that is being written.
    fn is_open_here(&self, name: &str) -> bool {
        let floor = self.elements.floors.last().copied().unwrap_or(0);
        let here = || self.elements.open.get(floor..).unwrap_or(&[]);
        self.is_open(name) && here().iter().rev().any(|(open, _)| open == name)
    }

    /// Ends a raw element at the end of its block: nothing behind it belongs to it.
    pub(super) fn close_raw_elements(&mut self) {
        while self.elements.open.last().is_some_and(|(name, _)| RAW.contains(&name.as_str())) {
            self.close_element();
        }
    }

    /// Ends what the text has opened and not closed.
    pub(super) fn close_elements(&mut self) {
        self.close_elements_above(0);
    }

    fn close_element(&mut self) {
        let at = self.elements.open.last().map_or(Span::default(), |(_, at)| *at);
        if let Some(name) = self.pop_element() {
            self.body.problems.push(problem::unclosed_element(&self.source.path, at, &name));
            self.write_end(&name, &format!("</{name}>"));
            self.out.html("\n");
        }
    }

    /// Writes the end of an element, in a drawing or a formula as it is written.
    fn write_end(&mut self, name: &str, written: &str) {
        if self.is_foreign() {
            self.out.html(written);
        } else {
            self.out.hole(Piece::ElementEnd(name.into()));
        }
    }

    fn is_foreign(&self) -> bool {
        self.is_open("svg") || self.is_open("math")
    }

    fn is_open(&self, name: &str) -> bool {
        self.elements.counts.get(name).is_some_and(|count| *count > 0)
    }

    fn pop_element(&mut self) -> Option<String> {
        let (name, _) = self.elements.open.pop()?;
        if let Some(count) = self.elements.counts.get_mut(&name) {
            *count -= 1;
        }
        Some(name)
    }
}
