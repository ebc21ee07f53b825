//! What pages that are open are told: that there is something new, and what is wrong.

use serde::Serialize;

use crate::host::editor::Spot;
use crate::host::findings::Finding;
use crate::host::read::Root;

/// How many problems a page is told; the terminal has all of them.
const TOLD: usize = 50;

/// What is wrong with a vault.
#[derive(Debug, Default)]
pub(in crate::host) struct Wrong {
    problems: Vec<Told>,
    /// How many more there are.
    more: usize,
    /// Why nothing could be built; what is served is what was there before.
    fault: Option<String>,
}

/// A problem as a page tells it.
#[derive(Debug, Serialize)]
struct Told {
    severity: String,
    place: String,
    message: String,
    /// Where the editor goes for it: no matter of pages.
    #[serde(skip)]
    spot: Spot,
}

/// What is new, as pages read it.
pub(super) struct News {
    pub(super) version: String,
    pub(super) json: String,
    /// Where the problems are, in the order in which they are told.
    pub(super) spots: Vec<Spot>,
    /// Why nothing could be built.
    pub(super) fault: Option<String>,
}

#[derive(Serialize)]
struct Written<'w> {
    version: &'w str,
    problems: &'w [Told],
    more: usize,
    fault: Option<&'w str>,
    files: u64,
}

impl Wrong {
    /// These problems, the first of so many.
    pub(in crate::host) fn problems(root: &Root, findings: &[Finding<'_>]) -> Self {
        let problems = findings.iter().take(TOLD).map(|finding| Told::of(root, finding)).collect();
        Wrong { problems, more: findings.len().saturating_sub(TOLD), fault: None }
    }

    /// That nothing could be built, and why.
    pub(in crate::host) fn fault(reason: &str) -> Self {
        Wrong { fault: Some(reason.to_string()), ..Wrong::default() }
    }
}

impl Told {
    fn of(root: &Root, finding: &Finding<'_>) -> Self {
        let start = finding.range.map(|range| range.start);
        let at = start.map(|start| format!(":{}:{}", start.line, start.column));
        let (line, column) = start.map_or((1, 1), |start| (start.line, start.column));
        Told {
            severity: finding.problem.severity.to_string(),
            place: format!("{}{}", finding.path, at.unwrap_or_default()),
            message: finding.problem.message.clone(),
            spot: Spot { file: root.file(&finding.problem.place), line, column },
        }
    }
}

impl News {
    /// What is told of a version, whose files are the same since a round.
    pub(super) fn of(version: &str, wrong: &Wrong, files: u64) -> Self {
        let Wrong { problems, more, fault } = wrong;
        let written = Written { version, problems, more: *more, fault: fault.as_deref(), files };
        // Text and numbers can always be written; JSON has no line ends of its own.
        let json = serde_json::to_string(&written).unwrap_or_default();
        let spots = problems.iter().map(|told| told.spot.clone()).collect();
        News { version: version.to_string(), json, spots, fault: fault.clone() }
    }
}
