//! Code blocks: colours, titles, marked and numbered lines, and kinds that lead to their notes.

use crate::vault::{Built, vault};

fn note(text: &str) -> Built {
    vault().file("n.md", format!("# N\n\n{text}")).build()
}

/// The code of the only block of a note without problems.
fn code(text: &str) -> String {
    let built = note(text);
    built.has_no_problems();
    let page = built.page("/n/");
    page.between("<pre", "</pre>").to_string()
}

const POD: &str = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n```\n";

#[test]
fn code_is_coloured_by_class() {
    let bash = code("```bash\n# say\nexport A=\"x\"\n```\n");
    assert!(bash.contains("<i class=c># say</i>\n<i class=w>export</i>"), "{bash}");
    let yaml = code("```yaml\na: \"x\" # say\nb: 3\nc: {{ .Values.d }}\n```\n");
    assert!(yaml.contains("<i class=k>a</i>: <i class=s>&quot;x&quot;</i> <i class=c># say</i>"), "{yaml}");
    assert!(yaml.contains("<i class=k>b</i>: <i class=n>3</i>"), "{yaml}");
    assert!(yaml.contains("<i class=g>{{ .Values.d }}</i>"), "{yaml}");
}

#[test]
fn languages_are_named_in_many_ways() {
    for language in [
        "go",
        "Go",
        "golang",
        "js",
        "ts",
        "tsx",
        "Dockerfile",
        "toml",
        "hcl",
        "json",
        "console",
        "sh",
        "diff",
    ] {
        assert!(code(&format!("```{language}\nx = 1\n```\n")).contains("data-lang"), "{language}");
    }
    assert!(code("~~~{.yaml .numberLines}\na: b\n~~~\n").contains("<i class=k>a</i>"));
}

#[test]
fn text_is_plain_and_no_problem() {
    for language in ["", "text", "txt", "plaintext", "none"] {
        let code = code(&format!("```{language}\na <b> & \"c\"\n```\n"));
        assert!(code.ends_with("<code>a &lt;b&gt; &amp; &quot;c&quot;\n</code>"), "{code}");
    }
}

#[test]
fn a_title_stands_above() {
    for written in ["title=\"my web.yaml\"", "title='my web.yaml'", "filename=\"my web.yaml\""] {
        note(&format!("```yaml {written}\na: b\n```\n"))
            .page("/n/")
            .has("<figcaption>my web.yaml</figcaption>");
    }
    note("```sh title=a<b.sh\nx\n```\n").page("/n/").has("<figcaption>a&lt;b.sh</figcaption>");
}

#[test]
fn lines_are_marked() {
    for written in ["{1,3-4}", "hl_lines=\"1 3-4\"", "hl_lines=\"1,3-4\"", "{ 1, 3-4 }"] {
        let code = code(&format!("```text {written}\na\nb\nc\nd\ne\n```\n"));
        let marked: Vec<bool> =
            code.split("<span class=\"line").skip(1).map(|l| l.starts_with(" marked")).collect();
        assert_eq!(marked, [true, false, true, true, false], "{written}: {code}");
    }
}

#[test]
fn comments_mark_their_lines_and_go() {
    let code = code("```js wrap\na() // [!code ++]\nb() // [!code highlight]\nc()\n```\n");
    assert!(code.contains("class=\"code wrap\""), "{code}");
    assert!(
        code.contains("<span class=\"line added\">") && code.contains("<span class=\"line marked\">"),
        "{code}"
    );
    assert!(!code.contains("[!code") && !code.contains("//"), "{code}");
}

#[test]
fn marks_are_clamped_to_the_block() {
    for written in
        ["{1-999999999}", "{0-2}", "{2-18446744073709551615}", "{99999999999999999999}", "{5-1}", "{-}", "{}"]
    {
        let code = code(&format!("```text {written}\na\nb\n```\n"));
        assert!(code.len() < 200, "{written}: {code}");
    }
}

#[test]
fn lines_are_numbered() {
    for written in ["linenos", "showLineNumbers", "linenums=\"1\"", "linenos start=1"] {
        assert!(
            code(&format!("```sh {written}\na\n```\n")).contains("<code class=\"numbered\">"),
            "{written}"
        );
    }
    for written in ["linenos start=10", "start=10 showLineNumbers", "linenums=\"10\""] {
        let code = code(&format!("```sh {written}\na\n```\n"));
        assert!(code.contains("<code class=\"numbered\" style=\"--first:9\">"), "{written}: {code}");
    }
}

#[test]
fn a_marked_block_holds_its_text_once() {
    let code = code("```rust {2} linenos\n/* over\n   two */\nfn f() {}\n```\n");
    assert!(
        code.contains("<i class=c>/* over\n</i></span>") || code.contains("<i class=c>/* over</i>\n</span>"),
        "{code}"
    );
    assert_eq!(code.matches("<span class=\"line").count(), 3, "{code}");
    assert_eq!(code.matches("</span>").count(), 3, "{code}");
}

#[test]
fn an_unknown_language_is_reported_with_the_nearest() {
    let built = note("Text.\n\n```pyhton title=\"x\"\nprint(1)\n```\n\n> ```zzzzzzzz\n> a\n> ```\n");
    built.problem_says("unknown-language", "n.md:5:1", &["did you mean `python`?"]);
    built.has_problem("unknown-language", "n.md:9:3");
    built.page("/n/").has("<code>print(1)\n</code>");
}

