//! The nearest known name, for every "did you mean".

use super::name;

/// The candidate most like `wanted`: within a third of its length in edits (Damerau–Levenshtein), or
/// made of the same words. Ties go to the first; `None` where nothing is near.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name::loose(wanted);
    let limit = (wanted.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(&wanted, &name::loose(candidate), limit);
        if distance <= limit && best.is_none_or(|(found, _)| distance < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn distance(wanted: &str, candidate: &str, limit: usize) -> usize {
    if wanted.len().abs_diff(candidate.len()) > limit * 4 {
        return usize::MAX;
    }
    if same_words(wanted, candidate) {
        1
    } else {
        strsim::damerau_levenshtein(wanted, candidate)
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split('-').map(str::to_string).collect();
        words.sort();
        words
    };
    a.contains('-') && a.len() == b.len() && sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found_and_strangers_are_not() {
        let known = ["pod", "replica-set", "deployment"];
        assert_eq!(nearest("replicaset", known), Some("replica-set"));
        assert_eq!(nearest("set-replica", known), Some("replica-set"));
        assert_eq!(nearest("deploymnet", known), Some("deployment"));
        assert_eq!(nearest("ingress", known), None);
    }
}
