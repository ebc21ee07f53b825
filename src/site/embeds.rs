//! What stands in place of a link: notes, files as code, pictures, films, sounds.

use super::fill::{Filler, missing_title};
use crate::note::{Link, LinkId, Piece, listing_language};
use crate::text::media::Media;
use crate::text::{RelPath, escape};
use crate::vault::{Answer, Asset, Excerpt, Listing, Target, Transclusion};

impl<'f> Filler<'f> {
    pub(super) fn embed(&mut self, id: LinkId) {
        if let Some(all) = self.entry.transclusions.get(&id) {
            all.iter().for_each(|shown| self.transclude(id, *shown));
            return;
        }
        let (link, answer) = self.link(id);
        if let Some(excerpt) = self.entry.excerpts.get(&id) {
            self.excerpt(link, excerpt);
            return;
        }
        match answer.target() {
            None => self.missing_embed(link, answer),
            Some(target @ (Target::Note(..) | Target::Folder(_) | Target::List(..))) => {
                self.plain_link(link, &self.href(target), "embed")
            }
            Some(target @ (Target::File(path, _) | Target::Static(path, _))) => {
                self.media(link, target, path)
            }
        }
    }

    /// Shows a text of another place: its links keep their sense, its headings stand under the one here.
    fn transclude(&mut self, id: LinkId, shown: Transclusion) {
        let (link, answer) = self.link(id);
        let under = link.heading.map_or(1, |heading| self.level(heading));
        let outer = (self.note, self.entry, self.lower, self.is_shown);
        let note = Target::Note(shown.note, None);
        let source = match answer.target() {
            Some(target @ Target::Note(..)) => self.href(target),
            _ => self.href(&note),
        };
        self.transclusions += 1;
        (self.note, self.entry, self.is_shown) = (shown.note, &self.site.vault[shown.note], true);
        let pieces = self.entry.note.body.get(shown.pieces.start as usize..shown.pieces.end as usize);
        let pieces = pieces.unwrap_or(&[]);
        self.lower = self.lower_by(under, pieces);
        self.out.push_str("<section class=\"embed\">\n");
        let open = std::mem::take(&mut self.elements);
        pieces.iter().for_each(|piece| self.piece(piece));
        self.end_elements();
        self.elements = open;
        self.source_of_embed(&source);
        (self.note, self.entry, self.lower, self.is_shown) = outer;
    }

    /// Shows a file as code below its name, which leads to the file itself.
    fn excerpt(&mut self, link: &Link, excerpt: &Excerpt) {
        let Some(listing) = self.site.vault.listings.get(&excerpt.file) else { return };
        let href = self.href(&Target::File(excerpt.file.clone(), None));
        self.open("<figure class=\"code\"><figcaption><a", "href", &href);
        self.out.push('>');
        escape::push_html(&mut self.out, &caption(link, listing, excerpt));
        self.out.push_str("</a></figcaption><pre class=\"code\"");
        self.attribute("data-lang", listing_language(excerpt.file.name()).unwrap_or("text"));
        self.out.push_str("><code>");
        let range = excerpt.pieces.start as usize..excerpt.pieces.end as usize;
        let pieces = listing.note.body.get(range).unwrap_or(&[]);
        pieces.iter().for_each(|piece| self.code(piece, listing));
        self.out.push_str("</code></pre></figure>\n");
    }

    /// A piece of code; a kind that the note itself explains stays text.
    fn code(&mut self, piece: &Piece, listing: &Listing) {
        let answer = |LinkId(id): LinkId| match listing.answers.get(id as usize) {
            Some(Answer::Found(Target::Note(note, _))) if *note == self.note => &Answer::Missing,
            found => found.unwrap_or(&Answer::Missing),
        };
        match piece {
            Piece::Html(html) => self.out.push_str(html),
            Piece::LinkStart(id) => self.link_start(&listing.note[*id], answer(*id)),
            Piece::LinkEnd(id) => self.link_end(&listing.note[*id], answer(*id)),
            _ => {}
        }
    }

