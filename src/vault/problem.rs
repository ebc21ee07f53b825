//! Everything that can be wrong between notes: one constructor per problem.

use super::Route;
use super::ranked::Candidates;
use super::route::Owner;
use crate::note::{Link, LinkForm, Note, Spelt};
use crate::text::escape::{self, quoted};
use crate::text::portable::Fault;
use crate::text::{Asking, Place, Problem, RelPath, Repair, name};

fn at(note: &Note, link: &Link) -> Place {
    Place::at(&note.path, link.span)
}

/// What a link could ask for as it is to be written there; `None` where it cannot be.
fn spelt(link: &Link, asked: &str) -> Option<String> {
    match link.is_wiki() {
        true => (!asked.contains(['|', '#', '[', ']'])).then(|| asked.to_string()),
        false => Some(escape::link_target(asked)),
    }
}

pub(super) fn missing_note(note: &Note, link: &Link, near: Option<&str>) -> Problem {
    let problem = Problem::warning(
        "missing-note",
        at(note, link),
        format!("there is no note {}", quoted(&link.target)),
    );
    match near.and_then(|near| spelt(link, near)) {
        Some(near) => problem.did_you_mean(near),
        None => problem.help("write it, or make the link plain text; it is listed among the wanted notes"),
    }
}

/// A link to a note that is there, but is not published.
pub(super) fn draft(note: &Note, link: &Link) -> Problem {
    let message = format!("the note {} is a draft", quoted(&link.target));
    let problem = match link.form {
        LinkForm::Markdown | LinkForm::Href => Problem::error("broken-link", at(note, link), message),
        _ => Problem::warning("missing-note", at(note, link), message),
    };
    problem.help("publish it, or build with `--drafts`")
}

/// A link to a list that this site does not make.
pub(super) fn absent_list(note: &Note, link: &Link, why: &str) -> Problem {
    let message = format!("the site has no page {}: {why}", quoted(&link.target));
    Problem::error("broken-link", at(note, link), message)
        .help("remove the link, or what keeps the page away")
}

pub(super) fn broken_link(note: &Note, link: &Link, near: Option<&str>) -> Problem {
    let problem =
        Problem::error("broken-link", at(note, link), format!("{} leads to no note", quoted(&link.target)));
    let problem = match note.path.parent().join(&link.target) {
        Ok(path) if !link.target.starts_with('/') && !link.target.contains("//") => {
            problem.help(format!("looked for {}", quoted(path.as_str())))
        }
        _ => problem,
    };
    let problem = without_scheme(link, problem);
    match near.and_then(|near| spelt(link, near)) {
        Some(near) => problem.did_you_mean(near),
        None => problem,
    }
}

/// Top-level domains that no file ends in.
const DOMAINS: [&str; 9] = ["com", "org", "net", "io", "dev", "gov", "edu", "info", "cloud"];

/// The same problem with the help that `https://` is missing, where the target begins as the name of a host does.
fn without_scheme(link: &Link, problem: Problem) -> Problem {
    let target = &*link.target;
    let (host, path) = target.split_once('/').map_or((target, None), |(host, path)| (host, Some(path)));
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((_, domain)) = host.rsplit_once('.').filter(|_| host.split('.').all(is_label)) else {
        return problem;
    };
    let is_known = host.starts_with("www.") || DOMAINS.contains(&domain);
    let is_country = domain.len() == 2 && domain.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(is_known || (is_country && path.is_some() && !name::is_note(host))) {
        return problem;
    }
    let fragment = link.fragment.as_deref().map_or(String::new(), |fragment| format!("#{fragment}"));
    let url = format!("https://{target}{fragment}");
    problem.help(format!("`https://` is missing, if it leads to another site: {}", quoted(&url))).suggest(url)
}

pub(super) fn missing_asset(note: &Note, link: &Link, near: Option<&str>, folders: &[String]) -> Problem {
    let problem =
        Problem::error("missing-asset", at(note, link), format!("there is no file {}", quoted(&link.target)));
    let problem = match link.is_wiki() {
        true => problem,
        false => without_scheme(link, problem),
    };
    let problem = match near.and_then(|near| spelt(link, near)) {
        Some(near) => problem.did_you_mean(near),
        None => problem,
    };
    if link.target.starts_with('/') && !folders.is_empty() {
        return problem.help(format!("looked for it in {}", folders.join(", ")));
    }
    problem
}

