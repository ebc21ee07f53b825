//! What holds for any input: any text compiles, no word of it is lost, spans lie inside the file, warm equals
//! cold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must be")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests look at the disk, and say how far they are"
)]

mod edits;
mod mentions;
mod plain;

use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;

use rutter::Memo;
use rutter::note::{self, Dialect, Included, LinkForm, Note, Piece, Roots, Text, Texts, Tool};
use rutter::site::{Content, Inputs, Output};
use rutter::text::{RelPath, Source, Span, token};
use rutter::vault::Asset;

/// Pieces of notes, among them all that opens something.
const PIECES: &[&str] = &[
    "# Heading\n",
    "## ",
    "### H {#id}\n",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "    ",
    "text ",
    "ü",
    "你好",
    "🚀",
    "\u{301}",
    "\u{feff}",
    "---\n",
    "+++\n",
    "title: T\n",
    "title: [\n",
    "tags: [a, b/c]\n",
    "aliases: /old/\n",
    "slug: x\n",
    "kinds: Pod\n",
    "draft: true\n",
    "[[",
    "]]",
    "[[a]]",
    "[[a|",
    "[[b#Heading]]s",
    "![[",
    "![[i.png|30]]",
    "[[ ]]",
    "[t](a.md)",
    "[t](",
    "[](",
    "![a](i.png)",
    "\\|",
    "|",
    "| a | b |\n|---|:-:|\n",
    "- ",
    "1. ",
    "- [ ] ",
    "- [/] ",
    "> ",
    "> > ",
    "> [!note]- T\n",
    ":::note T\n",
    ":::",
    "::::tip\n",
    ":::\n",
    "<div className=\"x\">\n",
    "<Tabs>\n",
    "  <TabItem label=\"A\">\n",
    "<TabItem label={\"A\"}>t</TabItem>\n",
    "</TabItem>\n",
    "</Tabs>\n",
    "<Foo\n  a={x => [\n",
    "]}\n>\n",
    "{/*",
    "*/}",
    "export const a = {\n",
    "import {\n",
    "} from 'x';\n",
    "</div>\n",
    "<!--",
    "-->",
    "%%",
    "<b>",
    "<a id=x>",
    "```yaml {1,3-9} title=\"x\" linenos\n",
    "```\n",
    "~~~\n",
    "`",
    "``",
    "$",
    "$$",
    "\\frac{",
    "}",
    "==",
    "~~",
    "~",
    "^",
    "*",
    "**",
    "_",
    "[^1]",
    "[^1]: ",
    "^[",
    ":rocket:",
    "{{ .x }}",
    "apiVersion: v1\n",
    "kind: Pod\n",
    "kind: \"Pod\"\n",
    "metadata: {name: x}\n",
    "https://example.com ",
    "[[label|a.b#^x,1:#*]] ",
    "![[b#^begin:#H]]\n",
    "@name #a.b ",
    "{{fm.title}}",
    "^x\n",
    "key:: value\n",
    "id:: 60311eda-b6f7-4779-8187-8830545b3a64\n",
    "((60311eda-b6f7-4779-8187-8830545b3a64))",
    "{{embed [[a]]}}",
    "[l]([[a b]])",
    "#[[a b]]",
    "- TODO ",
    ":LOGBOOK:\n",
    ":END:\n",
    "#+BEGIN_NOTE\n",
    "#+END_NOTE\n",
    "#+BEGIN_SRC\n",
    "#+END_SRC\n",
    "\\",
    "&amp;",
    "<",
    ">",
    "\0",
    "{{#include f.txt}}",
    "\\{{#include f.txt}}",
    "{{#include f.txt:2:3}} ",
    "--8<-- \"f.txt\"\n",
    "--8<--\nf.txt:1:2\n--8<--\n",
    "<<< ./f.txt\n",
    "<!--@include: ./f.txt-->",
    "```text file=f.txt\n```\n",
];

