//! Outputs that cannot be exchanged as a folder: files of others inside, mount points.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use crate::place::*;

const CHECKOUT: Site = &[("CNAME", "example.org"), (".git/HEAD", "ref: refs/heads/pages")];

#[test]
fn what_a_checkout_holds_stays() {
    let place = Place::new();
    CHECKOUT.iter().for_each(|(path, text)| place.put(path, text));
    place.publish(OLD).unwrap();
    assert_eq!(tree(&place.out), expected(OLD, CHECKOUT));
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, CHECKOUT));
    place.assert_tidy();
}

#[test]
fn files_of_others_deep_inside_stay_with_their_folder() {
    let place = Place::with_old_site();
    let foreign: Site = &[("gone/page/mine.txt", "mine"), ("b/mine.txt", "mine too")];
    foreign.iter().for_each(|(path, text)| place.put(path, text));
    fs::create_dir(place.out.join("empty")).unwrap();
    place.publish(NEW).unwrap();
    let mut expected = expected(NEW, foreign);
    expected.insert("empty".into(), "empty folder".into());
    assert_eq!(tree(&place.out), expected);
}

#[test]
fn a_file_of_others_in_the_way_is_named_and_all_stays_as_it_was() {
    for path in ["b", "b/c/index.html", "b/c/index.html/x"] {
        let place = Place::with_old_site();
        place.put(path, "mine");
        let before = tree(&place.out);
        let message = message(place.publish(NEW));
        let named = path.trim_end_matches("/x");
        assert!(message.contains(&format!("public/{named}` is in the way")), "{message}");
        assert_eq!(tree(&place.out), before);
        place.assert_tidy();
    }
}

#[test]
fn unchanged_files_are_not_touched() {
    let place = Place::with_old_site();
    place.put("CNAME", "example.org");
    let inode = |name: &str| fs::metadata(place.out.join(name)).unwrap().ino();
    let before = (inode("style.css"), inode("index.html"));
    place.publish(NEW).unwrap();
    assert_eq!(inode("style.css"), before.0);
    assert_ne!(inode("index.html"), before.1);
}

/// A folder in which even the superuser can make nothing, while what is there can be written.
struct Frozen<'a>(&'a Path);

impl<'a> Frozen<'a> {
    fn new(folder: &'a Path) -> Option<Self> {
        chattr("+i", folder).then_some(Frozen(folder))
    }
}

impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        chattr("-i", self.0);
    }
}

fn chattr(change: &str, folder: &Path) -> bool {
    let done = Command::new("chattr").arg(change).arg(folder).output();
    done.is_ok_and(|output| output.status.success())
}

#[test]
fn an_output_in_a_folder_that_may_not_be_written_is_written_from_inside() {
    let place = Place::with_old_site();
    let Some(_frozen) = Frozen::new(&place.vault) else {
        return;
    };
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, &[]));
    place.assert_tidy();
    let fresh = publish(&place.vault.join("fresh"), &place.vault, NEW);
    assert!(message(fresh).contains("cannot make the folder"));
}

/// Where mounting is not permitted, there is nothing to see.
fn mount(arguments: &[&str], at: &Path) -> Option<Mounted> {
    let mounted = Command::new("mount").args(arguments).arg(at).output();
    let mounted = mounted.is_ok_and(|output| output.status.success());
    mounted.then(|| Mounted(at.to_path_buf()))
}

pub(crate) struct Mounted(std::path::PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

pub(crate) fn small_disk(at: &Path) -> Option<Mounted> {
    mount(&["-t", "tmpfs", "-o", "size=64k", "rutter-test"], at)
}

#[test]
fn a_mount_point_is_written_from_inside() {
    let place = Place::new();
    let volume = place.root.path().join("volume");
    fs::create_dir(&volume).unwrap();
    fs::create_dir(&place.out).unwrap();
    let bind = mount(&["--bind", volume.to_str().unwrap()], &place.out);
    publish_twice(&place, bind);
    publish_twice(&place, small_disk(&place.out));
}

fn publish_twice(place: &Place, mounted: Option<Mounted>) {
    place.publish(OLD).unwrap();
    place.publish(NEW).unwrap();
    assert_eq!(tree(&place.out), expected(NEW, &[]));
    place.assert_tidy();
    drop(mounted);
}
