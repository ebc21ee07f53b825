//! Quoted scalars and quoted keys.

use super::scan::Context;
use super::{Lexer, Role, scalar};
use crate::text::token::TokenClass;

impl Lexer<'_> {
    /// Reads a quoted scalar or key of a block; gives what may follow it.
    pub(super) fn quoted(&mut self, context: Context) -> Option<Context> {
        let quote = self.byte(self.at);
        if let Some(end) = self.quote_end(self.at + 1, quote)
            && context == Context::Entry
            && self.is_key(end)
        {
            self.inner = self.column(self.at) + 1;
            self.quoted_key(end);
            return Some(Context::Value);
        }
        self.string(self.at + 1, quote);
        self.end_of_string()
    }

    /// Reads a quoted scalar or key in a flow collection, where a key needs no blank behind its colon
    /// (YAML 1.2.2, 7.4.2).
    pub(super) fn flow_quoted(&mut self) {
        let quote = self.byte(self.at);
        match self.quote_end(self.at + 1, quote) {
            Some(end) if self.byte(self.skip_blanks(end)) == b':' => self.quoted_key(end),
            _ => self.string(self.at + 1, quote),
        }
    }

    /// Reads on in a scalar whose quote was opened on an earlier line.
    pub(super) fn continue_quoted(&mut self, quote: u8) {
        self.role = self.role_of_text();
        self.string(self.at, quote);
        if self.flow > 0 && self.quote.is_none() {
            self.flow_nodes();
        } else {
            self.end_of_string();
        }
    }

    fn end_of_string(&mut self) -> Option<Context> {
        match self.quote {
            Some(_) => None,
            None => self.rest(),
        }
    }

    fn is_key(&self, end: usize) -> bool {
        let colon = self.skip_blanks(end);
        self.byte(colon) == b':' && self.is_blank(colon + 1)
    }

    fn quoted_key(&mut self, end: usize) {
        self.put_templated(TokenClass::Key, Role::Key, self.at..end);
        self.role = self.role_of_last_key();
        self.at = self.skip_blanks(end) + 1;
    }

    /// Puts out this line of a string whose text goes on at `from`, and remembers whether it is open.
    fn string(&mut self, from: usize, quote: u8) {
        let close = self.quote_end(from, quote);
        let end = close.unwrap_or(self.end);
        self.quote = close.is_none().then_some(quote);
        if self.role == Role::Kind && self.is_kind(end) {
            self.put_kind(end);
        } else {
            self.put_templated(TokenClass::String, self.role_of_text(), self.at..end);
        }
        self.at = end;
    }

    fn is_kind(&self, end: usize) -> bool {
        let inside = self.text.get(self.at + 1..end.saturating_sub(1));
        self.quote.is_none() && inside.is_some_and(scalar::is_kind)
    }

    /// The kind alone is a link, not its quotes.
    fn put_kind(&mut self, end: usize) {
        self.put(TokenClass::String, Role::None, self.at..self.at + 1);
        self.put(TokenClass::Type, Role::Kind, self.at + 1..end - 1);
        self.put(TokenClass::String, Role::None, end - 1..end);
    }

    /// Behind the quote that closes on this line a scalar whose text goes on at `from`. Quotes in a
    /// template do not count: Helm charts are full of `"{{ .x | default "y" }}"`.
    fn quote_end(&self, from: usize, quote: u8) -> Option<usize> {
        let mut at = from;
        while at < self.end {
            at = match self.byte(at) {
                b'\\' if quote == b'"' => at + 2,
                b'\'' if quote == b'\'' && self.byte(at + 1) == b'\'' => at + 2,
                byte if byte == quote => return Some(at + 1),
                b'{' => self.template_end(at, self.end).unwrap_or(at + 1),
                _ => at + 1,
            }
        }
        None
    }
}
