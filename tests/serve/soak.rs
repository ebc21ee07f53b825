//! A day of work in a short time: notes are edited, renamed and checked out at random, and what is served in the end is
//! what a clean build publishes.
//!
//! An hour's worth in about five minutes: `cargo test --release --test serve an_hour -- --ignored`.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::following::{Random, is_as_built};
use crate::preview::{Preview, preview};
use crate::vault::{Vault, vault};

/// How many notes there are.
const NOTES: usize = 150;

/// How much larger the server may be in the end than after a third of the time: what the allocator keeps of one time
/// for another comes and goes.
const GROWTH: usize = 24 << 20;

fn chart() -> Vault {
    let mut all =
        vault().file("rutter.toml", "title = \"Chart\"\n").file("static/custom.css", "p { color: red }");
    for number in 0..NOTES {
        all = all.file(&format!("content/{}/n{number}.md", number % 9), text(number, 0));
    }
    all
}

fn text(number: usize, step: usize) -> String {
    let words = "Words that are read by nobody. ".repeat(step % 20);
    format!(
        "# Note {number} at {step}\n\n[[n{}]] ![[n{}]] #tag{}\n\n{words}\n",
        number / 2,
        number + 7,
        step % 5
    )
}

fn shell(vault: &Vault, line: &str) {
    let output = vault.shell(line).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Does what somebody does to their notes; what cannot be done is left.
fn worked(vault: &Vault, random: &mut Random, step: usize) {
    let (number, folder, other) = (random.below(NOTES), random.below(9), random.below(9));
    let note = vault.path(&format!("content/{}/n{number}.md", number % 9));
    match random.below(40) {
        0 => shell(vault, "git add -A && git commit -qm work --allow-empty"),
        1 => shell(vault, "git add -A && git commit -qm work --allow-empty && git checkout -q -B two HEAD~1"),
        2 => shell(vault, "git stash -q -u && git stash pop -q || git checkout -q -f"),
        3 => drop(fs::rename(&note, vault.path(&format!("content/{folder}/moved {number}.md")))),
        4 => drop(fs::rename(
            vault.path(&format!("content/{folder}")),
            vault.path(&format!("content/{other}x")),
        )),
        5 => drop(fs::remove_file(&note)),
        6 => vault.write("static/custom.css", format!("p {{ margin: {step}px }}")),
        7 => vault.write("templates/404.html", if step.is_multiple_of(2) { "{% block" } else { "none" }),
        8 => vault.write("rutter.toml", format!("title = \"Chart {}\"\n", step % 3)),
        9 => {
            let swap = note.with_file_name(format!(".n{number}.md.swp"));
            drop(fs::write(&swap, text(number, step)).and_then(|()| fs::rename(&swap, &note)));
        }
        _ => vault.write(&format!("content/{}/n{number}.md", number % 9), text(number, step)),
    }
}

/// Works for a time, with pages that are looked at meanwhile.
fn works(vault: &Vault, preview: &Preview<'_>, random: &mut Random, time: Duration) {
    let end = Instant::now() + time;
    let mut step = 0;
    while Instant::now() < end {
        worked(vault, random, step);
        step += 1;
        preview.get(&format!("/{}/n{}/", step % 9, step % NOTES));
        thread::sleep(Duration::from_millis(random.below(25) as u64));
    }
    vault.write("templates/404.html", "none");
    is_as_built(preview, vault);
}

fn does_not_grow(time: Duration) {
    let vault = chart();
    shell(
        &vault,
        "git init -q -b one && git add -A && git commit -qm one && git commit -qm two --allow-empty",
    );
    let preview = preview(&vault);
    let mut random = Random(11);
    works(&vault, &preview, &mut random, time / 3);
    let before = preview.memory();
    works(&vault, &preview, &mut random, time / 3);
    works(&vault, &preview, &mut random, time / 3);
    let after = preview.memory();
    assert!(after < before + GROWTH, "{before} bytes after a third of the time, {after} in the end");
}

#[test]
fn work_at_random_ends_as_a_clean_build_in_as_much_memory() {
    does_not_grow(Duration::from_secs(15));
}

#[test]
#[ignore = "takes five minutes"]
fn an_hour_of_work_ends_as_a_clean_build_in_as_much_memory() {
    does_not_grow(Duration::from_secs(300));
}
