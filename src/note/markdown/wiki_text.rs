//! Text with wiki links in it: links become holes, and what is shown in place of a link a block.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue, Sourcepos};

use super::attributes::{Attributes, at_start, with_text};
use super::blocks::in_title;
use super::links::sized;
use super::masked::{Kind, Mask};
use super::outline::{self, is_reference};
use super::state::OpenLink;
use super::wiki::Part;
use super::wiki_parts::{is_contents, is_nothing, shown, sign, split_fragment};
use super::writer::Writer;
use crate::note::{Link, LinkForm, Piece, listing_language, problem, range};
use crate::text::Span;
use crate::text::media::Media;

impl<'a> Writer<'a> {
    /// Writes a text cut at its wiki links. The letters that touch closing brackets join the link
    /// (`[[pod]]s`), and an attribute list behind it is the link's.
    pub(super) fn linked_text(&mut self, node: Node<'a>, text: &str) {
        let wiki = self.wiki;
        let parts = wiki.parts(text);
        let mut done = 0;
        for (index, part) in parts.iter().enumerate() {
            let behind = parts.get(index + 1);
            match part {
                Part::Text(text) => {
                    self.running_text(text.get(std::mem::take(&mut done)..).unwrap_or(""));
                }
                Part::Mask(link) if link.kind == Kind::Embed => {
                    let (_, list) = behind_link(behind, &mut done, |_| "");
                    self.wiki_embed(node, link, &list);
                }
                Part::Mask(link) if link.kind == Kind::Comment => self.unclosed_comment(link),
                Part::Mask(link) if link.kind == Kind::Hidden => {}
                Part::Mask(link) if link.kind == Kind::Property => self.property(link),
                Part::Mask(link) if matches!(link.kind, Kind::Dollar | Kind::Destination) => {
                    self.running_text(wiki.written(link));
                }
                Part::Mask(link) if link.kind == Kind::Macro => self.shown_macro(node, link),
                Part::Mask(link) if self.is_nested(link) => self.nested_link(node, link),
                Part::Mask(link) => {
                    let (trail, list) = behind_link(behind, &mut done, trail_of);
                    self.wiki_link(node, link, trail, &list);
                }
            }
        }
    }

    pub(super) fn wiki_link(&mut self, node: Node<'a>, link: &Mask, trail: &str, list: &Attributes) {
        let (target, label) = self.wiki.target_and_label(link);
        if is_contents(&target) {
            self.contents(node);
            return;
        }
        self.reopen_paragraph();
        let named = Named {
            target: &target,
            label: label.as_deref(),
            sign: sign(self.wiki.written(link)),
            trail,
            class: list.class(),
        };
        self.place_before(list);
        if !self.open_links.is_empty() {
            self.body.problems.push(problem::nested_link(&self.source.path, self.wiki_span(link)));
            self.shown(&named.shown());
        } else if is_nothing(&target) {
            self.empty_wiki_link(link, label.as_deref(), trail);
        } else {
            self.wiki_hole(link, &named);
        }
    }

    /// What is written in brackets behind `#` is a tag as well.
    fn wiki_hole(&mut self, written: &Mask, named: &Named<'_>) {
        let (target, fragment) = split_fragment(named.target);
        let label = named.shown();
        let form = if named.sign.is_empty() { LinkForm::Wiki } else { LinkForm::WikiTag };
        let link = self.target_link(form, target, fragment, &label, self.wiki_span(written));
        if !named.sign.is_empty() {
            self.body.tags.push(target.to_string());
        }
        let by_target = named.label.is_none() && (self.dialect.shows_titles() || is_reference(target));
        let open = self.hole_start(Link { class: named.class.clone(), ..link });
        self.open_links.push(open);
        match open {
            OpenLink::Hole(id, _) if by_target && !target.is_empty() => {
                self.passage.push(&label);
                self.out.hole(Piece::Name(id));
                self.out.text(named.trail);
            }
            _ => self.shown(&label),
        }
        self.link_end();
    }

    /// A link whose fragment may tell where what it shows ends.
    fn target_link(
        &self,
        form: LinkForm,
        target: &str,
        fragment: Option<&str>,
        label: &str,
        span: Span,
    ) -> Link {
        let (fragment, range) = match fragment.filter(|_| self.dialect.has_ranges()) {
            Some(fragment) => range::read(fragment),
            None => (fragment, None),
        };
        Link { range, ..self.new_link(form, target, fragment, label, span) }
    }

    fn property(&mut self, link: &Mask) {
        self.reopen_paragraph();
        self.out.html("<span class=\"property\">");
        let name = outline::property_name(self.wiki.written(link));
        self.shown(&format!("{name}:"));
        self.out.html("</span>");
        self.has_properties = true;
    }

    /// Brackets around nothing are shown as they are written, and around a label alone as the label.
    fn empty_wiki_link(&mut self, link: &Mask, label: Option<&str>, trail: &str) {
        let written = self.wiki.written(link);
        self.body.problems.push(problem::empty_link(&self.source.path, self.wiki_span(link), written));
        if link.kind == Kind::Link {
            let label = label.filter(|label| !label.is_empty()).unwrap_or(written);
            self.shown(&format!("{label}{trail}"));
        }
    }

