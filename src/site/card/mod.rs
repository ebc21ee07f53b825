//! Social cards: a picture of 1200 by 630 pixels with the title of a note, for those that show links to it.
//!
//! A card is drawn by a template like a page, `card.svg`, and made a PNG by resvg, which shapes text of every
//! script that a font is there for.

pub(super) mod fonts;
mod lines;
pub(super) mod size;

use resvg::{tiny_skia, usvg};

use self::fonts::Fonts;
use super::nav::{self, Spot};
use super::planned::Site;
use super::spoken::spoken_by;
use super::templates::TemplateError;
use super::view::{CardLine, CardView};
use crate::vault::NoteId;
use lines::{Set, set};
use size::{HEIGHT, WIDTH};

/// Where the middle of the title is, from above.
const MIDDLE: f32 = 325.0;

/// The card of a note as PNG.
pub(super) fn card(site: &Site, fonts: &Fonts, id: NoteId) -> Result<Vec<u8>, TemplateError> {
    let svg = site.templates.render("card.svg", &view(site, fonts, id))?;
    png(&svg, fonts).map_err(|error| TemplateError { report: format!("card.svg: {error}") })
}

fn view(site: &Site, fonts: &Fonts, id: NoteId) -> CardView {
    let entry = &site.vault[id];
    let Set { size, lines } = set(&fonts.drawable(&entry.label()).unwrap_or_default(), fonts);
    let height = size * 1.18;
    let first = MIDDLE - height * (lines.len() as f32 - 1.0) / 2.0 + size * 0.35;
    let lines = lines.into_iter().zip(0u8..);
    let lines = lines.map(|(text, line)| CardLine { text, y: (first + height * f32::from(line)).round() });
    let own_folder = site.vault[entry.folder].note == Some(id);
    let spot = if own_folder { Spot::Folder(entry.folder) } else { Spot::Note(id) };
    let above = nav::above(site, spot).into_iter().skip(1);
    let (language, direction) = spoken_by(site, id);
    CardView {
        size,
        lines: lines.collect(),
        site_title: fonts.drawable(&site.title).unwrap_or_default(),
        crumbs: above.filter_map(|(title, _)| fonts.drawable(title)).collect(),
        language,
        direction,
    }
}

/// Pictures in the template are left out: a template reads no files.
fn png(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let image_href_resolver = usvg::ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = usvg::Options { fontdb: fonts.database(), image_href_resolver, ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let mut picture = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("no memory for the picture")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut picture.as_mut());
    picture.encode_png().map_err(|error| error.to_string())
}
