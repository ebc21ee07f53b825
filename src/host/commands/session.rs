//! What the commands that work on all notes have in common: a root is read, built and reported on.

use std::path::PathBuf;

use super::Stop;
use super::steps::Steps;
use crate::host::arguments::{Input, Manner};
use crate::host::external;
use crate::host::read::{Options, Root};
use crate::host::repair::{self, Repaired};
use crate::host::report::{Report, Tally, counted};
use crate::host::since::Since;
use crate::host::terminal;
use crate::site::Inputs;
use crate::text::Severity;
use crate::vault::Vault;
use crate::{Built, Memo};

/// The work on one root. Its vault can be read again and again: what was compiled is remembered.
pub(super) struct Session<'a> {
    pub(super) root: Root,
    manner: &'a Manner,
    memo: Memo,
}

/// A vault as it was at one time, and the site that was built of it.
pub(super) struct Snapshot {
    pub(super) inputs: Inputs,
    pub(super) built: Built,
    pub(super) tally: Tally,
}

impl Snapshot {
    /// A vault and its site, with the count of its problems.
    pub(super) fn of(inputs: Inputs, built: Built) -> Self {
        let tally = Tally::of(&built.problems);
        Snapshot { inputs, built, tally }
    }
}

impl<'a> Session<'a> {
    /// Finds the root and its configuration; `output` is the folder of the site where it was named.
    pub(super) fn open(input: &Input, output: Option<PathBuf>, manner: &'a Manner) -> Result<Self, Stop> {
        Session::with(Options { output, ..options(input) }, manner)
    }

    /// The same for work that writes nothing.
    pub(super) fn look(input: &Input, manner: &'a Manner) -> Result<Self, Stop> {
        Session::with(Options { dry: true, unseen: true, ..options(input) }, manner)
    }

    fn with(options: Options, manner: &'a Manner) -> Result<Self, Stop> {
        Ok(Session { root: Root::find(&options).map_err(Stop::new)?, manner, memo: Memo::default() })
    }

    /// Says a line, unless nothing is to be said.
    pub(super) fn say(&self, line: &str) {
        if !self.manner.quiet {
            terminal::status(line);
        }
    }

    /// Begins a piece of work.
    pub(super) fn steps(&self) -> Steps {
        Steps::start(!self.manner.quiet)
    }

    /// Reads the vault as it is now, and builds its site.
    pub(super) fn snapshot(&mut self, steps: &mut Steps) -> Result<Snapshot, Stop> {
        steps.begin("reading", 0);
        let inputs = self.root.read().map_err(Stop::new)?;
        let begins = |step: crate::Step| steps.begin(step.name(), 0);
        let built = crate::build_observed(&inputs, &mut self.memo, begins).map_err(Stop::new)?;
        Ok(Snapshot::of(inputs, built))
    }

    /// The vault after all repairs that are certain; nothing is written.
    pub(super) fn repaired(&mut self, snapshot: Snapshot) -> Result<Repaired, Stop> {
        repair::repaired(snapshot.inputs, snapshot.built, &mut self.memo).map_err(Stop::new)
    }

    /// The vault with what other sites have answered.
    pub(super) fn external(&mut self, snapshot: Snapshot) -> Result<Snapshot, Stop> {
        let mut inputs = snapshot.inputs;
        let urls = crate::external(&inputs, &mut self.memo);
        let asked = external::ask(urls, &inputs.config.external, self.root.folder());
        if asked.private > 0 {
            let links = counted(asked.private, "link");
            self.say(&format!("{links} to private addresses not asked; `[external]` can allow their hosts"));
        }
        inputs.external = asked.faults;
        let built = crate::build(&inputs, &mut self.memo).map_err(Stop::new)?;
        Ok(Snapshot::of(inputs, built))
    }

    /// The vault with the problems alone that were not there in a revision.
    pub(super) fn since(&mut self, snapshot: Snapshot, since: &Since) -> Result<Snapshot, Stop> {
        let Snapshot { inputs, mut built, .. } = snapshot;
        let new = since.introduced(&self.root, &inputs, &built.problems, &mut self.memo);
        built.problems = new.map_err(Stop::new)?;
        Ok(Snapshot::of(inputs, built))
    }

    /// Reads the vault as it is now, and links its notes.
    pub(super) fn linked(&mut self, steps: &mut Steps) -> Result<(Inputs, Vault), Stop> {
        steps.begin("reading", 0);
        let inputs = self.root.read().map_err(Stop::new)?;
        steps.begin(crate::Step::Link.name(), 0);
        let vault = crate::linked(&inputs, &mut self.memo);
        Ok((inputs, vault))
    }

    /// Says what is wrong, what has come of it after how many seconds, and what each step took, as far as it
    /// was asked for.
    pub(super) fn report(&self, snapshot: &Snapshot, mut steps: Steps, conclusion: impl Fn(f64) -> String) {
        steps.begin_printing();
        if !self.manner.quiet {
            self.print_problems(snapshot);
        }
        self.conclude(steps, conclusion);
    }

    /// Says what has come of it after how many seconds, and what each step took, as far as it was asked for.
    pub(super) fn conclude(&self, steps: Steps, conclusion: impl Fn(f64) -> String) {
        let timings = steps.end();
        self.say(&conclusion(timings.total));
        if self.manner.timings {
            timings.print();
        }
    }

    /// The severity from which on problems are told.
    pub(super) fn lowest(&self) -> Severity {
        if self.manner.verbose { Severity::Note } else { Severity::Warning }
    }

    fn print_problems(&self, snapshot: &Snapshot) {
        Report::new(&self.root, &snapshot.inputs).print(&snapshot.built.problems, self.lowest());
        if self.manner.verbose {
            let (content, output) = (self.root.content().display(), self.root.output().display());
            terminal::status(&format!("notes of {content}, site for {output}"));
        }
    }
}

/// What is read for a command that was typed so.
pub(super) fn options(input: &Input) -> Options {
    Options {
        root: input.root.clone(),
        config: input.config.clone(),
        base_url: input.base_url.clone(),
        drafts: input.drafts,
        ..Options::default()
    }
}
