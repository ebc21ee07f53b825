//! The list of pictures in a `srcset`.

use std::ops::Range;

/// Where the URLs are in the value of `srcset` (HTML, "Parsing a srcset attribute"): commas end a URL that has no
/// descriptors, and the descriptors of one that has some.
pub(super) fn candidates(list: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = list.get(at..) {
        let begins = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let start = list.len() - begins.len();
        let end = begins.find(|c: char| c.is_ascii_whitespace()).unwrap_or(begins.len());
        let word = begins.get(..end).unwrap_or("");
        let url = word.trim_end_matches(',');
        if url.is_empty() {
            break;
        }
        found.push(start..start + url.len());
        let descriptors = begins.get(end..).filter(|_| url.len() == word.len());
        at = start + end + descriptors.map_or(0, |text| text.find(',').unwrap_or(text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidates_of_a_list_are_told_apart() {
        for (list, urls) in [
            ("a.png 1x, b,c.png 2x", &["a.png", "b,c.png"][..]),
            (" ,a.png,\n b.png 100w ,c.png", &["a.png", "b.png", "c.png"]),
            ("data:image/png;base64,x 1x, a.png", &["data:image/png;base64,x", "a.png"]),
            (" , ", &[]),
        ] {
            let found: Vec<&str> = candidates(list).into_iter().map(|range| &list[range]).collect();
            assert_eq!(found, urls, "{list}");
        }
    }
}
