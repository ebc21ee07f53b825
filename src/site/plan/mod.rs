//! Planning: which files the site has, and where each of them is.

mod copies;
mod files;
mod needs;
mod taken;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use self::files::Files;
use self::needs::Needs;
use super::card::fonts::Fonts;
use super::mentioning::Mentioning;
use super::output::Output;
use super::planned::{Layout, Site, Twins};
use super::templates::Templates;
use super::{Inputs, UrlStyle, problem, stale, unmatched};
use crate::note::TitleSource;
use crate::text::{Last, Problem};
use crate::vault::{Entry, FolderId, Item, List, NavItem, NoteId, Route, Vault};

/// URLs that pages must leave to files every site has under that name, and to what is kept in an output
/// besides the site: the record of its files, the staging folder and a repository.
pub(crate) fn reserved(style: UrlStyle) -> Vec<Route> {
    let mut names = vec!["feed.xml", "sitemap.xml", "robots.txt", "favicon.svg"];
    names.extend(["llms.txt", "graph.json", "notes.json", "_headers"]);
    names.extend([".rutter", ".rutter.staging", ".git"]);
    if style == UrlStyle::File {
        names.extend(["404", "index"]);
    }
    let files = [Route::file("404.html")];
    names.into_iter().map(|name| Route::home().child(name)).chain(files).collect()
}

/// URLs of the lists that every site has.
pub(crate) fn lists() -> Vec<Route> {
    List::NAMED.into_iter().map(|(name, _)| Route::home().child(name)).collect()
}

/// What planning remembers from one round to the next: where everything is.
#[derive(Debug, Default)]
pub struct Memo(Last<Needs, Layout>);

/// Plans the site of a linked vault. What cannot be published under its own name is added to `problems`.
/// Whatever `memo` remembers, the plan is the same.
pub fn plan(
    inputs: &Inputs,
    nav: &[NavItem],
    vault: Vault,
    templates: Arc<Templates>,
    memo: &mut Memo,
    problems: &mut Vec<Problem>,
) -> Output {
    let config = &inputs.config;
    let fonts = (config.cards && config.base_url.is_some()).then(|| Fonts::new(&inputs.fonts));
    let layout = memo.0.of(Needs::of(inputs, &vault, fonts.as_ref()), layout);
    problems.extend(layout.problems.iter().cloned());
    let twins = config.markdown.then(|| Twins {
        sources: inputs.notes.clone(),
        texts: inputs.texts.clone(),
        dialect: inputs.dialect,
    });
    let (note_positions, folder_positions) = positions(&vault);
    let site = Site {
        title: title(inputs, &vault),
        language: config.language.clone().unwrap_or_else(|| "en".to_string()),
        config: config.clone(),
        changed: inputs.changed.clone(),
        twins,
        fonts,
        mentions: Mentioning::default(),
        note_positions,
        folder_positions,
        templates,
        api_versions: OnceLock::new(),
        layout,
        vault,
    };
    report_templates(&site, problems);
    unmatched::report(inputs, nav, problems);
    stale::report(inputs, &site.vault, problems);
    Output { site: Arc::new(site), search: Arc::default() }
}

/// Gives everything that a site needs its place.
fn layout(needs: &Needs) -> Layout {
    let (mut files, mut problems) = (Files::new(needs.style), Vec::new());
    let note_files = files.notes(needs);
    let folder_files = files.folders(needs, &note_files);
    files.redirects(needs, &mut problems);
    let tag_files = files.tags(needs);
    let places = files.places(needs);
    let fingerprinted = files.fingerprinted(&needs.fingerprints, &places);
    let mut copies = files.statics(needs, &fingerprinted, &mut problems);
    files.defaults(needs.headers);
    copies.append(&mut files.assets(needs, &mut problems));
    let twins = if needs.twins { files.twins(needs, &note_files, &folder_files) } else { BTreeMap::new() };
    let cards = files.cards(needs, &note_files);
    let files = files.planned();
    Layout {
        files,
        places,
        copies,
        note_files,
        folder_files,
        tag_files,
        twins,
        cards,
        fingerprinted,
        problems,
    }
}

/// The configured title, else that of the note at the home page, else the name of the folder.
fn title(inputs: &Inputs, vault: &Vault) -> String {
    let home = vault.notes.iter().find(|entry| entry.route.is_home());
    let own = home.filter(|home| home.note.title_source != TitleSource::FileName).map(Entry::label);
    let named = Some(inputs.name.clone()).filter(|name| !name.is_empty());
    inputs.config.title.clone().or(own).or(named).unwrap_or_else(|| "Notes".to_string())
}

/// Where each note and each folder stands among its siblings.
fn positions(vault: &Vault) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (mut notes, mut folders) = (vec![None; vault.notes.len()], vec![None; vault.folders.len()]);
    for folder in &*vault.folders {
        for (position, child) in folder.children.iter().enumerate() {
            match child.item {
                Item::Note(NoteId(id)) => notes[id as usize] = Some(position),
                Item::Folder(FolderId(id)) => folders[id as usize] = Some(position),
                Item::Unwritten => {}
            }
        }
    }
    (notes, folders)
}

/// A template that a note names and that is not there; only where a site has templates of its own, for
/// notes from other tools name the layouts of those tools.
fn report_templates(site: &Site, problems: &mut Vec<Problem>) {
    if !site.templates.are_replaced() {
        return;
    }
    for entry in &site.vault.notes {
        let named = entry.note.front.template.as_ref();
        if let Some(name) = named.filter(|name| site.templates.own(&name.text).is_none()) {
            problems.push(problem::unknown_template(&entry.note.path, name));
        }
    }
}
