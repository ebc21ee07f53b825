//! The manifests of a block: what each one is, and what it is called.

use super::outline::Outline;
use super::{Lexeme, Role};
use crate::text::Span;
use crate::text::token::TokenClass;

/// A Kubernetes object written down in a block: one YAML document with `apiVersion` and `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Manifest {
    /// The value of `apiVersion`, without quotes; a template stays as it is written.
    pub api_version: String,
    /// The value of `kind`, without quotes.
    pub kind: String,
    /// The value of `metadata.name`, without quotes; a template stays as it is written.
    pub name: Option<String>,
    /// The value of `metadata.namespace`, likewise.
    pub namespace: Option<String>,
    /// The document in the block, without the blanks around it.
    pub span: Span,
    /// The kind in the block, without its quotes.
    pub kind_span: Span,
}

/// The manifests of a block, in order; `lexemes` must be [`lex`](super::lex) of the same `text`.
///
/// A document counts if it has a top-level `apiVersion` and a top-level `kind` that is spelt as kinds
/// are, however broken, templated or cut short the rest is. The first of two equal keys counts. A line
/// `...` separates nothing: in documentation it stands for what was left out.
pub fn manifests(text: &str, lexemes: &[Lexeme]) -> Vec<Manifest> {
    if !lexemes.iter().any(|lexeme| lexeme.role == Role::Kind) {
        return Vec::new();
    }
    let separates =
        |lexeme: &Lexeme| lexeme.class == TokenClass::Heading && text.get(lexeme.span.range()) == Some("---");
    lexemes.split(separates).filter_map(|document| manifest(text, document)).collect()
}

fn manifest(text: &str, document: &[Lexeme]) -> Option<Manifest> {
    let (first, last) = (document.first()?, document.last()?);
    let header = Header::read(text, document);
    let kind_span = header.kind?;
    Some(Manifest {
        api_version: value(text, header.api_version)?,
        kind: value(text, header.kind)?,
        name: value(text, header.name),
        namespace: value(text, header.namespace),
        span: without_blanks(text, first.span.range().start..last.span.range().end),
        kind_span,
    })
}

/// The value at a span, without quotes; `None` if nothing is left of it.
fn value(text: &str, span: Option<Span>) -> Option<String> {
    let value = text.get(span?.range())?;
    let quoted = |quote| {
        let opened = value.strip_prefix(quote)?;
        Some(opened.strip_suffix(quote).unwrap_or(opened))
    };
    let unquoted = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    (!unquoted.is_empty()).then(|| unquoted.to_string())
}

fn without_blanks(text: &str, range: std::ops::Range<usize>) -> Span {
    let document = text.get(range.clone()).unwrap_or("");
    let start = range.start + document.len() - document.trim_start().len();
    Span::new(start..start + document.trim().len())
}

/// Where the values that tell what a manifest is stand in a document.
#[derive(Default)]
struct Header {
    /// The column of the top-level keys seen so far.
    column: Option<usize>,
    api_version: Option<Span>,
    kind: Option<Span>,
    name: Option<Span>,
    namespace: Option<Span>,
}

impl Header {
    fn read(text: &str, document: &[Lexeme]) -> Self {
        let start = document.first().map_or(0, |first| first.span.range().start);
        let mut outline = Outline::new(text, start);
        let mut header = Header::default();
        for lexeme in document {
            outline.enter(lexeme);
            header.take_column(&outline, lexeme);
            header.take_value(&outline, lexeme);
        }
        header
    }

    /// Forgets what was read so far at a key left of all others: the document was cut at its top, and
    /// those were the fields of something deeper.
    fn take_column(&mut self, outline: &Outline, lexeme: &Lexeme) {
        let top = outline.top_column().filter(|_| lexeme.role == Role::Key);
        let Some(column) = top else { return };
        if self.column.is_none_or(|known| column < known) {
            *self = Header { column: Some(column), ..Header::default() };
        }
    }

    fn take_value(&mut self, outline: &Outline, lexeme: &Lexeme) {
        let (field, path): (_, &[&str]) = match lexeme.role {
            Role::ApiVersion => (&mut self.api_version, &["apiVersion"]),
            Role::Kind => (&mut self.kind, &["kind"]),
            Role::Name => (&mut self.name, &["metadata", "name"]),
            Role::Namespace => (&mut self.namespace, &["metadata", "namespace"]),
            _ => return,
        };
        if outline.is_at(path) {
            extend(field, lexeme.span);
        }
    }
}

