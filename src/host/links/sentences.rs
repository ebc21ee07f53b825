//! Why a link leads where it leads, in sentences.

use super::Listed;
use crate::text::escape::{quoted, visible};
use crate::vault::{Answer, Rule};

/// The links, each with its explanation.
pub(in crate::host) fn sentences(links: &[Listed<'_>]) -> String {
    links.iter().map(explained).collect::<Vec<_>>().join("\n")
}

fn explained(listed: &Listed<'_>) -> String {
    let (file, at) = (&listed.file, listed.at);
    let headline = format!("{file}:{}:{}: {}", at.line, at.column, quoted(listed.raw));
    let mut out = format!("{}\n", visible(&headline));
    let sentences = [Some(answer(listed)), others(listed), anchor(listed)];
    for sentence in sentences.into_iter().flatten() {
        out.push_str(&format!("  {}\n", visible(&sentence)));
    }
    out
}

fn answer(listed: &Listed<'_>) -> String {
    match &listed.resolved {
        Some(file) => format!("It leads to `{file}`: {}.", because(listed.rule)),
        None => format!("It leads nowhere: {}.", because(listed.rule)),
    }
}

fn because(rule: Rule) -> &'static str {
    match rule {
        Rule::This => "it names no note, so it means its own",
        Rule::Relative => "that is the path from the folder of this note (step 1)",
        Rule::Root => "that is the path from the root of the notes (step 2)",
        Rule::OwnFolder => "that lies in the folder of this note (step 3)",
        Rule::Ending => "its path ends so (step 4)",
        Rule::Alias => "it has this alias, `id` or title (step 5)",
        Rule::Slug => "its path is this one when both are spelt as a slug (step 6)",
        Rule::Folder => "nothing else has the name, and it is the folder of this name (step 7)",
        Rule::Published => "a file is published at this address",
        Rule::Url => "this is the URL of its page",
        Rule::Block => "a block there has this id",
        Rule::Kind => "it explains this kind of manifest",
        Rule::Draft => "the only note of this name is a draft",
        Rule::Missing => "no note, file or folder has this name",
    }
}

fn others(listed: &Listed<'_>) -> Option<String> {
    let rivals = listed.rivals(|file| format!("`{file}`"))?;
    let reason = match (listed.answer, listed.rule) {
        (Answer::Ambiguous(_), Rule::Ending) => "the shortest path wins, then the first in the alphabet",
        (Answer::Ambiguous(_), _) => "the first in the alphabet wins",
        _ => "an earlier step decides",
    };
    Some(format!("It could have meant {rivals}; {reason}."))
}

fn anchor(listed: &Listed<'_>) -> Option<String> {
    listed.anchor_ok()?;
    let fragment = quoted(listed.link.fragment.as_deref()?);
    Some(match &listed.anchor {
        Some(anchor) => format!("{fragment} is {} there.", quoted(anchor)),
        None => format!("There is no {fragment} in it: the link leads to the top of the note."),
    })
}
