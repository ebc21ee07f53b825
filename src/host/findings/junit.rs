//! JUnit XML: a test suite for each file with problems, a test case for each problem.

use std::collections::BTreeMap;

use super::Finding;
use crate::text::Severity;
use crate::text::escape::{html, visible};

/// The problems as a report of tests; those of at least severity `failing` are tests that fail.
pub(in crate::host) fn junit(findings: &[Finding<'_>], failing: Severity) -> String {
    let mut suites: BTreeMap<&str, Vec<&Finding<'_>>> = BTreeMap::new();
    for finding in findings {
        suites.entry(&finding.here).or_default().push(finding);
    }
    let suites: String = suites.iter().map(|(file, found)| suite(file, found, failing)).collect();
    // Some servers take a report without a test for a broken one.
    let suites = if suites.is_empty() { clean() } else { suites };
    let tests = findings.len().max(1);
    let failures = findings.iter().filter(|finding| finding.problem.severity >= failing).count();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"rutter\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n\
         {suites}</testsuites>\n"
    )
}

fn clean() -> String {
    "  <testsuite name=\"rutter\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
     <testcase name=\"no problem\" classname=\"rutter\"/>\n  </testsuite>\n"
        .to_string()
}

fn suite(file: &str, found: &[&Finding<'_>], failing: Severity) -> String {
    let failures = found.iter().filter(|finding| finding.problem.severity >= failing).count();
    let cases: String = found.iter().map(|finding| case(finding, failing)).collect();
    format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">\n{cases}  </testsuite>\n",
        xml(&visible(file)),
        found.len(),
    )
}

fn case(finding: &Finding<'_>, failing: Severity) -> String {
    let problem = finding.problem;
    let (file, at) = (xml(&visible(&finding.here)), finding.range.map(|range| range.start));
    let place = at.map_or(String::new(), |at| format!(" at {}:{}", at.line, at.column));
    let line = at.map_or(String::new(), |at| format!(" line=\"{}\"", at.line));
    let name = xml(&format!("{}{place}", problem.id));
    let text = xml(&format!("{}: {}", problem.severity, finding.text()));
    let told = if problem.severity >= failing {
        let message = xml(&problem.message);
        format!("<failure type=\"{}\" message=\"{message}\">{text}</failure>", problem.id)
    } else {
        format!("<system-out>{text}</system-out>")
    };
    format!("    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\"{line}>{told}</testcase>\n")
}

/// Text for XML 1.0, in which most control characters cannot stand at all: they are told as for a person.
fn xml(text: &str) -> String {
    let is_allowed = |c: char| matches!(c, '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    let told = |c: char| if is_allowed(c) { c.to_string() } else { c.escape_default().to_string() };
    html(&text.chars().map(told).collect::<String>())
}
