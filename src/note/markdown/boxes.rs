//! Boxes of Docusaurus and VitePress and elements of MDX: what [`containers`](super::containers) has
//! masked becomes the start or the end of an element again.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::Sourcepos;

use super::callout_kinds::callout_kind;
use super::callouts::Fold;
use super::container_lines::{DEEPEST, Mark, NO_TITLE, OPEN};
use super::jsx::literal;
use super::state::OpenContainer;
use super::tags::element_name;
use super::writer::Writer;
use crate::note::problem;
use crate::text::{Span, name};

impl<'a> Writer<'a> {
    pub(super) fn thematic_break(&mut self, node: Node<'a>, pos: Sourcepos) {
        if self.masked.lines.contains_key(&pos.start.line) {
            self.container_line(node, pos.start.line, self.line_span(pos));
        } else {
            self.out.html("<hr>\n");
        }
    }

    /// What a masked line does; `node` is the block that it is to the parser, or that it stands in.
    pub(super) fn container_line(&mut self, node: Node<'a>, line: usize, at: Span) {
        match self.masked.lines.get(&line).map(|line| line.mark.clone()) {
            Some(mark @ (Mark::Open { .. } | Mark::OpenElement(_))) => {
                self.container_start(node, mark, at, line)
            }
            Some(Mark::Close { colons }) => self.directive_end(node, colons, at),
            Some(Mark::CloseElement(name)) => self.element_end(node, name, at),
            Some(Mark::WholeElement { tag, text }) => self.whole_element(tag, text, at, line),
            _ => {}
        }
    }

    fn container_start(&mut self, node: Node<'a>, mark: Mark<'a>, at: Span, line: usize) {
        let Some(parent) = node.parent() else { return };
        if self.containers.len() >= DEEPEST {
            self.container_too_deep(at);
            return;
        }
        let end = match &mark {
            Mark::OpenElement(tag) => self.element_start(tag, at, line),
            Mark::Open { colons, name, title, attributes } => {
                self.report_equal_nesting(*colons, at);
                let org = *colons == 0;
                if org {
                    self.org_start(name, line)
                } else {
                    self.directive_start(name, title, attributes, line)
                }
                .into()
            }
            _ => return,
        };
        let elements = self.elements.open.len();
        self.containers.push(OpenContainer { mark, at, parent, elements, end });
    }

    /// An element that is written on one line. What components hold is a paragraph.
    fn whole_element(&mut self, tag: &'a str, text: &str, at: Span, line: usize) {
        let end = self.element_start(tag, at, line);
        let is_component = element_name(tag).starts_with(|c: char| c.is_ascii_uppercase());
        self.out.html(if is_component { "<p>" } else { "" });
        self.title_of_line(line, text);
        self.out.html(if is_component { "</p>\n" } else { "" });
        self.out.html(&end);
    }

    /// A box below too many others is no box: its line is shown as it is written.
    fn container_too_deep(&mut self, at: Span) {
        self.body.problems.push(problem::deep_boxes(&self.source.path, at, DEEPEST));
        self.out.html("<p>");
        self.out.text(self.source.text.get(at.range()).unwrap_or(""));
        self.out.html("</p>\n");
    }

    fn report_equal_nesting(&mut self, colons: usize, at: Span) {
        let equal = |open: &OpenContainer<'_>| matches!(open.mark, Mark::Open { colons: outer, .. } if outer == colons);
        if colons > 0 && self.containers.iter().any(equal) {
            self.body.problems.push(problem::equal_directives(&self.source.path, at, colons));
        }
    }

