//! Writing a link anew: what it asks for is replaced in the spelling it has, and what its reader sees stays.
//!
//! The characters are found by reading the link once more, and they are taken only where they say what the
//! compiled link asks for: what is written in a way not known here is left alone.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::links::sized;
use super::wiki_parts::{last_segment, parts, split_fragment, unescaped};
use crate::note::{Dialect, Link, LinkForm};
use crate::text::media::Media;
use crate::text::{Asking, Edit, Source, Span, escape, name};

/// In how many places the destination of one link is looked for, from its end: its title may look like one.
const MOST_OPENINGS: usize = 64;

/// Writes links of one file anew.
pub struct Respeller<'s> {
    text: &'s str,
    dialect: Dialect,
    /// The destinations of the link definitions, by their labels; made when the first link needs them.
    definitions: OnceCell<BTreeMap<String, Range<usize>>>,
}

/// What a link asks for as it is written, and where.
struct Written<'t> {
    range: Range<usize>,
    target: &'t str,
    fragment: Option<&'t str>,
}

impl<'t> Written<'t> {
    fn at(text: &'t str, range: Range<usize>) -> Option<Self> {
        let (target, fragment) = split_fragment(text.get(range.clone())?);
        Some(Written { range, target, fragment })
    }

    /// Whether this is what the link asks for, when it is read by `read`.
    fn is_of(&self, link: &Link, read: impl Fn(&str) -> String) -> bool {
        read(self.target).trim() == &*link.target
            && self.fragment.map(&read).as_deref().map(str::trim) == link.fragment.as_deref()
    }

    /// The same with what is asked for instead.
    fn asking(&self, asking: &Asking, spell: impl Fn(&str) -> String) -> String {
        let target =
            asking.target.as_deref().map_or_else(|| self.target.to_string(), &spell) + &asking.question;
        let fragment = asking.fragment.as_deref().map(&spell).or(self.fragment.map(str::to_string));
        fragment.map_or(target.clone(), |fragment| format!("{target}#{fragment}"))
    }
}

impl<'s> Respeller<'s> {
    /// For the links of a file.
    pub fn of(source: &'s Source, dialect: Dialect) -> Self {
        Respeller { text: &source.text, dialect, definitions: OnceCell::new() }
    }

    /// What to write so that `link` asks for something else; `None` where its characters cannot be told.
    pub fn respelt(&self, link: &Link, asking: &Asking) -> Option<Edit> {
        let (range, text) = match link.form {
            LinkForm::Wiki | LinkForm::WikiEmbed | LinkForm::WikiTag => self.wiki(link, asking),
            LinkForm::Markdown | LinkForm::Image => self.markdown(link, asking),
            LinkForm::Href | LinkForm::Src => self.attribute(link, asking),
            LinkForm::Kind | LinkForm::Tag => None,
        }?;
        Some(Edit { span: Span::new(range), text })
    }

    fn wiki(&self, link: &Link, asking: &Asking) -> Option<(Range<usize>, String)> {
        let inner = self.brackets(link)?;
        let is_inside = inner.end + 2 < link.span.range().end;
        let text = self.text.get(inner.clone())?;
        let (asked, label) = parts(text, self.dialect);
        let asked = trimmed(inner.start + (asked.as_ptr() as usize - text.as_ptr() as usize), asked);
        let written = Written::at(self.text, asked.clone())?;
        let read = |text: &str| unescaped(text).into_owned();
        let plain = |text: &String| !text.contains(['|', '#', '[', ']', '\\', '&', '^', '\n']);
        let fragment =
            |text: &String| text.strip_prefix('^').is_some_and(|id| plain(&id.to_string())) || plain(text);
        if !written.is_of(link, read)
            || !asking.target.iter().all(plain)
            || !asking.fragment.iter().all(fragment)
        {
            return None;
        }
        let anew = written.asking(asking, str::to_string);
        let shown = self.text.get(asked.clone())?;
        match shown_by(link, shown, label).filter(|_| !is_inside && self.dialect.labels_follow()) {
            None => Some((asked, anew)),
            Some(shown) if link.form == LinkForm::WikiEmbed && sized(shown).1.is_some() => None,
            Some(shown) => {
                let pipe = if link.in_table { "\\|" } else { "|" };
                Some((asked.start..inner.end, format!("{anew}{pipe}{shown}")))
            }
        }
    }

