//! The ids of problems, each with the note of the guide that tells about it.

/// The one list of ids. An id without its note does not compile.
macro_rules! lints {
    ($($id:literal),* $(,)?) => {
        /// Every id a problem can have, in alphabetical order.
        pub(crate) const LINTS: &[&str] = &[$($id),*];

        /// The note of each id, in the same order.
        const NOTES: &[&str] =
            &[$(include_str!(concat!("../../content/guide/problems/", $id, ".md"))),*];
    };
}

lints! {
    "alias-conflict",
    "ambiguous-link",
    "bad-file",
    "bad-front-matter",
    "bad-math",
    "bad-navigation",
    "bad-url",
    "broken-link",
    "dead-end-note",
    "duplicate-block",
    "duplicate-id",
    "duplicate-title",
    "empty-link",
    "external-link",
    "heading-skips-level",
    "heavy-code",
    "heavy-embed",
    "kind-collision",
    "lost-cell",
    "missing-alt-text",
    "missing-anchor",
    "missing-asset",
    "missing-block",
    "missing-include",
    "missing-note",
    "nested-directive",
    "nested-link",
    "no-notes",
    "non-portable-name",
    "not-a-file",
    "old-url",
    "orphan-note",
    "output-collision",
    "raw-html-link",
    "refused-include",
    "self-embed",
    "shallow-history",
    "slug-collision",
    "stale-note",
    "stray-directive",
    "unbalanced-html",
    "unclosed-comment",
    "unclosed-directive",
    "unknown-key",
    "unknown-language",
    "unknown-path",
    "unknown-template",
    "unsafe-html",
    "unsafe-link",
    "unused-asset",
    "unused-footnote",
}

/// The note of the guide about an id, as it is written; `None` for an id that no problem has.
pub(crate) fn note(id: &str) -> Option<&'static str> {
    let (_, note) = LINTS.iter().zip(NOTES).find(|(lint, _)| **lint == id)?;
    Some(note)
}
