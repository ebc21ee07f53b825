//! Words: where a name may begin and end in a text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::script::is_unspaced;

/// The text in small letters, each byte where it was: a letter whose small form is longer or shorter stays.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(small).collect() }
}

fn small(c: char) -> char {
    let mut forms = c.to_lowercase();
    match (forms.next(), forms.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// The words of a text, and every other character that is no blank; the end of a line is one of these. A word goes
/// on behind a hyphen, a dot or a slash between letters: `node-exporter` and `kubernetes.io` are one each. Where a
/// script puts no blanks between words, each character is a word.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += blanks(text.get(at..)?)?;
        let start = at;
        at += length(text.get(at..)?);
        Some(start..at)
    })
}

/// How many bytes of blanks stand before what is none, if anything is. Nearly all of them are plain ones.
fn blanks(text: &str) -> Option<usize> {
    let plain = text.bytes().position(|byte| byte != b' ')?;
    let rest = text.get(plain..)?;
    match rest.as_bytes() {
        [b'!'..=b'~', ..] => Some(plain),
        _ => Some(plain + rest.find(|c: char| c == '\n' || !c.is_whitespace())?),
    }
}

/// How long the word is that a text begins with.
fn length(text: &str) -> usize {
    let mut end = run(text);
    if end == 0 {
        return text.chars().next().map_or(0, char::len_utf8);
    }
    while let Some(b'-' | b'.' | b'/') = text.as_bytes().get(end)
        && let more @ 1.. = text.get(end + 1..).map_or(0, run)
    {
        end += 1 + more;
    }
    end
}

/// How many bytes of letters a text begins with.
fn run(text: &str) -> usize {
    let is_plain = |byte: u8| PLAIN.get(usize::from(byte)).is_some_and(|plain| *plain);
    let plain = text.bytes().position(|byte| !is_plain(byte)).unwrap_or(text.len());
    match text.get(plain..) {
        Some(rest) if rest.bytes().next().is_some_and(|byte| !byte.is_ascii()) => {
            plain + rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
        }
        _ => plain,
    }
}

/// The letters of ASCII: nearly all there are, so that the others are asked for only behind these.
static PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// What a word goes on with.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => PLAIN.get(c as usize).is_some_and(|plain| *plain),
        _ => !is_unspaced(c) && (c.is_alphanumeric() || is_combining_mark(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_where_a_name_may_begin_or_end() {
        for (text, cut) in [
            ("A Pod's node, one.", &["A", "Pod", "'", "s", "node", ",", "one", "."][..]),
            (
                "node-exporter kubernetes.io/name - C++",
                &["node-exporter", "kubernetes.io/name", "-", "C", "+", "+"],
            ),
            ("持久卷PVC", &["持", "久", "卷", "PVC"]),
            ("naïve Größe\nपॉड", &["naïve", "Größe", "\n", "पॉड"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = words(text).map(|word| &text[word]).collect();
            assert_eq!(found, cut);
        }
    }

    #[test]
    fn small_letters_stand_where_the_others_stood() {
        assert_eq!(folded("Pod ÄÖ Под"), "pod äö под");
        assert_eq!(folded("İ ẞ").len(), "İ ẞ".len());
    }
}
