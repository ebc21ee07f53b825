//! Block collections and block scalars: YAML that lives by its indentation.

use super::scan::{Context, Scanned, is_word};
use super::{Lexeme, Lexer, Role, scalar};
use crate::text::token::TokenClass;

/// A block scalar whose lines are being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockScalar {
    /// The least column its text can have.
    least: usize,
    /// The column its text has, known from the header or from its first line.
    indent: Option<usize>,
}

impl Lexer<'_> {
    /// Reads a line of a block.
    pub(super) fn entry(&mut self) {
        self.inner = self.column(self.at);
        self.role = self.role_of_key_above();
        self.nodes(Context::Entry);
    }

    /// What a line means that holds the value of the key above it: `kind:` and `Pod` below.
    fn role_of_key_above(&self) -> Role {
        let between = |lexeme: &Lexeme| {
            let text = self.text.get(lexeme.span.range()).unwrap_or_default();
            lexeme.role == Role::None && text.iter().all(|byte| b": \t\r\n".contains(byte))
        };
        let above = self.out.iter().rev().take(2).find(|lexeme| !between(lexeme));
        let key = above.filter(|above| above.role == Role::Key && self.column(self.at) >= self.inner);
        key.and_then(|key| self.text.get(key.span.range())).map_or(Role::None, scalar::role_of_value)
    }

    /// Reads what follows a key or a document marker.
    pub(super) fn value(&mut self) {
        self.nodes(Context::Value);
    }

    fn nodes(&mut self, context: Context) {
        let mut next = Some(context);
        while let Some(context) = next {
            self.at = self.skip_blanks(self.at);
            next = self.node(context);
        }
    }

    /// Reads one thing; gives what may follow it on the line, `None` at its end.
    fn node(&mut self, context: Context) -> Option<Context> {
        match self.byte(self.at) {
            _ if self.at >= self.end => return None,
            b'-' | b'?' | b':' | b'+' if self.is_indicator(context) => self.indicator(),
            b'&' | b'*' | b'!' if self.property() => {}
            b'"' | b'\'' => return self.quoted(context),
            b'|' | b'>' if self.block_header() => return None,
            b'[' | b'{' if !self.is_template(self.at) => return self.flow_root(),
            b'#' if self.is_comment(self.at) => return self.rest(),
            b'$' if self.is_blank(self.at + 1) => return self.rest(),
            _ => return self.plain_node(context),
        }
        Some(context)
    }

    /// `- `, `? ` and `: ` begin a node of their own; so does the `+ ` of a pasted diff.
    fn is_indicator(&self, context: Context) -> bool {
        context == Context::Entry && self.is_blank(self.at + 1)
    }

    fn indicator(&mut self) {
        self.inner = self.column(self.at) + 1;
        self.at += 1;
    }

    /// An anchor, an alias or a tag (YAML 1.2.2, 6.9 and 7.1). What merely begins like one
    /// (`*.example.com`, `**bold**`) is left to be read as text.
    pub(super) fn property(&mut self) -> bool {
        let end = self.property_end();
        if end == self.at || !self.ends_property(end) {
            return false;
        }
        self.put(TokenClass::Variable, Role::None, self.at..end);
        self.at = end;
        true
    }

    fn property_end(&self) -> usize {
        let name = self.at + 1;
        if self.byte(self.at) == b'!' {
            return self.skip(name, |byte| !b" \t\r\n,[]{}\"".contains(&byte));
        }
        match self.byte(name) {
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.skip(name, is_word),
            _ => self.at,
        }
    }

    fn ends_property(&self, at: usize) -> bool {
        self.is_blank(at) || (self.flow > 0 && matches!(self.byte(at), b',' | b']' | b'}'))
    }

    fn plain_node(&mut self, context: Context) -> Option<Context> {
        let scanned = self.scan(context);
        if scanned.key {
            self.inner = self.column(self.at) + 1;
            self.plain_key(scanned);
            return Some(Context::Value);
        }
        self.plain_scalar(scanned);
        self.rest()
    }

    /// Puts out a key that is not quoted and steps over its colon.
    pub(super) fn plain_key(&mut self, scanned: Scanned) {
        let end = self.trimmed(self.at, scanned.end);
        let class = match self.text.get(self.at..end) {
            Some(b"<<") => TokenClass::Variable,
            _ => TokenClass::Key,
        };
        self.put_templated(class, Role::Key, self.at..end);
        self.role = self.role_of_last_key();
        self.go(scanned.end + 1);
    }

    /// What the value of the key just put out means.
    pub(super) fn role_of_last_key(&self) -> Role {
        let last = self.out.last().filter(|last| last.role == Role::Key);
        last.and_then(|key| self.text.get(key.span.range())).map_or(Role::None, scalar::role_of_value)
    }

    /// Puts out a scalar that is not quoted.
    pub(super) fn plain_scalar(&mut self, scanned: Scanned) {
        let range = self.at..self.trimmed(self.at, scanned.end);
        if scanned.templated {
            self.put_templated(TokenClass::Plain, self.role_of_text(), range);
        } else {
            let scalar = self.text.get(range.clone()).unwrap_or_default();
            let (class, role) = scalar::classify(scalar, self.role);
            self.put(class, role, range);
        }
        self.go(scanned.end);
    }

    /// The role of a value that is not spelt as a kind.
    pub(super) fn role_of_text(&self) -> Role {
        match self.role {
            Role::Kind => Role::None,
            role => role,
        }
    }

    /// The rest of a line whose node is complete: a comment, or text that should not be there.
    pub(super) fn rest(&mut self) -> Option<Context> {
        let scanned = self.scan(Context::Value);
        self.put_templated(TokenClass::Plain, Role::None, self.at..scanned.end);
        self.go(scanned.end);
        self.comment();
        None
    }

    /// The comment that begins here, if one does.
    pub(super) fn comment(&mut self) {
        if self.is_comment(self.at) {
            self.put(TokenClass::Comment, Role::None, self.at..self.end);
            self.at = self.end;
        }
    }

    /// The header of a block scalar (YAML 1.2.2, 8.1.1): `|` or `>`, a chomping and an indentation
    /// indicator in any order, nothing else but a comment.
    fn block_header(&mut self) -> bool {
        let end = self.header_end();
        let rest = self.skip_blanks(end);
        if rest < self.end && !self.is_comment(rest) {
            return false;
        }
        self.block = Some(self.block_scalar(end));
        self.put(TokenClass::Operator, Role::None, self.at..end);
        self.at = rest;
        self.comment();
        true
    }

    fn header_end(&self) -> usize {
        let mut end = self.at + 1;
        while end < self.at + 3 && matches!(self.byte(end), b'+' | b'-' | b'1'..=b'9') {
            end += 1;
        }
        end
    }

    fn block_scalar(&self, header_end: usize) -> BlockScalar {
        let indicators = self.text.get(self.at..header_end).unwrap_or_default();
        let digit = indicators.iter().find(|byte| byte.is_ascii_digit());
        let parent = self.inner.saturating_sub(1);
        BlockScalar { least: self.inner, indent: digit.map(|digit| parent + usize::from(digit - b'0')) }
    }

    /// Whether this line belongs to the open block scalar; closes it if not.
    ///
    /// A comment left of the text ends it (YAML 1.2.2, 8.1.1.1), and so does anything left of the
    /// least column, except a template: `{{ if }}` and `{{ include "x" . | indent 4 }}` stand wherever
    /// they like and are gone when YAML reads the text.
    pub(super) fn holds_block_line(&mut self) -> bool {
        let Some(block) = self.block else {
            return false;
        };
        let column = self.column(self.at);
        let indent = block.indent.unwrap_or(column.max(block.least));
        let inside = column >= block.least && (column >= indent || self.byte(self.at) != b'#');
        if inside {
            self.block = Some(BlockScalar { indent: Some(indent), ..block });
        } else if !self.is_template(self.at) {
            self.block = None;
        }
        self.block.is_some()
    }

    /// A line of a block scalar.
    pub(super) fn block_line(&mut self) {
        let end = self.scan(Context::Content).end;
        self.put_templated(TokenClass::String, Role::None, self.at..end);
        self.go(end);
    }
}
