//! What stands in a note that is edited: front matter and blocks, most of them with links.

use super::random::Random;

/// How many notes links are written to; some of them are there, some are not any more, some never were.
pub(super) const NAMES: usize = 320;

const WORDS: &[&str] = &["pod", "node", "Größe", "service", "ingress", "volume", "secret", "quota"];

/// Kinds of manifests; most of them are called as a word is.
pub(super) const KINDS: &[&str] = &["Pod", "Node", "Service", "Ingress", "Secret", "Job"];

const HEADINGS: &[&str] = &["How it works", "Settings", "The manifest", "Straße & co", "Échec", "A `b` *c*"];

/// Blocks without a link; `{w}` is a word, `{n}` a number, `{h}` a heading, `{k}` a kind.
const BLOCKS: &[&str] = &[
    "# {h}",
    "## {h}",
    "## {h}",
    "### {h} {#h-{n}}",
    "#### {w} {n}",
    "- A block about {w}\n  id:: 60311eda-b6f7-4779-8187-8830545b3a6{n}",
    "A paragraph about {w}. ^block-{n}",
    "> A quote of {w}\n\n^block-{n}",
    "- one\n- two {w}\n  - three ^block-{n}",
    "> [!warning]- {w}\n> Text",
    ":::note {w}\n\nText\n\n:::",
    ":::tip\n\nnever closed",
    "!!! note \"{w}\"\n    Text",
    "=== \"{w}\"\n    One\n\n=== \"{n}\"\n    Two",
    "Text #tag-{n} and #{w}/deep",
    "```yaml\nkind: {k}\nmetadata: {name: {w}-{n}}\nspec: {nodeName: {w}}\n```",
    "```yaml\napiVersion: v1\nkind: {k}\nmetadata:\n  name: {w}\n```",
    "```rust {1}\nfn main() { let s = r#\"{w}\"#; }\n```",
    "```sh title=\"{w}\"\ncat <<EOF\n{w} {n}\nEOF\necho '{w}'\n```",
    "```{w}\nno such language\n```",
    "$x_{{n}}$ and $$\\frac{{n}}{2}$$ and $\\{w}$",
    "Text[^{n}]\n\n[^{n}]: A footnote about {w}.",
    "<details><summary>{w}</summary>\n\nText\n\n</details>",
    "<div id=\"h-{n}\"><b>{w}",
    "<script>{w}()</script><a id=h-{n} onclick=x>",
    "%% a comment %% <!-- another -->",
    "%% {w} never closed",
    "| a | {w} |\n|---|--:|\n| {n} | b |",
];

/// Blocks with a link; `{t}` is the name of a note.
const LINKS: &[&str] = &[
    "See [[{t}]] and [[{t}|{w}]]s, then [[{t}#{h}]].",
    "See [[{t}]], [[{t}]] and [[{w}]].",
    "- [[{t}#^block-{n}]]\n- [[{t}#h-{n}]]\n- [[#{h}]]",
    "[{w}]({t}.md), [{w}](../{t}.md#settings) and [x](/{t}/)",
    "[{w}][r] and [{t}]\n\n[r]: {t}.md \"title\"",
    "<a href=\"{t}.md\">{w}</a>",
    "![[{t}]]",
    "![[{t}#{h}]]",
    "![[{t}#^block-{n}]]",
    "![[image-{n}.png|30]] ![{w}](image-{n}.png)",
    "| [[{t}\\|{w}]] | [[{t}#{h}\\|x]] |\n|---|---|\n| ![[image-{n}.png]] | [a](f{n}/image-{n}.png) |",
    "> [!note] [[{t}]]\n> and [[{t}|{w}]]",
    "## A heading with [[{t}]]",
    "[{w}](/tags/{w}/), [all](/tags/), [graph](/graph/), [wanted](/wanted/) and [search](/search/)",
    "![[list-{n}.yaml]] and ![[list-{n}.yaml#{w}]]",
    "((60311eda-b6f7-4779-8187-8830545b3a6{n})) and [{w}](((60311eda-b6f7-4779-8187-8830545b3a6{n})))",
    "[[{t}#{w}]], [[{t}#^blok-{n}]], [{w}]({t}.MD#how-it-work) and [[id-{n}]]",
    "[{w}](/{w}-{n}/) and [x](image-{n}.png) and [[Title {n}]] and [[alias {n}]]",
];

