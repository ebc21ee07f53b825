//! Comments that mark the line of code they stand on: `// [!code highlight]` and its relatives (VitePress).

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memmem;

/// The class of each marked line, by its number from 1.
pub(super) type LineMarks = BTreeMap<usize, &'static str>;

const MARK: &str = "[!code ";

/// What opens a comment of one line.
const OPENINGS: &[&str] = &["//", "/*", "<!--", "--", "#", ";", "%", "'"];

/// The code without these comments, and what they mark. A word that is none of theirs stays.
pub(super) fn take(code: &str) -> (Cow<'_, str>, LineMarks) {
    let mut marks = LineMarks::new();
    if memmem::find(code.as_bytes(), MARK.as_bytes()).is_none() {
        return (Cow::Borrowed(code), marks);
    }
    let mut out = String::with_capacity(code.len());
    for (index, line) in code.split_inclusive('\n').enumerate() {
        match comment(line) {
            Some(Comment { before, class, lines }) => {
                marks.extend((index + 1..=index + lines).map(|number| (number, class)));
                out.push_str(before);
                out.push_str(if line.ends_with('\n') { "\n" } else { "" });
            }
            None => out.push_str(line),
        }
    }
    (Cow::Owned(out), marks)
}

struct Comment<'l> {
    before: &'l str,
    class: &'static str,
    lines: usize,
}

/// Most lines one comment marks.
const MOST: usize = 10_000;

/// `code // [!code ++:3]`
fn comment(line: &str) -> Option<Comment<'_>> {
    let (before, rest) = line.split_once(MARK)?;
    let (word, _) = rest.split_once(']')?;
    let (word, lines) = word.split_once(':').unwrap_or((word, "1"));
    let class = match word.trim() {
        "highlight" | "hl" => "marked",
        "focus" => "focus",
        "++" => "added",
        "--" => "removed",
        "error" => "error",
        "warning" => "warning",
        _ => return None,
    };
    let before = before.trim_end();
    let before = OPENINGS.iter().find_map(|opening| before.strip_suffix(opening))?.trim_end();
    Some(Comment { before, class, lines: lines.trim().parse().ok().filter(|&lines| lines <= MOST)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_mark_their_line_and_go() {
        let (code, marks) =
            take("a() // [!code ++]\nb # [!code highlight:2]\nc\n<i> <!-- [!code --] -->\nx // [!code nope]");
        assert_eq!(code, "a()\nb\nc\n<i>\nx // [!code nope]");
        assert_eq!(marks, LineMarks::from([(1, "added"), (2, "marked"), (3, "marked"), (4, "removed")]));
    }
}