/// Lines with a word that the page must show; `WORD` stands for it.
const LINES: &[&str] = &[
    "WORD",
    "  WORD text",
    "    WORD",
    "# WORD",
    "> WORD",
    "- WORD",
    "1. WORD",
    "*WORD*",
    "`WORD`",
    "<b>WORD</b>",
    ":::WORD",
    "    :::WORD",
    ":::note WORD",
    "> :::WORD",
    "[^1]: WORD",
];

/// How many inputs each property is tried with; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces and between them lines with words, each word another; the first line is no front matter.
fn worded() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(LINES).prop_map(|line| format!("\n{line}\n"));
    let parts = proptest::collection::vec(prop_oneof![2 => piece(), 1 => line], 0..24);
    parts.prop_map(|parts| numbered(&parts.concat()))
}

/// The text with `word000`, `word001` … in place of each `WORD`.
fn numbered(text: &str) -> String {
    let mut parts = text.split("WORD");
    let start = format!("first\n{}", parts.next().unwrap());
    parts.enumerate().fold(start, |text, (n, part)| format!("{text}word{n:03}{part}"))
}

fn path() -> impl Strategy<Value = String> {
    proptest::sample::select(
        &["a.md", "b.md", "index.md", "x/a.md", "x/index.md", "x/B.md", "x.md", "y/z/c d.md", "p.mdx"][..],
    )
    .prop_map(str::to_string)
}

fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).unwrap(), text)
}

/// Every span of a compiled note.
fn spans(note: &Note) -> Vec<Span> {
    let mut spans: Vec<Span> = note.links.iter().map(|link| link.span).collect();
    spans.extend(note.headings.iter().map(|heading| heading.span));
    spans.extend(note.manifests.iter().flat_map(|manifest| [manifest.span, manifest.kind_span]));
    spans.extend(note.problems.iter().filter_map(|problem| problem.place.span));
    spans.extend(note.front.aliases.iter().chain(&note.front.slug).map(|spelt| spelt.span));
    spans
}

/// What a note has to show: its HTML without tags, which colours and formulas put inside of words, and what
/// its links were written as.
fn shown(note: &Note) -> String {
    let html = |piece: &Piece| if let Piece::Html(html) = piece { html.to_string() } else { String::new() };
    let html: String = note.title_body.iter().chain(&note.body).map(html).collect();
    let text: String =
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let links = note
        .links
        .iter()
        .map(|link| format!("{} {:?} {} {:?}", link.target, link.fragment, link.label, link.title));
    // The title of a box without one is its name with a capital.
    links.fold(text + &html, |text, link| text + &link).to_lowercase()
}

/// Whether what stands between may be a comment.
fn may_be_comment(before: &str, after: &str) -> bool {
    let comments = [("<!--", "-->"), ("%%", "%%"), ("{/*", "*/}")];
    comments.iter().any(|(open, close)| before.contains(open) && after.contains(close))
}

fn assert_every_word_shown(text: &str) -> Result<(), TestCaseError> {
    let shown = shown(&note::compile(&source("a.md", text), Dialect::default(), &Texts::default()));
    for (at, _) in text.match_indices("word") {
        let word = &text[at..at + "word000".len()];
        let is_shown = may_be_comment(&text[..at], &text[at..]) || shown.contains(word);
        prop_assert!(is_shown, "{word} of {text:?} is not in {shown}");
    }
    Ok(())
}

/// Every tool's, with and without what it may decide.
fn dialects() -> Vec<Dialect> {
    let tools = [Tool::Markdown, Tool::Obsidian, Tool::Dendron, Tool::Logseq];
    let of = |tool| {
        [false, true].map(|on| Dialect {
            tool,
            line_breaks: on,
            inline_tags: on,
            untrusted: on,
            mdbook: on,
            ..Dialect::default()
        })
    };
    tools.into_iter().flat_map(of).collect()
}

