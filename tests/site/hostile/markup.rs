//! Rows 10, 12, 13 and 15: what notes say is text wherever it is shown, and no note breaks the page around it.

use std::collections::BTreeMap;
use std::thread;

use html5gum::{Token, Tokenizer};
use rutter::Memo;
use rutter::note;
use rutter::site::Inputs;
use rutter::text::{RelPath, Source};

use super::patterns;
use crate::vault::{Built, Vault, vault};

/// What the slots are filled with: were it read as HTML or as a template, it would be seen.
const PAYLOAD: &str = "\"><script>alert(1)</script>{{7*191}}{%raw%}";

/// Slots that are no Markdown.
const PLAIN: &str = concat!(
    "---\ntitle: 'T P'\ndescription: 'D P'\ntags: ['P', 'x/P']\naliases: ['P', '/P/']\nslug: 'P'\nid: 'P'\n",
    "nav_title: 'N P'\ndate: 'P'\ntemplate: 'P'\nkinds: ['P']\nowner: 'P'\n'P': 'P'\nlints: {'P': 'P'}\n---\n\n",
    "[t](b.md 'P') ![a](x.png 'P') [t](b.md?P) [t](https://e.example/P) [t](b.md#P)\n\n",
    "[[P]] [[b|P]] [[b#P]] [[#P]] ![[P]] ![[x.png|P]] ![[x.png|P|30]] ![[b#^P]] ![[P.png]] ![[gone.mp4#P]]\n\n",
    "[t][r]\n\n[r]: b.md 'P'\n\n",
    "```P title='P' {P}\nP\n```\n\n```js title=P\nP\n```\n\n```yaml\nkind: P\nmetadata: {name: 'P'}\n```\n\n",
    "$P$ $\\href{P}{x}$ $\\class{P}{x}$ $\\text{P}$ `P`\n",
);

/// Slots that are Markdown, in which trusted authors may write HTML.
const MARKDOWN: &str = concat!(
    "# H P\n\n## A {#P}\n\ntext {: .P #P title='P' onclick='P' }\n\n[^P]\n\n[^P]: Note\n\nBlock ^P\n\n## I P\n\n![P](x.png) [P](b.md)\n\n| P |\n|---|\n| P |\n\n> [!note] P\n> P\n\n> [!P] P\n> P\n\n",
    ":::note P\n\nP\n\n:::\n\n:::note[P]\n\nP\n\n:::\n\n!!! note \"P\"\n    P\n\n=== \"P\"\n    P\n\n",
    "#tag-P\n\n- [ ] P\n- [P] P\n\nterm P\n: P\n\nkey:: P\n\n^[P] ==P== %%P%% ((P)) :P:\n",
);

/// A site of the notes in which `P` stands for the payload.
fn filled(untrusted: bool, note: &str) -> Vault {
    let front = note.replace('P', &PAYLOAD.replace('\'', "''"));
    vault()
        .file("rutter.toml", format!("base_url = 'https://x.example/'\nuntrusted = {untrusted}\n"))
        .file("content/f/a.md", &front)
        .file("content/f/b.md", "# B\n\n[[a]] [[a#A]]\n")
        .file("content/x.png", "")
}

/// Every text that is made of the notes: all files of the site, and what every command says.
fn all_told(vault: &Vault) -> Vec<(String, String)> {
    let built = vault.build_with(&[]);
    assert!(built.code() < 2, "{}", built.said());
    let files = vault.published().into_iter().map(|(file, bytes)| (file, String::from_utf8(bytes).unwrap()));
    let mut told: Vec<(String, String)> = files.filter(|(file, _)| file != ".rutter").collect();
    for format in ["junit", "sarif", "json", "github"] {
        told.push((format.to_string(), vault.ask("check", &["--format", format, "-v"]).answered()));
    }
    told.push(("links".to_string(), vault.ask("links", &["--format", "jsonl"]).answered()));
    told
}

#[test]
fn row_10_what_fills_a_slot_is_text_in_every_output() {
    for (untrusted, note) in [(false, PLAIN), (true, PLAIN), (true, MARKDOWN)] {
        let vault = filled(untrusted, note);
        for (name, text) in all_told(&vault) {
            assert!(!text.contains("1337"), "{name} was read as a template:\n{text}");
            match name.as_str() {
                "json" | "sarif" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
                "links" => text
                    .lines()
                    .for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).unwrap())),
                "github" => assert!(text.lines().all(|line| line.starts_with("::")), "{text}"),
                _ => assert_no_script(&name, &text),
            }
        }
        // Of a script in Markdown that is not trusted no more than its text is left.
        let left = if note == MARKDOWN { "alert(1)" } else { "&lt;script&gt;" };
        let is_shown = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(left);
        assert!(vault.published().values().any(is_shown), "the payload is shown");
    }
}

