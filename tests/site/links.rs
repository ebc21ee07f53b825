//! Links: every form, the order in which a note is found, headings, images, and where problems are.

use crate::vault::{Built, Vault, vault};

/// A vault in which `from.md` holds a text and these notes exist beside it.
fn from(text: &str, others: &[&str]) -> Built {
    let vault = vault().file("from.md", format!("# From\n\n{text}\n"));
    others.iter().fold(vault, |vault, path| vault.file(path, "Text.\n")).build()
}

/// The paragraph of the linking note, without problems.
fn paragraph(text: &str, others: &[&str]) -> String {
    let built = from(text, others);
    built.has_no_problems().has_no_broken_links();
    built.page("/from/").between("<p>", "</p>").to_string()
}

/// A PNG of this size: a header is all that is read.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

#[test]
fn wiki_links_of_every_form() {
    for (written, html) in [
        ("[[pod]]", "<a href=\"../pod/\">pod</a>"),
        ("[[pod.md]]", "<a href=\"../pod/\">pod.md</a>"),
        ("[[pod|the Pod]]", "<a href=\"../pod/\">the Pod</a>"),
        ("[[ pod | the Pod ]]", "<a href=\"../pod/\">the Pod</a>"),
        ("[[a/pod-b|]]", "<a href=\"../a/pod-b/\">pod-b</a>"),
        ("[[a/pod-b]]", "<a href=\"../a/pod-b/\">a/pod-b</a>"),
        ("[[/a/pod-b]]", "<a href=\"../a/pod-b/\">/a/pod-b</a>"),
        ("[[./pod]]", "<a href=\"../pod/\">./pod</a>"),
        ("[[POD]]", "<a href=\"../pod/\">POD</a>"),
        ("[[pod]]s", "<a href=\"../pod/\">pods</a>"),
        ("[[pod]]'s", "<a href=\"../pod/\">pod</a>'s"),
        ("[[pod|Pod]]größe.", "<a href=\"../pod/\">Podgröße</a>."),
        ("[[pod]]好", "<a href=\"../pod/\">pod</a>好"),
    ] {
        assert_eq!(paragraph(written, &["pod.md", "a/pod-b.md"]), html, "{written}");
    }
}

#[test]
fn a_pipe_in_a_table_is_escaped() {
    let built = from("| a | b |\n|---|---|\n| [[pod\\|Pods]] | [[pod]]s |\n", &["pod.md"]);
    built.has_no_problems();
    built.page("/from/").has("<td><a href=\"../pod/\">Pods</a></td><td><a href=\"../pod/\">pods</a></td>");
}

#[test]
fn what_is_code_or_a_comment_is_no_link() {
    let built = from(
        "`[[gone]]`\n\n    [[gone]]\n\n```text\n[[gone]] [x](gone.md)\n```\n\n%% [[gone]] %%\n\n<!-- [[gone]] -->\n",
        &[],
    );
    built.has_no_problems();
}

#[test]
fn brackets_of_other_languages_are_no_links() {
    let text = "Use $[[ inputs.x ]] and `x`.\n\nif [[ -f x ]]; then\n\nset [['a', 'b']]\n\n[[menu.main]]\nname = 'x'";
    let built = from(text, &["menu.main.md"]);
    built.has_no_problems();
    built.page("/from/").has("$[[ inputs.x ]]").has("if [[ -f x ]]; then").has("<p>[[menu.main]]\nname");
    assert!(!built.has_file("wanted/index.html"));
}

#[test]
fn a_wiki_link_is_one_whatever_stands_around_it() {
    for (written, html) in [
        ("In [0, 1) see [[n]].", "In [0, 1) see <a href=\"../n/\">n</a>."),
        ("p [[x and [[n]]", "p [[x and <a href=\"../n/\">n</a>"),
        ("[see [[n]], then]", "[see <a href=\"../n/\">n</a>, then]"),
        ("[[n|b|c]] \\[[d]]", "<a href=\"../n/\">b|c</a> [[d]]"),
        ("[[a]b]]", "<a href=\"../a%5Db/\">a]b</a>"),
        (
            "**[[n]]**s *[[n|x*y]]*",
            "<strong><a href=\"../n/\">n</a></strong>s <em><a href=\"../n/\">x*y</a></em>",
        ),
        ("[[n]](s)", "<a href=\"../n/\">n</a>(s)"),
        ("[x](https://a.b \"[[n]] t\")", "<a href=\"https://a.b\" title=\"[[n]] t\">x</a>"),
        ("[[1]](https://a.b/c)", "<a href=\"https://a.b/c\">[1]</a>"),
        ("x^[see [[n]]]", "x<sup"),
    ] {
        let found = paragraph(written, &["n.md", "a]b.md"]);
        assert!(found.contains(html), "{written}: {found}");
    }
}

