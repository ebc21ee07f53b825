//! A file that is shown as code: manifests, whose documents have names, or a text in any language.

use super::Body;
use super::sink::Sink;
use crate::kube::{self, Lexeme, Manifest, Role};
use crate::note::highlight::{self, Highlighted};
use crate::note::{Block, Dialect, Link, LinkForm, LinkId, Piece, Pieces, problem};
use crate::text::token;
use crate::text::{Place, Source, Span};

/// Compiles a whole file as one block of code: the kinds of its manifests are links, and each of its documents
/// is a block, named `Deployment/web`.
pub(in crate::note) fn compile(source: &Source, language: &str, dialect: Dialect) -> Body {
    let (lexemes, manifests, problems) = read(source, language, dialect.unseen);
    let mut listing =
        Listing { text: &source.text, manifests: &manifests, out: Sink::default(), links: Vec::new() };
    let places = listing.write(&lexemes, cuts(&manifests));
    let Listing { out, links, .. } = listing;
    let pieces = out.finish();
    let ends =
        places.chunks_exact(2).filter_map(|ends| Some(Pieces { start: *ends.first()?, end: *ends.last()? }));
    let blocks = manifests.iter().zip(ends).map(|(manifest, pieces)| {
        let id = named(manifest).into();
        Block { id, span: manifest.kind_span, pieces, text: "".into(), outer: None }
    });
    Body {
        blocks: blocks.collect(),
        text_end: pieces.len() as u32,
        pieces,
        links,
        manifests,
        problems,
        ..Body::default()
    }
}

/// What the file holds. JSON is YAML where it describes objects.
fn read(
    source: &Source,
    language: &str,
    unseen: bool,
) -> (Vec<Lexeme>, Vec<Manifest>, Vec<crate::text::Problem>) {
    let text: &str = &source.text;
    if highlight::is_yaml(language) || language == "json" {
        let lexemes = kube::lex(text);
        let manifests = kube::manifests(text, &lexemes);
        if highlight::is_yaml(language) || !manifests.is_empty() {
            return (lexemes, manifests, Vec::new());
        }
    }
    match highlight::lexemes(language, text, unseen) {
        Highlighted::Lexemes(lexemes) => (lexemes, Vec::new(), Vec::new()),
        Highlighted::TooLarge(limit) => {
            let heavy = problem::heavy_listing(Place::file(&source.path), limit);
            (highlight::plain(text), Vec::new(), vec![heavy])
        }
        Highlighted::Plain | Highlighted::Unknown(_) => (highlight::plain(text), Vec::new(), Vec::new()),
    }
}

/// `Deployment/web`; a document without a name is called by its kind.
fn named(manifest: &Manifest) -> String {
    let name = manifest.name.iter().map(|name| format!("/{name}"));
    std::iter::once(manifest.kind.clone()).chain(name).collect()
}

/// Where documents begin and end, in order.
fn cuts(manifests: &[Manifest]) -> Vec<usize> {
    manifests.iter().flat_map(|manifest| [manifest.span.start as usize, manifest.span.end as usize]).collect()
}

struct Listing<'l> {
    text: &'l str,
    manifests: &'l [Manifest],
    out: Sink,
    links: Vec<Link>,
}

impl Listing<'_> {
    /// Writes the code, and tells how many pieces stand before each cut.
    fn write(&mut self, lexemes: &[Lexeme], cuts: Vec<usize>) -> Vec<u32> {
        let mut places = Vec::with_capacity(cuts.len());
        let mut cuts = cuts.into_iter().peekable();
        for lexeme in lexemes {
            let mut rest = *lexeme;
            while let Some(cut) = cuts.next_if(|cut| *cut < lexeme.span.end as usize) {
                let (before, behind) = split(rest, cut);
                self.lexeme(&before);
                places.push(self.out.mark() as u32);
                rest = behind;
            }
            self.lexeme(&rest);
        }
        let end = self.out.mark() as u32;
        places.extend(cuts.map(|_| end));
        places
    }

    fn lexeme(&mut self, lexeme: &Lexeme) {
        let text = self.text.get(lexeme.span.range()).unwrap_or("");
        match lexeme.role {
            _ if text.is_empty() => {}
            Role::Kind => self.kind(lexeme, text),
            _ => token::push(self.out.buffer(), lexeme.class, text),
        }
    }

    fn kind(&mut self, lexeme: &Lexeme, text: &str) {
        let found = self.manifests.binary_search_by_key(&lexeme.span, |manifest| manifest.kind_span);
        let manifest = found.ok().and_then(|index| self.manifests.get(index));
        let name = manifest.and_then(|manifest| manifest.name.clone()).unwrap_or_default();
        let id = LinkId(self.links.len() as u32);
        self.links.push(Link { after: name.into(), ..Link::new(LinkForm::Kind, text, lexeme.span) });
        self.out.hole(Piece::LinkStart(id));
        self.out.text(text);
        self.out.hole(Piece::LinkEnd(id));
    }
}

fn split(lexeme: Lexeme, at: usize) -> (Lexeme, Lexeme) {
    let span = lexeme.span.range();
    let before = Lexeme { span: Span::new(span.start..at), ..lexeme };
    (before, Lexeme { span: Span::new(at..span.end), ..lexeme })
}
