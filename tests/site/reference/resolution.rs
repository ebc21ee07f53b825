//! links.md, "Resolution order". Each step has its own tests in `links.rs`, named after it; here stand the
//! sentences around them.

use super::files;

/// `[[target]]` in `from/a.md` leads to this URL, seen from the root; `-` where it leads nowhere.
fn leads(target: &str, notes: &[&str], url: &str) {
    let notes: Vec<(&str, &str)> = notes.iter().map(|path| (*path, "Text of a note.\n")).collect();
    let built = files(&notes).file("from/a.md", format!("# A\n\nTo [[{target}|it]].\n")).build();
    let found = if url == "-" {
        "<span class=\"missing\"".to_string()
    } else {
        format!("<a href=\"{}\">it", seen(url))
    };
    let page = built.page("/from/a/");
    assert!(page.article().contains(&found), "[[{target}]] in {notes:?}: {}", page.article());
    assert_eq!(
        built.count("missing-note") + built.count("broken-link"),
        usize::from(url == "-"),
        "{}",
        built.said()
    );
}

/// A URL of the site from the page of `from/a.md`.
fn seen(url: &str) -> String {
    url.strip_prefix("from/").map_or_else(|| format!("../../{url}"), |below| format!("../{below}"))
}

#[test]
fn names_are_compared_composed_trimmed_and_without_extension() {
    leads("Cafe\u{301}", &["x/café.md"], "x/café/");
    leads(" n ", &["x/n.md"], "x/n/");
    leads("a\u{a0}b", &["x/a b.md"], "x/a-b/");
    leads("n.md", &["x/n.md"], "x/n/");
    leads("n.markdown", &["x/n.markdown"], "x/n/");
    leads("N", &["x/n.md"], "x/n/");
}

#[test]
fn the_exact_case_beats_another() {
    leads("Pod", &["x/pod.md", "much/longer/Pod.md"], "much/longer/pod/");
}

#[test]
fn segments_are_compared_whole() {
    leads("todo", &["x/another-todo.md"], "-");
    leads("b/n", &["xb/n.md"], "-");
}

#[test]
fn step_1_relative_without_another_try() {
    leads("../x/n", &["x/n.md", "n.md"], "x/n/");
    leads("./n", &["x/n.md"], "-");
}

#[test]
fn step_2_the_root_then_step_3_the_own_folder() {
    leads("n", &["n.md", "from/n.md", "a/n.md"], "n/");
    leads("n", &["from/n.md", "a/n.md"], "from/n/");
}

#[test]
fn step_4_the_shortest_path_then_the_alphabet_and_it_is_ambiguous() {
    leads("n", &["bbb/n.md", "cc/n.md", "dd/n.md"], "cc/n/");
    let notes = [("cc/n.md", ""), ("dd/n.md", ""), ("bbb/n.md", ""), ("from/a.md", "[[n]]\n")];
    let parts = ["leads to `cc/n.md`; it could be `dd/n.md`, `bbb/n.md`", "write `cc/n`"];
    files(&notes).build().problem_says("ambiguous-link", "from/a.md:1:1", &parts);
}

#[test]
fn step_5_aliases_ids_and_titles_whatever_their_case() {
    let notes = [
        ("x/1.md", "---\naliases: [The Unit]\n---\n"),
        ("x/2.md", "---\nid: second\n---\n"),
        ("x/3.md", "# Third of them\n"),
        ("from/a.md", "[[the unit]] [[SECOND]] [[third OF them]]\n"),
    ];
    let built = files(&notes).build();
    built.has_no_problems();
    built.page("/from/a/").has_in_order(&["\"../../x/1/\"", "\"../../x/2/\"", "\"../../x/3/\""]);
}

#[test]
fn step_6_the_slug_whatever_separators_case_and_accents() {
    leads("Project Opportunities", &["x/project-opportunities.md"], "x/project-opportunities/");
    leads("project_opportunities", &["x/Project Opportunities.md"], "x/project-opportunities/");
    leads("Resume", &["x/résumé.md"], "x/résumé/");
}

#[test]
fn step_7_missing_names_the_wanted_note_and_what_is_near() {
    let built =
        files(&[("x/replica-set.md", "# R\n"), ("a.md", "[[repilca-set]] [[wholly other]]\n")]).build();
    built.problem_says("missing-note", "a.md:1:1", &["`repilca-set`", "did you mean `replica-set`?"]);
    built.problem_says("missing-note", "a.md:1:17", &["`wholly other`"]);
    built
        .page("/a/")
        .has("<span class=\"missing\" title=\"Not written yet: wholly other\">wholly other</span>");
    built.page("/wanted/").has("wholly other");
}

#[test]
fn a_folder_note_is_found_when_nothing_else_is() {
    leads("guides", &["guides/index.md"], "guides/");
    leads("guides", &["guides/README.md"], "guides/");
    leads("guides", &["guides/guides.md"], "guides/");
    leads("guides", &["guides/index.md", "x/guides.md"], "x/guides/");
}

#[test]
fn a_file_that_is_no_note_needs_its_extension() {
    let built = files(&[("x/Figure 1.txt", ""), ("from/a.md", "[[Figure 1.txt]] [[Figure 1]]\n")]).build();
    built.has_problem("missing-note", "from/a.md:1:18");
    built.page("/from/a/").has("<a href=\"../../x/Figure%201.txt\">Figure 1.txt</a>");
}

#[test]
fn a_broken_path_is_told_the_path_that_works() {
    let text = "[a](../workloads/pods.md) [b](./pods) [c](/workloads/pods.md)\n";
    let built = files(&[("workloads/pod.md", "# Pod\n"), ("guides/a.md", text)]).build();
    for (place, path) in
        [("1:1", "../workloads/pod.md"), ("1:27", "../workloads/pod"), ("1:39", "/workloads/pod.md")]
    {
        let help = format!("did you mean `{path}`?");
        built.problem_says("broken-link", &format!("guides/a.md:{place}"), &[&help]);
        files(&[("workloads/pod.md", "# Pod\n"), ("guides/a.md", &format!("[x]({path})\n"))])
            .build()
            .has_no_problems();
    }
}
