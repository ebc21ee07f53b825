//! Folders that are never written, and what the message says.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::place::*;

/// Refused, with a message that names the option, and nothing has changed.
fn assert_refused(place: &Place, out: &Path) {
    let before = tree(place.root.path());
    let message = message(publish(out, &place.vault, NEW));
    assert!(message.contains("-o"), "{message}");
    assert_eq!(tree(place.root.path()), before, "{message}");
}

#[test]
fn a_folder_with_files_of_others() {
    let place = Place::new();
    place.put("thesis.txt", "ten years of work");
    assert_refused(&place, &place.out);
    assert!(message(place.publish(NEW)).contains("thesis.txt"));
}

#[test]
fn the_notes_and_every_folder_above_them() {
    let place = Place::new();
    assert_refused(&place, &place.vault);
    assert_refused(&place, place.root.path());
    let vault = place.root.path().join("empty");
    fs::create_dir(&vault).unwrap();
    assert!(message(publish(&vault, &vault, NEW)).contains("-o"));
}

#[test]
fn the_root_and_the_home_folder() {
    let place = Place::new();
    assert_refused(&place, Path::new("/"));
    assert_refused(&place, &std::env::home_dir().unwrap());
}

#[test]
fn a_symlink_is_judged_by_its_target() {
    let place = Place::new();
    for target in ["/", ".", "thesis"] {
        fs::create_dir_all(place.vault.join("thesis/chapter")).unwrap();
        symlink(target, &place.out).unwrap();
        assert_refused(&place, &place.out);
        fs::remove_file(&place.out).unwrap();
    }
}

#[test]
fn a_symlink_to_nothing_and_a_file() {
    let place = Place::new();
    symlink("nowhere", &place.out).unwrap();
    assert!(message(place.publish(NEW)).contains("symbolic link to nothing"));
    assert_refused(&place, &place.vault.join("picture.png"));
}

#[test]
fn a_path_that_names_no_folder() {
    let place = Place::new();
    for out in ["", "missing/.."] {
        assert!(publish(Path::new(out), &place.vault, NEW).is_err(), "{out}");
    }
}

#[test]
fn files_of_the_site_that_bear_a_name_of_ours() {
    let place = Place::with_old_site();
    for name in [".rutter", ".rutter.staging/x", ".git/config", ""] {
        assert!(place.publish(&[(name, "")]).is_err(), "{name}");
    }
    assert_eq!(tree(&place.out), expected(OLD, &[]));
    place.assert_tidy();
}