/// A link is shown to an author by its brackets; a tag as it is written, where no backslash and no entity hides
/// it from the search.
fn assert_links_begin_with_brackets(text: &str, note: &Note) -> Result<(), TestCaseError> {
    let is_bracketed =
        |form| !matches!(form, LinkForm::Href | LinkForm::Src | LinkForm::Kind | LinkForm::Tag);
    for link in note.links.iter().filter(|link| is_bracketed(link.form)) {
        let written = &text[link.span.range()];
        prop_assert!(written.starts_with(['[', '!', '(', '{', '#']), "{written:?} of {text:?}");
    }
    for tag in note.links.iter().filter(|link| link.form == LinkForm::Tag && !text.contains(['\\', '&'])) {
        prop_assert_eq!(&text[tag.span.range()], &*tag.label, "{:?}", text);
    }
    Ok(())
}

fn assert_spans_inside(path: &str, text: &str) -> Result<(), TestCaseError> {
    for dialect in dialects() {
        let note = note::compile(&source(path, text), dialect, &Texts::default());
        for span in spans(&note) {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
        }
        prop_assert!(!note.title.is_empty());
        assert_links_begin_with_brackets(text, &note)?;
        assert_checked_as_built(
            &note,
            &note::compile(&source(path, text), Dialect { unseen: true, ..dialect }, &Texts::default()),
        )?;
    }
    Ok(())
}

/// A check, for which code has no colours, finds what a build finds.
fn assert_checked_as_built(built: &Note, checked: &Note) -> Result<(), TestCaseError> {
    prop_assert_eq!(&built.problems, &checked.problems);
    prop_assert_eq!((&built.links, &built.headings), (&checked.links, &checked.headings));
    prop_assert_eq!(&built.manifests, &checked.manifests);
    let length = |note: &Note| -> usize {
        let html = note
            .body
            .iter()
            .map(|piece| if let Piece::Html(html) = piece { token::uncoloured(html) } else { 0 });
        html.sum()
    };
    prop_assert_eq!(length(built), length(checked));
    Ok(())
}

/// The text of pieces of code, without colours.
fn code(note: &Note, pieces: Range<usize>) -> String {
    let html = |piece: &Piece| if let Piece::Html(html) = piece { html.to_string() } else { String::new() };
    let html: String = note.body[pieces].iter().map(html).collect();
    let text = html.split('<').enumerate().map(|(i, part)| match i {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, text)| text),
    });
    let text: String = text.collect();
    ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(text, |text, pair| {
        let (entity, char) = pair.split_at(pair.len() - 1);
        text.replace(entity, char)
    })
}

/// What notes find where they ask for `f.txt`.
fn texts(text: &str, dialect: Dialect) -> Texts {
    let file = source("f.txt", text);
    let path = file.path.clone();
    let file = Included::new(&path, Text::Found(file), &Roots::default(), dialect);
    Texts::new(Roots::default(), BTreeMap::from([(path, file)]))
}

/// The inputs of a vault of these notes, with an image beside them.
fn inputs(notes: &BTreeMap<String, String>) -> Inputs {
    let sources = notes.iter().map(|(path, text)| source(path, text));
    let mut inputs = Inputs { notes: sources.map(|s| (s.path.clone(), s)).collect(), ..Inputs::default() };
    inputs.surroundings.files.insert(RelPath::new("i.png").unwrap(), Asset { pixels: Some((3, 2)) });
    inputs
}

