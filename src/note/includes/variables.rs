//! Variables of the front matter: `{{fm.desc}}` is what it says, with the markup in that (Dendron, whose
//! `remark-variables` reads the value as a part of its line).

use super::directive::{Directive, Form};
use crate::note::FrontMatter;
use crate::text::{Fence, data};

/// Most bytes that the variables of a note stand for: a long value may be asked for on every line.
const LARGEST: usize = 1 << 20;

/// The variables of a text that its front matter has, in order; one that it has not stays as it is written, and
/// so do those behind too much.
pub(super) fn find(text: &str, front: &FrontMatter) -> Vec<Directive<'static>> {
    let (mut found, mut open, mut start, mut left) = (Vec::new(), None, 0, LARGEST);
    for line in text.split_inclusive('\n') {
        if !Fence::passes(&mut open, line.trim_start_matches(BEFORE)) && line.contains("{{") {
            found.extend(in_line(line, start, front, &mut left));
        }
        start += line.len();
    }
    found
}

/// What may stand before a block of code on its line.
const BEFORE: [char; 6] = [' ', '\t', '>', '-', '*', '+'];

fn in_line(line: &str, start: usize, front: &FrontMatter, left: &mut usize) -> Vec<Directive<'static>> {
    let (mut found, mut ticks) = (Vec::new(), 0);
    for (at, part) in parts(line) {
        let name =
            part.split_once("}}").and_then(|(name, _)| Some((name.len(), name.trim().strip_prefix("fm.")?)));
        // Behind an odd number of backticks begins code.
        if let Some((length, name)) = name.filter(|_| ticks % 2 == 0 && *left > 0)
            && let Some(value) = value(front, name)
        {
            *left = left.saturating_sub(value.len());
            let at = start + at;
            let range = at - "{{".len()..at + length + "}}".len();
            found.push(Directive { told: range.clone(), range, form: Form::Text(value) });
        }
        ticks += part.matches('`').count();
    }
    found
}

/// The parts of a line that begin behind `{{`, with their places, and before them its beginning.
fn parts(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split("{{").map(|part| (part.as_ptr() as usize - line.as_ptr() as usize, part))
}

/// What the front matter says under a name: in one line, as a variable stands in one.
fn value(front: &FrontMatter, name: &str) -> Option<String> {
    let text = match name {
        "title" => front.title.as_ref()?.text.clone(),
        "desc" => front.description.clone().unwrap_or_default(),
        "created" => front.date?.text(),
        "updated" => front.updated?.text(),
        "id" => front.id.clone()?,
        other => inner(front, other)?.scalar()?.to_string(),
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `custom.key`: the key of a map.
fn inner<'f>(front: &'f FrontMatter, name: &str) -> Option<&'f data::Value> {
    let mut keys = name.split('.');
    let first = front.rest.get(keys.next()?)?;
    keys.try_fold(first, |value, key| Some(&value.get(key)?.value))
}
