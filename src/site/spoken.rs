//! In which language a page is, and from which side its lines begin.

use super::nav::Spot;
use super::planned::Site;
use super::view::Spoken;
use crate::note::Note;
use crate::vault::NoteId;

/// The language and the direction of the note a page shows, where they are not those of the site.
pub(super) fn spoken(site: &Site, spot: Spot) -> Spoken {
    let note = match spot {
        Spot::Note(id) => Some(id),
        Spot::Folder(id) => site.vault[id].note,
        _ => None,
    };
    let Some(note) = note.map(|id| &site.vault[id].note) else { return Spoken::default() };
    let language = note.front.language.clone().filter(|language| *language != site.language);
    let own = match &language {
        Some(language) => Some(direction(language)),
        None => written(note),
    };
    Spoken { language, direction: own.filter(|own| *own != direction(&site.language)) }
}

/// The language and the direction of a note.
pub(super) fn spoken_by(site: &Site, id: NoteId) -> (String, &'static str) {
    let spoken = spoken(site, Spot::Note(id));
    let language = spoken.language.unwrap_or_else(|| site.language.clone());
    (language, spoken.direction.unwrap_or_else(|| direction(&site.language)))
}

/// The direction most letters of a note have in its title, its headings and its first paragraph: code is of no
/// direction. `None` where there are none.
fn written(note: &Note) -> Option<&'static str> {
    let headings = note.headings.iter().map(|heading| &*heading.text);
    let letters = [note.title.as_str(), &note.summary].into_iter().chain(headings).flat_map(str::chars);
    let (mut left, mut right) = (0, 0);
    for letter in letters.filter(|c| c.is_alphabetic()) {
        *(if is_right_to_left(letter) { &mut right } else { &mut left }) += 1;
    }
    (left + right > 0).then_some(if right > left { "rtl" } else { "ltr" })
}

/// Letters of Hebrew, Arabic, Syriac, Thaana and the scripts beside them (Unicode, Bidi_Class R and AL).
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Scripts that are written from right to left, by language (Unicode CLDR).
pub(super) fn direction(language: &str) -> &'static str {
    let primary = language.split(['-', '_']).next().unwrap_or("");
    let rtl = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];
    if rtl.iter().any(|code| primary.eq_ignore_ascii_case(code)) { "rtl" } else { "ltr" }
}
