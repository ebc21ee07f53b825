//! Raw HTML where notes are not trusted (`untrusted = true`): each tag is what ammonia leaves of it.
//!
//! Tags are looked at one by one, since Markdown stands between them. What is written is tags as ammonia
//! serialises them and text without `<`: no element in which browsers read by other rules is among them, so
//! they see the same tags as the tokenizer here.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;

use super::tags::{self, Mark};
use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

/// Elements that are left out with all that is in them: it is no text for readers.
const WITH_CONTENT: &[&str] = &[
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "object",
    "template",
    "textarea",
    "title",
    "xmp",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "select",
];

/// ammonia's rules and what authors of notes need besides: places to link to, classes, folds.
static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut rules = Builder::default();
    rules.add_generic_attributes(["id", "class", "align", "dir"]);
    rules.add_tag_attributes("details", ["open"]);
    rules.add_tag_attributes("a", ["name"]);
    // No browser shows them, and ammonia does not look at their schemes.
    for name in ["blockquote", "del", "ins", "q"] {
        rules.rm_tag_attributes(name, ["cite"]);
    }
    rules.link_rel(None);
    rules
});

/// The elements that ammonia lets pass.
static PASSED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| RULES.clone_tags());

impl Writer<'_> {
    /// Writes what may be published of raw HTML with these marks; `place` tells where in the file a range of it
    /// stands.
    pub(super) fn untrusted_html(
        &mut self,
        html: &str,
        marks: Vec<Mark>,
        place: impl Fn(&Self, Range<usize>) -> Span,
    ) {
        let mut tags = marks.into_iter().filter(is_tag);
        let mut done = 0;
        while let Some(mark) = tags.next() {
            let range = mark.place();
            if range.start < done {
                continue;
            }
            self.passed_on(&text(html, done..range.start));
            done = range.end;
            match &mark {
                Mark::Start { name, .. } if is_allowed(name) => {
                    self.untrusted_start(html, name, range, &place);
                }
                Mark::Start { name, .. } if self.is_element(name) => {
                    let at = place(self, range);
                    self.body.problems.push(problem::unsafe_element(&self.source.path, at, name));
                    if WITH_CONTENT.contains(&name.as_str()) {
                        done = end_of(name, &mut tags).unwrap_or(html.len());
                    }
                }
                Mark::End { name, .. } if is_allowed(name) => {
                    let at = place(self, range);
                    self.element_ended(name, &format!("</{name}>"), at);
                }
                Mark::End { .. } | Mark::Comment(_) | Mark::Tool(_) => {}
                Mark::Badge { text, .. } => self.shown(text),
                _ => self.passed_on(&text(html, range)),
            }
        }
        self.passed_on(&text(html, done..html.len()));
    }

    /// What may be published of the tag of an MDX element, nothing where it may not be an element here.
    pub(super) fn untrusted_element<'t>(&mut self, tag: &'t str, name: &str, at: Span) -> Cow<'t, str> {
        if !self.dialect.untrusted {
            return Cow::Borrowed(tag);
        }
        if !is_allowed(name) {
            self.body.problems.push(problem::unsafe_element(&self.source.path, at, name));
            return Cow::Borrowed("");
        }
        Cow::Owned(clean(name, &tag.replace("className", "class")))
    }

    fn untrusted_start(
        &mut self,
        html: &str,
        name: &str,
        tag: Range<usize>,
        place: &impl Fn(&Self, Range<usize>) -> Span,
    ) {
        let written = html.get(tag.clone()).unwrap_or("");
        let clean = clean(name, written);
        let lost = lost(written, &clean);
        if !lost.is_empty() {
            let at = place(self, tag.clone());
            self.body.problems.push(problem::unsafe_attributes(&self.source.path, at, name, &lost));
        }
        let in_tag = |range: Range<usize>| {
            let found = clean.get(range).and_then(|value| Some((written.find(value)?, value.len())));
            let (start, length) = found.unwrap_or((0, written.len()));
            tag.start + start..tag.start + start + length
        };
        let marks: Vec<Mark> = tags::marks(&clean);
        self.raw_html(&clean, marks, |writer, range| place(writer, in_tag(range)));
    }
}

/// What ammonia leaves of an opening tag, read where such an element can stand.
fn clean(name: &str, tag: &str) -> String {
    let (before, behind) = match name {
        "caption" | "colgroup" | "thead" | "tbody" => ("<table>", "</table>"),
        "col" => ("<table><colgroup>", "</colgroup></table>"),
        "tr" => ("<table><tbody>", "</tbody></table>"),
        "td" | "th" => ("<table><tbody><tr>", "</tr></tbody></table>"),
        _ => ("", ""),
    };
    let cleaned = RULES.clean(&format!("{before}{tag}{behind}")).to_string();
    let inside = cleaned.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind)).unwrap_or("");
    inside.strip_suffix(&format!("</{name}>")).unwrap_or(inside).to_string()
}

/// Whether an element may be published.
pub(super) fn is_allowed(name: &str) -> bool {
    PASSED.contains(name)
}

/// What may be published of a tag: as it is written where it loses nothing, else what ammonia leaves of it; `None` of
/// an element that is left out.
pub(super) fn allowed(name: &str, tag: &str) -> Option<String> {
    let clean = is_allowed(name).then(|| clean(name, tag)).filter(|clean| !clean.is_empty())?;
    Some(if lost(tag, &clean).is_empty() { tag.to_string() } else { clean })
}

/// The attributes of a tag that are not left of it.
fn lost(written: &str, clean: &str) -> Vec<String> {
    let left = tags::attribute_names(clean);
    tags::attribute_names(written).into_iter().filter(|name| !left.contains(name)).collect()
}

/// A piece between tags: what looks like one there is none.
fn text(html: &str, range: Range<usize>) -> String {
    html.get(range).unwrap_or("").replace('<', "&lt;")
}

/// Tags, and what is none and stands in their place.
fn is_tag(mark: &Mark) -> bool {
    matches!(
        mark,
        Mark::Start { .. }
            | Mark::End { .. }
            | Mark::Comment(_)
            | Mark::Bogus(_)
            | Mark::Tool(_)
            | Mark::Badge { .. }
    )
}

/// Behind the end of an element that is left out with its content.
fn end_of(element: &str, tags: &mut impl Iterator<Item = Mark>) -> Option<usize> {
    let mut depth = 1;
    for mark in tags {
        match mark {
            Mark::Start { name, .. } if name == element => depth += 1,
            Mark::End { name, range } if name == element && depth == 1 => return Some(range.end),
            Mark::End { name, .. } if name == element => depth -= 1,
            _ => {}
        }
    }
    None
}
