//! Lines of Rust that a book compiles and does not show (mdBook, "Hiding code lines").

use std::borrow::Cow;

/// Code without its hidden lines, `# use std;` and `#` alone; `##` is one sign of a line that is shown.
pub(super) fn without(code: &str) -> Cow<'_, str> {
    if !code.contains('#') {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.split_inclusive('\n').filter_map(shown).collect())
}

fn shown(line: &str) -> Option<Cow<'_, str>> {
    let content = line.trim_start_matches([' ', '\t']);
    let Some(behind) = content.strip_prefix('#') else { return Some(Cow::Borrowed(line)) };
    if behind.starts_with('#') {
        let lead = line.get(..line.len() - content.len()).unwrap_or("");
        return Some(Cow::Owned(format!("{lead}{behind}")));
    }
    let is_hidden = behind.trim_end_matches(['\r', '\n']).is_empty() || behind.starts_with(' ');
    (!is_hidden).then_some(Cow::Borrowed(line))
}
