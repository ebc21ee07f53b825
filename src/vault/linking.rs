//! Linking, step by step.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::absent_lists::Made;
use super::answers::{Answered, Asked, World};
use super::catalogue::{Catalogue, Lists, Names, Paths};
use super::folders::Folder;
use super::kinds::{Kinds, Occurring};
use super::memo::Memo;
use super::routes::{self, Routes};
use super::seen::{Notes, Seen};
use super::{
    Entry, Graph, LinkRef, Listing, NavItem, NoteId, Rules, Surroundings, Tag, Target, Vault, Wanted,
    folders, listings, namesakes, nav, portable, tags, transclusions, unlinked, wanted,
};
use crate::note::{LinkId, Note};
use crate::text::{Problem, RelPath, Same};

/// Links the notes of a vault. The notes may come in any order. Whatever `memo` remembers, the vault is the same.
pub fn link(
    mut notes: Vec<Arc<Note>>,
    surroundings: Surroundings,
    rules: Rules<'_>,
    memo: &mut Memo,
) -> Vault {
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    let declared = nav::declared(&notes, rules.nav);
    nav::name(&mut notes, &declared, &mut memo.titled);
    let (notes, surroundings) = (Notes::from(notes), memo.surroundings(surroundings));
    let named = Named::new(&notes, &surroundings, rules, memo);
    let folders = named.folders(declared, memo);
    let catalogue = named.catalogue();
    let mut problems = named.problems(&catalogue, memo);
    let kinds = named.kinds(&catalogue, memo, &mut problems);
    let listings = listings::all(&surroundings, &kinds);
    let answered = memo.answers.of((named.world(kinds, rules), named.asked()), &catalogue, &named.routes);
    problems.extend(answered.iter().flat_map(|answered| answered.problems.iter().cloned()));
    let mut entries = named.entries(&answered);
    collect_backlinks(&mut entries);
    listings::collect(&mut entries, &listings, &surroundings, &mut problems);
    transclusions::collect(&mut entries, &answered, &folders, &mut problems);
    let mut vault = named.vault(entries, &answered, (folders, listings));
    unlinked::report((&vault.notes, &answered), &vault.folders, named.unused(&vault), rules, &mut problems);
    Made { rules: &rules, tags: &vault.tags, graph: &vault.graph }.judge(
        &mut vault.notes,
        &answered,
        &mut problems,
    );
    Vault { problems, ..vault }
}

/// The notes with all names that links can find them by.
struct Named<'n> {
    notes: &'n Notes,
    surroundings: &'n Same<Surroundings>,
    routes: Same<Routes>,
    paths: Same<Paths>,
    names: Same<Names>,
    tags: Same<Vec<Tag>>,
    lists: Same<Lists>,
}

impl<'n> Named<'n> {
    fn new(
        notes: &'n Notes,
        surroundings: &'n Same<Surroundings>,
        rules: Rules<'_>,
        memo: &mut Memo,
    ) -> Self {
        let routes = memo.routes.of(routes::Asked::new(notes, rules), Routes::of);
        let placed = (routes.clone(), surroundings.clone());
        let paths = memo.paths.of(placed, |_| Paths::new(notes, &routes, surroundings));
        let names = memo.names.of(Seen::called(notes), |seen| Names::new(seen.all()));
        let tags = memo.tags.of(Seen::tagged(notes), |seen| tags::collect(seen.all()));
        let lists = memo.lists.of(tags.iter().map(Tag::route).collect(), |tags| Lists::new(tags));
        Named { notes, surroundings, routes, paths, names, tags, lists }
    }

