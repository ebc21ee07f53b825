//! Includes: what a note shows of other files, as mdBook, MkDocs and VitePress write it.

use crate::vault::{Built, Vault, vault};

/// Code with a region for each tool.
const RUST: &str = "fn main() {\n    // ANCHOR: body\n    let a = 1;\n    // ANCHOR: inner\n    let b = 2;\n    \
                    // ANCHOR_END: inner\n    // ANCHOR_END: body\n}\n";

const TS: &str = "// #region open\n  export const a = 1\n  // #region in\n  const b = 2\n  // #endregion in\n\
                  // #endregion open\nconst c = 3\n";

/// A book whose chapters lie in `src`, as mdBook wants it.
fn book(chapter: &str) -> Vault {
    vault()
        .file("book.toml", "[book]\ntitle = \"B\"\n")
        .file("rutter.toml", "content = \"src\"\n")
        .file("src/a.md", format!("# A\n\n{chapter}\n"))
        .file("listings/main.rs", RUST)
}

/// The article of a chapter that has no problems.
fn chapter(text: &str) -> String {
    article(&book(text).build())
}

fn article(built: &Built) -> String {
    built.has_no_problems().has_no_broken_links().has_no_duplicate_ids();
    built.page("/a/").article().to_string()
}

/// The article of a note `a.md`, without problems, beside the files of an example.
fn note(text: &str) -> String {
    article(&beside(text).build())
}

fn beside(text: &str) -> Vault {
    vault()
        .file("a.md", format!("# A\n\n{text}\n"))
        .file("code/m.ts", TS)
        .file("parts/b.md", "Some *text*.\n\nMore.\n")
}

fn assert_has(article: &str, piece: &str) {
    assert!(article.contains(piece), "no `{piece}` in:\n{article}");
}

