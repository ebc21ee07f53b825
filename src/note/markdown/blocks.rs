//! Blocks: each is handed to the file of its construct; paragraphs and quotes are written here.

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::callouts::{callout_end, title_end, title_start};
use super::links::is_contents;
use super::writer::Writer;

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
                let span = self.line_span(pos);
                self.unclosed_comment(&rest, span);
            }
            NodeValue::FootnoteDefinition(footnote) => {
                // The notes stand behind everything: what is still open above them ends here.
                node.parent().into_iter().for_each(|document| self.close_containers_of(document));
                self.footnote_start(footnote.total_references, pos);
            }
            NodeValue::Table(table) => self.table_start(&table.alignments),
            NodeValue::TableRow(header) => self.row_start(node, *header),
            NodeValue::TableCell => self.cell_start(),
            _ => self.list_block_start(value),
        }
    }

    pub(super) fn leave_block(&mut self, node: Node<'a>, value: &NodeValue) {
        self.close_containers_of(node);
        match value {
            NodeValue::Paragraph => self.paragraph_end(node),
            NodeValue::Heading(_) => self.heading_end(),
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.out.html("</blockquote>\n"),
            NodeValue::Callout(callout) => self.out.html(callout_end(callout)),
            NodeValue::CalloutTitle => self.out.html(title_end(node)),
            NodeValue::FootnoteDefinition(definition) => {
                self.footnote_end(definition.total_references);
            }
            NodeValue::Table(_) => self.table_end(node),
            NodeValue::TableRow(header) => self.row_end(*header),
            NodeValue::TableCell => self.cell_end(),
            NodeValue::Document => self.footnotes_end(),
            _ => self.list_block_end(value),
        }
    }

    fn paragraph_start(&mut self, node: Node<'a>) {
        if self.skips_first_line {
            self.title_mark = self.out.mark();
        }
        if !is_bare(node) {
            self.out.html("<p>");
        }
    }

    fn paragraph_end(&mut self, node: Node<'a>) {
        if std::mem::take(&mut self.skips_first_line) {
            self.out.take(self.title_mark);
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
}

/// Whether a paragraph stands in a tight list: its text is not wrapped in `<p>`. A definition of several
/// blocks is never tight, whatever comrak says.
fn is_tight(paragraph: Node<'_>) -> bool {
    let Some(item) = paragraph.parent() else { return false };
    match &item.data().value {
        NodeValue::DescriptionTerm => true,
        NodeValue::DescriptionDetails => is_only_child(paragraph) && in_tight(item),
        _ => in_tight(item),
    }
}

fn in_tight(item: Node<'_>) -> bool {
    item.parent().is_some_and(|list| match &list.data().value {
        NodeValue::List(list) => list.tight,
        NodeValue::DescriptionItem(item) => item.tight,
        _ => false,
    })
}

fn is_only_child(node: Node<'_>) -> bool {
    node.previous_sibling().is_none() && node.next_sibling().is_none()
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

pub(super) fn is_top_level(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document))
}
