//! Row 16: files that are not to be shown are refused, the page is built, and what was written stays.

use crate::vault::{Built, Vault, vault};

/// A book with one note that asks for a file in every way there is.
fn asking_for(path: &str) -> Vault {
    let text = format!(
        "# A\n\n{{{{#include {path}}}}}\n\n--8<-- \"{path}\"\n\n<<< {path}\n\n<!--@include: {path}-->\n\n\
         ```text file={path}\n```\n\nBehind.\n"
    );
    vault().file("book.toml", "").file("a.md", text)
}

/// All five are refused, at their places, and shown as they are written.
fn is_refused(built: &Built, path: &str, why: &str) {
    for place in ["a.md:3:1", "a.md:5:1", "a.md:7:1", "a.md:9:1", "a.md:11:9"] {
        built.problem_says("refused-include", place, &[why]);
    }
    assert_eq!(built.count("refused-include"), 5, "{}", built.said());
    let page = built.page("/a/");
    page.has(&format!("{{{{#include {path}}}}}")).has(&format!("--8&lt;-- &quot;{path}&quot;"));
    page.has(&format!("&lt;&lt;&lt; {path}")).has(&format!("<figcaption>{path}</figcaption>")).has("Behind.");
    page.lacks("root:").lacks("SECRET");
}

#[test]
fn row_16_what_lies_outside_of_the_root_is_not_shown() {
    for path in ["/etc/passwd", "../../../../../../../../etc/passwd", "../outside.txt", "x/../../outside.txt"]
    {
        let vault = asking_for(path);
        vault.write("../outside.txt", "SECRET");
        is_refused(&vault.build(), path, "is not inside the root folder");
    }
}

#[test]
fn row_16_a_repository_is_not_shown() {
    is_refused(
        &asking_for("./.git/config").file(".git/config", "SECRET").build(),
        "./.git/config",
        "not inside",
    );
}

#[cfg(unix)]
#[test]
fn row_16_a_symbolic_link_that_leads_out_is_not_followed() {
    let vault = asking_for("./link.txt");
    vault.write("../outside.txt", "SECRET");
    std::os::unix::fs::symlink(vault.path("../outside.txt"), vault.path("link.txt")).unwrap();
    is_refused(&vault.build(), "./link.txt", "is not inside the root folder");
}

#[cfg(unix)]
#[test]
fn row_16_a_pipe_and_a_folder_are_no_files() {
    let vault = asking_for("./pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(vault.path("pipe.txt")).status().unwrap().success());
    is_refused(&vault.build(), "./pipe.txt", "is no file");
    is_refused(&asking_for("./d.txt").file("d.txt/x", "x").build(), "./d.txt", "is no file");
}

#[test]
fn row_16_what_is_no_text_is_not_shown() {
    for bytes in [&b"SECRET\0"[..], b"SECRET \xff"] {
        is_refused(&asking_for("./b.bin").file("b.bin", bytes).build(), "./b.bin", "is no text");
    }
}

#[test]
fn row_16_what_is_too_large_is_not_shown() {
    let vault = asking_for("./l.txt").file("l.txt", "SECRET ".repeat(200_000));
    is_refused(&vault.build(), "./l.txt", "is larger than 1000 kB");
}

#[test]
fn row_16_a_circle_ends_with_its_chain() {
    let built = vault()
        .file("book.toml", "")
        .file("a.md", "# A\n\n{{#include b.txt}}\n\n{{#include a.md}}\n")
        .file("b.txt", "B\n\n{{#include c.txt}}\n")
        .file("c.txt", "C\n\n{{#include b.txt}}\n\nBehind.\n")
        .build();
    built.problem_says("refused-include", "a.md:3:1", &["`b.txt` → `c.txt` → `b.txt`", "in `c.txt`, line 3"]);
    built.problem_says("refused-include", "a.md:5:1", &["`a.md` → `a.md`"]);
    built.page("/a/").has_in_order(&[
        "<p>B</p>",
        "<p>C</p>",
        "{{#include b.txt}}",
        "<p>Behind.</p>",
        "{{#include a.md}}",
    ]);
}

#[test]
fn row_16_files_inside_each_other_have_a_depth() {
    let files = (0..40)
        .fold(vault().file("book.toml", "").file("a.md", "# A\n\n{{#include 0.txt}}\n"), |vault, n| {
            vault.file(&format!("{n}.txt"), format!("Level {n}\n\n{{{{#include {}.txt}}}}\n", n + 1))
        });
    let built = files.build();
    built.problem_says(
        "refused-include",
        "a.md:3:1",
        &["more than 10 files inside each other", "`9.txt`, line 3"],
    );
    built.page("/a/").has("Level 9").lacks("Level 10");
}

#[test]
fn row_16_files_that_show_others_twice_are_bounded() {
    let twice = |n: usize| {
        format!(
            "{}\n\n{{{{#include {}.txt}}}}\n\n{{{{#include {}.txt}}}}\n",
            "x".repeat(40_000),
            n + 1,
            n + 1
        )
    };
    let files = (0..9)
        .fold(vault().file("book.toml", "").file("a.md", "# A\n\n{{#include 0.txt}}\n"), |vault, n| {
            vault.file(&format!("{n}.txt"), twice(n))
        });
    let built = files.file("9.txt", "end").build();
    assert_eq!(built.said().matches("more than 4 MiB in this note").count(), 1, "{}", built.said());
    assert!(built.page("/a/").text().len() < 6 << 20);
}

#[test]
fn row_16_all_that_is_looked_at_for_a_note_is_bounded() {
    // What such a region shows is nothing, marks and all; what is to be found in it is read for that.
    let region = format!("// #region x\n{}", "// #region y\n".repeat(70_000));
    for asked in ["<<< ./f.ts#x", "<!--@include: ./f.ts#x{7,9}-->"] {
        let note = format!("# A\n\n{}Behind.\n", format!("{asked}\n\n").repeat(40));
        let built = vault().file("f.ts", region.clone()).file("a.md", note).build();
        assert_eq!(built.said().matches("more than 4 MiB in this note").count(), 1, "{}", built.said());
        built.page("/a/").has("Behind.");
    }
}