#[test]
fn blocks_in_lists_and_quotes_lose_exactly_their_indentation() {
    for text in [
        "- a\n\n  ```text\n  one\n    two\n\n  three\n  ```\n",
        "10. a\n\n    ```text\n    one\n      two\n\n    three\n    ```\n",
        "> ```text\n> one\n>   two\n>\n> three\n> ```\n",
        "- > - ```text\n  >   one\n  >     two\n  >\n  >   three\n  >   ```\n",
        "-\t```text\n\tone\n\t  two\n\n\tthree\n\t```\n",
        "   ```text\n   one\n     two\n\n   three\n   ```\n",
        "Text:\n\n    one\n      two\n\n    three\n",
    ] {
        let code = code(text);
        assert!(code.ends_with("<code>one\n  two\n\nthree\n</code>"), "{text}: {code}");
    }
}

#[test]
fn a_large_block_is_plain_with_a_problem() {
    let wide = note(&format!("```json\n[{}1]\n```\n", "1,".repeat(3_000)));
    wide.has_problem("heavy-code", "n.md:3:1");
    let long = note(&format!("```yaml\n{}```\n", "key: value\n".repeat(20_000)));
    long.has_problem("heavy-code", "n.md:3:1");
    for built in [wide, long] {
        assert!(!built.page("/n/").between("<pre", "</pre>").contains("<i"));
    }
}

#[test]
fn a_kind_leads_to_the_note_that_claims_it() {
    let built = vault()
        .file("n.md", format!("# N\n\n{POD}"))
        .file("about.md", "---\nkinds: [Pod, Container]\n---\n# Running things\n")
        .build();
    built.has_no_problems();
    built.page("/n/").has("<i class=k>kind</i>: <a class=t href=\"../about/\">Pod</a>");
    built.page("/about/").has("<code>Pod</code>").has("<code>Container</code>");
}

#[test]
fn a_kind_that_two_notes_claim_leads_to_the_first_and_both_are_named() {
    let built = vault()
        .file("n.md", format!("# N\n\n{POD}"))
        .file("b.md", "---\nkinds: [Job, Pod]\n---\n# B\n")
        .file("a.md", "---\nkinds: [Pod, Pod]\n---\n# A\n")
        .build();
    assert_eq!(built.count("kind-collision"), 1, "{}", built.said());
    assert!(
        built.problem("kind-collision", "b.md").contains("`b.md` and `a.md` both explain the kind `Pod`")
    );
    built.page("/n/").has("<a class=t href=\"../a/\">Pod</a>");
}

#[test]
fn a_kind_may_stand_below_its_key() {
    let text = "# N\n\n```yaml\napiVersion: v1\nkind:\n  Pod\nmetadata:\n  kind:\nother: Pod\n```\n";
    let built = vault().file("n.md", text).file("pod.md", "# Pod\n").build();
    let page = built.page("/n/");
    page.has("<i class=k>kind</i>:\n  <a class=t href=\"../pod/\">Pod</a>");
    page.has_once("<a class=t").has("<i class=k>other</i>: Pod");
}

#[test]
fn a_kind_leads_to_the_note_named_for_it() {
    for (kind, path) in [
        ("Pod", "pod.md"),
        ("ReplicaSet", "workloads/replica-set.md"),
        ("ReplicaSet", "Replica Set.md"),
        ("ReplicaSet", "replicaset.md"),
        ("HorizontalPodAutoscaler", "hpa.md"),
    ] {
        let block = format!("# N\n\n```yaml\nkind: {kind}\napiVersion: v1\n```\n");
        let built = vault().file("n.md", block).file(path, "Text.\n").build();
        built.has_no_problems().has_no_broken_links();
        assert!(built.page("/n/").article().contains(&format!("\">{kind}</a>")), "{kind} {path}");
    }
}

#[test]
fn a_kind_without_a_note_is_no_problem() {
    let built = note(POD);
    built.has_no_problems();
    built.page("/n/").has("<i class=t>Pod</i>");
    assert!(!built.has_file("wanted/index.html"));
}

#[test]
fn a_kind_on_its_own_page_is_no_link() {
    let built = vault().file("pod.md", format!("# Pod\n\n{POD}")).build();
    built.page("/pod/").has("<i class=t>Pod</i>").lacks("Linked from");
}

#[test]
fn a_manifest_is_a_backlink_of_its_own_sort() {
    let built = vault()
        .file("a.md", format!("# A\n\nSee [[pod]].\n\n{POD}\n{POD}"))
        .file("b.md", format!("# B\n\n- In a list:\n\n  {}", POD.replace('\n', "\n  ")))
        .file("pod.md", "# Pod\n")
        .build();
    let page = built.page("/pod/");
    page.has("Linked from <span class=\"count\">2 notes</span>");
    page.has_in_order(&[
        "<ul class=\"sources\">",
        ">A</a>",
        "See ",
        "In manifests of",
        ">A</a> <small>2×</small>",
        ">B</a>",
    ]);
    assert!(!page.between("<ul class=\"sources\">", "</ul>").contains(">B</a>"));
}

#[test]
fn kinds_are_linked_in_every_document_and_in_broken_blocks() {
    let text = "```yaml\napiVersion: v1\nkind: Pod # the first\n---\napiVersion: {{ .api }}\nkind: \"Pod\"\nspec: [\n```\n";
    let built = vault().file("n.md", format!("# N\n\n{text}")).file("pod.md", "# Pod\n").build();
    let page = built.page("/n/");
    assert_eq!(page.article().matches("href=\"../pod/\"").count(), 2, "{}", page.article());
}

#[test]
fn yaml_that_is_no_manifest_links_no_kinds() {
    let built =
        vault().file("n.md", "# N\n\n```yaml\nkind: of\nmood: good\n```\n").file("of.md", "# Of\n").build();
    assert!(!built.page("/n/").article().contains("../of/"));
}
