//! The title of a card in lines.

use super::fonts::Fonts;

/// The room of a line, in pixels.
const ROOM: f32 = 1040.0;

/// Sizes of the font, and how many lines a title may have in each: the largest that fits is taken.
const SIZES: [(f32, usize); 4] = [(92.0, 2), (76.0, 3), (64.0, 4), (54.0, 5)];

/// A title as it is set.
pub(super) struct Set {
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// Sets a title; one that is too long for the smallest size ends in `…`.
pub(super) fn set(title: &str, fonts: &Fonts) -> Set {
    let fitting = SIZES.iter().find_map(|&(size, most)| {
        let lines = lines(title, ROOM / size, fonts);
        (lines.len() <= most).then_some(Set { size, lines })
    });
    fitting.unwrap_or_else(|| {
        let (size, most) = SIZES[SIZES.len() - 1];
        let mut lines = lines(title, ROOM / size, fonts);
        lines.truncate(most);
        lines.last_mut().into_iter().for_each(|last| shorten(last, ROOM / size, fonts));
        Set { size, lines }
    })
}

/// Breaks at blanks; a word that is wider than a line, as all of a text without blanks, between its characters.
fn lines(title: &str, room: f32, fonts: &Fonts) -> Vec<String> {
    let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0.0);
    let blank = fonts.width(" ");
    for word in title.split(' ').flat_map(|word| parts(word, room, fonts)) {
        let own = fonts.width(&word);
        if !line.is_empty() && width + blank + own > room {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            width = own;
        } else {
            line.push(' ');
            width += blank + own;
        }
        line.push_str(&word);
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// A word in parts that fit into a line each.
fn parts(word: &str, room: f32, fonts: &Fonts) -> Vec<String> {
    let (mut parts, mut part, mut width) = (Vec::new(), String::new(), 0.0);
    for c in word.chars() {
        let own = fonts.width(c.encode_utf8(&mut [0; 4]));
        if width + own > room && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
            width = 0.0;
        }
        part.push(c);
        width += own;
    }
    parts.push(part);
    parts
}

/// Cuts a line so that `…` fits behind it.
fn shorten(line: &mut String, room: f32, fonts: &Fonts) {
    while !line.is_empty() && fonts.width(line) + fonts.width("…") > room {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_titles_are_large_and_long_ones_small_and_cut() {
        let fonts = Fonts::new(&[]);
        let short = set("Pod", &fonts);
        assert_eq!((short.size, short.lines), (92.0, vec!["Pod".to_string()]));
        let long =
            set("How the scheduler finds a node for a pod that has asked for more than there is", &fonts);
        assert!(long.size < 92.0 && !long.lines.iter().any(|line| line.contains('…')), "{:?}", long.lines);
        let endless = set(&"never ends ".repeat(99), &fonts);
        assert_eq!((endless.size, endless.lines.len()), (54.0, 5));
        assert!(endless.lines[4].ends_with('…'), "{:?}", endless.lines);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let fonts = Fonts::new(&[]);
        for title in [
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "a b c ",
            "Straßenbahn-haltestelle-n-verzeichnis und mehr",
        ] {
            for repeated in [1, 9] {
                let Set { size, lines } = set(title.repeat(repeated).trim(), &fonts);
                for line in &lines {
                    assert!(fonts.width(line) * size <= ROOM + 1.0, "{line}");
                }
            }
        }
    }

    #[test]
    fn a_title_with_letters_that_no_font_has_is_not_drawn() {
        let fonts = Fonts::new(&[]);
        for (title, drawn) in [
            ("Größe · Ωμέγα · Жизнь", Some("Größe · Ωμέγα · Жизнь")),
            ("Rocket 🚀 launch", Some("Rocket launch")),
            ("容器", None),
            ("half 容器", None),
            ("شبكة", None),
            ("🚀", None),
            ("", None),
            ("\u{0}\u{202e}x", Some("x")),
        ] {
            assert_eq!(fonts.drawable(title).as_deref(), drawn, "{title:?}");
        }
    }
}