#[test]
fn the_url_of_a_markdown_link_can_be_a_wiki_link() {
    for (written, html) in [
        ("[label]([[n]])", "<a href=\"../n/\">label</a>"),
        ("[*l* `c`]([[b c]])", "<a href=\"../b-c/\"><em>l</em> <code>c</code></a>"),
        ("[l [m]]([[b c#Here]])", "<a href=\"../b-c/#here\">l [m]</a>"),
        ("[l]([[ b c ]] \"T\")", "<a href=\"../b-c/\" title=\"T\">l</a>"),
        ("[]([[b c]])", "<a href=\"../b-c/\">b c</a>"),
        ("[l]([[r&amp;d (x)]])", "<a href=\"../r%26d-(x)/\">l</a>"),
        ("[[n]]([[b c]])", "<a href=\"../n/\">n</a>(<a href=\"../b-c/\">b c</a>)"),
        ("\\[l]([[b c]])", "[l](<a href=\"../b-c/\">b c</a>)"),
        ("`[l]([[b c]])` \u{80}0\u{81}", "<code>[l]([[b c]])</code>   0"),
    ] {
        for dialect in ["markdown", "obsidian", "dendron", "logseq"] {
            let built = vault()
                .file("rutter.toml", format!("dialect = \"{dialect}\""))
                .file("from.md", format!("{written}\n"))
                .file("n.md", "---\ntitle: n\n---\n")
                .file("b c.md", "---\ntitle: b c\n---\n## Here\n")
                .file("r&d (x).md", "x\n")
                .build();
            built.has_no_problems().has_no_broken_links();
            let found = built.page("/from/").between("<p>", "</p>").to_string();
            assert!(found.contains(html), "{written} of {dialect}: {found}");
        }
    }
}

#[test]
fn a_label_inside_such_a_url_is_none_of_its_target() {
    let built = from("| a |\n|---|\n| [l]([[b c\\|m]]) |\n\n[l]([[n|m]])", &["b c.md", "n.md"]);
    built.has_no_problems();
    built.page("/from/").has("<td><a href=\"../b-c/\">l</a></td>").has("<p><a href=\"../n/\">l</a></p>");
}

#[test]
fn such_a_url_without_a_page_is_reported() {
    let built = from("[a]([[n]]) [l]([[]])", &["n.md"]);
    built.has_problem("empty-link", "from.md:3:12");
    built.page("/from/").has("</a> l</p>");
}

#[test]
fn a_wiki_link_inside_a_link_is_text_and_reported() {
    let built = from("[see [[n]] there](n.md)", &["n.md"]);
    built.has_problem("nested-link", "from.md:3:6");
    built.page("/from/").has("<p><a href=\"../n/\">see n there</a></p>");
}

#[test]
fn control_characters_are_blanks() {
    let built = from("a\u{1b}[31m[[n]]\u{2}0\u{3}b\0c", &["n.md"]);
    built.page("/from/").has("<p>a [31m<a href=\"../n/\">n</a> 0 b c</p>");
}

#[test]
fn links_of_raw_html_lead_where_those_of_markdown_lead() {
    let text = "See <a class=\"x\" href='../other.md#part'>it</a>, <a href=\"https://a.b/c\">out</a>.\n\n\
                > <p>\n> <img alt=\"\" src=\"img/b c.png\"> <a href=lost.md>lost</a></p>";
    let built = with_images(text).file("other.md", "# Other\n\n## Part\n").build();
    built.has_problem("broken-link", "a/from.md:6:42");
    assert_eq!(built.count("broken-link"), 1, "{}", built.said());
    let page = built.page("/a/from/");
    page.has("<a class=\"x\" href='../../other/#part'>it</a>, <a href=\"https://a.b/c\">out</a>");
    page.has("<img alt=\"\" src=\"../img/b%20c.png\"> <a href=lost.md>lost</a>");
    built.page("/other/").has("Linked from");
}

#[test]
fn a_missing_note_is_text_and_its_name_is_wanted() {
    let built = from("Many [[replica set]]s and [[Replica Set|more]].", &["Replica-Sets.md"]);
    let page = built.page("/from/");
    page.has("<span class=\"missing\" title=\"Not written yet: replica set\">replica sets</span>");
    page.has("title=\"Not written yet: Replica Set\">more</span>");
    built.problem_says("missing-note", "from.md:3:6", &["did you mean `Replica-Sets`?"]);
    built.has_problem("missing-note", "from.md:3:27");
}

