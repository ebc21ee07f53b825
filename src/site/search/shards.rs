//! Shards: a sorted list cut into so many files, of which one query needs few.

use std::cmp::Ordering;

/// A list in files: what each begins with, and what each holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shards {
    /// The shortest text that is not before the first entry of a shard, and behind all of the shard before.
    pub(super) bounds: Vec<String>,
    /// The entries of each shard.
    pub(super) entries: Vec<String>,
}

/// The order of JavaScript, which compares UTF-16.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Cuts entries, each a word and what is written for it, into exactly `count` shards of about one size.
pub(super) fn cut(entries: &[(&str, String)], count: usize) -> Shards {
    let total: usize = entries.iter().map(|(_, written)| written.len()).sum();
    let mut shards = Shards { bounds: vec![String::new(); count], entries: vec![String::new(); count] };
    let (mut done, mut last) = (0, None);
    for (at, (word, written)) in entries.iter().enumerate() {
        let shard = (done * count / total.max(1)).min(count.saturating_sub(1));
        if last.replace(shard) != Some(shard)
            && let Some(bound) = shards.bounds.get_mut(shard)
        {
            *bound = bound_between(
                at.checked_sub(1).and_then(|at| entries.get(at)).map_or("", |(word, _)| word),
                word,
            );
        }
        if let Some(shard) = shards.entries.get_mut(shard) {
            shard.push_str(written);
        }
        done += written.len();
    }
    fill_bounds(&mut shards);
    shards
}

/// A shard without entries begins where the next does, so that no word is looked for in it.
fn fill_bounds(shards: &mut Shards) {
    let mut next = "\u{ffff}".to_string();
    for (bound, entries) in shards.bounds.iter_mut().zip(&shards.entries).rev() {
        if entries.is_empty() {
            bound.clone_from(&next);
        }
        next.clone_from(bound);
    }
    if let Some(first) = shards.bounds.first_mut() {
        first.clear();
    }
}

/// The shortest beginning of `word` that is behind `before`.
fn bound_between(before: &str, word: &str) -> String {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let beginnings = ends.filter_map(|end| word.get(..end));
    beginnings.into_iter().find(|bound| order(bound, before) == Ordering::Greater).unwrap_or(word).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_last_shard_that_begins_before_it() {
        let words = ["api", "apiserver", "pod", "podman", "𝒜", "ﬀ"];
        let entries: Vec<(&str, String)> = words.iter().map(|word| (*word, format!("<{word}>"))).collect();
        for count in 1..9 {
            let shards = cut(&entries, count);
            assert_eq!((shards.bounds.len(), shards.entries.len()), (count, count));
            assert_eq!(shards.entries.concat(), "<api><apiserver><pod><podman><𝒜><ﬀ>");
            for word in words {
                let holds = |shard: &usize| order(&shards.bounds[*shard], word) != Ordering::Greater;
                let shard = (0..count).rev().find(holds).unwrap();
                assert!(
                    shards.entries[shard].contains(&format!("<{word}>")),
                    "{word} of {count}: {shards:?}"
                );
            }
        }
    }

    #[test]
    fn an_empty_list_has_its_shards() {
        assert_eq!(cut(&[], 1).entries, [""]);
    }
}
