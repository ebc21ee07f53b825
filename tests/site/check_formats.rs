//! `rutter check --format`: the problems as programs read them.

use serde_json::{Value, json};

use crate::vault::{Vault, rutter, vault};

/// A site with a problem behind letters that are no ASCII, one over two lines, one of a whole file, and one in
/// the configuration.
fn site() -> Vault {
    vault()
        .file("rutter.toml", "titel = \"T\"\n")
        .file("content/ä, b.md", "Äöü [[replica-sett]]: 100%\n")
        .file("content/replica-set.md", "[t\nu](no.md)\n")
        .file("content/replica set.md", "x\n")
}

/// What a format prints, typed in the folder above the root.
fn told(vault: &Vault, format: &str) -> String {
    let mut command = rutter(&["check", "vault", "-q", "--format", format]);
    vault.ran(command.current_dir(vault.path("").parent().unwrap())).answered()
}

fn parsed(vault: &Vault, format: &str) -> Value {
    serde_json::from_str(&told(vault, format)).unwrap()
}

#[test]
fn json_is_an_array_of_problems_in_the_order_of_their_places() {
    let expected = json!([
        {
            "id": "slug-collision", "severity": "error", "path": "content/replica-set.md",
            "line": null, "column": null, "end_line": null, "end_column": null,
            "message": "`replica-set.md` and `replica set.md` want the same URL `/replica-set/`",
            "help": ["this note is published as `/replica-set-2/`; rename one, or give it a `slug`"],
            "suggestions": [],
            "related": [{"path": "content/replica set.md", "message": "keeps the URL"}],
        },
        {
            "id": "broken-link", "severity": "error", "path": "content/replica-set.md",
            "line": 1, "column": 1, "end_line": 2, "end_column": 10,
            "message": "`no.md` leads to no note", "help": ["looked for `no.md`"],
            "suggestions": [], "related": [],
        },
        {
            "id": "unknown-key", "severity": "warning", "path": "rutter.toml",
            "line": 1, "column": 1, "end_line": 1, "end_column": 6,
            "message": "the key `titel` means nothing", "help": ["did you mean `title`?"],
            "suggestions": ["title"], "related": [],
        },
        {
            "id": "missing-note", "severity": "warning", "path": "content/ä, b.md",
            "line": 1, "column": 5, "end_line": 1, "end_column": 21,
            "message": "there is no note `replica-sett`", "help": ["did you mean `replica set`?"],
            "suggestions": ["replica set"], "related": [],
        },
    ]);
    assert_eq!(parsed(&site(), "json"), expected);
    assert_eq!(parsed(&vault().file("a.md", "x\n"), "json"), json!([]));
}

#[test]
fn suggestions_can_be_written_as_they_are() {
    let vault = vault()
        .file("a.md", "[[b#Tow]] [[c]] [[b#^bra]] [[d]]\n\n```pyhton\n```\n")
        .file("b.md", "## Two\n\nText ^bar\n")
        .file("x/c.md", "x\n")
        .file("y/c.md", "x\n");
    let found = parsed(&vault, "json");
    let found = found.as_array().unwrap().iter().map(|problem| (&problem["id"], &problem["suggestions"]));
    let expected = [
        (json!("missing-anchor"), json!(["#Two"])),
        (json!("ambiguous-link"), json!(["x/c"])),
        (json!("missing-block"), json!(["#^bar"])),
        (json!("missing-note"), json!([])),
        (json!("unknown-language"), json!(["python"])),
    ];
    assert!(
        found.eq(expected.iter().map(|(id, suggestions)| (id, suggestions))),
        "{:?}",
        parsed(&vault, "json")
    );
}

#[test]
fn github_annotates_the_places_from_where_it_was_typed() {
    assert_eq!(
        told(&site(), "github"),
        "::error file=vault/content/replica-set.md,title=slug-collision::\
         `replica-set.md` and `replica set.md` want the same URL `/replica-set/`\
         %0Anote: vault/content/replica set.md: keeps the URL\
         %0Ahelp: this note is published as `/replica-set-2/`; rename one, or give it a `slug`\n\
         ::error file=vault/content/replica-set.md,line=1,endLine=2,title=broken-link::\
         `no.md` leads to no note%0Ahelp: looked for `no.md`\n\
         ::warning file=vault/rutter.toml,line=1,col=1,endLine=1,endColumn=6,title=unknown-key::\
         the key `titel` means nothing%0Ahelp: did you mean `title`?\n\
         ::warning file=vault/content/ä%2C b.md,line=1,col=5,endLine=1,endColumn=21,title=missing-note::\
         there is no note `replica-sett`%0Ahelp: did you mean `replica set`?\n"
    );
}

#[test]
fn a_root_that_was_typed_from_the_root_of_the_disk_is_told_from_here() {
    let vault = site();
    let mut command = rutter(&["check", "-q", "--format", "github"]);
    let typed = vault.ran(command.arg(vault.path("")).current_dir(vault.path("").parent().unwrap()));
    assert_eq!(typed.answered(), told(&vault, "github"));
}