    /// What stands between the doubled brackets: those of the link, or inside of `[label]([[page]])`.
    fn brackets(&self, link: &Link) -> Option<Range<usize>> {
        let Range { start, end } = link.span.range();
        let written = self.text.get(start..end)?;
        let plain = written.strip_prefix('!').unwrap_or(written);
        let outer = match plain.starts_with("[[") && plain.ends_with("]]") {
            true => end - plain.len()..end,
            false => start + written.rfind("]([[")? + 2..end - usize::from(written.ends_with("]])")),
        };
        (outer.len() >= 4).then_some(outer.start + 2..outer.end - 2)
    }

    fn markdown(&self, link: &Link, asking: &Asking) -> Option<(Range<usize>, String)> {
        let range = self.destination(link)?;
        let is_bare = !self.text.get(..range.start)?.ends_with('<');
        let written = Written::at(self.text, range)?;
        let encodes = is_bare || self.text.get(written.range.clone())?.contains('%');
        let spell = |text: &str| if encodes { escape::link_target(text) } else { text.to_string() };
        let anew = written.asking(asking, spell);
        (encodes || !anew.contains(['<', '>', '\\', '&', '\n'])).then_some((written.range, anew))
    }

    /// The destination of a Markdown link or image: inside of its parentheses, else in its definition.
    fn destination(&self, link: &Link) -> Option<Range<usize>> {
        let Range { start, end } = link.span.range();
        let written = self.text.get(start..end)?;
        let is_asked =
            |range: &Range<usize>| Written::at(self.text, range.clone()).is_some_and(|w| w.is_of(link, url));
        let mut inline = written.rmatch_indices("](").take(MOST_OPENINGS).filter_map(|(at, opening)| {
            destination_at(self.text, start + at + opening.len()).filter(|range| range.end < end)
        });
        inline.find(is_asked).or_else(|| self.definition(written).filter(is_asked))
    }

    /// The destination in the definition of a reference: `[text][label]`, `[label][]`, `[label]`.
    fn definition(&self, reference: &str) -> Option<Range<usize>> {
        let inner = reference.trim_start_matches('!').strip_prefix('[')?.strip_suffix(']')?;
        let (text, label) = inner.rsplit_once("][").unwrap_or((inner, ""));
        let label = if label.is_empty() { text } else { label };
        self.definitions.get_or_init(|| definitions(self.text)).get(&label_key(label)).cloned()
    }

    fn attribute(&self, link: &Link, asking: &Asking) -> Option<(Range<usize>, String)> {
        let written = Written::at(self.text, link.span.range())?;
        let read = |text: &str| escape::target_decoded(&super::tags::decoded(text));
        written
            .is_of(link, read)
            .then(|| (written.range.clone(), written.asking(asking, escape::link_target)))
    }
}

/// A part of a destination as it is meant.
fn url(text: &str) -> String {
    escape::target_decoded(&unescaped(text))
}

/// The place of a text that begins at `start`, without the white space around it.
fn trimmed(start: usize, text: &str) -> Range<usize> {
    let start = start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// What the reader sees of a link because of what it asks for; a picture shows itself.
fn shown_by<'t>(link: &Link, asked: &'t str, label: Option<&str>) -> Option<&'t str> {
    let is_picture = link.form == LinkForm::WikiEmbed && Media::of(&link.target) == Some(Media::Image);
    match label.map(str::trim) {
        None if !is_picture => Some(asked),
        Some("") if link.form == LinkForm::Wiki => Some(last_segment(split_fragment(asked).0)),
        _ => None,
    }
}

/// The destination that begins at `start` or behind white space there (CommonMark 0.31, "Links").
pub(super) fn destination_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let start = start + rest.len() - rest.trim_start().len();
    let rest = text.get(start..)?;
    match rest.strip_prefix('<') {
        Some(inner) => {
            unescaped_end(inner, |c, _| c == '>' || c == '\n').map(|end| start + 1..start + 1 + end)
        }
        None => {
            let ends = |c: char, open: usize| c.is_whitespace() || (c == ')' && open == 0);
            let end = unescaped_end(rest, ends).unwrap_or(rest.len());
            (end > 0).then_some(start..start + end)
        }
    }
}

