//! Visits at the same time, not too many of them, and few of one host.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

use url::Url;

use super::visit::{Host, Verdict, Visited, given_up};

/// How many visits are made at the same time.
const WORKERS: usize = 16;

/// How many of them are of one host.
const LANES: usize = 2;

/// After how many addresses in a row that were waited for in vain a lane is given up.
const VAIN: usize = 2;

/// URLs of one host that are visited one after another.
type Lane = Vec<Url>;

/// Visits every URL. A host that is silent is not waited for again and again.
pub(super) fn run(urls: Vec<Url>, visit: impl Fn(&Url, bool) -> Visited + Sync) -> BTreeMap<Url, Verdict> {
    let lanes = Mutex::new(lanes(urls));
    let verdicts = Mutex::new(BTreeMap::new());
    let next = || lanes.lock().unwrap_or_else(PoisonError::into_inner).pop();
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(lane) = next() {
                    let found = along(lane, &visit);
                    verdicts.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
                }
            });
        }
    });
    verdicts.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The lanes of all hosts.
fn lanes(urls: Vec<Url>) -> Vec<Lane> {
    let mut hosts: BTreeMap<String, Vec<Lane>> = BTreeMap::new();
    for (index, url) in urls.into_iter().enumerate() {
        let host =
            hosts.entry(url.host_str().unwrap_or("").to_string()).or_insert_with(|| vec![Lane::new(); LANES]);
        if let Some(lane) = host.get_mut(index % LANES) {
            lane.push(url);
        }
    }
    hosts.into_values().flatten().filter(|lane| !lane.is_empty()).collect()
}

fn along(lane: Lane, visit: &impl Fn(&Url, bool) -> Visited) -> Vec<(Url, Verdict)> {
    let (mut tired, mut vain) = (false, 0);
    let mut step = |url: Url| {
        if vain >= VAIN {
            return (url, given_up());
        }
        let (verdict, host) = visit(&url, tired);
        tired |= host != Host::Well;
        vain = if host == Host::Silent { vain + 1 } else { 0 };
        (url, verdict)
    };
    lane.into_iter().map(&mut step).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_url_is_visited_once_and_few_of_one_host_at_a_time() {
        let urls: Vec<Url> = (0..40).map(|n| Url::parse(&format!("http://a.example/{n}")).unwrap()).collect();
        let (now, most, all) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let verdicts = run(urls, |_, _| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            all.fetch_add(1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(1));
            now.fetch_sub(1, Ordering::SeqCst);
            (Verdict::Fine, Host::Well)
        });
        assert_eq!((verdicts.len(), all.into_inner()), (40, 40));
        assert!(most.into_inner() <= LANES);
    }

    #[test]
    fn a_host_is_given_up_that_is_silent_time_after_time() {
        let urls: Vec<Url> =
            (0..40).map(|n| Url::parse(&format!("http://a.example/{n:02}")).unwrap()).collect();
        let silent = |from: usize| {
            let verdicts = run(urls.clone(), |url, _| {
                let number: usize = url.path().trim_start_matches('/').parse().unwrap();
                let is_silent = number >= from || number.is_multiple_of(4);
                (Verdict::Fine, if is_silent { Host::Silent } else { Host::Well })
            });
            verdicts.values().filter(|verdict| **verdict == given_up()).count()
        };
        assert_eq!((silent(0), silent(30), silent(40)), (36, 7, 0));
    }
}
