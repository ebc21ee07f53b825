//! dialects.md, "The five first inputs": documents of the same shapes, written anew.

use super::files;

#[test]
fn a_page_of_github_with_nested_lists_of_tabs_and_an_empty_link() {
    let text = "# Storage\n\n1. One\n\t- inner\n\t\t- innermost\n1. Two\n\nMore about [volumes]().\n";
    let built = files(&[("a.md", text)]).build();
    built.has_problem("empty-link", "a.md:8:12");
    built.page("/a/").has_in_order(&[
        "<ol>",
        "One<ul>",
        "inner<ul>",
        "innermost",
        "Two",
        "<p>More about volumes.</p>",
    ]);
}

#[test]
fn a_page_of_docusaurus_with_elements_a_box_and_a_comment() {
    let text =
        "<div className=\"dlist\">\n\n- *one*\n\n</div>\n\n<!-- hidden -->\n\n:::info\n\nTold.\n\n:::\n";
    let built = files(&[("a.md", text)]).build();
    built.has_no_problems();
    let page = built.page("/a/");
    page.has("<div class=\"dlist\">")
        .has("<em>one</em>")
        .has("<aside class=\"callout info\">")
        .article_lacks("hidden");
}

#[test]
fn plain_text_without_a_heading() {
    let built = files(&[("a.txt.md", "ports of a cluster\n\n6443 api\n2379 etcd\n10250 kubelet\n")]).build();
    built.has_no_problems();
    let page = built.page("/a.txt/");
    page.has("<h1>ports of a cluster</h1>").has("6443 api</p>\n<p>2379 etcd</p>\n<p>10250 kubelet");
}

#[test]
fn an_index_of_a_vault_with_links_to_notes_that_are_not_there() {
    let text = "---\ntags: index\n---\n# Kubernetes\n\n- [[pod]]s and [[replica set]]s\n- [[pod]]\n";
    let built = files(&[("a.md", text)]).build();
    for place in ["6:3", "6:16", "7:3"] {
        built.has_problem("missing-note", &format!("a.md:{place}"));
    }
    built.page("/a/").has("title=\"Not written yet: pod\">pods</span>").has("tags/index/");
    built.page("/wanted/").has_in_order(&["pod", "replica set"]);
}

#[test]
fn a_page_of_docusaurus_with_id_slug_and_position() {
    let text = "---\nid: arch\nslug: /architecture\nsidebar_position: 2\n---\n# Architecture\n\n[pods](./resources/pods.md) ![cluster](/img/1.svg)\n";
    let built = files(&[("docs/a.md", text)]).build();
    built.problem_says("broken-link", "docs/a.md:8:1", &["looked for `docs/resources/pods.md`"]);
    built.has_problem("missing-asset", "docs/a.md:8:29");
    let page = built.page("/architecture/");
    page.has("<span class=\"missing\"").has("class=\"missing-image\"").has(">cluster</span>");
}