/// Where the first character stands that ends a text and is not escaped; `ends` is told how many
/// parentheses are open before it.
fn unescaped_end(text: &str, ends: impl Fn(char, usize) -> bool) -> Option<usize> {
    let (mut open, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        if !escaped && ends(c, open) {
            return Some(at);
        }
        match c {
            '(' if !escaped => open += 1,
            ')' if !escaped => open = open.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// The destinations of all lines that read like a definition; of one label the first counts.
fn definitions(text: &str) -> BTreeMap<String, Range<usize>> {
    let mut found = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        if let Some((label, range)) = definition(text, start, line) {
            found.entry(label).or_insert(range);
        }
        start += line.len();
    }
    found
}

/// `[label]: destination` in a line, be it inside of quotes and lists.
fn definition(text: &str, start: usize, line: &str) -> Option<(String, Range<usize>)> {
    let inner = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).strip_prefix('[')?;
    let (label, rest) = inner.split_once("]:")?;
    let range = destination_at(text, start + line.len() - rest.len())?;
    (range.end <= start + line.len() && !label.starts_with('^')).then(|| (label_key(label), range))
}

/// A label as labels are compared.
fn label_key(label: &str) -> String {
    let words: Vec<Cow<'_, str>> = label.split_whitespace().map(Cow::Borrowed).collect();
    name::caseless(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Dialect, Texts, compile};
    use crate::text::{RelPath, edited};

    /// A text with its first link asking for `to`.
    fn anew(text: &str, target: Option<&str>, fragment: Option<&str>) -> Option<String> {
        let source = Source::new(RelPath::new("a.md").unwrap(), text);
        let note = compile(&source, Dialect::default(), &Texts::default());
        let fragment = fragment.map(str::to_string);
        let asking = Asking { target: target.map(str::to_string), fragment, ..Asking::default() };
        let edit = Respeller::of(&source, Dialect::default()).respelt(note.links.first()?, &asking)?;
        Some(edited(text, vec![edit]))
    }

    #[test]
    fn the_target_of_every_form_of_link_is_replaced_and_nothing_else() {
        for (text, expected) in [
            ("[[Old]]s", "[[a/new x|Old]]s"),
            ("[[ Old ]]", "[[ a/new x|Old]]"),
            ("[[Old#H|L|M]]", "[[a/new x#H|L|M]]"),
            ("[[Old#H]]", "[[a/new x#H|Old#H]]"),
            ("[[b/Old|]]", "[[a/new x|Old]]"),
            ("![[Old]]", "![[a/new x|Old]]"),
            ("![[Old.png|300]]", "![[a/new x|300]]"),
            ("![[Old.png]]", "![[a/new x]]"),
            ("| h |\n|---|\n| [[Old]] |", "| h |\n|---|\n| [[a/new x\\|Old]] |"),
            ("| h |\n|---|\n| [[Old\\|L]] |", "| h |\n|---|\n| [[a/new x\\|L]] |"),
            ("[Old]([[Old]])", "[Old]([[a/new x]])"),
            ("[Old.md](Old.md \"Old.md\")", "[Old.md](a/new%20x \"Old.md\")"),
            ("[t](Old%20x.md#a%20b)", "[t](a/new%20x#a%20b)"),
            ("[t](<Old x.md#a>)", "[t](<a/new x#a>)"),
            ("![Old](Old.png)", "![Old](a/new%20x)"),
            ("[a](b) c".trim_end_matches(" c"), "[a](a/new%20x)"),
            ("[t](Old\\_x_\\(y\\).md)", "[t](a/new%20x)"),
            ("[t][r]\n\n> [R]: ./Old.md 'T'\n", "[t][r]\n\n> [R]: a/new%20x 'T'\n"),
            ("[r] x\n\n[r]: <Old.md>\n[r]: Old.md", "[r] x\n\n[r]: <a/new x>\n[r]: Old.md"),
            ("<a href=Old.md#x>t</a>", "<a href=a/new%20x#x>t</a>"),
            ("<a href=\"Old&amp;x.md\">t</a>", "<a href=\"a/new%20x\">t</a>"),
        ] {
            assert_eq!(anew(text, Some("a/new x"), None).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_fragment_alone_can_be_replaced() {
        for (text, expected) in [
            ("[[a#Old|L]]", "[[a#New|L]]"),
            ("[[#Old]]", "[[#New|#Old]]"),
            ("[t](./x.md#Old)", "[t](./x.md#New)"),
            ("[t](#Old 'T')", "[t](#New 'T')"),
        ] {
            assert_eq!(anew(text, None, Some("New")).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(anew("[[a#^old|L]]", None, Some("^new")).as_deref(), Some("[[a#^new|L]]"));
    }

    #[test]
    fn what_cannot_be_written_in_a_form_is_not() {
        for text in ["[[Old]]", "![[Old]]"] {
            assert_eq!(anew(text, Some("a|b"), None), None);
            assert_eq!(anew(text, None, Some("a]b")), None);
        }
        assert_eq!(anew("[t](<Old.md>)", Some("a<b"), None), None);
        assert_eq!(anew("[t](Old.md)", Some("a<b (c)"), None).as_deref(), Some("[t](a%3Cb%20%28c%29)"));
        assert_eq!(anew("![[300]]", Some("new"), None), None, "a label of digits is a size");
    }
}
