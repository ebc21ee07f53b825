//! Code blocks: highlighted at build time, with titles, marked lines and line numbers.

use std::ops::RangeInclusive;

use comrak::nodes::{NodeCodeBlock, Sourcepos};

use super::literal::Literal;
use super::writer::Writer;
use crate::kube::{self, Lexeme, Manifest, Role};
use crate::note::highlight::{self, Highlighted};
use crate::note::{Link, LinkForm, Piece, problem};
use crate::text::Span;
use crate::text::token;

/// What the info string of a fence says (dialects.md, "Code blocks").
#[derive(Debug, Default, PartialEq, Eq)]
struct Info<'i> {
    language: &'i str,
    title: Option<&'i str>,
    marked: Vec<RangeInclusive<usize>>,
    /// The number of the first line, where lines are numbered.
    numbered: Option<usize>,
}

/// A code block that is being written.
struct Block<'b> {
    code: &'b str,
    info: Info<'b>,
    /// Where it stands.
    literal: Literal<'b>,
    /// The manifests in it.
    manifests: Vec<Manifest>,
}

impl Writer<'_> {
    pub(super) fn code_block(&mut self, node: &NodeCodeBlock, pos: Sourcepos) {
        let line = pos.start.line + usize::from(node.fenced);
        let info = self.wiki.restore(&node.info);
        let literal = self.wiki.restore(&node.literal);
        let code = self.masked.unmask(self.text, &literal, line);
        let place = Literal::new(&code, line);
        let mut block = Block { code: &code, info: Info::read(&info), literal: place, manifests: Vec::new() };
        if block.info.language == "math" {
            let span = self.span(pos);
            self.math_block(code.trim(), span);
            return;
        }
        let lexemes = self.lexemes(&block, pos);
        self.read_manifests(&mut block, &lexemes);
        self.code_start(&block);
        self.code_lines(&block, &lexemes);
        let titled = block.info.title.is_some();
        self.out.html(if titled { "</code></pre></figure>\n" } else { "</code></pre>\n" });
    }

    /// The highlighted code; one plain lexeme where nothing is to be highlighted.
    fn lexemes(&mut self, block: &Block<'_>, pos: Sourcepos) -> Vec<Lexeme> {
        let span = self.line_span(pos);
        let problem = match highlight::lexemes(block.info.language, block.code) {
            Highlighted::Lexemes(lexemes) => return lexemes,
            Highlighted::Plain => None,
            Highlighted::Unknown(near) => {
                Some(problem::unknown_language(&self.source.path, span, block.info.language, near))
            }
            Highlighted::TooLarge(limit) => Some(problem::heavy_code(&self.source.path, span, limit)),
        };
        self.problems.extend(problem);
        highlight::plain(block.code)
    }

    /// The manifests of a block, kept with their places in the file.
    fn read_manifests(&mut self, block: &mut Block<'_>, lexemes: &[Lexeme]) {
        if !highlight::is_yaml(block.info.language) {
            return;
        }
        block.manifests = kube::manifests(block.code, lexemes);
        for manifest in &block.manifests {
            let span = self.literal_span(&block.literal, manifest.span);
            let kind_span = self.literal_span(&block.literal, manifest.kind_span);
            self.manifests.push(Manifest { span, kind_span, ..manifest.clone() });
        }
    }

    fn code_start(&mut self, block: &Block<'_>) {
        if let Some(title) = block.info.title {
            self.out.html("<figure class=\"code\"><figcaption>");
            self.out.text(title);
            self.out.html("</figcaption>");
        }
        self.out.html("<pre class=\"code\"");
        if !block.info.language.is_empty() {
            self.out.attribute("data-lang", block.info.language);
        }
        match block.info.numbered {
            None => self.out.html("><code>"),
            Some(1) => self.out.html("><code class=\"numbered\">"),
            Some(first) => {
                let before = first.saturating_sub(1);
                self.out.html(&format!("><code class=\"numbered\" style=\"--first:{before}\">"));
            }
        }
    }

    fn code_lines(&mut self, block: &Block<'_>, lexemes: &[Lexeme]) {
        let by_line = !block.info.marked.is_empty() || block.info.numbered.is_some();
        if !by_line {
            lexemes.iter().for_each(|lexeme| self.lexeme(block, lexeme));
            return;
        }
        let mut number = 1;
        self.out.html(line_start(&block.info, number));
        for lexeme in lexemes {
            for part in lines_of(block.code, lexeme) {
                self.lexeme(block, &part);
                if block.code.get(part.span.range()).is_some_and(|text| text.ends_with('\n')) {
                    number += 1;
                    self.out.html("</span>");
                    let more = (part.span.end as usize) < block.code.len();
                    self.out.html(if more { line_start(&block.info, number) } else { "" });
                }
            }
        }
        self.out.html(if block.code.ends_with('\n') { "" } else { "</span>" });
    }

    fn lexeme(&mut self, block: &Block<'_>, lexeme: &Lexeme) {
        let text = block.code.get(lexeme.span.range()).unwrap_or("");
        if lexeme.role == Role::Kind {
            self.kind_link(block, lexeme, text);
        } else {
            token::push(self.out.buffer(), lexeme.class, text);
        }
    }

    /// The kind of a manifest: a link to the note that explains it, if there is one.
    fn kind_link(&mut self, block: &Block<'_>, lexeme: &Lexeme, text: &str) {
        let kind = text.trim_matches(['"', '\'']);
        let span = self.literal_span(&block.literal, lexeme.span);
        let found = block.manifests.binary_search_by_key(&lexeme.span, |manifest| manifest.kind_span);
        let manifest = found.ok().and_then(|index| block.manifests.get(index));
        let after = manifest.and_then(|manifest| manifest.name.clone()).unwrap_or_default();
        let link = Link { after: after.into(), ..self.new_link(LinkForm::Kind, kind, None, kind, span) };
        let id = self.add_link(link);
        self.out.hole(Piece::LinkStart(id));
        self.out.text(text);
        self.out.hole(Piece::LinkEnd(id));
    }
}

