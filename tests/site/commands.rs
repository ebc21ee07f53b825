//! The commands beside `build`: they make what they say, and overwrite nothing.

use std::fs;

use crate::vault::{run, rutter, vault};

#[test]
fn what_init_makes_builds_without_a_problem() {
    let vault = vault();
    let init = run(rutter(&["init"]).arg(vault.path("new/site")));
    assert!(init.status.success(), "{init:?}");
    let built = vault
        .ran(rutter(&["build", "--strict", "-v"]).arg(vault.path("new/site")).arg("-o").arg(vault.out()));
    assert_eq!(built.code(), 0, "{}", built.said());
    built.has_no_problems();
    built.page("/").has("links");
}

#[test]
fn init_leaves_what_is_there() {
    let vault = vault().file("content/index.md", "# Mine\n");
    assert!(run(rutter(&["init"]).current_dir(vault.path(""))).status.success());
    assert_eq!(fs::read_to_string(vault.path("content/index.md")).unwrap(), "# Mine\n");
    let config = fs::read_to_string(vault.path("rutter.toml")).unwrap();
    let again = vault.ran(rutter(&["init"]).current_dir(vault.path("")));
    again.is_stopped_with(&["rutter.toml", "is there already"]);
    assert_eq!(fs::read_to_string(vault.path("rutter.toml")).unwrap(), config);
    vault.ran(rutter(&["init"]).arg(vault.path("rutter.toml"))).is_stopped_with(&["rutter.toml"]);
}

#[test]
fn init_in_a_folder_of_notes_keeps_publishing_them() {
    for (notes, config) in [("concepts/pod.md", "\ncontent = \".\"\n"), ("content/pod.md", "title = ")] {
        let vault = vault().file(notes, "# Pod\n");
        let before = vault.build().files();
        let init = vault.ran(rutter(&["init"]).arg(vault.path("")));
        init.says("the notes that are there become its pages").says("rutter.toml").says(".gitignore");
        let text = fs::read_to_string(vault.path("rutter.toml")).unwrap();
        assert!(text.contains(config), "{text}");
        assert_eq!(vault.build_with(&["--strict"]).files(), before);
    }
}

#[test]
fn init_ignores_no_folder_that_pictures_are_taken_from() {
    let vault = vault().file("a.md", "![](/x.png)\n").file("public/x.png", "");
    assert_eq!(vault.ran(rutter(&["init"]).arg(vault.path(""))).code(), 0);
    vault.build().has_no_problems();
}

#[test]
fn new_makes_a_note_once() {
    let vault = vault().file("rutter.toml", "").file("content/index.md", "# Home\n");
    let new = |name: &str| {
        vault.ran(rutter(&["new", name]).env("SOURCE_DATE_EPOCH", "0").current_dir(vault.path("")))
    };
    assert_eq!(new("guides/rolling-update").code(), 0);
    let text = fs::read_to_string(vault.path("content/guides/rolling-update.md")).unwrap();
    assert!(text.contains("title: Rolling update\n") && text.contains("date: 1970-01-01\n"), "{text}");
    new("guides/rolling-update").is_stopped_with(&["is there already"]);
    new("guides/rolling-update.md").is_stopped_with(&["is there already"]);
    assert_eq!(fs::read_to_string(vault.path("content/guides/rolling-update.md")).unwrap(), text);
    vault.build().has_no_problems().page("/guides/rolling-update/").has("<h1>Rolling update</h1>");
}

