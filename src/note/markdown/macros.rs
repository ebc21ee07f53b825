//! Macros of an outline: `{{query …}}`, `{{renderer …}}`. What they show only the tool knows, so a page shows the
//! macro as code, with the links in it; one that shows a film or a post by its address is that address.

use std::ops::Range;

use memchr::memmem;

use super::masked::{Kind, Mask};

/// The macros that show what stands at an address (`macro-cp` of Logseq's `block.cljs`).
const ADDRESSES: &[&str] = &["video", "youtube", "vimeo", "bilibili", "tweet", "twitter"];

/// The macros of a text. Embeds are links.
pub(super) fn marks(text: &str) -> impl Iterator<Item = Mask> {
    let opened = memmem::find_iter(text.as_bytes(), b"{{");
    opened.filter_map(|at| range(text, at)).map(|range| Mask { kind: Kind::Macro, range })
}

/// Longest macro that is looked for, in bytes.
const LONGEST: usize = 1000;

/// `{{name …}}` on one line, in no word and no address; there may be three braces.
fn range(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let is_part = |c: char| c.is_alphanumeric() || "/={".contains(c);
    if before.ends_with(is_part) || before.ends_with("](") {
        return None;
    }
    let near = text.get(at..text.floor_char_boundary(at + LONGEST))?;
    let line = near.split(['\n', '\r']).next()?;
    let (inner, behind) = line.strip_prefix("{{")?.split_once("}}")?;
    let (bare, third) = match inner.strip_prefix('{') {
        Some(bare) if behind.starts_with('}') => (bare, 1),
        _ => (inner, 0),
    };
    let name = name(bare).filter(|name| *name != "embed")?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then_some(at..at + inner.len() + "{{}}".len() + third)
}

fn name(inner: &str) -> Option<&str> {
    inner.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next()
}

/// The address a macro shows, where that is all it has.
pub(super) fn address(written: &str) -> Option<&str> {
    let inner = written.strip_prefix("{{")?.strip_suffix("}}")?;
    let (name, url) = inner.split_once(' ')?;
    let url = url.trim();
    let is_url = url.starts_with("https://") || url.starts_with("http://");
    (ADDRESSES.contains(&name) && is_url && !url.contains(char::is_whitespace)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_macro_has_a_name_and_an_end() {
        let text = "{{a b}} {{query [[x]] }} {{ .Values }} {{embed [[x]]}} x{{y}} {{{z}}} {{{z}} u/{{id}} [x]({{l}}) {{o\n}}";
        let found: Vec<_> = marks(text).map(|mark| &text[mark.range]).collect();
        assert_eq!(found, ["{{a b}}", "{{query [[x]] }}", "{{{z}}}"]);
    }

    #[test]
    fn films_and_posts_have_addresses() {
        assert_eq!(address("{{video https://example.com/1 }}"), Some("https://example.com/1"));
        assert_eq!(address("{{youtube abc}}"), None);
        assert_eq!(address("{{query https://example.com}}"), None);
    }
}
