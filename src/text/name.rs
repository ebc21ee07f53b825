//! How names of notes are compared (links.md, "Resolution order").

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The name as it is compared, case kept: NFC, trimmed, NBSP as space, without `.md`, `.markdown` or
/// `.mdx`.
pub fn exact(name: &str) -> Cow<'_, str> {
    composed(without_extension(name.trim()))
}

/// NFC, with plain spaces.
pub fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let name = match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => Cow::Borrowed(name),
        _ => Cow::Owned(name.nfc().collect()),
    };
    if name.contains('\u{a0}') { Cow::Owned(name.replace('\u{a0}', " ").trim().to_string()) } else { name }
}

/// The name as it is compared ignoring case: [`exact`] with full Unicode case folding.
pub fn folded(name: &str) -> String {
    fold(&exact(name))
}

/// A text that keeps what [`folded`] drops as an extension: the path of a file, a folder, a URL, a tag.
pub fn caseless(text: &str) -> String {
    fold(&composed(text.trim()))
}

fn fold(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.chars().default_case_fold().nfc().collect() }
}

/// The name as a slug is compared: folded, accents dropped, runs of spaces, `_` and `-` as one `-`.
pub fn loose(name: &str) -> String {
    let name = folded(name);
    if name.is_ascii() {
        return dashed(name.chars());
    }
    dashed(name.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c)))
}

/// The name by its letters alone: [`loose`] without what separates its words.
pub fn squeezed(name: &str) -> String {
    loose(name).replace('-', "")
}

fn dashed(name: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(name.size_hint().0);
    for c in name {
        if c.is_whitespace() || c == '_' || c == '-' {
            if !out.ends_with('-') {
                out.push('-');
            }
        } else {
            out.push(c);
        }
    }
    out.trim_matches('-').to_string()
}

/// What the name of a note ends in.
const EXTENSIONS: [&str; 3] = [".md", ".markdown", ".mdx"];

/// Whether a file of this name or path is a note.
pub fn is_note(name: &str) -> bool {
    without_extension(name).len() < name.len()
}

/// A name as a title: `-` and `_` as spaces, the first letter a capital.
pub fn as_title(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Longest label in characters.
const LONGEST_LABEL: usize = 120;

/// A title as lists and the navigation show it: a long one is cut at a word, for it stands on many pages.
pub fn label(title: &str) -> Cow<'_, str> {
    let Some((end, _)) = title.char_indices().nth(LONGEST_LABEL) else { return Cow::Borrowed(title) };
    let cut = title.get(..end).unwrap_or(title);
    let word = cut.rfind(char::is_whitespace).filter(|word| *word > end / 2).unwrap_or(cut.len());
    Cow::Owned(format!("{}…", cut.get(..word).unwrap_or(cut).trim_end()))
}

/// `name` without the extension of a note, if it has one.
pub fn without_extension(name: &str) -> &str {
    for extension in EXTENSIONS {
        let cut = name.len().saturating_sub(extension.len());
        if name.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(extension)) && cut > 0 {
            return &name[..cut];
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_extension_case_and_unicode_form() {
        assert_eq!(exact(" Pod.md "), "Pod");
        assert_eq!(folded("Cafe\u{301}.MD"), "café");
        assert_eq!(folded("a\u{a0}b"), "a b");
        assert_eq!(folded("STRASSE"), folded("Straße"));
        assert_eq!(exact(".md"), ".md");
        assert_eq!(caseless("Caf\u{65}\u{301}/X.MD"), "café/x.md");
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        assert_eq!(label("A short one"), "A short one");
        assert_eq!(label(&"é".repeat(120)), "é".repeat(120));
        assert_eq!(label(&"é".repeat(121)), "é".repeat(120) + "…");
        assert_eq!(label(&"four ".repeat(50)), "four ".repeat(23) + "four…");
        assert_eq!(label(&format!("a {}", "b".repeat(200))), format!("a {}…", "b".repeat(118)));
    }

    #[test]
    fn slugs_ignore_separators_and_accents() {
        assert_eq!(loose("Project  Opportunities"), loose("project_opportunities"));
        assert_eq!(loose("Éclair – a-b"), "eclair-–-a-b");
    }
}
