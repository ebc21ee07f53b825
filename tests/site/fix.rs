//! `rutter check --fix`: what is certain is repaired, and nothing else is touched.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::Value;

use crate::vault::{Vault, run, rutter, tree, vault};

/// A vault of three notes and a picture around `a.md` with this text.
fn around(text: impl AsRef<[u8]>) -> Vault {
    vault()
        .file("a.md", text)
        .file(
            "workloads/pod-life-cycle.md",
            "---\naliases: [Second Name]\n---\n## How it works\n\nText ^my-block\n",
        )
        .file("workloads/twin.md", "x\n")
        .file("guide/twin.md", "x\n")
        .file("img/my-pic.png", "x")
        .file("img/twin.pdf", "x")
        .file("guide/twin.pdf", "x")
}

/// What `a.md` is after its repairs; no other file is touched, and a second run finds nothing to do.
fn fixed(text: impl AsRef<[u8]>) -> String {
    let vault = around(text);
    let before = tree(&vault.path(""));
    vault.ask("check", &["--fix"]);
    let after = tree(&vault.path(""));
    assert!(after.keys().eq(before.keys()), "no file comes or goes");
    assert!(after.iter().all(|(path, bytes)| path == "a.md" || before[path] == *bytes));
    assert_eq!(vault.ask("check", &["--fix", "--dry-run"]).answered(), "");
    String::from_utf8(after["a.md"].clone()).unwrap()
}

#[test]
fn a_link_that_differs_in_case_or_separators_is_written_as_what_it_means() {
    for (text, expected) in [
        ("[[PodLifeCycle]]s", "[[pod-life-cycle|PodLifeCycle]]s"),
        ("[[PodLifeCycle.md|L]]", "[[pod-life-cycle.md|L]]"),
        ("[[workloads/podlifecycle#how it works|L]]", "[[workloads/pod-life-cycle#how it works|L]]"),
        ("[[workloads\\podlifecycle|L]]", "[[workloads/pod-life-cycle|L]]"),
        ("[[./workloads/pod_life_cycle|L]]", "[[./workloads/pod-life-cycle|L]]"),
        ("[[Second-Name]]", "[[Second Name|Second-Name]]"),
        ("[[/podlifecycle|L]]", "[[/workloads/pod-life-cycle|L]]"),
        ("![[podlifecycle|L]]", "![[pod-life-cycle|L]]"),
        ("![[mypic.png|300x20]]", "![[my-pic.png|300x20]]"),
        ("![[my_pic.png]]", "![[my-pic.png]]"),
        (
            "[t](./workloads/Pod_Life_Cycle.md#how-it-works)",
            "[t](./workloads/pod-life-cycle.md#how-it-works)",
        ),
        ("[t](./workloads/Pod%20Life%20Cycle.md \"T\")", "[t](./workloads/pod-life-cycle.md \"T\")"),
        ("[t](<./workloads/Pod Life Cycle.md>)", "[t](<./workloads/pod-life-cycle.md>)"),
        ("![a](img/My_Pic.png)", "![a](img/my-pic.png)"),
        (
            "[![a](img/My_Pic.png)](workloads\\PodLifeCycle.md)",
            "[![a](img/my-pic.png)](workloads/pod-life-cycle.md)",
        ),
        ("<a href='workloads/PodLifeCycle.md#x1'>t</a>", "<a href='workloads/PodLifeCycle.md#x1'>t</a>"),
        ("<img src=img/My_Pic.png>", "<img src=img/my-pic.png>"),
        (
            "[t][R], [r] and ![r][]\n\n[r]: ./workloads/pod_life_cycle.md 'T'\n",
            "[t][R], [r] and ![r][]\n\n[r]: ./workloads/pod-life-cycle.md 'T'\n",
        ),
        (
            "| a |\n|---|\n| [[podlifecycle]] \\| [[podlifecycle\\|L]] |\n",
            "| a |\n|---|\n| [[pod-life-cycle\\|podlifecycle]] \\| [[pod-life-cycle\\|L]] |\n",
        ),
        (
            "| a |\n|---|\n| \\| [a\\|b](workloads/podlifecycle.md) ![a\\|b](img/My_Pic.png) |\n",
            "| a |\n|---|\n| \\| [a\\|b](workloads/pod-life-cycle.md) ![a\\|b](img/my-pic.png) |\n",
        ),
        (
            "> [a](workloads/podlifecycle.md\n> 'T\n> U') ü [b](workloads/podlifecycle.md)\n",
            "> [a](workloads/pod-life-cycle.md\n> 'T\n> U') ü [b](workloads/pod-life-cycle.md)\n",
        ),
        (
            "> [!note] [[podlifecycle|L]]\n> - [[podlifecycle|L]]\n",
            "> [!note] [[pod-life-cycle|L]]\n> - [[pod-life-cycle|L]]\n",
        ),
        (
            "<b>\n[[podlifecycle|L]] ü\n</b>[[podlifecycle|L]]",
            "<b>\n[[podlifecycle|L]] ü\n</b>[[podlifecycle|L]]",
        ),
    ] {
        assert_eq!(fixed(text), expected);
    }
}