#[test]
fn an_empty_link_is_text_with_a_problem() {
    let built = from("See [volumes]() and [here](<>) ![pic]().", &[]);
    built.has_problem("empty-link", "from.md:3:5").has_problem("empty-link", "from.md:3:21");
    built.page("/from/").has("<p>See volumes and here pic.</p>");
}

#[test]
fn a_link_that_runs_code_is_not_published() {
    let built = from("[a](javascript:alert(1)) [b](data:text/html,x)", &[]);
    built.has_problem("unsafe-link", "from.md:3:1").has_problem("unsafe-link", "from.md:3:26");
    built.page("/from/").has("<p>a b</p>");
}

#[test]
fn a_link_without_brackets_that_runs_code_is_told_where_it_stands() {
    let built = from("[a](pod.md) é <javascript:alert(1)>\n\n**<vbscript:x>**", &[]);
    built.has_problem("unsafe-link", "from.md:3:16").has_problem("unsafe-link", "from.md:5:4");
}

#[test]
fn markdown_links_of_every_form() {
    for (written, html) in [
        ("[t](pod.md)", "<a href=\"../pod/\">t</a>"),
        ("[t](./pod.md)", "<a href=\"../pod/\">t</a>"),
        ("[t](pod)", "<a href=\"../pod/\">t</a>"),
        ("[t](a/pod-b.md \"T\")", "<a href=\"../a/pod-b/\" title=\"T\">t</a>"),
        ("[t](pod-b.md)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[t](pod%2Emd)", "<a href=\"../pod/\">t</a>"),
        ("[t](<a/Größe b.md>)", "<a href=\"../a/größe-b/\">t</a>"),
        ("[t](a/Gr%C3%B6%C3%9Fe%20b.md)", "<a href=\"../a/größe-b/\">t</a>"),
        ("[t](/a/pod-b)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[t](/a/pod-b/)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[t](/a/pod-b.md)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[t](a/)", "<a href=\"../a/\">t</a>"),
        ("[t](a)", "<a href=\"../a/\">t</a>"),
        ("[t](a/pod-b.html)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[t](a/pod-b.html#x%)", "<a href=\"../a/pod-b/\">t</a>"),
        ("[*t* `c`][r]\n\n[r]: pod.md", "<a href=\"../pod/\"><em>t</em> <code>c</code></a>"),
        ("[t](https://example.com/pod.md)", "<a href=\"https://example.com/pod.md\">t</a>"),
        ("[t](mailto:a@example.com)", "<a href=\"mailto:a@example.com\">t</a>"),
        ("[t](//example.com/x)", "<a href=\"//example.com/x\">t</a>"),
    ] {
        let built = from(written, &["pod.md", "a/pod-b.md", "a/Größe b.md"]);
        let page = built.page("/from/");
        assert_eq!(page.between("<p>", "</p>"), html, "{written}\n{}", built.said());
    }
}

#[test]
fn a_markdown_link_to_a_missing_note_is_text_with_an_error() {
    let built = from("Text [the pods](./x/pods.md), [b](../up.md) and [c](50%.md).", &["pod.md"]);
    let problem = built.problem("broken-link", "from.md:3:6");
    assert!(
        problem.contains("looked for `x/pods.md`") && problem.contains("did you mean `./pod.md`?"),
        "{problem}"
    );
    built.has_problem("broken-link", "from.md:3:31").has_problem("broken-link", "from.md:3:49");
    built
        .page("/from/")
        .has("<span class=\"missing\" title=\"Not written yet: ./x/pods.md\">the pods</span>");
}

#[test]
fn a_reference_definition_of_foam_leaves_wiki_links_alone() {
    let html = paragraph("See [[pod]].\n\n[pod]: pod.md \"Pod\"", &["pod.md"]);
    assert_eq!(html, "See <a href=\"../pod/\">pod</a>.");
}

/// The note that `[[target]]` in `x/y/from.md` leads to, of these, by its path without extension.
fn found(target: &str, notes: &[&str]) -> (String, Built) {
    let vault = vault().file("x/y/from.md", format!("# From\n\n[[{target}]]\n"));
    let built = notes.iter().fold(vault, |vault, path| vault.file(path, "Text.\n")).build();
    let page = built.page("/x/y/from/");
    let article = page.article();
    let href = article.split("href=\"").nth(1).map_or("missing", |rest| rest.split('"').next().unwrap());
    (href.to_string(), built)
}

/// Asserts where `[[target]]` leads and that nothing is said about it.
fn leads(target: &str, notes: &[&str], href: &str) {
    let (found, built) = found(target, notes);
    assert_eq!(found, href, "[[{target}]] in {notes:?}\n{}", built.said());
    if href != "missing" {
        built.has_no_problems();
    }
}

