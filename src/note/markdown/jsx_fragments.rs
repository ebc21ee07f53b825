//! Fragments of JSX, `<>…</>`: tags without a name, of which the children are shown.

use std::borrow::Cow;

use super::jsx_attributes::outside_of_code;

const START: &str = "<>";
const END: &str = "</>";

/// `text`, which is MDX, with blanks in place of the tags of fragments. One without the other is text.
pub(super) fn without_fragments(text: &str) -> Cow<'_, str> {
    if !text.contains(END) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, tag) in paired(text) {
        let end = at + tag.len();
        out.push_str(text.get(done..at).unwrap_or(""));
        // Two spaces at the end of a line would break it.
        let ends_line = text.get(end..).is_some_and(|rest| rest.starts_with(['\n', '\r']));
        out.push_str(&if ends_line { "\t" } else { " " }.repeat(tag.len()));
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// The tags that have their others, in order.
fn paired(text: &str) -> Vec<(usize, &str)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for at in outside_of_code(text, '<') {
        let rest = text.get(at..).unwrap_or("");
        if rest.starts_with(START) {
            open.push(at);
        } else if rest.starts_with(END)
            && let Some(start) = open.pop()
        {
            found.extend([(start, START), (at, END)]);
        }
    }
    found.sort_unstable();
    found
}