    /// A block of Org mode: what is no text set apart is a box.
    fn org_start(&mut self, name: &str, line: usize) -> &'static str {
        let (start, end) = match name.to_lowercase().as_str() {
            "quote" => ("<blockquote>\n", "</blockquote>\n"),
            "center" | "verse" => ("<div>\n", "</div>\n"),
            _ => return self.directive_start(name, "", "", line),
        };
        self.out.html(start);
        end
    }

    /// `<Admonition type="tip" title="Title">`
    pub(super) fn element_box_start(&mut self, tag: &str) -> &'static str {
        let name = literal(tag, "type").unwrap_or_else(|| "note".to_string()).to_lowercase();
        let title = literal(tag, "title").unwrap_or_else(|| name::as_title(&name));
        self.callout_titled(callout_kind(&name), &title);
        "</aside>\n"
    }

    fn directive_start(&mut self, name: &str, title: &str, attributes: &str, line: usize) -> &'static str {
        let name = name.to_lowercase();
        let says = |word: &str| attributes.split_whitespace().any(|other| other == word);
        match name.as_str() {
            "raw" | "v-pre" => {
                self.out.html("<div>\n");
                "</div>\n"
            }
            "code-group" => {
                self.tabs_start();
                "</div>\n"
            }
            "details" => {
                let title = if title.is_empty() { "Details" } else { title };
                self.callout_open("details", if says(OPEN) { Fold::Open } else { Fold::Closed }, line, title);
                "</details>\n"
            }
            _ => {
                let own = if says(NO_TITLE) { Cow::Borrowed("") } else { Cow::Owned(name::as_title(&name)) };
                let title = if title.is_empty() { own } else { Cow::Borrowed(title) };
                self.callout_open(callout_kind(&name), Fold::None, line, &title);
                "</aside>\n"
            }
        }
    }

    /// A closer without a name ends the innermost box with as many colons, else the innermost box.
    fn directive_end(&mut self, node: Node<'a>, colons: usize, at: Span) {
        let Some(parent) = node.parent() else { return };
        let here = |open: &OpenContainer<'a>| {
            open.parent.same_node(parent) && matches!(open.mark, Mark::Open { .. })
        };
        let equal = |open: &OpenContainer<'a>| matches!(open.mark, Mark::Open { colons: outer, .. } if outer == colons);
        let found = self.containers.iter().rposition(|open| here(open) && equal(open));
        match found.or_else(|| self.containers.iter().rposition(here)) {
            Some(index) => {
                self.report_short_end(index, colons, at);
                self.close_container(index);
            }
            None => self.report_stray(at),
        }
    }

    /// In other tools the end of a box has at least as many colons as its beginning.
    fn report_short_end(&mut self, index: usize, closed: usize, at: Span) {
        let opened = match self.containers.get(index).map(|open| &open.mark) {
            Some(Mark::Open { colons, .. }) => *colons,
            _ => return,
        };
        if closed < opened {
            self.body.problems.push(problem::short_end(&self.source.path, at, opened, closed));
        }
    }

    fn element_end(&mut self, node: Node<'a>, name: &str, at: Span) {
        let Some(parent) = node.parent() else { return };
        let matches = |open: &OpenContainer<'a>| {
            open.parent.same_node(parent)
                && matches!(open.mark, Mark::OpenElement(tag) if element_name(tag) == name)
        };
        match self.containers.iter().rposition(matches) {
            Some(index) => self.close_container(index),
            None => self.report_stray(at),
        }
    }

    /// Ends a container; those that are open inside it never got their own end.
    fn close_container(&mut self, index: usize) {
        while self.containers.len() > index + 1 {
            self.close_unclosed();
        }
        if let Some(open) = self.containers.pop() {
            self.container_end(&open);
        }
    }

    /// At the end of a block its open containers end as well.
    pub(super) fn close_containers_of(&mut self, node: Node<'a>) {
        while self.containers.last().is_some_and(|open| open.parent.same_node(node)) {
            self.close_unclosed();
        }
    }

    fn close_unclosed(&mut self) {
        let Some(open) = self.containers.pop() else { return };
        self.body.problems.push(problem::unclosed_directive(&self.source.path, open.at));
        self.container_end(&open);
    }

    fn container_end(&mut self, open: &OpenContainer<'a>) {
        self.end_sections_inside(self.containers.len());
        self.close_elements_above(open.elements);
        self.out.html(&open.end);
        if is_tabs(&open.mark) {
            self.tabs.open.pop();
        }
    }

    fn report_stray(&mut self, at: Span) {
        self.body.problems.push(problem::stray_directive(&self.source.path, at));
    }
}

/// Whether a container holds tabs.
pub(super) fn is_tabs(mark: &Mark<'_>) -> bool {
    match mark {
        Mark::Open { .. } => is_code_group(mark),
        Mark::OpenElement(tag) => element_name(tag) == "Tabs",
        _ => false,
    }
}

/// Whether each code block of a container is a tab.
pub(super) fn is_code_group(mark: &Mark<'_>) -> bool {
    matches!(mark, Mark::Open { name, .. } if name.eq_ignore_ascii_case("code-group"))
}