#[test]
fn step_1_a_relative_path_means_that_note_and_nothing_else() {
    leads("./pod", &["x/y/pod.md", "pod.md"], "../pod/");
    leads("../pod", &["x/pod.md", "x/y/pod.md"], "../../pod/");
    leads("../../a/pod", &["a/pod.md"], "../../../a/pod/");
    leads("./pod", &["pod.md", "x/pod.md"], "missing");
    leads("../../../pod", &["pod.md"], "missing");
}

#[test]
fn step_2_the_path_from_the_root_comes_first() {
    leads("pod", &["pod.md", "x/y/pod.md", "a/pod.md"], "../../../pod/");
    leads("a/pod", &["a/pod.md", "x/y/a/pod.md"], "../../../a/pod/");
}

#[test]
fn step_3_then_the_own_folder() {
    leads("pod", &["x/y/pod.md", "a/pod.md"], "../pod/");
    leads("a/pod", &["x/y/a/pod.md", "b/a/pod.md"], "../a/pod/");
}

#[test]
fn step_4_then_any_note_whose_last_segments_match() {
    leads("pod", &["a/b/pod.md"], "../../../a/b/pod/");
    leads("b/pod", &["a/b/pod.md", "c/pod.md"], "../../../a/b/pod/");
    leads("do", &["a/todo.md"], "missing");
}

#[test]
fn step_4_of_several_the_shortest_path_and_all_are_named() {
    let (href, built) = found("pod", &["long/pod.md", "b/pod.md", "a/pod.md"]);
    assert_eq!(href, "../../../a/pod/");
    let problem = built.problem("ambiguous-link", "x/y/from.md:3:1");
    for candidate in ["`a/pod.md`", "`b/pod.md`", "`long/pod.md`", "write `a/pod`"] {
        assert!(problem.contains(candidate), "{candidate} in {problem}");
    }
}

#[test]
fn exact_case_beats_another_case() {
    leads("Pod", &["a/pod.md", "longer/Pod.md"], "../../../longer/pod/");
    leads("POD", &["a/pod.md"], "../../../a/pod/");
}

#[test]
fn names_are_compared_in_one_unicode_form() {
    leads("Cafe\u{301}", &["a/café.md"], "../../../a/café/");
    leads("a\u{a0}b", &["a b.md"], "../../../a-b/");
}

#[test]
fn step_5_then_aliases_ids_and_titles() {
    for (front, target) in
        [("aliases: [Other]", "other"), ("id: other", "Other"), ("title: The Other", "the other")]
    {
        let built = vault()
            .file("a/pod.md", format!("---\n{front}\n---\nText.\n"))
            .file("x/from.md", format!("# From\n\n[[{target}]]\n"))
            .build();
        built.has_no_problems();
        built.page("/x/from/").has(&format!("<a href=\"../../a/pod/\">{target}</a>"));
    }
}

#[test]
fn a_name_beats_an_alias() {
    let built = vault()
        .file("a.md", "---\naliases: pod\n---\n# A\n")
        .file("z/pod.md", "# Pod\n")
        .file("from.md", "# From\n\n[[pod]]\n")
        .build();
    built.page("/from/").has("<a href=\"../z/pod/\">pod</a>");
}

#[test]
fn step_6_then_the_slug() {
    leads("Project Opportunities", &["a/project-opportunities.md"], "../../../a/project-opportunities/");
    leads("project_opportunities", &["a/Project Opportunities.md"], "../../../a/project-opportunities/");
    leads("Eclair Recipe", &["éclair-recipe.md"], "../../../éclair-recipe/");
}

#[test]
fn a_folder_is_found_when_nothing_else_is() {
    leads("guides", &["guides/index.md"], "../../../guides/");
    leads("guides", &["guides/README.md"], "../../../guides/");
    leads("guides", &["guides/guides.md"], "../../../guides/");
    leads("guides", &["guides/start.md", "a/guides/index.md"], "../../../a/guides/");
    leads("guides", &["guides/start.md"], "missing");
    leads("./guides", &["x/y/guides/start.md"], "missing");
    leads("guides", &["guides/index.md", "a/guides.md"], "../../../a/guides/");
    leads("guides/index", &["guides/index.md"], "../../../guides/");
}

/// The `ambiguous-link` of `[[target]]` among these files says where it leads and all of this.
fn ambiguous(target: &str, files: &[(&str, &str)], parts: &[&str]) {
    let vault = vault().file("x/from.md", format!("# From\n\n[[{target}]]\n"));
    let built = files.iter().fold(vault, |vault, (path, text)| vault.file(path, text)).build();
    built.problem_says("ambiguous-link", "x/from.md:3:1", parts);
    assert_eq!(built.count("ambiguous-link"), 1, "{}", built.said());
    built.has_no_broken_links();
}

