//! Code blocks: highlighted at build time, with titles, marked lines and line numbers.

use std::borrow::Cow;

use comrak::nodes::{NodeCodeBlock, Sourcepos};

use super::boxes::is_code_group;
use super::code_marks::{self, LineMarks};
use super::hidden_lines;
use super::info::Info;
use super::literal::Literal;
use super::writer::Writer;
use crate::kube::{self, Lexeme, Manifest, Role};
use crate::note::highlight::{self, Highlighted};
use crate::note::{Link, LinkForm, Piece, problem};
use crate::text::Span;
use crate::text::token;

/// A code block that is being written.
struct Block<'b> {
    code: &'b str,
    info: Info<'b>,
    /// The lines its comments mark.
    marks: LineMarks,
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
        let literal = Literal::new(&code, line);
        let info = Info::read(&info);
        let is_hiding = self.dialect.mdbook && info.language == "rust";
        let code = if is_hiding { hidden_lines::without(&code) } else { Cow::Borrowed(&*code) };
        let (code, marks) = code_marks::take(&code);
        let mut block = Block { code: &code, info, marks, literal, manifests: Vec::new() };
        if block.info.language == "math" {
            let span = self.span(pos);
            self.math_block(code.trim(), span);
            return;
        }
        let lexemes = self.lexemes(&block, pos);
        self.read_manifests(&mut block, &lexemes);
        let tab = self.containers.last().is_some_and(|open| is_code_group(&open.mark));
        if tab {
            self.tab_start(None, block.info.title.unwrap_or(block.info.language));
            block.info.title = None;
        }
        self.code_start(&block);
        self.code_lines(&block, &lexemes);
        let titled = block.info.title.is_some();
        self.out.html(if titled { "</code></pre></figure>\n" } else { "</code></pre>\n" });
        self.out.html(if tab { "</div>\n" } else { "" });
    }

    /// The highlighted code; one plain lexeme where nothing is to be highlighted.
    fn lexemes(&mut self, block: &Block<'_>, pos: Sourcepos) -> Vec<Lexeme> {
        let span = self.line_span(pos);
        let problem = match highlight::lexemes(block.info.language, block.code, self.dialect.unseen) {
            Highlighted::Lexemes(lexemes) => return lexemes,
            Highlighted::Plain => None,
            Highlighted::Unknown(near) => {
                Some(problem::unknown_language(&self.source.path, span, block.info.language, near))
            }
            Highlighted::TooLarge(limit) => Some(problem::heavy_code(&self.source.path, span, limit)),
        };
        self.body.problems.extend(problem);
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
            self.body.manifests.push(Manifest { span, kind_span, ..manifest.clone() });
        }
    }

    fn code_start(&mut self, block: &Block<'_>) {
        if let Some(title) = block.info.title {
            self.out.html("<figure class=\"code\"><figcaption>");
            self.out.text(title);
            self.out.html("</figcaption>");
        }
        self.out.html(if block.info.wrap { "<pre class=\"code wrap\"" } else { "<pre class=\"code\"" });
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
        let by_line = block.info.has_marks() || block.info.numbered.is_some() || !block.marks.is_empty();
        if !by_line {
            lexemes.iter().for_each(|lexeme| self.lexeme(block, lexeme));
            return;
        }
        let mut number = 1;
        self.out.html(&line_start(block, number));
        for lexeme in lexemes {
            for part in lines_of(block.code, lexeme) {
                self.lexeme(block, &part);
                if block.code.get(part.span.range()).is_some_and(|text| text.ends_with('\n')) {
                    number += 1;
                    self.out.html("</span>");
                    let more = (part.span.end as usize) < block.code.len();
                    self.out.html(&if more { line_start(block, number) } else { String::new() });
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

fn line_start(block: &Block<'_>, number: usize) -> String {
    match (block.marks.get(&number), block.info.marks(number)) {
        (Some(mark), _) => format!("<span class=\"line {mark}\">"),
        (None, true) => "<span class=\"line marked\">".to_string(),
        (None, false) => "<span class=\"line\">".to_string(),
    }
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
