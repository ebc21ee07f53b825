//! A vault of 200 notes and more is edited, thousands of times: a build that remembers the one before equals
//! one from nothing, in what is wrong and in every byte.
//!
//! The edits follow from a seed. A failure is printed with its seed, and with the fewest notes and edits
//! that still show it.

mod edit;
mod machine;
mod page;
mod random;

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use rutter::note::Tool;
use rutter::site::{Content, Inputs, TemplateError};
use rutter::text::{Digest, Problem, RelPath};
use rutter::{Built, Memo, build};

use edit::Edit;
use machine::{FEWEST, Machine};

type Notes = Memo;
type Build = fn(&Inputs, &mut Notes) -> Result<Built, TemplateError>;

/// A number that the environment names, or another.
fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn hundreds_of_edits_of_a_vault_are_built_warm_as_cold() {
    assert_warm_equals_cold(Machine::new, number("RUTTER_SEED", 1), 300, 30);
}

/// Here names meet all the time: titles, aliases, paths, kinds and places that other notes ask for. `RUTTER_EDITS` says
/// how many edits.
#[test]
fn edits_of_a_small_vault_are_built_warm_as_cold() {
    let count = number("RUTTER_EDITS", 200) as usize;
    assert_warm_equals_cold(Machine::of_few, number("RUTTER_SEED", 1), count, 1);
}

/// `RUTTER_SEED=7 cargo test --release --test properties -- --ignored --nocapture`; `RUTTER_EDITS` says how
/// many edits, `RUTTER_STEP` after how many of them there is a build.
#[test]
#[ignore = "takes minutes, and many in a debug build"]
fn ten_thousand_edits_of_a_vault_are_built_warm_as_cold() {
    let (count, step) = (number("RUTTER_EDITS", 10_000) as usize, number("RUTTER_STEP", 1) as usize);
    assert_warm_equals_cold(Machine::new, number("RUTTER_SEED", 1), count, step);
}

/// The comparison finds a build that forgets to look, and tells it in few notes and edits.
#[test]
fn a_build_that_remembers_too_much_is_found() {
    let forgetful: Build = |inputs, memo| {
        let mut old = inputs.clone();
        old.drafts &= memo.notes.is_empty();
        build(&old, memo)
    };
    let start = vec![
        Edit::Write("a.md".into(), "[[b]]".into()),
        Edit::Write("b.md".into(), "---\ndraft: true\n---\n".into()),
        Edit::Write("c.md".into(), "[[a]]".into()),
    ];
    let edits = vec![Edit::Speak([true; 4]), Edit::Drafts(true), Edit::Style(None)];
    let failure = failure(forgetful, &start, &edits, 1).unwrap();
    assert_eq!((failure.start.len(), failure.edits.len()), (1, 1), "{failure:?}");
}

