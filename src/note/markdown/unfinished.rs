//! Markdown links that are none: a blank ends the target of `[text](two words)`, and nothing defines the label of
//! `[text][label]` and `[label][]`. To the parser they are text, and so they are published.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

impl<'a> Writer<'a> {
    /// Reports a link with markup in its text: the text behind that begins with the end of it.
    pub(super) fn unfinished_markup(&mut self, node: Node<'a>, text: &str) {
        let closes = text.find(['[', ']']).filter(|at| text.get(*at..*at + 1) == Some("]"));
        let Some((close, behind)) = closes.and_then(|at| Some((at, text.get(at + 1..)?))) else { return };
        let Some((target, length)) = target(behind, None).filter(|_| self.open_links.is_empty()) else {
            return;
        };
        let Some(start) = self.opened_before(node) else { return };
        let from = self.place(self.text_at.line, self.text_at.column);
        let written = text.get(close..close + 1 + length).unwrap_or("");
        let near = self.text.get(from..self.text.floor_char_boundary(from + FARTHEST)).unwrap_or("");
        let Some(at) = near.find(written).filter(|at| !near.split_at(*at).0.ends_with('\\')) else { return };
        let span = self.file_span(start, from + at + written.len());
        self.report(span, target);
    }

    /// Where a bracket stands that is open before the markup before a text.
    fn opened_before(&self, text: Node<'a>) -> Option<usize> {
        let mut behind = text;
        for node in text.preceding_siblings().skip(1).take(MOST_MARKUP) {
            let data = node.data();
            match &data.value {
                NodeValue::Text(text) if text.contains(['[', ']']) => {
                    let open = text.rfind(['[', ']']).filter(|at| text.get(*at..*at + 1) == Some("["))?;
                    opening(text, open, text.len())?;
                    let (from, to) = (data.sourcepos.start, behind.data().sourcepos.start);
                    let (from, to) = (self.place(from.line, from.column), self.place(to.line, to.column));
                    let written = self.text.get(from..to)?;
                    let at = written.rfind('[').filter(|at| !written.split_at(*at).0.ends_with('\\'))?;
                    let is_image = written.split_at(at).0.ends_with('!');
                    return Some(from + at - usize::from(is_image));
                }
                NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::HtmlInline(_) => return None,
                _ => behind = node,
            }
        }
        None
    }

    fn report(&mut self, span: Span, target: Target<'_>) {
        self.body.problems.push(match target {
            Target::Blanks(target) => problem::blanks_in_target(&self.source.path, span, target),
            Target::Label(label) => problem::undefined_reference(&self.source.path, span, label),
        });
    }

    /// Reports the links of a text that lead nowhere. The parser has taken backslashes away and knows the place of
    /// the text alone, so each is looked for in what is written.
    pub(super) fn unfinished_links(&mut self, text: &str) {
        if !self.open_links.is_empty() || !(text.contains("](") || text.contains("][")) {
            return;
        }
        let mut from = self.place(self.text_at.line, self.text_at.column).saturating_sub(TAB);
        for link in links(text) {
            let near = self.text.get(self.text.floor_char_boundary(from)..).unwrap_or("");
            let near = near.get(..near.floor_char_boundary(FARTHEST)).unwrap_or("");
            let Some(at) = near.find(link.written) else { continue };
            if near.split_at(at).0.ends_with('\\') {
                continue;
            }
            let start = self.text.floor_char_boundary(from) + at;
            from = start + link.written.len();
            let span = self.file_span(start, from);
            self.report(span, link.target);
        }
    }
}

/// By how much the parser tells a column too late that stands behind a part of a tab.
const TAB: usize = 3;

/// How many pieces of markup the text of a link may have.
const MOST_MARKUP: usize = 16;

/// How far behind the beginning of its text a link is searched in the source, in bytes.
const FARTHEST: usize = 4096;