#[test]
fn a_name_that_two_notes_have_is_ambiguous_wherever_it_stands() {
    for (a, b) in [
        ("---\naliases: [Other]\n---\n", "---\naliases: other\n---\n"),
        ("---\nid: other\n---\n", "# Other\n"),
        ("---\ntitle: OTHER\naliases: Other\n---\n", "---\naliases: [b, other]\n---\n"),
    ] {
        let files = [("d/one.md", a), ("c/two.md", b)];
        let parts = ["could be several notes", "leads to `c/two.md`", "could be `d/one.md`", "write `two`"];
        ambiguous("Other", &files, &parts);
    }
    let files = [("some-thing.md", ""), ("d/some_thing.md", "")];
    let parts = ["leads to `d/some_thing.md`; it could be `some-thing.md`", "write `some_thing`"];
    ambiguous("Some Thing", &files, &parts);
    let files = [("c/guides/README.md", "# One\n"), ("d/guides/README.md", "# Two\n")];
    ambiguous("guides", &files, &["leads to `c/guides/README.md`", "write `c/guides/README`"]);
}

#[test]
fn a_file_that_two_folders_have_is_ambiguous() {
    let files = [("long/pic.txt", "x"), ("c/pic.txt", "x"), ("d/Pic.txt", "x")];
    let parts = ["several files", "leads to `c/pic.txt`; it could be `long/pic.txt`", "write `c/pic.txt`"];
    ambiguous("pic.txt", &files, &parts);
    let beside =
        vault().file("x/from.md", "[[pic.txt]]\n").file("x/pic.txt", "").file("y/pic.txt", "").build();
    beside.has_no_problems();
    let cased = vault().file("from.md", "[[Pic.txt]]\n").file("x/pic.txt", "").file("y/Pic.txt", "").build();
    cased.has_no_problems().page("/from/").has("href=\"../y/Pic.txt\"");
}

#[test]
fn a_name_of_one_note_is_not_ambiguous_however_often_it_has_it() {
    let front = "---\naliases: [Other, other]\nid: other\n---\n# OTHER\n";
    let built = vault().file("a/b.md", front).file("from.md", "[[other]]\n").build();
    built.has_no_problems();
}

#[test]
fn what_looks_like_an_extension_may_be_part_of_a_name() {
    let both = ["topic.md", "topic.markdown.md"];
    leads("topic.markdown", &both, "../../../topic.markdown/");
    leads("topic.markdown.md", &both, "../../../topic.markdown/");
    leads("topic", &both, "../../../topic/");
    leads("topic.md", &["topic.md", "topic.md.md"], "../../../topic/");
    leads("topic.markdown", &["topic.md"], "../../../topic/");
}

#[test]
fn a_file_needs_its_extension() {
    let built = vault()
        .file("from.md", "# From\n\n[[data.csv]] [d](files/data.csv) [e](/files/data.csv) [[data]]\n")
        .file("files/data.csv", "a,b\n")
        .build();
    built.has_problem("missing-note", "from.md:3:55");
    let page = built.page("/from/");
    page.has("<a href=\"../files/data.csv\">data.csv</a> <a href=\"../files/data.csv\">d</a> <a href=\"../files/data.csv\">e</a>");
    assert_eq!(built.page("/files/data.csv").text(), "a,b\n");
}

#[test]
fn only_linked_files_are_published() {
    let built = vault().file("a.md", "# A\n").file("secret.txt", "x").build();
    assert!(!built.has_file("secret.txt"));
}

fn headed(target: &str, headings: &str) -> Built {
    vault()
        .file("from.md", format!("# From\n\n[[to#{target}]]\n\n## Own part\n"))
        .file("to.md", format!("# To\n\n{headings}\n"))
        .build()
}

#[test]
fn a_heading_is_found_by_its_text_else_by_its_id() {
    for (written, headings, id) in [
        ("Part One", "## Part One\n", "part-one"),
        ("part one", "## Part *One*\n", "part-one"),
        ("What is it?", "## What is it?\n", "what-is-it"),
        ("A: b, c", "## A - b/c\n", "a---bc"),
        ("two `code`", "## Two `code`\n", "two-code"),
        ("part-one", "## Part One\n", "part-one"),
        ("mine", "## Part One {#mine}\n", "mine"),
        ("Part One", "## Part One {#mine}\n", "mine"),
        ("Größe", "## Größe\n", "größe"),
        ("C++ (and C#)", "## C\n\n## C++ (and C#)\n", "c-and-c"),
        ("C##Use", "## C#\n\n### Use\n", "use"),
        ("B#Same", "## A\n\n### Same\n\n## B\n\n### Same\n", "same-1"),
        ("same-1", "## Same\n\n## Same\n", "same-1"),
        ("Under", "Under\n-----\n", "under"),
        ("anchor", "<a id=\"anchor\"></a>Text.\n", "anchor"),
    ] {
        let built = headed(written, headings);
        built.has_no_problems().has_no_broken_links();
        built.page("/from/").has(&format!("<a href=\"../to/#{id}\">"));
    }
}