pub(super) fn missing_block(
    note: &Note,
    link: &Link,
    target: &RelPath,
    block: &str,
    near: Option<&str>,
) -> Problem {
    let message = format!("`{target}` has no block {}", quoted(&format!("^{block}")));
    let problem = Problem::error("missing-block", at(note, link), message);
    match near.and_then(|near| spelt(link, near)) {
        Some(near) => problem.did_you_mean(format!("#^{near}")),
        None => problem.help(format!(
            "write ` ^{}` at the end of the block that is meant",
            quoted(block).trim_matches('`')
        )),
    }
}

/// A reference to a block by an id that no block of any note has.
pub(super) fn missing_reference(note: &Note, link: &Link) -> Problem {
    let message = format!("no block has the id of {}", quoted(&link.target));
    Problem::error("missing-block", at(note, link), message)
        .help("the block was deleted, or its note is not here; refer to one that is")
}

/// `chain` is the notes from the one that is shown to the one it is shown in, which shows it again.
pub(super) fn self_embed(note: &Note, link: &Link, chain: &[&RelPath]) -> Problem {
    let chain: Vec<String> = chain.iter().map(|path| format!("`{path}`")).collect();
    Problem::error("self-embed", at(note, link), "this would show a text inside itself")
        .help(format!("it is a link instead; the chain is {}", chain.join(" → ")))
}

pub(super) fn heavy_embed(note: &Note, link: &Link, limit: &str) -> Problem {
    Problem::warning("heavy-embed", at(note, link), format!("what would be shown here is over {limit}"))
        .help("it is a link instead; show a section of it, or less in it")
}

pub(super) fn missing_anchor(
    note: &Note,
    link: &Link,
    target: &Note,
    fragment: &str,
    near: Option<&str>,
) -> Problem {
    let message = format!("`{}` has no heading {}", target.path, quoted(fragment));
    let problem = Problem::error("missing-anchor", at(note, link), message);
    if let Some(near) = near.and_then(|near| spelt(link, near)) {
        return problem.did_you_mean(format!("#{near}"));
    }
    let headings = target.headings.iter().filter(|heading| !heading.is_title);
    match listed(headings.map(|heading| &*heading.text)) {
        Some(named) => problem.help(format!("it has {named}; the link leads to the top of the page")),
        None => problem.help("the link leads to the top of the page"),
    }
}

/// How many of the places in a file are named.
const NAMED_PLACES: usize = 5;

/// The first names, and how many more there are; `None` where there is none.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut names = names.filter(|name| !name.is_empty());
    let mut named: Vec<String> = names.by_ref().take(NAMED_PLACES).map(quoted).collect();
    let more = names.count();
    named.extend((more > 0).then(|| format!("and {more} more")));
    (!named.is_empty()).then(|| named.join(", "))
}

/// The end of a note reference that is not there, or stands before its beginning.
pub(super) fn missing_end(note: &Note, link: &Link, target: &RelPath, end: &str) -> Problem {
    let message = format!("`{target}` has no {} where this could end", quoted(&format!("#{end}")));
    Problem::error("missing-anchor", at(note, link), message)
        .help("name a heading or a block behind its beginning that is in no list or quote; it ends with its section")
}

/// A link asks for a document of a manifest file that is not there; `all` are those that are.
pub(super) fn missing_document<'d>(
    note: &Note,
    link: &Link,
    file: &RelPath,
    near: Option<&str>,
    all: impl Iterator<Item = &'d str>,
) -> Problem {
    let message = format!("`{file}` has no document {}", quoted(link.fragment.as_deref().unwrap_or("")));
    let problem = Problem::error("missing-anchor", at(note, link), message);
    if let Some(near) = near.and_then(|near| spelt(link, near)) {
        return problem.did_you_mean(format!("#{near}"));
    }
    match listed(all) {
        Some(named) => problem.help(format!("it has {named}; the whole file is shown")),
        None => problem.help("only manifests in YAML and JSON have documents; the whole file is shown"),
    }
}

