//! Places in a note: which heading a reference means (links.md, "Headings and anchors").

use super::Anchor;
use crate::note::{Heading, HeadingId, Note};

/// The place `fragment` means in `note`. Compared as text first: markup stripped, punctuation as spaces,
/// case ignored; `#H1#H2` walks down. What matches no text is tried as an id.
pub(super) fn find(note: &Note, fragment: &str) -> Option<Anchor> {
    let by_text = chain(note, fragment).map(Anchor::Heading);
    by_text.or_else(|| by_id(note, fragment))
}

fn chain(note: &Note, fragment: &str) -> Option<HeadingId> {
    let mut range = 0..note.headings.len();
    let mut found = None;
    for part in fragment.split('#').filter(|part| !part.is_empty()) {
        let wanted: Vec<&str> = words(part).collect();
        let headings = note.headings.get(range.clone())?;
        let reads = |heading: &Heading| begin_alike(&heading.text, part) && reads_as(&heading.text, &wanted);
        let index = range.start + headings.iter().position(reads)?;
        range = index + 1..end_of_section(&note.headings, index);
        found = Some(HeadingId(index as u32));
    }
    found
}

/// Where the section of a heading ends: before the next one that is not below it.
fn end_of_section(headings: &[Heading], index: usize) -> usize {
    let Some(heading) = headings.get(index) else { return headings.len() };
    let below = headings.iter().skip(index + 1).take_while(|next| next.level > heading.level).count();
    index + 1 + below
}

fn by_id(note: &Note, fragment: &str) -> Option<Anchor> {
    let heading = note.headings.iter().position(|heading| heading.id.eq_ignore_ascii_case(fragment));
    if let Some(index) = heading {
        return Some(Anchor::Heading(HeadingId(index as u32)));
    }
    note.ids.iter().find(|id| ***id == *fragment).map(|id| Anchor::Id(id.clone()))
}

/// Whether two texts may read alike, judged by their first letters: of most headings that is all there is
/// to look at.
fn begin_alike(a: &str, b: &str) -> bool {
    match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(a), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
            a.eq_ignore_ascii_case(b)
        }
        _ => true,
    }
}

/// Whether a text reads as these words, whatever their case and the ASCII punctuation between.
fn reads_as(text: &str, wanted: &[&str]) -> bool {
    let mut wanted = wanted.iter();
    words(text).all(|word| wanted.next().is_some_and(|wanted| is_same(word, wanted)))
        && wanted.next().is_none()
}

fn is_same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!(a.is_ascii() && b.is_ascii()) && lower(a).eq(lower(b)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|word| !word.is_empty())
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_as_they_read() {
        for (text, wanted) in [
            ("What is a Pod?", "what is a pod"),
            ("What is a Pod?", "What   is-a  pod"),
            ("`kubectl` get", "kubectl get"),
            ("ÜBER uns", "über uns"),
            ("“Quoted”", "“quoted”"),
            (" Spaced ", "spaced"),
            ("(A) B", "a b"),
            ("数字花园", "数字花园"),
        ] {
            let words: Vec<&str> = words(wanted).collect();
            assert!(begin_alike(text, wanted) && reads_as(text, &words), "{text} {wanted}");
        }
        for (text, wanted) in [("Pods", "Pod"), ("Pod", "Pods"), ("A B", "A"), ("A", "A B"), ("über", "uber")]
        {
            let words: Vec<&str> = words(wanted).collect();
            assert!(!reads_as(text, &words), "{text} {wanted}");
        }
    }
}
