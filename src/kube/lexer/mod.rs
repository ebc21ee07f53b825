//! YAML as a highlighter sees it: any text at all becomes lexemes, in one pass.
//!
//! The lexer goes line by line. What one line leaves open for the next (a block scalar, a quote,
//! brackets) is written in [`Lexer`]; a line that cannot belong to it closes it, so that one forgotten
//! quote never colours the rest of a block.

mod block;
mod flow;
mod output;
mod quoted;
mod scalar;
mod scan;
mod template;
#[cfg(test)]
mod tests;

use crate::text::Span;
use crate::text::token::TokenClass;

use block::BlockScalar;

/// A piece of a YAML text: how it is coloured, what it means and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lexeme {
    /// How the piece is coloured.
    pub class: TokenClass,
    /// What the piece means in a manifest.
    pub role: Role,
    /// Where the piece stands in the text.
    pub span: Span,
}

/// What a lexeme means in a manifest, as far as one key tells.
///
/// A scalar that holds a template is several lexemes in a row with the same role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing that matters here.
    None,
    /// The key of a mapping, with its quotes.
    Key,
    /// The value of a key `kind`, without quotes, where it is spelt as kinds are: `StatefulSet`.
    Kind,
    /// The value of a key `apiVersion`, with its quotes.
    ApiVersion,
    /// The value of a key `name` or `…Name`, with its quotes: it may name an object.
    Name,
    /// The value of a key `namespace` or `…Namespace`, with its quotes.
    Namespace,
    /// A bracket or brace that opens a flow collection.
    Open,
    /// A bracket or brace that closes a flow collection.
    Close,
}

/// Splits `text` into lexemes that cover it in order, without gap or overlap; never fails.
///
/// Only [`TokenClass::Plain`] lexemes hold line breaks, and only at their end. Neighbouring plain text
/// without a role is one lexeme. A line ends with `\n` or `\r\n`; the time is linear in the text.
pub fn lex(text: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer::new(text.as_bytes());
    while lexer.at < text.len() {
        lexer.set_line(lexer.at);
        lexer.line();
        lexer.flush(lexer.next);
        lexer.at = lexer.next;
    }
    lexer.out
}

/// The place reached, what earlier lines left open, and the lexemes so far.
struct Lexer<'t> {
    text: &'t [u8],
    /// The next byte to read; always at the start of a character.
    at: usize,
    /// Where this line starts.
    start: usize,
    /// Where this line ends, without its line break.
    end: usize,
    /// Where the next line starts.
    next: usize,
    /// Columns that leading tabs add to the distance from `start`.
    shift: usize,
    /// The least column of what belongs to the innermost key or dash of the block.
    inner: usize,
    /// What the value that follows means.
    role: Role,
    /// The block scalar whose lines are being read.
    block: Option<BlockScalar>,
    /// The quote that is still open.
    quote: Option<u8>,
    /// How many brackets and braces are open.
    flow: u32,
    /// Start of the plain text not yet put out.
    plain: usize,
    out: Vec<Lexeme>,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t [u8]) -> Self {
        Lexer {
            text,
            at: 0,
            start: 0,
            end: 0,
            next: 0,
            shift: 0,
            inner: 0,
            role: Role::None,
            block: None,
            quote: None,
            flow: 0,
            plain: 0,
            out: Vec::with_capacity(text.len() / 5),
        }
    }

    /// Reads one line from its first character that is not blank.
    fn line(&mut self) {
        if self.at == self.end || self.marker() {
            return;
        }
        if self.holds_block_line() {
            return self.block_line();
        }
        if self.is_forgotten() {
            (self.quote, self.flow) = (None, 0);
        }
        match self.quote {
            Some(quote) => self.continue_quoted(quote),
            None if self.flow > 0 => self.flow_nodes(),
            None => self.entry(),
        }
    }

    /// A document marker or directive in the first column (YAML 1.2.2, 6.8 and 9.1).
    ///
    /// Inside brackets `...` is what an author left out, not the end of a document.
    fn marker(&mut self) -> bool {
        if self.at != self.start {
            return false;
        }
        match self.text.get(self.at..self.at + 3) {
            Some(b"---") if self.is_blank(self.at + 3) => self.document(),
            Some(b"...") if self.is_blank(self.at + 3) && self.flow == 0 => self.document(),
            Some([b'%', b'A'..=b'Z', _]) if self.nothing_open() => self.directive(),
            _ => return false,
        }
        true
    }

    fn document(&mut self) {
        (self.block, self.quote, self.flow) = (None, None, 0);
        (self.inner, self.role) = (0, Role::None);
        self.put(TokenClass::Heading, Role::None, self.at..self.at + 3);
        self.at += 3;
        self.value();
    }

    fn directive(&mut self) {
        self.put(TokenClass::Heading, Role::None, self.at..self.end);
    }

    fn nothing_open(&self) -> bool {
        self.block.is_none() && self.quote.is_none() && self.flow == 0
    }

    /// Whether a quote or bracket is open that this line shows to be forgotten: the line looks like an
    /// entry of the block around it, where YAML wants deeper indentation (YAML 1.2.2, 7.4 and 8.1).
    fn is_forgotten(&self) -> bool {
        let open = self.quote.is_some() || self.flow > 0;
        open && self.column(self.at) < self.inner.max(1) && self.looks_like_entry()
    }
}
