//! Blocks: paragraphs, headings, quotes, callouts and containers.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::{CalloutFold, NodeCallout, NodeHeading, NodeValue, Sourcepos};

use super::code::words;
use super::containers::Mark;
use super::links::is_contents;
use super::state::OpenContainer;
use super::writer::{Writer, id_text, plain_text};
use crate::note::{Heading, HeadingId, Piece, problem};
use crate::text::{Span, escape};

impl<'a> Writer<'a> {
    pub(super) fn enter_block(&mut self, node: Node<'a>, value: &NodeValue, pos: Sourcepos) {
        match value {
            NodeValue::Paragraph => self.paragraph_start(node),
            NodeValue::Heading(heading) => self.heading_start(node, *heading, pos),
            NodeValue::ThematicBreak => self.thematic_break(node, pos),
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.out.html("<blockquote>\n"),
            NodeValue::Callout(callout) => self.callout_start(node, callout),
            NodeValue::CalloutTitle => self.out.html(title_start(node)),
            NodeValue::CodeBlock(block) => self.code_block(block, pos),
            NodeValue::HtmlBlock(block) => self.html_block(&block.literal, pos),
            NodeValue::MultilineComment(comment) if !comment.closed => {
                let rest = self.masked.unmask(self.text, &comment.literal, pos.start.line);
                self.unclosed_comment(&rest, pos);
            }
            NodeValue::FootnoteDefinition(_) => {
                // The notes stand behind everything: what is still open above them ends here.
                node.parent().into_iter().for_each(|document| self.close_containers_of(document));
                self.footnote_start();
            }
            NodeValue::Table(table) => self.table_start(&table.alignments),
            NodeValue::TableRow(header) => self.row_start(node, *header),
            NodeValue::TableCell => self.cell_start(node),
            _ => self.list_block_start(node, value),
        }
    }

    pub(super) fn leave_block(&mut self, node: Node<'a>, value: &NodeValue, pos: Sourcepos) {
        self.close_containers_of(node);
        match value {
            NodeValue::Paragraph => self.paragraph_end(node),
            NodeValue::Heading(heading) => self.heading_end(heading.level),
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.out.html("</blockquote>\n"),
            NodeValue::Callout(callout) => self.out.html(callout_end(callout)),
            NodeValue::CalloutTitle => self.out.html(title_end(node)),
            NodeValue::FootnoteDefinition(definition) => {
                self.footnote_end(node, definition.total_references);
            }
            NodeValue::Table(_) => self.table_end(node),
            NodeValue::TableRow(header) => self.row_end(*header),
            NodeValue::TableCell => self.cell_end(pos),
            NodeValue::Document => self.footnotes_end(),
            _ => self.list_block_end(value),
        }
    }

    fn paragraph_start(&mut self, node: Node<'a>) {
        if self.skips_first_line {
            self.heading_mark = self.out.mark();
        }
        if !is_bare(node) {
            self.out.html("<p>");
        }
    }

    fn paragraph_end(&mut self, node: Node<'a>) {
        if std::mem::take(&mut self.skips_first_line) {
            self.out.rewind(self.heading_mark);
            return;
        }
        let text = self.end_passage();
        if self.summary.is_empty() && is_top_level(node) && !text.trim().is_empty() {
            self.summary = text;
        }
        self.footnote_paragraph_end(node);
        if !is_bare(node) {
            self.out.html("</p>\n");
        }
    }

    fn heading_start(&mut self, node: Node<'a>, heading: NodeHeading, pos: Sourcepos) {
        let text = plain_text(node);
        let (text, custom) = custom_id(&text);
        let id = match custom {
            Some(id) => self.ids.reserve(id),
            None => self.ids.give(custom_id(&id_text(node)).0),
        };
        let is_title = self.is_title(heading.level, text);
        self.titled |= heading.level == 1;
        let span = self.span(pos);
        self.headings.push(Heading {
            level: heading.level,
            id: id.into(),
            text: text.into(),
            html: heading_html(node).trim_end().into(),
            span,
            is_title,
        });
        self.heading_mark = self.out.mark();
        self.out.hole(Piece::HeadingStart(HeadingId(self.headings.len() as u32 - 1)));
    }

    fn heading_end(&mut self, _level: u8) {
        self.end_passage();
        let Some(id) = self.current_heading() else { return };
        if self.headings.last().is_some_and(|heading| heading.is_title) {
            self.out.rewind(self.heading_mark);
        } else {
            self.out.hole(Piece::HeadingEnd(id));
        }
    }

