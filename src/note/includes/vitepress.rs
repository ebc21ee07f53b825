//! VitePress: code as `<<< @/f#region{1,3 ts}`, text as `<!--@include: ./f.md-->`.

use memchr::memmem;

use super::directive::{Asked, Base, Directive};
use super::marks::Marks;
use super::part::{Part, TO_THE_END};
use crate::note::highlight;

/// Longest directive, in bytes.
const LONGEST: usize = 1_000;

const INCLUDE: &str = "@include:";

/// The comments of a text that include another: alone on their lines, in code too.
pub(super) fn comments(text: &str) -> impl Iterator<Item = Directive<'_>> {
    memmem::find_iter(text.as_bytes(), INCLUDE).filter_map(move |at| comment(text, at))
}

fn comment(text: &str, at: usize) -> Option<Directive<'_>> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t']);
    let start = before.strip_suffix("<!--")?.len();
    let rest = text.get(at + INCLUDE.len()..)?;
    let (written, _) = rest.get(..rest.floor_char_boundary(LONGEST))?.split_once("-->")?;
    let end = at + INCLUDE.len() + written.len() + 3;
    if !is_alone(text, start, end) {
        return None;
    }
    let (path, lines) = written
        .trim()
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'))
        .unwrap_or((written.trim(), ""));
    let (path, part) = region(path.trim());
    let asked = Asked {
        part: Part { lines: span(lines).into_iter().collect(), ..part },
        is_rebased: true,
        ..asked(path)
    };
    Some(Directive::file(start..end, asked))
}

/// Whether nothing but marks of lists and quotes stands on the same line.
fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\t', '>', '-', '*']);
    let behind = text.get(end..).unwrap_or("").trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
}

/// `2,4`, `3,`, `,10`
fn span(written: &str) -> Option<(usize, usize)> {
    let (first, last) = written.split_once(',')?;
    Some((first.trim().parse().unwrap_or(1), last.trim().parse().unwrap_or(TO_THE_END)))
}

/// `<<< @/f#region{1,3 ts:line-numbers} [title]`, a line without what stands around it; `at` is where it
/// begins.
pub(super) fn code(line: &str, at: usize) -> Option<Directive<'_>> {
    let written = line.strip_prefix("<<<")?;
    let is_path = |path: &str| path.contains(['/', '.']) && !path.starts_with('<');
    let written = Some(written.trim()).filter(|written| is_path(written))?;
    let (written, title) = bracketed(written, '[', ']');
    let (path, options) = bracketed(written, '{', '}');
    let (path, part) = region(path);
    let fence = Some(info(path, options, title));
    Some(Directive::file(at..at + line.len(), Asked { part, fence, ..asked(path) }))
}

/// What stands before a last pair of brackets and in it.
fn bracketed(text: &str, open: char, close: char) -> (&str, &str) {
    let inside = text.strip_suffix(close).and_then(|rest| rest.rsplit_once(open));
    inside.map_or((text, ""), |(before, inside)| (before.trim_end(), inside.trim()))
}

fn region(path: &str) -> (&str, Part<'_>) {
    let is_name = |name: &str| !name.is_empty() && !name.contains(['/', ' ']);
    match path.rsplit_once('#').filter(|(_, name)| is_name(name)) {
        Some((path, name)) => (path, Part { region: Some((Marks::Regions, name)), lines: Vec::new() }),
        None => (path, Part::default()),
    }
}

fn asked(path: &str) -> Asked<'_> {
    let (path, base) = match path.strip_prefix("@/") {
        Some(path) => (path, Base::Notes),
        None => (path, Base::Beside),
    };
    Asked::new(path, base, Part::default())
}

/// `1,3-5 ts:line-numbers` as the info string of a fence.
fn info(path: &str, options: &str, title: &str) -> String {
    let mut words = options.split_whitespace().peekable();
    let is_lines = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit() || b",-".contains(&byte));
    let lines = words.next_if(is_lines).map_or(String::new(), |lines| format!(" {{{lines}}}"));
    let own = highlight::language_of(path).unwrap_or("text");
    let language = match words.next() {
        Some(options) if options.starts_with(':') => format!("{own}{options}"),
        Some(language) => language.to_string(),
        None => own.to_string(),
    };
    let title = if title.is_empty() { String::new() } else { format!(" [{title}]") };
    format!("{language}{lines}{title}")
}
