//! Filling the holes of a note's HTML: what the linker found is written here.

use super::contents::contents;
use super::nav;
use super::planned::{Copied, Site};
use super::view::ContentsEntry;
use crate::note::{BlockId, HeadingId, Link, LinkForm, LinkId, Piece, reference_id};
use crate::text::media::Media;
use crate::text::{RelPath, escape};
use crate::vault::{Anchor, Answer, Entry, NoteId, Target};

/// The text of a note as HTML, for the page at `file`.
pub(super) fn body(site: &Site, file: &RelPath, id: NoteId) -> String {
    let entry = &site.vault[id];
    let html = |piece: &Piece| if let Piece::Html(html) = piece { html.len() } else { 64 };
    let out = String::with_capacity(entry.note.body.iter().map(html).sum());
    let mut filler = Filler::new(site, file, id, out);
    entry.note.body.iter().for_each(|piece| filler.piece(piece));
    filler.out
}

/// The title of a note as HTML, for the page at `file`.
pub(super) fn title(site: &Site, file: &RelPath, id: NoteId) -> String {
    let entry = &site.vault[id];
    let mut filler = Filler::new(site, file, id, String::new());
    entry.note.title_body.iter().for_each(|piece| filler.piece(piece));
    filler.out
}

/// Writes the text of a note on a page; what stands in place of a link has a file of its own.
pub(super) struct Filler<'f> {
    pub(super) site: &'f Site,
    pub(super) file: &'f RelPath,
    /// The note whose text is being written: the page's own, or one that is shown on it.
    pub(super) note: NoteId,
    pub(super) entry: &'f Entry,
    /// By how many levels headings are lower than in their note.
    pub(super) lower: u8,
    /// How many transclusions the page has so far.
    pub(super) transclusions: usize,
    /// Whether the text is shown on a page that is not its own.
    pub(super) is_shown: bool,
    pub(super) has_contents: bool,
    /// The elements of raw HTML that a text shown here has opened.
    pub(super) elements: Vec<&'f str>,
    pub(super) out: String,
}

impl<'f> Filler<'f> {
    fn new(site: &'f Site, file: &'f RelPath, note: NoteId, out: String) -> Self {
        let entry = &site.vault[note];
        Filler {
            site,
            file,
            note,
            entry,
            lower: 0,
            transclusions: 0,
            is_shown: false,
            has_contents: false,
            elements: Vec::new(),
            out,
        }
    }

    pub(super) fn piece(&mut self, piece: &'f Piece) {
        match piece {
            Piece::Html(html) => self.out.push_str(html),
            Piece::LinkStart(id) => {
                let (link, answer) = self.link(*id);
                self.link_start(link, answer);
            }
            Piece::LinkEnd(id) => {
                let (link, answer) = self.link(*id);
                self.link_end(link, answer);
            }
            Piece::Name(id) => self.name(*id),
            Piece::NamedTag(id) => self.named_tag(*id),
            Piece::Embed(id) => self.embed(*id),
            Piece::Url(id, written) => self.url(*id, written),
            Piece::HeadingStart(id) => self.heading_start(*id),
            Piece::HeadingEnd(id) => self.heading_end(*id),
            Piece::Contents => self.contents(),
            Piece::Tag(tag) => self.tag(tag),
            Piece::ElementStart(name) => self.elements.push(name),
            Piece::ElementEnd(name) => self.element_end(name),
            Piece::Id(id) => self.own_id(id),
            Piece::BlockStart(id) => self.block_start(*id),
            Piece::FootnoteReference(number, time) => self.footnote_reference(*number, *time),
            Piece::FootnoteReturn(number, references) => self.footnote_return(*number, *references),
        }
    }

    pub(super) fn link(&self, id: LinkId) -> (&'f Link, &'f Answer) {
        (&self.entry.note[id], &self.entry[id])
    }

    pub(super) fn link_start(&mut self, link: &Link, answer: &Answer) {
        match (answer.target(), link.form) {
            (Some(target), LinkForm::Kind) => self.open("<a class=t", "href", &self.href(target)),
            (Some(target), _) => {
                self.open("<a", "href", &self.href(target));
                link.title.iter().for_each(|title| self.attribute("title", title));
                link.class.iter().for_each(|class| self.attribute("class", class));
            }
            (None, LinkForm::Kind) => self.out.push_str("<i class=t"),
            (None, LinkForm::WikiTag) => self.tag_start(&link.target),
            (None, _) => self.open("<span class=\"missing\"", "title", &missing_title(link, answer)),
        }
        self.out.push('>');
    }