/// What the steps of linking look at, each changed by an edit that changes little else.
#[test]
fn what_a_step_looks_at_is_part_of_its_input() {
    const POD: &str = "```yaml\nkind: Pod\n```\n";
    const ID: &str = "60311eda-b6f7-4779-8187-8830545b3a64";
    let write = |path: &str, text: &str| Edit::Write(path.into(), text.into());
    let front = |path: &str, front: &str| write(path, &format!("---\n{front}\n---\n\nText\n"));
    let asks = |link: &str| write("a.md", link);
    let moved = |from: &str, to: &str| Edit::Move(from.into(), to.into());
    let logseq = || Edit::Read(Tool::Logseq);
    let block = format!("- Block\n  id:: {ID}\n");
    let cases = [
        // Where notes want to be, and from where URLs lead to them.
        (vec![front("a.md", "slug: x")], front("a.md", "slug: y")),
        (vec![front("a.md", "aliases: /x/")], front("a.md", "aliases: /y/")),
        // What links call them, and where titles stand that two have.
        (vec![asks("[[One]]"), front("b.md", "title: One")], front("b.md", "title: Two")),
        (vec![asks("[[One]]"), front("b.md", "aliases: One")], front("b.md", "aliases: Two")),
        (vec![asks("[[One]]"), front("b.md", "id: One")], front("b.md", "id: Two")),
        (
            vec![front("a.md", "title: One"), front("b.md", "title: One")],
            front("b.md", "date: 2026-01-01\ntitle: One"),
        ),
        // What notes are called in lists, their order, and which of them are in lists.
        (vec![front("a.md", "title: One")], front("a.md", "title: Two")),
        (vec![front("a.md", "title: One")], front("a.md", "title: One\nunlisted: true")),
        (vec![front("a.md", "title: One")], front("a.md", "title: One\nnav_title: Two")),
        (vec![front("a.md", "order: 2"), front("b.md", "order: 1")], front("a.md", "order: 0")),
        (vec![front("a.md", "tags: [x]")], front("a.md", "tags: [x]\nunlisted: true")),
        // The list of a tag.
        (vec![asks("[x](/tags/x/)"), front("b.md", "tags: [y]")], front("b.md", "tags: [x]")),
        // Which kinds there are, who claims them, and where.
        (vec![write("pod.md", "Text"), asks("Text")], asks(POD)),
        (vec![asks(POD), front("b.md", "kinds: Pod")], front("b.md", "kinds: Job")),
        (vec![front("a.md", "kinds: Pod"), front("z.md", "kinds: Pod")], moved("a.md", "b.md")),
        // The places in a note: headings, their levels, which of them is the title; ids and blocks.
        (vec![asks("[[b#One]]"), write("b.md", "## One\n")], write("b.md", "## Two\n")),
        (
            vec![asks("[[b#One#Two]]"), write("b.md", "## One\n\n### Two\n")],
            write("b.md", "## One\n\n## Two\n"),
        ),
        (
            vec![asks("[[b#gone]]"), write("b.md", "# Title\n\n## Part\n")],
            write("b.md", "---\ntitle: Other\n---\n# Title\n\n## Part\n"),
        ),
        (vec![asks("[[b#x]]"), write("b.md", "<a id=x></a>")], write("b.md", "<a id=y></a>")),
        (vec![asks("[[b#^x]]"), write("b.md", "Text ^x")], write("b.md", "Text ^y")),
        (vec![logseq(), asks(&format!("(({ID}))")), write("b.md", &block)], write("b.md", "- Block\n")),
        // What was near to a name, and what only a draft is called.
        (vec![asks("[x](./Kubelett.md)"), front("b.md", "title: Kubelet")], front("b.md", "title: Other")),
        (
            vec![asks("[[Old]]"), front("b.md", "draft: true\naliases: [Old]")],
            front("b.md", "draft: true\naliases: [New]"),
        ),
        // Files.
        (vec![asks("![[x.png]]")], Edit::Image("f/x.png".into(), Some((3, 2)))),
        (vec![asks("[x](/x.png)")], Edit::Static("x.png".into(), true)),
    ];
    for (start, edit) in cases {
        let failure = failure(build, &start, &[edit], 1);
        assert!(failure.is_none(), "{failure:#?}");
    }
}

/// Does `count` edits after those that make a vault; builds and compares after every `step`.
fn assert_warm_equals_cold(author: fn(u64) -> Machine, seed: u64, count: usize, step: usize) {
    let mut machine = author(seed);
    let start = machine.start();
    let edits: Vec<Edit> = (0..count).map(|_| machine.edit()).collect();
    if let Some(failure) = failure(build, &start, &edits, step) {
        panic!("RUTTER_SEED={seed}, edit {} of {count}: {}\n{failure:#?}", failure.at, failure.difference);
    }
}

/// What does not hold, in as little as still shows it.
#[derive(Debug)]
struct Failure {
    at: usize,
    difference: String,
    start: Vec<Edit>,
    edits: Vec<Edit>,
}

fn failure(warm: Build, start: &[Edit], edits: &[Edit], step: usize) -> Option<Failure> {
    let at = first_failure(warm, start, edits, step)?;
    let fails = |start: &[Edit], edits: &[Edit]| first_failure(warm, start, edits, 1).is_some();
    // What is remembered is of the build before: the last edits show nearly everything.
    let last = (0..)
        .map(|n| 1 << n)
        .find(|&n| n > at || fails(&snapshot(start, edits, at + 1 - n), &edits[at + 1 - n..=at]));
    let from = (at + 1).saturating_sub(last.unwrap_or(at + 1));
    let start = fewest(snapshot(start, edits, from), |start| fails(start, &edits[from..=at]));
    let edits = fewest(edits[from..=at].to_vec(), |edits| fails(&start, edits));
    let difference = difference_of(warm, &start, &edits);
    Some(Failure { at, difference, start, edits })
}

/// The start of a vault with the first `count` edits, as one list.
fn snapshot(start: &[Edit], edits: &[Edit], count: usize) -> Vec<Edit> {
    start.iter().chain(&edits[..count]).cloned().collect()
}

/// The edits without all that are not needed, in halves, quarters … and one by one.
fn fewest(mut edits: Vec<Edit>, fails: impl Fn(&[Edit]) -> bool) -> Vec<Edit> {
    let mut size = edits.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < edits.len() {
            let mut fewer = edits.clone();
            fewer.drain(at..edits.len().min(at + size));
            if fails(&fewer) { edits = fewer } else { at += size }
        }
        size /= 2;
    }
    edits
}

/// The first edit behind which a warm build differs from a cold one.
fn first_failure(warm: Build, start: &[Edit], edits: &[Edit], step: usize) -> Option<usize> {
    let mut run = Run::new(warm, start);
    edits.iter().enumerate().find_map(|(at, edit)| {
        let compares = (at + 1) % step == 0 || at + 1 == edits.len();
        if (at + 1) % 1_000 == 0 {
            println!("{} edits", at + 1);
        }
        run.edit(edit, compares).map(|_| at)
    })
}