/// The text of the first code block, without its colours.
fn code(article: &str) -> String {
    let block = article.split("<pre").nth(1).unwrap_or_else(|| panic!("no code in:\n{article}"));
    let block =
        block.split("</code>").next().unwrap().split_once("<code").unwrap().1.split_once('>').unwrap().1;
    let mut text = String::new();
    block.split('<').enumerate().for_each(|(i, part)| {
        text.push_str(if i == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    });
    text
}

#[test]
fn a_book_shows_files_regions_and_lines_in_its_code() {
    let shown =
        |what: &str| code(&chapter(&format!("```rust\n{{{{#include ../listings/main.rs{what}}}}}\n```")));
    assert_eq!(shown(":body"), "    let a = 1;\n    let b = 2;\n");
    assert_eq!(shown(":inner"), "    let b = 2;\n");
    assert_eq!(shown(":1"), "fn main() {\n");
    assert_eq!(shown(":7:"), "    // ANCHOR_END: body\n}\n");
    assert_eq!(shown("::1"), "fn main() {\n");
    assert_eq!(shown(":3:3"), "    let a = 1;\n");
    assert_eq!(shown("").lines().count(), 8);
    let rustdoc = chapter("```rust\n{{#rustdoc_include ../listings/main.rs:inner}}\n```");
    assert_eq!(code(&rustdoc), "    let b = 2;\n");
}

#[test]
fn a_book_shows_text_in_the_line_too_and_examples_as_code() {
    let built = book("Before {{#include ../one.txt}} after.\n\n{{#title T}}\n\n{{#playground ../listings/main.rs editable}}")
        .file("one.txt", "the *words*\n")
        .build();
    let article = article(&built);
    assert_has(&article, "<p>Before the <em>words</em> after.</p>");
    assert_has(&article, "data-lang=\"rust\"");
    assert!(!article.contains("{{"), "{article}");
}

#[test]
fn an_escaped_directive_is_shown_without_its_mark() {
    let article = chapter("```text\n\\{{#include ../listings/main.rs}}\n```\n\n\\{{#include x}}");
    assert_eq!(code(&article), "{{#include ../listings/main.rs}}\n");
    assert_has(&article, "<p>{{#include x}}</p>");
    let article = note(";--8<-- \"parts/b.md\"");
    assert_has(&article, "<p>–8&lt;– &quot;parts/b.md&quot;</p>".replace('–', "--").as_str());
}

#[test]
fn outside_of_a_book_its_directives_are_text() {
    let built = vault().file("a.md", "# A\n\n{{#include b.txt}}\n").file("b.txt", "shown").build();
    assert_has(&article(&built), "<p>{{#include b.txt}}</p>");
}

#[test]
fn snippets_are_looked_up_from_the_root_then_beside_the_note() {
    let built = vault()
        .file("rutter.toml", "")
        .file("content/deep/a.md", "# A\n\n--8<-- \"one.md\"\n\n--8<-- 'two.md'\n\n--8<-- \"three.md\"\n")
        .file("one.md", "root one")
        .file("content/one.md", "content one")
        .file("content/two.md", "content two")
        .file("content/deep/three.md", "own three")
        .build();
    built.page("/deep/a/").has_in_order(&["<p>root one</p>", "<p>content two</p>", "<p>own three</p>"]);
}

#[test]
fn snippets_have_lines_sections_and_a_form_for_several() {
    let py = "a = 1\n# --8<-- [start:two]\nb = 2\n# --8<-- [end:two]\nc = 3\n";
    let shown = |what: &str| {
        let text = format!("```py\n--8<-- \"m.py{what}\"\n```");
        code(&article(&beside(&text).file("m.py", py).build()))
    };
    assert_eq!(shown(":two"), "b = 2\n");
    assert_eq!(shown(":5"), "c = 3\n");
    assert_eq!(shown("::1"), "a = 1\n");
    assert_eq!(shown(":1:1,5:5"), "a = 1\nc = 3\n");
    let several = "```py\n--8<--\nm.py:two\n; left out\nm.py:1:1\n--8<--\n```";
    assert_eq!(code(&article(&beside(several).file("m.py", py).build())), "b = 2\n\na = 1\n");
}

#[test]
fn a_note_shown_as_text_is_a_part_of_the_note() {
    let built = vault()
        .file("a.md", "# A\n\n--8<-- \"sub/b.md\"\n\nSee [[#Inside]].\n")
        .file("sub/b.md", "---\ntitle: B\n---\n## Inside\n\n[c](c.md) and ![d](d.svg)\n")
        .file("c.md", "# C\n")
        .file("d.svg", "<svg viewBox=\"0 0 3 2\"></svg>")
        .build();
    // Links are relative to the note that shows them, as in the tools that paste text.
    built.has_no_problems();
    let page = built.page("/a/");
    page.has("<h2 id=\"inside\">")
        .has("<a href=\"../c/\">c</a>")
        .has("src=\"../d.svg\"")
        .has("href=\"#inside\"");
    page.lacks("title: B");
    built.page("/c/").has("<a href=\"../a/\">A</a>");
}

#[test]
fn what_is_shown_keeps_to_the_list_or_quote_it_stands_in() {
    let listed =
        note("- item\n\n  ```ts\n  --8<-- \"code/m.ts:7\"\n  ```\n\n  --8<-- \"parts/b.md\"\n\n- next");
    assert_has(&listed, "<p>Some <em>text</em>.</p>\n<p>More.</p>\n</li>\n<li>");
    assert_eq!(code(&listed), "const c = 3\n");
    let quoted =
        book("> {{#include ../q.md}}\n\n1. {{#include ../q.md}}").file("q.md", "One.\n\nTwo.").build();
    assert_has(&article(&quoted), "<blockquote>\n<p>One.</p>\n<p>Two.</p>\n</blockquote>");
    assert_has(&article(&quoted), "<li><p>One.</p>\n<p>Two.</p>\n</li>");
}

#[test]
fn vitepress_shows_code_with_its_region_marks_and_title() {
    let article = note("<<< @/code/m.ts#open{1 ts:line-numbers} [m.ts]");
    assert_eq!(code(&article), "export const a = 1\nconst b = 2\n");
    assert_has(&article, "<figcaption>m.ts</figcaption>");
    assert_has(&article, "<code class=\"numbered\"><span class=\"line marked\">");
    let built = vault().file("deep/a.md", "# A\n\n<<< ../code/m.ts {7}\n").file("code/m.ts", TS).build();
    built.has_no_problems();
    built.page("/deep/a/").has("data-lang=\"ts\"").has("<span class=\"line marked\"><i class=w>const</i> c");
    let fenced = note("```md\n<<< @/code/m.ts\n```");
    assert_eq!(code(&fenced), "&lt;&lt;&lt; @/code/m.ts\n");
}

#[test]
fn vitepress_shows_text_in_place_of_a_comment() {
    assert_has(&note("<!--@include: ./parts/b.md-->"), "<p>Some <em>text</em>.</p>\n<p>More.</p>");
    let cut = note("<!-- @include: ./parts/b.md{3,} -->");
    assert!(cut.contains("<p>More.</p>") && !cut.contains("Some"), "{cut}");
}

#[test]
fn an_empty_fence_shows_the_file_it_names() {
    for file in ["file=code/m.ts#L7", "file=\"./code/m.ts#L7-L9\"", "{1} file=<rootDir>/code/m.ts#L7-"] {
        assert_eq!(code(&note(&format!("```ts {file}\n```"))), "const c = 3\n", "{file}");
    }
    let own = note("```ts file=\"code/none.ts\"\nown\n```");
    assert_eq!(code(&own), "own\n");
    assert_has(&own, "<figcaption>code/none.ts</figcaption>");
}

#[test]
fn code_that_holds_fences_cannot_close_its_own() {
    let built = beside("<<< ./f.md\n\nBehind.").file("f.md", "```sh\nls\n```\n").build();
    assert_eq!(code(built.page("/a/").article()), "```sh\nls\n```\n");
    built.page("/a/").has("<p>Behind.</p>");
}

#[test]
fn included_files_include_others_relative_to_themselves() {
    let built = book("{{#include parts/one.md}}")
        .file("src/parts/one.md", "One.\n\n{{#include two.md}}\n\nThree.")
        .file("src/parts/two.md", "Two.")
        .build();
    built.page("/a/").has_in_order(&["<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"]);
}

#[test]
fn a_manifest_that_is_included_is_one() {
    let built = vault()
        .file("a.md", "# A\n\n```yaml\n--8<-- \"web.yaml\"\n```\n")
        .file("web.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n")
        .file("pod.md", "# Pod\n")
        .build();
    assert_has(&article(&built), "<a class=t href=\"../pod/\">Pod</a>");
    built.page("/pod/").has("In manifests of");
}

#[test]
fn a_missing_file_is_a_problem_at_the_directive_and_stays_visible() {
    let built = book("ü and {{#include ../listings/mian.rs}}").build();
    built.problem_says(
        "missing-include",
        "src/a.md:3:7",
        &["`../listings/mian.rs`", "did you mean `../listings/main.rs`?"],
    );
    built.page("/a/").has("{{#include ../listings/mian.rs}}");
    let built =
        beside("- x\n  --8<-- \"part/b.md\"\n\n<<< @/code/n.ts\n\n```ts {1} file=code/n.ts\n```").build();
    built.problem_says("missing-include", "a.md:4:3", &["did you mean `parts/b.md`?"]);
    built.problem_says("missing-include", "a.md:6:1", &["did you mean `code/m.ts`?"]);
    built.has_problem("missing-include", "a.md:8:11");
    built.page("/a/").has("--8&lt;-- &quot;part/b.md&quot;").has("&lt;&lt;&lt; @/code/n.ts").has("code/n.ts");
}

#[test]
fn a_missing_region_is_told_with_the_nearest_and_missing_lines_with_their_number() {
    let built =
        book("```rust\n{{#include ../listings/main.rs:boddy}}\n{{#include ../listings/main.rs:90}}\n```")
            .build();
    built.problem_says("missing-include", "src/a.md:4:1", &["no region `boddy`", "did you mean `body`?"]);
    built.problem_says("missing-include", "src/a.md:5:1", &["it has 8"]);
}

#[test]
fn what_is_wrong_in_an_included_text_is_told_at_the_directive_with_file_and_line() {
    let built = beside("Text. [x](none.md)\n\n--8<-- \"parts/c.md\"\n\n[y](none.md)")
        .file("parts/c.md", "Fine.\n\nSee [z]().\n\n--8<-- \"gone.md\"\n")
        .build();
    built.problem_says("empty-link", "a.md:5:1", &["it stands in `parts/c.md`, line 3"]);
    built.problem_says("missing-include", "a.md:5:1", &["it stands in `parts/c.md`, line 5"]);
    built.has_problem("broken-link", "a.md:3:7").has_problem("broken-link", "a.md:7:1");
}

#[test]
fn a_changed_file_changes_the_notes_that_show_it() {
    let vault = beside("--8<-- \"parts/b.md\"");
    vault.build().page("/a/").has("More.");
    vault.write("parts/b.md", "Else.");
    vault.build().page("/a/").has("<p>Else.</p>").lacks("More.");
}

#[test]
fn repairs_are_made_in_the_text_of_the_note_alone() {
    let vault = vault()
        .file("a.md", "# A\n\n[[PodLifeCycle]]\n\n--8<-- \"b.txt\"\n")
        .file("b.txt", "[[PodLifeCycle]] and [x](./Pod_Life_Cycle.md) and [[pod-life-cycle#partz]]\n")
        .file("pod-life-cycle.md", "# P\n\n## Parts\n");
    vault.ask("check", &["--fix"]);
    let text = |path: &str| std::fs::read_to_string(vault.path(path)).unwrap();
    assert_eq!(text("a.md"), "# A\n\n[[pod-life-cycle|PodLifeCycle]]\n\n--8<-- \"b.txt\"\n");
    assert!(text("b.txt").starts_with("[[PodLifeCycle]]"));
}

#[test]
fn lines_of_rust_that_a_book_hides_are_not_shown() {
    let text = "```rust,ignore\n# use std;\n#[derive(A)]\nfn main() {\n    # let hidden = 1;\n    ## shown\n    #\n    let s = \"#\";\n}\n```";
    assert_eq!(
        code(&chapter(text)),
        "#[derive(A)]\nfn main() {\n    # shown\n    let s = &quot;#&quot;;\n}\n"
    );
    assert!(code(&chapter("```toml\n# kept\n```")).contains("# kept"));
    assert!(code(&note("```rust\n# kept\n```")).contains("# kept"));
}

#[test]
fn links_of_what_vitepress_shows_count_from_its_own_file() {
    let part = "[c](./c.md#x) ![d](d.svg) [r][ref] <a href=\"./c.md\">raw</a> [gone](gone.md) [root](/a.md) [[c]]\n\n[ref]: c.md\n";
    let built = vault()
        .file("deep/a.md", "# A\n\n<!--@include: ../parts/b.md-->\n")
        .file("parts/b.md", part)
        .file("parts/c.md", "# C\n\n## X\n")
        .file("parts/d.svg", "<svg viewBox=\"0 0 3 2\"></svg>")
        .file("a.md", "# Root\n")
        .build();
    built.problem_says("broken-link", "deep/a.md:3:1", &["looked for `parts/gone.md`"]);
    let page = built.page("/deep/a/");
    page.has("<a href=\"../../parts/c/#x\">c</a>").has("src=\"../../parts/d.svg\"");
    page.has("<a href=\"../../parts/c/\">r</a> <a href=\"../../parts/c/\">raw</a>").has(">root</a>");
}

#[test]
fn vitepress_shows_what_stands_below_a_heading() {
    let built = vault()
        .file("a.md", "# A\n\n<!--@include: ./b.md#second-part-->\n\n<!--@include: ./b.md#own{3,}-->\n\n<!--@include: ./b.md#secnd-part-->\n")
        .file("b.md", "---\nx: y\n---\n# B\n\n## First\n\none\n\n## Second *part*\n\ntwo\n\n### Deeper\n\nthree\n\n## Third {#own}\n\nfour\n\nfive\n")
        .build();
    built.problem_says("missing-include", "a.md:7:1", &["no region `secnd-part`"]);
    let article = built.page("/a/").article().to_string();
    assert!(
        !article.contains("First") && !article.contains("Second") && !article.contains("Third"),
        "{article}"
    );
    assert_has(&article, "<p>two</p>\n<h3 id=\"deeper\">Deeper");
    assert_has(&article, "<p>three</p>\n<p>five</p>");
}

#[test]
fn snippets_are_looked_up_in_the_folders_that_mkdocs_names() {
    for (options, root) in [
        ("  - pymdownx.snippets:\n      base_path: [snips, docs/inc]\n", ""),
        ("  pymdownx.snippets:\n    base_path: docs/inc\n", ""),
        ("  - pymdownx.snippets:\n      base_path:\n        - docs/inc\n", "docs"),
    ] {
        let vault = vault()
            .file("mkdocs.yml", format!("site_name: x\nmarkdown_extensions:\n{options}"))
            .file("docs/inc/t.txt", "from *inc*\n")
            .file("docs/a.md", "# A\n\n--8<-- \"t.txt\"\n");
        let (folder, out) = (vault.path(root), vault.out());
        let built = vault.ran(crate::vault::rutter(&["build"]).arg(folder).arg("-o").arg(out));
        built.has_no_problems();
        built.page("/a/").has("<p>from <em>inc</em></p>");
    }
}