    fn thematic_break(&mut self, node: Node<'a>, pos: Sourcepos) {
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
    fn close_containers_of(&mut self, node: Node<'a>) {
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

    fn callout_start(&mut self, node: Node<'a>, callout: &NodeCallout) {
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

fn callout_end(callout: &NodeCallout) -> &'static str {
    if fold(callout) == Fold::None { "</aside>\n" } else { "</details>\n" }
}

fn folds(title: Node<'_>) -> bool {
    title.parent().is_some_and(|parent| match &parent.data().value {
        NodeValue::Callout(callout) => fold(callout) != Fold::None,
        _ => false,
    })
}

fn title_start(title: Node<'_>) -> &'static str {
    if folds(title) { SUMMARY.0 } else { TITLE.0 }
}

fn title_end(title: Node<'_>) -> &'static str {
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

/// Whether a paragraph stands in a tight list: its text is not wrapped in `<p>`.
fn is_tight(paragraph: Node<'_>) -> bool {
    let item = paragraph.parent();
    item.and_then(|item| item.parent()).is_some_and(|list| match &list.data().value {
        NodeValue::List(list) => list.tight,
        NodeValue::DescriptionItem(item) => item.tight,
        _ => false,
    }) || item.is_some_and(|term| matches!(term.data().value, NodeValue::DescriptionTerm))
}

/// Whether the text of a paragraph is not wrapped in `<p>`.
fn is_bare(paragraph: Node<'_>) -> bool {
    is_tight(paragraph) || in_title(paragraph) || is_contents_list(paragraph)
}

/// Whether a paragraph is nothing but `[[toc]]`.
fn is_contents_list(paragraph: Node<'_>) -> bool {
    let only = paragraph.first_child().filter(|child| child.next_sibling().is_none());
    only.is_some_and(|child| match &child.data().value {
        NodeValue::WikiLink(link) => is_contents(&link.url),
        _ => false,
    })
}

fn in_title(paragraph: Node<'_>) -> bool {
    paragraph.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::CalloutTitle))
}

fn is_top_level(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document))
}

/// The text before an attribute list at its end, and the id in it: `{#id}`, and with classes and keys as
/// MkDocs and Kramdown write it, `{ #id .class key="value" }` and `{: #id }`.
fn custom_id(text: &str) -> (&str, Option<&str>) {
    let found = text.trim_end().strip_suffix('}').and_then(|rest| rest.rsplit_once('{'));
    let Some((before, list)) = found else { return (text, None) };
    let attributes = words(list.strip_prefix(':').unwrap_or(list));
    if attributes.is_empty() || !attributes.iter().all(|word| is_attribute(word)) {
        return (text, None);
    }
    (before.trim_end(), attributes.iter().find_map(|word| word.strip_prefix('#')))
}

/// `#id`, `.class` or `key=value`. Names of classes are lower case: `{.NET}` is text.
fn is_attribute(word: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    match (word.strip_prefix('#'), word.strip_prefix('.'), word.split_once('=')) {
        (Some(id), _, _) => !id.is_empty(),
        (_, Some(class), _) => is_name(class) && class == class.to_lowercase(),
        (_, _, Some((key, _))) => is_name(key),
        _ => false,
    }
}

/// A heading's text as HTML without links: what the list of contents and the title show.
fn heading_html(node: Node<'_>) -> String {
    let mut out = String::new();
    for below in node.descendants() {
        match &below.data().value {
            NodeValue::Text(text) => escape::push_html(&mut out, without_custom_id(below, text)),
            NodeValue::ShortCode(emoji) => out.push_str(&emoji.emoji),
            NodeValue::Math(math) => escape::push_html(&mut out, &math.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            NodeValue::Code(code) => {
                out.push_str("<code>");
                escape::push_html(&mut out, &code.literal);
                out.push_str("</code>");
            }
            _ => {}
        }
    }
    out
}

/// Shows a custom id's spelling nowhere: the text node that ends in `{#id}` is written without it.
pub(super) fn without_custom_id<'t>(node: Node<'_>, text: &'t str) -> &'t str {
    let last = node.next_sibling().is_none();
    let in_heading = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Heading(_)));
    if last && in_heading { custom_id(text).0 } else { text }
}
