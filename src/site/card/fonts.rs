//! The fonts of cards: those that are embedded, and those that a site brings for other scripts.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// A font, and the place of it among those of its file.
type Font = (Arc<dyn AsRef<[u8]> + Send + Sync>, u32);

/// Latin, Greek and Cyrillic: see `fonts/OFL.txt`.
const EMBEDDED: [&[u8]; 2] = [
    include_bytes!("../../../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../../../fonts/NotoSans-Regular.ttf"),
];

/// The fonts by which text is measured and drawn: that of titles first.
pub(in crate::site) struct Fonts {
    fonts: Vec<Font>,
    database: Arc<Database>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} fonts", self.fonts.len())
    }
}

impl Fonts {
    /// The embedded fonts, and behind them those of a site; what is no font is passed over.
    pub(in crate::site) fn new(own: &[Arc<Vec<u8>>]) -> Self {
        let mut database = Database::new();
        EMBEDDED.iter().for_each(|font| database.load_font_data(font.to_vec()));
        own.iter().for_each(|font| {
            database.load_font_source(Source::Binary(Arc::clone(font) as _));
        });
        let fonts = database.faces().map(|face| {
            let Source::Binary(bytes) = &face.source;
            (Arc::clone(bytes), face.index)
        });
        Fonts { fonts: fonts.collect(), database: Arc::new(database) }
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The text as it can be drawn, without signs that no font has; `None` where a letter would be missing, for
    /// half a word says something else.
    pub(in crate::site) fn drawable(&self, text: &str) -> Option<String> {
        let has = |c: char| c.is_whitespace() || self.advance(c).is_some();
        if text.chars().any(|c| c.is_alphanumeric() && !has(c)) {
            return None;
        }
        let drawn: String = text.chars().filter(|c| has(*c)).collect();
        let drawn = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(drawn).filter(|drawn| !drawn.is_empty())
    }

    /// How wide a text is, in parts of the size of the font.
    pub(super) fn width(&self, text: &str) -> f32 {
        text.chars().filter_map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> Option<f32> {
        self.fonts.iter().find_map(|(bytes, index)| {
            let font = FontRef::from_index((**bytes).as_ref(), *index).ok()?;
            let glyph = font.charmap().map(c)?;
            font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
        })
    }
}