    pub(super) fn link_end(&mut self, link: &Link, answer: &Answer) {
        match (answer.target(), link.form) {
            (Some(_), _) => self.out.push_str("</a>"),
            (None, LinkForm::Kind) => self.out.push_str("</i>"),
            (None, LinkForm::WikiTag) => self.tag_end(&link.target),
            (None, _) => self.out.push_str("</span>"),
        }
    }

    fn name(&mut self, id: LinkId) {
        let (link, answer) = self.link(id);
        escape::push_html(&mut self.out, &name_of(self.site, link, answer));
    }

    /// A tag that is a note leads there, any other to the page of the tag; a person without a note is text.
    fn named_tag(&mut self, id: LinkId) {
        let (link, answer) = self.link(id);
        match (answer.target(), link.label.strip_prefix('#')) {
            (Some(target), _) => {
                self.open("<a class=\"hashtag\"", "href", &self.href(target));
                self.out.push('>');
                escape::push_html(&mut self.out, &link.label);
                self.out.push_str("</a>");
            }
            (None, Some(tag)) => self.tag(tag),
            (None, None) => escape::push_html(&mut self.out, &link.label),
        }
    }

    pub(super) fn open(&mut self, tag: &str, name: &str, value: &str) {
        self.out.push_str(tag);
        self.attribute(name, value);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::push_html(&mut self.out, value);
        self.out.push('"');
    }

    /// The URL of a target from this page; a place on the page itself is its fragment alone.
    pub(super) fn href(&self, target: &Target) -> String {
        match target {
            Target::Note(note, anchor) => {
                let fragment = anchor.as_ref().and_then(|anchor| fragment(self.site, *note, anchor));
                let same = self.site.note_file(*note) == self.file;
                match (same, fragment) {
                    (true, Some(fragment)) => format!("#{fragment}"),
                    (_, Some(fragment)) => {
                        format!("{}#{fragment}", nav::href_of_note(self.site, self.file, *note))
                    }
                    (_, None) => nav::href_of_note(self.site, self.file, *note),
                }
            }
            Target::Folder(folder) => nav::href_of_folder(self.site, self.file, *folder),
            Target::List(list, behind) => self.site.href(self.file, self.site.list_file(*list)) + behind,
            Target::File(path, fragment) => {
                // A document of a manifest file is no place that a browser knows.
                let has_places = Media::of(path.name()) != Some(Media::Manifest);
                let fragment = fragment.as_deref().filter(|_| has_places);
                self.copy(&Copied::Asset(path.clone()), path, fragment)
            }
            Target::Static(path, fragment) => {
                self.copy(&Copied::Static(path.clone()), path, fragment.as_deref())
            }
        }
    }

    fn copy(&self, copied: &Copied, own: &RelPath, fragment: Option<&str>) -> String {
        let published = self.site.layout.copies.get(copied).unwrap_or(own);
        with_fragment(self.site.href(self.file, published), fragment)
    }

    /// The URL of a link in raw HTML, inside its quotes; as it was written where it leads nowhere.
    fn url(&mut self, id: LinkId, written: &str) {
        let target = self.link(id).1.target();
        let url = target.map_or_else(|| written.to_string(), |target| escape::html(&self.href(target)));
        self.out.push_str(&url);
    }