/// Sets a field, or adds the next part of the same scalar; what comes later is another scalar.
fn extend(field: &mut Option<Span>, span: Span) {
    match field {
        None => *field = Some(span),
        Some(known) if known.end == span.start => known.end = span.end,
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::lex;
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Manifest> {
        manifests(text, &lex(text))
    }

    /// `apiVersion kind namespace/name` of each manifest.
    fn summary(text: &str) -> String {
        let line = |m: Manifest| {
            let namespace = m.namespace.unwrap_or_default();
            let name = m.name.unwrap_or_default();
            format!("{} {} {namespace}/{name}", m.api_version, m.kind)
        };
        read(text).into_iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_manifest_is_read_in_every_style() {
        for (text, expected) in [
            (
                "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {name: x}\n  name: web\n  namespace: shop\n",
                "v1 Pod shop/web",
            ),
            ("kind: 'Pod'\napiVersion: \"v1\"\nmetadata: {name: 'a'}", "v1 Pod /a"),
            (
                r#"{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"name":"x"},"name":"a"}}"#,
                "v1 Pod /a",
            ),
            ("  apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a", "v1 Pod /a"),
            ("apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: a\r\n", "v1 Pod /a"),
            ("apiVersion: v1\nkind: Pod\n...\nmetadata:\n  name: a", "v1 Pod /a"),
        ] {
            assert_eq!(summary(text), expected, "{text}");
        }
    }

    #[test]
    fn broken_and_templated_manifests_are_known_too() {
        for (text, expected) in [
            (
                "apiVersion: {{ include \"api\" . }}\nkind: Role\nmetadata:\n  name: {{ .a }}-b",
                "{{ include \"api\" . }} Role /{{ .a }}-b",
            ),
            ("apiVersion: v1\nkind: Pod\nspec: [\"a\nmetadata:\n  name: b", "v1 Pod /b"),
            ("    name: x\napiVersion: v1\nkind: Pod", "v1 Pod /"),
            ("  kind: Role\n  apiVersion: v0\napiVersion: v1\nkind: Pod", "v1 Pod /"),
        ] {
            assert_eq!(summary(text), expected, "{text}");
        }
    }

    #[test]
    fn only_the_top_of_a_document_tells_what_it_is() {
        for text in [
            "spec:\n  apiVersion: v1\n  kind: Pod",
            "- apiVersion: v1\n  kind: Pod",
            "[{apiVersion: v1, kind: Pod}]",
            "a: |\n  apiVersion: v1\n  kind: Pod",
            "apiVersion: v1\nkind: pod",
            "kind: Pod",
        ] {
            assert_eq!(summary(text), "", "{text}");
        }
        let binding = "apiVersion: v1\nkind: RoleBinding\nroleRef:\n  kind: Role\n  name: a\nsubjects:\n- kind: Group\n  name: b\nmetadata:\n  ownerReferences:\n  - name: d\n  name: c";
        assert_eq!(summary(binding), "v1 RoleBinding /c");
    }

    #[test]
    fn every_document_is_a_manifest_with_its_place() {
        let text = "# a\napiVersion: v1\nkind: Pod\n---\n\nkind: \"Job\"\napiVersion: batch/v1\n---\na: b\n";
        let found = read(text);
        let slices = |span: fn(&Manifest) -> Span| {
            found.iter().map(move |m| &text[span(m).range()]).collect::<Vec<_>>()
        };
        assert_eq!(slices(|m| m.kind_span), ["Pod", "Job"]);
        assert_eq!(
            slices(|m| m.span),
            ["# a\napiVersion: v1\nkind: Pod", "kind: \"Job\"\napiVersion: batch/v1"]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_manifests_or_none(text in "(apiVersion: v1\n|kind: Pod\n|metadata:\n|  name: |[ \\n'\"{}\\[\\],-]|---\n|ü){0,40}") {
            for manifest in read(&text) {
                prop_assert_eq!(text.get(manifest.kind_span.range()), Some("Pod"));
                prop_assert!(text.get(manifest.span.range()).is_some());
            }
        }
    }
}
