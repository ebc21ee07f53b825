//! `--8<-- "f"` of MkDocs (PyMdown's snippets), alone on a line, and its form of several lines.

use std::ops::Range;

use super::directive::{Asked, Base, Directive};
use super::marks::Marks;
use super::part::{Part, TO_THE_END};

/// What a line of a text is to snippets.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line<'t> {
    /// `--8<-- "f"`
    File(Directive<'t>),
    /// `;--8<-- …`
    Escaped(Directive<'t>),
    /// `--8<--`
    Marker(Range<usize>),
    /// The name of a file, where it stands between two markers.
    Other(Range<usize>),
}

/// The directives of a text, wherever they stand: in code too. Lines between two markers name a file each.
pub(super) fn find<'t>(text: &'t str) -> Vec<Directive<'t>> {
    let mut found = Vec::new();
    let mut open: Option<(Range<usize>, Vec<Directive<'t>>)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let read = read(line, start);
        start += line.len();
        match (read, &mut open) {
            (Line::File(directive) | Line::Escaped(directive), _) => found.push(directive),
            (Line::Marker(range), None) => open = Some((range, Vec::new())),
            (Line::Marker(range), Some((opening, files))) => {
                found.push(Directive::nothing(opening.clone()));
                found.append(files);
                found.push(Directive::nothing(range));
                open = None;
            }
            (Line::Other(range), Some((_, files))) => files.extend(listed(text, range)),
            (Line::Other(_), None) => {}
        }
    }
    found
}

fn read(line: &str, start: usize) -> Line<'_> {
    let content = line.trim_start_matches([' ', '\t', '>']);
    let at = start + line.len() - content.len();
    let content = content.trim_end();
    let whole = at..at + content.len();
    let bare = content.trim_start_matches(';');
    let Some(rest) = behind_scissors(bare) else { return Line::Other(whole) };
    if rest.is_empty() {
        // The line goes with its end, or code would begin with an empty one.
        return if bare.len() == content.len() {
            Line::Marker(start..start + line.len())
        } else {
            Line::Escaped(Directive::nothing(at..at + 1))
        };
    }
    match (quoted(rest), bare.len() == content.len()) {
        (None, _) => Line::Other(whole),
        (Some(_), false) => Line::Escaped(Directive::nothing(at..at + 1)),
        (Some(path), true) => Line::File(Directive::file(whole, asked(path))),
    }
}

fn behind_scissors(content: &str) -> Option<&str> {
    let rest = content.strip_prefix('-')?.trim_start_matches('-').strip_prefix("8<-")?;
    Some(rest.trim_start_matches('-'))
}

fn quoted(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix([' ', '\t'])?.trim_start();
    let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    inside.get(1..)?.strip_suffix(quote).filter(|path| !path.is_empty() && !path.contains(quote))
}

/// A line between two markers; one that begins with `;` is left out.
fn listed(text: &str, range: Range<usize>) -> Option<Directive<'_>> {
    let path = text.get(range.clone()).filter(|path| !path.is_empty())?;
    let is_out = path.starts_with(';');
    Some(if is_out { Directive::nothing(range) } else { Directive::file(range, asked(path)) })
}

/// `f`, `f:section`, `f:4`, `f:4:6`, `f::6`, `f:1:3,5:6`
fn asked(written: &str) -> Asked<'_> {
    let url = written.contains("://");
    let (path, part) = written.split_once(':').filter(|_| !url).unwrap_or((written, ""));
    let ranges: Option<Vec<(usize, usize)>> = part.split(',').map(range).collect();
    let part = match ranges {
        _ if part.is_empty() => Part::default(),
        Some(lines) => Part { region: None, lines },
        None => Part { region: Some((Marks::Sections, part)), lines: Vec::new() },
    };
    Asked::new(path, Base::Snippets, part)
}

fn range(written: &str) -> Option<(usize, usize)> {
    let (first, last) = written.split_once(':').unwrap_or((written, ""));
    let number = |text: &str, or| if text.is_empty() { Some(or) } else { text.parse().ok() };
    Some((number(first, 1)?, number(last, TO_THE_END)?))
}
