//! `rutter check --since REV`: only the problems that a change has brought.

use std::fs;

use crate::vault::{Built, Vault, run, rutter, tree, vault};

/// `git` in a vault; what it says.
pub(crate) fn git(vault: &Vault, arguments: &str) -> String {
    let output = run(&mut vault.shell(&format!("git {arguments}")));
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All that lies in a vault is committed.
fn commit(vault: &Vault) {
    if !vault.path(".git").exists() {
        git(vault, "init -q -b main");
    }
    git(vault, "add -A");
    git(vault, "commit -q --allow-empty -m x");
}

/// A vault in a repository of its own.
pub(crate) fn committed(vault: Vault) -> Vault {
    commit(&vault);
    vault
}

fn since(vault: &Vault, revision: &str) -> Built {
    vault.ask("check", &["--since", revision])
}

#[test]
fn only_new_problems_are_told_wherever_the_old_ones_stand_now() {
    let vault = committed(vault().file("a.md", "[[old]]\n\n[[b#No]]\n").file("b.md", "## Yes\n"));
    since(&vault, "HEAD").has_no_problems().says("0 errors, 0 warnings");
    vault.write("a.md", "New text.\n\n[[b#No]] and [[new]]\r\n\r\n[[old]]\n");
    let built = since(&vault, "HEAD");
    built.has_problem("missing-note", "a.md:3:14").says("0 errors, 1 warning");
    assert_eq!(built.code(), 0);
    assert_eq!(vault.ask("check", &["--since", "HEAD", "--strict"]).code(), 1);
    commit(&vault);
    since(&vault, "HEAD").has_no_problems();
    since(&vault, "HEAD~1").has_problem("missing-note", "a.md:3:14");
}

#[test]
fn a_change_is_told_of_at_the_notes_that_it_breaks() {
    let vault =
        committed(vault().file("a.md", "[[b#Yes]] [[c]]\n").file("b.md", "## Yes\n").file("c.md", "x\n"));
    vault.write("b.md", "## No\n");
    fs::remove_file(vault.path("c.md")).unwrap();
    let built = since(&vault, "main");
    built.has_problem("missing-anchor", "a.md:1:1").has_problem("missing-note", "a.md:1:11");
    assert_eq!(built.code(), 1);
}

#[test]
fn equal_problems_are_told_by_their_number() {
    let vault = committed(vault().file("a.md", "[[no]]\n\n[[no]]\n"));
    vault.write("a.md", "[[no]]\n\n[[no]]\n\n[[no]]\n");
    assert_eq!(since(&vault, "HEAD").count("missing-note"), 1);
    vault.write("a.md", "[[no]]\n");
    since(&vault, "HEAD").has_no_problems();
}

#[test]
fn a_renamed_note_keeps_its_problems() {
    let text = "# Pod\n\nA text that is much the same.\n\nMore of it that stays.\n\n[[no]] [t](./gone.md)\n";
    let vault = committed(vault().file("a.md", text).file("b.md", "[[Pod#No]]\n"));
    fs::create_dir(vault.path("d")).unwrap();
    fs::rename(vault.path("a.md"), vault.path("d/pod.md")).unwrap();
    since(&vault, "HEAD").has_no_problems();
    vault.write("d/pod.md", format!("{text}\n[[new]]\n"));
    let built = since(&vault, "HEAD");
    built.has_problem("missing-note", "d/pod.md:9:1").says("0 errors, 1 warning");
}

#[test]
fn the_configuration_of_today_judges_both_and_its_own_faults_may_be_new() {
    let vault = committed(vault().file("rutter.toml", "titel = \"T\"\n").file("content/a.md", "[[no]]\n"));
    vault.write("rutter.toml", "# T\ntitel = \"T\"\nlangauge = \"en\"\n[lints]\nmissing-note = \"error\"\n");
    let built = since(&vault, "HEAD");
    built.has_problem("unknown-key", "rutter.toml:3:1").says("0 errors, 1 warning");
}

#[test]
fn a_note_that_is_old_is_not_a_change() {
    let old = "---\nupdated: 2001-01-01\n---\nx\n";
    let vault = committed(vault().file("rutter.toml", "stale_after = 30\n").file("content/a.md", old));
    assert_eq!(vault.ask("check", &[]).count("stale-note"), 1);
    since(&vault, "HEAD").has_no_problems();
    vault.write("content/b.md", old);
    since(&vault, "HEAD").has_problem("stale-note", "b.md").says("0 errors, 1 warning");
}

#[test]
fn what_another_tool_declares_may_be_new_as_well() {
    let text = "nav:\n  - Home: index.md\n  - Old: old.md\n";
    let vault = committed(vault().file("mkdocs.yml", text).file("docs/index.md", "x\n"));
    since(&vault, "HEAD").has_no_problems();
    vault.write("mkdocs.yml", format!("{text}  - New: new.md\n"));
    let built = since(&vault, "HEAD");
    built.has_problem("unknown-path", "mkdocs.yml:4:10").says("0 errors, 1 warning");
}

#[test]
fn a_root_below_the_repository_is_compared_with_itself() {
    let vault = committed(
        vault()
            .file(".gitignore", "ignored.md\n")
            .file("docs/a.md", "[[no]] [[other]] ![[x/p.png]]\n")
            .file("docs/ignored.md", "[[nothing]]\n")
            .file("docs/x/p.png", "x")
            .file("other.md", "x\n"),
    );
    let check = |arguments: &[&str]| vault.ran(rutter(&["check"]).arg(vault.path("docs")).args(arguments));
    check(&["--since", "HEAD"]).has_no_problems();
    fs::remove_file(vault.path("docs/x/p.png")).unwrap();
    let built = check(&["--since", "HEAD"]);
    built.has_problem("missing-asset", "a.md:1:18").says("1 error, 0 warnings");
}

#[test]
fn a_repository_is_looked_at_and_not_touched() {
    let vault = committed(vault().file("a.md", "x\n").file("b.md", "x\n"));
    vault.write("a.md", "[[new]]\n");
    vault.write("c.md", "x\n");
    git(&vault, "add c.md");
    vault.write(".git/hooks/post-checkout", "#!/bin/sh\ntouch ran\n");
    let before = tree(&vault.path(""));
    since(&vault, "HEAD");
    assert!(tree(&vault.path("")) == before, "every file is as it was, those of git too");
}

#[cfg(unix)]
#[test]
fn a_program_among_the_notes_is_not_run_and_links_out_of_the_vault_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let vault = vault().file("a.md", "[[no]]\n").file("git", "#!/bin/sh\ntouch ran\nexit 1\n");
    fs::set_permissions(vault.path("git"), PermissionsExt::from_mode(0o755)).unwrap();
    symlink("/etc/passwd", vault.path("b.md")).unwrap();
    commit(&vault);
    let path = std::env::join_paths([vault.path(""), "/usr/bin".into(), "/bin".into()]).unwrap();
    let mut command = rutter(&["check", "--since", "HEAD"]);
    vault.ran(command.arg(vault.path("")).env("PATH", path)).has_no_problems();
    assert!(!vault.path("ran").exists());
}

