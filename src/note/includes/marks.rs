//! The lines of a file that mark its regions, in the spelling of each tool.

/// How the ends of a region are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// `ANCHOR: x` and `ANCHOR_END: x` (mdBook).
    Anchors,
    /// `--8<-- [start:x]` and `--8<-- [end:x]` (MkDocs).
    Sections,
    /// `#region x` and `#endregion x` (VitePress), which takes away the indentation that all lines have.
    Regions,
}

/// What stands on a line that marks a region.
pub(super) enum Mark<'t> {
    /// It begins, and has this name.
    Start(&'t str),
    /// It ends; without a name, the innermost does.
    End(&'t str),
}

impl Marks {
    /// What a line marks.
    pub(super) fn read(self, line: &str) -> Option<Mark<'_>> {
        match self {
            Marks::Anchors => anchor(line),
            Marks::Sections => section(line),
            Marks::Regions => region(line),
        }
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// `// ANCHOR: x`
fn anchor(line: &str) -> Option<Mark<'_>> {
    let (_, rest) = line.split_once("ANCHOR")?;
    match rest.strip_prefix("_END") {
        Some(end) => Some(Mark::End(word(end.strip_prefix(':')?.trim_start()))),
        None => Some(Mark::Start(word(rest.strip_prefix(':')?.trim_start()))),
    }
}

/// `# --8<-- [start:x]`
fn section(line: &str) -> Option<Mark<'_>> {
    let (_, rest) = line.split_once("8<-")?;
    let inside = rest.trim_start_matches('-').trim_start().strip_prefix('[')?.split(']').next()?;
    let (what, name) = inside.split_once(':')?;
    match what.trim() {
        "start" => Some(Mark::Start(name.trim())),
        "end" => Some(Mark::End(name.trim())),
        _ => None,
    }
}

/// `// #region x`, `<!-- #endregion -->`, `#pragma region x`, `REM #region x`: behind nothing but signs.
fn region(line: &str) -> Option<Mark<'_>> {
    let signs = |text: &'_ str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let rest = line.get(line.len() - signs(line)..)?;
    let rest = ["pragma ", "REM ", "rem "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.get(rest.len() - signs(rest)..)?;
    let is_sign = line.trim_start().starts_with(|c: char| !c.is_alphanumeric()) || line.contains('#');
    let (word_of, name) =
        rest.split_at_checked(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()))?;
    let name = word(name.trim_start_matches([' ', '\t', ':']));
    // What closes the comment is no name.
    let name = if name.chars().any(char::is_alphanumeric) { name } else { "" };
    match word_of.to_ascii_lowercase().as_str() {
        "region" if is_sign && !name.is_empty() => Some(Mark::Start(name)),
        "endregion" if is_sign => Some(Mark::End(name)),
        _ => None,
    }
}
