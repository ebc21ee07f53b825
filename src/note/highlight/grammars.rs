//! syntect with two-face's grammars.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::Highlighted;
use super::lines::{At, Piece, SeenLines};
use super::session::{self, Part};
use crate::kube::{Lexeme, Role};
use crate::text::token::TokenClass;
use crate::text::{Span, nearest};

thread_local! {
    /// The lines this thread has highlighted, by grammar: documentation repeats its commands.
    static SEEN: RefCell<HashMap<&'static str, SeenLines>> = RefCell::new(HashMap::new());
}

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static NAMES: LazyLock<Vec<String>> = LazyLock::new(names);

/// Names that people write and no grammar has.
const ALIASES: &[(&str, &str)] = &[
    ("console", "bash"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("shellscript", "bash"),
    ("terminal", "bash"),
    ("batch", "bat"),
    ("pwsh", "powershell"),
    ("csharp", "c#"),
    ("fsharp", "f#"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("starlark", "python"),
    ("elisp", "lisp"),
    ("scheme", "lisp"),
    ("vimscript", "viml"),
    ("mysql", "sql"),
    ("pgsql", "sql"),
    ("plsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("sqlite", "sql"),
    ("tsql", "sql"),
    ("apache", "htaccess"),
    ("systemd", "ini"),
    ("service", "ini"),
    ("jsonl", "json"),
    ("ndjson", "json"),
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
        Some(syntax) if session::NAMES.contains(&language) => {
            Highlighted::Lexemes(parse(syntax, session::parts(code)))
        }
        Some(syntax) => Highlighted::Lexemes(parse(syntax, code.split_inclusive('\n').map(Part::Typed))),
        None => unknown(language),
    }
}

/// What is known of code in `language` that nobody will see.
pub(super) fn unseen(language: &str) -> Highlighted {
    if find(language).is_some() { Highlighted::Plain } else { unknown(language) }
}

fn unknown(language: &str) -> Highlighted {
    Highlighted::Unknown(nearest::nearest(language, NAMES.iter().map(String::as_str)))
}

/// Whether there is a grammar of this name, in lower case.
pub(super) fn is_language(name: &str) -> bool {
    find(name).is_some()
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(name, _)| *name == language).map_or(language, |(_, known)| known);
    let named = || GRAMMARS.syntaxes().iter().find(|syntax| own_name(syntax) == alias);
    GRAMMARS.find_syntax_by_token(alias).or_else(named)
}

/// The language of files with this extension, in lower case, or without one of this name; none for plain text.
pub(super) fn language_of(name: &str, extension: &str) -> Option<&'static str> {
    let wanted = if extension.is_empty() { FILES.iter().find(|file| **file == name)? } else { extension };
    LANGUAGES.get(wanted).copied()
}

/// Files without an extension that people show. Grammars claim many more, which are words as well.
const FILES: &[&str] = &["Dockerfile", "Makefile", "Jenkinsfile", "Vagrantfile", "Rakefile", "Gemfile"];

/// What is written behind a fence for each extension and file name that a grammar claims: the same.
static LANGUAGES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let plain = &GRAMMARS.find_syntax_plain_text().name;
    let grammars = GRAMMARS.syntaxes().iter().filter(|syntax| !syntax.hidden && syntax.name != *plain);
    grammars.flat_map(|syntax| &syntax.file_extensions).map(|name| (name.as_str(), name.as_str())).collect()
});

/// Every name a grammar answers to, for "did you mean".
fn names() -> Vec<String> {
    let grammars = GRAMMARS.syntaxes().iter().filter(|syntax| !syntax.hidden);
    let own = grammars.flat_map(|syntax| syntax.file_extensions.iter().cloned().chain([own_name(syntax)]));
    // A dot begins the name of a file.
    let own = own.filter(|name| !name.starts_with('.'));
    let mut names: Vec<String> = own.chain(ALIASES.iter().map(|(name, _)| name.to_string())).collect();
    names.sort_unstable();
    names
}

/// The grammar's own name as one word, as the first of an info string is: `java-properties`.
fn own_name(syntax: &SyntaxReference) -> String {
    syntax.name.to_lowercase().replace(' ', "-")
}

/// Each part is at most a line. What was said in between ends what was typed.
fn parse<'c>(syntax: &'static SyntaxReference, parts: impl IntoIterator<Item = Part<'c>>) -> Vec<Lexeme> {
    SEEN.with_borrow_mut(|seen| {
        let seen = seen.entry(&syntax.name).or_insert_with(|| SeenLines::new(syntax, &GRAMMARS));
        let mut lexemes = Lexemes { found: Vec::new(), at: 0 };
        let mut at = At::Known(0);
        for part in parts {
            at = match part {
                Part::Said(text) => {
                    lexemes.push(TokenClass::Plain, lexemes.at + text.len());
                    At::Known(0)
                }
                Part::Typed(line) => {
                    let (pieces, next) = seen.line(at, line);
                    lexemes.line(&pieces);
                    next
                }
            };
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
    fn what_a_session_says_is_plain() {
        let code = "$ for pod in web; do\nif then 'it is\n$ echo \"x\"\n";
        let found = classes("console", code);
        assert_eq!(
            found,
            [classes("bash", "for pod in web; do\n"), classes("bash", "echo \"x\"\n")].concat()
        );
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
        assert!(NAMES.iter().all(|name| find(name).is_some()));
    }

    #[test]
    fn grammars_are_known_by_their_own_names_and_by_those_people_write() {
        for (written, grammar) in [
            ("csharp", "C#"),
            ("c#", "C#"),
            ("objc", "Objective-C"),
            ("objective-c", "Objective-C"),
            ("starlark", "Python"),
            ("mysql", "SQL"),
            ("systemd", "INI"),
            ("ocaml", "OCaml"),
            ("java-properties", "Java Properties"),
            ("apache", "Apache Conf"),
        ] {
            assert_eq!(find(written).map(|syntax| syntax.name.as_str()), Some(grammar), "{written}");
        }
        assert_eq!(lexemes("ocmal", "x"), Highlighted::Unknown(Some("ocaml")));
    }

    #[test]
    fn a_near_name_is_suggested() {
        assert_eq!(lexemes("pyhton", "x"), Highlighted::Unknown(Some("python")));
        assert!(matches!(lexemes("../../x", "x"), Highlighted::Unknown(_)));
    }
}
