//! What surrounds the content of every page.

use super::machines;
use super::nav::{self, Spot};
use super::planned::{SearchPlaces, Site};
use super::theme::{OWN_STYLE, SCRIPT, SEARCH_SCRIPT, STYLE};
use super::urls;
use super::view::{Frame, NavLevel, SearchLinks, SiteLinks, Spoken};
use crate::note::Note;
use crate::text::RelPath;
use crate::vault::NoteId;

/// What a page says of itself to its frame.
pub(super) struct Page<'p> {
    /// The kind of page, see [`Frame::kind`].
    pub(super) kind: &'static str,
    /// Its file.
    pub(super) file: &'p RelPath,
    /// Its title.
    pub(super) title: &'p str,
    /// One sentence about it.
    pub(super) description: Option<&'p str>,
    /// Where it stands in the tree.
    pub(super) spot: Spot,
}

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
            index: site.href(file, &site.places.index),
            tags: site.places.tags.as_ref().map(|tags| site.href(file, tags)),
            graph: site.places.graph.as_ref().map(|graph| site.href(file, graph)),
            wanted: site.places.wanted.as_ref().map(|wanted| site.href(file, wanted)),
            search: site.places.search.as_ref().map(|search| search_links(site, file, search)),
            feed: site.places.feed.as_ref().map(|feed| site.href(file, feed)),
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
    let base = base_path(site.config.base_url.as_deref());
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

/// The path of the base URL, from slash to slash.
fn base_path(base_url: Option<&str>) -> String {
    let host = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    host.find('/').map_or_else(|| "/".to_string(), |slash| host[slash..].to_string())
}

/// The language and the direction of the note a page shows, where they are not those of the site.
fn spoken(site: &Site, spot: Spot) -> Spoken {
    let note = match spot {
        Spot::Note(id) => Some(id),
        Spot::Folder(id) => site.vault[id].note,
        _ => None,
    };
    let Some(note) = note.map(|id| &site.vault[id].note) else { return Spoken::default() };
    let language = note.front.language.clone().filter(|language| *language != site.language);
    let own = match &language {
        Some(language) => Some(direction(language)),
        None => written(note),
    };
    Spoken { language, direction: own.filter(|own| *own != direction(&site.language)) }
}

/// The language and the direction of a note.
pub(super) fn spoken_by(site: &Site, id: NoteId) -> (String, &'static str) {
    let spoken = spoken(site, Spot::Note(id));
    let language = spoken.language.unwrap_or_else(|| site.language.clone());
    (language, spoken.direction.unwrap_or_else(|| direction(&site.language)))
}

/// The direction most letters of a note have in its title, its headings and its first paragraph: code is of no
/// direction. `None` where there are none.
fn written(note: &Note) -> Option<&'static str> {
    let headings = note.headings.iter().map(|heading| &*heading.text);
    let letters = [note.title.as_str(), &note.summary].into_iter().chain(headings).flat_map(str::chars);
    let (mut left, mut right) = (0, 0);
    for letter in letters.filter(|c| c.is_alphabetic()) {
        *(if is_right_to_left(letter) { &mut right } else { &mut left }) += 1;
    }
    (left + right > 0).then_some(if right > left { "rtl" } else { "ltr" })
}

/// Letters of Hebrew, Arabic, Syriac, Thaana and the scripts beside them (Unicode, Bidi_Class R and AL).
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// `en-GB` → `en_GB`: the subtag of two letters is the region (BCP 47).
fn locale(language: &str) -> Option<String> {
    let mut tags = language.split(['-', '_']);
    let primary = tags.next()?.to_ascii_lowercase();
    let region = tags.find(|tag| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    Some(format!("{primary}_{}", region.to_ascii_uppercase()))
}

/// Scripts that are written from right to left, by language (Unicode CLDR).
fn direction(language: &str) -> &'static str {
    let primary = language.split(['-', '_']).next().unwrap_or("");
    let rtl = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];
    if rtl.iter().any(|code| primary.eq_ignore_ascii_case(code)) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_is_that_of_the_url() {
        assert_eq!(base_path(Some("https://x.example/docs/")), "/docs/");
        assert_eq!(base_path(Some("https://x.example/")), "/");
        assert_eq!(base_path(None), "/");
    }
}
