//! Links and images: what is written becomes a hole for the linker.

use comrak::Node;
use comrak::nodes::{NodeLink, Sourcepos};

use super::state::OpenLink;
use super::wiki_parts::{is_nothing, split_fragment, target_of_url};
use super::writer::Writer;
use crate::note::{External, Link, LinkForm, LinkId, Piece, Unwritten, problem};
use crate::text::media::Media;
use crate::text::{Span, escape, name};

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
        let list = self.list_behind(node);
        self.place_before(&list);
        let url = self.wiki.restore(&link.url).into_owned();
        let open = match target_of_url(&url, self.dialect) {
            Some(target) => self.page_start(node, link, &target, span),
            None => self.url_start(node, link, &url, pos),
        };
        self.open_links.push(open);
    }

    /// `[label]([[page]])` leads where `[[page]]` does, and shows the same where it has no label.
    fn page_start(&mut self, node: Node<'a>, written: &NodeLink, asked: &str, span: Span) -> OpenLink {
        if is_nothing(asked) {
            return self.empty_start(node, span);
        }
        let (target, fragment) = split_fragment(asked);
        let link = self.new_link(LinkForm::Wiki, target, fragment, &self.plain_text(node), span);
        let open = self.labelled_start(node, written, link);
        if node.first_child().is_none() {
            self.shown(asked);
        }
        open
    }

    fn labelled_start(&mut self, node: Node<'a>, written: &NodeLink, link: Link) -> OpenLink {
        self.hole_start(Link { title: self.title(written), class: self.list_behind(node).class(), ..link })
    }

    fn empty_start(&mut self, node: Node<'a>, span: Span) -> OpenLink {
        let label = self.plain_text(node);
        self.body.problems.push(problem::empty_link(&self.source.path, span, &label));
        self.body.empty.push(Unwritten { label: label.into(), span });
        OpenLink::Text
    }

    fn url_start(&mut self, node: Node<'a>, link: &NodeLink, url: &str, pos: Sourcepos) -> OpenLink {
        let span = self.link_span("[", pos);
        match destination(url, false) {
            Destination::Empty => self.empty_start(node, span),
            Destination::Unsafe(scheme) => {
                let span = self.written_out(url, pos).unwrap_or(span);
                self.body.problems.push(problem::unsafe_link(&self.source.path, span, scheme));
                OpenLink::Text
            }
            Destination::External(url) => {
                self.add_external(url, self.written_out(url, pos).unwrap_or(span));
                self.external_start(url, &self.wiki.restore(&link.title), self.list_behind(node).class())
            }
            Destination::Vault => {
                let label = self.plain_text(node);
                let asking = self.vault_link(LinkForm::Markdown, url, &label, span);
                self.labelled_start(node, link, asking)
            }
        }
    }

    pub(super) fn external_start(&mut self, url: &str, title: &str, class: Option<Box<str>>) -> OpenLink {
        self.out.html("<a");
        self.out.attribute("href", url);
        if !title.is_empty() {
            self.out.attribute("title", title);
        }
        class.iter().for_each(|class| self.out.attribute("class", class));
        self.out.html(">");
        OpenLink::External
    }

    /// Keeps a link that leads to another site.
    pub(super) fn add_external(&mut self, url: &str, span: Span) {
        let url = url.trim();
        let has_scheme =
            |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        if has_scheme("http://") || has_scheme("https://") {
            self.body.external.push(External { url: url.into(), span });
        }
    }

    /// The place of a URL that is a link without brackets; comrak adds a scheme to `www.`
    pub(super) fn written_out(&self, url: &str, pos: Sourcepos) -> Option<Span> {
        let start = self.span(pos).start as usize;
        let near = self.source.text.floor_char_boundary(start.saturating_add(NEAR + url.len()));
        let line = self.source.text.get(start..near)?.lines().next()?;
        let bare = url.strip_prefix("http://").filter(|bare| bare.starts_with("www."));
        let (at, written) =
            [Some(url), bare].into_iter().flatten().find_map(|url| Some((line.find(url)?, url)))?;
        let is_bare = !line.get(..at)?.contains(['[', '(']);
        is_bare.then(|| Span::new(start + at..start + at + written.len()))
    }

    pub(super) fn hole_start(&mut self, link: Link) -> OpenLink {
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

    pub(super) fn image(&mut self, node: Node<'a>, image: &NodeLink, pos: Sourcepos) {
        let span = self.link_span("![", pos);
        let text = self.plain_text(node);
        let (alt, size) = sized(&text);
        let list = self.list_behind(node);
        self.place_before(&list);
        let (class, size) = (list.class(), size.or(list.size()));
        let url = self.wiki.restore(&image.url).into_owned();
        if alt.trim().is_empty() && is_picture(&url) {
            self.body.problems.push(problem::missing_alt_text(&self.source.path, span));
        }
        match destination(&url, true) {
            Destination::Empty => {
                self.body.problems.push(problem::empty_link(&self.source.path, span, alt));
                self.out.text(alt);
            }
            Destination::Unsafe(scheme) => {
                self.body.problems.push(problem::unsafe_link(&self.source.path, span, scheme));
                self.out.text(alt);
            }
            Destination::External(url) => {
                self.add_external(url, span);
                self.external_image(url, alt, &self.wiki.restore(&image.title), size, class)
            }
            Destination::Vault => {
                let link = self.vault_link(LinkForm::Image, &url, alt, span);
                self.embed(Link { title: self.title(image), size, class, ..link }, alt);
            }
        }
    }

    fn external_image(
        &mut self,
        url: &str,
        alt: &str,
        title: &str,
        size: Option<(u32, Option<u32>)>,
        class: Option<Box<str>>,
    ) {
        self.passage.push(alt);
        self.out.html("<img");
        self.out.attribute("src", url);
        self.out.attribute("alt", alt);
        if !title.is_empty() {
            self.out.attribute("title", title);
        }
        class.iter().for_each(|class| self.out.attribute("class", class));
        if let Some((width, height)) = size {
            self.out.attribute("width", &width.to_string());
            height.into_iter().for_each(|height| self.out.attribute("height", &height.to_string()));
        }
        self.out.html(" loading=\"lazy\">");
    }

    pub(super) fn embed(&mut self, link: Link, alt: &str) {
        let start = self.passage.len();
        let shown = if alt.is_empty() { link.target.to_string() } else { alt.to_string() };
        let id = self.add_link(link);
        self.passage.push(&shown);
        self.passage.link(id, start);
        self.out.hole(Piece::Embed(id));
    }

    fn title(&self, link: &NodeLink) -> Option<Box<str>> {
        (!link.title.is_empty()).then(|| self.wiki.restore(&link.title).into())
    }

    pub(super) fn add_link(&mut self, link: Link) -> LinkId {
        self.body.links.push(link);
        LinkId(self.body.links.len() as u32 - 1)
    }

    pub(super) fn vault_link(&self, form: LinkForm, url: &str, label: &str, span: Span) -> Link {
        let (target, fragment) = split_fragment(url);
        let target = escape::target_decoded(target);
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
            fragment: fragment.map(|fragment| fragment.trim().into()),
            range: None,
            label: label.into(),
            in_table: self.table.in_cell,
            heading: self.current_heading(),
            ..Link::new(form, target.trim(), span)
        }
    }

    /// The exact characters of a Markdown link.
    fn link_span(&self, opening: &str, pos: Sourcepos) -> Span {
        let start = self.opening(opening, pos);
        let end = (self.span(pos).end as usize).max(start + opening.len());
        Span::new(start..end).clamped(self.source.text.len())
    }

    /// Where `opening` stands, which is at the start of a node. Where a block took only a part of a tab, comrak
    /// counts the rest as spaces: then it stands up to three bytes before.
    fn opening(&self, opening: &str, pos: Sourcepos) -> usize {
        let start = self.span(pos).start as usize;
        let stands = |at: usize| self.source.text.get(at..).is_some_and(|rest| rest.starts_with(opening));
        if stands(start) {
            return start;
        }
        let before = || (1..=3).filter_map(|by| start.checked_sub(by)).find(|&at| stands(at));
        let tab = self.line_indent(pos.start.line).contains('\t').then(before).flatten();
        tab.unwrap_or_else(|| self.opening_around(opening, start))
    }

    /// The nearest `opening` before a place, else the nearest behind it: behind an inline footnote of
    /// several lines comrak counts wrong.
    fn opening_around(&self, opening: &str, place: usize) -> usize {
        let text = &self.source.text;
        let (from, to) = (place.saturating_sub(FAR), place.saturating_add(FAR));
        let before = text.get(text.floor_char_boundary(from)..place).and_then(|before| before.rfind(opening));
        let behind = text.get(place..text.floor_char_boundary(to)).and_then(|behind| behind.find(opening));
        let before = before.map(|at| text.floor_char_boundary(from) + at);
        before.or(behind.map(|at| place + at)).unwrap_or(place)
    }
}

/// How far from its place a link is searched, in bytes: a line of many is not read once for each.
const NEAR: usize = 256;

/// How far it is searched where comrak has lost count.
const FAR: usize = 4096;

/// `alt|300x200`, `300`, `alt|300`: the text and the size in it.
pub(super) fn sized(label: &str) -> (&str, Option<(u32, Option<u32>)>) {
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

/// Whether what is shown is a picture: a film, a sound or a note needs no text in its place.
fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or("").trim();
    match Media::of(path) {
        Some(media) => media == Media::Image,
        None => !path.is_empty() && !name::is_note(path),
    }
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
