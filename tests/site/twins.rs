//! The twins of pages in Markdown.

use crate::html;
use crate::vault::{Vault, vault};

/// A site with twins.
fn site() -> Vault {
    vault().file("rutter.toml", "title = \"Handbook\"\nmarkdown = true\n")
}

/// The twin of a note of this text, without front matter and title.
fn twin(text: &str) -> String {
    let built = site()
        .file("content/x/a.md", format!("# A\n\n{text}\n"))
        .file("content/x/b c.md", "# B\n\n## Part\n\nA block. ^one\n")
        .file("content/img/p (1).png", "")
        .file("content/f.txt", "included [[b c]] %%secret%%\n")
        .file("content/draft.md", "---\ndraft: true\n---\n")
        .build();
    let page = built.page("/x/a.md");
    page.text().split_once("# A\n").unwrap().1.trim_start_matches('\n').to_string()
}

#[test]
fn a_twin_stands_beside_its_page_and_the_page_names_it() {
    let vault = site()
        .file("content/index.md", "# Home\n")
        .file("content/x/a.md", "# A\n\n[[b]]\n")
        .file("content/x/b.md", "Text.\n");
    let built = vault.build();
    built.has_no_problems().has_no_broken_links();
    for (page, twin) in [("/", "index.md"), ("/x/", "../x.md"), ("/x/a/", "../a.md")] {
        built.page(page).has(&format!("<link rel=\"alternate\" type=\"text/markdown\" href=\"{twin}\">"));
    }
    for page in ["/404.html", "/a-z/"] {
        built.page(page).lacks("text/markdown");
    }
    assert_eq!(built.page("/x.md").text(), "# X\n\n- [A](x/a.md): b\n- [b](x/b.md): Text.\n");
    built.page("/llms.txt").has("- [Home](index.md)").has("- [A](x/a.md)");
    vault.write("rutter.toml", "markdown = true\nurl_style = \"file\"\n");
    vault.build().page("/x/a.html").has("type=\"text/markdown\" href=\"a.md\">");
    vault.write("rutter.toml", "");
    let plain = vault.build();
    assert!(!plain.files().iter().any(|file| file.ends_with(".md")), "{:?}", plain.files());
    plain.page("/x/a/").lacks("text/markdown");
}

