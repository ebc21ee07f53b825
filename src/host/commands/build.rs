//! `rutter build`

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::{Outcome, Stop};
use crate::host::arguments::Build;
use crate::host::progress::Progress;
use crate::host::publish::{self, PublishError, Published};
use crate::host::read::{self, Vault};
use crate::host::report::{Report, Tally};
use crate::host::terminal;
use crate::note::Note;
use crate::site::{Content, TemplateError};
use crate::text::{Memo, RelPath, Severity};
use crate::{Built, Step};

/// How much a rendering thread may nest; templates and syntax trees of hostile input are deep.
const STACK: usize = 64 << 20;

/// Builds and publishes; problems of the content stop it only when it is strict.
pub(super) fn run(arguments: &Build) -> Result<Outcome, Stop> {
    threads(arguments.jobs)?;
    let mut timings = Timings::new();
    let place = read::Place::find(&options(arguments)).map_err(Stop::new)?;
    let claim = claim(&place, arguments.quiet)?;
    let progress = Progress::start(!arguments.quiet);
    progress.step("reading", 0);
    let vault = place.read().map_err(Stop::new)?;
    timings.step("read");
    let built = build(&vault, &mut timings, &progress)?;
    let tally = Tally::of(&built.problems);
    let stopped = arguments.strict && tally.stops();
    let published = (!stopped).then(|| publish(claim, &vault, &built, &progress)).transpose()?;
    drop(progress);
    timings.step("render and write");
    if !arguments.quiet {
        report(&vault, &built, arguments.verbose);
        terminal::status(&match published {
            Some(published) => summary(&vault, &built, tally, published, timings.total()),
            None => format!("nothing published: {tally}"),
        });
    }
    if arguments.timings {
        timings.print();
    }
    Ok(if stopped { Outcome::Problems } else { Outcome::Done })
}

fn report(vault: &Vault, built: &Built, verbose: bool) {
    let lowest = if verbose { Severity::Note } else { Severity::Warning };
    Report::new(vault).print(&built.problems, lowest);
    if verbose {
        terminal::status(&format!(
            "notes of {}, site for {}",
            vault.content.display(),
            vault.output.display()
        ));
    }
}

fn threads(jobs: Option<u16>) -> Result<(), Stop> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).num_threads(jobs.map_or(0, usize::from));
    pool.build_global().map_err(Stop::new)
}

fn options(arguments: &Build) -> read::Options {
    read::Options {
        root: arguments.root.clone(),
        config: arguments.config.clone(),
        output: arguments.output.clone(),
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
    }
}

fn build(vault: &Vault, timings: &mut Timings, progress: &Progress) -> Result<Built, Stop> {
    let mut memo: Memo<Arc<Note>> = Memo::default();
    progress.step("compiling", 0);
    let observe = |step: Step| {
        timings.step(step.name());
        progress.step("linking", 0);
    };
    crate::build_observed(&vault.inputs, &mut memo, observe).map_err(Stop::new)
}

/// Claims the output before anything is read: a folder that may not be written is refused at once.
fn claim(place: &read::Place, quiet: bool) -> Result<publish::Output, Stop> {
    let waiting = || {
        if !quiet {
            terminal::status("waiting for another build of this site to end");
        }
    };
    publish::Output::claim(place.output(), place.root(), waiting).map_err(Stop::new)
}

fn publish(
    claim: publish::Output,
    vault: &Vault,
    built: &Built,
    progress: &Progress,
) -> Result<Published, Stop> {
    let files: Vec<RelPath> = built.output.paths().cloned().collect();
    progress.step("rendering", files.len());
    let published = claim.publish(&files, |path| {
        progress.one_more();
        content(vault, built, path)
    });
    published.map_err(|error: PublishError<TemplateError>| Stop::new(error))
}

fn content(vault: &Vault, built: &Built, path: &RelPath) -> Result<publish::Content, TemplateError> {
    Ok(match built.output.render(path)? {
        Some(Content::Bytes(bytes)) => publish::Content::Bytes(bytes),
        Some(Content::Asset(source)) => publish::Content::Copy(below(&vault.content, &source)),
        Some(Content::Static(source)) => publish::Content::Copy(below(&vault.statics, &source)),
        None => publish::Content::Bytes(Vec::new()),
    })
}

fn below(folder: &Path, path: &RelPath) -> PathBuf {
    folder.join(path.as_str())
}

fn summary(vault: &Vault, built: &Built, tally: Tally, published: Published, seconds: f64) -> String {
    let megabytes = published.bytes as f64 / 1e6;
    format!(
        "{} notes, {} links; {tally}; {} files, {megabytes:.1} MB in {seconds:.2} s → {}",
        built.counts.notes,
        built.counts.links,
        published.files,
        vault.output_shown.display(),
    )
}

/// What each step took, in wall time.
struct Timings {
    start: Instant,
    last: Instant,
    steps: Vec<(&'static str, f64)>,
}

impl Timings {
    fn new() -> Self {
        let now = Instant::now();
        Timings { start: now, last: now, steps: Vec::new() }
    }

    fn step(&mut self, name: &'static str) {
        let now = Instant::now();
        self.steps.push((name, now.duration_since(self.last).as_secs_f64()));
        self.last = now;
    }

    fn total(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn print(&self) {
        let total = self.total().max(f64::MIN_POSITIVE);
        for (name, seconds) in &self.steps {
            terminal::status(&format!("{name:>17} {seconds:8.3} s {:5.1} %", seconds / total * 100.0));
        }
        terminal::status(&format!("{:>17} {total:8.3} s", "total"));
    }
}