#[test]
fn places_in_a_note_are_named_as_they_are() {
    for (text, expected) in [
        ("[[pod-life-cycle#HowItWorks]]", "[[pod-life-cycle#How it works|pod-life-cycle#HowItWorks]]"),
        ("[[pod-life-cycle#^myblock|L]]", "[[pod-life-cycle#^my-block|L]]"),
        ("[t](workloads/pod-life-cycle.md#HowItWorks)", "[t](workloads/pod-life-cycle.md#how-it-works)"),
        ("[t](workloads/podlifecycle.md#HowItWorks)", "[t](workloads/pod-life-cycle.md#how-it-works)"),
        ("[t](#TheEnd)\n\n## The end\n", "[t](#the-end)\n\n## The end\n"),
        ("[t](#The_End)\n\n<p id=\"the-END\">x</p>\n", "[t](#the-END)\n\n<p id=\"the-END\">x</p>\n"),
        ("[t](#TheEnd)\n\n## The end\n\n## The-end\n", "[t](#TheEnd)\n\n## The end\n\n## The-end\n"),
    ] {
        assert_eq!(fixed(text), expected);
    }
}

#[test]
fn an_ambiguous_link_says_which_it_means_and_reads_as_before() {
    for (text, expected) in [
        ("[[twin]]", "[[guide/twin|twin]]"),
        ("[[Twin]]s and [[twin|T]]", "[[guide/twin|Twin]]s and [[guide/twin|T]]"),
        ("[t](twin)", "[t](guide/twin)"),
        ("![[twin.pdf]]", "![[img/twin.pdf|twin.pdf]]"),
    ] {
        assert_eq!(fixed(text), expected);
    }
}

#[test]
fn a_slip_in_a_key_of_the_front_matter_is_mended() {
    assert_eq!(fixed("---\ntilte: 'T'\n\"Tags\": [x]\n---\n"), "---\ntitle: 'T'\n\"tags\": [x]\n---\n");
    assert_eq!(fixed("+++\ndescripton = \"D\"\n+++\n"), "+++\ndescription = \"D\"\n+++\n");
    for uncertain in ["tagz: [x]", "title: T\ntilte: U", "tilte: [x]", "descriptoin_s: x"] {
        let text = format!("---\n{uncertain}\n---\n");
        assert_eq!(fixed(&text), text);
    }
}

#[test]
fn what_is_not_certain_is_left_to_its_author() {
    for text in [
        "[[nothing like it]] [[pod-life-cycl]]",
        "[t](./workloads/pod_life_cycle.md#No)",
        "[[podlifecycle#No]]",
        "`[[podlifecycle]]` [t](./pod_life_cycle.md)",
        "```\n[[podlifecycle]]\n```\n",
    ] {
        assert_eq!(fixed(text), text);
    }
    let vault = vault().file("a.md", "[[ab-cd-ef]]").file("x/abcd-ef.md", "x").file("abc-def.md", "x");
    assert_eq!(vault.ask("check", &["--fix"]).answered(), "", "two notes read so");
}

