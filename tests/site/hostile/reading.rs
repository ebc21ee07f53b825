//! What is read as a vault, and what is not: ignore files, links, pipes, outputs, nothing at all.

use std::process::{Command, Stdio};

use crate::vault::{rutter, vault};

#[test]
fn ignore_files_are_read_as_git_reads_them() {
    let built = vault()
        .file(".git/info/exclude", "excluded.md\n")
        .file(".gitignore", "*.tmp.md\n/root-only.md\nbuild/\n!kept.tmp.md\n")
        .file("sub/.gitignore", "!again.tmp.md\nnested.md\n")
        .file("sub/.ignore", "not-git.md\n")
        .file("a.tmp.md", "x")
        .file("kept.tmp.md", "x")
        .file("excluded.md", "x")
        .file("root-only.md", "x")
        .file("sub/root-only.md", "x")
        .file("sub/again.tmp.md", "x")
        .file("sub/gone.tmp.md", "x")
        .file("sub/nested.md", "x")
        .file("sub/not-git.md", "x")
        .file("sub/deep/nested.md", "x")
        .file("nested.md", "x")
        .file("build/out.md", "x")
        .file("node_modules/p/README.md", "x")
        .file(".obsidian/x.md", "x")
        .build();
    let files = built.files();
    let notes: Vec<&str> = files.iter().filter_map(|file| file.strip_suffix("/index.html")).collect();
    let listed =
        ["a-z", "kept.tmp", "nested", "search", "sub/again.tmp", "sub", "sub/not-git", "sub/root-only"];
    assert_eq!(notes, listed);
}

#[test]
fn ignore_files_above_the_vault_count_only_inside_a_repository() {
    for (repository, pages) in [(false, 1), (true, 0)] {
        let outer = vault().file(".gitignore", "*.md\n").file("inner/a.md", "x");
        if repository {
            outer.write(".git/HEAD", "ref: refs/heads/main\n");
        }
        let built = outer.ran(rutter(&["build"]).arg(outer.path("inner")).arg("-o").arg(outer.out()));
        assert_eq!(built.code(), 0, "{}", built.said());
        assert_eq!(built.files().iter().filter(|file| *file == "a/index.html").count(), pages);
    }
}

#[test]
fn an_output_in_the_vault_is_not_read_as_notes() {
    let vault = vault().file("a.md", "# A\n").file("notes/b.md", "# B\n");
    for out in ["site", "notes/site"] {
        let out = vault.path(out);
        for _ in 0..2 {
            let built = vault.ran(rutter(&["build"]).arg(vault.path("")).arg("-o").arg(&out));
            assert_eq!(built.code(), 0, "{}", built.said());
        }
        std::fs::write(out.join("page.md"), "# Not a note\n").unwrap();
    }
    let built = vault.build();
    assert!(
        !built.files().iter().any(|file| file.contains("page") || file.contains("site/")),
        "{:?}",
        built.files()
    );
}

#[test]
fn a_vault_without_notes_has_a_home_page() {
    for vault in
        [vault(), vault().file("rutter.toml", "base_url = \"https://x.example\"").file("content/x.txt", "")]
    {
        let built = vault.build();
        assert_eq!(built.said().matches("]: ").count(), built.count("no-notes"), "{}", built.said());
        built.page("/").has("<h1");
        built.page("/404.html").has("<h1");
    }
}

#[test]
fn a_root_that_is_not_there_or_is_no_folder_is_a_fault() {
    let vault = vault().file("a.md", "# A\n");
    let build = |root: &str| vault.ran(rutter(&["build"]).arg(vault.path(root)).arg("-o").arg(vault.out()));
    build("nowhere").is_stopped_with(&["nowhere"]);
    build("a.md").is_stopped_with(&["a.md", "is no folder"]);
    build("a.md/x").is_stopped_with(&["a.md/x"]);
    assert!(!vault.out().exists());
}

#[cfg(unix)]
#[test]
fn links_pipes_and_circles_in_the_vault_end_in_problems() {
    use std::os::unix::fs::symlink;
    let vault =
        vault().file("a.md", "# A\n\n![](pipe.png) ![](out.png) ![](in.png)\n").file("real/b.png", "x");
    let pipe = |path: &str| Command::new("mkfifo").arg(vault.path(path)).status().unwrap();
    assert!(pipe("pipe.md").success() && pipe("pipe.png").success());
    symlink("/etc/passwd", vault.path("passwd.md")).unwrap();
    symlink("/etc/passwd", vault.path("out.png")).unwrap();
    symlink("real/b.png", vault.path("in.png")).unwrap();
    symlink("a.md", vault.path("same.md")).unwrap();
    symlink("self.md", vault.path("self.md")).unwrap();
    symlink(".", vault.path("real/circle")).unwrap();
    symlink("/", vault.path("root")).unwrap();
    symlink("/dev/zero", vault.path("zero.md")).unwrap();
    let built = vault.build();
    for file in ["pipe.md", "pipe.png", "passwd.md", "out.png", "self.md", "root", "zero.md", "real/circle"] {
        built.has_problem("not-a-file", file);
    }
    built.has_problem("missing-asset", "a.md:3:1").page("/same/");
    assert!(built.files().contains(&"in.png".to_string()) && !built.files().contains(&"out.png".to_string()));
    let leaked = vault.published().values().any(|bytes| bytes.windows(5).any(|part| part == b":/bin"));
    assert!(!leaked, "a file outside the vault was published");
}

