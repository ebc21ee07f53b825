//! TOML 1.1 with spans.

use ::toml::de::{DeTable, DeValue};

use super::{DataError, Entry, Node, Value};
use crate::text::Span;

/// Reads a TOML document into a [`Value::Map`].
///
/// # Errors
/// [`DataError`] at the first place that is not TOML, duplicate keys included.
pub fn toml(text: &str) -> Result<Node, DataError> {
    let table = DeTable::parse(text).map_err(|error| DataError {
        message: error.message().lines().collect::<Vec<_>>().join(", "),
        span: Span::new(error.span().unwrap_or(0..0)).clamped(text.len()),
    })?;
    Ok(Node { span: Span::new(table.span()), value: map(table.get_ref(), text) })
}

fn map(table: &DeTable<'_>, text: &str) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::new(key.span()),
            value: Node {
                span: Span::new(value.span()),
                value: self::value(value.get_ref(), value.span(), text),
            },
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Value::Map(entries)
}

fn value(value: &DeValue<'_>, span: std::ops::Range<usize>, text: &str) -> Value {
    let spelt = || Value::Number(text.get(span.clone()).unwrap_or("").to_string());
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => spelt(),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    span: Span::new(item.span()),
                    value: self::value(item.get_ref(), item.span(), text),
                })
                .collect(),
        ),
        DeValue::Table(table) => map(table, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_of_the_file_with_their_places() {
        let text = "b = 1.30\na = \"x\"\n[t]\nc = [2026-01-02]\n";
        let node = toml(text).unwrap();
        let keys: Vec<_> =
            node.value.entries().iter().map(|e| (e.key.as_str(), &text[e.key_span.range()])).collect();
        assert_eq!(keys, [("b", "b"), ("a", "a"), ("t", "t")]);
        assert_eq!(node.value.entries()[0].value.value, Value::Number("1.30".into()));
    }

    #[test]
    fn an_error_names_its_place() {
        let text = "a = 1\na = 2\n";
        let error = toml(text).unwrap_err();
        assert!(error.message.contains("duplicate"), "{}", error.message);
        assert_eq!(error.span.start as usize, 6);
    }
}
