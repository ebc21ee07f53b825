//! Resolving links: the order of links.md, step by step.

mod other_tools;
mod repair;

pub(super) use repair::{Meant, Squeezed, is_plain};

use super::catalogue::{Asked, Catalogue, Page};
use super::drafts::Drafts;
use super::heard::Heard;
use super::kinds::Kinds;
use super::ranked::Ranked;
use super::{Anchor, Answer, List, NoteId, Rule, Target, problem};
use crate::note::{Link, LinkForm, Note};
use crate::text::{Problem, RelPath, Repair, escape};

/// What links are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Known<'k, 'v> {
    pub(super) catalogue: &'k Catalogue<'v>,
    pub(super) kinds: &'k Kinds,
    pub(super) drafts: &'k Drafts,
}

/// Answers the links of one note.
pub(super) struct Linker<'l, 'v> {
    pub(super) catalogue: &'l Catalogue<'v>,
    pub(super) kinds: &'l Kinds,
    pub(super) drafts: &'l Drafts,
    pub(super) note: &'l Note,
    pub(super) id: NoteId,
    /// What the answers rest on.
    pub(super) heard: Heard,
}

/// What a name leads to, before its fragment is looked at.
pub(super) enum Lead {
    Note(NoteId),
    Among(NoteId, Ranked),
    AmongFiles(RelPath, Ranked),
    Page(Page),
    File(RelPath),
    Static(RelPath),
}

impl Lead {
    /// What the name could mean, where that is several.
    fn among(&self) -> Option<Ranked> {
        match self {
            Lead::Among(_, ranked) | Lead::AmongFiles(_, ranked) => Some(ranked.clone()),
            Lead::Note(_) | Lead::Page(_) | Lead::File(_) | Lead::Static(_) => None,
        }
    }
}

/// What has decided an answer.
pub(super) struct Ruling {
    pub(super) rule: Rule,
    /// The notes or the files the name could mean, where the answer is ambiguous.
    pub(super) among: Option<Ranked>,
}

impl Ruling {
    fn of(rule: Rule) -> Self {
        Ruling { rule, among: None }
    }
}

/// A lead, and the rule that found it.
pub(super) type Ruled = (Rule, Lead);

fn by(rule: Rule, lead: Option<Lead>) -> Option<Ruled> {
    lead.map(|lead| (rule, lead))
}

impl<'l, 'v> Linker<'l, 'v> {
    /// For the links of a note.
    pub(super) fn new(known: Known<'l, 'v>, id: NoteId, note: &'l Note) -> Self {
        let Known { catalogue, kinds, drafts } = known;
        Linker { catalogue, kinds, drafts, note, id, heard: Heard::default() }
    }
}

impl Linker<'_, '_> {
    /// The answer to a link of the note, and what has decided it. What is not plainly found is a problem.
    pub(super) fn answer(&self, link: &Link, problems: &mut Vec<Problem>) -> (Answer, Ruling) {
        if link.block_reference().is_some() {
            return self.block(link, problems);
        }
        match self.lead(link.form, &link.target) {
            Some((rule, lead)) => {
                let among = lead.among();
                (self.anchored(link, lead, problems), Ruling { rule, among })
            }
            None if self.drafts.are_meant_by(self.note, link) => (Answer::Draft, Ruling::of(Rule::Draft)),
            None => (Answer::Missing, Ruling::of(Rule::Missing)),
        }
    }

    /// What a link of this form that asks for `target` leads to.
    pub(super) fn lead(&self, form: LinkForm, target: &str) -> Option<Ruled> {
        match form {
            LinkForm::Kind => by(Rule::Kind, self.kind(target)),
            LinkForm::Tag => by(Rule::Ending, self.catalogue.named(target, &self.heard).map(Lead::Note)),
            _ if target.is_empty() => by(Rule::This, Some(Lead::Note(self.id))),
            LinkForm::Wiki | LinkForm::WikiEmbed | LinkForm::WikiTag => self.cross_vault(target),
            LinkForm::Markdown | LinkForm::Image => self.markdown(target),
            // Most tools leave raw HTML as it is: a browser reads it.
            LinkForm::Href | LinkForm::Src => {
                self.markdown(target).or_else(|| by(Rule::Url, self.file_by_url(target)))
            }
        }
    }

