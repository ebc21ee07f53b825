//! The picture that stands for a page where others link to it.

use crate::site::card::size::{HEIGHT, WIDTH};
use crate::site::nav::Spot;
use crate::site::planned::{Copied, Site};
use crate::site::view::PreviewImage;
use crate::text::RelPath;
use crate::vault::{Asset, Entry, Target};

/// What services that show previews take (Open Graph names no formats; these are those all of them do).
const FORMATS: [&str; 5] = ["png", "jpg", "jpeg", "webp", "gif"];

/// A picture of fewer pixels across or down is an icon, and stands for nothing.
const SMALLEST: u32 = 200;

/// The card of a page, else the first picture that its note shows, where its full URL is known.
pub(in crate::site) fn image(site: &Site, file: &RelPath, spot: Spot) -> Option<PreviewImage> {
    site.config.base_url.as_ref()?;
    if let Some(card) = site.layout.cards.get(file) {
        return Some(PreviewImage { url: site.absolute(card)?, width: WIDTH, height: HEIGHT });
    }
    let id = match spot {
        Spot::Note(id) => id,
        Spot::Folder(id) => site.vault[id].note?,
        Spot::None => return None,
    };
    shown(site, &site.vault[id])
}

fn shown(site: &Site, entry: &Entry) -> Option<PreviewImage> {
    let links = entry.note.links.iter().zip(&*entry.answers).filter(|(link, _)| link.is_embed());
    links.filter_map(|(_, answer)| answer.target()).find_map(|target| {
        let (copied, asset) = file(site, target)?;
        let (width, height) = asset.pixels?;
        let published = site.layout.copies.get(&copied)?;
        let format = published.extension().to_ascii_lowercase();
        let is_large = width >= SMALLEST && height >= SMALLEST && FORMATS.contains(&&*format);
        let url = site.absolute(published)?;
        is_large.then_some(PreviewImage { url, width, height })
    })
}

/// What is copied for a target that is a file, and the file as the vault knows it.
fn file(site: &Site, target: &Target) -> Option<(Copied, Asset)> {
    let (copied, asset) = match target {
        Target::File(path, _) => (Copied::Asset(path.clone()), site.vault.files.get(path)),
        Target::Static(path, _) => (Copied::Static(path.clone()), site.vault.statics.get(path)),
        Target::Note(..) | Target::Folder(_) | Target::List(..) => return None,
    };
    asset.map(|asset| (copied, *asset))
}
