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

/// What has come of a change.
enum Round {
    /// The site is as it was.
    Same,
    /// Another site, of what has changed.
    Built(Arc<Built>, Changed),
    /// It cannot be built, as was said.
    Failed,
}

impl<'a> Rounds<'a> {
    /// A vault that has been read.
    pub(super) fn of(reading: Reading, manner: &'a Manner) -> Self {
        Rounds { manner, reading, memo: Memo::default(), told: BTreeSet::new() }
    }

    /// Builds what was read; an error where a template does not compile.
    fn build(&mut self) -> Result<Arc<Built>, Stop> {
        crate::build(&self.reading.inputs, &mut self.memo).map(Arc::new).map_err(Stop::new)
    }

    /// What is served of a build.
    fn preview(&self, built: &Arc<Built>) -> Preview {
        Preview::of(&self.reading.root, Arc::clone(built))
    }

    /// Has the site served, and follows what is written for as long as the program runs. What there is at `url` is said
    /// once nothing goes unseen any more.
    pub(super) fn follow(&mut self, mut watch: Watch, current: &Current, url: &str) -> ! {
        let mut is_greeted = false;
        match self.first(&mut watch, current) {
            Some(built) => is_greeted = self.greet(&built, url),
            None => terminal::status(&waiting(url)),
        }
        loop {
            if let Some(trouble) = watch.trouble() {
                self.say(&format!("{trouble}: looking for changes every second"));
            }
            let paths = watch.next();
            let start = Instant::now();
            match self.round(paths.as_ref(), &mut watch, current) {
                Round::Built(built, _) if !is_greeted => is_greeted = self.greet(&built, url),
                Round::Built(built, changed) => {
                    let what = self.named(&changed, paths.as_ref());
                    self.tell_change(&built, &what, start, current.rendered());
                }
                Round::Same | Round::Failed => {}
            }
        }
    }

    /// The first site, and in it what was written while the folders were not watched yet.
    fn first(&mut self, watch: &mut Watch, current: &Current) -> Option<Arc<Built>> {
        let first = self.build();
        match &first {
            Ok(built) => current.exchange(Some(self.preview(built)), &Wrong::default()),
            Err(stop) => failed(stop, current),
        }
        match (self.round(None, watch, current), first) {
            (Round::Built(built, _), _) => Some(built),
            (Round::Same, Ok(first)) => {
                current.exchange(None, &self.wrong(&first));
                Some(first)
            }
            (_, first) => first.ok(),
        }
    }

    /// Says what there is, and where; that it was said.
    fn greet(&mut self, built: &Built, url: &str) -> bool {
        let (notes, links) = (counted(built.counts.notes, "note"), counted(built.counts.links, "link"));
        self.tell(built, &format!("{notes}, {links}; {} → {url}", Tally::of(&built.problems)));
        true
    }

    /// Says what has changed, and what it took since `start`.
    fn tell_change(&mut self, built: &Built, what: &str, start: Instant, rendered: usize) {
        let (compiled, rendered) = (counted(built.counts.compiled, "note"), counted(rendered, "page"));
        let (milliseconds, tally) = (start.elapsed().as_millis(), Tally::of(&built.problems));
        let done = format!("{what}: {compiled} compiled, {milliseconds} ms");
        self.tell(built, &format!("{done}; {rendered} rendered since the last change; {tally}"));
    }

    /// Builds anew where one of these paths means that, and has it served. What cannot be built is said, and leaves
    /// what is served as it is.
    fn round(&mut self, paths: Option<&BTreeSet<PathBuf>>, watch: &mut Watch, current: &Current) -> Round {
        let changed = self.read(paths, watch).map_err(Stop::new);
        let built = match changed {
            Ok(Changed::Nothing) => return Round::Same,
            Ok(changed) => self.build().map(|built| (built, changed)),
            Err(stop) => Err(stop),
        };
        match built {
            Ok((built, changed)) => {
                let mut preview = self.preview(&built);
                preview.has_other_files = !matches!(changed, Changed::Notes(_));
                current.exchange(Some(preview), &self.wrong(&built));
                Round::Built(built, changed)
            }
            Err(stop) => {
                failed(&stop, current);
                Round::Failed
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

/// Says why there is no other site, here and in the pages.
pub(super) fn failed(stop: &Stop, current: &Current) {
    terminal::fault(stop.reason());
    current.exchange(None, &Wrong::fault(stop.reason()));
}

/// What is said where no site has been built yet.
pub(super) fn waiting(url: &str) -> String {
    format!("nothing can be shown until this is mended → {url}")
}

/// What a problem says, wherever it stands in its file: a line more above it makes it no other.
fn said(problem: &Problem) -> String {
    format!("{}\0{:?}\0{}", problem.id, problem.place.path, problem.message)
}
