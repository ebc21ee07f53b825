//! JavaScript as far as its brackets and strings tell: where modules and the tags of elements end.

use std::ops::Range;

use super::tags;

/// Whether a line begins a module, and not prose about imports.
pub(super) fn is_module(content: &str) -> bool {
    let follows = |word: &str, next: &[&str]| {
        let rest = content.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| next.iter().any(|next| rest.starts_with(next)))
    };
    let named = content.contains(" from ") || content.trim_end().ends_with(['{', ',']);
    let exports = [
        "const ",
        "let ",
        "var ",
        "function ",
        "async ",
        "default ",
        "class ",
        "type ",
        "interface ",
        "{",
        "*",
    ];
    follows("import ", &["{", "*", "\"", "'"])
        || (content.starts_with("import ") && named)
        || follows("export ", &exports)
}

/// How long a module is: to the end of the line on which its brackets are closed; `None` where they never are.
pub(super) fn module_length(text: &str) -> Option<usize> {
    let (mut code, mut before) = (Code::default(), 0);
    for (at, byte) in text.bytes().enumerate() {
        code.read(byte, text.as_bytes().get(at + 1).copied());
        if byte == b'\n' && code.is_outside() {
            let line = text.get(before..at).unwrap_or("").trim_end();
            if !line.ends_with(CONTINUED) && !line.ends_with("=>") {
                return Some(at + 1);
            }
        }
        if byte == b'\n' {
            before = at + 1;
        }
    }
    code.is_outside().then_some(text.len())
}

/// What a line of a module ends with that goes on.
const CONTINUED: [char; 7] = ['=', ',', '&', '|', '+', '?', ':'];

/// How long a tag is, or how much of it is none, and which of both.
pub(super) fn tag_length(text: &str) -> (usize, bool) {
    let mut code = Code { in_tag: true, ..Code::default() };
    for (at, byte) in text.bytes().enumerate() {
        if code.is_outside() && byte == b'>' {
            return (at + 1, true);
        }
        let ends = byte == b'\n' && is_blank_line(text.get(at + 1..).unwrap_or(""));
        if ends || (at > 0 && code.is_outside() && byte == b'<') {
            return (at, false);
        }
        code.read(byte, text.as_bytes().get(at + 1).copied());
    }
    (text.len(), false)
}

/// Where the code in braces stands in a tag, outside of its strings.
pub(super) fn expressions(tag: &str) -> Vec<Range<usize>> {
    let (mut code, mut start, mut found) = (Code { in_tag: true, ..Code::default() }, 0, Vec::new());
    for (at, byte) in tag.bytes().enumerate() {
        let before = code.depth;
        code.read(byte, tag.as_bytes().get(at + 1).copied());
        match (before, code.depth) {
            (0, 1) => start = at,
            (1, 0) => found.push(start..at + 1),
            _ => {}
        }
    }
    found
}

fn is_blank_line(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

/// Where in JavaScript, or in a tag of it, the scan is.
#[derive(Debug, Default)]
struct Code {
    in_tag: bool,
    depth: usize,
    quote: Option<u8>,
    is_escaped: bool,
}

/// The quote of a comment to the end of its line, and of one to its own.
const LINE: u8 = b'/';
const BLOCK: u8 = b'*';

impl Code {
    fn is_outside(&self) -> bool {
        self.depth == 0 && self.quote.is_none_or(|quote| quote == LINE)
    }

    fn read(&mut self, byte: u8, next: Option<u8>) {
        if std::mem::take(&mut self.is_escaped) {
            return;
        }
        match self.quote {
            Some(quote) => self.quoted(quote, byte, next),
            None => self.plain(byte, next),
        }
    }

    /// Strings of JavaScript end on their line; those of a tag need not.
    fn quoted(&mut self, quote: u8, byte: u8, next: Option<u8>) {
        self.is_escaped = byte == b'\\' && !self.in_tag;
        let ends_line = byte == b'\n' && quote != b'`' && quote != BLOCK && !self.in_tag;
        let ends_block = quote == BLOCK && byte == b'*' && next == Some(b'/');
        if ends_line || ends_block || (byte == quote && quote != LINE && quote != BLOCK) {
            self.quote = None;
        }
    }

    fn plain(&mut self, byte: u8, next: Option<u8>) {
        match byte {
            b'"' | b'\'' | b'`' => self.quote = Some(byte),
            b'/' if next == Some(b'/') && !self.in_tag => self.quote = Some(LINE),
            b'/' if next == Some(b'*') => self.quote = Some(BLOCK),
            b'{' => self.depth += 1,
            b'(' | b'[' if !self.in_tag => self.depth += 1,
            b'}' => self.depth = self.depth.saturating_sub(1),
            b')' | b']' if !self.in_tag => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// The value of an attribute of a component, where it is a string: nothing is evaluated.
pub(super) fn literal(tag: &str, name: &str) -> Option<String> {
    let written =
        |tag| tags::attribute(tag, &name.to_ascii_lowercase()).filter(|value| !value.starts_with('{'));
    let value = expression(tag, name).and_then(|value| quoted(value.split_once('}')?.0));
    value.map(str::to_string).or_else(|| written(tag))
}

/// `values={[{label: 'Apple', value: 'a'}]}`: the values of tabs with their labels.
pub(super) fn labels(tag: &str) -> Vec<(&str, &str)> {
    let list = expression(tag, "values").and_then(|list| list.trim_start().strip_prefix('['));
    let objects = list.unwrap_or("").split_once(']').map_or("", |(objects, _)| objects).split('}');
    objects.filter_map(|object| Some((property(object, "value")?, property(object, "label")?))).collect()
}

/// The value of a property of an object, where it is a string.
fn property<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    let mut places = object.match_indices(name);
    places.find_map(|(at, _)| {
        let before = object.get(..at)?.trim_end_matches(['"', '\'']);
        let behind = object.get(at + name.len()..)?.trim_start_matches(['"', '\'']).trim_start();
        let value = behind.strip_prefix(':')?.trim_start();
        let end = value.get(1..)?.find(value.chars().next()?)? + 2;
        before.trim_end().ends_with(['{', ',']).then(|| quoted(value.get(..end)?))?
    })
}

/// What stands behind the brace of an attribute whose value is an expression: `label={"Two words"}`.
fn expression<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let behind = |(at, _): (usize, &str)| tag.get(at + name.len()..)?.strip_prefix("={");
    tag.match_indices(name).filter(|(at, _)| tag.get(..*at).is_some_and(ends_blank)).find_map(behind)
}

/// What stands between quotes.
fn quoted(value: &str) -> Option<&str> {
    let value = value.trim();
    let quote = value.chars().next().filter(|quote| ['"', '\'', '`'].contains(quote))?;
    value.strip_prefix(quote)?.strip_suffix(quote)
}

fn ends_blank(before: &str) -> bool {
    before.ends_with(char::is_whitespace)
}
