//! Words: what a text is found by. `words` of `static/search.js` is the same function for what a reader types;
//! `tests/words.json` holds both to one table.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::script::is_unspaced;

/// Longest word in characters; of a longer one, a key or a digest, the beginning is kept.
const LONGEST: usize = 32;

/// Gives every word of a text to `found`, in order, and whether it is only a part of a word
/// (`PodDisruptionBudget` is also `pod`, `disruption` and `budget`).
pub(super) fn words(text: &str, found: &mut impl FnMut(&str, bool)) {
    for run in runs(text) {
        if run.is_ascii() {
            word(run, false, found);
            camel_parts(run, |part| word(part, true, found));
        } else {
            run.split(is_between).filter(|run| !run.is_empty()).for_each(|run| foreign(run, found));
        }
    }
}

/// The parts between the blanks and marks of ASCII: most texts have no other.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| is_inside(&byte))?;
        let behind = rest.get(start..)?;
        let end = behind.bytes().position(|byte| !is_inside(&byte)).unwrap_or(behind.len());
        let (run, next) = behind.split_at_checked(end)?;
        rest = next;
        Some(run)
    })
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !is_combining_mark(c)
}

fn word(run: &str, is_part: bool, found: &mut impl FnMut(&str, bool)) {
    let run = run.get(..LONGEST).unwrap_or(run);
    if run.bytes().any(|byte| byte.is_ascii_uppercase()) {
        found(&run.to_ascii_lowercase(), is_part);
    } else {
        found(run, is_part);
    }
}

/// A run with letters beyond ASCII: scripts that put no blanks between words are cut in pairs of characters.
fn foreign(run: &str, found: &mut impl FnMut(&str, bool)) {
    for part in scripts(&fold(run)) {
        match part.chars().next().is_some_and(is_unspaced) {
            true => pairs(part, found),
            false => found(shortened(part), false),
        }
    }
    if !run.contains(is_unspaced) {
        camel_parts(run, |part| found(shortened(&fold(part)), true));
    }
}

/// Small letters without the marks that are often left out when typing (NFKD without diacritics, NFC).
pub(super) fn fold(run: &str) -> String {
    let plain = run.to_lowercase().nfkd().filter(|c| !is_dropped(*c)).nfc().collect::<String>();
    plain.replace('ß', "ss").replace('ς', "σ")
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// The longest parts of a run whose characters are all of such a script or all of none.
fn scripts(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let unspaced = is_unspaced(rest.chars().next()?);
        let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        rest = behind;
        Some(part)
    })
}

/// Every two neighbours, and the last character: any other begins a pair, and is found by that.
fn pairs(part: &str, found: &mut impl FnMut(&str, bool)) {
    for (at, c) in part.char_indices() {
        let rest = part.get(at..).unwrap_or("");
        let next = rest.chars().nth(1).map_or(0, char::len_utf8);
        found(rest.get(..c.len_utf8() + next).unwrap_or(rest), false);
    }
}

fn shortened(word: &str) -> &str {
    word.char_indices().nth(LONGEST).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

/// The parts of `camelCase`, `HTTPRoute` and `v1Beta`, where there are several; single letters are none.
fn camel_parts(run: &str, mut found: impl FnMut(&str)) {
    if !has_capital_inside(run) {
        return;
    }
    let cuts = camel_cuts(run);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([run.len()]);
    let parts = starts.zip(ends).filter_map(|(start, end)| run.get(start..end)).filter(|part| *part != run);
    parts.filter(|part| part.chars().nth(1).is_some()).for_each(&mut found);
}

fn has_capital_inside(run: &str) -> bool {
    run.bytes().skip(1).any(|byte| byte.is_ascii_uppercase() || byte >= 0x80)
}

/// Where a part begins: at a capital behind a small letter or digit, and at the last capital of several before
/// two small letters.
fn camel_cuts(run: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = run.char_indices().collect();
    let small = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_lowercase());
    let begins = |at: &usize| {
        let (Some((_, before)), Some((_, c))) =
            (at.checked_sub(1).and_then(|at| chars.get(at)), chars.get(*at))
        else {
            return false;
        };
        let behind_small = before.is_lowercase() || before.is_numeric();
        let last_capital = before.is_uppercase() && small(at + 1) && small(at + 2);
        c.is_uppercase() && (behind_small || last_capital)
    };
    (0..chars.len()).filter(begins).filter_map(|at| Some(chars.get(at)?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_words_of_the_table() {
        let table: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/words.json")).unwrap();
        for row in table.as_array().unwrap() {
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            words(row[0].as_str().unwrap(), &mut |word, is_part| match is_part {
                true => parts.push(word.to_string()),
                false => whole.push(word.to_string()),
            });
            assert_eq!(serde_json::json!([whole, parts]), serde_json::json!([row[1], row[2]]), "{}", row[0]);
        }
    }
}
