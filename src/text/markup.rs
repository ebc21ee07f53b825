//! From HTML to the text a reader sees, piece by piece: a tag may begin in one piece and end in another.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

/// What takes the text of HTML and the tags in it.
pub trait Seen {
    /// Takes text, without character references and with the line ends it was written with.
    fn text(&mut self, text: &str);
    /// Takes note of a tag by the name of its element, in small letters.
    fn tag(&mut self, name: &str, is_end: bool);
}

/// Where in HTML the reading is.
#[derive(Debug, Default)]
pub struct Markup {
    place: Place,
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

/// Whether an element does not part words: `<b>b</b>old` is one.
pub fn is_inline(name: &str) -> bool {
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

impl Markup {
    /// Whether what follows is text, and neither in a tag nor in an element that nobody reads.
    pub fn is_in_text(&self) -> bool {
        self.place == Place::Text
    }

    /// Reads on in HTML.
    pub fn html(&mut self, html: &str, seen: &mut impl Seen) {
        let mut rest = html;
        while !rest.is_empty() {
            rest = match self.place {
                Place::Text => self.text(rest, seen),
                Place::Tag(quote, hidden) => self.tag(rest, quote, hidden),
                Place::Hidden(name) => self.hidden(rest, name),
            };
        }
    }

    /// Reads text up to the next tag, or one character reference, and returns what is left.
    fn text<'h>(&mut self, html: &'h str, seen: &mut impl Seen) -> &'h str {
        let at = memchr::memchr2(b'<', b'&', html.as_bytes()).unwrap_or(html.len());
        let (before, rest) = html.split_at(at);
        if !before.is_empty() {
            seen.text(before);
        }
        match rest.as_bytes() {
            [] => "",
            [b'&', ..] => reference(rest, seen),
            [_, next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') => {
                self.tag_start(rest, seen)
            }
            _ => {
                seen.text("<");
                rest.get(1..).unwrap_or("")
            }
        }
    }

    fn tag_start<'h>(&mut self, rest: &'h str, seen: &mut impl Seen) -> &'h str {
        let is_end = rest.starts_with("</");
        let name = name_in(rest.get(if is_end { 2 } else { 1 }..).unwrap_or(""));
        seen.tag(&name, is_end);
        let hidden = HIDDEN.into_iter().find(|hidden| name == *hidden);
        self.place = Place::Tag(None, hidden.filter(|_| !is_end));
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

/// The name of the element whose tag goes on so.
fn name_in(tag: &str) -> Cow<'_, str> {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or("");
    let is_small = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }
}

fn reference<'h>(rest: &'h str, seen: &mut impl Seen) -> &'h str {
    let end = rest.bytes().take(MOST_REFERENCE).position(|byte| byte == b';').map_or(1, |at| at + 1);
    let (written, behind) = rest.split_at(end);
    seen.text(&meant(written));
    behind
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