#[test]
fn what_cannot_be_repaired_does_not_hinder_the_rest() {
    // The destination of the definition stands on a line of its own.
    let text = "[t][r] [[podlifecycle|L]]\n\n[r]:\n./workloads/PodLifeCycle.md\n";
    assert_eq!(fixed(text), text.replace("podlifecycle", "pod-life-cycle"));
    // Code that reads like the definition is not repaired for it.
    let text = "    [r]: ./workloads/PodLifeCycle.md\n\n[t][r] [[podlifecycle|L]]\n\n[r]: <./workloads/PodLifeCycle.md>\n";
    assert_eq!(fixed(text), text.replace("podlifecycle", "pod-life-cycle"));
}

#[test]
fn a_note_of_the_name_of_the_folder_is_written_from_inside_of_it() {
    let vault = vault().file("my-guide/a.md", "[t](../My_Guide)\n").file("my-guide.md", "# G\n");
    vault.ask("check", &["--fix"]);
    assert_eq!(std::fs::read_to_string(vault.path("my-guide/a.md")).unwrap(), "[t](../my-guide)\n");
}

#[test]
fn a_repair_that_would_do_harm_elsewhere_is_not_made() {
    let vault = vault().file("a.md", "---\naliass: [x]\n---\n").file("b.md", "---\nalias: y\n---\n[[x]]");
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), "---\naliass: [x]\n---\n");
    let vault = vault.file("c.md", "---\nalias: x\n---\n");
    vault.ask("check", &["--fix"]);
    assert!(fs::read_to_string(vault.path("a.md")).unwrap().contains("aliass"), "`[[x]]` would be ambiguous");
}

#[test]
fn a_key_that_would_do_harm_elsewhere_does_not_hinder_links() {
    let vault = vault().file("b.md", "---\ndarft: true\n---\n[[Pod_One]]\n");
    let vault = vault.file("a.md", "[[b]] [[podOne]]\n").file("pod-one.md", "Text\n");
    vault.ask("check", &["--fix"]);
    let after = tree(&vault.path(""));
    assert_eq!(after["a.md"], b"[[b]] [[pod-one|podOne]]\n");
    assert_eq!(after["b.md"], b"---\ndarft: true\n---\n[[Pod_One]]\n");
}

#[test]
fn bytes_around_a_repair_stay_as_they_are() {
    let text = "\u{feff}---\r\ntilte: T\r\n---\r\n\r\nÄ 🚀 [[podlifecycle|L]]\t \r\n\rend";
    let expected = text.replace("tilte", "title").replace("podlifecycle", "pod-life-cycle");
    assert_eq!(fixed(text), expected);
}

#[test]
fn a_diff_tells_what_has_changed_and_git_applies_it() {
    let text = "1\n2\n3\n4\n[[podlifecycle|L]]\n5\n6\n7\n8\n[[twin]]";
    let vault = around(text).file("rutter.toml", "titel = \"T\"\n").file("b c/d.md", "[[podlifecycle|L]]\n");
    let dry = vault.ask("check", &["--fix", "--dry-run"]);
    let diff = "--- a/a.md\n+++ b/a.md\n@@ -2,9 +2,9 @@\n 2\n 3\n 4\n-[[podlifecycle|L]]\n+[[pod-life-cycle|L]]\n \
                5\n 6\n 7\n 8\n-[[twin]]\n\\ No newline at end of file\n+[[guide/twin|twin]]\n\\ No newline at \
                end of file\n--- a/b c/d.md\t\n+++ b/b c/d.md\t\n@@ -1 +1 @@\n-[[podlifecycle|L]]\n\
                +[[pod-life-cycle|L]]\n";
    assert_eq!((dry.answered().as_str(), dry.said().as_str()), (diff, ""));
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), text, "nothing is written");
    let before = tree(&vault.path(""));
    assert_eq!(vault.ask("check", &["--fix"]).answered(), diff);
    let repaired = tree(&vault.path(""));
    assert_eq!(repaired["rutter.toml"], before["rutter.toml"], "the configuration is no note");
    before.iter().for_each(|(path, bytes)| vault.write(path, bytes));
    vault.write("fix.patch", diff);
    let applied = run(Command::new("git").args(["apply", "fix.patch"]).current_dir(vault.path("")));
    assert!(applied.status.success(), "{applied:?}");
    fs::remove_file(vault.path("fix.patch")).unwrap();
    assert_eq!(tree(&vault.path("")), repaired);
}

