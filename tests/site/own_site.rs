//! The site of this repository: what it is published from, built as its own readers get it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::vault::{Built, rutter, vault};

/// What a knowledge base about Kubernetes has to explain.
const CONCEPTS: &[&str] = &[
    "pod",
    "container",
    "sidecar",
    "controller",
    "replica-set",
    "deployment",
    "rolling-update",
    "stateful-set",
    "daemon-set",
    "job",
    "cron-job",
    "hpa",
    "service",
    "service-discovery",
    "ingress",
    "gateway",
    "network-policy",
    "namespace",
    "configmap",
    "secret",
    "volume",
    "persistent-volume",
    "persistent-volume-claim",
    "storage-class",
    "node",
    "cluster",
    "control-plane",
    "kube-apiserver",
    "etcd",
    "kube-scheduler",
    "kube-controller-manager",
    "cloud-controller-manager",
    "kubelet",
    "kube-proxy",
    "container-runtime",
    "desired-state",
    "self-healing",
    "scaling",
    "load-balancing",
    "helm",
    "kubectl",
];

/// The repository's own site, built into a folder of the test.
fn own_site(arguments: &[&str]) -> Built {
    let folder = vault();
    let mut command = rutter(&["build"]);
    command.arg(env!("CARGO_MANIFEST_DIR")).arg("-o").arg(folder.out()).args(arguments);
    folder.ran(&mut command)
}

#[test]
fn no_link_in_it_is_missing() {
    let built = own_site(&["--base-url", "https://example.com/docs/"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    built
        .has_no_problems()
        .has_no_broken_links()
        .has_no_duplicate_ids()
        .names_every_navigation()
        .loads_nothing_from_elsewhere();
    assert!(built.has_file("sitemap.xml") && built.has_file("404.html"));
}

#[test]
fn nothing_in_it_could_be_better() {
    let mut command = rutter(&["check", "-v", "--format", "json"]);
    let told = vault().ran(command.arg(env!("CARGO_MANIFEST_DIR"))).answered();
    let told: Vec<serde_json::Value> = serde_json::from_str(&told).unwrap();
    let left: Vec<_> = told.iter().filter(|problem| !is_meant(problem)).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// The notes about problems are an index: the message of a problem leads there and its reader back to the text
/// it is about. And a clone of the last commit alone is no fault of the notes.
fn is_meant(problem: &serde_json::Value) -> bool {
    let is_about_problem = problem["path"].as_str().unwrap().starts_with("content/guide/problems/");
    let unlinked = ["orphan-note", "dead-end-note"].contains(&problem["id"].as_str().unwrap());
    (is_about_problem && unlinked) || problem["id"] == "shallow-history"
}

#[test]
fn every_concept_has_its_note() {
    let files = own_site(&[]).files();
    for concept in CONCEPTS {
        let page = format!("/{concept}/index.html");
        assert!(files.iter().any(|file| file.ends_with(&page)), "no note about {concept}");
    }
}

/// What a reader's browser fetches, in bytes as gzip packs them.
#[test]
fn its_pages_are_light() {
    let built = own_site(&[]);
    let sheet = packed(built.page(&built.fingerprinted("rutter.css")).text());
    let script = packed(built.page(&built.fingerprinted("rutter.js")).text());
    assert!(sheet <= 12 << 10, "the style sheet has {sheet} bytes");
    assert!(script <= 12 << 10, "the script has {script} bytes");
    for page in ["/", "/workloads/pod/", "/workloads/deployment/", "/networking/service/", "/guide/links/"] {
        let page_bytes = packed(built.page(page).text());
        assert!(page_bytes <= 15 << 10, "{page} has {page_bytes} bytes");
    }
}

fn packed(text: &str) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap().len()
}

#[test]
fn its_pages_name_one_number_of_notes_that_link_to_them() {
    let built = own_site(&[]);
    let pages =
        built.files().into_iter().filter_map(|file| Some(format!("/{}", file.strip_suffix("index.html")?)));
    let mut seen = 0;
    for page in pages.map(|url| built.page(&url)) {
        let number = |before: &str, after: &str| {
            Some(page.text().split_once(before)?.1.split_once(after)?.0.to_string())
        };
        if let Some(listed) = number("Linked from <span class=\"count\">", " note") {
            let drawn = number("<h2>Around this note</h2>\n<p><span>", " note");
            assert!(drawn.is_none_or(|drawn| drawn == listed), "{}", page.text());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}
