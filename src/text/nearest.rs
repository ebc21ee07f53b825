//! The nearest known name, for every "did you mean".

use std::collections::HashMap;

use super::name;

/// The candidate most like `wanted`: within a third of its length in edits (Damerau–Levenshtein), or
/// made of the same words. Ties go to the first; `None` where nothing is near.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name::loose(wanted);
    // Every name of one or two letters is one edit from every other.
    let limit = match wanted.chars().count() {
        0..3 => 0,
        length => length / 3,
    };
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
    let edits = || strsim::damerau_levenshtein(wanted, candidate);
    if wanted != candidate && same_words(wanted, candidate) { 1 } else { edits() }
}

fn same_words(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split('-').map(str::to_string).collect();
        words.sort();
        words
    };
    a.contains('-') && a.len() == b.len() && sorted(a) == sorted(b)
}

/// Many names, asked for the nearest many times: linear in both, where [`nearest`] would be their product.
///
/// Every name is filed under itself and under itself without each one of its characters, so two names
/// that are at most one deletion on each side apart (an insertion, a deletion, a replacement, a swap of
/// neighbours) meet; and once more under its words in order.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<String>,
    filed: HashMap<String, Vec<u32>>,
}

/// Longest name that is filed letter by letter, in characters.
const LONGEST: usize = 48;

impl Names {
    /// Files the names in order; of equally near ones the first is found.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut index = Names::default();
        for name in names {
            let id = index.names.len() as u32;
            index.names.push(name.to_string());
            for key in keys(&name::loose(name)) {
                index.filed.entry(key).or_default().push(id);
            }
        }
        index
    }

    /// The name most like `wanted`; `None` where none is near.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let loose = name::loose(wanted);
        let mut ids: Vec<u32> =
            keys(&loose).iter().filter_map(|key| self.filed.get(key)).flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(64);
        nearest(wanted, ids.iter().filter_map(|&id| self.names.get(id as usize)).map(String::as_str))
    }
}

/// The keys a name is filed under.
fn keys(loose: &str) -> Vec<String> {
    let mut keys = vec![loose.to_string()];
    let mut words: Vec<&str> = loose.split('-').collect();
    words.sort_unstable();
    keys.push(words.concat());
    if loose.chars().count() <= LONGEST {
        keys.extend(
            loose.char_indices().map(|(i, c)| format!("{}{}", &loose[..i], &loose[i + c.len_utf8()..])),
        );
    }
    keys
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
        assert_eq!(nearest("layer-1", ["layer-0", "layer-1"]), Some("layer-1"));
        assert_eq!((nearest("g", ["d"]), nearest("", ["d"])), (None, None));
    }

    #[test]
    fn an_index_finds_what_a_scan_finds() {
        let index = Names::new(["pod", "replica-set", "deployment", "StatefulSet"]);
        for (wanted, found) in [
            ("replicaset", Some("replica-set")),
            ("set replica", Some("replica-set")),
            ("deploymnet", Some("deployment")),
            ("statefullset", Some("StatefulSet")),
            ("ingress", None),
        ] {
            assert_eq!(index.nearest(wanted), found, "{wanted}");
        }
    }
}