/// A file that is no text, or cannot be read.
pub(super) fn unshown_file(note: &Note, link: &Link, file: &RelPath) -> Problem {
    let message = format!("`{file}` cannot be shown: it is no text in UTF-8");
    Problem::error("refused-include", at(note, link), message).help("it is a link instead")
}

/// How many of the notes that a link could mean are named, besides the one it leads to.
pub(super) const NAMED: usize = 3;

/// `alone` is what makes the link mean the best alone, where that can be written.
pub(super) fn ambiguous(
    note: &Note,
    link: &Link,
    what: &str,
    candidates: &Candidates<'_>,
    alone: Option<&Asking>,
) -> Problem {
    let alone = alone.and_then(|asking| asking.target.as_deref()).unwrap_or(&candidates.name);
    let alone = spelt(link, alone).unwrap_or_else(|| alone.to_string());
    let message = format!("{} could be several {what}", quoted(&link.target));
    let problem = Problem::error("ambiguous-link", at(note, link), message);
    let mut others: Vec<String> = candidates.others.iter().map(|path| format!("`{path}`")).collect();
    if candidates.more > 0 {
        others.push(format!("and {} more", candidates.more));
    }
    problem
        .help(format!("it leads to `{}`; it could be {}", candidates.best, others.join(", ")))
        .help(format!("write `{alone}` to mean that one"))
        .suggest(alone)
}

pub(super) fn old_url(note: &Note, link: &Link, target: &str) -> Problem {
    let message = format!("{} is an old URL of `{target}`", quoted(&link.target));
    let target = escape::link_target(&format!("/{target}"));
    Problem::warning("old-url", at(note, link), message).help(format!("write `{target}`")).suggest(target)
}

pub(super) fn slug_collision(note: &Note, first: &Owner, wanted: &Route, given: &Route) -> Problem {
    let place =
        note.front.slug.as_ref().map_or(Place::file(&note.path), |slug| Place::at(&note.path, slug.span));
    let help = format!("this note is published as `{}`; rename one, or give it a `slug`", url(given));
    collision(place, &note.path, first, wanted).help(help)
}

/// The page of a folder that has no note yields to a note.
pub(super) fn folder_collision(folder: &RelPath, first: &Owner, wanted: &Route, given: &Route) -> Problem {
    let help = format!("the page of the folder is published as `{}`; rename one", url(given));
    collision(Place::file(folder), folder, first, wanted).help(help)
}

fn collision(place: Place, path: &RelPath, first: &Owner, wanted: &Route) -> Problem {
    let wanted = url(wanted);
    match first {
        Owner::Page(first, theirs) if url(theirs) != wanted => {
            let theirs = url(theirs);
            let urls = format!("URLs that differ only in case, `{wanted}` and `{theirs}`");
            let message = format!("`{path}` and `{first}` want {urls}");
            Problem::error("slug-collision", place, message)
                .related(first, format!("keeps its URL `{theirs}`"))
                .help("some servers and file systems do not tell them apart")
        }
        Owner::Page(first, _) => {
            let message = format!("`{path}` and `{first}` want the same URL `{wanted}`");
            Problem::error("slug-collision", place, message).related(first, "keeps the URL")
        }
        Owner::Site => {
            let message = format!("`{path}` wants the URL `{wanted}`, where every site has a file");
            Problem::error("slug-collision", place, message)
        }
    }
}

fn url(route: &Route) -> String {
    if route.is_home() { "/".to_string() } else { format!("/{route}/") }
}

pub(super) fn alias_collision(note: &Note, alias: &Spelt, owner: &Owner) -> Problem {
    let place = Place::at(&note.path, alias.span);
    let problem = match owner {
        Owner::Page(owner, _) => {
            let message = format!("the alias {} is the URL of `{owner}`", quoted(&alias.text));
            Problem::error("slug-collision", place, message).related(owner, "has the URL")
        }
        Owner::Site => {
            let message =
                format!("the alias {} is the URL of a file that every site has", quoted(&alias.text));
            Problem::error("slug-collision", place, message)
        }
    };
    problem.help("the page keeps its URL and the alias leads nowhere; remove it")
}

