//! Builds stopped by `kill -9`: the site is the old one or the new one, and the next build is clean.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rutter::host::publish::{Claim, Origin};
use rutter::text::RelPath;

use crate::place::*;

const PAGES: usize = 300;

/// A site that is another one for every `version`: half of the paths change, all of the texts.
fn publish_version(vault: &Path, version: &str) {
    let page = |n: usize| match n % 2 {
        0 => format!("page/{n}/index.html"),
        _ => format!("{version}/{n}/index.html"),
    };
    let files: Vec<RelPath> = (0..PAGES).map(|n| RelPath::new(&page(n)).unwrap()).collect();
    let claim = Claim::of(&vault.join("public"), vault, || ()).unwrap();
    let text = |path: &RelPath| format!("{version} {path}").into_bytes();
    let content = |path: &RelPath| Ok::<_, String>(Origin::Bytes(text(path)));
    claim.publish(&files, content).unwrap();
}

/// Not a test by itself: the build that the tests below kill.
#[test]
fn build_to_be_killed() {
    if let Some(vault) = std::env::var_os("RUTTER_TEST_KILLED") {
        publish_version(Path::new(&vault), "new");
    }
}

fn start(place: &Place) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::build_to_be_killed"])
        .env("RUTTER_TEST_KILLED", &place.vault)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn build_and_kill_after(place: &Place, delay: Duration) {
    let mut child = start(place);
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Publishes the old version, has the new one killed after every delay, and hands each wreck over.
fn kill_at_many_moments(place: &Place, check: impl Fn()) {
    for step in 0..20 {
        publish_version(&place.vault, "old");
        build_and_kill_after(place, Duration::from_micros(700 * step));
        check();
    }
    publish_version(&place.vault, "new");
    place.assert_tidy();
}

#[test]
fn the_site_is_always_the_old_one_or_the_new_one() {
    let place = Place::new();
    publish_version(&place.vault, "new");
    let new = tree(&place.out);
    publish_version(&place.vault, "old");
    let old = tree(&place.out);
    kill_at_many_moments(&place, || {
        let now = tree(&place.out);
        assert!(now == old || now == new, "half a site is published");
    });
    assert_eq!(tree(&place.out), new);
}

#[test]
fn a_shared_folder_never_loses_track_of_a_file() {
    let place = Place::new();
    place.put("CNAME", "example.org");
    publish_version(&place.vault, "new");
    let new = tree(&place.out);
    kill_at_many_moments(&place, || {
        let record = fs::read_to_string(place.out.join(".rutter")).unwrap();
        for path in tree(&place.out).into_keys().filter(|path| path.ends_with(".html")) {
            assert!(record.lines().any(|line| line == path), "{path} is not recorded");
        }
    });
    assert_eq!(tree(&place.out), new);
}
