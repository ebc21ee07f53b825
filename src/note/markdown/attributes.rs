//! Attribute lists: `{#id .class key="value"}` behind headings, links, pictures, code and blocks, as MkDocs,
//! Kramdown and Pandoc write them. The id and the classes count; nothing of a list is shown.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::info::words;
use super::writer::Writer;

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Attributes<'t> {
    pub(super) id: Option<&'t str>,
    pub(super) classes: Vec<&'t str>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
}

/// The text before a list at its end, and the list.
pub(super) fn at_end(text: &str) -> Option<(&str, Attributes<'_>)> {
    let (before, list) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    Some((before.trim_end(), read(list)?))
}

/// A list at the beginning of a text, and the text behind it.
pub(super) fn at_start(text: &str) -> Option<(Attributes<'_>, &str)> {
    let (list, behind) = text.strip_prefix('{')?.split_once('}')?;
    Some((read(list)?, behind))
}

fn read(list: &str) -> Option<Attributes<'_>> {
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
fn size_of(list: &str) -> Attributes<'_> {
    let mut read = Attributes::default();
    for pair in list.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair, ""));
        read.key(key.trim_start_matches(':'), value.trim());
    }
    read
}

impl<'t> Attributes<'t> {
    /// `#id`, `.class` or `key=value`. Names of classes are lower case: `{.NET}` is text.
    fn word(&mut self, word: &'t str) -> Option<()> {
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            self.id = Some(id);
        } else if let Some(class) = word.strip_prefix('.') {
            self.classes.push(Some(class).filter(|class| is_name(class) && *class == class.to_lowercase())?);
        } else {
            let (key, value) = word.split_once('=').filter(|(key, _)| is_name(key))?;
            self.key(key, value.trim_matches(['"', '\'']));
        }
        Some(())
    }

    fn key(&mut self, key: &str, value: &'t str) {
        match key {
            "id" => self.id = Some(value).filter(|id| !id.is_empty()),
            "class" => self.classes.extend(value.split_whitespace()),
            "width" => self.width = value.trim_end_matches("px").parse().ok(),
            "height" => self.height = value.trim_end_matches("px").parse().ok(),
            _ => {}
        }
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

impl<'a> Writer<'a> {
    /// Begins an element around a block behind which a list stands alone.
    pub(super) fn attributes_start(&mut self, block: Node<'a>) {
        let Some(next) = block.next_sibling().filter(|&next| is_list(next)) else { return };
        with_text(next.first_child(), |text| {
            if let Some((_, attributes)) = at_end(text) {
                self.out.html("<div");
                self.attribute_list(&attributes);
                self.out.html(">\n");
            }
        });
    }

    pub(super) fn attributes_end(&mut self, block: Node<'a>) {
        if block.next_sibling().is_some_and(is_list) {
            self.out.html("</div>\n");
        }
    }

    /// Begins a paragraph whose last line is a list; whether it is one.
    pub(super) fn listed_paragraph_start(&mut self, paragraph: Node<'a>) -> bool {
        let Some(last) = paragraph.last_child().filter(|&last| is_last_line(last)) else { return false };
        let listed = with_text(Some(last), |text| {
            let list = at_end(text).filter(|_| is_only_list(text)).map(|(_, list)| list)?;
            self.out.html("<p");
            self.attribute_list(&list);
            self.out.html(">");
            Some(())
        });
        listed.flatten().is_some()
    }

    /// Writes the attributes of a list into a tag.
    pub(super) fn attribute_list(&mut self, attributes: &Attributes<'_>) {
        if let Some(id) = attributes.id {
            let id = self.ids.reserve(id);
            self.html_ids.push(id.as_str().into());
            self.out.html(" id=\"");
            self.out.hole(crate::note::Piece::Id(id.into()));
            self.out.html("\"");
        }
        attributes.class().iter().for_each(|class| self.out.attribute("class", class));
    }
}

/// Does something with the text of a node that is nothing but text.
pub(super) fn with_text<R>(node: Option<Node<'_>>, then: impl FnOnce(&str) -> R) -> Option<R> {
    let data = node?.data();
    if let NodeValue::Text(text) = &data.value { Some(then(text)) } else { None }
}

/// Whether a paragraph is nothing but a list that belongs to the block before it.
pub(super) fn is_list(paragraph: Node<'_>) -> bool {
    matches!(paragraph.data().value, NodeValue::Paragraph)
        && paragraph.previous_sibling().is_some()
        && paragraph.first_child().is_some_and(|only| only.next_sibling().is_none())
        && with_text(paragraph.first_child(), is_only_list) == Some(true)
}

fn is_only_list(text: &str) -> bool {
    text.starts_with('{') && at_end(text).is_some_and(|(before, _)| before.is_empty())
}

/// A text without the list it begins with, which belongs to the link, picture or code before it, and without
/// the one that is the last line of its paragraph.
pub(super) fn without_lists<'t>(node: Node<'_>, text: &'t str) -> &'t str {
    let text = match node.previous_sibling().map(|before| takes_list(before)) {
        Some(true) => at_start(text).map_or(text, |(_, behind)| behind),
        _ => text,
    };
    if is_last_line(node) && is_only_list(text) { "" } else { text }
}

fn takes_list(node: Node<'_>) -> bool {
    matches!(
        node.data().value,
        NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::Code(_) | NodeValue::Emph | NodeValue::Strong
    )
}

fn is_last_line(text: Node<'_>) -> bool {
    let alone =
        text.previous_sibling().is_some_and(|before| matches!(before.data().value, NodeValue::SoftBreak));
    let in_paragraph =
        text.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Paragraph));
    alone && in_paragraph && text.next_sibling().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_tool_are_read() {
        let (before, list) = at_end("Head {: #id .a key=\"b c\" }").unwrap();
        assert_eq!((before, list.id, list.classes), ("Head", Some("id"), vec!["a"]));
        let (list, behind) = at_start("{ width=\"300\" .x } after").unwrap();
        assert_eq!((list.size(), list.class().as_deref(), behind), (Some((300, None)), Some("x"), " after"));
        assert_eq!(at_start("{:height 30, :width 40}").unwrap().0.size(), Some((40, Some(30))));
        for text in ["{.NET}", "{{ .Values }}", "{}", "{a}", "{ x y }"] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }
}
