//! Links and images: what is written becomes a hole for the linker.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue, Sourcepos};

use super::state::OpenLink;
use super::writer::{Writer, plain_text};
use crate::note::{Link, LinkForm, LinkId, Piece, problem};
use crate::text::{Span, escape};

/// Where a Markdown link leads, judged by its text alone.
pub(super) enum Destination<'u> {
    Empty,
    External(&'u str),
    Unsafe(&'u str),
    Vault,
}

impl<'a> Writer<'a> {
    pub(super) fn link_start(&mut self, node: Node<'a>, link: &NodeLink, pos: Sourcepos) {
        let span = self.link_span("[", pos);
        let open = match destination(&link.url, false) {
            Destination::Empty => {
                let label = plain_text(node);
                self.problems.push(problem::empty_link(&self.source.path, span, &label));
                OpenLink::Text
            }
            Destination::Unsafe(scheme) => {
                self.problems.push(problem::unsafe_link(&self.source.path, span, scheme));
                OpenLink::Text
            }
            Destination::External(url) => self.external_start(url, &link.title),
            Destination::Vault => {
                let label = plain_text(node);
                let link = Link {
                    title: title(link),
                    ..self.vault_link(LinkForm::Markdown, &link.url, &label, span)
                };
                self.hole_start(link)
            }
        };
        self.open_links.push(open);
    }

    fn external_start(&mut self, url: &str, title: &str) -> OpenLink {
        self.out.html("<a");
        self.out.attribute("href", url);
        if !title.is_empty() {
            self.out.attribute("title", title);
        }
        self.out.html(">");
        OpenLink::External
    }

    fn hole_start(&mut self, link: Link) -> OpenLink {
        let id = self.add_link(link);
        self.out.hole(Piece::LinkStart(id));
        OpenLink::Hole(id, self.passage.len())
    }

    pub(super) fn link_end(&mut self) {
        match self.open_links.pop() {
            Some(OpenLink::External) => self.out.html("</a>"),
            Some(OpenLink::Hole(id, start)) => {
                self.passage.link(id, start);
                self.out.hole(Piece::LinkEnd(id));
            }
            Some(OpenLink::Text) | None => {}
        }
    }

    /// A wiki link. The label is the target as written where none is given, and its last segment where
    /// the label is empty.
    pub(super) fn wiki_start(&mut self, node: Node<'a>, url: &str, pos: Sourcepos) {
        let span = self.wiki_span(pos);
        let label = plain_text(node);
        let open = match url.trim() {
            "" => {
                self.problems.push(problem::empty_link(&self.source.path, span, &format!("[[{label}]]")));
                OpenLink::Text
            }
            url => {
                let (target, fragment) = split_fragment(url);
                let shown = if label.is_empty() { last_segment(target) } else { &label };
                let shown = format!("{shown}{}", trail(node));
                let link = self.new_link(LinkForm::Wiki, target, fragment, &shown, span);
                self.hole_start(link)
            }
        };
        self.open_links.push(open);
        if label.is_empty() {
            // Brackets around nothing are shown as they are written.
            let shown = match last_segment(split_fragment(url.trim()).0) {
                "" => self.source.text.get(span.range()).unwrap_or(""),
                name => name,
            };
            self.passage.push(shown);
            self.out.text(shown);
        }
    }

    /// The letters that touch the closing brackets join the link text (`[[pod]]s`).
    pub(super) fn wiki_end(&mut self, node: Node<'a>) {
        let trail = trail(node);
        if matches!(self.open_links.last(), Some(OpenLink::Hole(..))) {
            self.passage.push(&trail);
            self.out.text(&trail);
            self.trail = trail.len();
        }
        self.link_end();
    }

    /// `![[target|label]]`; a label of numbers is a size.
    pub(super) fn wiki_embed(&mut self, node: Node<'a>, url: &str, pos: Sourcepos) {
        let span = self.wiki_span(pos);
        let label = plain_text(node);
        if url.trim().is_empty() {
            self.problems.push(problem::empty_link(&self.source.path, span, &format!("![[{label}]]")));
            return;
        }
        let (target, fragment) = split_fragment(url.trim());
        let (alt, size) = sized(&label);
        let alt = if alt == url.trim() { "" } else { alt };
        let link = Link { size, ..self.new_link(LinkForm::WikiEmbed, target, fragment, alt, span) };
        self.embed(link, alt);
    }

    pub(super) fn image(&mut self, node: Node<'a>, image: &NodeLink, pos: Sourcepos) {
        let span = self.link_span("![", pos);
        let text = plain_text(node);
        let (alt, size) = sized(&text);
        match destination(&image.url, true) {
            Destination::Empty => {
                self.problems.push(problem::empty_link(&self.source.path, span, alt));
                self.out.text(alt);
            }
            Destination::Unsafe(scheme) => {
                self.problems.push(problem::unsafe_link(&self.source.path, span, scheme));
                self.out.text(alt);
            }
            Destination::External(url) => self.external_image(url, alt, &image.title, size),
            Destination::Vault => {
                let link = self.vault_link(LinkForm::Image, &image.url, alt, span);
                self.embed(Link { title: title(image), size, ..link }, alt);
            }
        }
    }

    fn external_image(&mut self, url: &str, alt: &str, title: &str, size: Option<(u32, Option<u32>)>) {
        self.passage.push(alt);
        self.out.html("<img");
        self.out.attribute("src", url);
        self.out.attribute("alt", alt);
        if !title.is_empty() {
            self.out.attribute("title", title);
        }
        if let Some((width, height)) = size {
            self.out.attribute("width", &width.to_string());
            height.into_iter().for_each(|height| self.out.attribute("height", &height.to_string()));
        }
        self.out.html(" loading=\"lazy\">");
    }

    fn embed(&mut self, link: Link, alt: &str) {
        let start = self.passage.len();
        let shown = if alt.is_empty() { link.target.to_string() } else { alt.to_string() };
        let id = self.add_link(link);
        self.passage.push(&shown);
        self.passage.link(id, start);
        self.out.hole(Piece::Embed(id));
    }

    pub(super) fn add_link(&mut self, link: Link) -> LinkId {
        self.links.push(link);
        LinkId(self.links.len() as u32 - 1)
    }

    pub(super) fn vault_link(&self, form: LinkForm, url: &str, label: &str, span: Span) -> Link {
        let (target, fragment) = split_fragment(url);
        let target = escape::percent_decoded(target);
        let fragment = fragment.map(escape::percent_decoded);
        self.new_link(form, &target, fragment.as_deref(), label, span)
    }

    pub(super) fn new_link(
        &self,
        form: LinkForm,
        target: &str,
        fragment: Option<&str>,
        label: &str,
        span: Span,
    ) -> Link {
        Link {
            form,
            target: target.trim().into(),
            fragment: fragment.map(|fragment| fragment.trim().into()),
            label: label.into(),
            title: None,
            size: None,
            span,
            heading: self.current_heading(),
            before: "".into(),
            after: "".into(),
        }
    }

    /// The exact characters of a Markdown link. In a table cell comrak counts each `\|` before it as one
    /// byte less, so the opening is looked for from there on.
    fn link_span(&self, opening: &str, pos: Sourcepos) -> Span {
        let span = self.span(pos);
        let (start, shift) = self.opening(opening, pos);
        let end = (span.end as usize + shift).max(start + opening.len());
        Span::new(start..end).clamped(self.source.text.len())
    }

    /// The exact characters of a wiki link, `[[` and `]]` included (with the `!` of an embed).
    pub(super) fn wiki_span(&self, pos: Sourcepos) -> Span {
        let (start, _) = self.opening("[[", pos);
        let embed = self.source.text.get(..start).is_some_and(|before| before.ends_with('!'));
        let rest = self.source.text.get(start..).unwrap_or("");
        let length = rest.find("]]").map_or(rest.len().min(2), |close| close + 2);
        Span::new(start - usize::from(embed && self.text_starts_embed(pos))..start + length)
    }

    fn text_starts_embed(&self, pos: Sourcepos) -> bool {
        let start = self.span(pos).start as usize;
        self.source.text.get(start..).is_some_and(|rest| rest.starts_with('!'))
    }

    /// Where `opening` stands at or shortly after the start of a node, and how far after it. Where a block
    /// took only a part of a tab, comrak counts the rest as spaces: then it stands up to three bytes before.
    fn opening(&self, opening: &str, pos: Sourcepos) -> (usize, usize) {
        let start = self.span(pos).start as usize;
        let text = &self.source.text;
        let stands = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(opening));
        if !stands(start) && self.line_indent(pos.start.line).contains('\t') {
            let before = (1..=3).filter_map(|by| start.checked_sub(by)).find(|&at| stands(at));
            if let Some(before) = before {
                return (before, 0);
            }
        }
        let near = text.floor_char_boundary(start.saturating_add(NEAR + opening.len()));
        let line = text.get(start..near).and_then(|rest| rest.lines().next()).unwrap_or("");
        let shift = line.find(opening).unwrap_or(0);
        (start + shift, shift)
    }
}

