//! What publishing promises (hostile.md, "Publishing"), through the command: a build that does not succeed
//! changes nothing, one that does writes the same bytes wherever and however it is run.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::vault::{Vault, rutter, tree, vault};

/// A vault with everything that could depend on order, place or time: collisions, tags, missing notes,
/// problems of several sorts in several files.
fn varied() -> Vault {
    let note = |n: usize| {
        let (next, tag) = ((n * 7) % 40, n % 5);
        format!(
            "---\ntags: [t{tag}, Ünder/t{n}]\naliases: [/old/{n}/, name {n}]\ndate: 2026-01-{:02}\n---\n\
             # Note {n}\n\n## Part\n\nSee [[n{next}]], [[missing {tag}]], [x](gone{n}.md) and ![](pic.png).\n\n\
             ```yaml\nkind: Pod\nmetadata: {{name: p{n}}}\n```\n\n```sh\nls {n}\n```\n",
            n % 27 + 1
        )
    };
    let folder = |n: usize| if n.is_multiple_of(3) { "a/" } else { "" };
    let mut vault = vault().file("A.md", "# Upper\n").file("a/pic.png", "no picture");
    vault = vault.file(
        "rutter.toml",
        "title = \"T\"\nbase_url = \"https://x.example/\"\n[lints]\nbad-file = \"warn\"\n",
    );
    for n in 0..40 {
        vault = vault.file(&format!("{}n{n}.md", folder(n)), note(n));
    }
    vault
}

#[test]
fn a_rejected_build_publishes_nothing_and_exits_with_1() {
    let vault = vault().file("a.md", "# Old\n");
    vault.build();
    let before = vault.published();
    vault.write("a.md", "# New\n\n[[missing]]\n");
    for arguments in [&["--strict"][..], &["--strict", "-q"], &["--strict", "-v"]] {
        let built = vault.build_with(arguments);
        assert_eq!(built.code(), 1, "{arguments:?}: {}", built.said());
        assert_eq!(vault.published(), before, "{arguments:?}");
    }
    assert_eq!(vault.build_with(&["-q"]).code(), 0);
    assert_ne!(vault.published(), before);
}

#[test]
fn a_strict_build_without_a_problem_is_published_and_notes_do_not_stop_it() {
    let vault = vault().file("a.md", "# A\n");
    assert_eq!(vault.build_with(&["--strict"]).code(), 0);
    assert!(vault.published().contains_key("a/index.html"));
}

