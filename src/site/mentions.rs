//! Mentions of a note, with the sentence around each.

use super::excerpt::{group, place};
use super::planned::Site;
use super::view::{BacklinkGroup, Excerpt};
use crate::note::Prose;
use crate::text::RelPath;
use crate::vault::{Mention, Mentioned, NoteId};

/// The notes that mention a note without a link to it, as seen from the page at `file`, and how many there are.
pub(super) fn of(site: &Site, file: &RelPath, id: NoteId) -> (Vec<BacklinkGroup>, usize) {
    let Mentioned { by, count } = site.mentions.to(&site.vault, id);
    let mentions = by.iter().map(|mention| {
        let places = vec![excerpt(site, file, mention)];
        BacklinkGroup { places, ..group(site, file, mention.from) }
    });
    (mentions.collect(), count)
}

/// The sentence around a mention.
fn excerpt(site: &Site, file: &RelPath, mention: &Mention) -> Excerpt {
    let prose = Prose::at(&site.vault[mention.from].note, mention.start);
    let (before, after) = prose.around(mention.range());
    let (heading, href) = place(site, file, mention.from, prose.heading);
    let label = prose.text.get(mention.range()).unwrap_or("").to_string();
    Excerpt { heading, href, before, label, after }
}
