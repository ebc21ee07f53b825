//! The figures as a table.

use crate::measure::{Figures, Line, Vault};

/// Prints what a vault has taken; growth is against the figures of a `smaller` one.
pub(super) fn print(vault: &Vault, figures: &Figures, rounds: usize, smaller: Option<&(usize, Figures)>) {
    println!(
        "\n{} notes, {:.1} MB, {} links; median of {rounds} rounds on {} threads",
        vault.size,
        vault.bytes as f64 / 1e6,
        vault.links,
        rayon::current_num_threads(),
    );
    let ratio = smaller.map(|(size, _)| vault.size as f64 / *size as f64);
    let linear = ratio.map_or_else(String::new, |ratio| format!("growth ({ratio:.1} is linear)"));
    println!("\n{:<28}{:>10}{:>9}{:>10}  {linear}", "a build on all cores", "ms", "share", "µs/note");
    lines(vault.size, &figures.build, smaller.map(|(_, figures)| figures.build.as_slice()));
    println!("\ncompiling on one thread");
    lines(vault.size, &figures.inside, smaller.map(|(_, figures)| figures.inside.as_slice()));
}

/// The lines with their sum after the last part; what is no part stands where it was put.
fn lines(notes: usize, now: &[Line], smaller: Option<&[Line]>) {
    let whole = sum(now);
    let last = now.iter().rposition(|line| line.is_part);
    for (at, now) in now.iter().enumerate() {
        let before = smaller.and_then(|lines| lines.get(at)).map(|line| line.seconds);
        line(now.name, now.seconds, whole, notes, before);
        if Some(at) == last {
            line("whole", whole, whole, notes, smaller.map(sum));
        }
    }
}

fn sum(lines: &[Line]) -> f64 {
    lines.iter().filter(|line| line.is_part).map(|line| line.seconds).sum()
}

fn line(name: &str, seconds: f64, whole: f64, notes: usize, before: Option<f64>) {
    let growth = before.map_or_else(String::new, |before| format!("{:>8.2}", seconds / before));
    println!(
        "  {name:<26}{:>10.1}{:>7.1} %{:>10.1}{growth}",
        seconds * 1e3,
        seconds / whole * 100.0,
        seconds / notes as f64 * 1e6,
    );
}
