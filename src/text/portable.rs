//! Which names of files every system takes.

use unicode_normalization::is_nfc;

/// Why not every system takes a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Windows means a device by it.
    Device,
    /// Windows takes no such character.
    Character(char),
    /// A reader does not see the character, or sees the others in another order.
    Invisible(char),
    /// Windows drops what the name ends in.
    End(char),
    /// Its letters are decomposed: it looks like another name and is none.
    Decomposed,
}

/// What Windows opens where a file is named so, with any extension (Microsoft, "Naming Files, Paths, and
/// Namespaces").
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The worst reason against a name of a file or a folder; `None` where every system takes it.
pub fn fault(name: &str) -> Option<Fault> {
    let character = || name.chars().find(|&c| r#"<>:"|?*\"#.contains(c) || c.is_ascii_control());
    let end = || name.chars().last().filter(|c| matches!(c, '.' | ' '));
    is_device(name)
        .then_some(Fault::Device)
        .or_else(|| character().map(Fault::Character))
        .or_else(|| end().map(Fault::End))
        .or_else(|| name.chars().find(|&c| is_invisible(c)).map(Fault::Invisible))
        .or_else(|| (!is_nfc(name)).then_some(Fault::Decomposed))
}

/// Whether Windows means a device by a name, whatever its extension.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let is_numbered = |port: &str| stem.strip_prefix(port).is_some_and(is_digit);
    DEVICES.contains(&stem.as_str()) || is_numbered("com") || is_numbered("lpt")
}

fn is_digit(text: &str) -> bool {
    matches!(text, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

/// Marks of direction, blanks without width, and controls outside of ASCII. Joiners are letters of Persian and
/// parts of many an emoji.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_as_the_strictest_system_does() {
        for (name, expected) in [
            ("CON", Some(Fault::Device)),
            ("aux.md", Some(Fault::Device)),
            ("com¹.txt", Some(Fault::Device)),
            ("LPT0", None),
            ("console.md", None),
            ("com10.md", None),
            ("a:b.md", Some(Fault::Character(':'))),
            ("a\\b", Some(Fault::Character('\\'))),
            ("dot.", Some(Fault::End('.'))),
            ("x\u{202e}gpj.md", Some(Fault::Invisible('\u{202e}'))),
            ("cafe\u{301}.md", Some(Fault::Decomposed)),
            ("café.md", None),
            ("👩\u{200d}🚀 #1 (a) [b] {c} 100%.md", None),
        ] {
            assert_eq!(fault(name), expected, "{name}");
        }
    }
}
