//! What stands in a piece of raw HTML: read by a tokenizer of the standard, never by searching in text.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use super::room::with_room;
use super::srcset::candidates;

/// What follows this tag is text to browsers, to the end of the page: nothing closes it.
const PLAINTEXT: &str = "plaintext";

/// The attribute by which an element says that it holds Markdown (Python-Markdown's md_in_html, kramdown).
pub(super) const MARKDOWN: &str = "markdown";

/// The attribute that stands on a line of a tag of which nothing else is left.
pub(super) const UNSAID: &str = "_";

/// A place in raw HTML that means something here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A comment; what follows one that is never closed is inside it.
    Comment(Range<usize>),
    /// `className`, JSX's name for `class`.
    ClassName(Range<usize>),
    /// `id`, or `name` of an anchor, with the white space before it: a place on the page. `inner` is its value.
    Id { range: Range<usize>, inner: Range<usize>, value: String },
    /// The same place once more in one tag.
    IdAgain(Range<usize>),
    /// The value of an attribute that leads somewhere; `shown` says that the thing itself is shown.
    Url { range: Range<usize>, value: String, shown: bool },
    /// A picture without an `alt`: its tag.
    NoAlt(Range<usize>),
    /// A tag that says no more than a link or a picture of Markdown could.
    Plain { tag: Range<usize>, url: String, shown: bool },
    /// An element begins with this tag; `is_bare` says that the tag is nothing but a name.
    Start { tag: Range<usize>, name: String, is_bare: bool },
    /// The tag of an element ends here that says it has no content.
    SelfClosed { at: usize, name: String },
    /// An element ends.
    End { range: Range<usize>, name: String },
    /// What browsers hide, or take for no tag: shown as it is written.
    Bogus(Range<usize>),
    /// What is for the tool alone: a tag of a component, whose children are shown, or MkDocs' `markdown`.
    Tool(Range<usize>),
    /// The tag of a component that shows this text.
    Badge { tag: Range<usize>, text: String },
}

impl Mark {
    /// The bytes that are replaced.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Mark::Start { tag, .. } => tag.start..tag.start,
            Mark::SelfClosed { at, .. } => *at..*at,
            Mark::NoAlt(tag) | Mark::Plain { tag, .. } => tag.end..tag.end,
            Mark::Badge { tag, .. } => tag.clone(),
            Mark::Comment(range)
            | Mark::Bogus(range)
            | Mark::Tool(range)
            | Mark::End { range, .. }
            | Mark::ClassName(range)
            | Mark::Url { range, .. }
            | Mark::IdAgain(range)
            | Mark::Id { range, .. } => range.clone(),
        }
    }

    /// The bytes that are meant where something is wrong.
    pub(super) fn place(&self) -> Range<usize> {
        match self {
            Mark::Start { tag, .. } | Mark::NoAlt(tag) | Mark::Plain { tag, .. } => tag.clone(),
            Mark::Id { inner, .. } => inner.clone(),
            other => other.range(),
        }
    }
}

/// The marks of `html` in order.
pub(super) fn marks(html: &str) -> Vec<Mark> {
    with_room(html, || all_marks(html)).unwrap_or_else(|| vec![Mark::Bogus(0..html.len())])
}

fn all_marks(html: &str) -> Vec<Mark> {
    let scan = RefCell::new(Scan::of(html));
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            scan.borrow_mut().event(event, span.start..span.end);
            None
        });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    scan.into_inner().marks
}

/// `text` with its character references resolved; a text with tags in it stays as it is.
pub(super) fn decoded(text: &str) -> String {
    if text.contains('<') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let collect = |event: CallbackEvent<'_>, _: Span<()>| -> Option<String> {
        if let CallbackEvent::String { value } = event { Some(self::text(value)) } else { None }
    };
    let tokens = Tokenizer::new_with_emitter(text, CallbackEmitter::new(collect));
    out.extend(tokens.filter_map(Result::ok));
    out
}