#[test]
fn the_exit_code_and_the_report_are_of_what_remains() {
    let clean = around("[[podlifecycle]] [[twin]]\n");
    assert_eq!(clean.ask("check", &["--strict", "--fix", "--dry-run"]).code(), 0);
    assert_eq!(clean.ask("check", &["--strict"]).code(), 1);
    let ran = clean.ask("check", &["--strict", "--fix", "--format", "json"]);
    assert_eq!((ran.code(), ran.answered().as_str()), (0, "[]\n"));
    ran.says("+[[pod-life-cycle|podlifecycle]] [[guide/twin|twin]]");
    let left = around("[[podlifecycle]] [t](no.md)\n").ask("check", &["--fix"]);
    assert_eq!(left.code(), 1);
    left.has_problem("broken-link", "a.md:1:33");
    assert_eq!(left.count("missing-note"), 0);
    around("x").ask("check", &["--dry-run"]).is_stopped_with(&["--fix"]);
}

#[cfg(unix)]
#[test]
fn files_keep_their_mode_and_read_only_ones_are_refused_before_any_is_written() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let vault = around("[[podlifecycle]]").file("b.md", "[[podlifecycle]]").file("c.txt", "[[podlifecycle]]");
    symlink("c.txt", vault.path("c.md")).unwrap();
    let mode =
        |path: &str, mode| fs::set_permissions(vault.path(path), PermissionsExt::from_mode(mode)).unwrap();
    mode("a.md", 0o600);
    mode("b.md", 0o444);
    vault.ask("check", &["--fix"]).is_stopped_with(&["b.md", "read-only"]);
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), "[[podlifecycle]]");
    mode("b.md", 0o755);
    vault.ask("check", &["--fix"]);
    let is = |path: &str| fs::metadata(vault.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((is("a.md"), is("b.md")), (0o600, 0o755));
    assert!(fs::symlink_metadata(vault.path("c.md")).unwrap().is_symlink(), "a link stays a link");
    assert!(fs::read_to_string(vault.path("c.txt")).unwrap().contains("pod-life-cycle"));
    vault.write("c.txt", "[t](./workloads/Pod_Life_Cycle.md) [t](./Pod_Life_Cycle.md)");
    symlink("../c.txt", vault.path("workloads/d.md")).unwrap();
    vault.ask("check", &["--fix"]).is_stopped_with(&["c.txt", "want different repairs"]);
}

/// Only the superuser can tell: others cannot give a file away in the first place.
#[cfg(unix)]
#[test]
fn files_keep_their_owner_and_their_group() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let vault = around("[[podlifecycle]]");
    let file = vault.path("a.md");
    if chown(&file, Some(12345), Some(23456)).is_err() {
        return;
    }
    fs::set_permissions(&file, PermissionsExt::from_mode(0o2664)).unwrap();
    vault.ask("check", &["--fix"]);
    assert!(fs::read_to_string(&file).unwrap().contains("pod-life-cycle"));
    let is = fs::metadata(&file).unwrap();
    assert_eq!((is.uid(), is.gid(), is.mode() & 0o7777), (12345, 23456, 0o2664));
}

#[test]
fn a_repair_that_would_do_harm_where_its_note_is_shown_is_not_made() {
    let vault = vault()
        .file("Guide_A.md", "x")
        .file("sub/guide-a.md", "x")
        .file("sub/part.md", "[x](./Guide_A.md)\n")
        .file("inc.md", "--8<-- \"sub/part.md\"\n")
        .file("other.md", "[[guidea_|L]] [[sub/GuideA|L]]\n");
    let ran = vault.ask("check", &["--fix"]);
    assert_eq!(fs::read_to_string(vault.path("sub/part.md")).unwrap(), "[x](./Guide_A.md)\n");
    assert!(fs::read_to_string(vault.path("other.md")).unwrap().contains("[[sub/guide-a|L]]"));
    ran.has_problem("broken-link", "sub/part.md:1:1");
    assert_eq!(ran.count("broken-link"), 1, "`inc.md` works as before");
    assert_eq!(vault.ask("check", &[]).said(), ran.said());
}