/// A note as it is edited: its parts change one by one.
#[derive(Clone, Default)]
pub(super) struct Page {
    /// The front matter: a key and its value.
    front: Vec<(&'static str, String)>,
    blocks: Vec<String>,
}

impl Page {
    pub(super) fn new(random: &mut Random) -> Self {
        let mut page = Page::default();
        (0..random.below(4)).for_each(|_| page.edit_front(random));
        (0..4 + random.below(5)).for_each(|_| page.edit_body(random));
        page
    }

    /// Writes, removes or replaces a key.
    pub(super) fn edit_front(&mut self, random: &mut Random) {
        let (key, value) = entry(random);
        self.front.retain(|(other, _)| *other != key);
        if !random.once_in(4) {
            self.front.push((key, value));
        }
    }

    /// Writes the title: in the front matter, or as a heading.
    pub(super) fn edit_title(&mut self, random: &mut Random) {
        self.front.retain(|(key, _)| *key != "title");
        let title = title(random);
        match random.once_in(2) {
            true => self.front.push(("title", title)),
            false => self.blocks.insert(0, format!("# {title}")),
        }
    }

    /// Writes the title of the front matter as a heading, too.
    pub(super) fn repeat_title(&mut self, _: &mut Random) {
        let title = self.front.iter().find(|(key, _)| *key == "title").map(|(_, title)| format!("# {title}"));
        self.blocks.splice(0..0, title);
    }

    /// Adds, removes, replaces or moves a block.
    pub(super) fn edit_body(&mut self, random: &mut Random) {
        let at = random.below(self.blocks.len() + 1);
        let is_there = at < self.blocks.len();
        match random.below(6) {
            0 if is_there => drop(self.blocks.remove(at)),
            1 if is_there => self.blocks[at] = block(random),
            2 if is_there => self.blocks.swap(0, at),
            _ if self.blocks.len() < 14 => self.blocks.insert(at, block(random)),
            _ => self.blocks.truncate(4),
        }
    }

    pub(super) fn text(&self) -> String {
        let body = self.blocks.join("\n\n");
        let front: String = self.front.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        if front.is_empty() { body + "\n" } else { format!("---\n{front}---\n\n{body}\n") }
    }
}

fn entry(random: &mut Random) -> (&'static str, String) {
    let n = random.number(40);
    let word = random.of(WORDS);
    match random.below(20) {
        0 | 1 => ("title", title(random)),
        2 | 3 => ("aliases", format!("[alias {n}, {word}, /old/{n}/]")),
        4 => ("slug", format!("{word}-{n}")),
        5 => ("slug", format!("/{word}/{n}/")),
        6 => ("draft", n.is_multiple_of(2).to_string()),
        7 | 8 => ("unlisted", n.is_multiple_of(2).to_string()),
        9 | 10 => ("tags", format!("[{word}, {word}/tag-{n}]")),
        11 => ("sidebar_position", n.to_string()),
        12..=14 => ("kinds", format!("[{}, {}]", random.of(KINDS), random.of(KINDS))),
        15 => ("lints", format!("{{missing-note: {}}}", random.of(&["allow", "warn", "error", "x"]))),
        16 => ("date", format!("2026-01-{:02}", n % 33)),
        17 => ("template", random.of(&["plain", "gone"]).to_string()),
        18 => ("id", format!("id-{n}")),
        _ => (random.of(&["titel", "description", "nav_title", "owner"]), format!("{word} {n}")),
    }
}

fn title(random: &mut Random) -> String {
    let n = random.number(60);
    random
        .of(&["Title {n}", "title {n}", "alias {n}", "{w}", "Straße {n}", "*{w}* & <{n}>"])
        .replace("{w}", random.of(WORDS))
        .replace("{n}", &n.to_string())
}

fn block(random: &mut Random) -> String {
    let block = if random.once_in(3) { random.of(BLOCKS) } else { random.of(LINKS) };
    let n = random.number(9).to_string();
    let block = block.replace("{n}", &n).replace("{h}", random.of(HEADINGS));
    block.replace("{k}", random.of(KINDS)).replace("{w}", random.of(WORDS)).replace("{t}", &name(random))
}

/// A name under which links look for a note.
fn name(random: &mut Random) -> String {
    let n = random.number(NAMES);
    match random.below(8) {
        0 => format!("f{}/note-{n}", n % 9),
        1 => format!("f{}/Note {n}", n % 7),
        2 => format!("NOTE_{n}"),
        3 => format!("f{}", n % 9),
        _ => format!("note-{n}"),
    }
}
