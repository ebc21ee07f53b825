//! Edits: what is written in place of what.

use super::Span;

/// A text in place of the characters of a span.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// The characters that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// A repair that is certain: what the author meant can be told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Repair {
    /// These characters are wrong.
    Edit(Edit),
    /// The link that stands at the place of the problem asks for the wrong thing.
    Link(Asking),
}

/// What a link is to ask for; what is `None` stays as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Asking {
    /// The target without its fragment.
    pub target: Option<String>,
    /// The question behind the target, with its `?`, as a URL has it.
    pub question: String,
    /// The fragment without `#`.
    pub fragment: Option<String>,
}

/// `text` with all edits made. Of two that touch the same characters neither is made, unless they are one
/// and the same; nor is one that cuts a character.
pub fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_unstable();
    edits.dedup();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in apart(&edits) {
        let range = edit.span.range();
        if let (Some(before), Some(_)) = (text.get(done..range.start), text.get(range.clone())) {
            out.push_str(before);
            out.push_str(&edit.text);
            done = range.end;
        }
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// The edits, in order, that have their characters for themselves.
fn apart(edits: &[Edit]) -> impl Iterator<Item = &Edit> {
    let mut reached = 0;
    edits.iter().enumerate().filter_map(move |(index, edit)| {
        let next = edits.get(index + 1).map_or(u32::MAX, |next| next.span.start);
        let is_alone = edit.span.start >= reached && edit.span.end <= next && edit.span.start < next;
        reached = reached.max(edit.span.end);
        is_alone.then_some(edit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start..end), text: text.to_string() }
    }

    #[test]
    fn edits_replace_their_characters_alone() {
        let edits = vec![edit(4, 5, "Z"), edit(0, 2, ""), edit(4, 5, "Z"), edit(6, 6, "!")];
        assert_eq!(edited("abcdefg", edits), "cdZf!g");
        assert_eq!(edited("üa", vec![edit(1, 2, "x"), edit(2, 3, "b")]), "üb");
        assert_eq!(edited("ab", vec![edit(1, 9, "x")]), "ab");
    }

    #[test]
    fn of_edits_that_meet_none_is_made() {
        assert_eq!(edited("abcdef", vec![edit(0, 3, "x"), edit(2, 4, "y"), edit(5, 6, "z")]), "abcdez");
        assert_eq!(edited("abcdef", vec![edit(0, 5, "x"), edit(1, 2, "y"), edit(3, 4, "z")]), "abcdef");
        assert_eq!(edited("abcdef", vec![edit(1, 2, "x"), edit(1, 2, "y")]), "abcdef");
    }
}
