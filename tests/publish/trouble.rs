//! Builds that fail: the site before stays byte for byte, nothing is left behind, the message is clear.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rutter::host::publish::{Origin, PublishError};

use crate::place::*;
use crate::sharing::small_disk;

/// The outcome is an error, and the old site of the place stands as it stood.
fn assert_unharmed(place: &Place, outcome: Outcome) -> String {
    let message = message(outcome);
    assert_eq!(tree(&place.out), expected(OLD, &[]), "{message}");
    place.assert_tidy();
    message
}

#[test]
fn an_error_of_the_content_is_passed_on() {
    let place = Place::with_old_site();
    let outcome = publish_with(&place.out, &place.vault, NEW, |text| match text {
        "new c" => Err("no such template".to_string()),
        text => Ok(Origin::Bytes(text.into())),
    });
    assert!(matches!(outcome, Err(PublishError::Content(_))));
    assert_eq!(assert_unharmed(&place, outcome), "no such template");
}

#[test]
fn of_several_errors_the_first_in_path_order_is_reported() {
    let place = Place::with_old_site();
    for _ in 0..20 {
        let outcome = publish_with(&place.out, &place.vault, NEW, |text| Err(text.to_string()));
        assert_eq!(assert_unharmed(&place, outcome), "new a");
    }
}

#[test]
fn a_first_build_that_fails_leaves_nothing_not_even_parents() {
    let place = Place::new();
    let out = place.root.path().join("deep/er/public");
    let outcome = publish_with(&out, &place.vault, NEW, |_| Err("no".to_string()));
    assert_eq!(message(outcome), "no");
    assert!(!place.root.path().join("deep").exists());
}

#[test]
fn a_panic_in_the_content_leaves_nothing() {
    let place = Place::with_old_site();
    let build = || publish_with(&place.out, &place.vault, NEW, |_| panic!("on purpose"));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(build)).is_err());
    assert_eq!(tree(&place.out), expected(OLD, &[]));
    place.assert_tidy();
}

#[test]
fn copies_of_what_is_no_file_are_faults_that_name_it() {
    let place = Place::with_old_site();
    let fifo = place.root.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    for from in [Path::new("/no/such/file"), place.root.path(), &fifo] {
        let outcome = publish_with(&place.out, &place.vault, NEW, |_| Ok(Origin::File(from.to_path_buf())));
        let message = assert_unharmed(&place, outcome);
        assert!(message.contains(from.to_str().unwrap()), "{message}");
    }
}

#[test]
fn a_file_and_a_folder_of_one_name_cannot_both_be() {
    let place = Place::with_old_site();
    let outcome = place.publish(&[("a", "file"), ("a/b", "file in a folder")]);
    assert!(assert_unharmed(&place, outcome).contains("cannot write"));
}

#[test]
fn a_file_where_staging_belongs_is_a_fault() {
    let place = Place::with_old_site();
    fs::write(place.vault.join(".public.rutter"), "mine").unwrap();
    assert!(message(place.publish(NEW)).contains("cannot make the folder"));
    assert_eq!(tree(&place.out), expected(OLD, &[]));
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let mut place = Place::new();
    let Some(_disk) = small_disk(&place.vault) else {
        return;
    };
    place.out = place.vault.join("public");
    place.publish(OLD).unwrap();
    let big = "x".repeat(40_000);
    let outcome = place.publish(&[("a", &big), ("b", &big), ("c", "")]);
    let message = assert_unharmed(&place, outcome);
    assert!(message.contains("No space left on device"), "{message}");
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, &[]));
}