    /// A kind whose own note this is stays text.
    fn kind(&self, kind: &str) -> Option<Lead> {
        let note = self.kinds.note(kind)?;
        (note != self.id).then_some(Lead::Note(note))
    }

    /// `((id))`: the block of this id, in whatever note it is.
    fn block(&self, link: &Link, problems: &mut Vec<Problem>) -> (Answer, Ruling) {
        let found = link.block_reference().and_then(|id| self.catalogue.block(id, &self.heard));
        let Some((note, block)) = found else {
            problems.push(problem::missing_reference(self.note, link));
            return (Answer::Missing, Ruling::of(Rule::Missing));
        };
        (Answer::Found(Target::Note(note, Some(Anchor::Block(block)))), Ruling::of(Rule::Block))
    }

    fn anchored(&self, link: &Link, lead: Lead, problems: &mut Vec<Problem>) -> Answer {
        match lead {
            Lead::Note(note) | Lead::Page(Page::Note(note)) => {
                Answer::Found(Target::Note(note, self.anchor(link, note, problems)))
            }
            Lead::Page(Page::Old(note)) => {
                problems.push(problem::old_url(self.note, link, self.catalogue.path(note)));
                Answer::Found(Target::Note(note, self.anchor(link, note, problems)))
            }
            Lead::Among(best, ranked) => {
                let mut faults = Vec::new();
                let anchor = self.anchor(link, best, &mut faults);
                problems.extend(self.ambiguous_note(link, best, &ranked, faults.is_empty()));
                // The place may be in another of them.
                problems.extend(faults.into_iter().map(|fault| fault.repaired_by(None)));
                Answer::Ambiguous(Target::Note(best, anchor))
            }
            Lead::AmongFiles(best, ranked) => {
                problems.extend(self.ambiguous_file(link, &best, &ranked));
                Answer::Ambiguous(Target::File(best, link.fragment.clone()))
            }
            Lead::Page(Page::Folder(folder)) => Answer::Found(Target::Folder(folder)),
            Lead::Page(Page::List(list)) => Answer::Found(Target::List(list, behind_page(link))),
            Lead::File(path) => Answer::Found(Target::File(path, link.fragment.clone())),
            Lead::Static(path) => Answer::Found(Target::Static(path, link.fragment.clone())),
        }
    }

    /// `is_certain` where the place that the link names is in the best of them.
    fn ambiguous_note(
        &self,
        link: &Link,
        best: NoteId,
        ranked: &Ranked,
        is_certain: bool,
    ) -> Option<Problem> {
        let candidates = self.catalogue.note_candidates(ranked, problem::NAMED)?;
        let repair = self.asking_alone(link, &Meant::Note(best), &candidates.name);
        let problem = problem::ambiguous(self.note, link, "notes", &candidates, repair.as_ref());
        Some(problem.repaired_by(repair.filter(|_| is_certain).map(Repair::Link)))
    }

    /// Which documents a file has is not known yet: another of the files may have the one that is named.
    fn ambiguous_file(&self, link: &Link, best: &RelPath, ranked: &Ranked) -> Option<Problem> {
        let candidates = self.catalogue.file_candidates(ranked, problem::NAMED)?;
        let repair = self.asking_alone(link, &Meant::File(best), &candidates.name);
        let problem = problem::ambiguous(self.note, link, "files", &candidates, repair.as_ref());
        let is_certain = link.fragment.is_none() || !self.catalogue.surroundings.listings.contains_key(best);
        Some(problem.repaired_by(repair.filter(|_| is_certain).map(Repair::Link)))
    }

    /// The place in the note; a reference that matches nothing is a problem, and the link leads to the page.
    pub(super) fn anchor(&self, link: &Link, id: NoteId, problems: &mut Vec<Problem>) -> Option<Anchor> {
        let fragment = link.fragment.as_deref().map(without_directive)?;
        let (note, places) = self.catalogue.places(id, &self.heard);
        if fragment.is_empty() {
            return None;
        }
        if let Some(block) = fragment.strip_prefix('^') {
            let anchor = places.block(note, block);
            let missing = || {
                let near = places.nearest_block(note, block);
                problem::missing_block(self.note, link, &note.path, block, near)
                    .repaired_by(self.repair_fragment(link, note, places, fragment))
            };
            problems.extend(anchor.is_none().then(missing));
            return anchor;
        }
        let anchor = places.find(note, fragment);
        if anchor.is_none()
            && !(matches!(link.form, LinkForm::Markdown | LinkForm::Href)
                && fragment.eq_ignore_ascii_case("top"))
        {
            let near = places.nearest(note, fragment);
            let near =
                near.map(|(text, id)| text.filter(|text| link.is_wiki() && is_plain(text)).unwrap_or(id));
            let repair = self.repair_fragment(link, note, places, fragment);
            let problem = problem::missing_anchor(self.note, link, note, fragment, near);
            problems.push(problem.repaired_by(repair));
        }
        anchor
    }