fn line_start(info: &Info<'_>, number: usize) -> &'static str {
    let marked = info.marked.iter().any(|range| range.contains(&number));
    if marked { "<span class=\"line marked\">" } else { "<span class=\"line\">" }
}

/// A lexeme cut behind each line end: only plain text and comments over several lines have them inside.
fn lines_of(code: &str, lexeme: &Lexeme) -> Vec<Lexeme> {
    let text = code.get(lexeme.span.range()).unwrap_or("");
    let mut start = lexeme.span.start as usize;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start..start + line.len());
            start += line.len();
            Lexeme { span, ..*lexeme }
        })
        .collect()
}

impl<'i> Info<'i> {
    /// `yaml title="web.yaml" {1,3-5} linenos start=10`; also `{.yaml .numberLines}`, `yaml{1}`, VitePress'
    /// `ts:line-numbers=2` and `js-vue`, and options without a language.
    fn read(info: &'i str) -> Self {
        let info = info.trim();
        let end = info.find(|c: char| c.is_whitespace() || c == '{' || c == ',').unwrap_or(info.len());
        let (first, options) = info.split_at_checked(end).unwrap_or((info, ""));
        let mut read = Info::default();
        if first.contains('=') && !first.contains(':') {
            read.options(info);
            return read;
        }
        let (language, suffix) = first.split_once(':').unwrap_or((first, ""));
        read.language = language.trim_start_matches('.').trim_end_matches("-vue");
        read.options(suffix);
        read.options(options.trim_start_matches(','));
        if read.language.is_empty() {
            read.language = braced_language(options);
        }
        read
    }

    fn options(&mut self, options: &'i str) {
        for word in words(options) {
            let (key, value) = word.split_once('=').map_or((word, ""), |(key, value)| (key, unquoted(value)));
            match key {
                "title" | "file" | "filename" => self.title = Some(value).filter(|title| !title.is_empty()),
                "hl_lines" => self.marked.extend(ranges(value)),
                "linenos" | "showLineNumbers" | "linenums" | "line-numbers" | "start" => {
                    self.numbered = Some(value.parse().unwrap_or(self.numbered.unwrap_or(1)));
                }
                _ if key.starts_with('{') && !key.starts_with("{.") => {
                    self.marked.extend(ranges(word.trim_matches(['{', '}'])));
                }
                _ => {}
            }
        }
    }
}

/// Pandoc's `{.yaml …}`.
fn braced_language(options: &str) -> &str {
    let inner = options.trim().strip_prefix("{.").unwrap_or("");
    let end = inner.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(inner.len());
    inner.get(..end).unwrap_or("")
}

/// The words of an info string; quotes and braces keep spaces together.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => quote = Some('}'),
            (Some(open), _) if open == c => quote = None,
            (None, _) if c.is_whitespace() => {
                words.push(text.get(start..i).unwrap_or(""));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    words.push(text.get(start..).unwrap_or(""));
    words.retain(|word| !word.is_empty());
    words
}

fn unquoted(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

/// `1,3-5` or `1 3-5`; the ranges are only ever compared with lines that exist.
fn ranges(text: &str) -> Vec<RangeInclusive<usize>> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_of_every_tool_are_read() {
        let info = Info::read("yaml title=\"my web.yaml\" {1,3-5} linenos");
        assert_eq!((info.language, info.title, info.numbered), ("yaml", Some("my web.yaml"), Some(1)));
        assert_eq!(info.marked, [1..=1, 3..=5]);
        assert_eq!(Info::read("js{2} hl_lines=\"1 3-4\" start=10").marked, [2..=2, 1..=1, 3..=4]);
        assert_eq!(Info::read("js start=10").numbered, Some(10));
        assert_eq!(Info::read("{.yaml .numberLines}").language, "yaml");
        assert_eq!(Info::read("rust,ignore").language, "rust");
        let info = Info::read("ts:line-numbers=2 {1}");
        assert_eq!((info.language, info.numbered, info.marked), ("ts", Some(2), vec![1..=1]));
        assert_eq!(Info::read("ts:no-line-numbers").numbered, None);
        assert_eq!((Info::read(".sh").language, Info::read("js-vue").language), ("sh", "js"));
        let info = Info::read("title=\"Content tabs\" linenos");
        assert_eq!((info.language, info.title, info.numbered), ("", Some("Content tabs"), Some(1)));
        assert_eq!(Info::read(""), Info::default());
    }
}