#[test]
fn the_title_of_a_page_is_its_top() {
    let built = headed("To", "");
    built.has_no_problems();
    built.page("/from/").has("<a href=\"../to/\">");
}

#[test]
fn a_missing_heading_is_reported_with_the_nearest_and_leads_to_the_page() {
    let built = headed("Part Ohne", "## Part One\n");
    built.problem_says("missing-anchor", "from.md:3:1", &["did you mean `#Part One`?"]);
    built.page("/from/").has("<a href=\"../to/\">");
}

#[test]
fn the_headings_are_listed_once() {
    let built = vault().file("a.md", "# A\n\n[[toc]]\n\n## One\n\n[[toc]]\n\n[[TOC]]\n").build();
    built.has_no_problems();
    built.page("/a/").has_once("class=\"toc\"").lacks("[[");
}

#[test]
fn a_heading_of_the_own_page_is_a_fragment() {
    let built = from("[[#Own Part]] [[#own part|label]] [m](#own-part) [t](#top)\n\n## Own part", &[]);
    built.has_no_problems().has_no_broken_links();
    let page = built.page("/from/");
    page.has("<a href=\"#own-part\">label</a> <a href=\"#own-part\">m</a>");
    assert!(
        page.article().contains("<a href=\"#own-part\">") && !page.article().contains("></a> "),
        "{}",
        page.article()
    );
}

#[test]
fn a_fragment_of_a_markdown_link_is_decoded() {
    let built = vault()
        .file("from.md", "# From\n\n[a](to.md#gr%C3%B6%C3%9Fe) [b](to#größe) [c](to.md#gone)\n")
        .file("to.md", "# To\n\n## Größe\n")
        .build();
    built.has_problem("missing-anchor", "from.md:3:42");
    built
        .page("/from/")
        .has("<a href=\"../to/#größe\">a</a> <a href=\"../to/#größe\">b</a> <a href=\"../to/\">c</a>");
}

fn with_images(text: &str) -> Vault {
    vault()
        .file("a/from.md", format!("# From\n\n{text}\n"))
        .file("a/img/b c.png", png(640, 480))
        .file("static/img/x.svg", "<svg viewBox=\"0 0 30 20\"></svg>")
}

#[test]
fn images_have_their_dimensions() {
    for (written, html) in [
        (
            "![Alt](img/b%20c.png)",
            "<img src=\"../img/b%20c.png\" alt=\"Alt\" width=\"640\" height=\"480\" loading=\"lazy\">",
        ),
        ("![Alt *t*](<./img/b c.png> \"T\")", "alt=\"Alt t\" title=\"T\" width=\"640\" height=\"480\""),
        ("![Alt|320](<img/b c.png>)", "alt=\"Alt\" width=\"320\" height=\"240\""),
        ("![[b c.png]]", "<img src=\"../img/b%20c.png\" alt="),
        ("![[b c.png|320]]", "width=\"320\" height=\"240\""),
        ("![[b c.png|100x50]]", "width=\"100\" height=\"50\""),
        ("![X](/img/x.svg)", "<img src=\"../../static/img/x.svg\" alt=\"X\" width=\"30\" height=\"20\""),
    ] {
        let built = with_images(written).build();
        built.has_no_problems().has_no_broken_links();
        let page = built.page("/a/from/");
        assert!(page.article().contains(html), "{written}: {}", page.article());
    }
}

#[test]
fn what_a_page_would_show_is_missing_as_a_file() {
    for name in ["p.png", "p.apng", "P.ICO", "p.heic", "v.ogv", "v.mkv", "a.m4a"] {
        let built = from(&format!("![[{name}]]"), &[]);
        built.has_problem("missing-asset", "from.md:3:1");
        assert!(!built.has_file("wanted/index.html"), "{name}");
    }
}

#[test]
fn a_missing_image_is_a_visible_placeholder() {
    let built = with_images("Text ![The cluster](/img/1.svg) and ![[gone.png]] ![](img/bc.png).").build();
    let page = built.page("/a/from/");
    page.has("<span class=\"missing-image\" role=\"img\" aria-label=\"The cluster\" title=\"Missing: /img/1.svg\">The cluster</span>");
    page.has(">gone.png</span>").has(">img/bc.png</span>");
    built.has_problem("missing-asset", "a/from.md:3:6").has_problem("missing-asset", "a/from.md:3:37");
    built.problem_says("missing-asset", "a/from.md:3:51", &["did you mean `img/b%20c.png`?"]);
}

