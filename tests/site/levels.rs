//! How bad a problem is taken: by id, for all notes, for a folder, for a note; the nearest level counts.

use crate::vault::{Built, Vault, vault};

/// A vault with a link to nowhere in each of these folders, and these levels.
fn with(lints: &str) -> Vault {
    vault()
        .file("rutter.toml", lints)
        .file("a.md", "[[nowhere]]\n")
        .file("x/a.md", "[[nowhere]]\n")
        .file("x/y/a.md", "[[nowhere]]\n")
        .file("x-y/a.md", "[[nowhere]]\n")
}

/// The places of the problems that are told at a level.
fn told<'s>(said: &'s str, level: &str) -> Vec<&'s str> {
    let blocks = said.split("\n\n").filter(|block| block.starts_with(&format!("{level}[missing-note]")));
    blocks.filter_map(|block| block.lines().nth(1)?.split_once("/vault/").map(|(_, place)| place)).collect()
}

fn checked(vault: &Vault) -> Built {
    vault.ask("check", &[])
}

#[test]
fn the_deepest_folder_counts() {
    let vault = with(
        "[lints]\nmissing-note = \"error\"\n[lints.\"x/\"]\nmissing-note = \"allow\"\n\
         [lints.\"x/y\"]\nmissing-note = \"warn\"\n",
    );
    let said = checked(&vault).said();
    assert_eq!(told(&said, "error"), ["a.md:1:1", "x-y/a.md:1:1"]);
    assert_eq!(told(&said, "warning"), ["x/y/a.md:1:1"]);
}

#[test]
fn other_problems_of_a_folder_keep_their_levels() {
    let vault = with("[lints.x]\nempty-link = \"allow\"\n").file("x/b.md", "[t]() [[nowhere]]\n");
    let said = checked(&vault).said();
    assert_eq!(told(&said, "warning").len(), 5);
    assert!(!said.contains("empty-link"), "{said}");
}

#[test]
fn a_note_has_the_last_word() {
    let vault = with("[lints.x]\nmissing-note = \"allow\"\n")
        .file("x/y/b.md", "---\nlints:\n  missing-note: error\n---\n[[nowhere]]\n")
        .file(
            "b.md",
            "---\nlints: {missing-note: allow, \"missing-anchor\": warn}\n---\n[[nowhere]] [[#no]]\n",
        )
        .file("c.md", "+++\n[lints]\nmissing-note = \"error\"\n+++\n[[nowhere]]\n");
    let built = checked(&vault);
    assert_eq!(told(&built.said(), "error"), ["c.md:5:1", "x/y/b.md:5:1"]);
    assert_eq!(told(&built.said(), "warning"), ["a.md:1:1", "x-y/a.md:1:1"]);
    built.says("warning[missing-anchor]");
}

#[test]
fn a_file_can_be_named_as_a_folder_can_and_its_note_has_the_last_word() {
    let vault = with(
        "[lints.\"x/a.md\"]\nmissing-note = \"error\"\n[lints.\"a.md\"]\nmissing-note = \"allow\"\n\
         [lints.x]\nmissing-note = \"allow\"\n[lints.img]\nunused-asset = \"warn\"\n\
         [lints.\"img/b.png\"]\nunused-asset = \"allow\"\n[lints.\"x/a\"]\nmissing-note = \"warn\"\n",
    );
    let vault = vault.file("img/a.png", "x").file("img/b.png", "x");
    let built = checked(&vault);
    assert_eq!(told(&built.said(), "error"), ["x/a.md:1:1"]);
    assert_eq!(told(&built.said(), "warning"), ["x-y/a.md:1:1"]);
    built.has_problem("unused-asset", "img/a.png");
    assert_eq!((built.count("unused-asset"), built.count("unknown-path")), (1, 1));
    built.problem_says("unknown-path", "rutter.toml:11:8", &["`x/a`", "a note with its extension"]);
    vault.write("x/a.md", "---\nlints: {missing-note: warn}\n---\n[[nowhere]]\n");
    assert_eq!(told(&checked(&vault).said(), "warning"), ["x-y/a.md:1:1", "x/a.md:4:1"]);
}

#[test]
fn levels_change_the_exit_code() {
    assert_eq!(checked(&with("")).code(), 0);
    assert_eq!(checked(&with("[lints.\"x/y/\"]\nmissing-note = \"error\"\n")).code(), 1);
    let allowed = with("[lints]\nmissing-note = \"allow\"\n");
    assert_eq!(allowed.ask("check", &["--strict"]).code(), 0);
}

#[test]
fn ids_and_folders_that_are_not_there_are_told() {
    let vault = with("[lints.z]\nmissing-note = \"allow\"\n[lints.x]\nmissing-nite = \"allow\"\n")
        .file("b.md", "---\nlints:\n  missing-nite: allow\n  no-such-thing: warn\n---\n");
    let built = checked(&vault);
    built.problem_says("unknown-path", "rutter.toml:1:8", &["`z`"]);
    built.problem_says("unknown-key", "rutter.toml:4:1", &["did you mean `missing-note`?"]);
    built.problem_says("unknown-key", "b.md:3:3", &["`missing-nite`", "did you mean `missing-note`?"]);
    built.problem_says("unknown-key", "b.md:4:3", &["`no-such-thing`", "it is ignored"]);
}

#[test]
fn a_level_that_is_none_is_told_at_its_place() {
    let vault = with("")
        .file("b.md", "---\nlints:\n  missing-note: never\n---\n")
        .file("c.md", "---\nlints: no\n---\n");
    let built = checked(&vault);
    built.problem_says(
        "bad-front-matter",
        "b.md:3:17",
        &["`missing-note` is `never`", "`error`, `warn` or `allow`"],
    );
    built.problem_says("bad-front-matter", "c.md:2:8", &["a level for each id"]);
    with("[lints.x]\nmissing-note = \"never\"\n")
        .build_with(&[])
        .is_stopped_with(&["rutter.toml:2:16", "a level is"]);
    with("[lints.\"../x\"]\nmissing-note = \"warn\"\n")
        .build_with(&[])
        .is_stopped_with(&["is no folder of the notes"]);
}

#[test]
fn a_folder_of_drafts_is_a_folder_of_notes() {
    let vault =
        with("[lints.drafts]\nmissing-note = \"allow\"\n").file("drafts/d.md", "---\ndraft: true\n---\n");
    assert!(!checked(&vault).said().contains("unknown-path"));
}

#[test]
fn keys_of_authors_near_to_lints_are_left_alone() {
    let vault = vault().file("a.md", "---\nlinks: [x]\nlists: y\nhints: z\n---\n");
    checked(&vault).has_no_problems();
}
