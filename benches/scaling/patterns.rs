//! Texts that have cost parsers of Markdown more than their length (hostile.md, rows 13 and 17).

use std::collections::BTreeMap;

use rutter::note::{Dialect, Included, Roots, Text, Texts, Tool};
use rutter::site::Inputs;
use rutter::text::{RelPath, Source};

/// A vault of about so many bytes.
pub(crate) struct Pattern {
    /// What it repeats.
    pub(crate) name: String,
    dialect: Dialect,
    /// What the names of its notes end in.
    extension: &'static str,
    before: &'static str,
    unit: Unit,
    after: &'static str,
    file: Option<File>,
}

/// A file that notes show parts of.
struct File {
    before: &'static str,
    unit: Unit,
    /// How many times as long as the notes it is.
    times: usize,
}

/// What a text is made of.
enum Unit {
    /// One piece, again and again.
    Same(&'static str),
    /// One piece again and again, then another as often.
    Nested(&'static str, &'static str),
    /// A piece with its number in place of `#`.
    Numbered(&'static str),
    /// Runs of a character, each longer by one than the one before.
    Runs(char),
    /// One piece, each in a note of its own.
    Apart(&'static str),
}

/// The name of the file that notes show parts of.
const FILE: &str = "f.txt";

impl Pattern {
    /// The vault: at most `bytes` bytes of notes and what stands around them.
    pub(crate) fn inputs(&self, bytes: usize) -> Inputs {
        let texts = self.unit.texts(bytes).into_iter().enumerate();
        let name = |n| if n == 0 { "a".to_string() } else { format!("a{n}") };
        let path = |n| format!("{}.{}", name(n), self.extension);
        let notes = texts.map(|(n, text)| source(&path(n), format!("{}{text}{}", self.before, self.after)));
        Inputs {
            notes: notes.map(|note| (note.path.clone(), note)).collect(),
            texts: self.file.as_ref().map_or(Texts::default(), |file| file.texts(bytes)),
            dialect: self.dialect,
            ..Inputs::default()
        }
    }

    fn of(self, dialect: Dialect) -> Self {
        Pattern { dialect, ..self }
    }

    fn mdx(self) -> Self {
        Pattern { name: format!("{} in MDX", self.name), extension: "mdx", ..self }
    }
}

impl File {
    fn texts(&self, bytes: usize) -> Texts {
        let text = self.before.to_string() + &self.unit.texts(bytes * self.times).concat();
        let (file, roots) = (source(FILE, text), Roots::default());
        let path = file.path.clone();
        let file = Included::new(&path, Text::Found(file), &roots, book());
        Texts::new(roots, BTreeMap::from([(path, file)]))
    }
}

fn source(path: &str, text: String) -> Source {
    Source::new(RelPath::new(path).expect("this is a path"), text)
}

impl Unit {
    /// The texts of at most `bytes` bytes: one for each note.
    fn texts(&self, bytes: usize) -> Vec<String> {
        vec![match self {
            Unit::Same(piece) => piece.repeat(bytes / piece.len()),
            Unit::Nested(open, close) => {
                let count = bytes / (open.len() + close.len());
                open.repeat(count) + "x" + &close.repeat(count)
            }
            Unit::Numbered(piece) => numbered(piece, bytes),
            Unit::Runs(c) => runs(*c, bytes),
            Unit::Apart(piece) => return vec![piece.to_string(); bytes / piece.len()],
        }]
    }
}

fn numbered(piece: &str, bytes: usize) -> String {
    (0..bytes / (piece.len() + 4)).map(|n| piece.replace('#', &n.to_string())).collect()
}

fn runs(c: char, bytes: usize) -> String {
    let mut text = String::new();
    let lengths = (1..).take_while(|length| length * (length + 3) / 2 < bytes);
    lengths.for_each(|length| text.extend(std::iter::repeat_n(c, length).chain([' ', 'x'])));
    text
}

/// Every pattern.
pub(crate) fn all() -> Vec<Pattern> {
    let same = SAME.iter().map(|piece| pattern("", Unit::Same(piece), ""));
    let nested = NESTED.iter().map(|(open, close)| pattern("", Unit::Nested(open, close), ""));
    let numbered = NUMBERED.iter().map(|piece| pattern("", Unit::Numbered(piece), ""));
    let runs = RUNS.iter().map(|c| pattern("", Unit::Runs(*c), ""));
    let within = WITHIN.iter().map(|(before, piece, after)| pattern(before, Unit::Same(piece), after));
    let plain = same.chain(nested).chain(numbered).chain(runs).chain(within);
    let outline = Dialect { tool: Tool::Logseq, ..Dialect::default() };
    let outlines = OUTLINE.iter().map(|piece| pattern("", Unit::Same(piece), "").of(outline));
    let mdx = MDX.iter().map(|piece| pattern("", Unit::Same(piece), "\n\n{/* a */} b\n").mdx());
    let asked = BOOK.iter().map(|piece| pattern("", Unit::Same(piece), "").of(book()));
    plain.chain(outlines).chain(mdx).chain(asked).chain(shown()).collect()
}

fn book() -> Dialect {
    Dialect { mdbook: true, ..Dialect::default() }
}

fn pattern(before: &'static str, unit: Unit, after: &'static str) -> Pattern {
    let name = format!("{before:?} {}", unit.name());
    let name = name.trim_start_matches("\"\" ").to_string();
    Pattern { name, dialect: Dialect::default(), extension: "md", before, unit, after, file: None }
}

impl Unit {
    fn name(&self) -> String {
        match self {
            Unit::Same(piece) => format!("{piece:?}…"),
            Unit::Nested(open, close) => format!("{open:?}… {close:?}…"),
            Unit::Numbered(piece) => format!("{piece:?}, numbered"),
            Unit::Runs(c) => format!("runs of {c:?}"),
            Unit::Apart(piece) => format!("notes {piece:?}"),
        }
    }
}

/// Notes that show parts of a file, which grows with them.
fn shown() -> Vec<Pattern> {
    let line = || File { before: "", unit: Unit::Same("a\n"), times: 1 };
    let marked = |before| File { before, unit: Unit::Same("a\n"), times: 1 };
    let long = || File { before: "// ANCHOR: x\na\n// ANCHOR_END: x\n", times: 200, ..line() };
    let asking = || File { before: "", unit: Unit::Numbered("{{#include a#}}\n"), times: 1 };
    let regions = || File { before: "", unit: Unit::Numbered("// ANCHOR: region#\n"), times: 1 };
    let pairs = [
        (Unit::Same("{{#include f.txt:1}}\n"), line()),
        (Unit::Same("{{#include f.txt}}\n"), line()),
        (Unit::Same("{{#include f.txt:x}}\n"), marked("// ANCHOR: x\na\n// ANCHOR_END: x\n")),
        (Unit::Same("{{#include f.txt:x}}\n"), File { unit: Unit::Same("// ANCHOR: x\n"), ..line() }),
        (Unit::Numbered("{{#include f.txt:regoin#}}\n"), regions()),
        (Unit::Same("--8<-- \"f.txt:x\"\n"), marked("# --8<-- [start:x]\na\n# --8<-- [end:x]\n")),
        (Unit::Same("<<< ./f.txt#x\n"), marked("// #region x\na\n// #endregion x\n")),
        (Unit::Same("<<< ./f.txt#x\n"), File { unit: Unit::Same("#region x\n#endregion\n"), ..line() }),
        (Unit::Same("<!--@include: ./f.txt{1,1}-->\n"), line()),
        (Unit::Same("```txt file=f.txt#L1\n```\n"), line()),
        (Unit::Same("{{#include f.txt:1}}\n"), asking()),
        (Unit::Apart("{{#include f.txt:1}}"), long()),
        (Unit::Apart("{{#include f.txt:x}}"), long()),
        (Unit::Apart("{{#include f.txt:1}}"), asking()),
    ];
    let shown = |(unit, file): (Unit, File)| {
        let name = format!("{} of {:?} {}", unit.name(), file.before, file.unit.name());
        Pattern { name, file: Some(file), ..pattern("", unit, "").of(book()) }
    };
    pairs.into_iter().map(shown).collect()
}

const SAME: &[&str] = &[
    // The list of hostile.md.
    "<",
    "<>",
    "[t](/u) ",
    "[a]: u\n",
    "* ",
    "_a* ",
    "[a](<b",
    "[^1]:",
    "*a **a ",
    "^[a ",
    "![[",
    "[[",
    "|",
    ":::",
    "> ",
    ">",
    "- ",
    "1. ",
    // What the dialects add.
    ":::\n",
    ":::note\n",
    ":::note T\n\n",
    "::::\n:::a\n",
    "!!!",
    "!!! note\n",
    "!!! note\n\n    ",
    "??? note \"a\"\n",
    "=== \"x\"\n",
    "=== \"x\"\n    a\n",
    "{{",
    "%%",
    "%%\n",
    "%% a\n\n",
    "<!--",
    "<!-- -->",
    "-->",
    "$",
    "$a ",
    "$$",
    "$$\n",
    "$a$",
    "==",
    "==a ",
    "=a=",
    "^[",
    "{: ",
    "{: .a }\n",
    "# a {: .b }\n",
    "a {: .b }\n\n",
    "{",
    "#a ",
    "#a/",
    "# a\n",
    "#",
    "[[a]] ",
    "[[a|",
    "[[a#",
    "[[#a]] ",
    "[[#^a]] ",
    "![[#a]] ",
    "![[a]] ",
    "![[a#^b]]\n\n",
    "a ^b\n\n",
    "^b\n",
    "[[ ]]",
    "]]",
    "$[[",
    "\\[[",
    "`[[a]]` ",
    "(((",
    "[](",
    "![](",
    "](",
    "<div className=\"a\">\n",
    "</div>\n",
    "<Tabs>\n<TabItem label=\"a\">\n",
    "<b>",
    "</b>",
    "<b></i>",
    "<p>",
    "<div>\n",
    "<div>\n\n",
    "<table><tr><td>",
    "<a href=\"a\">",
    "<a id=a>",
    "<a href=\"",
    "<a b=",
    "<?",
    "<?a?>",
    "<![CDATA[",
    "<!A ",
    "<script>",
    "<style>\n",
    "<svg>",
    "<svg><p>",
    "<textarea>",
    "<pre>\n",
    "> [!note]\n",
    "> [!note]\n> a\n\n",
    "> [!note]- a\n> > ",
    "- [ ] a\n",
    "- a\n",
    "- a\n\n",
    "* - ",
    "> - ",
    "- > ",
    "1. a\n",
    "    a\n",
    "\ta\n",
    "a\n: b\n\n",
    ": a\n",
    "[^1]",
    "[^1] ",
    "[^1]: a\n\n",
    "~",
    "~~a ",
    "~a~ ",
    "^",
    "^a ",
    "^a^ ",
    "*",
    "**",
    "***a ",
    "_",
    "__a ",
    "a_b*",
    "`",
    "``a` ",
    "```\n",
    "```a\n```\n",
    "~~~a\n",
    "```yaml\na: b\n```\n",
    "```sh {1,2} title=\"a\"\n",
    "[",
    "]",
    "![",
    "[a",
    "[a]",
    "[a][",
    "[a][b] ",
    "\\",
    "\\\n",
    "&",
    "&a",
    "&amp;",
    "&#",
    "&#2;",
    "&#2;0&#3; ",
    "<p title=\"[[a]]\">",
    "http://",
    "https://a.b ",
    "www.",
    "www.a ",
    "a@",
    "a@b.c ",
    "a.",
    ":",
    ":a",
    ":a: ",
    "::",
    "\"",
    "'",
    "--",
    "...",
    "---\n",
    "***\n",
    "===\n",
    "a\n===\n",
    "|a|b|\n",
    "|a\n",
    "|\\|",
    "a|b\n-|-\n",
    "|a|\n|-|\n|[[a\\|b]]|\n\n",
    "+",
    "+++\n",
    "\r",
    "\t",
    " ",
    "\n",
    "\u{a0}",
    "\u{0}",
    "\u{301}",
    "ü",
    "🚀",
    "a ",
    "a",
    "a\n",
    "a\\\n",
    "a  \n",
    "import a from 'b'\n",
    "{/*",
    "\\frac{",
    "<a style={{",
    "a style={{a: 1}} ",
    "<div className=\"x\">\n<Tabs>\n</div>\n",
    "[TOC]\n\n",
    "[toc]",
    "[[toc]]\n",
    "<https://a.b>",
    "<a@b.c>",
    "[x](a.md \"",
    "[x](a.md 't') ",
    "![x](a.png) ",
    "[x](#a) ",
    "[![a](b)](c) ",
    "[[a]](b) ",
    "# [[a]]\n",
    "## a {#b}\n",
    "| [[a]] ",
];

/// What only an outline of Logseq is read for.
const OUTLINE: &[&str] = &[
    "((",
    "((a",
    "((a)) ",
    "((60311eda-b6f7-4779-8187-8830545b3a64)) ",
    "[a](((60311eda-b6f7-4779-8187-8830545b3a64)))",
    "[a]([[b c]]) ",
    "key:: ",
    "key:: v\n",
    "- key:: v\n",
    "- id:: 60311eda-b6f7-4779-8187-8830545b3a64\n",
    "{{embed ((",
    "{{embed [[a]]}}\n",
    "- TODO a\n",
    ":LOGBOOK:\n",
    ":LOGBOOK:\n:END:\n",
    "#+BEGIN_NOTE\n",
    "a\n\tb\n",
];

/// What only MDX is read for.
const MDX: &[&str] = &[
    "<",
    "</",
    "import a from 'b'\n",
    "export const a = {\n\n",
    "{/*",
    "{/* a\n",
    "{/* a\n\n",
    "a {/* b */} ",
    "a {/*\n",
    "<A",
    "<A>",
    "<A b={1} />",
    "a <A b={1} />",
    "a <A b={",
    "a `<A b={1} />",
    "<Foo a={\n",
    "<Tabs>\n",
    "<div>\n<Tabs>\n</div>\n",
    "<img src={require('a')} ",
    "<img src={require(\"",
    "a <b c={() => { d }}>",
    "<a b={c\n}\n",
    "<a {...b} ",
    "<>",
    "a <>b</> ",
    "a <A.B>b</A.B> ",
    "<A.B c={",
    "<a b={",
];

/// What only a book of mdBook is read for, and what shows files that are not there.
const BOOK: &[&str] = &[
    "{{#include",
    "{{#include ",
    "{{#include a.md}}\n",
    "{{#",
    "\\{{#include a}}",
    "<!--@include: ",
    "<!--@include: a-->\n",
    "--8<-- \"\n",
    "--8<-- \"a\"\n",
    "--8<--\n",
    "--8<--\na\n",
    "<<< ./\n",
    "<<< ./x.ts\n",
    "```x file=\n",
    "```x file=a\n```\n",
    "> - <<< ./x.ts\n",
];

const NESTED: &[(&str, &str)] = &[
    ("[", "]"),
    ("[[", "]]"),
    ("![", "](u)"),
    ("(", ")"),
    ("{", "}"),
    ("*", "*"),
    ("**a ", " b**"),
    ("_", "_"),
    ("<b>", "</b>"),
    ("*a<b> ", "</b>* "),
    ("<div>\n", "</div>\n"),
    ("<div>\n\n", "\n\n</div>\n"),
    ("<svg>", "</svg>"),
    ("<span>", "</div>"),
    ("^[", "]"),
    ("`", "`"),
    ("==", "=="),
    ("~~", "~~"),
    ("%%", "%%"),
    ("<!--", "-->"),
    (":::a\n", ":::\n"),
    (":::a\n\n", "\n:::\n"),
    ("<div className=\"a\">\n", "</div>\n"),
    ("((", "))"),
    ("$", "$"),
    ("$$", "$$"),
    ("$\\left(", "\\right)$"),
    ("\"", "\""),
    ("{{", "}}"),
    ("[a](", ")"),
    ("<", ">"),
];

const NUMBERED: &[&str] = &[
    "# a#\n",
    "[[a#]] ",
    "[a](b#.md) ",
    "[a#]: u\n",
    "[^#]: a\n\n",
    "[^#] ",
    "[^#]\n\n[^#]: a\n\n",
    "a ^b#\n\n",
    "[[#a#]] ",
    "![[a#.png]] ",
    "<a id=a#>",
    "#tag# ",
    "#a#/",
    "<b#>",
    "</b#>",
    "<b#></b#>",
    ":::a#\n",
    "```lang#\na\n```\n",
    "`a#` ",
    "&a#;",
    ":a#: ",
    "# a\n## b#\n",
    "[[#a#b]] ",
    "$a_#$ ",
    "```yaml\nkind: Pod\nmetadata: {name: a#}\n```\n",
];

const RUNS: &[char] =
    &['`', '$', '=', '~', '*', '_', ':', '[', '%', '#', '>', '<', '"', '^', '!', '-', '{', '('];

const WITHIN: &[(&str, &str, &str)] = &[
    ("| a | b |\n|---|---|\n", "| x | y |\n", ""),
    ("| a |\n|---|\n", "|", ""),
    ("", "|a", "\n"),
    ("> | a |\n> |---|\n", "> | [[x\\|y]] |\n", ""),
    ("$", "{", "$"),
    ("$", "\\frac{1}{", "$"),
    ("$", "x^", "$"),
    ("$", "\\sqrt", "$"),
    ("$", "\\begin{matrix}", "$"),
    ("$", "a & b \\\\", "$"),
    ("$$", "\\left(", "$$"),
    ("$", "\\href{a}{", "$"),
    ("$", "\\def\\a{\\a\\a}", "$"),
    ("---\ntitle: ", "a ", "\n---\n"),
    ("---\ntags: [", "a, ", "]\n---\n"),
    ("---\naliases: [", "/a/, ", "]\n---\n"),
    ("---\n", "a: b\n", "---\n"),
    ("---\na: ", "[", "\n---\n"),
    ("---\n", "- ", "\n---\n"),
    ("---\na: ", "!!x ", "\n---\n"),
    ("---\n", "? ", "\n---\n"),
    ("---\na: \"", "\\n", "\"\n---\n"),
    ("+++\na = ", "[", "\n+++\n"),
    ("+++\n", "[[a]]\n", "+++\n"),
    ("+++\na", ".a", " = 1\n+++\n"),
    ("```yaml\n", "- ", "\n```\n"),
    ("```yaml\n", "{", "\n```\n"),
    ("```yaml\n", "[", "\n```\n"),
    ("```yaml\n", "a: b\n", "```\n"),
    ("```yaml\n", "a: |\n", "```\n"),
    ("```yaml\n", "&a ", "\n```\n"),
    ("```yaml\n", "{{", "\n```\n"),
    ("```yaml\n", "'", "\n```\n"),
    ("```yaml\n", "\"a\n", "\n```\n"),
    ("```yaml\n", "---\n", "\n```\n"),
    ("```yaml\n", "? ", "\n```\n"),
    ("```yaml\n", "kind: Pod\n---\n", "\n```\n"),
    ("```yaml\n", "a:\n ", "\n```\n"),
    ("```yaml\n", "kind: Pod # [[a]]\n", "```\n"),
    ("```makefile\n", "$(eval $(shell ", "\n```\n"),
    ("```makefile\n", "$(", "\n```\n"),
    ("```makefile\n", "$(eval $(shell \n", "\n```\n"),
    ("```sh\n", "$(", "\n```\n"),
    ("```sh\n", "$(\n", "\n```\n"),
    ("```js\n", "case /* ", "\n```\n"),
    ("```js\n", "/*\n", "\n```\n"),
    ("```js\n", "`${", "\n```\n"),
    ("```js\n", "`${\n", "\n```\n"),
    ("```js\n", "(a=>\n", "\n```\n"),
    ("```c\n", "struct{", "\n```\n"),
    ("```go\n", "struct{\n", "\n```\n"),
    ("```cpp\n", "struct{\n", "\n```\n"),
    ("```json\n", "{\"a\":", "\n```\n"),
    ("```json\n", "[\n", "\n```\n"),
    ("```rust\n", "r#\"\n", "\n```\n"),
    ("```rust\n", "/*\n", "\n```\n"),
    ("```sh\n", "cat <<A\n", "\n```\n"),
    ("```ruby\n", "<<A\n", "\n```\n"),
    ("```html\n", "<b\n", "\n```\n"),
    ("```md\n", "[[\n", "\n```\n"),
    ("```md\n", "> ", "\n```\n"),
    ("```python\n", "f'{\n", "\n```\n"),
    ("```php\n", "<?php \"{$a[\n", "\n```\n"),
    ("```diff\n", "+a\n", "\n```\n"),
    ("```console\n", "$ a\n", "\n```\n"),
    ("```lisp\n", "(\n", "\n```\n"),
    ("```hcl\n", "\"${\n", "\n```\n"),
    ("```toml\n", "[[a]]\n", "\n```\n"),
    ("```sql\n", "select (\n", "\n```\n"),
    ("```java\n", "<T\n", "\n```\n"),
    ("```ts\n", "<T extends \n", "\n```\n"),
    ("```sh {", "1,", "}\na\n```\n"),
    ("```sh {1-", "9", "}\na\n```\n"),
    ("```", "a", "\nb\n```\n"),
    ("```sh title=\"", "a", "\"\nb\n```\n"),
    ("# ", "a", "\n"),
    ("[[", "a", "]]"),
    ("[[", "a/", "]]"),
    ("[[", "../", "]]"),
    ("[[a#", "b#", "]]"),
    ("[a](", "%20", ")"),
    ("[a](", "../", ")"),
    ("![[a.png|", "9", "]]"),
    (":::", "a", "\n"),
    ("> [!", "a", "]\n"),
    ("<a href=\"", "a", "\">"),
    ("<a ", "b ", ">"),
    ("<a ", "id=b ", ">"),
    ("", "<div>", "\n\na"),
    ("- a\n", "\n", "- b"),
];
