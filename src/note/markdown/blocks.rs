//! Blocks: each is handed to the file of its construct; paragraphs and quotes are written here.

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::callouts::{callout_end, title_end, title_start};
use super::container_lines::Mark;
use super::state::Paragraph;
use super::writer::Writer;

const PARAGRAPH: &str = "<p>";

impl<'a> Writer<'a> {
    pub(super) fn enter_block(&mut self, node: Node<'a>, value: &NodeValue, pos: Sourcepos) {
        self.top_start(node);
        self.block_start(node);
        if holds(value) {
            self.elements_enter();
        }
        if self.has_lists {
            self.attributes_start(node);
        }
        match value {
            NodeValue::Paragraph => self.paragraph_start(node),
            NodeValue::Heading(heading) => self.heading_start(node, *heading, pos),
            NodeValue::ThematicBreak => self.thematic_break(node, pos),
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.out.html("<blockquote>\n"),
            NodeValue::Callout(callout) => self.callout_start(node, callout),
            NodeValue::CalloutTitle => self.out.html(title_start(node)),
            NodeValue::CodeBlock(block) => self.code_block(block, pos),
            NodeValue::HtmlBlock(block) => self.html_block(node, block, pos.start.line),
            NodeValue::FootnoteDefinition(footnote) => {
                // The notes stand behind everything: what is still open above them ends here.
                node.parent().into_iter().for_each(|document| self.text_end(document));
                self.footnote_start(footnote, pos);
            }
            NodeValue::Table(table) => self.table_start(&table.alignments),
            NodeValue::TableRow(header) => self.row_start(node, *header),
            NodeValue::TableCell => self.cell_start(node),
            _ => {
                self.list_block_start(node, value);
                self.item_place(node);
            }
        }
    }

    pub(super) fn leave_block(&mut self, node: Node<'a>, value: &NodeValue) {
        self.close_containers_of(node);
        self.end_sections_of(node);
        if holds(value) {
            self.elements_leave();
        }
        match value {
            NodeValue::Paragraph => self.paragraph_end(node),
            NodeValue::Heading(_) => self.heading_end(),
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.out.html("</blockquote>\n"),
            NodeValue::Callout(callout) => self.out.html(callout_end(callout)),
            NodeValue::CalloutTitle => {
                self.out.html(title_end(node));
                self.flush_deferred();
            }
            NodeValue::FootnoteDefinition(definition) => {
                self.footnote_end(definition.total_references);
            }
            NodeValue::Table(_) => self.table_end(node),
            NodeValue::TableRow(header) => self.row_end(node, *header),
            NodeValue::TableCell => self.cell_end(),
            NodeValue::Document => {
                self.footnotes_end();
                self.close_elements();
            }
            _ => {
                self.block_end(node);
                self.list_block_end(node, value);
            }
        }
        if self.has_lists {
            self.attributes_end(node);
        }
        self.block_end(node);
        self.top_end(node);
    }

    /// Ends what is open before the footnotes.
    fn text_end(&mut self, document: Node<'a>) {
        self.close_containers_of(document);
        self.end_sections_of(document);
        if self.footnotes.start.is_none() {
            self.close_elements();
            self.footnotes.start = Some(self.out.mark() as u32);
        }
    }

    fn paragraph_start(&mut self, node: Node<'a>) {
        if self.skips_first_line {
            self.title_mark = self.out.mark();
        }
        self.hidden_lines =
            self.dialect.is_outline() && node.first_child().is_some_and(|first| self.is_hidden_line(first));
        self.paragraph = if self.is_bare(node) {
            Paragraph::Bare
        } else {
            let list = self.own_list(node);
            self.listed_tag("<p", "", &list);
            Paragraph::Open(self.out.position())
        };
    }

    fn opens_element(&self, block: Node<'a>) -> bool {
        let data = block.data();
        let line = self.masked.lines.get(&data.sourcepos.start.line);
        matches!(data.value, NodeValue::ThematicBreak)
            && line.is_some_and(|line| matches!(line.mark, Mark::OpenElement(_)))
    }

    /// Whether the text of a paragraph is not wrapped in `<p>`.
    fn is_bare(&self, paragraph: Node<'a>) -> bool {
        let masked = paragraph.parent().is_some_and(|item| self.masked_item(item).is_some());
        (is_tight(paragraph) && !masked) || in_title(paragraph)
    }

    fn open_paragraph(&mut self) -> Paragraph {
        self.out.html(PARAGRAPH);
        Paragraph::Open(self.out.position())
    }

    /// Ends the paragraph for a block; one without text was none.
    pub(super) fn close_paragraph(&mut self) {
        match self.paragraph {
            Paragraph::Open(start) if start == self.out.position() => self.out.take_back(PARAGRAPH),
            Paragraph::Open(_) => self.out.html("</p>\n"),
            Paragraph::Bare | Paragraph::Closed => return,
        }
        self.paragraph = Paragraph::Closed;
    }

    /// Begins a paragraph anew behind a block that stands in it.
    pub(super) fn reopen_paragraph(&mut self) {
        if self.paragraph == Paragraph::Closed {
            self.paragraph = self.open_paragraph();
        }
    }

    /// Writes the blocks that could not stand where they were asked for.
    pub(super) fn flush_deferred(&mut self) {
        for hole in std::mem::take(&mut self.deferred) {
            self.out.hole(hole);
        }
    }

    fn paragraph_end(&mut self, node: Node<'a>) {
        if std::mem::take(&mut self.skips_first_line) {
            self.out.take(self.title_mark);
            return;
        }
        self.close_raw_elements();
        let text = self.end_passage();
        let speaks =
            !std::mem::take(&mut self.has_properties) && (is_top_level(node) || self.dialect.is_outline());
        if self.body.summary.is_empty() && speaks && !text.trim().is_empty() {
            self.body.summary = text;
        }
        self.footnote_paragraph_end(node);
        if matches!(self.paragraph, Paragraph::Open(_)) {
            self.out.html("</p>\n");
        } else if node.next_sibling().is_some_and(|next| self.opens_element(next)) {
            // A component writes nothing that would part the words.
            self.out.html("\n");
        }
        self.paragraph = Paragraph::Bare;
        if !in_title(node) {
            self.flush_deferred();
        }
    }
}

/// Whether a block is an element that ends what is open in it when it ends.
fn holds(value: &NodeValue) -> bool {
    matches!(
        value,
        NodeValue::BlockQuote
            | NodeValue::MultilineBlockQuote(_)
            | NodeValue::Callout(_)
            | NodeValue::CalloutTitle
            | NodeValue::Item(_)
            | NodeValue::TaskItem(_)
            | NodeValue::TableCell
            | NodeValue::Heading(_)
            | NodeValue::FootnoteDefinition(_)
            | NodeValue::DescriptionTerm
            | NodeValue::DescriptionDetails
    )
}

/// Whether a paragraph stands in a tight list: its text is not wrapped in `<p>`. A definition of several
/// blocks is never tight, whatever comrak says.
pub(super) fn is_tight(paragraph: Node<'_>) -> bool {
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

pub(super) fn in_title(paragraph: Node<'_>) -> bool {
    paragraph.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::CalloutTitle))
}

pub(super) fn is_top_level(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document))
}