#[test]
fn a_revision_that_is_not_there_is_told() {
    let vault = vault().file("a.md", "x\n");
    since(&vault, "HEAD").is_stopped_with(&["is in no git repository"]);
    commit(&vault);
    for revision in ["nowhere", "--all", "", "HEAD:a.md"] {
        let mut command = rutter(&["check", &format!("--since={revision}")]);
        vault.ran(command.arg(vault.path(""))).is_stopped_with(&["there is no revision", "origin/main"]);
    }
}

#[test]
fn a_shallow_clone_is_told_what_to_do() {
    let vault = committed(vault().file("a.md", "x\n"));
    commit(&vault);
    let to = vault.path("clone");
    git(&vault, "clone -q --depth 1 \"file://$PWD\" clone");
    let mut command = rutter(&["check", "--since", "HEAD~1"]);
    vault.ran(command.arg(&to)).is_stopped_with(&["the clone is shallow", "`fetch-depth: 0`"]);
    vault.ran(rutter(&["check", "--since", "HEAD", "-v"]).arg(&to)).has_no_problems();
}

#[test]
fn a_hook_can_run_it() {
    let vault = committed(vault().file("docs/a.md", "x\n"));
    vault.write("docs/a.md", "[[new]]\n");
    let mut command = rutter(&["check", "docs", "--since", "HEAD"]);
    command.current_dir(vault.path("")).env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index");
    let ran = vault.ran(&mut command);
    assert!(ran.said().contains("missing-note") && ran.said().contains("1 warning"), "{}", ran.said());
}