/// Every file of a site with what it holds.
fn rendered(output: &Output) -> BTreeMap<RelPath, Content> {
    let content = |path: &RelPath| (path.clone(), output.render(path).unwrap().unwrap());
    output.paths().map(content).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_text_compiles_and_its_spans_lie_inside(path in path(), text in text()) {
        assert_spans_inside(&path, &text)?;
    }

    #[test]
    fn no_word_is_lost(text in worded()) {
        assert_every_word_shown(&text)?;
    }

    #[test]
    fn any_characters_compile(text in any::<String>()) {
        assert_spans_inside("a.md", &text)?;
        assert_spans_inside("a.md", &format!("---\n{text}\n---\n{text}"))?;
    }

    #[test]
    fn what_is_shown_of_other_files_has_its_place_in_the_note(path in path(), text in text(), file in text()) {
        let dialect = Dialect { mdbook: true, ..Dialect::default() };
        let note = note::compile(&source(&path, &text), dialect, &texts(&file, dialect));
        for span in spans(&note) {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
        }
    }

    #[test]
    fn any_file_is_shown_as_code_whole_and_by_its_documents(text in text(), json in any::<bool>()) {
        let path = if json { "x.json" } else { "x.yaml" };
        let text = format!("{text}\n---\napiVersion: v1\nkind: Pod\nmetadata: {{name: last}}\n{text}");
        let note = note::compile_listing(&source(path, &text), Dialect::default());
        for span in spans(&note) {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
        }
        prop_assert_eq!(code(&note, 0..note.body.len()), text.clone());
        for (block, manifest) in note.blocks.iter().zip(&note.manifests) {
            let pieces = block.pieces.start as usize..block.pieces.end as usize;
            prop_assert_eq!(code(&note, pieces), &text[manifest.span.range()]);
        }
    }

    #[test]
    fn warm_equals_cold_where_files_change_that_notes_show(
        notes in proptest::collection::btree_map(path(), text(), 1..4),
        files in proptest::collection::vec(text(), 2..4),
    ) {
        let mut memo: Memo = Memo::default();
        for file in files {
            let dialect = Dialect { mdbook: true, ..Dialect::default() };
            let inputs = Inputs { texts: texts(&file, dialect), dialect, ..inputs(&notes) };
            let warm = rutter::build(&inputs, &mut memo).unwrap();
            let cold = rutter::build(&inputs, &mut Memo::default()).unwrap();
            prop_assert_eq!(&warm.problems, &cold.problems);
            prop_assert_eq!(rendered(&warm.output), rendered(&cold.output));
        }
    }

    #[test]
    fn warm_equals_cold(
        start in proptest::collection::btree_map(path(), text(), 0..6),
        edits in proptest::collection::vec((path(), proptest::option::of(text())), 1..4),
    ) {
        let mut memo: Memo = Memo::default();
        let mut notes = start;
        rutter::build(&inputs(&notes), &mut memo).unwrap();
        for (path, text) in edits {
            match text {
                Some(text) => drop(notes.insert(path, text)),
                None => drop(notes.remove(&path)),
            }
            let warm = rutter::build(&inputs(&notes), &mut memo).unwrap();
            let cold = rutter::build(&inputs(&notes), &mut Memo::default()).unwrap();
            prop_assert!(warm.counts.compiled <= 1);
            prop_assert_eq!(&warm.problems, &cold.problems);
            prop_assert_eq!(rendered(&warm.output), rendered(&cold.output));
        }
    }
}

#[test]
fn a_memo_remembers_what_was_compiled() {
    let notes =
        BTreeMap::from([("a.md".to_string(), "# A".to_string()), ("b.md".to_string(), "# B".to_string())]);
    let mut memo: Memo = Memo::default();
    let mut compiled = || rutter::build(&inputs(&notes), &mut memo).unwrap().counts.compiled;
    assert_eq!((compiled(), compiled()), (2, 0));
}

/// A file that all folders put outside of the root folder is looked for nowhere, and in another folder it is there.
#[test]
fn a_note_is_compiled_anew_where_files_are_looked_for_elsewhere() {
    let notes = BTreeMap::from([("a.md".to_string(), "--8<-- \"../f.txt\"\n".to_string())]);
    let mut memo: Memo = Memo::default();
    for snippets in [vec![], vec![RelPath::new("docs").unwrap()], vec![]] {
        let file = RelPath::new("f.txt").unwrap();
        let roots = Roots { snippets, ..Roots::default() };
        let found = Included::new(&file, Text::Found(source("f.txt", "Shown")), &roots, Dialect::default());
        let inputs = Inputs { texts: Texts::new(roots, BTreeMap::from([(file, found)])), ..inputs(&notes) };
        let warm = rutter::build(&inputs, &mut memo).unwrap();
        let cold = rutter::build(&inputs, &mut Memo::default()).unwrap();
        assert_eq!(warm.problems, cold.problems);
        assert_eq!(rendered(&warm.output), rendered(&cold.output));
    }
}
