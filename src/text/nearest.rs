//! The nearest known name, for every "did you mean".

use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::name;

/// The candidate most like `wanted`: within a third of its length in edits (Damerau–Levenshtein), or
/// made of the same words, and not the name of another thing of its sort. Ties go to the first; `None` where
/// nothing is near.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name::loose(wanted);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(&wanted, &name::loose(candidate));
        if let Some(distance) = distance
            && best.is_none_or(|(found, _)| distance < found)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn distance(wanted: &str, candidate: &str) -> Option<usize> {
    if wanted == candidate {
        return Some(0).filter(|_| !wanted.is_empty());
    }
    if same_letters(wanted, candidate) || same_words(wanted, candidate) {
        return Some(1);
    }
    // Every name of one or two letters is one edit from every other.
    let limit = match wanted.chars().count() {
        0..3 => return None,
        length => length / 3,
    };
    if wanted.len().abs_diff(candidate.len()) > limit * 4 || are_siblings(wanted, candidate) {
        return None;
    }
    Some(strsim::damerau_levenshtein(wanted, candidate)).filter(|edits| *edits <= limit)
}

/// Whether two names differ in what separates their words alone.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().any(|c| c != '-');
    letters(a) && a.chars().filter(|c| *c != '-').eq(b.chars().filter(|c| *c != '-'))
}

fn same_words(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split('-').map(str::to_string).collect();
        words.sort();
        words
    };
    a.contains('-') && a.len() == b.len() && sorted(a) == sorted(b)
}

/// Whether two names are those of things that stand beside each other: of two days, two versions, two parts
/// (other numbers), or words so short that one letter makes another (`CDN` and `SDN`, `Mar` and `May`).
fn are_siblings(a: &str, b: &str) -> bool {
    other_numbers(a, b) || other_short_words(a, b)
}

fn other_numbers(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let rest = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let (of_a, of_b) = (digits(a), digits(b));
    of_a != of_b && (!(of_a.is_empty() || of_b.is_empty()) || rest(a) == rest(b))
}

fn other_short_words(a: &str, b: &str) -> bool {
    let is_other =
        |(a, b): (&str, &str)| a == b || (a.len() <= SHORT && a.len() == b.len() && !is_swapped(a, b));
    a.split('-').count() == b.split('-').count() && a.split('-').zip(b.split('-')).all(is_other)
}

/// Most bytes of a word that every letter makes another of.
const SHORT: usize = 3;

fn is_swapped(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// Many names, asked for the nearest many times: linear in both, where [`nearest`] would be their product.
///
/// Every name is filed under itself and under itself without each one of its characters, so two names
/// that are at most one deletion on each side apart (an insertion, a deletion, a replacement, a swap of
/// neighbours) meet; and once more under its letters and under its words in order.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<String>,
    /// The hash of each key with the number of its name, in order.
    filed: Vec<(u64, u32)>,
    /// Where those of a hash begin: to search for it would miss the cache at every step.
    starts: FxHashMap<u64, u32>,
}

/// Longest name that is filed letter by letter, in characters.
const LONGEST: usize = 48;

/// Most names that are looked at for one.
const MOST_ALIKE: usize = 64;

impl Names {
    /// Files the names in order; of equally near ones the first is found.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<String> = names.into_iter().map(str::to_string).collect();
        let keyed = names.iter().zip(0..).flat_map(|(name, id)| {
            let keys = keys(&name::loose(name));
            keys.into_iter().map(move |key| (key, id))
        });
        let mut filed: Vec<(u64, u32)> = keyed.collect();
        filed.sort_unstable();
        let mut starts = FxHashMap::with_capacity_and_hasher(filed.len(), FxBuildHasher);
        for (start, (key, _)) in (0..).zip(&filed) {
            starts.entry(*key).or_insert(start);
        }
        Names { names, filed, starts }
    }

    /// The name most like `wanted`; `None` where none is near.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let mut ids: Vec<u32> =
            keys(&name::loose(wanted)).into_iter().flat_map(|key| self.under(key)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(MOST_ALIKE);
        nearest(wanted, ids.iter().filter_map(|&id| self.names.get(id as usize)).map(String::as_str))
    }

    /// The first names that are filed under a key.
    fn under(&self, key: u64) -> impl Iterator<Item = u32> {
        let start = self.starts.get(&key).map_or(self.filed.len(), |start| *start as usize);
        let filed = self.filed.iter().skip(start).take_while(move |(filed, _)| *filed == key);
        filed.take(MOST_ALIKE).map(|(_, id)| *id)
    }
}

/// The hashes of what a name is filed under: what meets by chance is not near.
fn keys(loose: &str) -> Vec<u64> {
    let mut words: Vec<&str> = loose.split('-').collect();
    let mut keys = vec![hash(&[loose]), hash(&words)];
    words.sort_unstable();
    keys.push(hash(&words));
    if loose.chars().count() <= LONGEST {
        keys.extend(loose.char_indices().map(|(i, c)| hash(&[&loose[..i], &loose[i + c.len_utf8()..]])));
    }
    keys
}

/// The hash of texts as one.
fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    parts.iter().flat_map(|part| part.bytes()).for_each(|byte| hasher.write_u8(byte));
    hasher.finish()
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
        assert_eq!((nearest("a b", ["AB"]), nearest("a_b", ["A b"])), (Some("AB"), Some("A b")));
        assert_eq!((nearest("depl0yment", known), nearest("pdo", known)), (Some("deployment"), Some("pod")));
        assert_eq!((nearest("g", ["d"]), nearest("", ["d"])), (None, None));
    }

    #[test]
    fn other_things_of_a_sort_are_not_near() {
        for (wanted, known) in [
            ("2023-03-24", "2023-07-24"),
            ("Feb 5th, 2024", "Feb 6th, 2024"),
            ("Feb 1st, 2024", "Feb 2nd, 2024"),
            ("Mar 5th, 2024", "May 5th, 2024"),
            ("chapter 12", "chapter 1"),
            ("pod2", "pod"),
            ("GTD", "ZTD"),
            ("CDN", "SDN"),
            ("plan-a", "plan-b"),
        ] {
            assert_eq!(nearest(wanted, [known]), None, "{wanted}");
            assert_eq!(Names::new([known]).nearest(wanted), None, "{wanted}");
        }
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