    fn catalogue(&self) -> Catalogue<'_> {
        Catalogue::new(self.notes, self.surroundings, &self.paths, (&self.names, &self.lists))
    }

    /// The folders with what lies in them; `declared` is what is said about that outside of the notes.
    fn folders(&self, declared: Vec<NavItem>, memo: &mut Memo) -> Same<Vec<Folder>> {
        let input = (self.routes.clone(), Seen::listed(self.notes), declared);
        let Routes { tree, parents, .. } = &*self.routes;
        memo.folders.of(input, |(_, seen, declared)| folders::filled(tree, seen.all(), parents, declared))
    }

    /// What is wrong with the names.
    fn problems(&self, catalogue: &Catalogue<'_>, memo: &mut Memo) -> Vec<Problem> {
        let named = (self.paths.clone(), self.names.clone());
        let namesakes = memo.namesakes.of(named, |_| namesakes::report(self.notes, catalogue));
        let placed = (self.routes.clone(), self.surroundings.clone());
        let portable = memo.portable.of(placed, |_| portable::report(self.notes, self.surroundings));
        [&self.routes.problems, &*namesakes, &*portable].into_iter().flatten().cloned().collect()
    }

    /// The notes that explain kinds.
    fn kinds(&self, catalogue: &Catalogue<'_>, memo: &mut Memo, problems: &mut Vec<Problem>) -> Same<Kinds> {
        let read = (Seen::of_kinds(self.notes), self.surroundings.clone());
        let occurring = memo.occurring.of(read, |(notes, surroundings)| {
            let listings = surroundings.listings.values().filter_map(|read| read.as_deref().ok());
            Occurring::of(notes.all(), listings)
        });
        problems.extend(occurring.problems.iter().cloned());
        let (paths, names) = (self.paths.clone(), self.names.clone());
        let input = (occurring.clone(), paths, names);
        memo.kinds.of_equal(input, |_| Kinds::of(&occurring, catalogue))
    }

    fn world(&self, kinds: Same<Kinds>, rules: Rules<'_>) -> World {
        let (paths, lists) = (self.paths.clone(), self.lists.clone());
        let surroundings = self.surroundings.clone();
        World { paths, surroundings, lists, kinds, drafts: rules.drafts.to_vec() }
    }

    fn asked(&self) -> Asked {
        Asked { names: self.names.clone(), notes: Arc::clone(self.notes) }
    }

    fn entries(&self, answered: &[Arc<Answered>]) -> Vec<Entry> {
        let placed = self.routes.notes.iter().zip(&self.routes.homes);
        let parts = self.notes.iter().zip(placed).zip(answered);
        let entries = parts.map(|((note, (route, folder)), answered)| Entry {
            note: Arc::clone(note),
            route: route.clone(),
            folder: *folder,
            answers: Arc::clone(&answered.answers),
            backlinks: Vec::new(),
            transclusions: BTreeMap::new(),
            excerpts: BTreeMap::new(),
        });
        entries.collect()
    }

    /// The vault of linked notes; it has no problems yet.
    fn vault(
        &self,
        entries: Vec<Entry>,
        answered: &[Arc<Answered>],
        (folders, listings): (Same<Vec<Folder>>, BTreeMap<RelPath, Listing>),
    ) -> Vault {
        Vault {
            folders,
            tags: self.tags.clone(),
            wanted: wanted(self.notes, answered),
            graph: Graph::new(&entries),
            redirects: self.routes.redirects.clone(),
            files: self.surroundings.files.clone(),
            statics: self.surroundings.statics.clone(),
            listings,
            linked_files: answered.iter().flat_map(|answered| &answered.files).cloned().collect(),
            routes: self.routes.clone(),
            problems: Vec::new(),
            notes: entries,
        }
    }

    /// The files that no note links to, but for those that are there for the site.
    fn unused<'v>(&'v self, vault: &'v Vault) -> impl Iterator<Item = &'v RelPath> {
        let Surroundings { files, public_folders, .. } = &**self.surroundings;
        let is_public = |path: &RelPath| public_folders.iter().any(|folder| path.is_below(folder));
        files.keys().filter(move |path| !is_public(path) && !vault.linked_files.contains(*path))
    }
}

/// The notes that listed notes want and that are missing.
fn wanted(notes: &Notes, answered: &[Arc<Answered>]) -> Vec<Wanted> {
    let listed = (0..).map(NoteId).zip(answered).zip(&**notes).filter(|(_, note)| !note.front.unlisted);
    wanted::rank(listed.flat_map(|((id, answered), _)| answered.wants.iter().map(move |want| (id, want))))
}

/// A backlink for every link that leads to another note. A note's links to itself are none, and an unlisted
/// note is in no list of backlinks.
fn collect_backlinks(entries: &mut [Entry]) {
    let mut backlinks: Vec<Vec<LinkRef>> = vec![Vec::new(); entries.len()];
    for (from, entry) in (0..).map(NoteId).zip(&*entries).filter(|(_, entry)| !entry.note.front.unlisted) {
        for (link, answer) in (0..).map(LinkId).zip(&*entry.answers) {
            if let Some(Target::Note(to, _)) = answer.target()
                && *to != from
            {
                backlinks[to.0 as usize].push(LinkRef { from, link });
            }
        }
    }
    entries.iter_mut().zip(backlinks).for_each(|(entry, backlinks)| entry.backlinks = backlinks);
}