#[test]
fn the_report_is_of_all_notes_that_show_a_repaired_one() {
    let vault = around("--8<-- \"workloads/part.md\"\n").file("workloads/part.md", "[[podlifecycle|L]]\n");
    vault.ask("check", &[]).has_problem("missing-note", "a.md:1:1");
    let ran = vault.ask("check", &["--strict", "--fix"]);
    assert_eq!((ran.code(), ran.count("missing-note")), (0, 0), "{}", ran.said());
    // The file was not read before a link asked for it.
    let vault = around("![[my_conf.yaml#No]]").file("my-conf.yaml", "kind: Pod\n");
    let ran = vault.ask("check", &["--fix"]);
    assert!(ran.answered().contains("+![[my-conf.yaml#No|"), "{}", ran.answered());
    ran.has_problem("missing-anchor", "a.md:1:1");
    assert_eq!(vault.ask("check", &[]).said(), ran.said());
}

#[test]
fn an_ambiguous_link_by_path_stays_a_path_from_its_note() {
    let vault =
        vault().file("o/dup.md", "x").file("p/dup.md", "x").file("o/i.png", "x").file("p/i.png", "x").file(
            "sub/deep/a.md",
            "[d](dup.md#x) ![x](i.png) <img src=\"i.png\"> <a href=\"dup\">x</a> [[dup]]\n",
        );
    vault.ask("check", &[]).says("write `../../o/dup.md` to mean that one");
    vault.write(
        "sub/deep/a.md",
        "[d](dup.md) ![x](i.png) <img src=\"i.png\"> <a href=\"dup\">x</a> [[dup]]\n",
    );
    vault.ask("check", &["--fix"]);
    assert_eq!(
        fs::read_to_string(vault.path("sub/deep/a.md")).unwrap(),
        "[d](../../o/dup.md) ![x](../../o/i.png) <img src=\"../../o/i.png\"> \
         <a href=\"../../o/dup\">x</a> [[o/dup|dup]]\n"
    );
}

#[test]
fn an_ambiguous_link_to_a_place_that_its_note_does_not_have_is_left() {
    let text = "[[dup#Only in p]] [t](dup#only-in-p) [[dup#OnlyInO]] ![[c.yaml#Pod/p]]\n";
    let vault = vault()
        .file("a.md", text)
        .file("o/dup.md", "## Only in O\n")
        .file("p/dup.md", "## Only in p\n\n## OnlyInO\n")
        .file("o/c.yaml", "kind: Pod\nmetadata: {name: o}\n")
        .file("p/c.yaml", "kind: Pod\nmetadata: {name: p}\n");
    assert_eq!(vault.ask("check", &["--fix"]).answered(), "");
    vault.write("a.md", "[[dup#Only in O|L]]\n");
    vault.ask("check", &["--fix"]);
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), "[[o/dup#Only in O|L]]\n");
}

