//! A vault that has every kind of page, and notes of all that can stand in one.

use crate::vault::{Vault, vault};

/// A page of each kind; the first is the home page.
pub(crate) const PAGES: [&str; 17] = [
    "/",
    "/f/",
    "/f/deep/",
    "/f/all/",
    "/f/wide/",
    "/f/short/",
    "/unit/",
    "/user/",
    "/hidden/",
    "/ar/",
    "/tags/",
    "/tags/one/",
    "/a-z/",
    "/wanted/",
    "/graph/",
    "/search/",
    "/404.html",
];

/// All that opens, shows or leads somewhere.
const ALL: &str = "---\ntags: [one, two/three]\n---\n# All\n\nTo [[short]], [[deepest]], [[not written]] and [out](https://example.com).[^1]\n\n\
    > [!tip]- Folded\n> inside the callout\n\n> [!warning] Open\n> text\n\n\
    <details><summary>More</summary>\n\nInside the fold.\n\n</details>\n\n\
    === \"One\"\n\n    in the first tab\n\n=== \"Two\"\n\n    in the second tab\n\n\
    ![A chart](chart.svg)\n\n<img src=\"chart.svg\" alt=\"As HTML\">\n\n![Not there](none.png)\n\n\
    ```rust title=\"a.rs\" {1}\nfn main() {} // a comment\n```\n\n```console\n$ ls\n```\n\n\
    ```yaml\nkind: Pod\nmetadata: {name: a}\n```\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n- [ ] open\n- [x] done\n\n\
    $x^2$ and ==marked== and ~~gone~~\n\n> quoted\n\n![[short]]\n\n## Part\n\n### Sub\n\nText.\n\n[^1]: A footnote.\n";

/// The vault; `language` is that of the site.
pub(crate) fn every_page(language: &str) -> Vault {
    let long = "Long words of a title ".repeat(12);
    let wide = format!(
        "---\ntitle: {long}\ntags: [{3}]\n---\n\n| {0} | b |\n|---|---|\n| {0} | [[short]] |\n\n```yaml\nkey: {1}\n```\n\n{1}\n\n\
         $$\n{2}\n$$\n\n## {long}\n\n`{1}`\n",
        "column ".repeat(30),
        "x".repeat(300),
        "x + ".repeat(100) + "y",
        "t".repeat(90),
    );
    let chart = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='2000'><rect width='9'/></svg>";
    let config = format!("language = \"{language}\"\n");
    let vault = vault().file("rutter.toml", config).file("static/custom.css", ":root { --measure: 60ch }\n");
    let vault = vault.file("content/f/all.md", ALL).file("content/f/chart.svg", chart);
    let vault = vault.file("content/f/wide.md", wide).file("content/f/deep/er/deepest.md", "# Deepest\n");
    let short =
        "---\naliases: [/old/place/]\ntags: [one]\n---\n# Short\n\nText, [[all]].\n\n## One\n\n## Two\n";
    let vault = vault.file("content/f/short.md", short).file(
        "content/hidden.md",
        "---\nunlisted: true\n---\n# Hidden\n\nIn no list, but it leads to [[short]].\n",
    );
    let many = (0..80).map(|n| format!("## Part {n}\n\nText of part {n}.\n\n")).collect::<String>();
    let unit = format!("---\nkinds: [Pod]\ndescription: The smallest unit.\n---\n# Unit\n\n{many}");
    let name = "x".repeat(80);
    let user = format!(
        "---\nkinds: [A{name}]\n---\n# Concept of {name}\n\n[[unit]]\n\n```yaml\napiVersion: v1\nkind: Pod\n\
         metadata: {{name: {name}}}\n```\n"
    );
    let vault = vault.file("content/unit.md", unit).file("content/user.md", user);
    let arabic = "---\nlang: ar\n---\n# حاوية\n\n## قسم\n\nنص [[short]] و `code`.\n\n> [!note] ملاحظة\n> نص\n\n```yaml\na: b\n```\n\n| س | ص |\n|---|---|\n| ن | م |\n";
    (0..20).fold(vault.file("content/ar.md", arabic), |vault, n| {
        vault.file(&format!("content/o/{n}.md"), format!("# Other {n}\n\nTo [[short]] and [[all]].\n"))
    })
}
