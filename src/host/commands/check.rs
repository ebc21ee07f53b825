//! `rutter check`

use super::session::{Session, Snapshot};
use super::steps::Steps;
use super::{Outcome, Stop, print};
use crate::host::arguments::{Check, ProblemFormat};
use crate::host::findings::{self, Finding};
use crate::host::guide;
use crate::host::repair::{self, Repaired};
use crate::host::report::counted;
use crate::host::since::Since;
use crate::host::terminal;
use crate::site::lints::LINTS;
use crate::text::Severity;
use crate::text::escape;
use crate::text::nearest::nearest;

/// Tells what is wrong; errors, and with `--strict` warnings, are the exit code.
pub(super) fn run(arguments: &Check) -> Result<Outcome, Stop> {
    if let Some(id) = &arguments.explain {
        return explain(id);
    }
    let mut session = Session::look(&arguments.input, &arguments.manner)?;
    // Nobody is asked and nothing is repaired for a revision that is not there.
    let since = arguments.since.as_ref().map(|revision| Since::of(&session.root, revision));
    let since = since.transpose().map_err(Stop::new)?;
    let mut steps = session.steps();
    let mut snapshot = session.snapshot(&mut steps)?;
    if arguments.fix {
        snapshot = fix(&mut session, snapshot, &mut steps, arguments)?;
    }
    if arguments.external {
        steps.begin("asking other sites", 0);
        snapshot = session.external(snapshot)?;
    }
    if let Some(since) = &since {
        steps.begin("comparing", 0);
        snapshot = session.since(snapshot, since)?;
    }
    if !arguments.dry_run {
        tell(&session, &snapshot, steps, arguments)?;
    }
    let fails = snapshot.tally.fails(arguments.strict);
    Ok(if fails { Outcome::Problems } else { Outcome::Done })
}

/// Repairs the notes, unless it is only asked how; what is told is what has changed, and the exit code is of
/// what remains.
fn fix(
    session: &mut Session<'_>,
    snapshot: Snapshot,
    steps: &mut Steps,
    arguments: &Check,
) -> Result<Snapshot, Stop> {
    steps.begin("repairing", 0);
    let repaired = session.repaired(snapshot)?;
    if arguments.dry_run || repaired.before.is_empty() {
        tell_diff(session, &repaired, arguments)?;
        return Ok(Snapshot::of(repaired.inputs, repaired.built));
    }
    let staged = repair::staged(&session.root, &repaired).map_err(Stop::new)?;
    // A diff that cannot be told is not written.
    tell_diff(session, &repaired, arguments)?;
    staged.put().map_err(Stop::new)?;
    // Files that the repaired links show are read for the first time.
    session.snapshot(steps)
}

/// Standard output belongs to the programs that read the problems. `git apply` needs every byte of the diff; a
/// terminal must not be told what to do by them.
fn tell_diff(session: &Session<'_>, repaired: &Repaired, arguments: &Check) -> Result<(), Stop> {
    let diff = repair::diff(&session.root, repaired);
    if arguments.dry_run || arguments.format == ProblemFormat::Human {
        let shown = if terminal::is_read() { escape::visible_lines(&diff) } else { diff.into() };
        print(shown.as_bytes())?;
    } else {
        session.say(diff.trim_end());
    }
    Ok(())
}

fn tell(session: &Session<'_>, snapshot: &Snapshot, steps: Steps, arguments: &Check) -> Result<(), Stop> {
    if arguments.format == ProblemFormat::Human {
        session.report(snapshot, steps, |_| conclusion(snapshot));
    } else {
        session.conclude(steps, |_| conclusion(snapshot));
        print(&told(session, snapshot, arguments)?)?;
    }
    Ok(())
}

/// Without the time it took: the same notes are told the same way.
fn conclusion(snapshot: &Snapshot) -> String {
    let counts = snapshot.built.counts;
    format!("{}, {}; {}", counted(counts.notes, "note"), counted(counts.links, "link"), snapshot.tally)
}

fn told(session: &Session<'_>, snapshot: &Snapshot, arguments: &Check) -> Result<Vec<u8>, Stop> {
    let problems = snapshot.built.problems.iter().filter(|problem| problem.severity >= session.lowest());
    let findings = findings::findings(&session.root, &snapshot.inputs, problems);
    rendered(&findings, arguments).map_err(Stop::new)
}

fn rendered(findings: &[Finding<'_>], arguments: &Check) -> Result<Vec<u8>, serde_json::Error> {
    let failing = if arguments.strict { Severity::Warning } else { Severity::Error };
    match arguments.format {
        // A person has been told with the lines of the files.
        ProblemFormat::Human => Ok(Vec::new()),
        ProblemFormat::Json => findings::json(findings),
        ProblemFormat::Sarif => findings::sarif(findings),
        ProblemFormat::Github => Ok(findings::github(findings).into_bytes()),
        ProblemFormat::Junit => Ok(findings::junit(findings, failing).into_bytes()),
    }
}

fn explain(id: &str) -> Result<Outcome, Stop> {
    match guide::entry(id) {
        Some(entry) => print(format!("{id} ({} by default)\n\n{}", entry.severity, entry.text).as_bytes()),
        None => {
            let near = nearest(id, LINTS.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
            Err(Stop::new(format!("there is no problem `{id}`{}", near.unwrap_or_default())))
        }
    }
}
