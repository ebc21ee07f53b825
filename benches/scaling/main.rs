//! How much longer twice as much takes, for texts that are made to be slow.
//!
//! ```sh
//! cargo bench --bench scaling              # every pattern
//! cargo bench --bench scaling -- '[[' ':::'   # those whose name has one of these
//! ```
//!
//! Each text is one note of a vault that is compiled, linked and rendered on a thread with a small stack, at
//! the first length at which that can be measured and at twice that length; where notes show a file, that
//! grows with them. Twice as much may take less than three times as long: more, and more again for four times
//! as much, is a square, and the benchmark fails.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and prints, and may stop"
)]

mod patterns;

use std::env;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use patterns::Pattern;
use rutter::Memo;
use rutter::site::Inputs;

/// What a thread has on other systems at worst.
const STACK: usize = 512 << 10;

/// How long a build takes that can be measured.
const MEASURABLE: Duration = Duration::from_millis(60);

/// The longest text: a pattern that is faster is as good as free.
const LONGEST: usize = 8 << 20;

/// From here on the growth is that of a square.
const TOO_MUCH: f64 = 3.0;

fn main() -> ExitCode {
    let wanted: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let is_wanted =
        |p: &Pattern| wanted.is_empty() || wanted.iter().any(|part| p.name.contains(part.as_str()));
    println!("{:<52}{:>10}{:>10}{:>10}{:>8}", "repeated", "kB", "ms", "ms of 2n", "ratio");
    let squares =
        patterns::all().iter().filter(|pattern| is_wanted(pattern)).filter(|p| is_square(p)).count();
    println!("\n{squares} patterns take {TOO_MUCH} times as long or longer for twice as much");
    if squares == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures a pattern and prints its line.
fn is_square(pattern: &Pattern) -> bool {
    let lengths = std::iter::successors(Some(4 << 10), |bytes| Some(bytes * 2));
    let mut measured = lengths.map(|bytes| (bytes, time(pattern, bytes).min(time(pattern, bytes))));
    let (bytes, _) =
        measured.find(|(bytes, took)| *took > MEASURABLE || *bytes >= LONGEST).expect("lengths grow");
    let (once, twice) = least(pattern, bytes);
    let ratio = ratio(once, twice);
    let name: String = pattern.name.chars().take(50).collect();
    // A cache that overflows costs once, a square again and again.
    let again = Some(2 * bytes).filter(|_| ratio >= TOO_MUCH).map(|bytes| least(pattern, bytes));
    let again = again.map(|(twice, fourfold)| self::ratio(twice, fourfold));
    let is_square = again.is_some_and(|ratio| ratio >= TOO_MUCH);
    let mark = again.map_or_else(String::new, |ratio| {
        format!(", then{ratio:>5.2}{}", if is_square { "  <==" } else { "" })
    });
    println!(
        "{name:<52}{:>10}{:>10.1}{:>10.1}{ratio:>8.2}{mark}",
        bytes >> 10,
        once.as_secs_f64() * 1e3,
        twice.as_secs_f64() * 1e3
    );
    is_square
}

/// Fewest and most rounds of a measurement.
const ROUNDS: (usize, usize) = (3, 20);

/// The least of some rounds, for the text and for twice as much of it. Others use the machine, too: what looks
/// like a square is measured again, until it is none or there can be no doubt.
fn least(pattern: &Pattern, bytes: usize) -> (Duration, Duration) {
    let mut least = (Duration::MAX, Duration::MAX);
    for round in 1..=ROUNDS.1 {
        least = (least.0.min(time(pattern, bytes)), least.1.min(time(pattern, 2 * bytes)));
        if round >= ROUNDS.0 && ratio(least.0, least.1) < TOO_MUCH {
            break;
        }
    }
    least
}

fn ratio(once: Duration, twice: Duration) -> f64 {
    twice.as_secs_f64() / once.as_secs_f64()
}

fn time(pattern: &Pattern, bytes: usize) -> Duration {
    let inputs = pattern.inputs(bytes);
    let build = thread::Builder::new().stack_size(STACK).spawn(move || timed(&inputs));
    build.expect("a thread can be started").join().expect("a build never panics")
}

fn timed(inputs: &Inputs) -> Duration {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().stack_size(STACK);
    let pool = one.build().expect("this thread is a pool");
    pool.install(|| {
        let start = Instant::now();
        let built = rutter::build(inputs, &mut Memo::default()).expect("the default templates compile");
        for path in built.output.paths() {
            drop(built.output.render(path).expect("the default templates render"));
        }
        start.elapsed()
    })
}
