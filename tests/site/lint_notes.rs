//! The notes of the guide about problems: what each shows as an example is what the command says.
//!
//! An example stands below the heading *Bad* or *Good*: blocks of code whose titles are the paths of files,
//! and behind them a block of the language `console`, which is what is typed in their folder (`$ rutter check`)
//! and what comes of it. A file that cannot be written as text is made by a line that is typed as well.
//!
//! `RUTTER_BLESS=1 cargo test --test site lint_notes` writes what the program says now into the notes; the
//! difference is then to be read like any other.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fences::{Example, Verdict, examples};
use crate::vault::{run, vault};

/// A note about a problem.
struct Note {
    id: String,
    file: PathBuf,
    text: String,
}

fn notes() -> Vec<Note> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/guide/problems");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let note = |file: PathBuf| {
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        Note { id, file, text }
    };
    files.into_iter().map(note).collect()
}

#[test]
fn every_example_of_a_problem_says_what_the_command_says() {
    let notes = notes();
    assert!(notes.len() > 30);
    let faults: Vec<String> = notes.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// What is wrong with the examples of a note; they are written anew where that is wanted.
fn faults(note: &Note) -> Vec<String> {
    let Note { id, file, text } = note;
    let examples = match examples(text) {
        Ok(examples) => examples,
        Err(fault) => return vec![format!("{id}.md: {fault}")],
    };
    let played = played(text, &examples);
    if std::env::var_os("RUTTER_BLESS").is_some() {
        let blessed = blessed(text, &played);
        fs::write(file, &blessed).unwrap();
        return disproved(id, &blessed);
    }
    [differences(id, text, &played), disproved(id, text)].concat()
}

/// The transcripts of examples as they are now, each with the example.
fn played<'e>(text: &str, examples: &'e [Example]) -> Vec<(&'e Example, String)> {
    examples.iter().map(|example| (example, transcript(example, text))).collect()
}

/// What is typed in the vault of an example, and what is said.
fn transcript(example: &Example, text: &str) -> String {
    let vault = example.files.iter().fold(vault(), |vault, (path, text)| vault.file(path, text));
    let mut transcript = String::new();
    for line in example.typed(text) {
        let output = run(&mut vault.shell(&format!("{{ {line}\n}} 2>&1")));
        let said = String::from_utf8(output.stdout).unwrap();
        transcript.push_str(&format!("$ {line}\n{}", said));
    }
    transcript
}

/// The note with the transcripts as they are now.
fn blessed(text: &str, played: &[(&Example, String)]) -> String {
    let mut blessed = text.to_string();
    for (example, transcript) in played.iter().rev() {
        blessed.replace_range(example.transcript.clone(), transcript);
    }
    blessed
}

/// Where a note shows something else than the command says.
fn differences(id: &str, text: &str, played: &[(&Example, String)]) -> Vec<String> {
    let differs = played.iter().filter(|(example, now)| text[example.transcript.clone()] != **now);
    differs.map(|(example, now)| format!("{id}.md:{}: the command says\n{now}", example.line)).collect()
}

/// What is wrong with the examples of a note, whatever the command says: a bad one has the problem, a good one
/// has none.
fn disproved(id: &str, text: &str) -> Vec<String> {
    let examples = examples(text).unwrap();
    let mut faults = Vec::new();
    for example in &examples {
        let said = &text[example.transcript.clone()];
        let line = example.line;
        if example.verdict == Verdict::Bad && !said.contains(&format!("[{id}]: ")) {
            faults.push(format!("{id}.md:{line}: a bad example without its problem:\n{said}"));
        }
        if example.verdict == Verdict::Good && !is_clean(said) {
            faults.push(format!("{id}.md:{line}: a good example with a problem:\n{said}"));
        }
    }
    for verdict in [Verdict::Bad, Verdict::Good] {
        if examples.iter().all(|example| example.verdict != verdict) {
            faults.push(format!("{id}.md: no example is {verdict:?}"));
        }
    }
    faults
}

/// Whether notes were checked and nothing was found.
fn is_clean(said: &str) -> bool {
    said.ends_with("0 errors, 0 warnings\n") && !said.contains("]: ")
}

/// A note with a bad example and a good one.
fn note(bad: &str, good: &str) -> String {
    format!(
        "## Bad\n\n```markdown title=\"a.md\"\n[[b]]\n```\n\n```console\n{bad}```\n\n\
         ## Good\n\n```markdown title=\"a.md\"\n[[a]]\n```\n\n```console\n{good}```\n"
    )
}

#[test]
fn an_example_that_proves_nothing_is_found() {
    let found = "$ rutter check\nwarning[missing-note]: there is no note `b`\n";
    let clean = "$ rutter check\n1 note, 1 link; 0 errors, 0 warnings\n";
    assert!(disproved("missing-note", &note(found, clean)).is_empty());
    for (id, bad, good) in [
        ("missing-anchor", found, clean),
        ("missing-note", clean, clean),
        ("missing-note", found, found),
        ("missing-note", found, "$ rutter check -q\n"),
    ] {
        assert_eq!(disproved(id, &note(bad, good)).len(), 1, "{id}: {bad}{good}");
    }
    assert_eq!(disproved("missing-note", "No examples.\n").len(), 2);
}

#[test]
fn what_the_command_says_otherwise_is_found_and_can_be_written_into_the_note() {
    let stale = note("$ rutter check\n", "$ true\n$ rutter check -q\n1 note\n");
    let examples = examples(&stale).unwrap();
    let played = played(&stale, &examples);
    assert_eq!(differences("missing-note", &stale, &played).len(), 2);
    let blessed = blessed(&stale, &played);
    assert!(blessed.contains("$ rutter check\nwarning[missing-note]: there is no note `b`\n --> a.md:1:1\n"));
    assert!(blessed.ends_with("```console\n$ true\n$ rutter check -q\n```\n"), "{blessed}");
}