#[cfg(unix)]
#[test]
fn pipes_and_links_in_the_folders_of_a_site_do_not_hang() {
    let vault = vault()
        .file("rutter.toml", "")
        .file("content/a.md", "# A\n")
        .file("static/x.css", "")
        .file("templates/x.html", "");
    for path in ["static/pipe.css", "static/pipe.png", "templates/pipe.html"] {
        assert!(Command::new("mkfifo").arg(vault.path(path)).status().unwrap().success());
    }
    std::os::unix::fs::symlink("/etc", vault.path("static/etc")).unwrap();
    let built = vault.build();
    assert!(
        !built.files().iter().any(|file| file.contains("etc") || file.contains("pipe")),
        "{:?}",
        built.files()
    );
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_a_pipe_or_a_folder_is_a_fault() {
    let vault = vault().file("content/a.md", "# A\n").file("rutter.toml/x", "");
    vault.build_with(&[]).is_stopped_with(&["rutter.toml"]);
    std::fs::remove_dir_all(vault.path("rutter.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(vault.path("rutter.toml")).status().unwrap().success());
    vault.build_with(&[]).is_stopped_with(&["rutter.toml"]);
}

/// Root may read everything, so the file is read as nobody where that is possible.
#[cfg(unix)]
#[test]
fn a_note_that_may_not_be_read_is_a_fault_that_names_it() {
    use std::os::unix::fs::PermissionsExt;
    let vault = vault().file("secret.md", "# S\n");
    std::fs::set_permissions(vault.path("secret.md"), PermissionsExt::from_mode(0o000)).unwrap();
    if std::fs::read(vault.path("secret.md")).is_ok() {
        return;
    }
    vault.build_with(&[]).is_stopped_with(&["secret.md", "denied"]);
}

#[test]
fn a_repository_in_the_static_folder_is_not_published() {
    let vault = vault().file("rutter.toml", "").file("content/a.md", "# A\n").file("static/x.txt", "x");
    vault.write("static/.git/config", "[core]");
    let built = vault.build();
    assert!(built.files().contains(&"x.txt".to_string()));
    assert!(!built.files().iter().any(|file| file.contains(".git")), "{:?}", built.files());
}

#[test]
fn standard_input_is_never_waited_for() {
    let vault = vault().file("a.md", "# A\n");
    let mut child = vault.command().stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    assert!(child.wait().unwrap().success());
}

/// Folders within folders until no path leads to the last of them, for the superuser neither.
#[cfg(unix)]
fn dig(at: &std::path::Path) {
    let dig = "n=$(printf %0200d 0); for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do \
               mkdir $n && cd -P ./$n; done";
    assert!(Command::new("sh").args(["-c", dig]).current_dir(at).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_fault_that_names_it_once() {
    for folder in ["content", "static", "templates"] {
        let vault =
            vault().file("rutter.toml", "").file("content/a.md", "x").file(&format!("{folder}/b"), "");
        dig(&vault.path(folder));
        let built = vault.build_with(&[]);
        built.is_stopped_with(&["cannot read `", folder, "too long"]);
        assert!(!built.said().contains("IO error") && built.said().len() < 6_000, "{}", built.said());
    }
}

#[test]
fn a_folder_without_notes_is_a_site_with_a_problem_that_says_what_a_note_is() {
    let vault = vault().file("x.txt", "").file(".hidden.md", "x").file(".gitignore", "/draft.md\n");
    vault.write("draft.md", "x");
    let build = |arguments: &[&str]| {
        vault.ran(rutter(&["build", ".", "-o", "../out"]).args(arguments).current_dir(vault.path("")))
    };
    let built = build(&[]);
    assert_eq!((built.code(), built.count("no-notes")), (0, 1), "{}", built.said());
    built
        .says("--> .\n")
        .says("`.md`, `.markdown` or `.mdx`")
        .says("0 notes, 0 links; 0 errors, 1 warning; ");
    assert_eq!(build(&["--strict"]).code(), 1);
    vault.write("a.md", "[[a]]\n");
    build(&["--strict"]).has_no_problems().says("1 note, 1 link; 0 errors, 0 warnings; ");
}