/// The script in the head of every page; all others of the theme have attributes, those of the payload none.
const THEME: &str =
    "<script>try{document.documentElement.dataset.theme=localStorage.theme??\"\"}catch{}</script>";

/// No element, attribute or end of one comes of the payload.
fn assert_no_script(name: &str, text: &str) {
    let text = text.replacen(THEME, "", 1);
    for Ok(token) in Tokenizer::new(&text) {
        let Token::StartTag(tag) = token else { continue };
        let is_script = tag.name.as_slice() == b"script" && tag.attributes.is_empty();
        let handles = tag
            .attributes
            .keys()
            .any(|name| name.starts_with(b"on") || name.contains(&b'<') || name.contains(&b'"'));
        assert!(!is_script && !handles, "{name}: {tag:?} in\n{text}");
    }
}

/// What a browser opens and does not close by itself around the footer.
fn open_at_footer(page: &str) -> Option<Vec<String>> {
    const VOID: [&str; 8] = ["meta", "link", "br", "hr", "img", "input", "source", "wbr"];
    const OPTIONAL: [&str; 16] = [
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "option",
        "optgroup", "rp", "rt",
    ];
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut open: Vec<String> = Vec::new();
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            // Of these browsers take the attributes at most.
            Token::StartTag(tag) if open.len() > 2 && is_frame(&tag.name) => {}
            Token::EndTag(tag) if open.len() > 2 && is_frame(&tag.name) => {}
            Token::StartTag(tag)
                if tag.attributes.get(&b"class"[..]).is_some_and(|class| class.as_slice() == b"foot") =>
            {
                return Some(open);
            }
            // Elements of SVG.
            Token::StartTag(tag) if tag.self_closing => {}
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let stays = !VOID.contains(&name.as_str()) && !OPTIONAL.contains(&name.as_str());
                open.extend(Some(name).filter(|_| stays));
            }
            Token::EndTag(tag) if open.last().is_some_and(|last| last.as_bytes() == tag.name.as_slice()) => {
                open.pop();
            }
            Token::EndTag(tag) if !OPTIONAL.iter().any(|name| name.as_bytes() == tag.name.as_slice()) => {
                open.push(format!("/{}", String::from_utf8_lossy(&tag.name)));
            }
            _ => {}
        }
    }
    None
}

fn is_frame(name: &[u8]) -> bool {
    [&b"html"[..], b"head", b"body"].contains(&name)
}

#[test]
fn row_12_what_is_not_closed_leaves_the_layout_intact() {
    let unclosed = [
        "<div>",
        "</body>",
        "</main>",
        "</article>",
        "</div></div></div>",
        "<!--",
        "<!-- x",
        "<![CDATA[",
        "<?x",
        "<!X",
        "<",
        "<div",
        "<div class=\"",
        "<a href='",
        "<script>",
        "<style>",
        "<textarea>",
        "<title>",
        "<xmp>",
        "<plaintext>",
        "<svg>",
        "<svg><style>",
        "<math>",
        "<template>",
        "<table>",
        "<table><tr><td>",
        "<select><option>",
        "<noscript>",
        "<iframe>",
        "<pre>",
        "<b><i>",
        "<p><div>",
        "<details>",
        "<button>",
        "<form>",
        "<body>",
        "<html>",
        "<frameset>",
        "<head>",
        "</html>",
        "</table>",
        "<a><a>",
        "<li>",
        "<span></p></div>",
        "<svg><p>",
        "<ruby><rt>",
        "<dialog open>",
        "<object>",
        "<video>",
        "%%",
        "$$",
        "`",
        "```",
        "[[",
        ":::note",
        "==",
        "[^1]: ",
    ];
    for untrusted in [false, true] {
        let toml = format!("untrusted = {untrusted}\n");
        let mut site = vault().file("rutter.toml", toml);
        for (n, html) in unclosed.iter().enumerate() {
            site = site
                .file(&format!("content/block{n}.md"), format!("# A\n\n{html}\n\nnext\n"))
                .file(&format!("content/inline{n}.md"), format!("# A\n\ntext {html} text\n\nnext\n"))
                .file(&format!("content/inside{n}.md"), format!("# A {html}\n\n- a {html}\n- b\n\n> {html}\n\n| a |\n|---|\n| {html} |\n\n![[block{n}]]\n\nnext\n"))
                .file(&format!("content/end{n}.mdx"), html);
        }
        let built = site.build_with(&["-q"]);
        for (n, html) in unclosed.iter().enumerate() {
            for page in ["block", "inline", "inside", "end"].map(|kind| format!("/{kind}{n}/")) {
                let open = open_at_footer(built.page(&page).text());
                assert_eq!(
                    open,
                    Some(vec!["html".into(), "body".into()]),
                    "{html} in {page}, untrusted: {untrusted}"
                );
            }
        }
    }
}

