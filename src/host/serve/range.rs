//! The part of a file that is asked for (RFC 9110, 14).

use std::ops::Range;

/// What a `Range` means for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes, of which there is at least one.
    Bytes(Range<u64>),
    /// Nothing that the file has.
    None,
}

/// The part of a file of so many bytes. Only one can be had: players of films and readers of documents ask for no
/// more, and many small ones are an attack.
pub(super) fn part(range: Option<&str>, size: u64) -> Part {
    let Some(bytes) = range.and_then(|range| range.strip_prefix("bytes=")) else { return Part::Whole };
    let found = bytes.trim().split_once('-').and_then(|(first, last)| match first {
        "" => Some(size.saturating_sub(number(last)?)..size),
        first => Some(number(first)?..end(last, size)?),
    });
    match found {
        Some(range) if range.start < range.end => Part::Bytes(range),
        _ => Part::None,
    }
}

/// The end that a last byte stands for.
fn end(last: &str, size: u64) -> Option<u64> {
    if last.is_empty() { Some(size) } else { Some(number(last)?.saturating_add(1).min(size)) }
}

/// Digits alone: `+1` is no number here.
fn number(digits: &str) -> Option<u64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read() {
        let part = |range: &str| part(Some(range), 10);
        for (range, bytes) in [
            ("bytes=0-", 0..10),
            ("bytes=2-4", 2..5),
            ("bytes=-3", 7..10),
            ("bytes=9-99", 9..10),
            ("bytes=-99", 0..10),
        ] {
            assert_eq!(part(range), Part::Bytes(bytes), "{range}");
        }
        let many = format!("bytes={}", "0-0,".repeat(1000));
        for none in
            ["bytes=10-", "bytes=5-2", "bytes=-0", "bytes=0-1,3-4", "bytes=x", "bytes=", "bytes=+1-2", &many]
        {
            assert_eq!(part(none), Part::None, "{none}");
        }
        assert_eq!(part("lines=1-2"), Part::Whole);
        assert_eq!(super::part(None, 10), Part::Whole);
        assert_eq!(super::part(Some("bytes=0-"), 0), Part::None);
    }
}
