//! Lines with equal parser state are highlighted once.
//!
//! A grammar costs about a microsecond a byte, nearly all of it regular expressions; commands and imports
//! recur in every note. So a line is remembered together with the state of the parser before it. States
//! are few in practice but cannot be hashed, hence the short list that is searched for an equal one.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::classes::Classes;
use crate::text::token::TokenClass;

static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::new);

/// A piece of a line: its class and the offset in the line at which it ends.
pub(super) type Piece = (TokenClass, u32);

/// How many states of a grammar are known at most; behind another one nothing is remembered.
const STATES: usize = 48;

/// How many lines are remembered for each state.
const LINES: usize = 4_096;

/// The lines of one grammar.
pub(super) struct SeenLines {
    grammars: &'static SyntaxSet,
    /// The known states, each with the lines seen in it; the first is the start of a block.
    known: Vec<(State, HashMap<Box<str>, Seen>)>,
}

struct Seen {
    pieces: Rc<[Piece]>,
    /// The known state behind the line.
    next: usize,
}

/// Where the parser stands between two lines of a block.
pub(super) enum At {
    /// In a known state.
    Known(usize),
    /// In another one: from here on the block is parsed line by line.
    Beyond(Box<State>),
}

/// What a parser remembers from line to line.
#[derive(Clone, PartialEq)]
pub(super) struct State {
    parser: ParseState,
    stack: ScopeStack,
}

impl State {
    /// Highlights a line and moves behind it. A line the grammar cannot read is plain, and the next one
    /// is tried again.
    fn line(&mut self, line: &str, grammars: &SyntaxSet) -> Rc<[Piece]> {
        let text = line.trim_end_matches(['\n', '\r']).len();
        let mut pieces = Vec::new();
        for (offset, operation) in self.parser.parse_line(line, grammars).unwrap_or_default() {
            pieces.push((CLASSES.of(self.stack.as_slice()), offset.min(text) as u32));
            // A grammar that pops what it never pushed leaves the stack as it was.
            self.stack.apply(&operation).unwrap_or_default();
        }
        pieces.push((CLASSES.of(self.stack.as_slice()), text as u32));
        pieces.push((TokenClass::Plain, line.len() as u32));
        pieces.into()
    }
}

impl SeenLines {
    /// No lines yet of `syntax`, one of `grammars`.
    pub(super) fn new(syntax: &SyntaxReference, grammars: &'static SyntaxSet) -> Self {
        let start = State { parser: ParseState::new(syntax), stack: ScopeStack::new() };
        SeenLines { grammars, known: vec![(start, HashMap::new())] }
    }

    /// The pieces of a line, and where the parser stands behind it.
    pub(super) fn line(&mut self, at: At, line: &str) -> (Rc<[Piece]>, At) {
        match at {
            At::Beyond(mut state) => (state.line(line, self.grammars), At::Beyond(state)),
            At::Known(id) => self.seen(id, line).unwrap_or_else(|| self.first_seen(id, line)),
        }
    }

    fn seen(&self, id: usize, line: &str) -> Option<(Rc<[Piece]>, At)> {
        let seen = self.known.get(id)?.1.get(line)?;
        Some((Rc::clone(&seen.pieces), At::Known(seen.next)))
    }

    fn first_seen(&mut self, id: usize, line: &str) -> (Rc<[Piece]>, At) {
        let Some((state, _)) = self.known.get(id) else { return (Rc::from([]), At::Known(id)) };
        let mut state = state.clone();
        let pieces = state.line(line, self.grammars);
        match self.id(state) {
            Ok(next) => {
                self.remember(id, line, Seen { pieces: Rc::clone(&pieces), next });
                (pieces, At::Known(next))
            }
            Err(state) => (pieces, At::Beyond(Box::new(state))),
        }
    }

    /// The id of a state; the state itself where no more can be known.
    fn id(&mut self, state: State) -> Result<usize, State> {
        if let Some(id) = self.known.iter().position(|(known, _)| *known == state) {
            return Ok(id);
        }
        if self.known.len() >= STATES {
            return Err(state);
        }
        self.known.push((state, HashMap::new()));
        Ok(self.known.len() - 1)
    }

    fn remember(&mut self, id: usize, line: &str, seen: Seen) {
        let Some((_, lines)) = self.known.get_mut(id) else { return };
        if lines.len() >= LINES {
            lines.clear();
        }
        lines.insert(line.into(), seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_seen_before_is_the_same_as_one_seen_first() {
        static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
        let syntax = GRAMMARS.find_syntax_by_token("bash").unwrap();
        let lines = ["cat <<EOF\n", "echo $A\n", "EOF\n", "echo $A\n"];
        let highlighted = |seen: &mut SeenLines| {
            let mut at = At::Known(0);
            let mut all = Vec::new();
            for line in lines {
                let (pieces, next) = seen.line(at, line);
                all.push(pieces.to_vec());
                at = next;
            }
            all
        };
        let mut seen = SeenLines::new(syntax, &GRAMMARS);
        let first = highlighted(&mut seen);
        assert_eq!(first, highlighted(&mut seen));
        assert_ne!(first[1], first[3], "the state before a line matters");
    }
}
