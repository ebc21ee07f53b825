//! The text of HTML on one line, as a search finds it and shows it.

use crate::text::markup::{Markup, Seen, is_inline};

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    line: Line,
    markup: Markup,
}

#[derive(Debug, Default)]
struct Line {
    out: String,
    /// Whether a blank is due before the next word.
    blank: bool,
    /// Whether nothing is taken.
    muted: bool,
}

impl Text {
    /// The text until here; the next begins empty.
    pub(super) fn take(&mut self) -> String {
        self.line.blank = false;
        std::mem::take(&mut self.line.out)
    }

    /// Whether what follows is left out.
    pub(super) fn mute(&mut self, muted: bool) {
        self.line.muted = muted;
        self.line.blank = true;
    }

    /// Adds text that is no HTML.
    pub(super) fn plain(&mut self, text: &str) {
        if self.markup.is_in_text() {
            self.line.text(text);
        }
    }

    /// Adds the text of HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.markup.html(html, &mut self.line);
    }
}

impl Seen for Line {
    fn text(&mut self, text: &str) {
        if self.muted {
            return;
        }
        let mut rest = text;
        while let Some(end) = memchr::memchr3(b'\n', b'\t', b'\r', rest.as_bytes()) {
            let (line, behind) = rest.split_at(end);
            self.push(line);
            self.blank = true;
            rest = behind.get(1..).unwrap_or("");
        }
        self.push(rest);
    }

    fn tag(&mut self, name: &str, _: bool) {
        self.blank |= !is_inline(name);
    }
}

impl Line {
    /// Adds text without line ends. Blanks inside of it stay: a page shows several as one.
    fn push(&mut self, line: &str) {
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
            (&["un<B>bold</b> <SCRIPT>x</script>un<Td>cell</tD>"][..], "unbold un cell"),
            (&["<span>ab</span><span>cd</span>", "é ", " <i>f</i>"][..], "abcdé f"),
        ] {
            assert_eq!(text(html), seen, "{html:?}");
        }
    }
}
