//! What a terminal would act on is told, not done: names, links and lines of files may hold any character.

use crate::vault::{Vault, run, vault};

/// Escapes, line ends and a mark that turns text around, in names of files, in links, in keys and in text.
fn hostile() -> Vault {
    vault()
        .file(
            "a\u{1b}[31m\nb.md",
            "---\ntilte: T\n\"la\\e[31mgua\": x\n---\n[[no\u{1b}[31m\u{9b}31m]] [[Pod_\u{1b}x\u{202e}]] ![[a\rb.png]]\r\n",
        )
        .file("pod-\u{1b}x\u{202e}.md", "---\ntitle: \"\\e[31mred\\nT\"\n---\n[[#no\u{7f}]]\n")
}

/// Nothing in it does anything but to end lines.
fn is_inert(said: &str) {
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!said.contains(acts), "{said:?}");
}

#[test]
fn problems_are_told_without_what_a_terminal_would_do() {
    for arguments in [&["check", "-v"][..], &["check", "--fix"], &["build", "-v", "-o", "../out"]] {
        let vault = hostile();
        let mut command = crate::vault::rutter(arguments);
        let built = vault.ran(command.current_dir(vault.path("")));
        is_inert(&built.said());
        built.says("a\\u{1b}[31m\\nb.md:5:1").says("`pod-\\u{1b}x\\u{202e}`");
    }
}

#[test]
fn links_are_told_without_what_a_terminal_would_do() {
    let vault = hostile();
    let table = vault.ask("links", &[]).answered();
    is_inert(&table);
    assert!(
        table.contains(r"a\u{1b}[31m\nb.md:5:1 ") && table.contains(r"[[no\u{1b}[31m\u{9b}31m]] "),
        "{table}"
    );
    let mut explained = crate::vault::rutter(&["links", ".", "a\u{1b}[31m\nb.md:5"]);
    let explained = vault.ran(explained.current_dir(vault.path(""))).answered();
    is_inert(&explained);
    assert!(explained.contains("`[[no\\u{1b}[31m\\u{9b}31m]]`"), "{explained}");
}

#[test]
fn a_fault_is_told_without_what_a_terminal_would_do() {
    let vault = vault().file("rutter.toml", "title = \"\u{1b}\"\n").file("a.md", "x\n");
    for arguments in [&["--config", "no\u{1b}[31m.toml"][..], &["--since", "\u{1b}[31m"], &[]] {
        let built = vault.ask("check", arguments);
        built.is_stopped_with(&[]);
        is_inert(&built.said());
    }
}

#[test]
fn programs_are_told_every_character() {
    let vault = hostile();
    let told = |command: &str, format: &str| vault.ask(command, &["--format", format]).answered();
    assert!(told("check", "json").contains(r"a\u001b[31m\nb.md"));
    assert!(told("links", "jsonl").contains(r"a\u001b[31m\nb.md"));
    let github = told("check", "github");
    assert!(github.contains("a\u{1b}[31m%0Ab.md,line=5,col=1,"), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
    let junit = told("check", "junit");
    assert!(junit.contains("file=\"") && junit.contains(r"a\u{1b}[31m\nb.md"), "{junit}");
    is_inert(&junit.replace('\u{202e}', ""));
}

#[test]
fn a_diff_is_for_git_and_for_a_terminal_it_is_inert() {
    let vault = hostile();
    let diff = vault.ask("check", &["--fix", "--dry-run"]).answered();
    assert!(diff.contains("[[no\u{1b}[31m"), "every byte: {diff:?}");
    // `script` is a terminal; not every machine has it.
    let typed = "script -qec 'rutter check --fix --dry-run' /dev/null </dev/null";
    let output = run(&mut vault.shell(&format!("if command -v script >/dev/null; then {typed}; fi")));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.is_empty() || shown.contains("[[no\\u{1b}[31m"), "{shown:?}");
    is_inert(&shown.replace("\r\n", "\n"));
}
