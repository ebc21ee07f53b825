//! The files that are published as they are: static ones, those notes link to, those every site has.

use std::collections::BTreeMap;

use super::files::{Files, numbered};
use super::needs::Needs;
use crate::site::planned::{Copied, File, Places};
use crate::site::problem;
use crate::site::theme::{self, FINGERPRINTED, GRAPH_SCRIPT, SEARCH_SCRIPT};
use crate::text::{Digest, Place, Problem, RelPath, slug};

impl Files {
    /// The files that pages name with their digest: the site's own, else those of the theme.
    pub(super) fn fingerprinted(
        &mut self,
        own: &BTreeMap<String, Digest>,
        places: &Places,
    ) -> BTreeMap<&'static str, RelPath> {
        let mut paths = BTreeMap::new();
        for name in FINGERPRINTED.into_iter().filter(|name| is_used(name, places)) {
            let Ok(source) = RelPath::new(name) else { continue };
            let own = own.get(name).map(|digest| (*digest, File::Copy(Copied::Static(source.clone()))));
            if let Some((digest, file)) = own.or_else(|| default_static(name)) {
                let path = fingerprinted(&source, digest);
                paths.insert(name, self.place(path, file));
            }
        }
        paths
    }

    /// The static files, each under its own path but for those that have a place already.
    pub(super) fn statics(
        &mut self,
        needs: &Needs,
        placed: &BTreeMap<&'static str, RelPath>,
        problems: &mut Vec<Problem>,
    ) -> BTreeMap<Copied, RelPath> {
        let copy = |source: &RelPath| {
            if let Some(path) = placed.get(source.as_str()) {
                return (Copied::Static(source.clone()), path.clone());
            }
            let path = self.copy(source, Copied::Static(source.clone()));
            if path != *source {
                problems.push(problem::output_collision(Place::static_file(source), source, &path));
            }
            (Copied::Static(source.clone()), path)
        };
        needs.statics.iter().map(copy).collect()
    }

    /// The files that notes link to or show, each under its own path; no other file is published.
    pub(super) fn assets(&mut self, needs: &Needs, problems: &mut Vec<Problem>) -> BTreeMap<Copied, RelPath> {
        let copy = |source: &RelPath| {
            let wanted = publishable(source);
            let path = self.copy(&wanted, Copied::Asset(source.clone()));
            if path != wanted {
                problems.push(problem::output_collision(Place::file(source), &wanted, &path));
            }
            (Copied::Asset(source.clone()), path)
        };
        needs.assets.iter().map(copy).collect()
    }

    /// The files every site has, for which a static file of the site can stand.
    pub(super) fn defaults(&mut self, headers: bool) {
        let theme = theme::STATICS.iter().map(|&(name, text)| (name, File::Theme(text)));
        let theme = theme.filter(|(name, _)| !FINGERPRINTED.contains(name));
        let pages = [("robots.txt", File::Robots), ("404.html", File::NotFound), ("llms.txt", File::Llms)];
        let data = [("graph.json", File::GraphData), ("notes.json", File::NotesData)];
        let headers = headers.then_some(("_headers", File::Headers));
        for (name, file) in theme.chain(pages).chain(data).chain(headers) {
            if let Ok(path) = RelPath::new(name)
                && self.taken.leaves(&path)
            {
                self.add(path, file);
            }
        }
    }

    /// A file that keeps its name if it can; else it is moved aside, or the folder above it that cannot be.
    fn copy(&mut self, wanted: &RelPath, source: Copied) -> RelPath {
        let moved = self.taken.file_above(wanted).unwrap_or_else(|| wanted.clone());
        let rest = wanted.as_str().get(moved.as_str().len()..).unwrap_or("");
        let below = |path: RelPath| path.join(rest).unwrap_or(path);
        let path = self.free(wanted.clone(), |number| below(numbered(&moved, number)));
        self.add(path.clone(), File::Copy(source));
        path
    }
}

/// Whether there is a page that names the file.
fn is_used(name: &str, places: &Places) -> bool {
    match name {
        GRAPH_SCRIPT => places.graph.is_some(),
        SEARCH_SCRIPT => places.search.is_some(),
        _ => true,
    }
}

/// A file of the theme with its digest.
fn default_static(name: &str) -> Option<(Digest, File)> {
    let (_, text) = theme::STATICS.iter().find(|(file, _)| *file == name)?;
    Some((Digest::of(text.as_bytes()), File::Theme(text)))
}

/// `a/b.css` → `a/b.1a2b3c4d.css`
fn fingerprinted(path: &RelPath, digest: Digest) -> RelPath {
    let name = format!("{}.{}.{}", path.stem(), digest.short(), path.extension());
    path.parent().join(&name).unwrap_or_else(|_| path.clone())
}

/// A file keeps its name in the site, but for segments no server or file system takes.
fn publishable(source: &RelPath) -> RelPath {
    let safe = |segment: &str| {
        !segment.contains(|c: char| c.is_control() || "?#<>:\"|*%\\".contains(c))
            && !segment.ends_with(['.', ' '])
    };
    let segments: Vec<String> = source
        .segments()
        .map(|segment| if safe(segment) { segment.to_string() } else { slug::segment(segment) })
        .collect();
    RelPath::new(&segments.join("/")).unwrap_or_else(|_| source.clone())
}
