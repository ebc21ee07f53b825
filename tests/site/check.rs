//! `rutter check`: what is wrong, and the exit code; nothing is written.

use std::collections::BTreeSet;

use crate::since::{committed, git};
use crate::vault::{Vault, run, rutter, tree, vault};

/// A vault with a warning and an error.
fn faulty() -> Vault {
    vault().file("a.md", "See [[nowhere]].\n\n[[b#No]]\n").file("b.md", "x\n")
}

#[test]
fn the_exit_code_tells_how_bad_it_is() {
    let clean = vault().file("a.md", "[[b]]\n").file("b.md", "x\n");
    let warned = vault().file("a.md", "[[nowhere]]\n");
    for (vault, code, strict) in [(&clean, 0, 0), (&warned, 0, 1), (&faulty(), 1, 1)] {
        for quiet in [&[][..], &["-q"], &["-v"], &["-q", "--format", "json"]] {
            assert_eq!(vault.ask("check", quiet).code(), code);
            assert_eq!(vault.ask("check", &[quiet, &["--strict"]].concat()).code(), strict);
        }
    }
    clean.ask("check", &["--config", "/nowhere.toml"]).is_stopped_with(&["/nowhere.toml"]);
    clean.ask("check", &["--format", "yaml"]).is_stopped_with(&["possible values"]);
}

#[test]
fn it_tells_what_a_build_tells_and_writes_nothing() {
    let vault = faulty();
    let before = tree(&vault.path(""));
    let checked = vault.ask("check", &["-v"]);
    assert_eq!(tree(&vault.path("")), before);
    checked.problem_says("missing-note", "a.md:1:5", &["nowhere"]);
    checked
        .problem_says("missing-anchor", "a.md:3:1", &["`No`"])
        .says("2 notes, 2 links; 1 error, 1 warning\n");
    assert_eq!(checked.answered(), "");
    let built = vault.build_with(&["-v"]);
    let problems = |said: String| said.rsplit_once("\n\n").map(|(problems, _)| problems.to_string());
    assert_eq!(problems(checked.said()), problems(built.said()));
}

#[test]
fn one_note_is_one() {
    vault().file("a.md", "[[a]]\n").ask("check", &[]).says("1 note, 1 link; 0 errors, 0 warnings\n");
}

#[test]
fn quiet_says_nothing_to_a_person_and_all_to_a_program() {
    let quiet = faulty().ask("check", &["-q"]);
    assert_eq!((quiet.said().as_str(), quiet.answered().as_str()), ("", ""));
    let quiet = faulty().ask("check", &["-q", "--format", "json"]);
    assert!(quiet.said().is_empty() && quiet.answered().contains("missing-anchor"));
}

#[test]
fn the_same_notes_are_told_the_same_way() {
    let text: String = (0..40).map(|n| format!("[[no {n}]] [[a#{n}]] <b>\n\n")).collect();
    let vault = (0..20).fold(vault(), |vault, n| vault.file(&format!("{n}/a.md"), &text));
    for format in ["human", "json", "sarif", "github", "junit"] {
        let told = |jobs: &str| {
            let built = vault.ask("check", &["--format", format, "--jobs", jobs]);
            (built.said(), built.answered(), built.code())
        };
        let told: BTreeSet<_> = ["1", "2", "8", "8", "8"].map(told).into_iter().collect();
        assert_eq!(told.len(), 1, "{format}");
    }
}

#[test]
fn neither_place_nor_language_nor_time_zone_change_what_is_told() {
    let vault = faulty().file("Übung/İ ı.md", "[[straße]] [[STRASSE]] [[x#É]]\n").file("x.md", "## e\n");
    for format in ["human", "json", "sarif", "junit"] {
        let told = |surroundings: &[(&str, &str)], folder: &str| {
            let mut check = rutter(&["check", "--format", format]);
            check.arg(vault.path("")).envs(surroundings.iter().copied()).current_dir(folder);
            let built = vault.ran(&mut check);
            (built.said(), built.answered(), built.code())
        };
        let plain = told(&[], "/");
        assert_eq!(plain.2, 1);
        for surroundings in [
            [("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8")],
            [("LC_ALL", "C"), ("TZ", "America/Los_Angeles"), ("LANG", "")],
        ] {
            assert_eq!(told(&surroundings, "/"), plain, "{surroundings:?}");
        }
        // The other formats name files from the folder in which they are asked for.
        assert!(told(&[], "/usr") == plain || ["sarif", "junit"].contains(&format), "{format}");
    }
}

#[test]
fn an_id_is_explained_as_in_the_guide() {
    let told = run(rutter(&["check", "--explain", "missing-note"]).current_dir("/"));
    assert!(told.status.success());
    let text = String::from_utf8(told.stdout).unwrap();
    let (first, rest) = text.split_once("\n\n").unwrap();
    assert_eq!(first, "missing-note (warning by default)");
    assert!(rest.starts_with("A wiki link names a note that does not exist.\n"), "{text}");
    for example in ["\n## Bad\n", "\nwarning[missing-note]: ", "\n## Good\n"] {
        assert!(rest.contains(example), "{text}");
    }
    assert!(!rest.contains("guide/"), "{text}");
    let vault = vault();
    vault
        .ran(&mut rutter(&["check", "--explain", "missing-nite"]))
        .is_stopped_with(&["there is no problem `missing-nite`", "did you mean `missing-note`"]);
}

/// The commands of this program in the blocks of a note, each as it is typed.
fn commands(note: &str) -> Vec<&str> {
    let blocks = note.split("```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).map(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        line.trim_start_matches("run: ").trim_start_matches("entry: ")
    });
    lines.filter(|line| line.starts_with("rutter ")).collect()
}

#[test]
fn every_command_of_the_guide_to_checking_runs() {
    let commands = commands(include_str!("../../content/guide/check.md"));
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        let vault = committed(vault().file("a.md", "x\n").file("home/notes/a.md", "x\n"));
        git(&vault, "update-ref refs/remotes/origin/main HEAD");
        // What CI and the lines above a command say.
        let variables = [("BASE", "main"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"), ("staged", ".")];
        let ran = run(vault.shell(command).envs(variables));
        assert!(ran.status.success(), "{command}: {ran:?}");
    }
}
