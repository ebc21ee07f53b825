//! Sessions of a shell: behind a prompt stands what was typed, all else is what was said.

/// The languages that are read so.
pub(super) const NAMES: &[&str] = &["console", "shell-session", "terminal"];

const PROMPT: &str = "$ ";

/// A part of the code: at most a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'c> {
    /// In the language of the shell.
    Typed(&'c str),
    /// In no language; the prompt too.
    Said(&'c str),
}

/// The parts of a session. A line that ends in a backslash goes on in the next one. Where there is no prompt
/// at all, everything was typed.
pub(super) fn parts(code: &str) -> Vec<Part<'_>> {
    if !code.lines().any(|line| line.starts_with(PROMPT)) {
        return code.split_inclusive('\n').map(Part::Typed).collect();
    }
    let (mut parts, mut goes_on) = (Vec::new(), false);
    for line in code.split_inclusive('\n') {
        match line.strip_prefix(PROMPT) {
            _ if goes_on => parts.push(Part::Typed(line)),
            Some(typed) => parts.extend([Part::Said(PROMPT), Part::Typed(typed)]),
            None => parts.push(Part::Said(line)),
        }
        goes_on = matches!(parts.last(), Some(Part::Typed(typed)) if typed.trim_end().ends_with('\\'));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::Part::{Said, Typed};
    use super::*;

    #[test]
    fn what_was_typed_stands_behind_a_prompt() {
        assert_eq!(
            parts("$ kubectl get pods \\\n  -A\nNAME  READY\n$ ls\n"),
            [
                Said("$ "),
                Typed("kubectl get pods \\\n"),
                Typed("  -A\n"),
                Said("NAME  READY\n"),
                Said("$ "),
                Typed("ls\n"),
            ]
        );
        assert_eq!(parts("ls\nwhile\n"), [Typed("ls\n"), Typed("while\n")]);
        assert_eq!(parts(""), []);
    }
}