/// The value of an attribute, by its name in lower case, of the first tag that has it.
pub(super) fn attribute(html: &str, name: &str) -> Option<String> {
    let mut is_asked = false;
    let value = |event: CallbackEvent<'_>, _: Span<()>| -> Option<String> {
        match event {
            CallbackEvent::AttributeName { name: found } => {
                is_asked = found == name.as_bytes();
                None
            }
            CallbackEvent::AttributeValue { value } if is_asked => Some(text(value)),
            _ => None,
        }
    };
    with_room(html, || Tokenizer::new_with_emitter(html, CallbackEmitter::new(value)).find_map(Result::ok))?
}

/// The name of the element of a tag; that of a component may have dots (`<Foo.Bar>`).
pub(super) fn element_name(tag: &str) -> &str {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let is_component = inner.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || (is_component && c == '.');
    inner.get(..inner.find(|c| !is_name(c)).unwrap_or(inner.len())).unwrap_or("")
}

/// The names of the attributes of `html`, in lower case.
pub(super) fn attribute_names(html: &str) -> Vec<String> {
    let named = |event: CallbackEvent<'_>, _: Span<()>| -> Option<String> {
        if let CallbackEvent::AttributeName { name } = event { Some(text(name)) } else { None }
    };
    let names =
        || Tokenizer::new_with_emitter(html, CallbackEmitter::new(named)).filter_map(Result::ok).collect();
    with_room(html, names).unwrap_or_default()
}

/// The names of the opening tags of `html`, in lower case.
pub(super) fn names(html: &str) -> Vec<String> {
    let opened = |event: CallbackEvent<'_>, _: Span<()>| -> Option<String> {
        if let CallbackEvent::OpenStartTag { name } = event { Some(text(name)) } else { None }
    };
    let names =
        || Tokenizer::new_with_emitter(html, CallbackEmitter::new(opened)).filter_map(Result::ok).collect();
    with_room(html, names).unwrap_or_default()
}

/// Where in a tag the scan is.
struct Scan<'h> {
    html: &'h str,
    tag: String,
    /// Where the tag begins that has not ended yet, and how many marks stand before it.
    open: Option<(usize, usize)>,
    attribute: String,
    /// Where it begins.
    attribute_at: usize,
    /// The names of the attributes of the tag.
    attributes: Vec<String>,
    marks: Vec<Mark>,
}

/// How many marks of a tag are looked at for its id.
const FEW: usize = 8;

/// Attributes of a picture that say what it shows, or that it shows nothing.
const ALTERNATIVES: [&str; 5] = ["alt", "role", "aria-label", "aria-labelledby", "aria-hidden"];

/// What a link or a picture of Markdown says.
const PLAIN: [&str; 4] = ["href", "src", "alt", "title"];

impl<'h> Scan<'h> {
    fn of(html: &'h str) -> Self {
        Scan {
            html,
            tag: String::new(),
            open: None,
            attribute: String::new(),
            attribute_at: 0,
            attributes: Vec::new(),
            marks: Vec::new(),
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>, range: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.opened(text(name), range.start),
            CallbackEvent::CloseStartTag { self_closing } => self.closed(self_closing, range.end),
            CallbackEvent::EndTag { name } => self.marks.push(Mark::End { range, name: text(name) }),
            CallbackEvent::Error(Error::EofInTag) => self.never_ends(),
            CallbackEvent::Comment { .. } if !self.is_comment(&range) => self.marks.push(Mark::Bogus(range)),
            CallbackEvent::Doctype { .. } => self.marks.push(Mark::Bogus(range)),
            CallbackEvent::AttributeName { name } => self.attribute(text(name), range),
            CallbackEvent::AttributeValue { value } => self.value(text(value), range),
            CallbackEvent::Comment { .. } => self.marks.push(Mark::Comment(range)),
            _ => {}
        }
    }

