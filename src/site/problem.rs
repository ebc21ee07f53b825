//! What can be wrong with a site as a whole: one constructor per problem.

use crate::note::{Date, External, Spelt};
use crate::text::escape::quoted;
use crate::text::{Place, Problem, RelPath, Source, Span};

pub(super) fn unknown_config_key(source: &Source, span: Span, key: &str, near: Option<&str>) -> Problem {
    let message = format!("the key `{key}` means nothing");
    let problem = Problem::warning("unknown-key", Place::at(&source.path, span), message);
    match near {
        Some(near) => problem.did_you_mean(near),
        None => problem.help("it is ignored"),
    }
}

/// An id in the `lints` of a note.
pub(super) fn unknown_lint(note: &RelPath, id: &Spelt, near: Option<&str>) -> Problem {
    let message = format!("there is no problem {}", quoted(&id.text));
    let problem = Problem::warning("unknown-key", Place::at(note, id.span), message);
    match near {
        Some(near) => problem.did_you_mean(near),
        None => problem.help("it is ignored"),
    }
}

/// A folder or a file in the `[lints]` of the configuration.
pub(super) fn unknown_lint_folder(place: &Place, folder: &RelPath) -> Problem {
    let message = format!("`lints` names `{folder}`, which is no folder and no file of the vault");
    Problem::warning("unknown-path", place.clone(), message)
        .help("write the path of a folder or a file from the folder of the notes, a note with its extension")
}

pub(super) fn output_collision(file: Place, wanted: &RelPath, given: &RelPath) -> Problem {
    let message = format!("this file cannot be published as `{wanted}`: a page or another file is there");
    Problem::error("output-collision", file, message)
        .help(format!("it is published as `{given}`; rename it, or what is there"))
}

pub(super) fn lost_redirect(note: &RelPath, file: &RelPath) -> Problem {
    let message = format!("the file `{file}` of an old URL cannot be published: a folder or a file is there");
    Problem::error("output-collision", Place::file(note), message)
        .help("the alias leads nowhere; remove it, or rename what is there")
}

pub(super) fn unknown_template(note: &RelPath, name: &Spelt) -> Problem {
    let message = format!("there is no template {}", quoted(&name.text));
    Problem::warning("unknown-template", Place::at(note, name.span), message)
        .help("the page is made with `note.html`")
}

pub(super) fn unknown_path(place: &Place, path: &str, near: Option<&str>) -> Problem {
    let message = format!("`nav` names `{path}`, which is no note and no folder of the navigation");
    let problem = Problem::warning("unknown-path", place.clone(), message);
    match near {
        Some(near) => problem.did_you_mean(near),
        None => problem.help("write the path of a note without its extension, or that of a folder"),
    }
}

pub(super) fn bad_navigation(place: Place, reason: &str) -> Problem {
    Problem::warning("bad-navigation", place, format!("this navigation cannot be read: {reason}"))
        .help("notes stand in the order of their own numbers and titles")
}

/// `fault` says what came of asking for it.
pub(super) fn external_link(note: &RelPath, link: &External, fault: &str) -> Problem {
    let message = format!("{} {fault}", quoted(&link.url));
    Problem::warning("external-link", Place::at(note, link.span), message)
        .help("write the address it has now, or name it under `ignore` of `[external]` in `rutter.toml`")
}

pub(super) fn stale_note(note: &RelPath, updated: Date, age: i64) -> Problem {
    let message = format!("this note was last changed on {updated}, {age} days ago");
    Problem::warning("stale-note", Place::file(note), message)
        .help("read it again, mend what is no longer true, and say so with `updated` in its front matter")
}
