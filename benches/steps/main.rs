//! What each step of a build costs, on notes that are made in memory.
//!
//! ```sh
//! cargo bench                  # 1,000 and 4,000 notes
//! cargo bench -- 1000 10000    # other sizes, the smallest first
//! ```
//!
//! Disk and terminal are left out; `rutter build --timings` has them. Figures are wall time, the median of
//! some rounds. All sizes have a turn in every round, so that a busy machine slows down all of them. What
//! grows with the number of notes alone has the growth that is named in the head of the column.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and prints, and may stop when its own notes are wrong"
)]

mod measure;
mod notes;
mod table;

use std::env;
use std::process::ExitCode;

use measure::{Figures, Vault};

/// How often everything is measured.
const ROUNDS: usize = 5;

/// How many notes there are where nobody says it: fourfold, to see how the time grows.
const SIZES: [usize; 2] = [1_000, 4_000];

fn main() -> ExitCode {
    match sizes(env::args().skip(1)) {
        Ok(sizes) => {
            run(&sizes);
            ExitCode::SUCCESS
        }
        Err(argument) => {
            eprintln!("`{argument}` is no number of notes: cargo bench -- [NOTES]...");
            ExitCode::from(2)
        }
    }
}

/// The sizes that were asked for; the argument that is none.
fn sizes(arguments: impl Iterator<Item = String>) -> Result<Vec<usize>, String> {
    // Cargo adds `--bench` to what was typed.
    let typed = arguments.filter(|argument| argument != "--bench");
    let size = |argument: String| argument.parse().ok().filter(|&size| size > 0).ok_or(argument);
    let sizes: Vec<usize> = typed.map(size).collect::<Result<_, _>>()?;
    Ok(if sizes.is_empty() { SIZES.to_vec() } else { sizes })
}

fn run(sizes: &[usize]) {
    let vaults: Vec<Vault> = sizes.iter().map(|&size| Vault::new(size)).collect();
    // The first use of a grammar compiles its expressions: that round is not counted.
    vaults.iter().take(1).for_each(|vault| drop(vault.round()));
    let rounds: Vec<Vec<Figures>> = (0..ROUNDS).map(|_| vaults.iter().map(Vault::round).collect()).collect();
    let mut smaller = None;
    for (at, vault) in vaults.iter().enumerate() {
        let figures = Figures::median(rounds.iter().filter_map(|round| round.get(at)));
        table::print(vault, &figures, ROUNDS, smaller.as_ref());
        smaller = Some((vault.size, figures));
    }
}
