//! Callouts of Obsidian and GitHub, boxes of Docusaurus and VitePress, elements of MDX.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::{CalloutFold, NodeCallout, NodeValue, Sourcepos};

use super::containers::Mark;
use super::state::OpenContainer;
use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

impl<'a> Writer<'a> {
    pub(super) fn thematic_break(&mut self, node: Node<'a>, pos: Sourcepos) {
        let at = self.line_span(pos);
        match self.masked.lines.get(&pos.start.line).map(|line| line.mark.clone()) {
            None => self.out.html("<hr>\n"),
            Some(mark @ (Mark::Open { .. } | Mark::OpenElement(_))) => self.container_start(node, mark, at),
            Some(Mark::Close { colons }) => self.directive_end(node, colons, at),
            Some(Mark::CloseElement(name)) => self.element_end(node, name, at),
        }
    }

    fn container_start(&mut self, node: Node<'a>, mark: Mark<'a>, at: Span) {
        let end = match &mark {
            Mark::Open { colons, name, title } => {
                self.report_equal_nesting(*colons, at);
                self.directive_start(name, title)
            }
            Mark::OpenElement(tag) => self.element_start(tag),
            Mark::Close { .. } | Mark::CloseElement(_) => "",
        };
        if let Some(parent) = node.parent() {
            self.containers.push(OpenContainer { mark, at, parent, end });
        }
    }

    fn report_equal_nesting(&mut self, colons: usize, at: Span) {
        let equal = |open: &OpenContainer<'_>| matches!(open.mark, Mark::Open { colons: outer, .. } if outer == colons);
        if self.containers.iter().any(equal) {
            self.problems.push(problem::equal_directives(&self.source.path, at, colons));
        }
    }

    fn directive_start(&mut self, name: &str, title: &str) -> &'static str {
        let name = name.to_lowercase();
        match name.as_str() {
            "raw" | "v-pre" => {
                self.out.html("<div>\n");
                "</div>\n"
            }
            "code-group" | "tabs" | "tab" => {
                self.out.html("<div class=\"code-group\">\n");
                "</div>\n"
            }
            "details" => {
                let title = if title.is_empty() { "Details" } else { title };
                self.callout_open("details", Fold::Closed, title);
                "</details>\n"
            }
            _ => {
                let kind = callout_kind(&name);
                let title =
                    if title.is_empty() { Cow::Owned(default_title(&name)) } else { Cow::Borrowed(title) };
                self.callout_open(kind, Fold::None, &title);
                "</aside>\n"
            }
        }
    }

    fn callout_open(&mut self, kind: &str, fold: Fold, title: &str) {
        self.out.html(&callout_tag(kind, fold));
        let (start, end) = if fold == Fold::None { TITLE } else { SUMMARY };
        self.out.html(start);
        self.out.text(title);
        self.out.html(end);
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
            Some(index) => self.close_container(index),
            None => self.report_stray(at),
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
            self.write_container_end(&open);
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
        self.problems.push(problem::unclosed_directive(&self.source.path, open.at));
        self.write_container_end(&open);
    }

    fn write_container_end(&mut self, open: &OpenContainer<'a>) {
        match open.mark {
            Mark::OpenElement(tag) => self.element_close(element_name(tag)),
            _ => self.out.html(open.end),
        }
    }

    fn report_stray(&mut self, at: Span) {
        self.problems.push(problem::stray_directive(&self.source.path, at));
    }

    pub(super) fn callout_start(&mut self, node: Node<'a>, callout: &NodeCallout) {
        let kind = callout_kind(&callout.callout_type);
        self.out.html(&callout_tag(kind, fold(callout)));
        let titled =
            node.first_child().is_some_and(|child| matches!(child.data().value, NodeValue::CalloutTitle));
        if !titled {
            let (start, end) = if fold(callout) == Fold::None { TITLE } else { SUMMARY };
            self.out.html(start);
            self.out.text(&default_title(&callout.callout_type));
            self.out.html(end);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    None,
    Open,
    Closed,
}

const TITLE: (&str, &str) = ("<p class=\"callout-title\">", "</p>\n");
const SUMMARY: (&str, &str) = ("<summary class=\"callout-title\">", "</summary>\n");

fn fold(callout: &NodeCallout) -> Fold {
    match callout.fold {
        CalloutFold::None => Fold::None,
        CalloutFold::Expanded => Fold::Open,
        CalloutFold::Collapsed => Fold::Closed,
    }
}

fn callout_tag(kind: &str, fold: Fold) -> String {
    match fold {
        Fold::None => format!("<aside class=\"callout {kind}\">\n"),
        Fold::Open => format!("<details class=\"callout {kind}\" open>\n"),
        Fold::Closed => format!("<details class=\"callout {kind}\">\n"),
    }
}

pub(super) fn callout_end(callout: &NodeCallout) -> &'static str {
    if fold(callout) == Fold::None { "</aside>\n" } else { "</details>\n" }
}

fn folds(title: Node<'_>) -> bool {
    title.parent().is_some_and(|parent| match &parent.data().value {
        NodeValue::Callout(callout) => fold(callout) != Fold::None,
        _ => false,
    })
}

pub(super) fn title_start(title: Node<'_>) -> &'static str {
    if folds(title) { SUMMARY.0 } else { TITLE.0 }
}

pub(super) fn title_end(title: Node<'_>) -> &'static str {
    if folds(title) { SUMMARY.1 } else { TITLE.1 }
}

/// The class of a callout type: the types of Obsidian with their synonyms, GitHub's `important` and
/// `caution`; anything else is a note (dialects.md, "Blocks").
fn callout_kind(name: &str) -> &'static str {
    match name {
        "abstract" | "summary" | "tldr" => "abstract",
        "info" => "info",
        "todo" => "todo",
        "tip" | "hint" => "tip",
        "important" => "important",
        "success" | "check" | "done" => "success",
        "question" | "help" | "faq" => "question",
        "warning" | "attention" => "warning",
        "caution" => "caution",
        "failure" | "fail" | "missing" => "failure",
        "danger" | "error" => "danger",
        "bug" => "bug",
        "example" => "example",
        "quote" | "cite" => "quote",
        _ => "note",
    }
}

/// `my-type` → `My type`.
fn default_title(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn element_name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    inner.get(..end).unwrap_or("")
}
