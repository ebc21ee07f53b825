//! What the field knows of links and dialects, row by row: a file for each section of the two references, a
//! test for each row or sentence. The deeper tests of a feature stand with the feature; here stands that no
//! row is forgotten.

mod backlinks;
mod blocks;
mod code_blocks;
mod documents;
mod forms;
mod front_matter;
mod headings;
mod known_bugs;
mod quartz;
mod resolution;
mod slugs;
mod transclusion;

use crate::vault::{Built, Vault, vault};

/// A vault of these files.
fn files(files: &[(&str, &str)]) -> Vault {
    files.iter().fold(vault(), |vault, (path, text)| vault.file(path, text))
}

/// What stands in `from/a.md` beside these files is shown so, without a problem and without a broken link.
fn shows(text: &str, others: &[(&str, &str)], html: &[&str]) -> Built {
    let built = shows_with_problems(text, others, html);
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    built
}

/// The same for what is reported.
fn shows_with_problems(text: &str, others: &[(&str, &str)], html: &[&str]) -> Built {
    let built = files(others).file("from/a.md", format!("# A\n\n{text}\n")).build();
    let page = built.page("/from/a/");
    for piece in html {
        assert!(
            page.article().contains(piece),
            "{text}\nno `{piece}` in:\n{}\n{}",
            page.article(),
            built.said()
        );
    }
    built
}

/// What stands in `from/a.md` is shown as it is written: it is no link, and nothing is said about it.
fn is_no_link(text: &str) {
    let built = files(&[("n.md", "# N\n"), ("from/a.md", &format!("# A\n\n{text}\n"))]).build();
    built.has_no_problems();
    let page = built.page("/from/a/");
    assert!(!page.article().contains("href=\"../../n/\""), "{text}\n{}", page.article());
    assert!(!built.page("/n/").text().contains("Linked from"), "{text} is a backlink");
}
