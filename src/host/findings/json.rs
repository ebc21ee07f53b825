//! An array of objects. The fields are documented in `content/guide/check.md`, and stay as they are.

use serde::Serialize;

use super::Finding;

#[derive(Serialize)]
struct Item<'f> {
    id: &'f str,
    severity: String,
    path: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'f str,
    help: &'f [String],
    suggestions: &'f [String],
    related: Vec<File<'f>>,
}

#[derive(Serialize)]
struct File<'f> {
    path: &'f str,
    message: &'f str,
}

/// The problems as JSON.
///
/// # Errors
/// Those of the serializer; a list of problems has none.
pub(in crate::host) fn json(findings: &[Finding<'_>]) -> Result<Vec<u8>, serde_json::Error> {
    let items: Vec<Item<'_>> = findings.iter().map(item).collect();
    let mut out = serde_json::to_vec_pretty(&items)?;
    out.push(b'\n');
    Ok(out)
}

fn item<'f>(finding: &'f Finding<'_>) -> Item<'f> {
    let problem = finding.problem;
    let (start, end) = (finding.range.map(|range| range.start), finding.range.map(|range| range.end));
    Item {
        id: problem.id,
        severity: problem.severity.to_string(),
        path: &finding.path,
        line: start.map(|at| at.line),
        column: start.map(|at| at.column),
        end_line: end.map(|at| at.line),
        end_column: end.map(|at| at.column),
        message: &problem.message,
        help: &problem.help,
        suggestions: &problem.suggestions,
        related: finding.related.iter().map(|file| File { path: &file.path, message: file.reason }).collect(),
    }
}
