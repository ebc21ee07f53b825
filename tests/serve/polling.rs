//! Changes that nobody tells: `--poll`.

use std::thread;
use std::time::{Duration, Instant};

use crate::preview::{Preview, preview_with};
use crate::vault::{Vault, vault};

fn chart() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Chart\"\n")
        .file("content/index.md", "# Home\n\n![](x.svg)\n")
        .file("content/x.svg", "<svg width=\"1\" height=\"1\"></svg>")
        .file("static/custom.css", "p { color: red }")
        .file("static/a.bin", "one")
}

fn polling(vault: &Vault) -> Preview<'_> {
    let mut preview = preview_with(vault, &["--port", "0", "--poll"]);
    preview.wait_for(|said| said.contains("--poll: looking for changes every second"));
    preview
}

fn version(preview: &Preview<'_>) -> String {
    let state: serde_json::Value = serde_json::from_str(&preview.get("/.rutter/state").text()).unwrap();
    state["version"].as_str().unwrap().to_string()
}

#[test]
fn whatever_is_written_is_found_by_looking() {
    let vault = chart();
    let preview = polling(&vault);
    for (path, text) in [
        ("content/index.md", "# Other\n\n![](x.svg)\n"),
        ("content/index.md", "# Ohter\n\n![](x.svg)\n"),
        ("content/new/b.md", "# B\n"),
        ("content/x.svg", "<svg width=\"1\" height=\"1\"> <a/> </svg>"),
        ("content/x.svg", "<svg width=\"1\" height=\"1\"> <b/> </svg>"),
        ("static/custom.css", "p { color: tan }"),
        ("static/a.bin", "two"),
        ("templates/404.html", "none"),
        ("rutter.toml", "title = \"Chars\"\n"),
    ] {
        let before = version(&preview);
        vault.write(path, text);
        let end = Instant::now() + Duration::from_secs(20);
        while version(&preview) == before {
            assert!(Instant::now() < end, "{path}: {}", preview.said());
            thread::sleep(Duration::from_millis(20));
        }
    }
    vault.build();
    for (path, bytes) in vault.published().iter().filter(|(path, _)| *path != ".rutter") {
        assert_eq!(preview.file(path).body, *bytes, "{path}");
    }
}

#[test]
fn where_nothing_is_written_nothing_is_built() {
    let vault = chart();
    let preview = polling(&vault);
    thread::sleep(Duration::from_millis(3300));
    assert!(!preview.said().contains(" compiled, "), "{}", preview.said());
}