#[test]
fn what_notes_show_of_other_files_is_compared_with_what_it_was() {
    let text = "--8<-- \"m.py:one\"\n\n![[d.yaml#Pod/web]]\n\n--8<-- \"m.py:never\"\n";
    let pod = |name: &str| format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n");
    let vault = committed(
        vault().file("a.md", text).file("m.py", "# --8<-- [start:one]\nx\n").file("d.yaml", pod("web")),
    );
    since(&vault, "HEAD").has_no_problems();
    vault.write("m.py", "x\n");
    vault.write("d.yaml", pod("other"));
    let built = since(&vault, "HEAD");
    built.has_problem("missing-include", "a.md:1:1").has_problem("missing-anchor", "a.md:3:1");
    assert_eq!(built.count("missing-include"), 1, "{}", built.said());
}

/// A vault whose folder `docs/sub` is another repository, of one note with a problem.
fn with_submodule() -> Vault {
    let vault = vault().file("home/other/s.md", "[[no]] ![[x.png]]\n").file("home/other/x.png", "x");
    git(&vault, "init -q -b main home/other");
    git(&vault, "-C home/other add -A");
    git(&vault, "-C home/other commit -q -m x");
    vault.write(".gitignore", "home\n");
    vault.write("docs/a.md", "[[s]]\n");
    git(&vault, "init -q -b main");
    git(&vault, "-c protocol.file.allow=always submodule --quiet add ./home/other docs/sub");
    commit(&vault);
    vault
}

#[test]
fn notes_of_a_submodule_are_compared_with_the_commit_it_was_at() {
    let vault = with_submodule();
    since(&vault, "HEAD").has_no_problems();
    let below = |revision| vault.ran(rutter(&["check", "--since", revision]).arg(vault.path("docs")));
    below("HEAD").has_no_problems();
    vault.write("docs/sub/s.md", "[[no]] ![[x.png]] [[new]]\n");
    below("HEAD").has_problem("missing-note", "sub/s.md:1:19").says("0 errors, 1 warning");
    git(&vault, "-C docs/sub commit -q -a -m y");
    commit(&vault);
    since(&vault, "HEAD").has_no_problems();
    since(&vault, "HEAD~1").has_problem("missing-note", "sub/s.md:1:19").says("0 errors, 1 warning");
}

#[test]
fn a_submodule_that_lacks_its_old_commit_is_told_and_one_that_is_not_checked_out_has_nothing_new() {
    let vault = with_submodule();
    git(&vault, "clone -q \"file://$PWD\" home/clone");
    vault.ran(rutter(&["check", "--since", "HEAD"]).arg(vault.path("home/clone"))).has_no_problems();
    git(&vault, "clone -q \"file://$PWD/home/other\" home/clone/docs/sub");
    git(&vault, "-C home/clone/docs/sub checkout -q --orphan new");
    git(&vault, "-C home/clone/docs/sub commit -q -m z");
    fs::remove_dir_all(vault.path("home/clone/docs/sub/.git/objects/pack")).unwrap();
    for entry in fs::read_dir(vault.path("home/clone/docs/sub/.git/objects")).unwrap() {
        fs::remove_dir_all(entry.unwrap().path()).unwrap();
    }
    let mut command = rutter(&["check", "--since", "HEAD"]);
    let ran = vault.ran(command.arg(vault.path("home/clone")));
    ran.is_stopped_with(&["the submodule `docs/sub` does not have the commit", "`HEAD`", "`fetch-depth: 0`"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_not_new() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let vault = vault().file("a.md", "x\n");
    fs::write(vault.path("").join(OsStr::from_bytes(b"b\xFF.md")), "x\n").unwrap();
    assert_eq!(vault.ask("check", &[]).count("bad-file"), 1);
    commit(&vault);
    since(&vault, "HEAD").has_no_problems();
    fs::write(vault.path("").join(OsStr::from_bytes(b"c\xFF.md")), "x\n").unwrap();
    assert_eq!(since(&vault, "HEAD").count("bad-file"), 1);
}

#[test]
fn nothing_is_repaired_for_a_revision_that_is_not_there() {
    let vault = committed(vault().file("a.md", "[[Pod_Life]]\n").file("pod-life.md", "x\n"));
    vault.ask("check", &["--fix", "--since", "nowhere"]).is_stopped_with(&["there is no revision"]);
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), "[[Pod_Life]]\n");
}