#[test]
fn new_stays_inside_and_makes_front_matter_that_can_be_read() {
    let vault = vault()
        .file("rutter.toml", "[lints]\nnon-portable-name = \"allow\"\n")
        .file("content/index.md", "# Home\n");
    let new = |name: &str| vault.ran(rutter(&["new"]).arg("--").arg(name).current_dir(vault.path("")));
    for name in ["../x", "/etc/x", "a/../../x", "", ".", ".md", "a//b", "a/"] {
        new(name).is_stopped_with(&["is no path of a note"]);
    }
    for name in [
        "a: b",
        "\"quoted\"",
        "'single'",
        "[list]",
        "# hash",
        "- dash",
        "true",
        "1.30",
        "back\\slash",
        "{{ x }}",
    ] {
        assert_eq!(new(name).code(), 0, "{name}");
    }
    let built = vault.build_with(&["--strict"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    built.page("/a-b/").has("<h1>A: b</h1>");
    built.page("/1.30/").has("<h1>1.30</h1>");
}

#[test]
fn a_note_can_be_made_from_a_template_of_the_site() {
    let vault = vault().file("rutter.toml", "").file("templates/new.md", "# {{ title }} of {{ path }}\n");
    let new = |name: &str| vault.ran(rutter(&["new", name, "--root"]).arg(vault.path("")));
    assert_eq!(new("x/pod").code(), 0);
    assert_eq!(fs::read_to_string(vault.path("x/pod.md")).unwrap(), "# Pod of x/pod\n");
    for (text, place) in [("{{ oops", ":1:"), ("# {{ title }}\n{{ titel }}\n", ":2:4")] {
        vault.write("templates/new.md", text);
        let made = new("y");
        made.is_stopped_with(&[&format!("templates/new.md{place}")]);
        assert!(!made.said().contains("one_off"), "{}", made.said());
    }
    vault.write("templates/new.md", b"# caf\xe9\n");
    new("y").is_stopped_with(&["templates/new.md", "is not UTF-8"]);
    fs::remove_file(vault.path("templates/new.md")).unwrap();
    fs::create_dir(vault.path("templates/new.md")).unwrap();
    new("y").is_stopped_with(&["cannot read", "templates/new.md"]);
    assert!(!vault.path("y.md").exists());
}

#[test]
fn completions_of_every_shell_and_the_manual_know_every_option() {
    for command in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["completions", "elvish"],
        &["completions", "powershell"],
        &["man"],
    ] {
        let output = run(&mut rutter(command));
        let text = String::from_utf8_lossy(&output.stdout).replace('\\', "");
        assert!(output.status.success() && output.stderr.is_empty(), "{command:?}");
        assert!(text.contains("build") && text.contains("rutter"), "{command:?}: {text}");
    }
    let man = run(&mut rutter(&["man"]));
    assert!(String::from_utf8_lossy(&man.stdout).starts_with(".ie"), "{man:?}");
    assert_eq!(run(&mut rutter(&["completions", "nonsense"])).status.code(), Some(2));
}

#[test]
fn unknown_keys_of_the_configuration_are_problems_with_a_suggestion() {
    let vault =
        vault().file("rutter.toml", "titel = \"T\"\n[lints]\nmissing-nite = \"allow\"\n").file("a.md", "x\n");
    let built = vault.build();
    built.problem_says("unknown-key", "rutter.toml:1:1", &["did you mean `title`?"]);
    built.problem_says("unknown-key", "rutter.toml:3:1", &["did you mean `missing-note`?"]);
    assert_eq!(vault.build_with(&["--strict"]).code(), 1);
}

#[test]
fn another_configuration_can_be_named() {
    let vault = vault()
        .file("rutter.toml", "title = \"One\"\n")
        .file("other.toml", "title = \"Two\"\n")
        .file("a.md", "x\n");
    vault.build().page("/").has("One");
    let other = vault.path("other.toml");
    vault.build_with(&["--config", other.to_str().unwrap()]).page("/").has("Two");
    vault.build_with(&["--config", "/nowhere.toml"]).is_stopped_with(&["/nowhere.toml"]);
}

#[test]
fn what_is_wrong_in_a_configuration_is_shown_at_the_path_that_was_typed() {
    let vault = vault().file("notes/a.md", "x\n");
    let absolute = vault.path("conf/x.toml");
    for typed in ["../conf/x.toml", absolute.to_str().unwrap()] {
        let build = || {
            let mut command = rutter(&["build", "-o"]);
            command.arg(vault.out()).args(["--config", typed]).current_dir(vault.path("notes"));
            vault.ran(&mut command)
        };
        vault.write("conf/x.toml", "titel = \"T\"\n");
        build().says(&format!(" --> {typed}:1:1\n"));
        vault.write("conf/x.toml", "title = 3\n");
        build().is_stopped_with(&[&format!("error: {typed}:1:9: ")]);
    }
}

#[test]
fn a_wrong_configuration_is_a_fault_at_its_place() {
    for (text, place) in [
        ("title = ", "rutter.toml:1:"),
        ("\ntitle = 3\n", "rutter.toml:2:9"),
        ("url_style = \"flat\"\n", "rutter.toml:1:13"),
        ("base_url = \"docs\"\n", "rutter.toml:1:12"),
        ("edit_url = \"javascript:alert(1)\"\n", "rutter.toml:1:12: `edit_url` is a full URL"),
        ("edit_url = \"https://x.example/{pth}\"\n", "rutter.toml:1:12: `edit_url` is a full URL"),
        ("edit_url = \"https://{path}\"\n", "rutter.toml:1:12"),
        ("edit_url = \"edit/{path}\"\n", "rutter.toml:1:12"),
        ("content = \"../..\"\n", "rutter.toml:1:11"),
        ("content = \"nowhere\"\n", "nowhere"),
        ("nav = \"x\"\n", "rutter.toml:1:7"),
        ("[lints]\nmissing-note = \"loud\"\n", "rutter.toml:2:16"),
        ("lints = 1\n", "rutter.toml:1:9"),
        ("title = \"a\"\ntitle = \"b\"\n", "rutter.toml:2:1"),
    ] {
        let vault = vault().file("rutter.toml", text).file("a.md", "x\n");
        vault.build_with(&[]).is_stopped_with(&[place]);
        assert!(!vault.out().exists());
    }
    vault().build_with(&["--base-url", "nonsense"]).is_stopped_with(&["--base-url"]);
}
