//! Attribute lists: `{#id .class key="value"}` behind headings, links, pictures, code and blocks, as MkDocs,
//! Kramdown and Pandoc write them. The id and the classes count; nothing of a list is shown.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::info::words;

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Attributes {
    pub(super) id: Option<Box<str>>,
    pub(super) classes: Vec<Box<str>>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
}

/// The text before a list at its end, and the list. One that touches a word names something: in
/// `/users/{key=1}` the braces are text.
pub(super) fn at_end(text: &str) -> Option<(&str, Attributes)> {
    let (before, list) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let list = read(list).filter(|_| !before.ends_with(FOREIGN))?;
    (is_apart(before) || list.has_name()).then_some((before.trim_end(), list))
}

/// The same behind prose, where braces are more often text: the list stands apart and names something.
pub(super) fn at_end_of_prose(text: &str) -> Option<(&str, Attributes)> {
    let (before, list) = at_end(text).filter(|(_, list)| list.has_name())?;
    let behind = text.get(before.len()..)?;
    behind.starts_with(char::is_whitespace).then_some((before, list))
}

/// A list at the beginning of a text, and the text behind it.
pub(super) fn at_start(text: &str) -> Option<(Attributes, &str)> {
    let inside = text.strip_prefix('{')?;
    let (list, rest) = inside.split_at_checked(inside.find(['{', '}'])?)?;
    let behind = rest.strip_prefix('}').filter(|behind| !behind.starts_with('}'))?;
    Some((read(list)?, behind))
}

/// A text that is nothing but a list.
pub(super) fn alone(text: &str) -> Option<Attributes> {
    at_end(text).filter(|(before, _)| text.starts_with('{') && before.is_empty()).map(|(_, list)| list)
}

/// A text without the lists behind icons: `:material-check:{ .green }` (Material for MkDocs).
pub(super) fn without_icon_lists(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (colon, _) in text.match_indices(":{") {
        let behind = text.get(colon + 1..).and_then(at_start).map(|(_, behind)| behind);
        if let Some(behind) = behind.filter(|_| text.get(done..colon).is_some_and(ends_in_icon)) {
            out.push_str(text.get(done..=colon).unwrap_or(""));
            done = text.len() - behind.len();
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// Whether a text ends in `:name`.
fn ends_in_icon(text: &str) -> bool {
    let name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_+".contains(c);
    let before = text.trim_end_matches(name);
    before.len() < text.len() && before.ends_with(':')
}

/// What stands before the braces of other languages: `{{ }}`, `${ }`, `jsonpath={ }`.
const FOREIGN: [char; 3] = ['{', '$', '='];

fn is_apart(before: &str) -> bool {
    before.is_empty() || before.ends_with(char::is_whitespace)
}

fn read(list: &str) -> Option<Attributes> {
    if list.contains(['{', '}']) {
        return None;
    }
    if list.starts_with(":height") || list.starts_with(":width") {
        return Some(size_of(list));
    }
    let words = words(list.strip_prefix(':').unwrap_or(list));
    let mut read = Attributes::default();
    for word in &words {
        read.word(word)?;
    }
    (!words.is_empty()).then_some(read)
}

/// `:height 300, :width 400`, the size that Logseq writes behind a picture.
fn size_of(list: &str) -> Attributes {
    let mut read = Attributes::default();
    for pair in list.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair, ""));
        read.key(key.trim_start_matches(':'), value.trim());
    }
    read
}

/// Does something with the text of a node that is nothing but text.
pub(super) fn with_text<R>(node: Option<Node<'_>>, then: impl FnOnce(&str) -> R) -> Option<R> {
    let data = node?.data();
    if let NodeValue::Text(text) = &data.value { Some(then(text)) } else { None }
}

impl Attributes {
    /// `#id`, `.class`, `key=value` or `data-key`: any other word alone is prose. Names of classes are lower
    /// case: `{.NET}` is text.
    fn word(&mut self, word: &str) -> Option<()> {
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            self.id = Some(id.into());
        } else if let Some(class) = word.strip_prefix('.') {
            let is_class = is_name(class) && class == class.to_lowercase();
            self.classes.push(is_class.then(|| class.into())?);
        } else if let Some((key, value)) = word.split_once('=').filter(|(key, _)| is_name(key)) {
            self.key(key, value.trim_matches(['"', '\'']));
        } else {
            word.strip_prefix("data-").filter(|key| is_name(key))?;
        }
        Some(())
    }

    fn key(&mut self, key: &str, value: &str) {
        match key {
            "id" => self.id = Some(value).filter(|id| !id.is_empty()).map(Box::from),
            "class" => self.classes.extend(value.split_whitespace().map(Box::from)),
            "width" => self.width = value.trim_end_matches("px").parse().ok(),
            "height" => self.height = value.trim_end_matches("px").parse().ok(),
            _ => {}
        }
    }

    fn has_name(&self) -> bool {
        self.id.is_some() || !self.classes.is_empty()
    }

    /// The classes as the value of an attribute.
    pub(super) fn class(&self) -> Option<Box<str>> {
        (!self.classes.is_empty()).then(|| self.classes.join(" ").into())
    }

    /// Width and height of a picture in CSS pixels.
    pub(super) fn size(&self) -> Option<(u32, Option<u32>)> {
        self.width.filter(|width| (1..=10_000).contains(width)).map(|width| (width, self.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_tool_are_read() {
        let (before, list) = at_end("Head {: #id .a key=\"b c\" }").unwrap();
        assert_eq!((before, list.id.as_deref(), list.class().as_deref()), ("Head", Some("id"), Some("a")));
        let (list, behind) = at_start("{ width=\"300\" .x } after").unwrap();
        assert_eq!((list.size(), list.class().as_deref(), behind), (Some((300, None)), Some("x"), " after"));
        assert_eq!(at_start("{:height 30, :width 40}").unwrap().0.size(), Some((40, Some(30))));
        assert!(at_start("{ data-preview }").is_some());
        for text in
            ["{.NET}", "{{ .Values }}", "{}", "{a}", "{ x y }", "{user-id}", "{#each}}", "{.a", "{a: {.b}}"]
        {
            assert_eq!((at_start(text), alone(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn a_list_behind_prose_stands_apart_and_names_something() {
        assert_eq!(at_end_of_prose("Four {#p4}").unwrap().1.id.as_deref(), Some("p4"));
        for text in
            ["jsonpath={.items}", "/users/{.id}", "${.a}", "Use {{ .x }}", "a {key=1}", "{.items}", "{{#if}}"]
        {
            assert_eq!(at_end_of_prose(text), None, "{text}");
        }
        for text in ["/users/{key=1}", "/users/{data-id}", "jsonpath={.items}"] {
            assert_eq!(at_end(text), None, "{text}");
        }
    }

    #[test]
    fn lists_belong_to_icons_and_to_no_other_word() {
        assert_eq!(without_icon_lists(":a-b:{ .x } y :c:{.d}{.e}"), ":a-b: y :c:{.e}");
        for text in ["a:{ .x }", "::{ .x }", ":a:{{ .x }}", ":A:{.x}", ":a:{.x"] {
            assert_eq!(without_icon_lists(text), text);
        }
    }
}
