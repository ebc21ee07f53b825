//! What is masked before the Markdown parser runs: where it stands, and what it is.

use std::ops::Range;

/// Something the parser does not see: a stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes in the text, with the `!` of an embed.
    pub(super) range: Range<usize>,
}

/// What is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[[…]]`
    Link,
    /// `![[…]]`
    Embed,
    /// `<!--` or `%%` that is never closed.
    Comment,
    /// A dollar sign of prose, with some characters behind it: it would begin a formula.
    Dollar,
    /// Where a link leads, with blanks in it: to the parser it would be none.
    Destination,
    /// What is for the tool alone: it is shown nowhere.
    Hidden,
    /// The name of a property, with its colons.
    Property,
    /// `{{name …}}`: what it shows only the tool knows.
    Macro,
}