    fn is_comment(&self, range: &Range<usize>) -> bool {
        self.html.get(range.clone()).is_some_and(|written| written.starts_with("<!--"))
    }

    fn opened(&mut self, name: String, start: usize) {
        self.open = Some((start, self.marks.len()));
        self.marks.push(Mark::Start { tag: start..start, name: name.clone(), is_bare: false });
        self.tag = name;
        self.attributes.clear();
    }

    fn closed(&mut self, self_closing: bool, at: usize) {
        if self.tag == PLAINTEXT {
            return self.never_ends();
        }
        let open = self.open.take();
        let start = open.and_then(|(_, before)| self.marks.get_mut(before));
        if let Some(Mark::Start { tag, name, is_bare }) = start {
            *is_bare = at == tag.start + name.len() + 2;
            tag.end = at;
        }
        if let Some((start, before)) = open {
            self.judge(start..at, before);
        }
        if self_closing {
            self.marks.push(Mark::SelfClosed { at, name: self.tag.clone() });
        }
    }

    /// Adds what can be said of a link or a picture when all of its attributes are known; `before` is how many
    /// marks stand before it. Templates compute an `:alt`.
    fn judge(&mut self, tag: Range<usize>, before: usize) {
        let is_alternative = |name: &String| ALTERNATIVES.contains(&name.rsplit(':').next().unwrap_or(name));
        if self.tag == "img" && !self.attributes.iter().any(is_alternative) {
            self.marks.push(Mark::NoAlt(tag.clone()));
        }
        let is_plain = self.attributes.iter().all(|name| PLAIN.contains(&name.as_str()));
        if matches!(self.tag.as_str(), "a" | "img") && is_plain {
            let url = self.marks.iter().skip(before).find_map(|mark| match mark {
                Mark::Url { value, shown, .. } => Some((value.clone(), *shown)),
                _ => None,
            });
            self.marks.extend(url.map(|(url, shown)| Mark::Plain { tag, url, shown }));
        }
    }

    /// A tag without its end is none, and one whose element has no end is shown as well.
    fn never_ends(&mut self) {
        let last = || (self.html.rfind('<').unwrap_or(self.html.len()), self.marks.len());
        let (start, before) = self.open.take().unwrap_or_else(last);
        self.marks.truncate(before);
        self.marks.push(Mark::Bogus(start..self.html.len()));
    }

    /// What is for the tool alone goes with its value and the quote behind that.
    fn whole_attribute(&mut self, end: usize) {
        let is_quoted = self.html.get(end..).is_some_and(|rest| rest.starts_with(['"', '\'']));
        if let Some(Mark::Tool(range)) = self.marks.last_mut() {
            range.end = end + usize::from(is_quoted);
        }
    }

    /// Whether a value follows the name of an attribute that ends here.
    fn has_value(&self, end: usize) -> bool {
        self.html.get(end..).is_some_and(|rest| rest.starts_with('='))
    }

    /// Names come in lower case.
    fn attribute(&mut self, name: String, range: Range<usize>) {
        self.attribute_at = range.start;
        match name.as_str() {
            "classname" => self.marks.push(Mark::ClassName(range)),
            MARKDOWN => self.marks.push(Mark::Tool(range)),
            UNSAID if !self.has_value(range.end) => self.marks.push(Mark::Tool(range)),
            _ => {}
        }
        self.attributes.push(name.clone());
        self.attribute = name;
    }

    fn value(&mut self, value: String, range: Range<usize>) {
        match (self.tag.as_str(), self.attribute.as_str()) {
            (_, MARKDOWN) => self.whole_attribute(range.end),
            (_, "id") | ("a", "name") => self.id(value, range),
            ("img" | "source", "srcset") => self.candidates(range),
            (tag, attribute) => {
                let url = shows(tag, attribute).map(|shown| Mark::Url { range, value, shown });
                self.marks.extend(url);
            }
        }
    }

