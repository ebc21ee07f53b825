//! Files shown as code in place of a link: manifests, single documents of them, and other languages.

use crate::vault::{Built, Vault, vault};

const DEPLOY: &str = "# The shop.\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template: {}\n\
                      ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n---\napiVersion: v1\nkind: ConfigMap\n\
                      metadata: {name: settings}\ndata: {a: b}\n";

fn with(text: &str) -> Vault {
    vault()
        .file("a.md", format!("# A\n\n{text}\n"))
        .file("k8s/deploy.yaml", DEPLOY)
        .file("deployment.md", "# Deployment\n")
        .file("service.md", "# Service\n")
}

/// The page of the note, which has no problems.
fn article(text: &str) -> String {
    let built = with(text).build();
    shown(&built)
}

fn shown(built: &Built) -> String {
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    built.page("/a/").article().to_string()
}

fn assert_has(article: &str, piece: &str) {
    assert!(article.contains(piece), "no `{piece}` in:\n{article}");
}

const OPENING: &str = "<figure class=\"code\"><figcaption><a href=\"../k8s/deploy.yaml\">";

#[test]
fn a_manifest_file_is_shown_with_its_kinds_as_links_and_is_published() {
    let built = with("Before ![[deploy.yaml]] after.").build();
    let article = shown(&built);
    assert_has(
        &article,
        &format!(
            "<p>Before </p>\n{OPENING}deploy.yaml</a></figcaption><pre class=\"code\" data-lang=\"yaml\"><code><i class=c># The shop.</i>"
        ),
    );
    assert_has(&article, "<i class=k>kind</i>: <a class=t href=\"../deployment/\">Deployment</a>");
    assert_has(&article, "<a class=t href=\"../service/\">Service</a>");
    assert_has(&article, "<i class=t>ConfigMap</i>");
    assert_has(&article, "</code></pre></figure>\n<p>after.</p>");
    assert_eq!(built.page("/k8s/deploy.yaml").text(), DEPLOY);
}

#[test]
fn one_document_is_shown_by_its_kind_and_name() {
    for fragment in ["Service/web", "service/web", "SERVICE/WEB", "Service"] {
        let article = article(&format!("![[deploy.yaml#{fragment}]]"));
        assert_has(&article, &format!("{OPENING}deploy.yaml · Service/web</a>"));
        assert_has(
            &article,
            "<code><i class=k>apiVersion</i>: v1\n<i class=k>kind</i>: <a class=t href=\"../service/\">Service</a>",
        );
        assert!(!article.contains("Deployment") && !article.contains("---"), "{article}");
        assert_has(&article, "web</code></pre></figure>");
    }
    assert_has(&article("![[deploy.yaml#settings]]"), "deploy.yaml · ConfigMap/settings");
    // The first of that name, as with headings.
    assert_has(&article("![[deploy.yaml#web]]"), "deploy.yaml · Deployment/web");
    assert_has(&article("![[deploy.yaml#Deployment/web|The *shop*]]"), "The *shop*</a></figcaption>");
}

#[test]
fn a_document_that_is_not_there_is_told_with_the_nearest_and_the_file_is_shown() {
    let built = with("See ![[deploy.yaml#Deployment/wbe]] and ![[deploy.yaml#Ingress/x]]").build();
    built.problem_says(
        "missing-anchor",
        "a.md:3:5",
        &["`k8s/deploy.yaml` has no document `Deployment/wbe`", "did you mean `#Deployment/web`?"],
    );
    built.problem_says(
        "missing-anchor",
        "a.md:3:41",
        &["it has `Deployment/web`, `Service/web`, `ConfigMap/settings`"],
    );
    assert_eq!(built.page("/a/").text().matches(OPENING).count(), 2);
}

#[test]
fn the_nearest_of_many_documents_is_told() {
    let document = |number| format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: of-{number}}}\n");
    let many: Vec<String> = (0..300).map(document).collect();
    let built = with("![[many.yaml#ConfigMap/off-299]]").file("many.yaml", many.join("---\n")).build();
    built.problem_says("missing-anchor", "a.md:3:1", &["did you mean `#ConfigMap/of-299`?"]);
}

#[test]
fn a_plain_link_leads_to_the_file() {
    let article = article("[[deploy.yaml#Deployment/web]] and [[deploy.yaml]]");
    assert_has(&article, "<a href=\"../k8s/deploy.yaml\">deploy.yaml#Deployment/web</a>");
    assert_has(&article, "<a href=\"../k8s/deploy.yaml\">deploy.yaml</a>");
}

#[test]
fn a_file_is_shown_wherever_a_link_can_stand() {
    assert_has(&article("- one ![[deploy.yaml#Service]]\n- two"), &format!("<li>one {OPENING}"));
    assert_has(&article("| a |\n|---|\n| ![[deploy.yaml#Service\\|S]] |"), &format!("<td>{OPENING}S</a>"));
    assert_has(&article("## Head ![[deploy.yaml#Service]]"), ">Head deploy.yaml#Service<a");
    assert_has(&article("> [!note] T\n> ![[deploy.yaml#Service]]"), OPENING);
    assert_has(
        &article("So *![[deploy.yaml#Service]]* it."),
        &format!("<em>deploy.yaml#Service</em> it.</p>\n{OPENING}"),
    );
}

