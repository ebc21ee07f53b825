//! Putting lexemes out, and keeping the promise that they cover the text.

use std::ops::Range;

use super::{Lexeme, Lexer, Role};
use crate::text::Span;
use crate::text::token::TokenClass;

impl Lexer<'_> {
    /// Puts out a lexeme, and before it the plain text since the last one. Plain text without a role
    /// is left to be merged with what follows.
    pub(super) fn put(&mut self, class: TokenClass, role: Role, range: Range<usize>) {
        if range.is_empty() || (class == TokenClass::Plain && role == Role::None) {
            return;
        }
        self.flush(range.start);
        self.plain = range.end;
        self.push(class, role, range);
    }

    /// Puts out the plain text up to `end`.
    pub(super) fn flush(&mut self, end: usize) {
        if self.plain < end {
            self.push(TokenClass::Plain, Role::None, self.plain..end);
            self.plain = end;
        }
    }

    fn push(&mut self, class: TokenClass, role: Role, range: Range<usize>) {
        let span = Span::new(range);
        self.out.push(Lexeme { class, role, span });
    }

    /// Puts out text that may hold templates: these as such, what lies between as `class`.
    pub(super) fn put_templated(&mut self, class: TokenClass, role: Role, range: Range<usize>) {
        let mut from = range.start;
        let mut at = from;
        while let Some(open) = self.brace(at, range.end) {
            at = self.template_end(open, range.end).unwrap_or(open + 1);
            if at > open + 1 {
                self.put(class, role, from..open);
                self.put_template(role, open..at);
                from = self.after_template(class, at);
            }
        }
        self.put(class, role, from..range.end);
    }

    /// Where text goes on behind a template: in a key behind the blanks too, for
    /// `{{ if .x }} key: value` has the key `key`.
    fn after_template(&self, class: TokenClass, at: usize) -> usize {
        match class {
            TokenClass::Key => self.skip_blanks(at),
            _ => at,
        }
    }

    /// Puts out a template, each of its lines on its own.
    fn put_template(&mut self, role: Role, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let (end, next) = self.line_break(from, range.end);
            self.put(TokenClass::Template, role, self.skip_blanks(from)..end);
            if end < next {
                self.flush(next);
            }
            from = next;
        }
    }
}
