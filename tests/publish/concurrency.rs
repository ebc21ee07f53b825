//! Two builds at once: one waits for the other.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rutter::host::publish::{Claim, Origin};

use crate::place::*;

#[test]
fn the_second_build_says_that_it_waits_and_then_publishes() {
    let place = Place::new();
    let (told, done) = (AtomicBool::new(false), AtomicBool::new(false));
    let first = Claim::of(&place.out, &place.vault, || ()).unwrap();
    thread::scope(|threads| {
        threads.spawn(|| {
            let tell = || told.store(true, Ordering::SeqCst);
            let second = Claim::of(&place.out, &place.vault, tell).unwrap();
            assert!(done.load(Ordering::SeqCst), "the second build did not wait");
            second.publish(&paths(NEW), new_text).unwrap();
        });
        while !told.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(1));
        }
        done.store(true, Ordering::SeqCst);
        first.publish(&paths(OLD), new_text).unwrap();
    });
    assert_eq!(tree(&place.out).len(), NEW.len() + 1);
    assert!(place.out.join("b/c/index.html").exists());
    place.assert_tidy();
}

fn new_text(path: &rutter::text::RelPath) -> Result<Origin, String> {
    Ok(Origin::Bytes(path.as_str().into()))
}

#[test]
fn many_builds_at_once_never_meet() {
    let place = Place::new();
    let (inside, start) = (AtomicUsize::new(0), Barrier::new(6));
    let build = || {
        start.wait();
        for _ in 0..5 {
            let claim = Claim::of(&place.out, &place.vault, || ()).unwrap();
            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
            let published = claim.publish(&paths(NEW), |path| {
                let last = path.as_str() == "style.css";
                last.then(|| inside.fetch_sub(1, Ordering::SeqCst));
                new_text(path)
            });
            assert_eq!(published.unwrap().files, NEW.len());
        }
    };
    thread::scope(|threads| {
        (0..6).for_each(|_| drop(threads.spawn(build)));
    });
    place.assert_tidy();
}
