//! References to pages whose names hold references: `[[a [[b]]]]` (Logseq). As there, what is of the outer name
//! alone leads to its page, and the rest to the page of the inner name.

use std::ops::Range;

use memchr::memchr2_iter;

/// The outermost of such references in a text, each on one line.
pub(super) fn references(text: &str) -> Vec<Range<usize>> {
    let mut references = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        references.extend(in_line(line).into_iter().map(|range| range.start + start..range.end + start));
        start += line.len();
    }
    references
}

fn in_line(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let (mut holds, mut next) = (false, 0);
    for at in memchr2_iter(b'[', b']', line.as_bytes()) {
        let pair = line.get(at..at + 2).filter(|_| at >= next).unwrap_or("");
        match pair {
            "[[" => {
                holds &= !open.is_empty();
                open.push(at);
            }
            "]]" => {
                let start = open.pop();
                found.extend(start.filter(|_| open.is_empty() && holds).map(|start| start..at + 2));
                holds = true;
            }
            _ => continue,
        }
        next = at + 2;
    }
    found
}

/// A name without the brackets in it.
pub(super) fn without_brackets(name: &str) -> String {
    name.replace("[[", "").replace("]]", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_of_nested_references_are_found() {
        let found = |text: &str| -> Vec<String> {
            references(text).into_iter().map(|range| text[range].to_string()).collect()
        };
        assert_eq!(found("[[a [[b]]]] [[c]] #[[[[d]] e [[f]]]]"), ["[[a [[b]]]]", "[[[[d]] e [[f]]]]"]);
        assert_eq!(found("x\n[[a [[b [[c]]]] d]]"), ["[[a [[b [[c]]]] d]]"]);
        assert!(found("[[a [[b]] [[c]] \n]] [[[d]]] [[e]]").is_empty());
    }
}