#[test]
fn its_front_matter_says_what_is_known_and_nothing_else() {
    let note = "---\ntitle: \"B: \\\"q\\\"\"\nprivate: key\ntags: [x, \"y: z\"]\ndescription: One.\nupdated: 2026-01-02\n---\nText.\n";
    let vault = site().file("content/b.md", note).file("content/c.md", "# C\n");
    let built = vault.build_with(&["--base-url", "https://example.com/docs"]);
    let expected = "\
---
title: \"B: \\\"q\\\"\"
description: \"One.\"
url: \"https://example.com/docs/b/\"
updated: 2026-01-02
tags: [\"x\", \"y: z\"]
---

# B: \"q\"

Text.
";
    assert_eq!(built.page("/b.md").text(), expected);
    assert_eq!(
        built.page("/c.md").text(),
        "---\ntitle: \"C\"\nurl: \"https://example.com/docs/c/\"\n---\n\n# C\n"
    );
}

#[test]
fn links_lead_from_twin_to_twin() {
    for (written, expected) in [
        ("[[b c]]", "[b c](b-c.md)"),
        ("[[b c#Part|the *part*]]", "[the *part*](b-c.md#part)"),
        ("[[b c]]s and [[b c|x]]s", "[b c](b-c.md)s and [x](b-c.md)s"),
        ("![[b c]]", "[b c](b-c.md)"),
        ("[*text*](b%20c.md#part \"t\")", "[*text*](b-c.md#part \"t\")"),
        ("[text][r]\n\n[r]: <b c.md>", "[text][r]\n\n[r]: <b-c.md>"),
        ("![[p (1).png|alt]]", "![alt](../img/p%20%281%29.png)"),
        ("![alt](<../img/p (1).png>)", "![alt](<../img/p (1).png>)"),
        ("<a href=\"b c.md\">x</a>", "<a href=\"b-c.md\">x</a>"),
        ("| a |\n| --- |\n| [[b c\\|x]] |", "| a |\n| --- |\n| [x](b-c.md) |"),
        ("[[gone]] and [[draft|soon]] and [x](gone.md)", "gone and soon and [x](gone.md)"),
        ("`[[b c]]` [x](https://x.example/?a=1#b)", "`[[b c]]` [x](https://x.example/?a=1#b)"),
        ("```\n[[b c]]\n```", "```\n[[b c]]\n```"),
        ("[![[p (1).png]]](b%20c.md)", "[![p (1).png](../img/p%20%281%29.png)](b-c.md)"),
    ] {
        assert_eq!(twin(written), format!("{expected}\n"), "{written}");
    }
}

#[test]
fn with_a_base_url_its_links_are_full() {
    let vault = site().file("content/a.md", "# A\n\n[[b]] [t](b.md)\n").file("content/b.md", "# B\n");
    let built = vault.build_with(&["--base-url", "https://example.com/docs"]);
    built.page("/a.md").has("[b](https://example.com/docs/b.md) [t](https://example.com/docs/b.md)");
    built.page("/llms.txt").has("- [A](https://example.com/docs/a.md)");
}

#[test]
fn what_a_note_shows_of_other_files_stands_in_it() {
    assert_eq!(twin("--8<-- \"f.txt\"\n"), "included [b c](b-c.md)\n");
}

#[test]
fn comments_are_on_no_page_and_in_no_twin() {
    for comment in [
        "%%secret%%",
        "a %%secret%% b",
        "%%\nsecret\n\nsecret\n%%",
        "<!-- secret -->",
        "a <!-- secret --> b",
        "<!--\nsecret\n\n[[b c]] secret\n-->",
        "a\n<!-- secret\nsecret --> b",
        "<div>\n<!-- secret -->\n</div>",
        "<!-- secret --> %%secret%%",
        "> a %%secret%%\n> <!-- secret\n> secret -->",
        "- a\n  - b %%secret%%\n\n    <!-- secret -->\n    c",
        "| a |\n| --- |\n| ü %%secret%% <!-- secret --> |",
        "> [!note] Title %%secret%%\n> text <!-- secret -->",
        "[text %%secret%%](https://x.example) [<!-- secret --> text](b%20c.md)",
        "![alt <!-- secret --> %%secret%%](../img/none.png)",
        "Word[^1].\n\n[^1]: note %%secret%% <!-- secret -->",
        "Word^[inline %%secret%% <!-- secret -->].",
        "[r]: https://x.example\n[s]: https://x.example\nText %%secret%% <!-- secret -->",
        "## Heading %%secret%% <!-- secret -->",
        ":::note %%secret%%\ntext <!-- secret -->\n:::",
        "!!! note\n    text %%secret%%\n\n    <!-- secret\n    secret -->",
        "**bold %%secret%%** _x <!-- secret -->_",
        "Term\n: text %%secret%% <!-- secret -->",
        "\u{feff}ü\u{301} %%secret%%\r\n\r\nb <!-- secret -->\r\n",
    ] {
        let text = twin(comment);
        assert!(!text.contains("secret"), "{comment:?} → {text:?}");
        let built = site().file("content/a.md", format!("# A\n\n{comment}\n")).build();
        built.page("/a/").lacks("secret");
    }
    let mdx = "import X from './secret'\n\n# A\n\n{/* secret */}\n\na {/* secret */} b\n\n{/*\nsecret\n*/}\n";
    let built = site().file("content/a.mdx", mdx).build();
    built.page("/a.md").lacks("secret").has("a  b");
}

#[test]
fn a_twin_yields_to_a_file_of_the_site() {
    let built = site().file("content/a.md", "# A\n").file("static/a.md", "mine").build();
    assert_eq!(built.page("/a.md").text(), "mine");
    built.page("/a/").has("type=\"text/markdown\" href=\"../a-2.md\">");
    built.page("/a-2.md").has("# A");
}

/// The twin of a note whose author is not trusted, as somebody shows it who knows nothing of that.
fn shown_elsewhere(note: &str) -> (String, String) {
    let twin = vault()
        .file("rutter.toml", "markdown = true\nuntrusted = true\n")
        .file("content/a.md", note)
        .file("content/b.md", "# B\n")
        .build()
        .page("/a.md")
        .text()
        .to_string();
    let mut options = comrak::Options::default();
    options.render.r#unsafe = true;
    let plain = comrak::markdown_to_html(&twin, &options);
    options.extension.table = true;
    options.extension.footnotes = true;
    let shown = plain + &comrak::markdown_to_html(&twin, &options);
    (twin, shown)
}

#[test]
fn what_strangers_write_runs_in_no_reader_of_a_twin() {
    let script = "<script>alert(1)</script>";
    let picture = "<img src=x onerror=alert(1)>";
    for note in [
        script.to_string(),
        "text\r<script>alert(1)</script>\r\n\r\n<svg onload=alert(1)>".to_string(),
        format!("> - text {script} {picture}"),
        format!("| a | b |\n| --- | --- |\n| `x | {picture} | y` |"),
        "<svg onload=alert(1)><set attributeName=href to=javascript:alert(1)></svg>".to_string(),
        format!("<iframe srcdoc=\"{script}\"></iframe>\n\n<base href=//e.example><form action=x>"),
        "<meta http-equiv=refresh content=\"0;url=https://e.example/\">".to_string(),
        format!("${script}$ and $$\n{script}\n$$"),
        "<<script></script>img src=x onerror=alert(1)> <%%x%%img src=x onerror=alert(1)>".to_string(),
        "<<!-- x -->img src=x onerror=alert(1)>\n\n<scr<!-- x -->ipt>alert(1)</script>".to_string(),
        "<div title=\"\n\n<b title=\" onmouseover=alert(1) x=\">y</b>".to_string(),
        format!("{}{picture}", "<".repeat(40) + &"<script></script>".repeat(20)),
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c][r] <javascript:alert(1)>\n\n[r]: data:text/html,x".to_string(),
        "[![p](p.png)](vbscript:x) ![p](javascript:x) [x](&#x6a;avascript:alert(1))".to_string(),
        format!("[[b|{picture}]] ![[b|{picture}]] [[gone|{script}]]"),
        format!(":::note {picture}\n{picture}\n:::\n\n!!! note\n    {picture}"),
        format!("Text[^1].\n\n[^1]: {script}\n\n<a href=\"b.md\" onclick=\"alert(1)\">x</a>"),
        format!("---\ntitle: \"{script}\"\ndescription: \"{picture}\"\ntags: [\"{picture}\"]\n---\n\ntext"),
    ] {
        let note = if note.starts_with("---") { note } else { format!("# A\n\n{note}\n") };
        let (twin, shown) = shown_elsewhere(&note);
        let small = shown.to_lowercase();
        for element in ["script", "svg", "iframe", "base", "form", "meta", "set"] {
            assert!(!small.contains(&format!("<{element}")), "{note:?}\n{twin}\n{shown}");
        }
        let handlers = html::attributes(&shown, &["onload", "onerror", "onclick", "onmouseover", "srcdoc"]);
        assert!(handlers.is_empty(), "{note:?}\n{twin}\n{shown}");
        for (_, url) in html::attributes(&shown, &["href", "src"]) {
            let url = url.to_lowercase();
            assert!(!url.contains("script:") && !url.starts_with("data:"), "{note:?}\n{twin}\n{shown}");
        }
    }
}

#[test]
fn what_strangers_write_stays_as_it_is_where_it_only_shows_something() {
    let text = "`<script>` 1 < 2 <kbd>a</kbd> [x](https://x.example)\n\n```html\n<script>alert(1)</script>\n```\n\n<details open>\n<summary>More</summary>\n\n- text\n\n</details>";
    let (twin, _) = shown_elsewhere(&format!("# A\n\n{text}\n"));
    assert!(twin.ends_with(&format!("{text}\n")), "{twin}");
    let (twin, _) = shown_elsewhere(
        "# A\n\nx <a href=\"b.md\" target=\"_blank\">b</a> <form>\n\n> <div style=\"x\"\n> id=i>",
    );
    assert!(twin.contains("x <a href=\"b.md\">b</a> &lt;form>"), "{twin}");
}