#[test]
fn files_are_found_as_links_find_them() {
    for link in ["k8s/deploy.yaml", "./k8s/deploy.yaml", "/k8s/deploy.yaml", "Deploy.YAML"] {
        assert_has(&article(&format!("![[{link}#Service]]")), OPENING);
    }
    let built = with("![[deploy.yaml#Service]]").file("other/deploy.yaml", "a: b\n").build();
    built.has_problem("ambiguous-link", "a.md:3:1");
    built.page("/a/").has(OPENING);
    let built = with("![[../deploy.yaml]] ![[delpoy.yaml]]").build();
    assert_eq!(built.count("missing-asset"), 2, "{}", built.said());
    assert!(built.said().contains("did you mean `deploy.yaml`?"), "{}", built.said());
}

#[test]
fn a_manifest_that_is_shown_is_a_manifest_of_the_note() {
    let built = with("Look: ![[deploy.yaml#Service/web]]").build();
    built.page("/service/").has_in_order(&["In manifests of", "<a href=\"../a/\">A</a>"]);
    built.page("/deployment/").lacks("In manifests of");
    let built = vault()
        .file("deployment.md", "# Deployment\n\n![[deploy.yaml]]\n")
        .file("deploy.yaml", DEPLOY)
        .build();
    built.has_no_problems();
    built.page("/deployment/").has("<i class=t>Deployment</i>").lacks("In manifests of");
}

#[test]
fn objects_in_json_are_manifests_too_and_other_json_is_code() {
    let built = with("![[pod.json#Pod/x]]\n\n![[data.json]]")
        .file(
            "pod.json",
            "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  \"metadata\": {\"name\": \"x\"}\n}\n",
        )
        .file("data.json", "{\"a\": [1, true]}\n")
        .file("pod.md", "# Pod\n")
        .build();
    let article = shown(&built);
    assert_has(&article, "data-lang=\"json\"");
    assert_has(&article, "<a class=t href=\"../pod/\">Pod</a>");
    assert_has(&article, "<i class=n>1</i>");
}

#[test]
fn code_of_a_known_language_is_shown_and_other_files_are_links() {
    let built = with("![[main.go]]\n\n![[Dockerfile]]\n\n![[data.csv]] ![[plan.pdf]] ![[notes.txt]]")
        .file("main.go", "package main\n")
        .file("Dockerfile", "FROM scratch\n")
        .file("data.csv", "a,b\n")
        .file("plan.pdf", "%PDF")
        .file("notes.txt", "x")
        .build();
    let article = shown(&built);
    assert_has(&article, "data-lang=\"go\"><code><i class=w>package</i> main");
    assert_has(&article, "<i class=w>FROM</i> ");
    for file in ["data.csv", "plan.pdf", "notes.txt"] {
        assert_has(&article, &format!("<a class=\"file\" href=\"../{file}\">{file}</a>"));
    }
}

#[test]
fn what_cannot_be_shown_is_a_link_and_a_problem() {
    let built = with("![[large.yaml]] ![[binary.yaml]]")
        .file("large.yaml", "a: b\n".repeat(50_000))
        .file("binary.yaml", b"a: \xff\n")
        .build();
    built.problem_says("heavy-embed", "a.md:3:1", &["over 200 kB"]);
    built.problem_says("refused-include", "a.md:3:17", &["`binary.yaml` cannot be shown"]);
    built
        .page("/a/")
        .has("<a class=\"file\" href=\"../large.yaml\">")
        .has("<a class=\"file\" href=\"../binary.yaml\">");
}

#[test]
fn a_page_shows_files_up_to_a_bound() {
    let built = vault()
        .file("a.md", format!("# A\n\n{}", "![[l.yaml]]\n\n".repeat(200)))
        .file("b.md", "# B\n\n![[a]]\n")
        .file("l.yaml", "key: \"value\" # c\n".repeat(11_000))
        .build();
    built.says("4 MiB of files on this page").says("over 1 MiB");
    assert!(built.page("/a/").text().len() < 24 << 20);
    assert!(built.page("/b/").text().len() < 1 << 20);
}

#[test]
fn a_file_is_shown_on_the_page_that_shows_its_note_and_in_included_text() {
    let built = with("![[b]]\n\n--8<-- \"c.txt\"")
        .file("deep/b.md", "# B\n\n![[./x.yaml]]\n")
        .file("deep/x.yaml", "a: 1\n")
        .file("c.txt", "![[deploy.yaml#Service]]\n")
        .build();
    let article = shown(&built);
    assert_has(&article, "<a href=\"../deep/x.yaml\">x.yaml</a>");
    assert_has(&article, OPENING);
}

#[test]
fn broken_yaml_and_templates_are_shown_as_well() {
    let built = with("![[t.yaml#Role/{{ .name }}]]\n\n![[e.yaml]]")
        .file("t.yaml", "apiVersion: {{ .v }}\nkind: Role\nmetadata:\n  name: {{ .name }}\n  x: [\"a\n")
        .file("e.yaml", "")
        .build();
    assert_has(&shown(&built), "<i class=g>{{ .v }}</i>");
}
