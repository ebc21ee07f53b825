//! mdBook's `{{#include f:region}}` and its relatives.

use memchr::memmem;

use super::directive::{Asked, Base, Directive};
use super::marks::Marks;
use super::part::{Part, TO_THE_END};

/// Longest directive, in bytes: an opening that is never closed is not searched to the end of its line.
const LONGEST: usize = 1_000;

/// The directives of a text, wherever they stand: in code too.
pub(super) fn find(text: &str) -> impl Iterator<Item = Directive<'_>> {
    memmem::find_iter(text.as_bytes(), b"{{").filter_map(move |at| directive(text, at))
}

fn directive(text: &str, start: usize) -> Option<Directive<'_>> {
    let rest = text.get(start..)?;
    let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let line = near.split(['\n', '\r']).next()?;
    let (inside, _) = line.get(2..)?.split_once('}').filter(|(_, behind)| behind.starts_with('}'))?;
    let (word, written) = inside.trim_start().strip_prefix('#')?.split_once([' ', '\t'])?;
    let range = start..start + inside.len() + 4;
    let asked = match word {
        "include" | "rustdoc_include" => file(written.trim()),
        "playground" | "playpen" => example(written.trim()),
        // It is for the bar of the browser; a page of ours is called what its heading says.
        "title" => None,
        _ => return None,
    };
    if text.get(..start)?.ends_with('\\') {
        return Some(Directive::nothing(start - 1..start));
    }
    Some(asked.map_or(Directive::nothing(range.clone()), |asked| Directive::file(range, asked)))
}

/// `f`, `f:region`, `f:2`, `f:2:`, `f::10`, `f:2:10`
fn file(written: &str) -> Option<Asked<'_>> {
    let (path, part) = written.split_once(':').unwrap_or((written, ""));
    Some(Asked::new(path, Base::Beside, part_of(part)))
}

fn part_of(written: &str) -> Part<'_> {
    let (first, last) = written.split_once(':').map_or((written, None), |(first, last)| (first, Some(last)));
    let lines = match (first.parse().ok(), last.map(|last| last.parse().ok())) {
        (Some(first), None) => (first, first),
        (Some(first), Some(last)) => (first, last.unwrap_or(TO_THE_END)),
        (None, Some(Some(last))) if first.is_empty() => (1, last),
        (None, _) if first.is_empty() => return Part::default(),
        (None, _) => return Part { region: Some((Marks::Anchors, first)), lines: Vec::new() },
    };
    Part { region: None, lines: vec![lines] }
}

/// `f editable ignore`: code to be tried, which is shown.
fn example(written: &str) -> Option<Asked<'_>> {
    let path = written.split_whitespace().next()?;
    let asked = Asked::new(path, Base::Beside, Part::default());
    Some(Asked { fence: Some("rust".to_string()), ..asked })
}
