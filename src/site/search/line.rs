//! The text of HTML on one line, as a search finds it and shows it.

use super::terms::Terms;
use crate::text::Running;
use crate::text::markup::{Markup, Seen, is_inline};

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    line: Line,
    markup: Markup,
}

#[derive(Debug, Default)]
struct Line {
    running: Running,
    terms: Terms,
    /// Whether nothing is taken.
    muted: bool,
}

impl Text {
    /// The text until here; the next begins empty.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.line.running).finish()
    }

    /// The terms that the text has explained since they were asked for.
    pub(super) fn take_terms(&mut self) -> Vec<String> {
        self.line.terms.take()
    }

    /// Whether what follows is left out.
    pub(super) fn mute(&mut self, muted: bool) {
        self.line.muted = muted;
        self.line.running.blank();
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
        if !self.muted {
            self.running.push(text);
            self.terms.text(text);
        }
    }

    fn tag(&mut self, name: &str, is_end: bool) {
        self.terms.tag(name, is_end);
        if !is_inline(name) {
            self.running.blank();
        }
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

    #[test]
    fn terms_are_code_in_the_first_cells_and_what_is_defined() {
        for (html, terms) in [
            (
                "<tr>\n<td><code>a_b</code></td>\n<td><code>c</code></td>\n</tr><tr><td>d</td></tr>",
                &["a_b"][..],
            ),
            ("<tr><td><code>a</code>, <code>b</code><td>c<tr><td>the <code>d</code><td>e", &["a, b"]),
            ("<dl><dt>A <i>term</i></dt><dd>x</dd><dt><code>b</code><dd>y</dl>", &["A term", "b"]),
            ("<p><code>a</code></p><table><tr><td></td><td><code>b</code></td></tr></table>", &[]),
        ] {
            let mut text = Text::default();
            text.html(html);
            assert_eq!(text.take_terms(), terms, "{html}");
        }
    }
}
