//! Row 29: git is asked, but never one that a vault brings, and never about a history that was cut off.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::vault::{Vault, vault};

/// Runs git in a folder; false where there is none.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=T", "-c", "user.email=t@x.example", "-c", "commit.gpgsign=false"]);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("GIT_COMMITTER_DATE", "2020-02-03T12:00:00Z").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.status().is_ok_and(|status| status.success())
}

fn repository() -> Option<Vault> {
    let vault = vault().file("a.md", "# A\n");
    let root = vault.path("");
    let made =
        git(&root, &["init", "-q"]) && git(&root, &["add", "."]) && git(&root, &["commit", "-qm", "1"]);
    made.then_some(vault)
}

#[test]
fn pages_say_when_they_were_last_changed() {
    let Some(vault) = repository() else { return };
    vault.build().page("/a/").has("2020-02-03");
}

#[cfg(unix)]
#[test]
fn row_29_a_git_in_the_vault_is_not_executed() {
    use std::os::unix::fs::PermissionsExt;
    let Some(vault) = repository() else { return };
    let root = vault.path("");
    for name in ["git", "bin/git"] {
        vault.write(name, "#!/bin/sh\ntouch \"$(dirname \"$0\")/../executed\" executed\n");
        fs::set_permissions(vault.path(name), PermissionsExt::from_mode(0o755)).unwrap();
    }
    let real = std::env::var("PATH").unwrap();
    let (here, bin) = (root.display(), vault.path("bin"));
    for path in
        [format!(".:bin:{real}"), format!("{here}:{}:{real}", bin.display()), format!("{here}/./bin:{real}")]
    {
        let built = vault.ran(vault.command().env("PATH", &path).current_dir(&root));
        assert_eq!(built.code(), 0, "{}", built.said());
        assert!(!vault.path("executed").exists() && !vault.path("../executed").exists(), "{path}");
        built.page("/a/").has("2020-02-03");
    }
    let built = vault.ran(vault.command().env("PATH", ".:bin").current_dir(&root));
    assert!(!vault.path("executed").exists());
    built.page("/a/").lacks("2020-02-03");
}

#[test]
fn row_29_what_a_repository_configures_is_not_executed() {
    let Some(vault) = repository() else { return };
    let root = vault.path("");
    let mark = format!("touch {}", vault.path("executed").display());
    for key in
        ["core.fsmonitor", "core.pager", "diff.external", "pager.log", "gpg.program", "core.sshCommand"]
    {
        assert!(git(&root, &["config", key, &mark]));
    }
    assert!(git(&root, &["config", "log.showSignature", "true"]));
    vault.write(".gitattributes", "*.md diff=evil\n");
    assert!(git(&root, &["config", "diff.evil.textconv", &mark]));
    vault.build().page("/a/").has("2020-02-03");
    assert!(!vault.path("executed").exists());
}

#[test]
fn row_29_a_shallow_clone_has_no_dates_and_a_note_says_so() {
    let Some(origin) = repository() else { return };
    let clone = vault();
    let from = format!("file://{}", origin.path("").display());
    fs::remove_dir_all(clone.path("")).unwrap();
    if !git(&clone.path(".."), &["clone", "-q", "--depth", "1", &from, "vault"]) {
        return;
    }
    let quiet = clone.build_with(&["--strict"]);
    assert_eq!((quiet.code(), quiet.count("shallow-history")), (0, 0), "{}", quiet.said());
    let built = clone.build_with(&["-v"]);
    assert_eq!(built.count("shallow-history"), 1, "{}", built.said());
    built.page("/a/").lacks("2020-02-03");
    assert_eq!(clone.ask("check", &["--format", "github"]).answered(), "");
    let told = clone.ask("check", &["--format", "json", "-v"]).answered();
    assert!(told.contains("\"shallow-history\"") && told.contains("\"path\": \".\""), "{told}");
}

#[test]
fn row_29_a_broken_repository_is_no_reason_to_fail() {
    for (file, text) in
        [(".git", "gitdir: /nowhere\n"), (".git/HEAD", "nonsense"), (".git/config", "[broken")]
    {
        vault().file("a.md", "# A\n").file(file, text).build().page("/a/");
    }
}
