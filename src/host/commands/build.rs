//! `rutter build`

use std::path::{Path, PathBuf};

use super::session::{Session, Snapshot};
use super::steps::Steps;
use super::{Outcome, Stop};
use crate::host::arguments::Build;
use crate::host::publish::{Claim, Origin, PublishError, Published};
use crate::host::read::Root;
use crate::host::report::counted;
use crate::site::{Content, TemplateError};
use crate::text::RelPath;

/// Builds and publishes; problems of the content stop it only when it is strict.
pub(super) fn run(arguments: &Build) -> Result<Outcome, Stop> {
    let mut session = Session::open(&arguments.input, arguments.output.clone(), &arguments.manner)?;
    let claim = claim(&session)?;
    let claim = if arguments.compress { claim.encoded() } else { claim };
    let mut steps = session.steps();
    let snapshot = session.snapshot(&mut steps)?;
    if arguments.strict && snapshot.tally.stops() {
        session.report(&snapshot, steps, |_| format!("nothing published: {}", snapshot.tally));
        return Ok(Outcome::Problems);
    }
    let published = publish(claim, &session.root, &snapshot, &mut steps)?;
    session.report(&snapshot, steps, |seconds| conclusion(&session.root, &snapshot, published, seconds));
    Ok(Outcome::Done)
}

/// Claims the output before anything is read: a folder that may not be written is refused at once.
fn claim(session: &Session<'_>) -> Result<Claim, Stop> {
    let waiting = || session.say("waiting for another build of this site to end");
    let root = &session.root;
    Claim::of(root.output(), root.folder(), waiting).map_err(Stop::new)
}

fn publish(claim: Claim, root: &Root, snapshot: &Snapshot, steps: &mut Steps) -> Result<Published, Stop> {
    let files: Vec<RelPath> = snapshot.built.output.paths().cloned().collect();
    steps.begin("rendering", files.len());
    snapshot.built.output.prepare();
    let published = claim.publish(&files, |path| {
        steps.one_more();
        origin(root, snapshot, path)
    });
    published.map_err(|error: PublishError<TemplateError>| Stop::new(error))
}

fn origin(root: &Root, snapshot: &Snapshot, path: &RelPath) -> Result<Origin, TemplateError> {
    Ok(match snapshot.built.output.render(path)? {
        Some(Content::Bytes(bytes)) => Origin::Bytes(bytes),
        Some(Content::Asset(source)) => Origin::File(below(root.content(), &source)),
        Some(Content::Static(source)) => Origin::File(below(root.statics(), &source)),
        None => return Err(TemplateError { report: format!("the site has no file `{path}`") }),
    })
}

fn below(folder: &Path, path: &RelPath) -> PathBuf {
    folder.join(path.as_str())
}

fn conclusion(root: &Root, snapshot: &Snapshot, published: Published, seconds: f64) -> String {
    let Snapshot { built, tally, .. } = snapshot;
    let megabytes = published.bytes as f64 / 1e6;
    format!(
        "{}, {}; {tally}; {}, {megabytes:.1} MB in {seconds:.2} s → {}",
        counted(built.counts.notes, "note"),
        counted(built.counts.links, "link"),
        counted(published.files, "file"),
        root.output_shown().display(),
    )
}
