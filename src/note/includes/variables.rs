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
    let (mut found, mut in_code, mut done) = (Vec::new(), false, 0);
    for (at, _) in line.match_indices("{{") {
        in_code ^= !line.get(done..at).unwrap_or("").matches('`').count().is_multiple_of(2);
        done = at;
        if let Some((length, name)) = name(line.get(at..).unwrap_or("")).filter(|_| !in_code && *left > 0)
            && let Some(value) = value(front, name)
        {
            *left = left.saturating_sub(value.len());
            let range = start + at..start + at + length;
            found.push(Directive { told: range.clone(), range, form: Form::Text(in_one_line(&value)) });
        }
    }
    found
}

/// How long a variable is that begins here, and its name.
fn name(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix("{{")?;
    let (name, _) = inside.get(..inside.floor_char_boundary(LONGEST))?.split_once("}}")?;
    Some((name.len() + "{{}}".len(), name.trim().strip_prefix("fm.")?))
}

/// Longest name that is looked for, in bytes.
const LONGEST: usize = 200;

/// A value as a part of its line.
fn in_one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the front matter says under a name.
fn value(front: &FrontMatter, name: &str) -> Option<String> {
    Some(match name {
        "title" => front.title.as_ref()?.text.clone(),
        "desc" => front.description.clone().unwrap_or_default(),
        "created" => front.date?.text(),
        "updated" => front.updated?.text(),
        "id" => front.id.clone()?,
        other => inner(front, other)?.scalar()?.to_string(),
    })
}

/// `custom.key`: the key of a map.
fn inner<'f>(front: &'f FrontMatter, name: &str) -> Option<&'f data::Value> {
    let mut keys = name.split('.');
    let first = front.rest.get(keys.next()?)?;
    keys.try_fold(first, |value, key| Some(&value.get(key)?.value))
}
