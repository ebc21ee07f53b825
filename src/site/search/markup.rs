//! From HTML to the text a reader sees, piece by piece: a tag may begin in one piece and end in another.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

/// The text so far, and where in the HTML the reading is.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: String,
    /// Whether a blank is due before the next word.
    blank: bool,
    place: Place,
    /// Whether nothing is taken.
    muted: bool,
}

/// Where in HTML the reading is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In text.
    #[default]
    Text,
    /// In a tag; the quote that is open in it, and what element it begins whose content is no text.
    Tag(Option<u8>, Option<&'static str>),
    /// In such an element.
    Hidden(&'static str),
}

/// Elements whose content nobody reads.
const HIDDEN: [&str; 4] = ["script", "style", "template", "annotation"];

/// Elements that do not part words: `<b>b</b>old` is one.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "mi"
            | "mn"
            | "mo"
            | "mrow"
            | "ms"
            | "msub"
            | "msup"
            | "mtext"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

impl Text {
    /// The text until here; the next begins empty.
    pub(super) fn take(&mut self) -> String {
        self.blank = false;
        std::mem::take(&mut self.out)
    }

    /// Whether what follows is left out.
    pub(super) fn mute(&mut self, muted: bool) {
        self.muted = muted;
        self.blank = true;
    }

    /// Adds text that is no HTML.
    pub(super) fn plain(&mut self, text: &str) {
        if self.muted || self.place != Place::Text {
            return;
        }
        let mut rest = text;
        while let Some(end) = memchr::memchr3(b'\n', b'\t', b'\r', rest.as_bytes()) {
            let (line, behind) = rest.split_at(end);
            self.line(line);
            self.blank = true;
            rest = behind.get(1..).unwrap_or("");
        }
        self.line(rest);
    }

    /// Adds text without line ends. Blanks inside of it stay: a page shows several as one.
    fn line(&mut self, line: &str) {
        let text = line.trim_matches(' ');
        self.blank |= line.starts_with(' ');
        if text.is_empty() {
            return;
        }
        if std::mem::replace(&mut self.blank, line.ends_with(' ')) && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(text);
    }

    /// Adds the text of HTML.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            rest = match self.place {
                Place::Text => self.text(rest),
                Place::Tag(quote, hidden) => self.tag(rest, quote, hidden),
                Place::Hidden(name) => self.hidden(rest, name),
            };
        }
    }

    /// Reads text up to the next tag, or one character reference, and returns what is left.
    fn text<'h>(&mut self, html: &'h str) -> &'h str {
        let at = memchr::memchr2(b'<', b'&', html.as_bytes()).unwrap_or(html.len());
        let (before, rest) = html.split_at(at);
        self.plain(before);
        match rest.as_bytes() {
            [] => "",
            [b'&', ..] => self.reference(rest),
            [_, next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') => {
                self.tag_start(rest)
            }
            _ => {
                self.plain("<");
                rest.get(1..).unwrap_or("")
            }
        }
    }

    fn reference<'h>(&mut self, rest: &'h str) -> &'h str {
        let end = rest.bytes().take(MOST_REFERENCE).position(|byte| byte == b';').map_or(1, |at| at + 1);
        let (written, behind) = rest.split_at(end);
        self.plain(&meant(written));
        behind
    }

    fn tag_start<'h>(&mut self, rest: &'h str) -> &'h str {
        let name = rest.trim_start_matches(['<', '/']);
        let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or("");
        self.blank |= !is_inline(name);
        let hidden = HIDDEN.into_iter().find(|hidden| name.eq_ignore_ascii_case(hidden));
        self.place = Place::Tag(None, hidden.filter(|_| !rest.starts_with("</")));
        rest.get(1..).unwrap_or("")
    }

    /// Reads to the next quote or the end of the tag.
    fn tag<'h>(&mut self, html: &'h str, quote: Option<u8>, hidden: Option<&'static str>) -> &'h str {
        let bytes = html.as_bytes();
        let found = match quote {
            Some(quote) => memchr::memchr(quote, bytes),
            None => memchr::memchr3(b'>', b'"', b'\'', bytes),
        };
        let Some(at) = found else { return "" };
        self.place = match (bytes.get(at), quote, hidden) {
            (_, Some(_), _) => Place::Tag(None, hidden),
            (Some(b'>'), None, None) => Place::Text,
            (Some(b'>'), None, Some(name)) => Place::Hidden(name),
            (found, None, _) => Place::Tag(found.copied(), hidden),
        };
        html.get(at + 1..).unwrap_or("")
    }

    fn hidden<'h>(&mut self, html: &'h str, name: &'static str) -> &'h str {
        let is_end = |(at, _): &(usize, &str)| {
            html.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let Some((at, _)) = html.match_indices("</").find(is_end) else { return "" };
        self.place = Place::Text;
        html.get(at..).unwrap_or("")
    }
}

/// Longest character reference that is looked for, in bytes.
const MOST_REFERENCE: usize = 12;

/// What a character reference stands for; the first four are all that the writer of notes makes.
fn meant(written: &str) -> Cow<'_, str> {
    let plain = match written {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&" => "&",
        _ => return Cow::Owned(resolved(written)),
    };
    Cow::Borrowed(plain)
}

fn resolved(written: &str) -> String {
    let tokens = Tokenizer::new(written).flatten();
    let text =
        tokens.filter_map(|token| if let Token::String(text) = token { Some(text.value) } else { None });
    text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &[&str]) -> String {
        let mut text = Text::default();
        pieces.iter().for_each(|html| text.html(html));
        text.take()
    }

    #[test]
    fn readers_see_text_and_no_markup() {
        for (html, seen) in [
            (&["<p>One <b>b</b>old\n word</p>\n<p>Two</p>"][..], "One bold word Two"),
            (&["<a id=\"", "x>y", "\" href='<'>link</a>"][..], "link"),
            (
                &["a &lt;b&gt; &amp; &quot;c&quot; &#x41;&#66; &nbsp; &unknown; &"][..],
                "a <b> & \"c\" AB \u{a0} &unknown; &",
            ),
            (&["1 < 2<br>3"][..], "1 < 2 3"),
            (&["a<script>var b = '<p>';", "more</scr", "ipt>", "</script>c"][..], "a c"),
            (&["<td>a</td><td>b</td>"][..], "a b"),
            (&["<span>ab</span><span>cd</span>", "é ", " <i>f</i>"][..], "abcdé f"),
        ] {
            assert_eq!(text(html), seen, "{html:?}");
        }
    }
}
