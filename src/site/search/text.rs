//! The text of a note as a reader sees it, section by section, out of the pieces of its HTML.
//!
//! What a link shows of another note is left out: it is found where it is written. A file that is shown as code
//! has no page of its own, so its text belongs to the note that shows it.

use super::line::Text;
use crate::note::{Link, LinkId, Piece};
use crate::site::fill::name_of;
use crate::site::planned::Site;
use crate::text::media::Media;
use crate::vault::{Entry, Excerpt, NoteId, Target};

/// The text below one heading, up to the next of any level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    /// The id of the heading on the page; empty for what stands before the first.
    pub(super) id: String,
    /// The text of the heading.
    pub(super) heading: String,
    /// What stands below it.
    pub(super) text: String,
    /// The terms that are explained there.
    pub(super) terms: Vec<String>,
}

/// The sections of a note: at least one, the first has no heading.
pub(super) fn sections(site: &Site, id: NoteId) -> Vec<Section> {
    let entry = &site.vault[id];
    let mut reader =
        Reader { site, entry, done: Vec::new(), open: Section::default(), text: Text::default() };
    entry.note.body.iter().for_each(|piece| reader.piece(piece));
    reader.end_section();
    reader.done
}

struct Reader<'r> {
    site: &'r Site,
    entry: &'r Entry,
    done: Vec<Section>,
    open: Section,
    text: Text,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Html(html) => self.text.html(html),
            Piece::HeadingStart(id) => {
                let heading = &self.entry.note[*id];
                self.end_section();
                self.open.id = heading.id.to_string();
                self.open.heading = heading.text.trim().to_string();
                self.text.mute(true);
            }
            Piece::HeadingEnd(_) => self.text.mute(false),
            Piece::Name(id) => {
                let (link, answer) = (&self.entry.note[*id], &self.entry[*id]);
                self.text.plain(&name_of(self.site, link, answer));
            }
            Piece::NamedTag(id) => self.text.plain(&self.entry.note[*id].label),
            Piece::Tag(tag) => self.text.plain(&format!("#{tag}")),
            Piece::Embed(id) => self.embed(*id),
            Piece::ElementEnd(name) => self.text.html(&format!("</{name}>")),
            _ => {}
        }
    }

    fn end_section(&mut self) {
        let (text, terms) = (self.text.take(), self.text.take_terms());
        self.done.push(Section { text, terms, ..std::mem::take(&mut self.open) });
    }

    fn embed(&mut self, id: LinkId) {
        if let Some(excerpt) = self.entry.excerpts.get(&id) {
            self.excerpt(excerpt);
        } else if !self.entry.transclusions.contains_key(&id) {
            let target = self.entry[id].target();
            self.text.plain(picture_text(&self.entry.note[id], target));
        }
    }

    fn excerpt(&mut self, excerpt: &Excerpt) {
        let Some(listing) = self.site.vault.listings.get(&excerpt.file) else { return };
        let range = excerpt.pieces.start as usize..excerpt.pieces.end as usize;
        self.text.html("<p>");
        for piece in listing.note.body.get(range).unwrap_or(&[]) {
            if let Piece::Html(html) = piece {
                self.text.html(html);
            }
        }
        self.text.html("</p>");
    }
}

/// What is said of a picture to those who do not see it; its address says nothing.
fn picture_text<'l>(link: &'l Link, target: Option<&Target>) -> &'l str {
    let is_picture = match target {
        Some(Target::File(path, _) | Target::Static(path, _)) => Media::of(path.name()) == Some(Media::Image),
        _ => false,
    };
    if is_picture && link.label == link.target { "" } else { &link.label }
}
