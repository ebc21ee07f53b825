//! Callouts of Obsidian and GitHub, and what a box of any tool looks like.

use comrak::Node;
use comrak::nodes::{CalloutFold, NodeCallout, NodeValue};

use super::writer::Writer;
use crate::text::name;

impl<'a> Writer<'a> {
    /// The opening and the title of a box that begins on this line; what folds needs a title to be opened by.
    pub(super) fn callout_open(&mut self, kind: &str, fold: Fold, line: usize, title: &str) {
        self.out.html(&callout_tag(kind, fold));
        if title.is_empty() && fold == Fold::None {
            return;
        }
        let (start, end) = if fold == Fold::None { TITLE } else { SUMMARY };
        self.out.html(start);
        self.title_of_line(line, if title.is_empty() { "Details" } else { title });
        self.out.html(end);
        self.flush_deferred();
    }

    /// The opening of a box with a plain text as its title.
    pub(super) fn callout_titled(&mut self, kind: &str, title: &str) {
        self.out.html(&callout_tag(kind, Fold::None));
        self.out.html(TITLE.0);
        self.out.text(title);
        self.out.html(TITLE.1);
    }

    pub(super) fn callout_start(&mut self, node: Node<'a>, callout: &NodeCallout) {
        let kind = callout_kind(&callout.callout_type);
        self.out.html(&callout_tag(kind, fold(callout)));
        let titled =
            node.first_child().is_some_and(|child| matches!(child.data().value, NodeValue::CalloutTitle));
        if !titled {
            let (start, end) = if fold(callout) == Fold::None { TITLE } else { SUMMARY };
            self.out.html(start);
            self.out.text(&name::as_title(&callout.callout_type));
            self.out.html(end);
        }
    }
}

/// Whether a callout folds, and how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
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
pub(super) fn callout_kind(name: &str) -> &'static str {
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
