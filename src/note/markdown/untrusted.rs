//! Raw HTML where notes are not trusted (`untrusted = true`): each tag is what ammonia leaves of it.
//!
//! Tags are looked at one by one, since Markdown stands between them. What is written is tags as ammonia
//! serialises them and text without `<`: no element in which browsers read by other rules is among them, so
//! they see the same tags as the tokenizer here.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};

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

/// A tag, or what is none and is left out.
struct Tag {
    range: Range<usize>,
    name: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
    Comment,
}

impl Writer<'_> {
    /// Writes what may be published of raw HTML; `place` tells where in the file a range of it stands.
    pub(super) fn untrusted_html(&mut self, html: &str, place: impl Fn(&Self, Range<usize>) -> Span) {
        let mut tags = tags(html).into_iter();
        let mut done = 0;
        while let Some(tag) = tags.next() {
            self.passed_on(&text(html, done..tag.range.start));
            done = tag.range.end;
            let is_known = PASSED.contains(tag.name.as_str());
            match tag.kind {
                Kind::Comment => {}
                Kind::End if is_known => {
                    let at = place(self, tag.range.clone());
                    self.element_ended(&tag.name, &format!("</{}>", tag.name), at);
                }
                Kind::End => {}
                Kind::Start if is_known => self.untrusted_start(html, &tag, &place),
                Kind::Start if !self.is_element(&tag.name) => self.passed_on(&text(html, tag.range)),
                Kind::Start => {
                    let at = place(self, tag.range.clone());
                    self.problems.push(problem::unsafe_element(&self.source.path, at, &tag.name));
                    if WITH_CONTENT.contains(&tag.name.as_str()) {
                        done = end_of(&tag, &mut tags).unwrap_or(html.len());
                    }
                }
            }
        }
        self.passed_on(&text(html, done..html.len()));
    }

    /// What may be published of the tag of an MDX element, nothing where it may not be an element here.
    pub(super) fn untrusted_element<'t>(&mut self, tag: &'t str, name: &str, at: Span) -> Cow<'t, str> {
        if !self.dialect.untrusted {
            return Cow::Borrowed(tag);
        }
        if !PASSED.contains(name) {
            self.problems.push(problem::unsafe_element(&self.source.path, at, name));
            return Cow::Borrowed("");
        }
        Cow::Owned(clean(name, &tag.replace("className", "class")))
    }

    fn untrusted_start(&mut self, html: &str, tag: &Tag, place: &impl Fn(&Self, Range<usize>) -> Span) {
        let written = html.get(tag.range.clone()).unwrap_or("");
        let clean = clean(&tag.name, written);
        let lost = lost(written, &clean);
        if !lost.is_empty() {
            let at = place(self, tag.range.clone());
            self.problems.push(problem::unsafe_attributes(&self.source.path, at, &tag.name, &lost));
        }
        let in_tag = |range: Range<usize>| {
            let found = clean.get(range).and_then(|value| Some((written.find(value)?, value.len())));
            let (start, length) = found.unwrap_or((0, written.len()));
            tag.range.start + start..tag.range.start + start + length
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

/// The attributes of a tag that are not left of it.
fn lost(written: &str, clean: &str) -> Vec<String> {
    let left = tags::attribute_names(clean);
    tags::attribute_names(written).into_iter().filter(|name| !left.contains(name)).collect()
}

/// A piece between tags: what looks like one there is none.
fn text(html: &str, range: Range<usize>) -> String {
    html.get(range).unwrap_or("").replace('<', "&lt;")
}

/// Behind the end of an element that is left out with its content.
fn end_of(start: &Tag, tags: &mut impl Iterator<Item = Tag>) -> Option<usize> {
    let mut depth = 1;
    for tag in tags.filter(|tag| tag.name == start.name) {
        match tag.kind {
            Kind::Start => depth += 1,
            Kind::End => depth -= 1,
            Kind::Comment => {}
        }
        if depth == 0 {
            return Some(tag.range.end);
        }
    }
    None
}

/// The tags and comments of `html` in order. A tag without its end is none.
fn tags(html: &str) -> Vec<Tag> {
    let tags = RefCell::new(Vec::new());
    let open = RefCell::new(None);
    let tag = |range: Range<usize>, name: &[u8], kind| {
        let name = String::from_utf8_lossy(name).into_owned();
        tags.borrow_mut().push(Tag { range, name, kind });
    };
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, place: Place<usize>| -> Option<Infallible> {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    *open.borrow_mut() = Some((place.start, name.to_vec()))
                }
                CallbackEvent::CloseStartTag { .. } => {
                    if let Some((start, name)) = open.borrow_mut().take() {
                        tag(start..place.end, &name, Kind::Start);
                    }
                }
                CallbackEvent::EndTag { name } => tag(place.start..place.end, name, Kind::End),
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                    tag(place.start..place.end, b"", Kind::Comment);
                }
                _ => {}
            }
            None
        });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    tags.into_inner()
}
