//! What is served follows what is written.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::preview::{Preview, preview};
use crate::vault::{Vault, vault};

pub(crate) fn chart() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Chart\"\nmarkdown = true\n")
        .file("content/index.md", "# Home\n\n[[Anchor]] and [[Buoy]] and [[Cape]]\n")
        .file("content/Anchor.md", "# Anchor\n\n![[Buoy]]\n")
        .file("content/sea/Buoy.md", "# Buoy\n\nFloats. ![](../x.svg)\n")
        .file("content/sea/deep/Cape.md", "# Cape\n\n[[Anchor]]\n")
        .file("content/x.svg", "<svg width=\"1\" height=\"1\"></svg>")
        .file("static/custom.css", "p { color: red }")
        .file("templates/404.html", "first")
}

/// The first file that is not served as a clean build publishes it.
fn difference(preview: &Preview<'_>, vault: &Vault) -> Option<String> {
    let published = vault.published();
    let other = |path: &&String| *path != ".rutter" && preview.file(path).body != published[*path];
    published.keys().find(other).cloned()
}

/// Waits until all is served as a clean build publishes it.
pub(crate) fn is_as_built(preview: &Preview<'_>, vault: &Vault) {
    vault.build();
    let end = Instant::now() + Duration::from_secs(20);
    while let Some(path) = difference(preview, vault) {
        assert!(Instant::now() < end, "{path}\n{}", preview.said());
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_note_that_is_saved_is_served() {
    let vault = chart();
    let preview = preview(&vault);
    is_as_built(&preview, &vault);
    for text in ["# Anchor\n\nOne.\n", "# Weight\n\nTwo.\n", "", "no title\n", "\u{feff}# Anchor\r\n"] {
        vault.write("content/Anchor.md", text);
        is_as_built(&preview, &vault);
    }
    assert!(preview.said().contains("Anchor.md: 1 note compiled, "), "{}", preview.said());
}

#[test]
fn a_title_changes_on_the_pages_that_name_it() {
    let vault = chart();
    let preview = preview(&vault);
    vault.write("content/sea/Buoy.md", "# Lighthouse\n");
    let end = Instant::now() + Duration::from_secs(10);
    while !preview.get("/sea/").text().contains("Lighthouse") {
        assert!(Instant::now() < end, "{}", preview.said());
        thread::sleep(Duration::from_millis(2));
    }
    is_as_built(&preview, &vault);
}

#[test]
fn files_come_and_go_and_change_their_names() {
    let vault = chart();
    let preview = preview(&vault);
    let path = |path: &str| vault.path(&format!("content/{path}"));
    let moved = |from: &str, to: &str| fs::rename(path(from), path(to)).unwrap();
    let steps: [(&str, &dyn Fn()); 12] = [
        ("deleted", &|| fs::remove_file(path("Anchor.md")).unwrap()),
        ("made", &|| vault.write("content/Anchor.md", "# Anchor again\n")),
        ("made in a new folder", &|| vault.write("content/new/far/Drift.md", "# Drift\n\n[[Anchor]]\n")),
        ("renamed", &|| moved("Anchor.md", "Kedge.md")),
        ("renamed in case", &|| moved("Kedge.md", "kedge.md")),
        ("folder renamed", &|| moved("sea", "ocean")),
        ("written in the renamed folder", &|| vault.write("content/ocean/deep/Cape.md", "# Horn\n")),
        ("saved by rename", &|| {
            vault.write("content/ocean/.Buoy.md.tmp", "# Buoy by rename\n");
            moved("ocean/.Buoy.md.tmp", "ocean/Buoy.md");
        }),
        ("folders exchanged", &|| {
            moved("ocean", "aside");
            moved("new", "ocean");
            moved("aside", "new");
        }),
        ("written in the exchanged folders", &|| {
            vault.write("content/ocean/far/Drift.md", "# Drift two\n");
            vault.write("content/new/Buoy.md", "# Buoy two\n");
        }),
        ("a file replaced by a folder", &|| {
            fs::remove_file(path("kedge.md")).unwrap();
            vault.write("content/kedge.md/inside.md", "# Inside\n");
        }),
        ("a folder deleted", &|| fs::remove_dir_all(path("new")).unwrap()),
    ];
    for (step, change) in steps {
        change();
        eprintln!("{step}");
        is_as_built(&preview, &vault);
    }
}

#[test]
fn all_that_makes_a_site_is_followed() {
    let vault = chart();
    let preview = preview(&vault);
    for (path, text) in [
        ("static/custom.css", "p { color: blue }"),
        ("static/new/a.txt", "new"),
        ("templates/404.html", "second"),
        ("content/x.svg", "<svg width=\"2\" height=\"1\"></svg>"),
        ("content/x.svg", "<svg width=\"2\" height=\"1\"> </svg>"),
        ("rutter.toml", "title = \"Other\"\nmarkdown = true\n"),
        (".gitignore", "Anchor.md\n"),
        (".gitignore", ""),
        ("content/Anchor.md", "![[data.yaml]]\n"),
        ("content/data.yaml", "a: 1\n"),
        ("content/data.yaml", "a: 2\n"),
        ("rutter.toml", "title = \"Other\"\nstatic_is_unknown = 1\n"),
    ] {
        vault.write(path, text);
        eprintln!("{path}");
        is_as_built(&preview, &vault);
    }
}

#[test]
fn what_no_site_is_made_of_is_passed_over() {
    let vault = chart();
    let mut preview = preview(&vault);
    vault.write("public/index.html", "x");
    thread::sleep(Duration::from_millis(200));
    vault.write("content/.Anchor.md.swp", "x");
    vault.write("content/4913", "");
    fs::remove_file(vault.path("content/4913")).unwrap();
    vault.write("content/Anchor.md", "# Last\n");
    preview.wait_for(|said| said.contains("Anchor.md: 1 note compiled"));
    assert_eq!(preview.said().matches(" compiled, ").count(), 1, "{}", preview.said());
}

#[test]
fn what_cannot_be_built_leaves_the_last_good_site_and_is_said() {
    let vault = chart();
    let mut preview = preview(&vault);
    for (path, bad, good) in [
        ("templates/404.html", "{% block %}", "good"),
        ("rutter.toml", "title =", "title = \"Chart\"\nmarkdown = true\n"),
    ] {
        let before = preview.said().matches("error: ").count();
        vault.write(path, bad);
        preview.wait_for(|said| said.matches("error: ").count() > before);
        assert_eq!(preview.get("/").status, 200, "{}", preview.said());
        vault.write("content/Anchor.md", format!("# After {path}\n"));
        vault.write(path, good);
        is_as_built(&preview, &vault);
    }
}

#[test]
fn a_problem_is_told_once() {
    let vault = chart();
    let mut preview = preview(&vault);
    vault.write("content/Anchor.md", "[[nowhere]]\n");
    preview.wait_for(|said| said.contains("0 errors, 1 warning"));
    vault.write("content/Anchor.md", "One line more.\n\n[[nowhere]]\n");
    preview.wait_for(|said| said.matches("Anchor.md: 1 note compiled").count() == 2);
    assert_eq!(preview.said().matches("content/Anchor.md:").count(), 1, "{}", preview.said());
}

#[test]
fn many_files_at_once_are_all_seen() {
    let vault = chart();
    let preview = preview(&vault);
    for number in 0..20_000 {
        vault.write(&format!("content/many/{}/{number}.txt", number % 40), "x");
    }
    for number in 0..200 {
        vault.write(
            &format!("content/many/{}/{number}.md", number % 40),
            format!("# N {number}\n\n[[{}]]\n", number + 1),
        );
    }
    is_as_built(&preview, &vault);
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// Does one thing to the notes; what cannot be done is left.
fn edited(vault: &Vault, random: &mut Random, step: usize) {
    let names = ["a.md", "b.md", "c/d.md", "c/e.md", "c/f/g.md", "h/a.md", "x.svg", "c/data.yaml"];
    let mut any = || vault.path(&format!("content/{}", names[random.below(names.len())]));
    let (one, other) = (any(), any());
    let name = |path: &std::path::Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = format!("# Title {step}\n\n[[{}]] ![[{}]] #tag{}\n", name(&other), name(&one), step % 3);
    let folder = one.parent().unwrap().to_path_buf();
    match random.below(8) {
        0..=3 => drop(fs::create_dir_all(&folder).and_then(|()| fs::write(&one, text))),
        4 => drop(fs::rename(&one, &other)),
        5 => drop(fs::remove_file(&one)),
        6 => drop(fs::rename(vault.path("content/c"), vault.path("content/h"))),
        _ => drop(fs::remove_dir_all(vault.path("content/c/f"))),
    }
}

#[test]
fn whatever_is_done_ends_as_a_clean_build() {
    let vault = chart();
    let preview = preview(&vault);
    let mut random = Random(5);
    for round in 0..12 {
        for step in 0..=random.below(12) {
            edited(&vault, &mut random, round * 100 + step);
            thread::sleep(Duration::from_millis(random.below(12) as u64));
        }
        is_as_built(&preview, &vault);
    }
}

#[test]
fn a_branch_that_is_checked_out_is_served_with_its_dates() {
    let vault = chart();
    let shell = |line: &str| assert!(vault.shell(line).output().unwrap().status.success(), "{line}");
    shell("git init -q -b one && git add . && GIT_COMMITTER_DATE=2001-01-01T00:00Z git commit -qm one");
    let preview = preview(&vault);
    is_as_built(&preview, &vault);
    shell("git checkout -qb two && git mv content/sea content/lake && echo '# Other' > content/Anchor.md");
    shell("git add . && GIT_COMMITTER_DATE=2002-02-02T00:00Z git commit -qm two");
    is_as_built(&preview, &vault);
    for branch in ["one", "two", "one"] {
        shell(&format!("git checkout -q {branch}"));
        is_as_built(&preview, &vault);
    }
}

#[test]
fn links_that_lead_round_or_out_of_the_vault_end() {
    use std::os::unix::fs::symlink;
    let vault = chart();
    for (to, at) in
        [(".", "content/round"), ("/", "content/out"), ("..", "static/up"), ("/etc/passwd", "content/p.txt")]
    {
        symlink(to, vault.path(at)).unwrap();
    }
    vault.write("content/Anchor.md", "# Anchor\n\n[p](p.txt) [r](round/Anchor.md)\n");
    let preview = preview(&vault);
    vault.write("content/sea/Buoy.md", "# Buoy two\n");
    is_as_built(&preview, &vault);
    for path in ["/p.txt", "/round/anchor/", "/out/etc/passwd", "/up/rutter.toml"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
}

#[test]
fn the_line_of_a_change_counts_the_pages_that_were_rendered_before_it() {
    let vault = chart();
    let mut preview = preview(&vault);
    for page in ["/", "/anchor/", "/anchor/", "/favicon.svg", "/x.svg"] {
        preview.get(page);
    }
    vault.write("content/Anchor.md", "# One\n");
    preview.wait_for(|said| said.contains(" ms; 2 pages rendered since the last change; 0 errors, "));
    vault.write("content/Anchor.md", "# Two\n");
    preview.wait_for(|said| said.contains(" ms; 0 pages rendered since the last change; 0 errors, "));
}

/// `cargo test --release --test serve twenty_thousand -- --ignored`
#[test]
#[ignore = "takes a minute"]
fn twenty_thousand_notes_at_once_are_all_seen() {
    let vault = chart();
    let preview = preview(&vault);
    // The queue of the kernel holds 16,384 events: some of these may be lost, and that is told.
    let write = |number: usize| {
        let file = vault.path(&format!("content/many/{}/n{number}.md", number % 100));
        fs::write(file, format!("# N {number}\n\n[[n{}]] [[n{}]]\n", number + 1, number / 2)).unwrap();
    };
    for folder in 0..100 {
        fs::create_dir_all(vault.path(&format!("content/many/{folder}"))).unwrap();
    }
    (0..20_000).for_each(write);
    vault.build();
    let published = vault.published();
    let pages = (0..20_000).step_by(97).map(|number| format!("many/{}/n{number}/index.html", number % 100));
    let end = Instant::now() + Duration::from_secs(100);
    for path in
        pages.chain(["sitemap.xml", "index/index.html", "many/index.html", "404.html"].map(String::from))
    {
        while published.get(&path).is_some_and(|bytes| preview.file(&path).body != *bytes) {
            assert!(Instant::now() < end, "{path}: {}", preview.said());
            thread::sleep(Duration::from_millis(100));
        }
    }
    assert!(published.len() > 20_000);
}