    /// A part of a note may end what it has not begun, and begin what it does not end: the first is left out.
    fn element_end(&mut self, name: &str) {
        let begun = self.elements.iter().rposition(|open| *open == name);
        if let Some(index) = begun {
            self.elements.truncate(index);
        }
        if begun.is_some() || !self.is_shown {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    pub(super) fn end_elements(&mut self) {
        while let Some(name) = self.elements.pop() {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    pub(super) fn level(&self, id: HeadingId) -> u8 {
        (self.entry.note[id].level + self.lower).min(6)
    }

    fn tag(&mut self, tag: &str) {
        self.tag_start(tag);
        self.out.push_str(">#");
        escape::push_html(&mut self.out, tag);
        self.tag_end(tag);
    }

    /// The element of a tag without the end of its opening tag.
    fn tag_start(&mut self, tag: &str) {
        match self.site.vault.tag_named(tag).map(|id| self.site.tag_file(id)) {
            Some(page) => self.open("<a class=\"hashtag\"", "href", &self.site.href(self.file, page)),
            None => self.out.push_str("<span class=\"hashtag\""),
        }
    }

    fn tag_end(&mut self, tag: &str) {
        let is_page = self.site.vault.tag_named(tag).is_some();
        self.out.push_str(if is_page { "</a>" } else { "</span>" });
    }

    /// An id of raw HTML; of a text that is shown elsewhere it is another.
    fn own_id(&mut self, id: &str) {
        if self.is_shown {
            self.out.push_str(&format!("embed{}:", self.transclusions));
        }
        escape::push_html(&mut self.out, id);
    }

    fn block_start(&mut self, id: BlockId) {
        let Some(block) = self.entry.note.blocks.get(id.0 as usize).filter(|_| !self.is_shown) else {
            return;
        };
        self.open("<span class=\"block\"", "id", &block_id(&block.id));
        self.out.push_str("></span>");
    }

    /// The footnotes of a text that is shown elsewhere stand on its own page.
    fn footnote_reference(&mut self, number: u32, time: u32) {
        self.out.push_str("<sup class=\"footnote-ref\"><a");
        if self.is_shown {
            let page = self.href(&Target::Note(self.note, None));
            self.attribute("href", &format!("{page}#fn:{number}"));
        } else {
            self.attribute("id", &reference_id(number, time));
            self.attribute("href", &format!("#fn:{number}"));
        }
        self.out.push_str(&format!(">{number}</a></sup>"));
    }

    /// Back to each reference; there is none on a page that shows the footnote alone.
    fn footnote_return(&mut self, number: u32, references: u32) {
        for time in (1..=references).filter(|_| !self.is_shown) {
            let id = reference_id(number, time);
            self.out.push_str(&format!(
                " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"Back to the text\">↩</a>"
            ));
        }
    }

    fn heading_start(&mut self, id: HeadingId) {
        let heading = &self.entry.note[id];
        self.out.push_str(&format!("<h{}", self.level(id)));
        if !self.is_shown {
            self.attribute("id", &heading.id);
        }
        heading.class.iter().for_each(|class| self.attribute("class", class));
        self.out.push('>');
    }

    /// With a link to itself for those who point: to all others a heading is its text and no more.
    fn heading_end(&mut self, id: HeadingId) {
        let (heading, level) = (&self.entry.note[id], self.level(id));
        if self.is_shown {
            self.out.push_str(&format!("</h{level}>\n"));
            return;
        }
        self.open("<a class=\"anchor\"", "href", &format!("#{}", escape::url_path(&heading.id)));
        self.out.push_str(&format!(" aria-hidden=\"true\" tabindex=\"-1\"></a></h{level}>\n"));
    }

    /// The list of headings is the same wherever it stands, so a page has one: the first.
    fn contents(&mut self) {
        if self.is_shown || std::mem::replace(&mut self.has_contents, true) {
            return;
        }
        self.out.push_str("<nav class=\"toc\" aria-label=\"Contents\">");
        self.contents_level(&contents(&self.entry.note.headings));
        self.out.push_str("</nav>\n");
    }

    fn contents_level(&mut self, entries: &[ContentsEntry]) {
        if entries.is_empty() {
            return;
        }
        self.out.push_str("<ul>");
        for entry in entries {
            self.open("<li><a", "href", &format!("#{}", escape::url_path(&entry.id)));
            self.out.push_str(&format!(">{}</a>", entry.label));
            self.contents_level(&entry.children);
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>");
    }
}

/// What a link is called that has no label: the text of the block it refers to, else the title of the note.
pub(super) fn name_of(site: &Site, link: &Link, answer: &Answer) -> String {
    let Some(Target::Note(id, anchor)) = answer.target() else { return link.shown().to_string() };
    let entry = &site.vault[*id];
    let block = match anchor {
        Some(Anchor::Block(block)) if link.block_reference().is_some() => {
            entry.note.blocks.get(block.0 as usize)
        }
        _ => None,
    };
    let text = block.map(|block| block.text.to_string()).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| entry.label())
}

/// The heading that became the title stands at the top of the page, where the page begins anyway.
pub(super) fn fragment(site: &Site, note: NoteId, anchor: &Anchor) -> Option<String> {
    match anchor {
        Anchor::Id(id) => Some(escape::url_path(id)),
        Anchor::Block(block) => {
            let block = site.vault[note].note.blocks.get(block.0 as usize)?;
            Some(escape::url_path(&block_id(&block.id)))
        }
        Anchor::Heading(id) => {
            let heading = &site.vault[note].note[*id];
            (!heading.is_title).then(|| escape::url_path(&heading.id))
        }
    }
}

/// No heading has a `^` in its id.
fn block_id(id: &str) -> String {
    format!("^{id}")
}

pub(super) fn with_fragment(href: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) if !fragment.is_empty() => format!("{href}#{}", escape::url_path(fragment)),
        _ => href,
    }
}

pub(super) fn missing_title(link: &Link, answer: &Answer) -> String {
    let why = match answer {
        Answer::Draft => "Not published yet",
        _ if link.is_embed() => "Missing",
        _ => "Not written yet",
    };
    format!("{why}: {}", link.target)
}