#[test]
fn a_static_file_of_a_site_is_found_from_its_root() {
    let built = vault()
        .file("content/a.md", "# A\n\n![X](/img/x.svg) [p](/b) ![Y](/img/y.svg)\n")
        .file("content/b.md", "# B\n")
        .file("static/img/x.svg", "<svg width=\"3\" height=\"2\"></svg>")
        .build();
    built.has_problem("missing-asset", "a.md:3:26");
    built
        .page("/a/")
        .has("<img src=\"../img/x.svg\" alt=\"X\" width=\"3\" height=\"2\"")
        .has("<a href=\"../b/\">p</a>");
    assert!(built.has_file("img/x.svg"));
}

#[test]
fn problems_are_at_the_exact_place_everywhere() {
    let text = "---\ntitle: Ä\n---\n\
        Ünïcödé 你好 🚀 [[lost]]\n\
        second line [x](gone.md)\n\
        \n\
        | ä | b |\n\
        |---|---|\n\
        | ö `x \\| y` | [[lost\\|a]] |\n\
        \n\
        - one\n\
        \t- [[lost]] [[lost]]\n\
        \n\
        1. x\n\n   > ü [[lost]]\n   > > ß ![i](gone.png)\n\
        \n\
        > - q\n>   [[lost]]\n\
        \n\
        *em [[lost]]* **[b](gone.md)**\n\
        \n\
        [^f]: note [[lost]]\n\
        \n\
        text[^f] [[lost]]\n\
        \n\
        ## heading [[lost]]\n\
        \n\
        - [q]: y.md\n  li [a](gone.md)\n\
        \n\
        text^[foot [c](gone.md) [[lost]]] end\n";
    let built = vault().file("n.md", text).build();
    for (id, place) in [
        ("missing-note", "4:14"),
        ("broken-link", "5:13"),
        ("missing-note", "9:16"),
        ("missing-note", "12:4"),
        ("missing-note", "12:13"),
        ("missing-note", "16:8"),
        ("missing-asset", "17:10"),
        ("missing-note", "20:5"),
        ("missing-note", "22:5"),
        ("broken-link", "22:17"),
        ("missing-note", "24:12"),
        ("missing-note", "26:10"),
        ("missing-note", "28:12"),
        ("broken-link", "31:6"),
        ("broken-link", "33:12"),
        ("missing-note", "33:25"),
    ] {
        built.has_problem(id, &format!("n.md:{place}"));
    }
    assert_eq!(built.said().matches("-->").count(), 16, "{}", built.said());
}

#[test]
fn places_hold_with_windows_line_ends_and_a_byte_order_mark() {
    let built = vault().file("n.md", "\u{feff}# N\r\n\r\nä [[lost]]\r\nb [[lost]]\r\n").build();
    built.has_problem("missing-note", "n.md:3:3").has_problem("missing-note", "n.md:4:3");
}

#[test]
fn raw_html_may_show_a_file_as_its_page_sees_it() {
    let vault = vault().file("x/a.md", "<img src=\"../../img/s.png\" alt=\"\">\n").file("img/s.png", "");
    vault.build().has_no_problems().has_no_broken_links();
}

#[test]
fn links_that_the_parser_takes_for_text_are_problems_at_their_places() {
    let built = vault()
        .file("a.md", "# A\n\nä [here](link to *it*), **b** [x](a b) `[y](a b)`\n> - ![i](my img.png)\n\n| [t](a\\|b c) | [up][4007] |\n|--|--|\n| `a\\|b` \\[n](a b) | é [up][4007] |\n")
        .file("b.md", "# B\n\n[to A][a] [y] \\[z][q] `[z][q]` map[string][]int\n\n    [c](d e)\n\n[a]: a.md\n")
        .build();
    built.has_problem("empty-link", "a.md:3:31").has_problem("empty-link", "a.md:4:5");
    built.has_problem("empty-link", "a.md:6:17").has_problem("empty-link", "a.md:8:24");
    assert_eq!(built.count("empty-link"), 4, "{}", built.said());
}