    fn id(&mut self, value: String, inner: Range<usize>) {
        let before = self.html.get(..self.attribute_at).unwrap_or("").trim_ascii_end();
        let is_quoted = self.html.get(..inner.start).is_some_and(|before| before.ends_with(['"', '\'']));
        let range = before.len()..inner.end + usize::from(is_quoted);
        let in_tag = self.open.map_or(0, |(_, before)| before);
        let is_same = |mark: &Mark| matches!(mark, Mark::Id { value: other, .. } if *other == value);
        match self.marks.iter().skip(in_tag).take(FEW).any(is_same) {
            true => self.marks.push(Mark::IdAgain(range)),
            false => self.marks.push(Mark::Id { range, inner, value }),
        }
    }

    /// The URLs of a list of pictures, each with what it is for behind it.
    fn candidates(&mut self, range: Range<usize>) {
        let list = self.html.get(range.clone()).unwrap_or("");
        for url in candidates(list) {
            let value = decoded(list.get(url.clone()).unwrap_or(""));
            let range = range.start + url.start..range.start + url.end;
            self.marks.push(Mark::Url { range, value, shown: true });
        }
    }
}

/// Whether an attribute shows what its URL leads to, or only leads there; `None` where it has no URL.
fn shows(tag: &str, attribute: &str) -> Option<bool> {
    match (tag, attribute) {
        ("a" | "area" | "link" | "linkcard" | "linkbutton", "href") | ("iframe" | "script", "src") => {
            Some(false)
        }
        ("img" | "video" | "audio" | "source" | "track" | "embed" | "input", "src")
        | ("video", "poster")
        | ("object", "data")
        | ("image", "href" | "xlink:href") => Some(true),
        _ => None,
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_are_read() {
        let html = "<pre>id=\"x\"</pre><p\n\tid=sec className='a'><a name=\"b\" href='../x.md#y'>t</a>";
        let marks = marks(html);
        let marks: Vec<Mark> = marks.into_iter().filter(|mark| !is_element(mark)).collect();
        assert!(matches!(&marks[0], Mark::Id { value, .. } if value == "sec"), "{marks:?}");
        assert!(
            matches!(&marks[1], Mark::ClassName(range) if &html[range.clone()] == "className"),
            "{marks:?}"
        );
        assert!(matches!(&marks[2], Mark::Id { value, .. } if value == "b"), "{marks:?}");
        assert!(
            matches!(&marks[3], Mark::Url { range, shown: false, .. } if &html[range.clone()] == "../x.md#y"),
            "{marks:?}"
        );
        assert_eq!(marks.len(), 4);
    }

    fn is_element(mark: &Mark) -> bool {
        matches!(mark, Mark::Start { .. } | Mark::End { .. })
    }

    #[test]
    fn what_is_no_tag_is_told() {
        for (html, bogus) in [
            ("<b>x</b><div class=\"", "<div class=\""),
            ("<?php echo ?>", "<?php echo ?>"),
            ("x <![CDATA[ a ]]> y", "<![CDATA[ a ]]>"),
            ("<!DOCTYPE x>", "<!DOCTYPE x>"),
            ("<b>x</b", "</b"),
            ("<plaintext class=a><div></plaintext>", "<plaintext class=a><div></plaintext>"),
        ] {
            let found = marks(html).into_iter().find_map(|mark| match mark {
                Mark::Bogus(range) => Some(&html[range]),
                _ => None,
            });
            assert_eq!(found, Some(bogus), "{html}");
        }
    }

    #[test]
    fn comments_are_whole() {
        let html = "<!-- a --><b>x</b><!-- <p id=c> -->ü<!--><!-- d";
        let found: Vec<_> = marks(html)
            .into_iter()
            .filter(|mark| !is_element(mark))
            .map(|mark| match mark {
                Mark::Comment(range) => html[range].to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(found, ["<!-- a -->", "<!-- <p id=c> -->", "<!-->", "<!-- d"]);
    }
}
