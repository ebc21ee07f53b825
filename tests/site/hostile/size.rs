//! Much of one thing: pages are published in time and memory that grow with the input, never with its
//! square. Each of these took minutes, or the stack, somewhere; the bound is that of every run.

use crate::vault::{Vault, vault};

#[test]
fn deep_nesting_is_a_page_and_no_crash() {
    let built = vault()
        .file("quotes.md", format!("{}deep\n", ">".repeat(100_000)))
        .file("lists.md", format!("{}deep\n", "- ".repeat(20_000)))
        .file("brackets.md", format!("{}deep{}\n", "[".repeat(50_000), "]".repeat(50_000)))
        .file("stars.md", format!("{}deep{}\n", "*a **b ".repeat(10_000), "c** d*".repeat(10_000)))
        .file("yaml.md", format!("```yaml\n{}deep\n```\n", "- ".repeat(20_000)))
        .file("math.md", format!("${}deep{}$\n", "{".repeat(20_000), "}".repeat(20_000)))
        .file("html.md", format!("{}deep\n", "<b>".repeat(20_000)))
        .build_with(&["-q", "--jobs", "2"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    for page in ["quotes", "lists", "brackets", "stars", "yaml", "math", "html"] {
        built.page(&format!("/{page}/")).has("deep");
    }
}

#[test]
fn thousands_of_links_in_one_paragraph_are_a_page() {
    let links = |link: &str| link.repeat(3_000);
    let built = vault()
        .file("a.md", links("[t](/u) "))
        .file("b.md", links("[[a]] "))
        .file("c.md", links("![](x.png) "))
        .file("d.md", links("https://x.example/ "))
        .file("f.md", format!("[x](a{}.md)\n", "/b".repeat(20_000)))
        .file("g.md", "www.x.example ".repeat(20_000))
        .file("e.md", (0..3_000).map(|n| format!("[[w{n}]] ")).collect::<String>())
        .build_with(&["-q"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    assert_eq!(built.page("/b/").article().matches("href=\"../a/\"").count(), 3_000);
}

/// Bundles of other tools: in every folder an `index.md` and a picture of one name.
#[test]
fn a_name_that_thousands_have_is_looked_up_as_quickly_as_any() {
    let bundle = |vault: Vault, n: usize| {
        let text = format!("[[e/index]] [[x/index]] [[y{n}/index]] [[e]] ![[pic.png]] [z](/e/index/)\n");
        vault.file(&format!("n{n}/e/index.md"), text).file(&format!("n{n}/f/pic.png"), "")
    };
    let built = (0..4_000).fold(vault(), bundle).build_with(&[]);
    assert_eq!(built.code(), 0);
    // By its path, by its title and by the name of a file.
    assert_eq!(built.count("ambiguous-link"), 12_000);
    assert!(built.said().len() < 20_000_000, "{}", built.said().len());
    built.says("it could be `n1/e/index.md`, `n2/e/index.md`, `n3/e/index.md`, and 3996 more");
}

#[test]
fn thousands_of_headings_are_missed_thousands_of_times() {
    let headings: String = (0..3_000).map(|n| format!("## Heading number {n}\n\n")).collect();
    let links: String = (0..3_000).map(|n| format!("[[a#Heading numbr {n}]]\n\n")).collect();
    let built = vault().file("a.md", headings).file("b.md", links).build_with(&[]);
    assert_eq!(built.count("missing-anchor"), 3_000);
    built.says("did you mean `#Heading number 2999`?");
}

#[test]
fn large_files_of_one_line_and_of_many_lines_are_pages() {
    let built = vault()
        .file("line.md", "word ".repeat(200_000))
        .file("headings.md", "# a\n".repeat(10_000))
        .file("table.md", format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(10_000)))
        .file("unclosed.md", "<div><table><b>`[x](y \"*_~~:::[[![[$$<!--")
        .file("zero.md", "a\0b \u{fffd} end\n")
        .file("percent.md", "[x](%ed%a0%80) [y](%zz) [z](%00) ![](%ff.png) end\n")
        .build_with(&["-q"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    assert!(built.page("/headings/").article().matches("<h1").count() > 9_000);
    built.page("/zero/").has("end");
    built.page("/percent/").has("end");
}

#[test]
fn many_problems_in_one_line_are_printed_in_a_window_each_with_their_true_columns() {
    let built = vault().file("a.md", format!("# T\n\n{}\n", "[t](/u) ".repeat(10_000))).build();
    assert_eq!(built.count("broken-link"), 10_000);
    for (link, column) in [(0, 1), (4_999, 39_993), (9_999, 79_993)] {
        let problem = built.problem("broken-link", &format!("a.md:3:{column}"));
        assert!(problem.contains("[t](/u)") && problem.len() < 1_000, "{link}: {problem}");
    }
}

/// The parser looks for the end of each to the end of the paragraph.
#[test]
fn footnotes_that_are_never_closed_are_text() {
    let built = vault()
        .file("many.md", "^[".repeat(200_000) + "\n\nend\n")
        .file("few.md", "^[a ^[b\n\nText^[a *note*] ^[ end\n")
        .build();
    built.page("/many/").has("<p>end</p>");
    built.page("/few/").has("^[a ^[b").has("<em>note</em>");
}