    /// `![[target|label]]`; a label of numbers is a size. Pictures stand in the line; notes and files that are
    /// shown as code are blocks of their own.
    fn wiki_embed(&mut self, node: Node<'a>, written: &Mask, list: &Attributes) {
        let (target, label) = self.wiki.target_and_label(written);
        if is_nothing(&target) {
            self.empty_wiki_link(written, label.as_deref(), "");
            return;
        }
        let (alt, size) = label.as_deref().map_or(("", None), sized);
        let (name, fragment) = split_fragment(&target);
        let link = self.target_link(LinkForm::WikiEmbed, name, fragment, alt, self.wiki_span(written));
        if Media::of(name).is_some() && listing_language(name).is_none() {
            self.reopen_paragraph();
            self.place_before(list);
            self.embed(Link { size: size.or(list.size()), class: list.class(), ..link }, alt);
        } else {
            let shown = if alt.is_empty() { &target } else { alt };
            self.transclusion(node, link, shown);
        }
    }

    /// A note in place of its link. Where no block can stand, the link is shown and the note follows.
    fn transclusion(&mut self, node: Node<'a>, link: Link, shown: &str) {
        let start = self.passage.len();
        let id = self.add_link(link);
        self.passage.push(shown);
        self.passage.link(id, start);
        if self.open_links.is_empty() && self.block(node, Piece::Embed(id)) {
            self.passage.push(" ");
            return;
        }
        self.reopen_paragraph();
        self.out.text(shown);
        self.deferred.push(Piece::Embed(id));
    }

    /// Whether an address in the text, which the parser made a link, goes on with what belongs to the text: a wiki
    /// link, whose mask is a part of the address to the parser, or the end of a macro (`{{video https://…}}`).
    pub(super) fn swallows_text(&self, link: Node<'a>, pos: Sourcepos) -> bool {
        let begins = self.text.get(self.place(pos.start.line, pos.start.column)..).unwrap_or("");
        !begins.starts_with(['[', '<'])
            && with_text(link.first_child(), |text| self.address_end(text) < text.len()).unwrap_or(false)
    }

    /// Where an address ends: before a wiki link, and before braces that were opened in front of it.
    fn address_end(&self, address: &str) -> usize {
        let braces = address.find("}}").filter(|&at| !address.split_at(at).0.contains("{{"));
        self.wiki.first_in(address).min(braces.unwrap_or(address.len()))
    }

    /// The address without what belongs to the text behind it.
    pub(super) fn address_and_text(&mut self, node: Node<'a>, link: &NodeLink, pos: Sourcepos) {
        let (url, _) = link.url.split_at(self.address_end(&link.url));
        self.muted = 1;
        if let Some(span) = self.written_out(url, pos) {
            self.add_external(url, span);
        }
        with_text(node.first_child(), |text| {
            let (shown, rest) = text.split_at(self.address_end(text));
            self.external_start(url, "", None);
            self.shown(shown);
            self.out.html("</a>");
            self.linked_text(node, rest);
        });
    }

    /// A comment that is never closed hides nothing: its opening is shown, and what follows is read.
    pub(super) fn unclosed_comment(&mut self, link: &Mask) {
        self.body.problems.push(problem::unclosed_comment(&self.source.path, self.wiki_span(link)));
        self.running_text(self.wiki.written(link));
    }

    fn contents(&mut self, node: Node<'a>) {
        if !self.block(node, Piece::Contents) {
            self.deferred.push(Piece::Contents);
        }
    }

    /// Writes a block in the middle of a paragraph, which ends before it; whether one can stand there.
    fn block(&mut self, node: Node<'a>, hole: Piece) -> bool {
        match place(node) {
            Some(Place::Paragraph) => self.close_paragraph(),
            Some(Place::Cell) => {}
            None => return false,
        }
        self.out.hole(hole);
        true
    }

    /// The exact bytes of a wiki link in the file.
    fn wiki_span(&self, link: &Mask) -> Span {
        self.file_span(link.range.start, link.range.end)
    }
}

/// A link by what is written in it.
struct Named<'l> {
    target: &'l str,
    label: Option<&'l str>,
    /// The `#` of a tag.
    sign: &'static str,
    /// The letters that touch its end.
    trail: &'l str,
    class: Option<Box<str>>,
}

impl Named<'_> {
    fn shown(&self) -> String {
        format!("{}{}{}", self.sign, shown(self.target, self.label), self.trail)
    }
}

/// Where a block can stand among inlines.
enum Place {
    Paragraph,
    Cell,
}

fn place(node: Node<'_>) -> Option<Place> {
    let parent = node.parent()?;
    match &parent.data().value {
        NodeValue::Paragraph => (!in_title(parent)).then_some(Place::Paragraph),
        NodeValue::TableCell => Some(Place::Cell),
        _ => None,
    }
}

/// What belongs to a link of the text behind it: the letters that join it and an attribute list. `done` becomes
/// how many bytes these are.
fn behind_link<'s>(
    part: Option<&Part<'s, '_>>,
    done: &mut usize,
    trail: impl Fn(&'s str) -> &'s str,
) -> (&'s str, Attributes) {
    let Some(Part::Text(text)) = part else { return ("", Attributes::default()) };
    let trail = trail(text);
    let rest = text.get(trail.len()..).unwrap_or("");
    let (list, rest) = at_start(rest).unwrap_or((Attributes::default(), rest));
    *done = text.len() - rest.len();
    (trail, list)
}

/// The letters that follow a wiki link without a space. As in MediaWiki only scripts with case have a
/// linktrail: in Chinese every following word touches.
pub(in crate::note) fn trail_of(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_lowercase() || c.is_uppercase())).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}
