//! Doubled brackets that are no links (links.md, "Never a link").

use std::ops::Range;

/// Whether the doubled brackets at `range` of `text` belong to another language: a template's `$[[ x ]]`,
/// a test of a shell, a table or a list of lists of TOML.
pub(super) fn are_foreign(text: &str, range: Range<usize>) -> bool {
    let inner = text.get(range.start + 2..range.end.saturating_sub(2)).unwrap_or("");
    let templated = text.get(..range.start).is_some_and(|before| before.ends_with('$'));
    templated || is_shell_test(inner) || is_quoted(inner) || is_toml_table(text, range, inner)
}

/// `[[ -f x ]]`, `[[ "$a" == b ]]`: a shell wants a space on either side.
fn is_shell_test(inner: &str) -> bool {
    const OPERATORS: &[&str] =
        &["==", "!=", "=~", "=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot"];
    let spaced = inner.starts_with(char::is_whitespace) && inner.ends_with(char::is_whitespace);
    let mut words = inner.split_whitespace();
    let first = words.next().unwrap_or("");
    let tests = first.starts_with(['$', '"', '\'']) || first == "!" || is_option(first);
    spaced && (tests || words.any(|word| OPERATORS.contains(&word)))
}

fn is_option(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|option| option.len() == 1)
}

/// `[['a', 'b']]`
fn is_quoted(inner: &str) -> bool {
    let inner = inner.trim();
    inner.len() > 1 && inner.starts_with(['\'', '"']) && inner.ends_with(['\'', '"'])
}

/// `[[menu.main]]` alone on a line above a key or a table.
fn is_toml_table(text: &str, range: Range<usize>, inner: &str) -> bool {
    const BLANK: [char; 4] = ['>', ' ', '\t', '\r'];
    let before = text.get(..range.start).unwrap_or("").trim_end_matches(BLANK);
    let behind = text.get(range.end..).unwrap_or("").trim_start_matches(BLANK);
    let (starts, Some(below)) = (before.is_empty() || before.ends_with('\n'), behind.strip_prefix('\n'))
    else {
        return false;
    };
    starts && is_toml_key(inner) && is_toml_line(below.lines().next().unwrap_or("").trim_start_matches(BLANK))
}

fn is_toml_line(line: &str) -> bool {
    let key = line.split('=').next().filter(|key| key.len() < line.len());
    key.is_some_and(|key| is_toml_key(key.trim_end()))
        || (line.starts_with('[') && line.trim_end().ends_with(']'))
}

fn is_toml_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(text: &str) -> bool {
        let start = text.find("[[").unwrap();
        are_foreign(text, start..text.find("]]").unwrap() + 2)
    }

    #[test]
    fn brackets_of_other_languages_are_no_links() {
        for text in [
            "$[[ inputs.x ]]",
            "if [[ -f x ]]; then",
            "[[ $a ]]",
            "[[ a == b ]]",
            "delimiters = [['\\(', '\\)']]",
            "[[menus.main]]\nname = 'x'",
            "  [[cascade]]\n  [cascade.params]",
        ] {
            assert!(foreign(text), "{text}");
        }
    }

    #[test]
    fn brackets_around_a_name_are_links() {
        for text in
            ["[[pod]]", "[[ pod ]]", "[[menus.main]]\nis a note", "a [[x]]\nb = c", "[['Twas the night]]"]
        {
            assert!(!foreign(text), "{text}");
        }
    }
}