/// How far from its place a link is searched, in bytes: a line of many is not read once for each.
pub(super) const NEAR: usize = 256;

/// `[[toc]]` and `[[_TOC_]]` are a list of contents and never a link (links.md, "Forms").
pub(super) fn is_contents(target: &str) -> bool {
    target.eq_ignore_ascii_case("toc") || target.eq_ignore_ascii_case("_toc_")
}

fn title(link: &NodeLink) -> Option<Box<str>> {
    (!link.title.is_empty()).then(|| link.title.as_str().into())
}

/// Splits `target#fragment`; a `#` at the end is an empty fragment.
fn split_fragment(url: &str) -> (&str, Option<&str>) {
    url.split_once('#').map_or((url, None), |(target, fragment)| (target, Some(fragment)))
}

fn last_segment(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}

/// The letters that follow a wiki link without a space. As in MediaWiki only scripts with case have a
/// linktrail: in Chinese every following word touches.
fn trail(node: Node<'_>) -> String {
    let Some(next) = node.next_sibling() else { return String::new() };
    let data = next.data();
    let NodeValue::Text(text) = &data.value else { return String::new() };
    text.chars().take_while(|c| c.is_lowercase() || c.is_uppercase()).collect()
}

/// `alt|300x200`, `300`, `alt|300`: the text and the size in it.
fn sized(label: &str) -> (&str, Option<(u32, Option<u32>)>) {
    let (alt, last) = label.rsplit_once('|').unwrap_or(("", label));
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|&n| n > 0 && n <= 10_000);
    let size = match last.split_once('x') {
        Some((width, height)) => {
            number(width).zip(number(height)).map(|(width, height)| (width, Some(height)))
        }
        None => number(last).map(|width| (width, None)),
    };
    if size.is_some() { (alt, size) } else { (label, None) }
}

