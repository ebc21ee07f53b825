//! What can be wrong with what a note shows of other files: one constructor per problem.

use super::fault::Fault;
use super::part::PartFault;
use super::shown::Shown;
use super::texts::Refusal;
use crate::text::escape::quoted;
use crate::text::{Place, Problem, RelPath, Span};

/// What a directive asks for is not shown; `written` is its path.
pub(super) fn include(path: &RelPath, span: Span, written: &str, fault: &Fault) -> Problem {
    let place = Place::at(path, span);
    let problem = match fault {
        Fault::Missing(places, near) => missing_include(place, written, places, near.as_deref()),
        Fault::Part(fault) => missing_part(place, written, fault),
        Fault::Refused(refusal) => refused_include(place, written, *refusal),
        Fault::Cycle(chain) => include_cycle(place, chain),
        Fault::Deep(most) => heavy_include(place, &format!("more than {most} files inside each other")),
        Fault::Much(most) => heavy_include(place, &format!("more than {} MiB in this note", most >> 20)),
    };
    problem.help("the directive is shown as it is written")
}

fn missing_include(place: Place, written: &str, places: &[RelPath], near: Option<&str>) -> Problem {
    let problem = Problem::error("missing-include", place, format!("there is no file {}", quoted(written)));
    let looked: Vec<String> = places.iter().map(|place| quoted(place.as_str())).collect();
    let problem = problem.help(format!("looked for {} in the root", looked.join(", ")));
    match near {
        Some(near) => problem.did_you_mean(near),
        None => problem,
    }
}

fn missing_part(place: Place, written: &str, fault: &PartFault) -> Problem {
    let file = quoted(written);
    match fault {
        PartFault::Region(name, near) => {
            let message = format!("{file} has no region {}", quoted(name));
            let problem = Problem::error("missing-include", place, message);
            near.iter().fold(problem, |problem, near| problem.did_you_mean(near))
        }
        PartFault::Lines(count) => {
            let message = format!("{file} has no such lines: it has {count}");
            Problem::error("missing-include", place, message)
        }
    }
}

fn refused_include(place: Place, written: &str, refusal: Refusal) -> Problem {
    let file = quoted(written);
    let message = match refusal {
        Refusal::Outside => format!("{file} is not inside the root folder"),
        Refusal::Untrusted => format!("{file} is hidden or not among the notes, which are not trusted here"),
        Refusal::NoFile => format!("{file} is no file"),
        Refusal::NoText => format!("{file} is no text: it is not UTF-8"),
        Refusal::TooLarge(most) => format!("{file} is larger than {} kB", most / 1_000),
    };
    Problem::error("refused-include", place, message)
}

/// `chain` is the files from the one that is shown to the same.
fn include_cycle(place: Place, chain: &[RelPath]) -> Problem {
    let chain: Vec<String> = chain.iter().map(|path| format!("`{path}`")).collect();
    Problem::error("refused-include", place, "this would show a file inside itself")
        .help(format!("the chain is {}", chain.join(" → ")))
}

fn heavy_include(place: Place, limit: &str) -> Problem {
    Problem::error("refused-include", place, format!("what would be shown here is {limit}"))
}

/// A problem of a text that is shown in the note: `shown` is the line it stands on.
pub(super) fn inside(problem: Problem, shown: Option<&Shown>) -> Problem {
    match shown {
        Some(Shown { file, line, .. }) => {
            problem.help(format!("it stands in `{file}`, line {line}, which is shown here"))
        }
        None => problem,
    }
}
