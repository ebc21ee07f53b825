//! syntect with two-face's grammars.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::Highlighted;
use super::lines::{At, Piece, SeenLines};
use crate::kube::{Lexeme, Role};
use crate::text::token::TokenClass;
use crate::text::{Span, nearest};

thread_local! {
    /// The lines this thread has highlighted, by grammar: documentation repeats its commands.
    static SEEN: RefCell<HashMap<&'static str, SeenLines>> = RefCell::new(HashMap::new());
}

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(names);

/// Names that people write and no grammar has.
const ALIASES: &[(&str, &str)] = &[
    ("console", "bash"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("shellscript", "bash"),
    ("terminal", "bash"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("golang", "go"),
    ("docker", "dockerfile"),
    ("hcl", "terraform"),
    ("tf", "terraform"),
    ("typescriptreact", "tsx"),
    ("jsx", "js"),
    ("vue-html", "vue"),
    ("mdx", "markdown"),
    ("svg", "xml"),
    ("proto", "protobuf"),
    ("python3", "python"),
    ("ps", "powershell"),
    ("clojurescript", "clojure"),
    ("dataviewjs", "js"),
    ("org-mode", "org"),
    // Templates of Go and of JavaScript are read as what they mostly make.
    ("go-html-template", "html"),
    ("go-template", "html"),
    ("gotemplate", "html"),
    ("gotmpl", "html"),
    ("handlebars", "html"),
    ("hbs", "html"),
];

/// Highlights `code` with the grammar of `language`, a name in lower case.
pub(super) fn lexemes(language: &str, code: &str) -> Highlighted {
    match find(language) {
        Some(syntax) => Highlighted::Lexemes(parse(syntax, code)),
        None => Highlighted::Unknown(nearest::nearest(language, NAMES.iter().copied())),
    }
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(name, _)| *name == language).map_or(language, |(_, known)| known);
    GRAMMARS.find_syntax_by_token(alias)
}

/// Every name a grammar answers to, for "did you mean".
fn names() -> Vec<&'static str> {
    let grammars = GRAMMARS.syntaxes().iter();
    let mut names: Vec<&str> =
        grammars.flat_map(|syntax| syntax.file_extensions.iter().map(String::as_str)).collect();
    names.extend(ALIASES.iter().map(|(name, _)| *name));
    names.extend([
        "python",
        "rust",
        "javascript",
        "typescript",
        "kotlin",
        "ruby",
        "haskell",
        "powershell",
        "makefile",
    ]);
    names.sort_unstable();
    names
}

fn parse(syntax: &'static SyntaxReference, code: &str) -> Vec<Lexeme> {
    SEEN.with_borrow_mut(|seen| {
        let seen = seen.entry(&syntax.name).or_insert_with(|| SeenLines::new(syntax, &GRAMMARS));
        let mut lexemes = Lexemes { found: Vec::new(), at: 0 };
        let mut at = At::Known(0);
        for line in code.split_inclusive('\n') {
            let (pieces, next) = seen.line(at, line);
            lexemes.line(&pieces);
            at = next;
        }
        lexemes.found
    })
}

/// Lexemes in order; neighbours of one class are one.
struct Lexemes {
    found: Vec<Lexeme>,
    at: usize,
}

impl Lexemes {
    /// Appends the pieces of a line.
    fn line(&mut self, pieces: &[Piece]) {
        let start = self.at;
        pieces.iter().for_each(|&(class, end)| self.push(class, start + end as usize));
    }

    fn push(&mut self, class: TokenClass, end: usize) {
        if end <= self.at {
            return;
        }
        match self.found.last_mut() {
            Some(last) if last.class == class => last.span.end = end as u32,
            _ => self.found.push(Lexeme { class, role: Role::None, span: Span::new(self.at..end) }),
        }
        self.at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(language: &str, code: &str) -> Vec<(TokenClass, String)> {
        let Highlighted::Lexemes(lexemes) = lexemes(language, code) else { panic!("{language}") };
        let text = |lexeme: &Lexeme| code[lexeme.span.range()].to_string();
        lexemes.iter().filter(|l| l.class != TokenClass::Plain).map(|l| (l.class, text(l))).collect()
    }

    #[test]
    fn lexemes_cover_the_code_and_name_its_parts() {
        let code = "# note\nexport A=\"x\"\n";
        let found = classes("bash", code);
        assert!(found.contains(&(TokenClass::Comment, "# note".into())), "{found:?}");
        assert!(found.contains(&(TokenClass::String, "\"x\"".into())), "{found:?}");
        let Highlighted::Lexemes(lexemes) = lexemes("bash", code) else { panic!() };
        let joined: String = lexemes.iter().map(|lexeme| &code[lexeme.span.range()]).collect();
        assert_eq!(joined, code);
    }

    #[test]
    fn common_languages_have_grammars() {
        for name in [
            "go",
            "json",
            "toml",
            "dockerfile",
            "hcl",
            "ts",
            "tsx",
            "rust",
            "python",
            "console",
            "diff",
            "ini",
        ] {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_near_name_is_suggested() {
        assert_eq!(lexemes("pyhton", "x"), Highlighted::Unknown(Some("python")));
        assert!(matches!(lexemes("../../x", "x"), Highlighted::Unknown(_)));
    }
}
