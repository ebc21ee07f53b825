//! Flow collections: YAML in brackets and braces, JSON included.

use super::scan::Context;
use super::{Lexer, Role};
use crate::text::token::TokenClass;

impl Lexer<'_> {
    /// Reads a flow collection that begins here, and the rest of its line.
    pub(super) fn flow_root(&mut self) -> Option<Context> {
        self.bracket(Role::Open);
        self.flow_nodes();
        None
    }

    /// Reads on in a flow collection up to its end or the end of the line.
    pub(super) fn flow_nodes(&mut self) {
        while self.flow > 0 && self.at < self.end {
            self.flow_node();
        }
        if self.flow == 0 {
            self.rest();
        }
    }

    fn flow_node(&mut self) {
        match self.byte(self.at) {
            b' ' | b'\t' | b':' => self.at += 1,
            b',' => self.comma(),
            b'[' | b'{' if !self.is_template(self.at) => self.bracket(Role::Open),
            b']' | b'}' => self.bracket(Role::Close),
            b'#' if self.is_comment(self.at) => self.comment(),
            b'"' | b'\'' => self.flow_quoted(),
            b'&' | b'*' | b'!' if self.property() => {}
            _ => self.flow_plain(),
        }
    }

    fn comma(&mut self) {
        self.role = Role::None;
        self.at += 1;
    }

    fn bracket(&mut self, role: Role) {
        self.put(TokenClass::Plain, role, self.at..self.at + 1);
        self.flow = match role {
            Role::Open => self.flow.saturating_add(1),
            _ => self.flow.saturating_sub(1),
        };
        self.role = Role::None;
        self.at += 1;
    }

    fn flow_plain(&mut self) {
        let scanned = self.scan(Context::Flow);
        if scanned.key {
            self.plain_key(scanned);
        } else {
            self.plain_scalar(scanned);
        }
    }
}