/// Something that was meant as a link.
#[derive(Debug, PartialEq, Eq)]
struct Unfinished<'t> {
    written: &'t str,
    target: Target<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target<'t> {
    /// `(two words)`
    Blanks(&'t str),
    /// `[label]`
    Label(&'t str),
}

/// The links of a text that are none.
fn links(text: &str) -> impl Iterator<Item = Unfinished<'_>> {
    let mut open = None;
    text.match_indices(['[', ']']).filter_map(move |(at, bracket)| {
        if bracket == "[" {
            open = Some(at);
            return None;
        }
        let (start, label) = opening(text, open.take()?, at)?;
        let behind = text.get(at + 1..).filter(|_| is_name(label))?;
        let (target, length) = target(behind, Some(label))?;
        let is_filter = target == Target::Label(label) && text.get(..start)?.ends_with('.');
        let written = text.get(start..at + 1 + length)?;
        (!is_filter).then_some(Unfinished { written, target })
    })
}

/// What the brackets behind the text of a link ask for, and how long they are. What has markup in it names no
/// definition.
fn target<'t>(behind: &'t str, label: Option<&'t str>) -> Option<(Target<'t>, usize)> {
    let around = |inside: &str| inside.len() + "()".len();
    if let Some(target) = blanks(behind) {
        return Some((Target::Blanks(target), around(target)));
    }
    if let (Some(label), Some(rest)) = (label, behind.strip_prefix("[]")) {
        let is_index = label.bytes().all(|byte| byte.is_ascii_digit()) || is_indexed(rest);
        return (!is_index).then_some((Target::Label(label), "[]".len()));
    }
    // `[smile][smile]` is a picture of WeChat, twice.
    let name = reference(behind).filter(|name| Some(*name) != label)?;
    Some((Target::Label(name), around(name)))
}

/// Where a link with these brackets begins, and its label. Behind a name brackets are an index or a type.
fn opening(text: &str, open: usize, close: usize) -> Option<(usize, &str)> {
    let before = text.get(..open)?;
    let before = before.strip_suffix('!').unwrap_or(before);
    let apart = |c: char| !c.is_ascii_alphanumeric() && !"_$\\[])}>\"'`".contains(c);
    before.chars().next_back().is_none_or(apart).then_some((before.len(), text.get(open + 1..close)?))
}

/// Whether brackets hold words: no footnote, no kind of a callout, no option of a command, nothing of a template.
fn is_name(label: &str) -> bool {
    label.trim() == label
        && !label.is_empty()
        && !label.starts_with(['^', '!', '-', '@'])
        && !label.contains(['{', '}', '$', '`', '<', '>', '"', '\'', ',', '|', '='])
}

/// What stands in parentheses, where blanks end it as a target.
fn blanks(behind: &str) -> Option<&str> {
    let rest = behind.strip_prefix('(')?;
    let (target, end) = rest.split_at_checked(rest.find(['(', ')', '<', '>', '{', '$'])?)?;
    let found = end.starts_with(')') && target.trim() == target && target.contains(char::is_whitespace);
    found.then_some(target)
}

/// The label of a definition; one more pair of brackets makes it an index.
fn reference(behind: &str) -> Option<&str> {
    let rest = behind.strip_prefix('[')?;
    let (label, end) = rest.split_at_checked(rest.find(['[', ']'])?)?;
    let behind = end.strip_prefix(']')?;
    (is_name(label) && !is_indexed(behind)).then_some(label)
}

/// Whether more follows brackets that makes an index or a type of them.
fn is_indexed(behind: &str) -> bool {
    behind.starts_with(|c: char| c.is_ascii_alphanumeric() || "[(]:_{*&".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).map(|link| link.written).collect()
    }

    #[test]
    fn what_was_meant_as_a_link_is_found() {
        assert_eq!(found("a [x](b c), ![i](my img.png)"), ["[x](b c)", "![i](my img.png)"]);
        assert_eq!(found("([up to date][4007])"), ["[up to date][4007]"]);
        assert_eq!(found("[x][], ![a b][]"), ["[x][]", "![a b][]"]);
    }

    #[test]
    fn brackets_of_programs_are_no_links() {
        for text in [
            "map[string][]string",
            "a[0][1] [0][1][2]",
            "[]byte(a b)",
            "func[T](a b)",
            "[x](a)",
            "[ ](a b)",
            "[x] (a b)",
            "[^1][^2]",
            "[--all][-n]",
            "[a]({{ b c }})",
            "[a](b (c) d)",
            "[][]",
            "[[1][2]]",
            "[a, b][c]",
            "[笑][笑]",
            "arr[i][]",
            "[n][]byte",
            "[0][]",
            "[ ][]",
            "jq .[foo][]",
            "[x][][]",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