/// Runs the test `limited_build` of this file in a shell that has set itself a limit.
fn build_under(limit: &str, place: &Place) -> String {
    let test = std::env::current_exe().unwrap();
    let run = format!("{limit}; exec '{}' --exact trouble::limited_build --nocapture", test.display());
    let output =
        Command::new("sh").args(["-c", &run]).env("RUTTER_TEST_VAULT", &place.vault).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Not a test by itself: the build of the tests below.
#[test]
fn limited_build() {
    let Some(vault) = std::env::var_os("RUTTER_TEST_VAULT") else {
        return;
    };
    let vault = Path::new(&vault);
    let big = "x".repeat(40_000);
    let outcome = publish(&vault.join("public"), vault, &[("b/c/index.html", &big)]);
    println!("outcome: {outcome:?}");
}

#[test]
fn a_file_that_may_not_grow_leaves_the_old_site() {
    let place = Place::with_old_site();
    let said = build_under("trap '' XFSZ; ulimit -f 8", &place);
    assert!(said.contains("File too large") && said.contains("write"), "{said}");
    assert_eq!(tree(&place.out), expected(OLD, &[]));
    place.assert_tidy();
}

#[test]
fn the_umask_changes_no_byte() {
    let place = Place::with_old_site();
    build_under("umask 077", &place);
    let big = "x".repeat(40_000);
    assert_eq!(tree(&place.out), expected(&[("b/c/index.html", &big)], &[]));
}

#[test]
fn too_many_open_files_leave_the_old_site() {
    let place = Place::with_old_site();
    let refused: Vec<bool> = (5..10).map(|limit| is_refused(&place, limit)).collect();
    assert!(refused.contains(&true), "{refused:?}");
}

fn is_refused(place: &Place, limit: u32) -> bool {
    let said = build_under(&format!("ulimit -n {limit}"), place);
    place.assert_tidy();
    let refused = said.contains("Too many open files");
    if refused {
        assert_eq!(tree(&place.out), expected(OLD, &[]), "{said}");
    }
    place.publish(OLD).unwrap();
    refused
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_may_not_be_written_is_a_fault() {
    let place = Place::new();
    // Even the superuser makes no folders in /proc.
    let message = message(publish(Path::new("/proc/rutter/public"), &place.vault, NEW));
    assert!(message.contains("/proc/"), "{message}");
}

/// Not a test by itself: builds of somebody whom permissions hold, in a folder of their own.
#[test]
fn build_into_a_protected_folder() {
    let Some(vault) = std::env::var_os("RUTTER_TEST_PROTECTED") else {
        return;
    };
    let vault = Path::new(&vault);
    let (out, left) = (vault.join("public"), vault.join(".public.rutter"));
    publish(&out, vault, OLD).unwrap();
    protect(&out, true);
    let message = message(publish(&out, vault, NEW));
    assert!(message.contains("public`: Permission denied"), "{message}");
    assert!(!left.exists(), "the staged site is left behind");
    protect(&out, false);
    assert_eq!(tree(&out), expected(OLD, &[]));
    // What a build that was killed has left.
    fs::create_dir_all(left.join("site/sub")).unwrap();
    fs::write(left.join("site/sub/index.html"), "old").unwrap();
    ["site/sub", "site"].iter().for_each(|folder| protect(&left.join(folder), true));
    publish(&out, vault, NEW).unwrap();
    assert!(!left.exists(), "what an earlier build left is still there");
    assert_eq!(tree(&out), expected(NEW, &[]));
}

fn protect(folder: &Path, protected: bool) {
    let mode = if protected { 0o555 } else { 0o755 };
    fs::set_permissions(folder, PermissionsExt::from_mode(mode)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_protected_output_is_a_fault_and_no_protected_staging_is_left() {
    let place = Place::new();
    // Not the path of the tests: it may lead through folders of the superuser.
    let mut build = Command::new("/proc/self/exe");
    build.args(["--exact", "trouble::build_into_a_protected_folder", "--nocapture"]);
    build.env("RUTTER_TEST_PROTECTED", &place.vault);
    let is_superuser = fs::metadata(place.root.path()).unwrap().uid() == 0;
    if is_superuser {
        let nobody = 65534;
        for folder in [place.root.path(), &place.vault] {
            chown(folder, Some(nobody), None).unwrap();
        }
        build.uid(nobody);
    }
    let output = build.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
