//! SARIF 2.1.0, which code scanning takes (OASIS, "Static Analysis Results Interchange Format").

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Finding, Range};
use crate::host::guide::{self, Entry};
use crate::text::Severity;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'f> {
    tool: Tool<'f>,
    column_kind: &'static str,
    results: Vec<Outcome<'f>>,
}

#[derive(Serialize)]
struct Tool<'f> {
    driver: Driver<'f>,
}

#[derive(Serialize)]
struct Driver<'f> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'f> {
    id: &'f str,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: String,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'f> {
    rule_id: &'f str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedLocation {
    physical_location: Physical,
    message: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The problems as a SARIF log.
///
/// # Errors
/// Those of the serializer; a list of problems has none.
pub(in crate::host) fn sarif(findings: &[Finding<'_>]) -> Result<Vec<u8>, serde_json::Error> {
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.problem.id).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let run = Run {
        tool: Tool { driver: driver(&ids) },
        column_kind: "unicodeCodePoints",
        results: findings.iter().map(|finding| outcome(finding, &ids)).collect(),
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    let mut out = serde_json::to_vec_pretty(&Log { schema, version: "2.1.0", runs: [run] })?;
    out.push(b'\n');
    Ok(out)
}

fn driver<'f>(ids: &[&'f str]) -> Driver<'f> {
    let rules = ids.iter().map(|id| rule(id)).collect();
    Driver { name: "rutter", version: env!("CARGO_PKG_VERSION"), rules }
}

/// What the guide says about an id: its first sentence, what it means, and all of it with the examples.
fn rule(id: &str) -> Rule<'_> {
    let Entry { severity, meaning, text } = guide::entry(id).unwrap_or_default();
    let sentence = meaning.lines().next().unwrap_or_default();
    Rule {
        id,
        short_description: Text { text: plain(sentence) },
        help: Help { text: plain(&meaning), markdown: text },
        default_configuration: Configuration { level: severity },
    }
}

/// Markdown of the guide without its marks for code.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

fn outcome<'f>(finding: &Finding<'f>, ids: &[&str]) -> Outcome<'f> {
    let problem = finding.problem;
    let related = finding.related.iter().map(|file| RelatedLocation {
        physical_location: physical(&file.here, None),
        message: Text { text: file.reason.to_string() },
    });
    Outcome {
        rule_id: problem.id,
        rule_index: ids.partition_point(|id| *id < problem.id),
        level: level(problem.severity),
        message: Text { text: finding.text() },
        locations: [Location { physical_location: physical(&finding.here, finding.range) }],
        related_locations: related.collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn physical(path: &str, range: Option<Range>) -> Physical {
    let region = range.map(|Range { start, end }| Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    });
    Physical { artifact_location: Artifact { uri: uri(path) }, region }
}

/// A path as a URI (RFC 3986): all but unreserved characters and `/` are encoded, so a colon makes no scheme.
fn uri(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded = |byte: u8| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri_of_ascii() {
        assert_eq!(uri("a b/c:d/ü%.md"), "a%20b/c%3Ad/%C3%BC%25.md");
    }
}