#[test]
fn references_and_links_with_markup_that_are_none_are_told() {
    let text = "# A\n\n‹[x][]› ü ‹[**b** `c`](d e)› and *‹![a *b*\n  c](my pic.png)›* ‹[~~x~~][up]›\n\n\
        `[x][]` arr[i][] map[`string`](a b) \\[**x**](a b) [a][] [*b*](c) - **x**](a b) [[a]][] \\[x][]\n\n\
        - [x] a\n- [ ] b\n- [x] [**a**](a.md)\n\n| ‹[`x\\|y`](a b)› | [x]**y** |\n|--|--|\n\n[a]: a.md\n";
    let plain = text.replace(['‹', '›'], "");
    let vault = vault().file("a.md", &plain).file("c.md", "");
    let told: serde_json::Value =
        serde_json::from_str(&vault.ask("check", &["--format", "json"]).answered()).unwrap();
    let lines: Vec<&str> = plain.lines().collect();
    let place = |line: &serde_json::Value, column: &serde_json::Value| {
        let (line, column) = (line.as_u64().unwrap() as usize, column.as_u64().unwrap() as usize);
        let before: String = lines[line - 1].chars().take(column - 1).collect();
        lines[..line - 1].iter().map(|line| line.len() + 1).sum::<usize>() + before.len()
    };
    let found: Vec<&str> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            assert_eq!(problem["id"], "empty-link", "{problem}");
            &plain[place(&problem["line"], &problem["column"])
                ..place(&problem["end_line"], &problem["end_column"])]
        })
        .collect();
    let expected: Vec<&str> = text.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_url_of_raw_html_leads_where_the_page_is() {
    let text = "# A\n\n\
        <picture><source srcset=\"../i/a.png 1x,../i/b c.png 2x\" media=x><img alt=x src=../i/a.png\n  srcset='../i/no.png'></picture>\n\n\
        <video poster=\"../i/a.png\" src=\"../i/f.mp4\"><track src=\"../i/t.vtt\"></video> ü <embed src=../i/d.pdf>\n\
        <object data=\"../i/d.pdf\"></object> <iframe src=\"b.md\"></iframe> <link href=\"../i/s.css\">\n\n\
        > - ü <img alt=x\n>     srcset=\"../i/a.png,\n>   ../i/gone.png\">\n";
    let vault = vault().file("x/a.md", text.replace("b c", "b%20c")).file("x/b.md", "# B\n");
    let files = ["i/a.png", "i/b c.png", "i/f.mp4", "i/t.vtt", "i/d.pdf", "i/s.css"];
    let built = files.iter().fold(vault, |vault, path| vault.file(path, "")).build();
    built.problem_says("missing-asset", "x/a.md:4:11", &["`../i/no.png`"]);
    built.problem_says("missing-asset", "x/a.md:11:5", &["`../i/gone.png`"]);
    assert_eq!(built.said().matches("-->").count(), 2, "{}", built.said());
    files.iter().for_each(|path| assert!(built.has_file(path), "{path}"));
    built.page("/x/a/").has_in_order(&[
        "srcset=\"../../i/a.png 1x,../../i/b%20c.png 2x\"",
        "src=../../i/a.png",
        "poster=\"../../i/a.png\" src=\"../../i/f.mp4\"",
        "<track src=\"../../i/t.vtt\"",
        "<embed src=../../i/d.pdf",
        "<object data=\"../../i/d.pdf\"",
        "<iframe src=\"../b/\"",
        "<link href=\"../../i/s.css\"",
    ]);
}

#[test]
fn a_host_without_its_scheme_is_told() {
    let text = "[x](www.example.com) [x](kubernetes.io/docs/a.pdf#b) <a href=\"k8s.io/docs\">x</a>\n\n[x](my.assets/b) [x](v1.2/b.md) [x](b.mdd)\n";
    let built = vault().file("a.md", text).build();
    built.problem_says("broken-link", "a.md:1:1", &["`https://` is missing", "`https://www.example.com`"]);
    built.problem_says("missing-asset", "a.md:1:22", &["`https://kubernetes.io/docs/a.pdf#b`"]);
    built.problem_says("broken-link", "a.md:1:63", &["`https://k8s.io/docs`"]);
    assert_eq!(built.said().matches("https://").count(), 6, "{}", built.said());
}

#[test]
fn scripts_and_pictures_of_buttons_in_html_are_links() {
    let text = "# A\n\n<script src=\"../s/a.js\"></script>\n\n<input type=image alt=go src=\"../i/b c.png\">\n\n\
                <script src=\"gone.js\"></script> <input type=image alt=x src=\"gone.png\">\n";
    let vault = vault().file("x/a.md", text).file("s/a.js", "").file("i/b c.png", "");
    let built = vault.build_with(&[]);
    assert!(built.files().contains(&"s/a.js".to_string()), "{:?}", built.files());
    built.page("/x/a/").has("src=\"../../s/a.js\"").has("src=\"../../i/b%20c.png\"");
    built.says("x/a.md:7:14").says("gone.js").says("gone.png");
}
