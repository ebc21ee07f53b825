//! Visits at the same time, not too many of them, and few of one host.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

use url::Url;

use super::visit::{Verdict, Visited};

/// How many visits are made at the same time.
const WORKERS: usize = 16;

/// How many of them are of one host.
const LANES: usize = 2;

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
    let mut tired = false;
    let mut found = Vec::with_capacity(lane.len());
    for url in lane {
        let (verdict, is_tired) = visit(&url, tired);
        tired |= is_tired;
        found.push((url, verdict));
    }
    found
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
            (Verdict::Fine, false)
        });
        assert_eq!((verdicts.len(), all.into_inner()), (40, 40));
        assert!(most.into_inner() <= LANES);
    }
}