pub(super) fn kind_collision(note: &Note, first: &Note, kind: &str) -> Problem {
    let message = format!("`{}` and `{}` both explain the kind {}", note.path, first.path, quoted(kind));
    Problem::warning("kind-collision", Place::file(&note.path), message)
        .related(&first.path, "manifests of the kind link to this one")
        .help("remove the kind from `kinds` of one of them")
}

pub(super) fn bad_url(note: &Note, url: &Spelt, what: &str) -> Problem {
    let message = format!("the {what} {} is no URL inside the site", quoted(&url.text));
    Problem::error("bad-url", Place::at(&note.path, url.span), message)
        .help("write a path such as `/guides/start/`; it is ignored")
}

pub(super) fn alias_conflict(note: &Note, alias: &Spelt, other: &RelPath, what: &str) -> Problem {
    let message = format!("the alias {} is a name of `{other}`", quoted(&alias.text));
    Problem::error("alias-conflict", Place::at(&note.path, alias.span), message)
        .related(other, what)
        .help("a link by that name leads to one of them; remove the alias, or write another")
}

pub(super) fn duplicate_title(note: &Note, first: &Note) -> Problem {
    let place = note.title_span().map_or(Place::file(&note.path), |span| Place::at(&note.path, span));
    let message = format!("two notes have the title {}", quoted(&note.title));
    Problem::note("duplicate-title", place, message)
        .related(&first.path, "has that title too")
        .help("say in each what the other does not: lists and search show nothing else")
}

pub(super) fn orphan_note(path: &RelPath) -> Problem {
    Problem::note("orphan-note", Place::file(path), "no note links to this one")
        .help("link to it where it is spoken of; until then only lists lead here")
}

pub(super) fn dead_end_note(path: &RelPath) -> Problem {
    Problem::note("dead-end-note", Place::file(path), "this note links to no other")
        .help("link to what it speaks of, so that a reader can go on")
}

pub(super) fn unused_asset(path: &RelPath) -> Problem {
    Problem::note("unused-asset", Place::file(path), "no note links to this file or shows it")
        .help("it is not published; link to it, or remove it")
}

const NON_PORTABLE: &str = "non-portable-name";

pub(super) fn bad_name(place: Place, path: &RelPath, fault: &Fault) -> Problem {
    let name = quoted(path.name());
    let (message, help) = match fault {
        Fault::Device => (format!("Windows has no file named {name}: that is a device"), "rename it"),
        Fault::Character(c) if c.is_control() => {
            (format!("Windows has no file named {name}: U+{:04X} is not allowed", u32::from(*c)), "rename it")
        }
        Fault::Character(c) => {
            (format!("Windows has no file named {name}: `{c}` is not allowed"), "rename it")
        }
        Fault::End(_) => (format!("Windows drops the dot or the blank that {name} ends in"), "rename it"),
        Fault::Invisible(c) => {
            (format!("the name {name} holds U+{:04X}, which is not seen", u32::from(*c)), "rename it without")
        }
        Fault::Decomposed => (
            format!("the letters of {name} are decomposed (not NFC)"),
            "rename it to the same letters as they are typed: other systems take the two for two names",
        ),
    };
    Problem::warning(NON_PORTABLE, place, message).help(help)
}

pub(super) fn near_names(place: Place, path: &RelPath, first: &RelPath) -> Problem {
    let message = format!("`{path}` and `{first}` differ only in case or Unicode form");
    Problem::warning(NON_PORTABLE, place, message)
        .related(first, "is the other")
        .help("rename one: Windows and macOS have room for only one of them")
}

pub(super) fn other_case(note: &Note, link: &Link, spelt: &str) -> Problem {
    let message = format!("{} differs from the name of its file in case", quoted(&link.target));
    Problem::warning(NON_PORTABLE, at(note, link), message)
        .did_you_mean(escape::link_target(spelt))
        .help("it leads there in this site, and nowhere where names are compared as they are written")
        .repaired_by(Some(Repair::Link(Asking { target: Some(spelt.to_string()), ..Asking::default() })))
}
