//! Workflow commands: GitHub Actions shows each as an annotation at its line.

use super::{Finding, Range};
use crate::text::Severity;

/// The problems as workflow commands, one on a line.
pub(in crate::host) fn github(findings: &[Finding<'_>]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding<'_>) -> String {
    let name = match finding.problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (file, place) = (property(&finding.here), finding.range.map_or(String::new(), place));
    let (title, text) = (property(finding.problem.id), data(&finding.text()));
    format!("::{name} file={file}{place},title={title}::{text}\n")
}

/// GitHub takes columns only where both are on one line.
fn place(range: Range) -> String {
    let Range { start, end } = range;
    if start.line == end.line {
        format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
    } else {
        format!(",line={},endLine={}", start.line, end.line)
    }
}

/// A message as the runner reads it (`escapeData` of actions/toolkit).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property (`escapeProperty` of actions/toolkit).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%\r\na: b, c"), "100%25%0D%0Aa: b, c");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
