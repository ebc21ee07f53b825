//! Note references of Dendron that end elsewhere than their section: `![[note#from,1:#to]]`.
//!
//! From its own documentation ("Note Reference"): `,1` leaves the heading out, `:#to` ends before another
//! heading or behind a block, `:#*` before the next heading of any level, `:#^end` with the note; `#^begin` is
//! what stands before the first heading.

/// How much of a note is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReferenceRange {
    /// Whether the heading it begins with is left out.
    pub without_heading: bool,
    /// Where it ends; with the section where nothing is said.
    pub until: Until,
}

/// Where a range ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Until {
    /// With the section or the block it begins with.
    Section,
    /// Before the next heading.
    Heading,
    /// Before the heading or behind the block of this name.
    Place(Box<str>),
    /// With the note.
    End,
}

/// The place a fragment begins with, and the range it asks for.
pub(super) fn read(fragment: &str) -> (Option<&str>, Option<ReferenceRange>) {
    let (from, to) = fragment.split_once(":#").map_or((fragment, None), |(from, to)| (from, Some(to)));
    let (from, without_heading) = without_offset(from);
    let begins = from == "^begin";
    let until = match to.map(str::trim) {
        Some("*") => Until::Heading,
        Some("^end") => Until::End,
        Some(to) if !to.is_empty() => Until::Place(to.into()),
        _ if begins => Until::Heading,
        _ => Until::Section,
    };
    let asks = begins || without_heading || until != Until::Section;
    ((!begins).then_some(from), asks.then_some(ReferenceRange { without_heading, until }))
}

/// An anchor without the number of lines that are left out behind it.
fn without_offset(from: &str) -> (&str, bool) {
    let cut = from.trim_end_matches(':').rsplit_once(',');
    match cut.filter(|(_, lines)| !lines.is_empty() && lines.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((anchor, lines)) => (anchor.trim(), lines.bytes().any(|byte| byte != b'0')),
        None => (from.trim(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_tells_where_a_range_begins_and_ends() {
        let range = |without_heading, until| Some(ReferenceRange { without_heading, until });
        assert_eq!(read("a b"), (Some("a b"), None));
        assert_eq!(read("a,1"), (Some("a"), range(true, Until::Section)));
        assert_eq!(read("a,0:#*"), (Some("a"), range(false, Until::Heading)));
        assert_eq!(read("^a:#^end"), (Some("^a"), range(false, Until::End)));
        assert_eq!(read("^begin"), (None, range(false, Until::Heading)));
        assert_eq!(read("a, b:#c"), (Some("a, b"), range(false, Until::Place("c".into()))));
        assert_eq!(read(":#"), (Some(""), None));
    }
}
