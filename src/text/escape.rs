//! Text made safe for the places it is put in.

use std::borrow::Cow;

/// Appends `text` to `out` with `&`, `<`, `>` and `"` as character references: safe between tags and
/// inside a double-quoted attribute.
pub fn push_html(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| REFERENCES[byte as usize].is_some()) {
        let (before, from) = rest.split_at(at);
        let (special, behind) = from.split_at(1);
        out.push_str(before);
        out.push_str(REFERENCES[special.as_bytes()[0] as usize].unwrap_or(special));
        rest = behind;
    }
    out.push_str(rest);
}

/// The character reference of every byte that needs one; all four are ASCII.
static REFERENCES: [Option<&str>; 256] = {
    let mut table = [None; 256];
    table[b'&' as usize] = Some("&amp;");
    table[b'<' as usize] = Some("&lt;");
    table[b'>' as usize] = Some("&gt;");
    table[b'"' as usize] = Some("&quot;");
    table
};

/// `text` as HTML, see [`push_html`].
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_html(&mut out, text);
    out
}

/// `text` as Markdown that shows it: what would begin or end a link, code or an element is escaped, so that no
/// reader takes it for HTML either.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '\\' | '[' | ']' | '`' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Longest text that a message quotes whole, in characters.
const LONGEST_QUOTE: usize = 80;

/// `text` between back quotes, as messages quote what they speak of; a long one ends in `…`.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or("")),
        None => format!("`{text}`"),
    }
}

/// `text` for a line of a terminal: characters that would do something there are told as they are written in
/// Rust (`\n`, `\u{1b}`), and those that turn the direction of text around (Unicode, UTS #55) as well.
pub fn visible(text: &str) -> Cow<'_, str> {
    told(text, acts)
}

/// The same for text of several lines, whose ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    told(text, |c| acts(c) && !matches!(c, '\n' | '\t'))
}

fn told(text: &str, acts: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if acts(c) { c.escape_default().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whether a terminal does something for a character, instead of showing it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Appends `path` to `out`, percent-encoding what may not stand in a URL path (RFC 3986, 3.3) and leaving
/// letters of every script readable; `/` stays.
pub fn push_url_path(out: &mut String, path: &str) {
    if path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte)) {
        out.push_str(path);
        return;
    }
    for c in path.chars() {
        if must_encode(c) { push_percent(out, c) } else { out.push(c) }
    }
}

/// `path` as the path of a URL, see [`push_url_path`].
pub fn url_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    push_url_path(&mut out, path);
    out
}

/// `query`, as [`target_decoded`] leaves it, as the question of a URL: what parts it stays, and so do escapes.
pub fn url_query(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    for (at, c) in query.char_indices() {
        let is_escape = || c == '%' && query.as_bytes().get(at + 1..at + 3).and_then(hex_pair).is_some();
        if must_encode(c) && !"?&".contains(c) && !is_escape() {
            push_percent(&mut out, c)
        } else {
            out.push(c)
        }
    }
    out
}

/// A text as a part of the target of a link that stands in parentheses: as the path of a URL that ends at none.
pub fn link_target(text: &str) -> String {
    url_path(text).replace('(', "%28").replace(')', "%29")
}

fn must_encode(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (c.is_control() || c.is_whitespace() || "\"#%<>?[\\]^`{|}&'".contains(c))
}

fn push_percent(out: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

/// Undoes percent encoding; a `%` that begins no escape stays, and bytes that are not UTF-8 stay
/// encoded (a bare `%` has crashed other tools).
pub fn percent_decoded(text: &str) -> String {
    decoded(text, b"")
}

/// The target of a link without percent encoding. Behind a `?` what would mean something else there stays encoded:
/// `?q=C%2B%2B` asks for `C++`, and `?q=C++` for `C` and two blanks.
pub fn target_decoded(target: &str) -> String {
    match target.split_once('?') {
        Some((path, question)) => format!("{}?{}", percent_decoded(path), decoded(question, b"%&+=")),
        None => percent_decoded(target),
    }
}

fn decoded(text: &str, kept: &[u8]) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let escape = (byte == b'%').then(|| hex_pair(bytes.get(i + 1..i + 3)?)).flatten();
        let escape = escape.filter(|byte| !kept.contains(byte));
        out.push(escape.unwrap_or(byte));
        i += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(pair).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(html(r#"a<b & "c">"#), "a&lt;b &amp; &quot;c&quot;&gt;");
    }

    #[test]
    fn what_would_act_on_a_terminal_is_told() {
        assert_eq!(visible("a\u{1b}[31m\n\t\u{9b}b"), "a\\u{1b}[31m\\n\\t\\u{9b}b");
        assert_eq!(visible("ü \u{202e}x\u{2028}"), "ü \\u{202e}x\\u{2028}");
        assert_eq!(visible_lines("a\r\n\tb\u{7f}\n"), "a\\r\n\tb\\u{7f}\n");
    }

    #[test]
    fn percent_signs_that_are_no_escape_stay() {
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("a%20b%zz%C3%BC"), "a b%zzü");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }

    #[test]
    fn a_question_means_the_same_behind_a_target_that_is_decoded() {
        for (written, read) in [
            ("%C3%A4?q=C%2B%2B+R%26D", "ä?q=C%2B%2B+R%26D"),
            ("/s/?q=%23%C3%A4%20b&x=50%25", "/s/?q=#ä b&x=50%25"),
            ("a%3Fb%26c", "a?b&c"),
        ] {
            assert_eq!(target_decoded(written), read);
        }
        assert_eq!(url_query("?q=#ä b&x=50%25+%2B%zz"), "?q=%23ä%20b&x=50%25+%2B%25zz");
    }

    #[test]
    fn a_url_path_keeps_letters_and_encodes_the_rest() {
        assert_eq!(url_path("straße/Figure 1?.png"), "straße/Figure%201%3F.png");
    }
}
