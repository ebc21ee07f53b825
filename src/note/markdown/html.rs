//! Raw HTML and MDX elements: passed on, without comments, with `className` as `class`.

use std::borrow::Cow;

use comrak::nodes::Sourcepos;

use super::writer::Writer;
use crate::note::problem;

impl Writer<'_> {
    /// A block of raw HTML. Comments are dropped; one that is never closed is a problem, and what
    /// follows it is shown as text instead of being swallowed.
    pub(super) fn html_block(&mut self, literal: &str, pos: Sourcepos) {
        let literal = self.masked.unmask(self.text, literal, pos.start.line);
        let (html, open) = without_comments(&literal);
        self.html_ids.extend(ids(&html));
        self.out.html(&with_class(&html));
        open.into_iter().for_each(|rest| self.unclosed_comment(rest, pos));
    }

    /// A comment that is never closed hides nothing: what follows its opening is shown as it is written.
    pub(super) fn unclosed_comment(&mut self, rest: &str, pos: Sourcepos) {
        let span = self.line_span(pos);
        self.problems.push(problem::unclosed_comment(&self.source.path, span));
        self.out.html("<pre>");
        self.out.text(rest);
        self.out.html("</pre>\n");
    }

    pub(super) fn html_inline(&mut self, html: &str) {
        if !html.starts_with("<!--") {
            self.html_ids.extend(ids(html));
            self.out.html(&with_class(html));
        }
    }

    /// The opening tag of an MDX element whose content is Markdown; unknown components (they begin with
    /// a capital) render their children alone.
    pub(super) fn element_start(&mut self, tag: &str) -> &'static str {
        if !is_component(tag) {
            self.html_ids.extend(ids(tag));
            self.out.html(&with_class(tag));
            self.out.html("\n");
        }
        ""
    }

    pub(super) fn element_close(&mut self, name: &str) {
        if !is_component(name) {
            self.out.html(&format!("</{name}>\n"));
        }
    }
}

/// The values of `id="…"` and `name="…"` in tags.
fn ids(html: &str) -> Vec<Box<str>> {
    let mut found = Vec::new();
    for attribute in [" id=", " name=", "\nid="] {
        for (at, _) in html.match_indices(attribute) {
            let rest = html.get(at + attribute.len()..).unwrap_or("");
            let quoted = rest.strip_prefix(['"', '\'']).and_then(|rest| rest.split(['"', '\'']).next());
            let value = quoted.or_else(|| rest.split([' ', '>', '/']).next()).unwrap_or("");
            found.extend((!value.is_empty()).then(|| value.into()));
        }
    }
    found
}

fn is_component(tag: &str) -> bool {
    tag.trim_start_matches('<').starts_with(|c: char| c.is_ascii_uppercase())
}

/// The HTML without its comments, and what follows the opening of a comment that is never closed.
fn without_comments(html: &str) -> (Cow<'_, str>, Option<&str>) {
    if !html.contains("<!--") {
        return (Cow::Borrowed(html), None);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        match comment.split_once("-->") {
            Some((_, behind)) => rest = behind,
            None => return (Cow::Owned(out), Some(comment)),
        }
    }
    out.push_str(rest);
    let blank = out.trim().is_empty();
    (Cow::Owned(if blank { String::new() } else { out }), None)
}

/// JSX's name for the class attribute, inside tags.
fn with_class(html: &str) -> Cow<'_, str> {
    if html.contains("className=") {
        Cow::Owned(html.replace("className=", "class="))
    } else {
        Cow::Borrowed(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_dropped_and_what_stands_around_them_stays() {
        assert_eq!(without_comments("<!-- a --><b>x</b><!-- c -->"), ("<b>x</b>".into(), None));
        assert_eq!(without_comments("<!-- a -->\n"), ("".into(), None));
        assert_eq!(without_comments("<p><!-- a"), ("<p>".into(), Some(" a")));
    }
}
