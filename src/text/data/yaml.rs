//! YAML 1.2 with spans.

use saphyr::{MarkedYaml, ScalarStyle, ScanError, YamlData, YamlLoader};
use saphyr_parser::{Event, Marker, Parser, Tag};

use super::{DataError, Entry, Node, Value};
use crate::text::Span;

/// How many nodes aliases may expand to: far more than any front matter, far less than an alias bomb.
const ALIAS_LIMIT: usize = 10_000;

/// Reads the first document of a YAML text; an empty text is [`Value::Null`].
///
/// Nothing is evaluated: unknown tags are dropped, their values kept. Plain `true`, `false`, `null` and
/// numbers are typed, everything else is text (`no` is a country, not a truth value).
///
/// # Errors
/// [`DataError`] at the first place that is not YAML: duplicate keys, more than 255 levels and alias
/// bombs included.
pub fn yaml(text: &str) -> Result<Node, DataError> {
    parse(text).or_else(|error| joined(text).and_then(|joined| parse(&joined).ok()).ok_or(error))
}

/// How deep values may nest: the library bounds brackets alone, and walks all on the stack of the thread.
const DEEPEST: usize = 255;

/// Below this width of what a line begins with, no block nests too deep: every second level of it takes a
/// column.
const NARROW: usize = 100;

/// Where the text nests deeper than may be.
fn too_deep(text: &str) -> Option<Marker> {
    let lead = |line: &str| line.len() - line.trim_start_matches(['-', '?', ':', ' ', '\t']).len();
    if text.lines().all(|line| lead(line) < NARROW) {
        return None;
    }
    let mut depth = 0_usize;
    Parser::new_from_str(text).map_while(Result::ok).find_map(|(event, span)| {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > DEEPEST).then_some(span.start)
    })
}

fn parse(text: &str) -> Result<Node, DataError> {
    let offsets = Offsets::new(text);
    if let Some(at) = too_deep(text) {
        let message = format!("it nests deeper than {DEEPEST} levels");
        return Err(DataError { message, span: offsets.span(&at, &at) });
    }
    let documents = load(text).map_err(|error| DataError {
        message: error.info().to_string(),
        span: offsets.span(error.marker(), error.marker()),
    })?;
    let empty = Node { value: Value::Null, span: Span::default() };
    Ok(documents.first().map_or(empty, |document| node(document, &offsets)))
}

/// The text with each line that begins with a closing bracket joined to the line before. YAML wants such a
/// bracket indented, every other parser takes it at the margin, and so people write it. `None` where there
/// is none. Every offset stays what it was.
fn joined(text: &str) -> Option<String> {
    let joined = text.replace("\n]", " ]").replace("\n}", " }");
    (joined != text).then_some(joined)
}

fn load(text: &str) -> Result<Vec<MarkedYaml<'_>>, ScanError> {
    let mut loader = YamlLoader::<MarkedYaml<'_>>::default();
    loader.early_parse(false);
    loader.alias_limit(ALIAS_LIMIT);
    Parser::new_from_str(text).load(&mut loader, false)?;
    match loader.error() {
        Some(error) => Err(error.clone()),
        None => Ok(loader.into_documents()),
    }
}

fn node(yaml: &MarkedYaml<'_>, offsets: &Offsets) -> Node {
    Node { value: value(yaml, offsets), span: offsets.span(&yaml.span.start, &yaml.span.end) }
}

fn value(yaml: &MarkedYaml<'_>, offsets: &Offsets) -> Value {
    match &yaml.data {
        YamlData::Representation(text, style, tag) => scalar(text, *style, tag.as_deref()),
        YamlData::Value(_) | YamlData::Alias(_) | YamlData::BadValue => Value::Null,
        YamlData::Sequence(items) => Value::List(items.iter().map(|item| node(item, offsets)).collect()),
        YamlData::Mapping(map) => {
            Value::Map(map.iter().map(|(key, value)| entry(key, value, offsets)).collect())
        }
        YamlData::Tagged(_, inner) => value(inner, offsets),
    }
}

fn entry(key: &MarkedYaml<'_>, value: &MarkedYaml<'_>, offsets: &Offsets) -> Entry {
    let key = node(key, offsets);
    let name = key.value.scalar().unwrap_or_default().to_string();
    Entry { key: name, key_span: key.span, value: node(value, offsets) }
}

/// A plain scalar is typed as the YAML 1.2 core schema says; a quoted or tagged one is text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    if style != ScalarStyle::Plain || tag.is_some() {
        return Value::Text(text.to_string());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_string()),
        _ => Value::Text(text.to_string()),
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.parse::<f64>().is_ok()
}

/// Byte offsets of characters: the parser counts characters, spans count bytes.
struct Offsets {
    /// Empty where the text is ASCII and both counts are one.
    bytes: Vec<u32>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes =
            if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(i, _)| i as u32).collect() };
        Offsets { bytes, len: text.len() }
    }

    fn byte(&self, index: usize) -> usize {
        if self.bytes.is_empty() {
            return index.min(self.len);
        }
        self.bytes.get(index).map_or(self.len, |&byte| byte as usize)
    }

    fn span(&self, start: &Marker, end: &Marker) -> Span {
        Span::new(self.byte(start.index())..self.byte(end.index()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get<'a>(node: &'a Node, key: &str) -> &'a Node {
        node.value.get(key).unwrap()
    }

    #[test]
    fn scalars_keep_their_spelling_and_places() {
        let text = "título: ñ\nversion: 1.30\ndraft: no\non: true\ndate: 2026-01-02\n";
        let node = yaml(text).unwrap();
        assert_eq!(&text[get(&node, "título").span.range()], "ñ");
        assert_eq!(get(&node, "version").value, Value::Number("1.30".into()));
        assert_eq!(get(&node, "draft").value, Value::Text("no".into()));
        assert_eq!(get(&node, "on").value, Value::Bool(true));
        assert_eq!(get(&node, "date").value, Value::Text("2026-01-02".into()));
    }

    #[test]
    fn closing_brackets_may_stand_at_the_margin() {
        let text = "a: [\n  x,\n]\nb: {\n  c: é\n}\nd: 1\n";
        let node = yaml(text).unwrap();
        assert_eq!(&text[get(&node, "d").span.range()], "1");
        assert_eq!(get(&node, "a").value.sort(), Value::List(Vec::new()).sort());
        assert!(yaml("a: [x\n]\n- b").is_err());
    }

    #[test]
    fn hostile_documents_end_in_an_error_with_a_place() {
        assert_eq!(yaml("a: 1\na: 2\n").unwrap_err().span.start, 5);
        let bomb = (1..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string(), |text, i| {
            let alias = format!("*a{}", i - 1);
            text + &format!("a{i}: &a{i} [{}]\n", [alias.as_str(); 9].join(", "))
        });
        assert!(yaml(&bomb).is_err());
        assert!(yaml(&"[".repeat(10_000)).is_err());
        assert!(yaml("a: *a\n").is_err());
    }

    #[test]
    fn unknown_tags_are_dropped_and_nothing_is_evaluated() {
        let node = yaml("a: !!python/object:os.system echo\n").unwrap();
        assert_eq!(get(&node, "a").value, Value::Text("echo".into()));
        assert_eq!(yaml("").unwrap().value, Value::Null);
    }
}
