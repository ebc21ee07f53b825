//! What surrounds the content of every page.

use super::machines;
use super::nav;
use super::page::Page;
use super::planned::{SearchPlaces, Site};
use super::spoken::{direction, spoken};
use super::theme::{OWN_STYLE, SCRIPT, SEARCH_SCRIPT, STYLE};
use super::urls;
use super::view::{Frame, NavLevel, SearchLinks, SiteLinks};
use crate::text::RelPath;

/// The frame of a page.
pub(super) fn frame(site: &Site, page: &Page<'_>) -> Frame {
    let file = page.file;
    let root = urls::root(file);
    let image = machines::image(site, file, page.spot);
    Frame {
        kind: page.kind,
        title: page.title.to_string(),
        description: page.description.map(str::to_string),
        site_title: site.title.clone(),
        language: site.language.clone(),
        direction: direction(&site.language),
        main: spoken(site, page.spot),
        canonical: site.absolute(file),
        markdown: site.twin(file).map(|twin| site.href(file, twin)),
        locale: locale(&site.language),
        linked_data: machines::linked_data(site, page, image.as_ref()),
        image,
        styles: [STYLE, OWN_STYLE].iter().filter_map(|name| site.fingerprinted(file, name)).collect(),
        script: site.fingerprinted(file, SCRIPT),
        site: SiteLinks {
            home: nav::href_of_home(site, file),
            index: site.href(file, &site.layout.places.index),
            tags: site.layout.places.tags.as_ref().map(|tags| site.href(file, tags)),
            graph: site.layout.places.graph.as_ref().map(|graph| site.href(file, graph)),
            wanted: site.layout.places.wanted.as_ref().map(|wanted| site.href(file, wanted)),
            search: site.layout.places.search.as_ref().map(|search| search_links(site, file, search)),
            feed: site.layout.places.feed.as_ref().map(|feed| site.href(file, feed)),
        },
        crumbs: nav::crumbs(site, file, page.spot),
        nav: nav::nav(site, file, page.spot),
        root,
    }
}

fn search_links(site: &Site, file: &RelPath, search: &SearchPlaces) -> SearchLinks {
    SearchLinks {
        page: site.href(file, &search.page),
        script: site.fingerprinted(file, SEARCH_SCRIPT),
        index: format!("{}/", site.href(file, &search.folder)),
    }
}

/// The frame of the 404 page, which is shown at any depth: its links start at the path of `base_url`.
pub(super) fn absolute_frame(site: &Site, page: &Page<'_>) -> Frame {
    let mut frame = frame(site, page);
    let base = site.config.base_path();
    let prefixed = |href: &mut String| *href = format!("{base}{}", href.trim_start_matches("./"));
    frame.root = base.clone();
    frame.canonical = None;
    frame.linked_data = None;
    frame.styles.iter_mut().chain(&mut frame.script).for_each(&prefixed);
    frame.crumbs.iter_mut().for_each(|crumb| prefixed(&mut crumb.href));
    let links = &mut frame.site;
    [&mut links.home, &mut links.index].into_iter().for_each(&prefixed);
    [&mut links.tags, &mut links.graph, &mut links.wanted, &mut links.feed]
        .into_iter()
        .flatten()
        .for_each(&prefixed);
    if let Some(SearchLinks { page, script, index }) = &mut links.search {
        [page, index].into_iter().chain(script).for_each(&prefixed);
    }
    prefix_level(&mut frame.nav, &prefixed);
    frame
}

fn prefix_level(level: &mut NavLevel, prefixed: &impl Fn(&mut String)) {
    level.all.iter_mut().for_each(prefixed);
    for entry in &mut level.entries {
        entry.href.iter_mut().for_each(prefixed);
        entry.children.iter_mut().for_each(|children| prefix_level(children, prefixed));
    }
}

/// `en-GB` → `en_GB`: the subtag of two letters is the region (BCP 47).
fn locale(language: &str) -> Option<String> {
    let mut tags = language.split(['-', '_']);
    let primary = tags.next()?.to_ascii_lowercase();
    let region = tags.find(|tag| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    Some(format!("{primary}_{}", region.to_ascii_uppercase()))
}