#[test]
fn a_first_build_that_is_rejected_leaves_no_folder() {
    let vault = vault().file("a.md", "[[missing]]\n");
    assert_eq!(vault.build_with(&["--strict"]).code(), 1);
    assert!(!vault.out().exists());
    let left: Vec<_> = fs::read_dir(vault.out().parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn faults_publish_nothing_and_exit_with_2() {
    let vault = vault().file("rutter.toml", "").file("content/a.md", "# Old\n");
    vault.build();
    let before = vault.published();
    vault.write("content/a.md", "# New\n");
    for (path, text, place) in [
        ("templates/note.html", "{{ article.", "note.html:1:12"),
        ("templates/note.html", "{{ there.is.no.such.thing }}", "note.html:1:4"),
        ("rutter.toml", "title = 3", "rutter.toml:1:9"),
    ] {
        vault.write(path, text);
        vault.build_with(&[]).is_stopped_with(&[place]);
        vault.build_with(&["-q"]).is_stopped_with(&[place]);
        assert_eq!(vault.published(), before, "{path}: {text}");
        vault.write(path, if path.ends_with("toml") { "" } else { "fine" });
    }
    vault.build_with(&["--jobs", "0"]).is_stopped_with(&["--jobs"]);
    vault.build_with(&["--no-such-option"]).is_stopped_with(&["--no-such-option"]);
    assert_eq!(vault.published(), before);
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one_and_the_next_is_clean() {
    let vault = varied();
    let new = {
        vault.build();
        vault.published()
    };
    let text = fs::read_to_string(vault.path("n1.md")).unwrap();
    for step in 0..12 {
        vault.write("n1.md", "# Old\n");
        vault.write("gone.md", "# Gone\n");
        vault.build();
        let old = vault.published();
        assert_ne!(old, new);
        vault.write("n1.md", &text);
        fs::remove_file(vault.path("gone.md")).unwrap();
        let mut child = vault.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(step * 12));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = vault.published();
        assert!(now == old || now == new, "half a site is published after {step}");
    }
    vault.build();
    assert_eq!(vault.published(), new);
}

/// Builds into a fresh folder by a changed command and returns what is there.
fn built_by(
    vault: &Vault,
    change: impl Fn(&mut Command) -> &mut Command,
) -> std::collections::BTreeMap<String, Vec<u8>> {
    fs::remove_dir_all(vault.out()).ok();
    let mut command = vault.command();
    let built = vault.ran(change(&mut command));
    assert_eq!(built.code(), 0, "{}", built.said());
    vault.published()
}

#[test]
fn the_output_is_the_same_however_it_is_built() {
    let vault = varied();
    let first = built_by(&vault, |command| command);
    assert!(first.len() > 100, "{}", first.len());
    for (what, now) in [
        ("again", built_by(&vault, |command| command)),
        ("one thread", built_by(&vault, |command| command.args(["--jobs", "1"]))),
        ("two threads", built_by(&vault, |command| command.args(["--jobs", "2"]))),
        ("nine threads", built_by(&vault, |command| command.args(["--jobs", "9"]))),
        ("working directory", built_by(&vault, |command| command.current_dir("/"))),
        ("time zone", built_by(&vault, |command| command.env("TZ", "Pacific/Kiritimati"))),
        ("locale", built_by(&vault, |command| command.env("LANG", "tr_TR.UTF-8").env("LC_ALL", "C"))),
        ("no environment", built_by(&vault, |command| command.env_clear())),
        ("quiet", built_by(&vault, |command| command.arg("-q"))),
        ("verbose", built_by(&vault, |command| command.arg("-v"))),
    ] {
        assert_eq!(now.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "{what}");
        let different: Vec<_> = now.iter().filter(|(path, bytes)| first[*path] != **bytes).collect();
        assert!(different.is_empty(), "{what} changes {:?}", different.first());
    }
}

#[test]
fn a_relative_root_makes_the_same_site() {
    let vault = varied();
    let first = built_by(&vault, |command| command);
    let mut command = rutter(&["build", "-o", "../out"]);
    assert_eq!(vault.ran(command.current_dir(vault.path(""))).code(), 0);
    assert_eq!(vault.published(), first);
}

#[cfg(unix)]
#[test]
fn the_umask_changes_no_byte() {
    let vault = varied();
    let first = built_by(&vault, |command| command);
    let run = "umask 077; exec \"$0\" build \"$1\" -o \"$2\"";
    let mut command = Command::new("sh");
    command.args(["-c", run, env!("CARGO_BIN_EXE_rutter")]).arg(vault.path("")).arg(vault.out());
    fs::remove_dir_all(vault.out()).unwrap();
    assert_eq!(vault.ran(&mut command).code(), 0);
    assert_eq!(vault.published(), first);
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let forwards = varied();
    forwards.build();
    let backwards = vault();
    for (path, bytes) in tree(&forwards.path("")).into_iter().rev() {
        backwards.write(&path, bytes);
    }
    let built = backwards.build();
    assert_eq!(backwards.published(), forwards.published());
    assert!(built.said().contains("problem") || built.count("missing-note") > 0, "{}", built.said());
}

#[test]
fn problems_are_the_same_on_every_run() {
    let vault = varied();
    let said = |jobs: &str| {
        let built = vault.build_with(&["-v", "--jobs", jobs]);
        let said = built.said();
        let (problems, _) = said.rsplit_once("\n\n").unwrap();
        problems.to_string()
    };
    let first = said("1");
    assert!(first.matches("error[").count() > 10, "{first}");
    for run in 0..30 {
        assert_eq!(said(if run % 2 == 0 { "4" } else { "1" }), first);
    }
}

#[test]
fn the_exit_code_does_not_depend_on_how_much_is_said() {
    for (text, codes) in [("# Fine\n", [0, 0]), ("[[missing]]\n", [0, 1]), ("[x](gone.md)\n", [0, 1])] {
        let vault = vault().file("a.md", text);
        for say in [&[][..], &["-q"], &["-v"], &["--timings"]] {
            let code = |strict: &[&str]| vault.build_with(&[strict, say].concat()).code();
            assert_eq!([code(&[]), code(&["--strict"])], codes, "{text} {say:?}");
        }
    }
}

#[test]
fn a_quiet_build_says_nothing_but_faults() {
    let vault = vault().file("a.md", "[[missing]]\n");
    assert_eq!(vault.build_with(&["-q"]).said(), "");
    assert_eq!(vault.build_with(&["-q", "--strict"]).said(), "");
    vault.build_with(&["-q", "--config", "nowhere.toml"]).is_stopped_with(&["nowhere.toml"]);
}

#[test]
fn every_step_says_what_it_took() {
    let said = vault().file("a.md", "# A\n").build_with(&["--timings"]).said();
    let table = said.lines().skip_while(|line| !line.contains("reading"));
    let steps: Vec<&str> = table.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        steps,
        ["reading", "compiling", "linking", "planning", "rendering", "printing", "all"],
        "{said}"
    );
}

#[test]
fn only_recorded_files_are_removed() {
    let vault = vault().file("a.md", "# A\n").file("b.md", "# B\n");
    vault.build();
    fs::write(vault.out().join("CNAME"), "x.example").unwrap();
    fs::write(vault.out().join("b/mine.txt"), "mine").unwrap();
    fs::remove_file(vault.path("b.md")).unwrap();
    vault.build();
    let files = vault.published();
    assert_eq!(
        (files["CNAME"].as_slice(), files["b/mine.txt"].as_slice()),
        (&b"x.example"[..], &b"mine"[..])
    );
    assert!(!files.contains_key("b/index.html"), "{:?}", files.keys());
}

#[test]
fn a_folder_of_others_is_refused_and_the_message_names_the_option() {
    let vault = vault().file("a.md", "# A\n").file("public/thesis.docx", "years of work");
    let built = vault.ran(rutter(&["build"]).arg(vault.path("")));
    built.is_stopped_with(&["public", "-o"]);
    assert_eq!(fs::read_to_string(vault.path("public/thesis.docx")).unwrap(), "years of work");
}

#[test]
fn two_notes_that_want_one_url_are_both_published_and_both_named() {
    let vault = vault()
        .file("a.md", "---\nslug: /x/\n---\nfirst words\n")
        .file("b.md", "---\nslug: /x/\n---\nsecond words\n")
        .file("c.md", "---\nslug: /X\n---\nthird words\n");
    let built = vault.build();
    built.page("/x/").has("first words");
    built.page("/x-2/").has("second words");
    built.page("/x-3/").has("third words");
    assert_eq!(built.count("slug-collision"), 2);
    built.problem_says("slug-collision", "b.md:2:7", &["`b.md` and `a.md`", "`/x-2/`"]);
}
