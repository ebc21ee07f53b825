//! A vault that is built again whenever it changes.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::Stop;
use crate::host::arguments::Manner;
use crate::host::findings;
use crate::host::read::{Changed, ReadError, Reading};
use crate::host::report::{Report, Tally, counted};
use crate::host::serve::{Current, Preview, Watch, Wrong};
use crate::host::terminal;
use crate::text::{Problem, Severity};
use crate::{Built, Memo};

/// How many files a line names.
const NAMED: usize = 3;

/// A vault, and what has been said of it.
pub(super) struct Rounds<'a> {
    manner: &'a Manner,
    reading: Reading,
    memo: Memo,
    /// The problems of the last build, which are not told again.
    told: BTreeSet<String>,
}

impl<'a> Rounds<'a> {
    /// A vault that has been read.
    pub(super) fn of(reading: Reading, manner: &'a Manner) -> Self {
        Rounds { manner, reading, memo: Memo::default(), told: BTreeSet::new() }
    }

    /// Builds what was read.
    ///
    /// # Errors
    /// [`Stop`] where a template does not compile.
    pub(super) fn build(&mut self) -> Result<Arc<Built>, Stop> {
        crate::build(&self.reading.inputs, &mut self.memo).map(Arc::new).map_err(Stop::new)
    }

    /// What is served of a build.
    pub(super) fn preview(&self, built: &Arc<Built>) -> Preview {
        Preview::of(&self.reading.root, Arc::clone(built))
    }

    /// Follows what is written for as long as the program runs. `first` is what is served until then, at `url`; that
    /// is said once nothing goes unseen any more.
    pub(super) fn follow(&mut self, first: Arc<Built>, current: &Current, url: &str) -> ! {
        let mut watch = Watch::start();
        // What was written while the folders were not watched yet.
        let built = match self.round(None, &mut watch, current) {
            Some((built, _)) => built,
            None => {
                current.exchange(None, &self.wrong(&first));
                first
            }
        };
        let (notes, links) = (counted(built.counts.notes, "note"), counted(built.counts.links, "link"));
        self.tell(&built, &format!("{notes}, {links}; {} → {url}", Tally::of(&built.problems)));
        loop {
            if let Some(trouble) = watch.trouble() {
                self.say(&format!("{trouble}: looking for changes every second"));
            }
            let paths = watch.next();
            let start = Instant::now();
            if let Some((built, changed)) = self.round(paths.as_ref(), &mut watch, current) {
                let (what, milliseconds) =
                    (self.named(&changed, paths.as_ref()), start.elapsed().as_millis());
                let compiled = counted(built.counts.compiled, "note");
                let tally = Tally::of(&built.problems);
                self.tell(&built, &format!("{what}: {compiled} compiled, {milliseconds} ms; {tally}"));
            }
        }
    }

    /// Builds anew where one of these paths means that, and has it served. What cannot be built is said, and leaves
    /// what is served as it is.
    fn round(
        &mut self,
        paths: Option<&BTreeSet<PathBuf>>,
        watch: &mut Watch,
        current: &Current,
    ) -> Option<(Arc<Built>, Changed)> {
        let changed = self.read(paths, watch).map_err(Stop::new);
        let built = match changed {
            Ok(Changed::Nothing) => return None,
            Ok(changed) => self.build().map(|built| (built, changed)),
            Err(stop) => Err(stop),
        };
        match built {
            Ok((built, changed)) => {
                current.exchange(Some(self.preview(&built)), &self.wrong(&built));
                Some((built, changed))
            }
            Err(stop) => {
                terminal::fault(stop.reason());
                current.exchange(None, &Wrong::fault(stop.reason()));
                None
            }
        }
    }

    /// What is wrong with the notes, as the pages tell it.
    fn wrong(&self, built: &Built) -> Wrong {
        let told = built.problems.iter().filter(|problem| problem.severity >= Severity::Warning);
        let root = &self.reading.root;
        Wrong::problems(root, &findings::findings(root, &self.reading.inputs, told))
    }

    /// Reads what has changed, until every folder has been watched before it was read.
    fn read(&mut self, paths: Option<&BTreeSet<PathBuf>>, watch: &mut Watch) -> Result<Changed, ReadError> {
        let mut changed = self.reading.again(paths)?;
        if matches!(changed, Changed::Notes(_)) {
            return Ok(changed);
        }
        while watch.keep(self.reading.folders()) {
            if self.reading.again(None)? != Changed::Nothing {
                changed = Changed::Anything;
            }
        }
        Ok(changed)
    }

    /// What has changed, in few words.
    fn named(&self, changed: &Changed, paths: Option<&BTreeSet<PathBuf>>) -> String {
        let root = self.reading.root.folder();
        let inside = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
        let names: Vec<String> = match (changed, paths) {
            (Changed::Notes(notes), _) => notes.iter().map(ToString::to_string).collect(),
            (_, Some(paths)) => self.reading.concerning(paths).map(inside).collect(),
            (_, None) => return "looked again".to_string(),
        };
        let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(NAMED);
        if more == 0 { named } else { format!("{named} and {more} more") }
    }

    /// Says a line, and before it which problems there are now that were not there before.
    fn tell(&mut self, built: &Built, line: &str) {
        if self.manner.quiet {
            return;
        }
        let lowest = if self.manner.verbose { Severity::Note } else { Severity::Warning };
        let is_new = |problem: &&Problem| !self.told.contains(&said(problem));
        let new: Vec<Problem> = built.problems.iter().filter(is_new).cloned().collect();
        Report::new(&self.reading.root, &self.reading.inputs).print(&new, lowest);
        self.told = built.problems.iter().map(said).collect();
        self.say(line);
    }

    fn say(&self, line: &str) {
        if !self.manner.quiet {
            terminal::status(line);
        }
    }
}

/// What a problem says, wherever it stands in its file: a line more above it makes it no other.
fn said(problem: &Problem) -> String {
    format!("{}\0{:?}\0{}", problem.id, problem.place.path, problem.message)
}
