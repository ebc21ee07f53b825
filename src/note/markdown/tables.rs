//! Tables: they scroll inside a box of their own.

use comrak::Node;
use comrak::nodes::{NodeValue, TableAlignment};

use super::block_ids::is_id_row;
use super::listed::is_list;
use super::state::TableState;
use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

impl<'a> Writer<'a> {
    pub(super) fn table_start(&mut self, alignments: &[TableAlignment]) {
        self.table = TableState { alignments: alignments.to_vec(), ..TableState::default() };
        self.out.html("<div class=\"table\"><table>\n");
    }

    pub(super) fn table_end(&mut self, node: Node<'_>) {
        let named = |row: &Node<'_>| is_list(row) || is_id_row(row);
        let last =
            node.last_child().filter(named).and_then(|row| row.previous_sibling()).or(node.last_child());
        let has_body = last.is_some_and(|row| !is_header(row));
        self.out.html(if has_body { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    pub(super) fn row_start(&mut self, node: Node<'_>, header: bool) {
        self.table.column = 0;
        self.table.header = header;
        let first_of_body = !header && node.previous_sibling().is_none_or(is_header);
        self.out.html(match (header, first_of_body) {
            (true, _) => "<thead><tr>",
            (false, true) => "<tbody><tr>",
            (false, false) => "<tr>",
        });
    }

    pub(super) fn row_end(&mut self, node: Node<'_>, header: bool) {
        if let Some(lost) = self.lost_cells(node) {
            self.body.problems.push(problem::lost_cell(&self.source.path, lost));
        }
        self.out.html(if header { "</tr></thead>\n" } else { "</tr>\n" });
    }

    /// What is written in a row behind the last column of its table: parsers drop it (GFM 0.29, 4.10).
    fn lost_cells(&self, row: Node<'_>) -> Option<Span> {
        let last = row.last_child()?.data().sourcepos.end;
        let end = self.lines.offset(last.line, last.column + 1);
        let line = self.text.get(end..self.lines.start(last.line + 1))?;
        let is_empty = |c: char| c == '|' || c.is_whitespace();
        let behind = line.trim_start().strip_prefix('|')?.trim_start_matches(is_empty);
        let lost = behind.trim_end_matches(is_empty);
        let start = end + line.len() - behind.len();
        (!lost.is_empty()).then(|| self.file_span(start, start + lost.len()))
    }

    pub(super) fn cell_start(&mut self, node: Node<'a>) {
        self.table.in_cell = true;
        let class = match self.table.alignments.get(self.table.column) {
            Some(TableAlignment::Left) => "left",
            Some(TableAlignment::Center) => "center",
            Some(TableAlignment::Right) => "right",
            Some(TableAlignment::None) | None => "",
        };
        let list = self.own_list(node);
        self.listed_tag(if self.table.header { "<th" } else { "<td" }, class, &list);
    }

    pub(super) fn cell_end(&mut self) {
        self.table.in_cell = false;
        self.end_passage();
        self.flush_deferred();
        self.table.column += 1;
        self.out.html(if self.table.header { "</th>" } else { "</td>" });
    }
}

fn is_header(row: Node<'_>) -> bool {
    matches!(row.data().value, NodeValue::TableRow(true))
}
