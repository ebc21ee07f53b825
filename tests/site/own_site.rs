//! The site of this repository: what it is published from, built as its own readers get it.

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
fn every_concept_has_its_note() {
    let files = own_site(&[]).files();
    for concept in CONCEPTS {
        let page = format!("/{concept}/index.html");
        assert!(files.iter().any(|file| file.ends_with(&page)), "no note about {concept}");
    }
}