#[test]
fn files_are_named_from_the_top_of_the_repository_and_from_the_root() {
    let files = vault().file("mkdocs.yml", "nav:\n  - New: new.md\n").file("docs/a.md", "[[#no]]\n");
    let paths = |vault: &Vault, folder: &str, typed: &str| {
        let told = |format: &str| {
            let mut command = rutter(&["check", typed, "-q", "--format", format]);
            vault.ran(command.current_dir(vault.path(folder))).answered()
        };
        let json: Value = serde_json::from_str(&told("json")).unwrap();
        let sarif: Value = serde_json::from_str(&told("sarif")).unwrap();
        let uri =
            |result: &Value| result.pointer("/locations/0/physicalLocation/artifactLocation/uri").cloned();
        let (github, junit) = (told("github"), told("junit"));
        [
            json.as_array().unwrap().iter().map(|problem| problem["path"].as_str().unwrap().into()).collect(),
            sarif["runs"][0]["results"]
                .as_array()
                .unwrap()
                .iter()
                .map(|result| uri(result).unwrap().as_str().unwrap().into())
                .collect(),
            github.lines().map(|line| line.split(&['=', ','][..]).nth(1).unwrap().into()).collect(),
            junit
                .split(" file=\"")
                .skip(1)
                .map(|case| case.split('"').next().unwrap().into())
                .collect::<Vec<String>>(),
        ]
        .map(|mut paths| {
            paths.sort();
            paths.join(" ")
        })
    };
    let outside = ["../mkdocs.yml a.md"].into_iter().chain(["docs/a.md mkdocs.yml"; 3]);
    assert_eq!(paths(&files, "", "docs").to_vec(), outside.collect::<Vec<_>>());
    let below = ["../mkdocs.yml a.md"; 4];
    assert_eq!(paths(&files, "docs", "."), below);
    let vault = crate::since::committed(files);
    let absolute = vault.path("docs").to_str().unwrap().to_string();
    for (folder, typed) in [("", "docs"), ("docs", "."), ("docs", "../docs/"), ("docs", &*absolute)] {
        let expected = ["../mkdocs.yml a.md"].into_iter().chain(["docs/a.md mkdocs.yml"; 3]);
        assert_eq!(paths(&vault, folder, typed).to_vec(), expected.collect::<Vec<_>>(), "{folder} {typed}");
    }
    vault.ask("check", &[]).says("/mkdocs.yml:2:10");
    vault.ran(rutter(&["check", "docs"]).current_dir(vault.path(""))).says("--> mkdocs.yml:2:10");
}

#[test]
fn junit_has_a_suite_for_each_file_and_a_case_for_each_problem() {
    let vault = vault().file("a.md", "[[<b>]] & [[a#\"]]\n");
    assert_eq!(
        told(&vault, "junit"),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rutter" tests="2" failures="1" errors="0">
  <testsuite name="vault/a.md" tests="2" failures="1" errors="0">
    <testcase name="missing-note at 1:1" classname="vault/a.md" file="vault/a.md" line="1"><system-out>warning: there is no note `&lt;b&gt;`
help: write it, or make the link plain text; it is listed among the wanted notes</system-out></testcase>
    <testcase name="missing-anchor at 1:11" classname="vault/a.md" file="vault/a.md" line="1"><failure type="missing-anchor" message="`a.md` has no heading `&quot;`">error: `a.md` has no heading `&quot;`
help: the link leads to the top of the page</failure></testcase>
  </testsuite>
</testsuites>
"#
    );
    let strict = vault.ask("check", &["--strict", "--format", "junit"]).answered();
    assert!(strict.contains("tests=\"2\" failures=\"2\""), "{strict}");
}

#[test]
fn junit_of_clean_notes_is_a_test_that_passed() {
    let clean = told(&vault().file("a.md", "x\n"), "junit");
    assert!(
        clean.contains("tests=\"1\" failures=\"0\"") && clean.contains("<testcase name=\"no problem\""),
        "{clean}"
    );
}

#[test]
fn sarif_holds_against_its_published_schema() {
    // Its pattern for languages has a bracket too many, which is no regular expression.
    let text = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for vault in [site(), vault().file("a.md", "x\n")] {
        let log = parsed(&vault, "sarif");
        let faults: Vec<String> = schema.iter_errors(&log).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    let mut broken = parsed(&site(), "sarif");
    broken["runs"][0]["results"][0].as_object_mut().unwrap().remove("message");
    assert!(!schema.is_valid(&broken), "the schema asks for a message");
}

#[test]
fn sarif_names_rules_places_and_files_as_code_scanning_reads_them() {
    let log = parsed(&site(), "sarif");
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    let result = &run["results"][3];
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "vault/content/%C3%A4%2C%20b.md");
    assert_eq!(location["region"], json!({"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 21}));
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("missing-note"), &json!("warning")));
    for result in run["results"].as_array().unwrap() {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    let collision = &run["results"][0];
    assert!(
        collision["locations"][0]["physicalLocation"].get("region").is_none(),
        "a whole file has no region"
    );
    let related = &collision["relatedLocations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(related["uri"], "vault/content/replica%20set.md");
}
