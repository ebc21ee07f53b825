//! Links to other sites are asked whether they lead somewhere. What comes of it is an input of the build.
//!
//! Nothing is asked of private addresses: who writes a note must not be able to make the machine of a
//! reviewer, or of CI, talk to its own network. That holds for the address a name has when it is connected
//! to, and for whatever a site leads on to.

mod address;
mod cache;
mod client;
mod lanes;
mod visit;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cache::Cache;
use client::Client;
use url::{Host, Url};
use visit::Verdict;

use crate::site::External;

/// What came of asking.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// What is wrong with URLs.
    pub(super) faults: BTreeMap<String, String>,
    /// How many URLs were not asked, since they lead to private addresses.
    pub(super) private: usize,
}

/// Asks all URLs that are not ignored. `root` is a folder in which nothing is remembered.
pub(super) fn ask(urls: BTreeSet<String>, config: &External, root: &Path) -> Asked {
    let mut cache = Cache::open(root);
    let mut asked = Asked::default();
    // Patterns that cannot be built are faults of the configuration.
    let ignored = config.ignored().unwrap_or_default();
    let mut wanted: BTreeMap<Url, Vec<String>> = BTreeMap::new();
    for written in urls.into_iter().filter(|url| !ignored.is_match(url)) {
        match parsed(&written) {
            Ok(url) if is_example(&url) || cache.knows(&url) => {}
            Ok(url) => wanted.entry(url).or_default().push(written),
            Err(fault) => drop(asked.faults.insert(written, fault)),
        }
    }
    let client = Client::new(config);
    let verdicts =
        lanes::run(wanted.keys().cloned().collect(), |url, tired| visit::visit(&client, url, tired));
    for (url, verdict) in verdicts {
        let written = wanted.remove(&url).unwrap_or_default();
        match verdict {
            Verdict::Fine => cache.remember(&url),
            Verdict::Private => asked.private += written.len(),
            Verdict::Fault(fault) => asked.faults.extend(written.into_iter().map(|url| (url, fault.clone()))),
        }
    }
    cache.write();
    asked
}

/// A URL as it is asked: a fragment is the browser's business, and a password that of its owner.
fn parsed(written: &str) -> Result<Url, String> {
    let mut url = Url::parse(written).map_err(|error| format!("is no URL: {error}"))?;
    url.set_fragment(None);
    // Only a URL without a host refuses, and has neither.
    let _ = (url.set_username(""), url.set_password(None));
    Ok(url)
}

/// Names that stand for examples and lead nowhere (RFC 2606, RFC 6761).
fn is_example(url: &Url) -> bool {
    let Some(Host::Domain(host)) = url.host() else { return false };
    let host = host.trim_end_matches('.');
    let is_below =
        |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    ["example", "test", "invalid", "example.com", "example.net", "example.org"].into_iter().any(is_below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_fragment_nor_a_password_is_sent() {
        let asked = |url: &str| parsed(url).unwrap().to_string();
        assert_eq!(asked("https://me:secret@a.example/x?y#z"), "https://a.example/x?y");
        assert_eq!(asked("https://me@a.example"), "https://a.example/");
    }

    #[test]
    fn names_of_examples_are_known() {
        for (url, expected) in [
            ("https://example.com/x", true),
            ("https://git.example.org", true),
            ("http://x.test:80/", true),
            ("https://myexample.com/", false),
            ("https://example.com.evil.io/", false),
            ("http://127.0.0.1/", false),
        ] {
            assert_eq!(is_example(&parsed(url).unwrap()), expected, "{url}");
        }
    }
}
