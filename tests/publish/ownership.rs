//! Hostile records: what says it is ours, and is not.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::place::*;

/// Publishes over an output whose record is replaced by `record`; it must be refused, unharmed.
fn assert_not_ours(record: &[u8]) {
    let place = Place::with_old_site();
    fs::write(place.root.path().join("precious"), "outside").unwrap();
    fs::write(place.out.join(".rutter"), record).unwrap();
    let before = tree(place.root.path());
    let message = message(place.publish(NEW));
    assert!(message.contains("-o") && message.contains(".rutter"), "{message}");
    assert_eq!(tree(place.root.path()), before);
}

fn version_line() -> String {
    let place = Place::with_old_site();
    let record = fs::read_to_string(place.out.join(".rutter")).unwrap();
    record.lines().next().unwrap().to_string()
}

#[test]
fn a_record_with_paths_that_lead_out_is_not_ours() {
    for path in ["../../precious", "/etc/passwd", "a/../../../precious", ".git/config", "a//b"] {
        assert_not_ours(format!("{}\nindex.html\n{path}\n", version_line()).as_bytes());
    }
}

#[test]
fn a_record_of_another_version_or_of_garbage_is_not_ours() {
    assert_not_ours(b"");
    assert_not_ours(b"rutter 999\nindex.html\n");
    assert_not_ours(b"\xff\xfe\0\0");
    assert_not_ours(&b"x".repeat(1 << 20));
    assert_not_ours(format!("{}\nindex.htm", version_line()).as_bytes());
}

#[test]
fn a_record_that_is_no_file_is_not_ours() {
    let place = Place::with_old_site();
    let record = place.out.join(".rutter");
    let kept = place.root.path().join("record");
    fs::rename(&record, &kept).unwrap();

    symlink(&kept, &record).unwrap();
    assert!(message(place.publish(NEW)).contains("-o"));
    fs::remove_file(&record).unwrap();

    let made = Command::new("mkfifo").arg(&record).status().unwrap();
    assert!(made.success());
    assert!(message(place.publish(NEW)).contains("-o"));
    fs::remove_file(&record).unwrap();

    fs::create_dir(&record).unwrap();
    assert!(message(place.publish(NEW)).contains("-o"));
    assert!(place.out.join("gone/page/index.html").exists());
}

#[test]
fn recorded_files_behind_a_symlink_are_left_alone() {
    let place = Place::with_old_site();
    let outside = place.root.path().join("outside");
    fs::rename(place.out.join("gone"), &outside).unwrap();
    symlink(&outside, place.out.join("gone")).unwrap();
    place.publish(NEW).unwrap();
    assert!(outside.join("page/index.html").exists());
    assert!(place.out.join("gone").is_symlink());
}

#[test]
fn a_symlink_where_a_folder_is_needed_is_refused() {
    let place = Place::with_old_site();
    let outside = place.root.path().join("outside");
    fs::create_dir(&outside).unwrap();
    symlink(&outside, place.out.join("b")).unwrap();
    let before = tree(&place.out);
    let message = message(place.publish(NEW));
    assert!(message.contains("public/b` is in the way"), "{message}");
    assert_eq!(tree(&place.out), before);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

#[test]
fn a_staging_folder_that_leads_elsewhere_is_refused() {
    let place = Place::with_old_site();
    let outside = place.root.path().join("outside");
    fs::create_dir(&outside).unwrap();
    symlink(&outside, place.vault.join(".public.rutter")).unwrap();
    assert!(message(place.publish(NEW)).contains("symbolic link"));
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}
