//! The ordinary course: a site appears, is replaced, and is the same every time.

use std::fs;

use rutter::host::publish::{Origin, Published};

use crate::place::*;

#[test]
fn a_fresh_output_is_made_with_its_parents() {
    let mut place = Place::new();
    place.out = place.root.path().join("deep/er/public");
    let published = place.publish(OLD).unwrap();
    let expected = Published { files: 4, bytes: 21 };
    assert_eq!(published, expected);
    assert_eq!(fs::read_to_string(place.out.join("a/index.html")).unwrap(), "old a");
    assert_eq!(fs::read_dir(place.out.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn the_record_lists_every_file_in_path_order() {
    let place = Place::with_old_site();
    let record = fs::read_to_string(place.out.join(".rutter")).unwrap();
    let lines: Vec<&str> = record.lines().skip(1).collect();
    assert_eq!(lines, ["a/index.html", "gone/page/index.html", "index.html", "style.css"]);
}

#[test]
fn a_rebuild_replaces_the_site_and_removes_what_is_gone() {
    let place = Place::with_old_site();
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, &[]));
    assert!(!place.out.join("gone").exists());
    place.assert_tidy();
}

#[test]
fn a_rebuild_on_a_disk_does_the_same() {
    let mut place = Place::new();
    let disk = tempfile::tempdir().unwrap();
    place.out = disk.path().join("public");
    place.publish(OLD).unwrap();
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, &[]));
}

#[test]
fn a_folder_that_is_empty_may_be_written() {
    let place = Place::new();
    fs::create_dir(&place.out).unwrap();
    place.publish(OLD).unwrap();
    assert_eq!(tree(&place.out), expected(OLD, &[]));
}

#[test]
fn file_order_does_not_matter() {
    let place = Place::new();
    let reversed: Vec<_> = OLD.iter().rev().copied().collect();
    place.publish(&reversed).unwrap();
    assert_eq!(tree(&place.out), expected(OLD, &[]));
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let place = Place::new();
    let before: Site = &[("a", "file"), ("b/c/d", "file in a folder")];
    let after: Site = &[("a/b", "file in a folder"), ("b", "file")];
    for foreign in [&[][..], &[("CNAME", "example.org")]] {
        place.publish(before).unwrap();
        foreign.iter().for_each(|(path, text)| place.put(path, text));
        place.publish(after).unwrap();
        assert_eq!(tree(&place.out), expected(after, foreign));
    }
}

#[test]
fn files_of_the_vault_are_copied() {
    let place = Place::new();
    let picture = place.vault.join("picture.png");
    publish_with(&place.out, &place.vault, &[("p.png", "")], |_| Ok(Origin::File(picture.clone()))).unwrap();
    let copied = fs::read(place.out.join("p.png")).unwrap();
    assert_eq!(copied, fs::read(&picture).unwrap());
}

#[cfg(unix)]
#[test]
fn copies_have_ordinary_permissions_and_the_folder_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_old_site();
    let picture = place.vault.join("picture.png");
    fs::set_permissions(&picture, PermissionsExt::from_mode(0o400)).unwrap();
    fs::set_permissions(&place.out, PermissionsExt::from_mode(0o2771)).unwrap();
    let site: Site = &[("p.png", "copy"), ("index.html", "write")];
    publish_with(&place.out, &place.vault, site, |text| match text {
        "copy" => Ok(Origin::File(picture.clone())),
        _ => Ok(Origin::Bytes(vec![])),
    })
    .unwrap();
    let mode = |name: &str| fs::metadata(place.out.join(name)).unwrap().permissions().mode();
    assert_eq!(mode("p.png"), mode("index.html"));
    assert_eq!(mode("") & 0o7777, 0o2771);
}

#[test]
fn an_output_behind_a_symlink_is_written_and_the_link_stays() {
    let place = Place::new();
    let target = place.root.path().join("elsewhere");
    fs::create_dir(&target).unwrap();
    std::os::unix::fs::symlink(&target, &place.out).unwrap();
    place.publish(OLD).unwrap();
    place.publish(NEW).unwrap();
    assert!(place.out.is_symlink());
    assert_eq!(tree(&target), expected(NEW, &[]));
    assert_eq!(fs::read_dir(place.root.path()).unwrap().count(), 2);
}

#[test]
fn an_empty_site_and_names_of_every_kind_can_be_published() {
    let place = Place::new();
    let names: Site = &[("ü/你好 🚀.html", "1"), ("a\nb", "2"), ("c\\d", "3"), (".nojekyll", "")];
    place.publish(names).unwrap();
    place.put("CNAME", "example.org");
    place.publish(names).unwrap();
    assert_eq!(tree(&place.out), expected(names, &[("CNAME", "example.org")]));
    place.publish(&[]).unwrap();
    assert_eq!(tree(&place.out), expected(&[], &[("CNAME", "example.org")]));
}
