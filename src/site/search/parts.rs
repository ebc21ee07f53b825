//! Parts: a long note is found and fetched in pieces, so that no answer weighs more than a page.

use super::text::Section;

/// Longest part in bytes of text, but for the rest of a word.
const LONGEST: usize = 6 << 10;

/// Cuts sections into parts. A section that is longer than a part goes on in the next under the same heading.
pub(super) fn parts(sections: Vec<Section>) -> Vec<Vec<Section>> {
    let (mut parts, mut open, mut bytes) = (Vec::new(), Vec::new(), 0);
    for section in sections.into_iter().flat_map(short) {
        let size = section.text.len() + section.heading.len();
        if bytes + size > LONGEST && !open.is_empty() {
            parts.push(std::mem::take(&mut open));
            bytes = 0;
        }
        bytes += size;
        open.push(section);
    }
    parts.push(open);
    parts
}

/// A section as one or more that each fit into a part.
fn short(section: Section) -> Vec<Section> {
    if section.text.len() <= LONGEST {
        return vec![section];
    }
    let Section { id, heading, text, terms } = section;
    let within = |text: &str| terms.iter().filter(|term| text.contains(term.as_str())).cloned().collect();
    let piece = |text: &str| {
        let (id, heading) = (id.clone(), heading.clone());
        Section { id, heading, terms: within(text), text: text.to_string() }
    };
    cuts(&text).map(piece).collect()
}

/// The text in pieces, cut at blanks where there are any.
fn cuts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let most = rest.floor_char_boundary(LONGEST);
        let whole = most == rest.len();
        let blank = rest.get(..most)?.rfind(' ').filter(|at| !whole && *at > LONGEST / 2);
        let (piece, behind) = rest.split_at_checked(blank.unwrap_or(most))?;
        rest = behind.trim_start();
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: &str, length: usize) -> Section {
        Section {
            id: id.to_string(),
            heading: id.to_string(),
            text: "word ".repeat(length / 5),
            terms: Vec::new(),
        }
    }

    #[test]
    fn short_notes_are_one_part_and_long_ones_are_cut_between_sections() {
        assert_eq!(parts(vec![section("", 100), section("a", 2000)]).len(), 1);
        let cut = parts(vec![section("", 4000), section("a", 4000), section("b", 1000)]);
        let ids: Vec<Vec<&str>> =
            cut.iter().map(|part| part.iter().map(|s| s.id.as_str()).collect()).collect();
        assert_eq!(ids, [vec![""], vec!["a", "b"]]);
    }

    #[test]
    fn a_long_section_goes_on_under_its_heading_and_loses_nothing() {
        let cut = parts(vec![section("a", 30_000)]);
        assert!(
            cut.len() >= 5 && cut.iter().flatten().all(|part| part.id == "a" && part.text.len() <= LONGEST)
        );
        let words: usize = cut.iter().flatten().map(|part| part.text.split_whitespace().count()).sum();
        assert_eq!(words, 6000);
        let dense = Section { text: "é".repeat(10_000), ..Section::default() };
        assert_eq!(parts(vec![dense]).iter().flatten().map(|part| part.text.len()).sum::<usize>(), 20_000);
    }
}
