//! Highlighting: YAML by the manifest lexer, every other language by syntect.
//!
//! Both result in the same lexemes, so a code block is written in one way. A block that is too large is
//! plain text: highlighting is for readers, and nobody reads a megabyte of JSON.

mod classes;
mod grammars;
mod lines;
mod session;

use crate::kube::{self, Lexeme, Role};
use crate::text::Span;
use crate::text::token::TokenClass;

/// What highlighting a block of code results in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Highlighted {
    /// The code in lexemes.
    Lexemes(Vec<Lexeme>),
    /// No highlighting is wanted.
    Plain,
    /// No grammar of this name; the nearest name there is.
    Unknown(Option<&'static str>),
    /// The block is over this limit.
    TooLarge(&'static str),
}

/// Largest block that is highlighted, in bytes.
pub(super) const LARGEST: usize = 200_000;

/// Longest line that is highlighted, in bytes; regular expressions are quadratic on lines.
const LONGEST_LINE: usize = 4_000;

/// Names that ask for no highlighting.
const PLAIN: &[&str] = &[
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "output",
    "ascii",
    "nohighlight",
    // Pictures made of letters or drawn by a plugin, and Obsidian's queries.
    "tree",
    "diagram",
    "goat",
    "mermaid",
    "dataview",
    "query",
];

/// Highlights `code` written in `language`, a name as it stands behind the fence. Where it is `unseen` only what
/// others read of it is found: manifests, and whether there is a grammar.
pub(super) fn lexemes(language: &str, code: &str, unseen: bool) -> Highlighted {
    let language = language.to_ascii_lowercase();
    if PLAIN.contains(&language.as_str()) {
        return Highlighted::Plain;
    }
    if code.len() > LARGEST {
        return Highlighted::TooLarge("more than 200 kB");
    }
    if is_yaml(&language) {
        return Highlighted::Lexemes(kube::lex(code));
    }
    if code.lines().any(|line| line.len() > LONGEST_LINE) {
        return Highlighted::TooLarge("a line of more than 4 kB");
    }
    match unseen {
        true => grammars::unseen(&language),
        false => grammars::lexemes(&language, code),
    }
}

/// Whether code of this language is read as YAML: manifests, and Helm templates of them.
pub(super) fn is_yaml(language: &str) -> bool {
    ["yaml", "yml", "helm"].iter().any(|name| language.eq_ignore_ascii_case(name))
}

/// Whether there is a grammar for code of this name.
pub(super) fn is_language(name: &str) -> bool {
    is_yaml(name) || grammars::is_language(&name.to_ascii_lowercase())
}

/// The language of a file as its name tells it, as it stands behind a fence; `None` where there is no grammar
/// for such files.
pub(super) fn language_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if is_yaml(&extension) { Some("yaml") } else { grammars::language_of(name, &extension) }
}

/// The code as one plain lexeme.
pub(super) fn plain(code: &str) -> Vec<Lexeme> {
    vec![Lexeme { class: TokenClass::Plain, role: Role::None, span: Span::new(0..code.len()) }]
}
