//! From the scopes of a TextMate grammar to the few classes a theme colours.

use syntect::parsing::Scope;

use crate::text::token::TokenClass;

/// Scope prefixes with their class. The innermost scope with a rule decides; of two rules for one scope
/// the one that stands first (so the longer prefix stands first).
const RULES: &[(&str, TokenClass)] = &[
    ("comment", TokenClass::Comment),
    ("constant.character.escape", TokenClass::Constant),
    ("constant.numeric", TokenClass::Number),
    ("constant", TokenClass::Constant),
    ("entity.name.function", TokenClass::Function),
    ("entity.name.section", TokenClass::Heading),
    ("entity.name.tag", TokenClass::Key),
    ("entity.name", TokenClass::Type),
    ("entity.other.attribute-name", TokenClass::Key),
    ("entity.other.inherited-class", TokenClass::Type),
    ("keyword.operator.word", TokenClass::Keyword),
    ("keyword.operator", TokenClass::Operator),
    ("keyword", TokenClass::Keyword),
    ("markup.deleted", TokenClass::Deleted),
    ("markup.heading", TokenClass::Heading),
    ("markup.inserted", TokenClass::Inserted),
    ("meta.diff", TokenClass::Heading),
    ("storage", TokenClass::Keyword),
    ("string", TokenClass::String),
    ("support.constant", TokenClass::Constant),
    ("support.function", TokenClass::Function),
    ("support.type.property-name", TokenClass::Key),
    ("support.type", TokenClass::Type),
    ("support.class", TokenClass::Type),
    ("variable.function", TokenClass::Function),
    ("variable.language", TokenClass::Constant),
    ("variable.parameter", TokenClass::Variable),
    ("variable.other.readwrite", TokenClass::Variable),
];

/// Scopes that make everything inside them a key (JSON).
const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

/// The rules, compiled.
pub(super) struct Classes {
    rules: Vec<(Scope, TokenClass)>,
    keys: Vec<Scope>,
}

impl Classes {
    pub(super) fn new() -> Self {
        let scope = |name: &str| Scope::new(name).ok();
        Classes {
            rules: RULES.iter().filter_map(|(name, class)| Some((scope(name)?, *class))).collect(),
            keys: KEYS.iter().filter_map(|name| scope(name)).collect(),
        }
    }

    /// The class of text under this stack of scopes, outermost first.
    pub(super) fn of(&self, stack: &[Scope]) -> TokenClass {
        if stack.iter().any(|scope| self.keys.iter().any(|key| key.is_prefix_of(*scope))) {
            return TokenClass::Key;
        }
        stack.iter().rev().find_map(|scope| self.rule(*scope)).unwrap_or(TokenClass::Plain)
    }

    fn rule(&self, scope: Scope) -> Option<TokenClass> {
        self.rules.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class)
    }
}
