//! Links to other sites: which are asked, and what is told of those that do not answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::problem;
use crate::note::Note;
use crate::text::Problem;

/// What `[external]` of the configuration says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Hosts that are asked though their addresses are private: `host`, or `host:port`.
    pub allow: Vec<String>,
    /// Patterns of URLs that are not asked; `*` stands for any characters.
    pub ignore: Vec<String>,
    /// How long an answer may take, in seconds.
    pub timeout: u64,
}

impl Default for External {
    fn default() -> Self {
        External { allow: Vec::new(), ignore: Vec::new(), timeout: 20 }
    }
}

impl External {
    /// The URLs that are left alone.
    ///
    /// # Errors
    /// Those of the patterns, where they are too long to be looked for.
    pub fn ignored(&self) -> Result<GlobSet, globset::Error> {
        let mut globs = GlobSetBuilder::new();
        for pattern in &self.ignore {
            globs.add(glob(pattern)?);
        }
        globs.build()
    }

    /// Whether a host is asked wherever it is.
    pub fn allows(&self, host: &str, port: u16) -> bool {
        let named = format!("{host}:{port}");
        let is_it =
            |allowed: &String| allowed.eq_ignore_ascii_case(host) || allowed.eq_ignore_ascii_case(&named);
        self.allow.iter().any(is_it)
    }
}

/// A pattern of whole URLs: of all that means something in the pattern of a path, only `*` does here.
fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    let escaped = globset::escape(pattern).replace("[*]", "*");
    GlobBuilder::new(&escaped).backslash_escape(false).build()
}

/// The problems of links that were asked and did not answer well; `told` says of each URL what came of it.
pub(crate) fn faults(told: &BTreeMap<String, String>, notes: &[Arc<Note>]) -> Vec<Problem> {
    if told.is_empty() {
        return Vec::new();
    }
    let links = notes.iter().flat_map(|note| note.external.iter().map(move |link| (note, link)));
    let fault = |(note, link): (&Arc<Note>, &crate::note::External)| {
        let fault = told.get(&*link.url)?;
        Some(problem::external_link(&note.path, link, fault))
    };
    links.filter_map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_of_whole_urls() {
        for (pattern, url, expected) in [
            ("https://a.b/c", "https://a.b/c", true),
            ("https://a.b/c", "https://a.b/cd", false),
            ("https://a.b/*", "https://a.b/", true),
            ("*.b/*c*", "https://a.b/xcy", true),
            ("*c*d", "xdc", false),
            ("a*a", "a", false),
            ("*", "x", true),
            ("https://a.b/*/d", "https://a.b/x/y/d", true),
            ("https://a.b/**/d", "https://a.b/x/y/d", true),
            ("https://a.b/?q={x}", "https://a.b/?q={x}", true),
            ("https://a.b/?q=[!x]", "https://a.b/?q=y", false),
            ("https://a.b/\\*", "https://a.b/\\x", true),
            ("http://[::1]:*", "http://[::1]:80/", true),
            ("https://a.b/*", "https://A.b/", false),
            ("*.pdf", "https://a.b/c.pdf", true),
            ("*.pdf", "https://a.b/c.pdf?x", false),
            ("*/", "https://a.b/", true),
        ] {
            let external = External { ignore: vec![pattern.to_string()], ..External::default() };
            assert_eq!(external.ignored().unwrap().is_match(url), expected, "{pattern} {url}");
        }
    }

    #[test]
    fn a_host_is_allowed_with_every_port_or_with_one() {
        let external =
            External { allow: vec!["LocalHost".into(), "10.0.0.1:80".into()], ..External::default() };
        assert!(external.allows("localhost", 1) && external.allows("10.0.0.1", 80));
        assert!(!external.allows("10.0.0.1", 81));
    }
}