#[test]
fn a_diff_of_names_and_lines_as_they_come_is_read_by_git() {
    let text = "[[podlifecycle|L]]\rnext\r\n\n1\n2\n3\r\rend [[podlifecycle|L]]\r";
    let vault = around(text).file("b \t\"x\".md", text).file("c\nd.md", text).file("\u{e9}.md", text);
    let before = tree(&vault.path(""));
    let diff = vault.ask("check", &["--fix"]).answered();
    let repaired = tree(&vault.path(""));
    assert_eq!(repaired.iter().filter(|(path, bytes)| before[*path] != **bytes).count(), 4);
    before.iter().for_each(|(path, bytes)| vault.write(path, bytes));
    vault.write("fix.patch", diff);
    let applied = run(Command::new("git").args(["apply", "fix.patch"]).current_dir(vault.path("")));
    assert!(applied.status.success(), "{applied:?}");
    fs::remove_file(vault.path("fix.patch")).unwrap();
    assert!(tree(&vault.path("")) == repaired);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_written_where_one_file_or_the_diff_cannot_be() {
    let full = around("[[podlifecycle]]");
    let before = tree(&full.path(""));
    let out = File::options().write(true).open("/dev/full").unwrap();
    let ended = rutter(&["check", "--fix"]).arg(full.path("")).stdout(out).status().unwrap();
    assert_eq!((ended.code(), tree(&full.path(""))), (Some(2), before));
    // There is no room for a longer name beside it.
    let long = format!("z/{}.md", "n".repeat(250));
    let vault = full.file(&long, "[[podlifecycle]]");
    let before = tree(&vault.path(""));
    let ran = vault.ask("check", &["--fix"]);
    ran.is_stopped_with(&["nnn.md", "nothing was repaired"]);
    assert_eq!((ran.answered().as_str(), tree(&vault.path(""))), ("", before));
}

#[cfg(unix)]
#[test]
fn an_edit_that_comes_while_the_notes_are_written_is_kept() {
    // More than a pipe holds: the command waits with the diff for its reader.
    let long = format!("[[podlifecycle|L]] {}\n", "x".repeat(1 << 20));
    let vault = around(long).file("b.md", "[[podlifecycle|L]]\n");
    let mut command = rutter(&["check", "--fix"]);
    command.arg(vault.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let beside = |note: &str| vault.path(&format!(".{note}.rutter-{}", child.id()));
    let end = Instant::now() + Duration::from_secs(30);
    while !(beside("a.md").exists() && beside("b.md").exists()) {
        assert!(Instant::now() < end, "the notes are written beside their files");
        thread::sleep(Duration::from_millis(5));
    }
    vault.write("a.md", "edited");
    let ran = child.wait_with_output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("a.md`: it was changed in the meantime"), "{said}");
    assert_eq!(fs::read_to_string(vault.path("a.md")).unwrap(), "edited");
    assert_eq!(fs::read_to_string(vault.path("b.md")).unwrap(), "[[pod-life-cycle|L]]\n");
    assert!(
        !vault
            .path("")
            .read_dir()
            .unwrap()
            .any(|entry| { entry.unwrap().file_name().to_string_lossy().contains("rutter-") })
    );
}

/// Links and keys, good, repairable and hopeless.
const PIECES: &[&str] = &[
    "[[podlifecycle]]",
    "[[Pod Life-Cycle]]",
    "[[pod_life_cycle#HowItWorks|L]]",
    "![[podlifecycle#^myblock]]",
    "[[twin]]",
    "![[twin]]",
    "![[twin.pdf]]",
    "[[A]]",
    "![[a]]",
    "[[no]]",
    "[[",
    "]]",
    "|",
    "\\|",
    "[t](./workloads/PodLifeCycle.md)",
    "[t](workloads\\pod_life_cycle.md#HowItWorks)",
    "[x][r]",
    "\n[r]: ./workloads/Pod_LifeCycle.md\n",
    "[r]: <twin>\n",
    "![p](img/My_Pic.png)",
    "[![p](My_Pic.png)](twin)",
    "<img src='img/My Pic.png'>",
    "\n\n",
    "\r\n",
    "- ",
    "> ",
    "| a | b |\n|---|---|\n",
    "`",
    "```\n",
    "ü",
    " ",
    "## The end\n",
    "[[#TheEnd]]",
];

const FRONT: &[&str] = &["", "---\ntilte: Pod Life\n---\n", "---\naliass: [twin, podlifecycle]\n---\n"];

fn told(vault: &Vault) -> BTreeMap<(String, String, String), i32> {
    let problems: Value =
        serde_json::from_str(&vault.ask("check", &["--format", "json"]).answered()).unwrap();
    let mut count = BTreeMap::new();
    for problem in problems.as_array().unwrap() {
        let text = |key: &str| problem[key].as_str().unwrap().to_string();
        *count.entry((text("id"), text("path"), text("message"))).or_insert(0) += 1;
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn repairs_only_take_problems_away_and_are_made_once(
        front in 0..FRONT.len(),
        pieces in prop::collection::vec(0..PIECES.len(), 1..14),
    ) {
        let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
        let vault = around(format!("{}{text}", FRONT[front]));
        let before = told(&vault);
        vault.ask("check", &["--fix", "-q"]);
        for (problem, count) in told(&vault) {
            prop_assert!(before.get(&problem).is_some_and(|most| count <= *most), "{problem:?} is new in {text:?}");
        }
        let again = vault.ask("check", &["--fix", "--dry-run"]).answered();
        prop_assert!(again.is_empty(), "{again}");
    }
}