    /// A wiki link means a note or a file: a folder without a note and a list of the site are neither.
    fn wiki(&self, target: &str) -> Option<Ruled> {
        let found = if target.starts_with("./") || target.starts_with("../") {
            by(Rule::Relative, self.relative(target))
        } else {
            self.lookup(target.trim_start_matches('/'))
        };
        found.filter(|(_, lead)| !matches!(lead, Lead::Page(Page::Folder(_))))
    }

    /// Steps 2 to 6: the root, the own folder, any note that ends so, an alias, the slug; then the notes of
    /// folders.
    fn lookup(&self, target: &str) -> Option<Ruled> {
        let target = target.trim_end_matches('/');
        let asked = self.catalogue.asked(target);
        by(Rule::Ending, self.note_ending_in(&asked).or_else(|| self.file(target)))
            .or_else(|| by(Rule::Alias, self.aliased(&asked)))
            .or_else(|| by(Rule::Slug, among(self.catalogue.slugged(target))))
            .or_else(|| by(Rule::Folder, among(self.catalogue.folder_notes(target))))
    }

    fn aliased(&self, asked: &Asked<'_>) -> Option<Lead> {
        let first = self.catalogue.aliased(asked, &self.heard)?;
        let all = self.catalogue.sharing(asked, &self.heard);
        Some(all.map_or(Lead::Note(first), |all| Lead::Among(first, all)))
    }

    /// Steps 2 to 4. A note at the root or in the own folder ends so as well: where only one does, it is
    /// the answer of whichever step.
    fn note_ending_in(&self, asked: &Asked<'_>) -> Option<Lead> {
        let catalogue = self.catalogue;
        let mut ending = catalogue.ending_in(asked);
        if ending.len() < 2 {
            return ending.next().map(Lead::Note);
        }
        if let Some(note) = catalogue.at_path(asked).or_else(|| catalogue.beside(self.id, asked)) {
            return Some(Lead::Note(note));
        }
        among(catalogue.ranked(asked))
    }

    fn file(&self, target: &str) -> Option<Lead> {
        let own = self.note.path.parent().join(target).ok().and_then(|path| self.catalogue.file_at(&path));
        let root = || RelPath::new(target).ok().and_then(|path| self.catalogue.file_at(&path));
        let ending = || {
            let ranked = self.catalogue.files_ending_in(target);
            let best = self.catalogue.file(ranked.best_file()?).clone();
            Some(if ranked.are_several() { Lead::AmongFiles(best, ranked) } else { Lead::File(best) })
        };
        root().or(own).map(|path| Lead::File(path.clone())).or_else(ending)
    }

    /// A folder leads to its note, and without one to its page.
    fn folder(&self, folder: super::FolderId) -> Lead {
        let note = self.catalogue.paths.folders[folder.0 as usize].note;
        note.map_or(Lead::Page(Page::Folder(folder)), Lead::Note)
    }

    /// Relative to the linking note, and nothing else.
    fn relative(&self, target: &str) -> Option<Lead> {
        let path = self.note.path.parent().join(target).ok()?;
        self.at(&path)
    }

    /// What stands at a path from the root of the vault.
    fn at(&self, path: &RelPath) -> Option<Lead> {
        let note = || self.catalogue.at_path(&self.catalogue.asked(path.as_str())).map(Lead::Note);
        let file = || self.catalogue.file_at(path).map(|path| Lead::File(path.clone()));
        let folder = || self.catalogue.folder_at(path.as_str()).map(|folder| self.folder(folder));
        note().or_else(file).or_else(folder)
    }

