//! A line of columns for each link.

use unicode_width::UnicodeWidthStr;

use super::Listed;
use crate::text::escape::visible;

/// Longest link that is shown whole, in characters.
const LONGEST: usize = 60;

/// The links as columns with a headline; nothing where there are none.
pub(in crate::host) fn table(links: &[Listed<'_>]) -> String {
    if links.is_empty() {
        return String::new();
    }
    let headline = ["place", "status", "rule", "link", "leads to"].map(str::to_string);
    let rows: Vec<[String; 5]> = std::iter::once(headline).chain(links.iter().map(row)).collect();
    let mut widths = [0; 5];
    for row in &rows {
        widths.iter_mut().zip(row).for_each(|(width, cell)| *width = cell.width().max(*width));
    }
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| padded(cell, width));
        out.push_str(cells.collect::<String>().trim_end());
        out.push('\n');
    }
    out
}

fn padded(cell: &str, width: usize) -> String {
    format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()) + 2))
}

fn row(listed: &Listed<'_>) -> [String; 5] {
    let place = format!("{}:{}:{}", listed.file, listed.at.line, listed.at.column);
    let leads_to = [leads_to(listed), lost(listed)].concat();
    [place, listed.status().to_string(), listed.rule.name().to_string(), shortened(listed.raw), leads_to]
        .map(|cell| visible(&cell).into_owned())
}

fn leads_to(listed: &Listed<'_>) -> String {
    let anchor = listed.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
    let broken = if listed.anchor_ok() == Some(false) { " (without its anchor)" } else { "" };
    format!("{}{anchor}{broken}", listed.resolved.as_deref().unwrap_or("-"))
}

fn lost(listed: &Listed<'_>) -> String {
    listed.rivals(String::clone).map_or(String::new(), |rivals| format!(", not {rivals}"))
}

/// On one line, and not too long: a link may be a paragraph.
fn shortened(raw: &str) -> String {
    let line = raw.split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_shown_on_one_short_line() {
        assert_eq!(shortened("[a\n  b](c)"), "[a b](c)");
        assert_eq!(shortened(&"数".repeat(61)), format!("{}…", "数".repeat(60)));
    }
}
