//! What the guide tells to write for CI: it holds against the published schemas, and its commands run.

use std::fs;

use serde_json::Value;

use rutter::text::data;

use crate::since::{committed, git};
use crate::vault::{Vault, run, vault};

const GUIDE: &str = include_str!("../../content/guide/check.md");

/// The blocks of YAML below a heading of the guide.
fn blocks(heading: &str) -> Vec<&'static str> {
    let (_, section) = GUIDE.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let blocks = section.split("```yaml\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks.collect()
}

fn value(yaml: &str) -> Value {
    serde_json::to_value(&data::yaml(yaml).unwrap().value).unwrap()
}

/// Each block below a heading holds against a schema, and not with another word at a place.
fn hold(heading: &str, schema: &str, count: usize, place: &str) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let blocks = blocks(heading);
    assert_eq!(blocks.len(), count);
    for block in blocks {
        let mut value = value(block);
        let faults: Vec<String> = schema.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{block}\n{faults:?}");
        *value.pointer_mut(place).unwrap() = "sometimes".into();
        assert!(!schema.is_valid(&value), "the schema knows what {place} can be");
    }
}

#[test]
fn workflows_jobs_and_hooks_hold_against_their_published_schemas() {
    hold("GitHub Actions", include_str!("schemas/github-workflow.json"), 3, "/permissions/contents");
    hold("GitLab", include_str!("schemas/gitlab-ci.json"), 1, "/notes/artifacts/when");
    hold(
        "Before each commit",
        include_str!("schemas/pre-commit-config.json"),
        1,
        "/repos/0/hooks/0/always_run",
    );
}

/// The lines that a file for CI has run.
fn run_by(value: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("run" | "entry", Value::String(line)) => lines.push(line.clone()),
                    ("script", Value::Array(script)) => {
                        lines.extend(script.iter().filter_map(Value::as_str).map(str::to_string));
                    }
                    _ => lines.extend(run_by(value)),
                }
            }
        }
        Value::Array(items) => lines.extend(items.iter().flat_map(run_by)),
        _ => {}
    }
    lines
}

#[test]
fn what_they_run_tells_of_a_change_that_breaks_a_link() {
    let files = ["GitHub Actions", "GitLab", "Before each commit"].into_iter().flat_map(blocks);
    let lines: Vec<String> = files.flat_map(|block| run_by(&value(block))).collect();
    let (ours, others): (Vec<&String>, Vec<&String>) =
        lines.iter().partition(|line| line.starts_with("rutter "));
    assert_eq!(ours.len(), 5, "{lines:?}");
    assert!(others.iter().all(|line| line.starts_with("cargo install --path ")), "{others:?}");
    for line in ours {
        let vault = committed(vault().file("a.md", "[[b]]\n").file("b.md", "x\n"));
        // What is merged into a branch of whatever name.
        git(&vault, "update-ref refs/remotes/origin/releases/1 HEAD");
        let base = git(&vault, "rev-parse HEAD");
        let variables = [("BASE", "releases/1"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim())];
        let code = |vault: &Vault| run(vault.shell(line).envs(variables)).status.code();
        assert_eq!(code(&vault), Some(0), "{line}");
        vault.write("a.md", "[[b#No]]\n");
        if !line.contains("HEAD") {
            git(&vault, "commit -q -a -m y");
        }
        // Whoever uploads what is told goes on.
        let expected = if line.contains("|| test $? -eq 1") { 0 } else { 1 };
        assert_eq!(code(&vault), Some(expected), "{line}");
    }
}

#[test]
fn a_pull_request_is_compared_with_its_own_base() {
    let workflow = value(blocks("GitHub Actions")[0]);
    let steps = workflow["jobs"]["check"]["steps"].as_array().unwrap();
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    assert_eq!(steps.last().unwrap()["env"]["BASE"], "${{ github.base_ref }}");
    let lines: Vec<String> = ["GitHub Actions", "GitLab"]
        .into_iter()
        .flat_map(blocks)
        .flat_map(|block| run_by(&value(block)))
        .collect();
    assert!(lines.iter().all(|line| !line.contains("${{")), "who names a branch runs nothing: {lines:?}");
}

#[cfg(unix)]
#[test]
fn a_hook_of_git_checks_what_is_staged() {
    use std::os::unix::fs::PermissionsExt;
    let (_, section) = GUIDE.split_once("\n## Before each commit\n").unwrap();
    let hook = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let vault = vault().file("a.md", "[[b]] [[old]]\n").file("b.md", "x\n");
    git(&vault, "init -q -b main");
    vault.write(".git/hooks/pre-commit", hook);
    fs::set_permissions(vault.path(".git/hooks/pre-commit"), PermissionsExt::from_mode(0o755)).unwrap();
    let commits = |line: &str| run(&mut vault.shell(line)).status.success();
    git(&vault, "add -A");
    assert!(commits("git commit -q -m first"), "there is nothing to compare with");
    vault.write("a.md", "[[b#No]] [[old]]\n");
    git(&vault, "add -A");
    vault.write("a.md", "[[b]] [[old]]\n");
    assert!(!commits("git commit -q -m x"), "what is staged is broken");
    git(&vault, "add -A");
    vault.write("b.md", "y\n");
    git(&vault, "add -A");
    vault.write("a.md", "[[b#No]]\n");
    assert!(commits("git commit -q -m x"), "what is not staged does not count");
    assert!(!commits("git commit -q -a -m x") && !commits("cd .git/.. && git commit -q -m x a.md"));
    git(&vault, "checkout -q -- a.md");
    git(&vault, "worktree add -q -b other w");
    assert!(commits("cd w && echo '[[new]]' >>b.md && ! git commit -q -a -m x"));
    assert!(commits("cd w && echo '[[a]]' >b.md && git commit -q -a -m x"));
}
