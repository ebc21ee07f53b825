//! How names are spelt in URLs.

use unicode_normalization::UnicodeNormalization;

use super::{Digest, portable};

/// Longest segment of a URL in bytes: file systems take 255, and `-2.html` must still fit.
const LONGEST: usize = 200;

/// The slug of one path segment: NFC, lower case, white space as `-`, without
/// `? # < > : " | * % \ /`, control characters and invisible direction marks. Letters of every script,
/// dots, `_` and emoji stay, so `v1.11.6` and `v1.1.16` differ.
///
/// The result is never empty, never `.` or `..`, never a name Windows reserves, has no trailing dot and
/// is at most 200 bytes long (a longer one is cut and ends in its digest).
pub fn segment(name: &str) -> String {
    let name = name.trim();
    let lower: String = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.nfc().flat_map(char::to_lowercase).collect()
    };
    let kept: String = lower.chars().filter(|&c| !dropped(c)).map(dashed).collect();
    let slug = kept.trim_end_matches('.');
    match slug {
        "" => format!("note-{}", Digest::of(name.as_bytes()).short()),
        _ if portable::is_device(slug) => format!("{slug}_"),
        _ => shortened(slug),
    }
}

fn dashed(c: char) -> char {
    if c.is_whitespace() { '-' } else { c }
}

fn dropped(c: char) -> bool {
    (portable::is_invisible(c) && !c.is_whitespace()) || "?#<>:\"|*%\\/".contains(c)
}

fn shortened(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_string();
    }
    let digest = Digest::of(slug.as_bytes()).short();
    let end = slug.floor_char_boundary(LONGEST - digest.len() - 1);
    format!("{}-{digest}", &slug[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_what_readers_see() {
        for (name, slug) in [
            ("Pod", "pod"),
            ("v1.11.6", "v1.11.6"),
            ("Persistent Volume", "persistent-volume"),
            ("What? #1: \"a|b\" <c>*%\\", "what-1-ab-c"),
            ("你好 Welt", "你好-welt"),
            ("🚀 go_team", "🚀-go_team"),
            ("Cafe\u{301}", "café"),
        ] {
            assert_eq!(segment(name), slug, "{name}");
        }
    }

    #[test]
    fn hostile_names_stay_inside_the_output() {
        assert_eq!(segment("CON"), "con_");
        assert_eq!(segment("aux.txt"), "aux.txt_");
        assert_eq!(segment("COM¹"), "com¹_");
        assert_eq!(segment("com0"), "com0");
        assert_eq!(segment("a. "), "a");
        assert!(segment("..").starts_with("note-"));
        assert!(segment("\u{0}\u{202e}?").starts_with("note-"));
        assert_eq!(segment("C:\\x/y"), "cxy");
        let long = segment(&"ü".repeat(300));
        assert!(long.len() <= LONGEST && long != segment(&"ü".repeat(301)));
    }
}