/// Judges a URL. Browsers drop white space and control characters before they read a scheme, so they are
/// dropped here as well (`java\tscript:`).
pub(super) fn destination(url: &str, image: bool) -> Destination<'_> {
    let url = url.trim();
    if url.is_empty() {
        return Destination::Empty;
    }
    if url.starts_with("//") {
        return Destination::External(url);
    }
    let Some((before, rest)) = url.split_once(':') else { return Destination::Vault };
    let scheme: String = before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let named = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    match scheme.to_ascii_lowercase().as_str() {
        _ if !named => Destination::Vault,
        "javascript" | "vbscript" => Destination::Unsafe(before),
        "data" if !(image && rest.trim_start().to_ascii_lowercase().starts_with("image/")) => {
            Destination::Unsafe(before)
        }
        _ => Destination::External(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_from_labels() {
        assert_eq!(sized("300"), ("", Some((300, None))));
        assert_eq!(sized("A b|300x200"), ("A b", Some((300, Some(200)))));
        assert_eq!(sized("4x4 car"), ("4x4 car", None));
    }

    #[test]
    fn schemes_that_run_code_are_unsafe() {
        for url in ["javascript:x", "JaVaScRiPt:x", "java\tscript:x", " vbscript:x", "data:text/html,x"] {
            assert!(matches!(destination(url, false), Destination::Unsafe(_)), "{url}");
        }
        assert!(matches!(destination("data:image/png;base64,x", true), Destination::External(_)));
        assert!(matches!(destination("C:/x.md", false), Destination::Vault));
        assert!(matches!(destination("https://example.com/a.md", false), Destination::External(_)));
    }
}