    fn source_of_embed(&mut self, href: &str) {
        self.open("<p class=\"embed-source\"><a", "href", href);
        self.out.push('>');
        escape::push_html(&mut self.out, &self.entry.label());
        self.out.push_str("</a></p>\n</section>\n");
    }

    /// By how much the headings among these pieces are lowered, so that all stand below level `under`.
    fn lower_by(&self, under: u8, pieces: &[Piece]) -> u8 {
        let level = |piece: &Piece| match piece {
            Piece::HeadingStart(id) => Some(self.entry.note[*id].level),
            _ => None,
        };
        let highest = pieces.iter().filter_map(level).min().unwrap_or(6);
        (under + 1).saturating_sub(highest)
    }

    fn missing_embed(&mut self, link: &Link, answer: &Answer) {
        let shown = link.shown();
        self.open("<span class=\"missing-image\" role=\"img\"", "aria-label", shown);
        self.attribute("title", &missing_title(link, answer));
        self.out.push('>');
        escape::push_html(&mut self.out, shown);
        self.out.push_str("</span>");
    }

    fn media(&mut self, link: &Link, target: &Target, path: &RelPath) {
        let href = self.href(target);
        match Media::of(path.name()) {
            Some(Media::Image) => self.image(link, &href, self.pixels(target)),
            Some(Media::Video) => self.player("video", link, &href),
            Some(Media::Sound) => self.player("audio", link, &href),
            _ => self.plain_link(link, &href, "file"),
        }
    }

    fn pixels(&self, target: &Target) -> Option<(u32, u32)> {
        let asset: Option<&Asset> = match target {
            Target::File(path, _) => self.site.vault.files.get(path),
            Target::Static(path, _) => self.site.vault.statics.get(path),
            Target::Note(..) | Target::Folder(_) | Target::List(..) => None,
        };
        asset.and_then(|asset| asset.pixels)
    }

    /// With its size, so that the page does not jump when it arrives.
    fn image(&mut self, link: &Link, href: &str, pixels: Option<(u32, u32)>) {
        self.open("<img", "src", href);
        self.attribute("alt", &link.label);
        link.title.iter().for_each(|title| self.attribute("title", title));
        link.class.iter().for_each(|class| self.attribute("class", class));
        if let Some((width, height)) = shown_size(link.size, pixels) {
            self.attribute("width", &width.to_string());
            height.iter().for_each(|height| self.attribute("height", &height.to_string()));
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    fn player(&mut self, element: &str, link: &Link, href: &str) {
        self.open(&format!("<{element} controls preload=\"metadata\""), "src", href);
        self.out.push('>');
        self.plain_link(link, href, "file");
        self.out.push_str(&format!("</{element}>"));
    }

    fn plain_link(&mut self, link: &Link, href: &str, class: &str) {
        let shown = link.shown();
        self.open("<a", "class", class);
        self.attribute("href", href);
        self.out.push('>');
        escape::push_html(&mut self.out, shown);
        self.out.push_str("</a>");
    }
}

/// The label of the link, else the name of the file and of the document in it.
fn caption(link: &Link, listing: &Listing, excerpt: &Excerpt) -> String {
    let document = excerpt.document.and_then(|index| listing.note.blocks.get(index));
    match document {
        _ if !link.label.is_empty() => link.label.to_string(),
        Some(document) => format!("{} · {}", excerpt.file.name(), document.id),
        None => excerpt.file.name().to_string(),
    }
}

/// The size asked for, completed by the shape of the image.
fn shown_size(asked: Option<(u32, Option<u32>)>, pixels: Option<(u32, u32)>) -> Option<(u32, Option<u32>)> {
    match (asked, pixels) {
        (Some((width, None)), Some((w, h))) if w > 0 => {
            Some((width, u32::try_from(u64::from(width) * u64::from(h) / u64::from(w)).ok()))
        }
        (Some(asked), _) => Some(asked),
        (None, Some((width, height))) => Some((width, Some(height))),
        (None, None) => None,
    }
}
