//! The clock: what is timed, and how it is kept apart.

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use rutter::note::{self, Dialect, Note, Texts};
use rutter::site::{Content, Inputs, Output};
use rutter::text::Source;
use rutter::{Built, Memo, Step, build_observed, kube};

use crate::notes::{self, Blocks};

/// How much a thread may nest, as in `rutter build`.
const STACK: usize = 64 << 20;

/// Generated notes in the forms that are measured.
pub(super) struct Vault {
    /// How many notes there are.
    pub(super) size: usize,
    /// How long they are together, in bytes.
    pub(super) bytes: usize,
    /// How many links they have.
    pub(super) links: usize,
    inputs: Inputs,
    prose: Vec<Source>,
    with_manifests: Vec<Source>,
    manifests: Vec<String>,
}

/// What one round has taken, or the median of several.
#[derive(Clone)]
pub(super) struct Figures {
    /// A build on all cores.
    pub(super) build: Vec<Line>,
    /// Compiling on one thread.
    pub(super) inside: Vec<Line>,
}

/// A part of the work and how long it took.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// What was done.
    pub(super) name: &'static str,
    /// Whether it is a part of the whole, or something beside it.
    pub(super) is_part: bool,
    /// How long it took.
    pub(super) seconds: f64,
}

impl Vault {
    /// Makes `size` notes. They must be sound: problems would be measured as well.
    pub(super) fn new(size: usize) -> Self {
        let inputs = notes::inputs(size);
        let built = build(&inputs, &mut Memo::default(), |_| {});
        assert_eq!(built.problems, [], "the generated notes have problems");
        Vault {
            size,
            bytes: inputs.notes.values().map(|source| source.text.len()).sum(),
            links: built.counts.links,
            prose: notes::sources(size, Blocks::None),
            with_manifests: notes::sources(size, Blocks::Manifests),
            manifests: (0..size).flat_map(notes::manifests).collect(),
            inputs,
        }
    }

    /// Measures everything once.
    pub(super) fn round(&self) -> Figures {
        Figures { build: self.build(), inside: self.inside() }
    }

    /// A build from nothing, every page rendered, and the step that a second build saves.
    fn build(&self) -> Vec<Line> {
        let threads = fresh_threads();
        let mut memo = Memo::default();
        let (built, mut lines) = threads.install(|| self.steps(&mut memo));
        lines.push(part("rendering", threads.install(|| timed(|| render(&built.output)))));
        let (_, again) = threads.install(|| self.steps(&mut memo));
        lines.extend(again.first().map(|compile| Line {
            name: "compiling, all remembered",
            is_part: false,
            ..*compile
        }));
        lines
    }

    fn steps(&self, memo: &mut Memo) -> (Built, Vec<Line>) {
        let mut begun = Vec::new();
        let built = build(&self.inputs, memo, |step| begun.push((step.name(), Instant::now())));
        let ends: Vec<Instant> = begun.iter().skip(1).map(|(_, at)| *at).chain([Instant::now()]).collect();
        let lines = begun.into_iter().zip(ends).map(|((name, start), end)| part(name, end - start)).collect();
        (built, lines)
    }

    /// What compiling is made of. A kind of block costs what notes with it take longer than the same notes
    /// without it: reading and writing its text, not its highlighting alone.
    fn inside(&self) -> Vec<Line> {
        let whole: Vec<Source> = self.inputs.notes.values().cloned().collect();
        let prose = alone(|| compile(&self.prose));
        let with_manifests = alone(|| compile(&self.with_manifests));
        let all = alone(|| compile(&whole));
        vec![
            part("front matter and Markdown", prose),
            part("YAML blocks", with_manifests.saturating_sub(prose)),
            Line { is_part: false, ..part("of these, the lexer", alone(|| lex(&self.manifests))) },
            part("shell blocks", all.saturating_sub(with_manifests)),
        ]
    }
}

impl Figures {
    /// The median of every line.
    pub(super) fn median<'f>(rounds: impl Iterator<Item = &'f Figures>) -> Self {
        let rounds: Vec<&Figures> = rounds.collect();
        Figures {
            build: median(rounds.iter().map(|figures| figures.build.as_slice())),
            inside: median(rounds.iter().map(|figures| figures.inside.as_slice())),
        }
    }
}

/// The median of each line of some tables with the same lines.
fn median<'l>(tables: impl Iterator<Item = &'l [Line]>) -> Vec<Line> {
    let tables: Vec<&[Line]> = tables.collect();
    let lines = tables.first().map_or(0, |table| table.len());
    let line = |at: usize| {
        let mut column: Vec<Line> = tables.iter().filter_map(|table| table.get(at)).copied().collect();
        column.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        column.get(column.len() / 2).copied()
    };
    (0..lines).filter_map(line).collect()
}

fn part(name: &'static str, took: Duration) -> Line {
    Line { name, is_part: true, seconds: took.as_secs_f64() }
}

fn build(inputs: &Inputs, memo: &mut Memo, begins: impl FnMut(Step)) -> Built {
    build_observed(inputs, memo, begins).expect("the default templates compile")
}

/// Renders every page as publishing does, and keeps none; the bytes of all.
fn render(output: &Output) -> usize {
    let paths: Vec<_> = output.paths().collect();
    let bytes = |content| if let Some(Content::Bytes(bytes)) = content { bytes.len() } else { 0 };
    paths.into_par_iter().map(|path| bytes(output.render(path).expect("the default templates render"))).sum()
}

fn compile(sources: &[Source]) -> Vec<Note> {
    sources.iter().map(|source| note::compile(source, Dialect::default(), &Texts::default())).collect()
}

/// How many lexemes and manifests some blocks have.
fn lex(blocks: &[String]) -> usize {
    let count = |block: &String| {
        let lexemes = kube::lex(block);
        lexemes.len() + kube::manifests(block, &lexemes).len()
    };
    blocks.iter().map(count).sum()
}

/// A thread remembers the blocks it has highlighted, so a second round on the same threads would be
/// cheaper than any build is.
fn fresh_threads() -> ThreadPool {
    ThreadPoolBuilder::new().stack_size(STACK).build().expect("threads can be started")
}

/// Times work on a thread of its own.
fn alone<R>(work: impl FnOnce() -> R + Send) -> Duration {
    thread::scope(|scope| scope.spawn(|| timed(work)).join().expect("compiling never panics"))
}

/// Times work; dropping its result is not counted.
fn timed<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let took = start.elapsed();
    drop(result);
    took
}
