//! The editor of whoever writes, opened at a place.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A place in a file that an editor can go to; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: PathBuf,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A command that opens an editor with a window of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Editor {
    words: Vec<String>,
}

/// How editors are told where to go, and the names of their programs, as their manuals have it.
const FORMS: &[(Form, &[&str])] = &[
    (
        Form::Goto,
        &[
            "code",
            "code-insiders",
            "code-oss",
            "codium",
            "vscodium",
            "cursor",
            "windsurf",
            "positron",
            "trae",
        ],
    ),
    (
        Form::Colons,
        &[
            "subl",
            "sublime_text",
            "zed",
            "zeditor",
            "hx",
            "helix",
            "lapce",
            "atom",
            "pulsar",
            "geany",
            "kate",
        ],
    ),
    (Form::Cursor, &["vim", "nvim", "gvim", "mvim"]),
    (Form::PlusColon, &["emacs", "emacsclient", "kak", "micro", "gedit", "gnome-text-editor"]),
    (Form::PlusComma, &["nano"]),
    (Form::Plus, &["vi", "joe", "bbedit", "mg", "ne", "jed", "mcedit", "zile"]),
    (
        Form::Line,
        &[
            "idea",
            "idea64",
            "webstorm",
            "webstorm64",
            "pycharm",
            "pycharm64",
            "rustrover",
            "goland",
            "clion",
            "phpstorm",
            "rubymine",
            "rider",
            "fleet",
        ],
    ),
    (Form::Short, &["notepad++"]),
];

/// Editors that draw in the terminal they were started in: the preview has none to spare.
const OF_TERMINALS: &[&str] = &[
    "vi", "vim", "nvim", "view", "ex", "ed", "nano", "pico", "hx", "helix", "micro", "kak", "joe", "ne",
    "mg", "jed", "mcedit", "zile",
];

#[derive(Debug, Clone, Copy)]
enum Form {
    /// `-g file:line:column`
    Goto,
    /// `file:line:column`
    Colons,
    /// `+call cursor(line, column)`
    Cursor,
    /// `+line:column file`
    PlusColon,
    /// `+line,column file`
    PlusComma,
    /// `+line file`
    Plus,
    /// `--line line --column column file`
    Line,
    /// `-nline -ccolumn file`
    Short,
}

impl Editor {
    /// The editor of a command line, which is split at spaces that are not quoted and run by no shell; `None` where it
    /// is empty or draws in a terminal.
    pub(super) fn of(line: &str) -> Option<Self> {
        let words = words(line);
        (!words.is_empty() && !is_of_terminal(&words)).then_some(Editor { words })
    }

    /// The editor that this user's programs open, as far as it has a window: that of `VISUAL`, else of `EDITOR`.
    pub(super) fn usual() -> Option<Self> {
        ["VISUAL", "EDITOR"].iter().find_map(|name| Editor::of(&env::var(name).ok()?))
    }

    /// Its program, as it was named.
    pub(super) fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Opens a file at a place. It goes on when this program ends.
    ///
    /// # Errors
    /// [`io::Error`] where there is no such program.
    pub(super) fn open(&self, spot: &Spot) -> io::Result<Child> {
        let mut command = Command::new(self.name());
        command.args(self.words.iter().skip(1)).args(self.arguments(spot));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Ctrl-C in the terminal of the preview is not meant for the editor.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn()
    }

    /// What it is told after its own words. A program nobody knows is given the file alone: a line that it takes for a
    /// file would be made.
    fn arguments(&self, Spot { file, line, column }: &Spot) -> Vec<String> {
        let file = file.display().to_string();
        match self.form() {
            None => vec![file],
            Some(Form::Goto) => vec!["-g".to_string(), format!("{file}:{line}:{column}")],
            Some(Form::Colons) => vec![format!("{file}:{line}:{column}")],
            Some(Form::Cursor) => vec![format!("+call cursor({line}, {column})"), file],
            Some(Form::PlusColon) => vec![format!("+{line}:{column}"), file],
            Some(Form::PlusComma) => vec![format!("+{line},{column}"), file],
            Some(Form::Plus) => vec![format!("+{line}"), file],
            Some(Form::Line) => {
                let [line, column] = [line, column].map(ToString::to_string);
                vec!["--line".to_string(), line, "--column".to_string(), column, file]
            }
            Some(Form::Short) => vec![format!("-n{line}"), format!("-c{column}"), file],
        }
    }

    /// The form of the editor that is named last: `kitty nvim` is one that opens in a terminal of its own.
    fn form(&self) -> Option<Form> {
        let form = |word: &String| {
            let name = program(word);
            FORMS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(form, _)| *form)
        };
        self.words.iter().rev().find_map(form)
    }
}

/// The words of a command line; those with spaces stand in quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match quote {
            Some(open) if open == letter => quote = None,
            None if letter == '"' || letter == '\'' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

fn is_of_terminal(words: &[String]) -> bool {
    let name = words.first().map(|word| program(word)).unwrap_or_default();
    let is_asked_for = || words.iter().any(|word| ["-nw", "-t", "-tty", "--tty"].contains(&word.as_str()));
    OF_TERMINALS.contains(&name.as_str()) || (name.starts_with("emacs") && is_asked_for())
}

/// The name of a program without its folder and what Windows adds.
fn program(word: &str) -> String {
    let name = Path::new(word).file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let bare = [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end));
    bare.map_or(name.clone(), str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_place_in_their_own_way() {
        let spot = Spot { file: PathBuf::from("/n/a b.md"), line: 3, column: 7 };
        for (line, told) in [
            ("code --wait", &["-g", "/n/a b.md:3:7"][..]),
            ("/opt/x/Code.exe", &["-g", "/n/a b.md:3:7"]),
            ("subl", &["/n/a b.md:3:7"]),
            ("zed", &["/n/a b.md:3:7"]),
            ("gvim", &["+call cursor(3, 7)", "/n/a b.md"]),
            ("emacsclient -n", &["+3:7", "/n/a b.md"]),
            ("kitty nvim", &["+call cursor(3, 7)", "/n/a b.md"]),
            ("tmux new-window hx", &["/n/a b.md:3:7"]),
            ("xterm -e nano", &["+3,7", "/n/a b.md"]),
            ("xterm -e vi", &["+3", "/n/a b.md"]),
            ("idea", &["--line", "3", "--column", "7", "/n/a b.md"]),
            ("notepad++", &["-n3", "-c7", "/n/a b.md"]),
            ("my-own", &["/n/a b.md"]),
        ] {
            assert_eq!(Editor::of(line).unwrap().arguments(&spot), told, "{line}");
        }
    }

    #[test]
    fn editors_that_need_a_terminal_are_none() {
        for line in ["", "  ", "vim", "/usr/bin/nvim", "nano -w", "hx", "emacs -nw", "emacsclient -t"] {
            assert_eq!(Editor::of(line), None, "{line}");
        }
    }

    #[test]
    fn words_are_split_as_they_are_quoted() {
        assert_eq!(words(r#"a  "b c" 'd"e' f"g h"i"#), ["a", "b c", "d\"e", "fg hi"]);
        assert_eq!(words("'/Apps/Sublime Text/subl' ''"), ["/Apps/Sublime Text/subl", ""]);
    }
}
