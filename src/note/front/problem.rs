//! What can be wrong with front matter: one constructor per problem.

use super::block::Block;
use crate::text::data::{DataError, Entry, Value};
use crate::text::escape::quoted;
use crate::text::{Place, Problem, Source, Span};

const ID: &str = "bad-front-matter";

pub(super) fn unclosed(source: &Source, block: &Block) -> Problem {
    let place = Place::at(&source.path, Span::new(block.opening.clone()));
    Problem::error(ID, place, "the front matter is never closed")
        .help("end it with a line that holds the same three characters as its first line")
}

pub(super) fn late(source: &Source, block: &Block) -> Problem {
    let place = Place::at(&source.path, Span::new(block.opening.clone()));
    Problem::error(ID, place, "the front matter does not begin on the first line")
        .help("remove the blank lines above it: other tools take it for text; it is read all the same")
}

pub(super) fn unreadable(source: &Source, block: &Block, error: &DataError) -> Problem {
    let place = Place::at(&source.path, error.span.shifted(block.inner.start));
    Problem::error(ID, place, format!("the front matter cannot be read: {}", error.message))
        .help("the note is published without it")
}

pub(super) fn no_keys(place: Place, value: &Value) -> Problem {
    Problem::error(ID, place, format!("the front matter is {}, expected keys with values", value.sort()))
        .help("write `key: value`, one on each line; the note is published without it")
}

pub(super) fn wrong_value(place: Place, entry: &Entry, expected: &str) -> Problem {
    let found = entry.value.value.scalar().map_or(entry.value.value.sort().to_string(), quoted);
    let message = format!("{} is {found}, expected {expected}", quoted(&entry.key));
    Problem::error(ID, place, message).help("the key is ignored")
}

/// An unquoted `[[a]]` is a list inside a list to YAML.
pub(super) fn wrong_item(place: Place, key: &str, item: &Value) -> Problem {
    Problem::error(ID, place, format!("{} holds {}, expected a text", quoted(key), item.sort()))
        .help("this item is ignored; put a text with brackets or colons between quotes")
}

pub(super) fn long_tag(place: Place, bytes: usize, most: usize) -> Problem {
    Problem::error(ID, place, format!("a tag has {bytes} bytes, expected at most {most}"))
        .help("the tag is ignored")
}

pub(super) fn unknown_key(place: Place, key: &str, known: &str) -> Problem {
    Problem::warning("unknown-key", place, format!("the front matter key {} means nothing", quoted(key)))
        .did_you_mean(known)
}