/// The figures are measured by `cargo bench --bench scaling`.
#[test]
fn row_13_texts_that_starve_parsers_are_pages_on_small_stacks() {
    let build = || {
        let mut notes = BTreeMap::new();
        for (n, pattern) in patterns::all().iter().enumerate() {
            // Where the stack ends, no test says what it was at.
            println!("{}", pattern.name);
            let inputs = pattern.inputs(4_000);
            for note in inputs.notes.values() {
                note::compile(note, inputs.dialect, &inputs.texts);
            }
            let path = RelPath::new(&format!("n{n}.md")).unwrap();
            let text = inputs.notes.into_values().next().map_or("".into(), |note| note.text);
            notes.insert(path.clone(), Source::new(path, text));
        }
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
        let inputs = Inputs { notes, ..Inputs::default() };
        let built = one.install(|| rutter::build(&inputs, &mut Memo::default()).unwrap());
        built.output.paths().for_each(|path| drop(built.output.render(path).unwrap()));
    };
    thread::Builder::new().stack_size(1 << 20).spawn(build).unwrap().join().unwrap();
}

#[test]
fn row_13_a_tag_of_very_many_attributes_is_read() {
    let attributes: String = (0..30_000).map(|n| format!(" a{n}=\"1\"")).collect();
    let note = format!("# A\n\n<p{attributes}>[[b]]</p>\n\ntext <b{attributes}>[[b]]</b>\n");
    let built = vault().file("a.md", &note).file("b.md", "# B\n").build();
    built.page("/a/").has(" a29999=\"1\">").has("<a href=\"../b/\">");
    let mut untrusted = vault().file("content/a.md", note).file("content/b.md", "# B\n");
    untrusted = untrusted.file("rutter.toml", "untrusted = true\n");
    untrusted.build().page("/a/").has("<a href=\"../b/\">").lacks("a29999");
}

#[test]
fn row_13_a_style_of_very_many_blanks_is_read() {
    let note = format!("# A\n\n<div style={{{{{}}}}}>x</div>\n", " ".repeat(70_000));
    vault().file("a.md", note).build().page("/a/").has("<div style=\"\"").has(">x</div>");
}

#[test]
fn row_15_odd_links_have_a_defined_result() {
    for (link, problem, shown) in [
        ("[x]()", Some("empty-link"), "x"),
        ("[x](#)", None, "x"),
        ("[x](<>)", Some("empty-link"), "x"),
        ("[x](a b)", Some("empty-link"), "[x](a b)"),
        ("[x][nowhere]", Some("empty-link"), "[x][nowhere]"),
        ("[x](%zz)", Some("broken-link"), "x"),
        ("[[a|b|c]]", None, "b|c"),
        ("[[]]", Some("empty-link"), "[[]]"),
        ("[[|x]]", Some("empty-link"), "x"),
        ("[[../..]]", Some("missing-note"), "../.."),
        ("[[a#]]", None, "a"),
    ] {
        let built = odd(link);
        let said = built.said();
        match problem {
            Some(id) => drop(built.has_problem(id, "n.md:3:3")),
            None => assert!(!said.contains("n.md"), "{link}: {said}"),
        }
        let text = built.page("/n/").article().replace("&#39;", "'");
        assert!(text.contains(shown), "{link}: {text}");
    }
}

fn odd(link: &str) -> Built {
    vault().file("a.md", "# A\n").file("n.md", format!("# N\n\n- {link}\n")).build_with(&[])
}
