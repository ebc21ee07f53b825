//! Who mentions a note is the same whether it is told of that note alone or of all at once, from nothing and after
//! edits.

use proptest::prelude::*;

use rutter::site::Inputs;
use rutter::vault::{Mentioned, Mentions};
use rutter::{Memo, linked};

use crate::{cases, source};

/// What titles, aliases and labels are made of: so little that names often say the same, begin alike, or stand in longer
/// ones.
const NAMES: &[&str] = &[
    "Disk",
    "disk",
    "Block Disk",
    "block disk claim of it",
    "Block Disk Claim",
    "disk-claim",
    "Claim",
    "kubelette",
    "KubeLette",
    "持久",
    "持久卷",
    "Größe STRASSE",
    "größe straße",
    "e\u{301}tat",
    "état",
    "one two three four five six",
    "2024",
    "C++",
];

/// What texts are made of besides names.
const BETWEEN: &[&str] = &[
    " ",
    " ",
    " and ",
    ". ",
    ", ",
    "卷",
    "\n\n",
    "\n\n## Disk\n\n",
    "`",
    "*",
    "[[n1]]",
    "[[n2|",
    "]]",
    "\n- ",
    "'s ",
    "-",
    "[^1]",
    "\n\n[^1]: ",
    "<kbd>",
    "</kbd>",
    "&amp;",
];

/// A note: whether it has a heading or is called as its file is, its names, its text.
fn note() -> impl Strategy<Value = String> {
    let name = || proptest::sample::select(NAMES);
    let part = prop_oneof![name(), proptest::sample::select(BETWEEN)];
    let text = proptest::collection::vec(part, 0..24);
    let is_unlisted = proptest::bool::weighted(0.1);
    (proptest::option::weighted(0.8, name()), proptest::collection::vec(name(), 0..2), is_unlisted, text)
        .prop_map(|(title, aliases, unlisted, text)| {
            let title = title.map_or(String::new(), |title| format!("# {title}\n\n"));
            let text = text.concat();
            format!("---\naliases: {aliases:?}\nunlisted: {unlisted}\n---\n{title}{text}\n")
        })
}

/// The notes of a vault; the first is the home page.
fn notes() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(note(), 1..9)
}

/// The labels of a table of contents, which are the titles of notes without one.
fn labels() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(NAMES), 0..9)
}

fn inputs(notes: &[String], labels: &[&str]) -> Inputs {
    let file = |n: usize| if n == 0 { "index.md".to_string() } else { format!("n{n}.md") };
    let entry = |(n, label): (usize, &&str)| format!("- [{label}]({})\n", file(n));
    let contents: String = labels.iter().enumerate().map(entry).collect();
    let files = notes.iter().enumerate().map(|(n, text)| source(&file(n), text));
    let contents = (!labels.is_empty()).then(|| source("SUMMARY.md", &contents));
    let files = files.chain(contents).map(|file| (file.path.clone(), file));
    Inputs { notes: files.collect(), ..Inputs::default() }
}

/// Asks for each note, and for all; how many mentions there are.
fn assert_same(inputs: &Inputs, memo: &mut Memo) -> Result<usize, TestCaseError> {
    let vault = linked(inputs, memo);
    let all = Mentions::of(&vault);
    for id in vault.ids() {
        prop_assert_eq!(Mentioned::of(&vault, id), all.to(id), "{}", vault[id].note.path);
    }
    Ok(vault.ids().map(|id| all.to(id).count).sum())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4 * cases(), ..ProptestConfig::default() })]

    #[test]
    fn mentions_of_one_note_are_those_of_all(
        mut notes in notes(), labels in labels(), others in notes(), named in labels(), kept in 0..9usize
    ) {
        let mut memo = Memo::default();
        assert_same(&inputs(&notes, &labels), &mut memo)?;
        notes.truncate(kept);
        notes.extend(others);
        assert_same(&inputs(&notes, &labels), &mut memo)?;
        assert_same(&inputs(&notes, &named), &mut memo)?;
    }
}

/// The vaults of the property do have mentions: of the note that a table of contents names, too.
#[test]
fn a_label_is_a_name_and_another_one_after_an_edit() {
    let notes = ["", "", "The block disk is here."].map(String::from);
    let mut memo = Memo::default();
    for (label, count) in [("Block Disk", 1), ("Block Disk Claim", 0), ("Block Disk", 1)] {
        assert_eq!(assert_same(&inputs(&notes, &["Home", label]), &mut memo).unwrap(), count, "{label}");
    }
}