fn difference_of(warm: Build, start: &[Edit], edits: &[Edit]) -> String {
    let mut run = Run::new(warm, start);
    edits.iter().find_map(|edit| run.edit(edit, true)).unwrap_or_default()
}

/// A vault that is edited, and what is remembered of it.
struct Run {
    warm: Build,
    inputs: Inputs,
    memo: Notes,
    /// These threads live as long as the vault is edited, and so do the lines of code they remember.
    threads: ThreadPool,
    edits: usize,
}

impl Run {
    fn new(warm: Build, start: &[Edit]) -> Self {
        let mut inputs = Inputs::default();
        start.iter().for_each(|edit| edit.apply(&mut inputs));
        let mut run = Run { warm, inputs, memo: Memo::default(), threads: threads(2), edits: 0 };
        drop(run.build());
        run
    }

    fn build(&mut self) -> Result<Built, TemplateError> {
        let Run { warm, inputs, memo, threads, .. } = self;
        threads.install(|| warm(inputs, memo))
    }

    /// What a build shows now.
    fn shown(&mut self) -> Shown {
        let built = self.build();
        self.threads.install(|| Shown::of(built))
    }

    /// How a build after the edit differs from one that remembers nothing; without a comparison nothing is
    /// built, and the next build sees several edits at once.
    fn edit(&mut self, edit: &Edit, compares: bool) -> Option<String> {
        edit.apply(&mut self.inputs);
        self.edits += 1;
        if !compares {
            return None;
        }
        let warm = self.shown();
        // The number of threads changes nothing, so it may change.
        let cold =
            threads(1 + self.edits % 3).install(|| Shown::of(build(&self.inputs, &mut Memo::default())));
        warm.difference(&cold)
    }
}

/// Threads as those of the command: notes nest as deep in them.
fn threads(count: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(count).stack_size(64 << 20).build().unwrap()
}

/// What a build shows: what is wrong, and every file of the site.
#[derive(PartialEq)]
struct Shown {
    fault: Option<String>,
    problems: Vec<Problem>,
    files: BTreeMap<RelPath, Result<Digest, String>>,
}

impl Shown {
    fn of(built: Result<Built, TemplateError>) -> Self {
        match built {
            Ok(Built { output, problems, .. }) => {
                let paths: Vec<&RelPath> = output.paths().collect();
                let digest = |path: &RelPath| match output.render(path) {
                    Ok(content) => Ok(digest(content.unwrap())),
                    Err(error) => Err(error.report),
                };
                let files = paths.into_par_iter().map(|path| (path.clone(), digest(path))).collect();
                Shown { fault: None, problems, files }
            }
            Err(error) => Shown { fault: Some(error.report), problems: Vec::new(), files: BTreeMap::new() },
        }
    }

    fn difference(&self, cold: &Shown) -> Option<String> {
        if self == cold {
            return None;
        }
        let mut said = format!("{:?} instead of {:?}\n", self.fault, cold.fault);
        let problems = self.problems.iter().filter(|problem| !cold.problems.contains(problem));
        problems.for_each(|problem| writeln!(said, "not of a cold build: {problem:?}").unwrap());
        let problems = cold.problems.iter().filter(|problem| !self.problems.contains(problem));
        problems.for_each(|problem| writeln!(said, "of a cold build alone: {problem:?}").unwrap());
        let files = self.files.iter().chain(&cold.files).map(|(path, _)| path);
        let differ = files.filter(|path| self.files.get(*path) != cold.files.get(*path));
        differ.for_each(|path| writeln!(said, "differs: {path}").unwrap());
        Some(said)
    }
}

fn digest(content: Content) -> Digest {
    match content {
        Content::Bytes(bytes) => Digest::of(&bytes),
        Content::Asset(path) => Digest::of(format!("asset {path}").as_bytes()),
        Content::Static(path) => Digest::of(format!("static {path}").as_bytes()),
    }
}

/// The vaults are those that are meant: large, linked, and rarely without a site.
#[test]
fn the_edited_vaults_are_large_and_linked() {
    let mut machine = Machine::new(2);
    let mut inputs = Inputs::default();
    machine.start().iter().for_each(|edit| edit.apply(&mut inputs));
    let mut memo = Notes::default();
    let mut sites = 0;
    for n in 0..400 {
        machine.edit().apply(&mut inputs);
        assert!(inputs.notes.len() >= FEWEST, "{} notes after {n} edits", inputs.notes.len());
        if n % 40 == 0
            && let Ok(built) = build(&inputs, &mut memo)
        {
            sites += 1;
            assert!(built.counts.links > 2 * inputs.notes.len(), "{:?}", built.counts);
        }
    }
    assert!(sites > 7, "{sites} of ten");
}
