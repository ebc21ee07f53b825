//! A range of bytes in one source file.

use std::ops::Range;

/// A half-open range of byte offsets, `start..end`, in one [`Source`](super::Source).
///
/// Both ends lie on character boundaries inside the file. Files over 4 GiB are refused before a span
/// of them can be made, so `u32` is enough and halves every link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`; an end before the start gives an empty span, offsets past 4 GiB saturate.
    pub fn new(range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        Span { start, end: end.max(start) }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span in a file where this text begins at `offset`.
    pub fn shifted(self, offset: usize) -> Self {
        Span::new(self.start as usize + offset..self.end as usize + offset)
    }

    /// The part of the span that lies inside a text of `len` bytes.
    pub fn clamped(self, len: usize) -> Self {
        Span::new((self.start as usize).min(len)..(self.end as usize).min(len))
    }
}
