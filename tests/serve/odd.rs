//! Vaults with what is no plain file, or lies where it is not looked for.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::thread;
use std::time::Duration;

use crate::following::{chart, is_as_built};
use crate::preview::{preview, preview_of};
use crate::vault::{Vault, vault};

fn shell(vault: &Vault, line: &str) {
    assert!(vault.shell(line).output().unwrap().status.success(), "{line}");
}

#[test]
fn what_has_the_name_of_a_note_and_is_none_holds_nothing_up() {
    let vault = chart().file("content/folder.md/inside.md", "# Inside\n");
    shell(&vault, "mkfifo content/early.md");
    let preview = preview(&vault);
    is_as_built(&preview, &vault);
    shell(&vault, "mkfifo content/late.md");
    let _socket = UnixListener::bind(vault.path("content/socket.md")).unwrap();
    symlink("nowhere.md", vault.path("content/dangling.md")).unwrap();
    fs::create_dir(vault.path("content/empty.md")).unwrap();
    is_as_built(&preview, &vault);
    fs::remove_file(vault.path("content/Anchor.md")).unwrap();
    shell(&vault, "mkfifo content/Anchor.md");
    is_as_built(&preview, &vault);
    assert_eq!(preview.get("/anchor/").status, 404);
    fs::remove_file(vault.path("content/Anchor.md")).unwrap();
    vault.write("content/Anchor.md", "# Anchor\n");
    is_as_built(&preview, &vault);
}

#[test]
fn a_note_that_is_a_link_follows_what_it_leads_to() {
    let vault = chart().file("elsewhere/deep/real.md", "# Real\n").file("elsewhere/other.md", "# Other\n");
    symlink("../elsewhere/deep/real.md", vault.path("content/Link.md")).unwrap();
    symlink("Anchor.md", vault.path("content/Twin.md")).unwrap();
    let preview = preview(&vault);
    is_as_built(&preview, &vault);
    vault.write("elsewhere/deep/real.md", "# Real two\n");
    is_as_built(&preview, &vault);
    assert!(preview.get("/link/").text().contains("Real two"));
    vault.write("content/Anchor.md", "# Both\n");
    is_as_built(&preview, &vault);
    assert!(preview.get("/twin/").text().contains("Both"));
    fs::remove_file(vault.path("content/Link.md")).unwrap();
    symlink("../elsewhere/other.md", vault.path("content/Link.md")).unwrap();
    is_as_built(&preview, &vault);
    vault.write("elsewhere/other.md", "# Other two\n");
    is_as_built(&preview, &vault);
}

#[test]
fn what_git_ignores_above_the_root_is_followed() {
    let outer = vault().file("docs/a.md", "# A\n").file("docs/b.md", "# B\n").file("docs/c.md", "# C\n");
    shell(&outer, "git init -q");
    let mut preview = preview_of(&outer, "docs");
    assert_eq!(preview.get("/b/").status, 200);
    outer.write("unrelated.txt", "x");
    outer.write("docs/a.md", "# Other\n");
    preview.wait_for(|said| said.contains("a.md: 1 note compiled"));
    outer.write(".gitignore", "docs/b.md\n");
    preview.wait_for(|said| said.matches(" compiled, ").count() == 2);
    assert_eq!((preview.get("/b/").status, preview.get("/c/").status), (404, 200));
}

#[test]
fn the_output_inside_of_the_source_is_no_part_of_it() {
    let vault = vault().file("a.md", "# A\n\n[[b]]\n").file("b.md", "# B\n");
    let mut preview = preview(&vault);
    shell(&vault, "rutter build . && rutter build . -o site && rutter build .");
    vault.write("a.md", "# Other\n\n[[b]]\n");
    preview.wait_for(|said| said.contains(" compiled, "));
    is_as_built(&preview, &vault);
    assert_eq!(preview.get("/public/b/").status, 404);
    assert_eq!(preview.get("/site/b/").status, 404);
    thread::sleep(Duration::from_millis(300));
    let rounds = preview.said().matches(" compiled, ").count();
    shell(&vault, "rutter build .");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.said().matches(" compiled, ").count(), rounds, "{}", preview.said());
}