    /// A Markdown link: relative to the note first, then like a wiki link. Authors also link by URL:
    /// with a query, to `.html`, and relative to the page instead of the file.
    fn markdown(&self, target: &str) -> Option<Ruled> {
        let plain = target.split('?').next().unwrap_or(target);
        if plain.is_empty() {
            return by(Rule::This, Some(Lead::Note(self.id)));
        }
        let found = self.markdown_path(target).or_else(|| self.markdown_path(plain));
        let page = plain.strip_suffix(".html").map(|page| page.strip_suffix("/index").unwrap_or(page));
        found.or_else(|| self.markdown_path(page?))
    }

    fn markdown_path(&self, target: &str) -> Option<Ruled> {
        if target.is_empty() {
            return None;
        }
        if let Some(inside) = other_tools::in_site(target) {
            return self.in_project(inside);
        }
        if let Some(absolute) = target.strip_prefix('/') {
            let below = || by(Rule::Ending, self.below(absolute.trim_matches('/')));
            let list = || List::named(absolute.trim_matches('/')).map(Page::List).map(Lead::Page);
            return self.absolute(absolute).or_else(below).or_else(|| by(Rule::Url, list()));
        }
        let explicit = target.starts_with("./") || target.starts_with("../");
        let found = by(Rule::Relative, self.relative(target));
        let found = found.or_else(|| by(Rule::Url, self.by_url(target)));
        let folder = || self.catalogue.folder_ending_in(target).map(|folder| self.folder(folder));
        let lookup = || self.lookup(target).or_else(|| by(Rule::Folder, folder()));
        found.or_else(|| (!explicit).then(lookup).flatten())
    }

    /// From the root of the site: a static file, else a file of the vault, else a page by its URL.
    fn absolute(&self, target: &str) -> Option<Ruled> {
        let path = RelPath::root().join(target).ok()?;
        let surroundings = self.catalogue.surroundings;
        if surroundings.statics.contains_key(&path) {
            return by(Rule::Published, Some(Lead::Static(path)));
        }
        let folders = surroundings.public_folders.iter().filter_map(|folder| folder.join(target).ok());
        let public = folders.filter_map(|path| self.catalogue.file_at(&path)).next();
        by(Rule::Published, public.map(|path| Lead::File(path.clone())))
            .or_else(|| by(Rule::Root, self.at(&path)))
            .or_else(|| by(Rule::Url, self.catalogue.page_at(&path).map(Lead::Page)))
    }

    /// Other tools publish a folder of the vault as the root (`content/en`, `src/pages`): then the only page
    /// below it whose path ends so.
    fn below(&self, target: &str) -> Option<Lead> {
        let ranked = self.catalogue.ranked(&self.catalogue.asked(target));
        let folder = || self.catalogue.folder_ending_in(target).map(|folder| self.folder(folder));
        match ranked.best() {
            Some(_) => ranked.only().map(Lead::Note),
            None => folder(),
        }
    }

    /// Relative to the page, as a browser reads it: the page of `a/b.md` is the folder `a/b/`.
    fn by_url(&self, target: &str) -> Option<Lead> {
        self.catalogue.page_at(&self.beside_page(target)?).map(Lead::Page)
    }

    fn file_by_url(&self, target: &str) -> Option<Lead> {
        self.catalogue.file_at(&self.beside_page(target)?).map(|path| Lead::File(path.clone()))
    }

    fn beside_page(&self, target: &str) -> Option<RelPath> {
        let stem = crate::text::name::without_extension(self.note.page.as_str());
        RelPath::new(stem).ok()?.join(target).ok()
    }
}

/// The best of several notes, or the only one.
fn among(ranked: Ranked) -> Option<Lead> {
    let best = ranked.best()?;
    Some(if ranked.are_several() { Lead::Among(best, ranked) } else { Lead::Note(best) })
}

/// What stands behind the URL of a page: its question and its fragment, as parts of a URL.
fn behind_page(link: &Link) -> Box<str> {
    let question = link.target.find('?').and_then(|at| link.target.get(at..)).unwrap_or("");
    let mut behind = escape::url_query(question);
    if let Some(fragment) = &link.fragment {
        behind.push('#');
        escape::push_url_path(&mut behind, fragment);
    }
    behind.into()
}

/// The fragment without the part that only a browser reads: `#:~:text=…` marks words and names no place.
fn without_directive(fragment: &str) -> &str {
    fragment.split(":~:").next().unwrap_or(fragment)
}
