//! What has changed, as `git apply` and `patch` read it.

use std::fmt::Write;

use similar::TextDiff;
use similar::udiff::UnifiedDiffHunk;

use super::Repaired;
use crate::host::read::Root;
use crate::text::Place;

/// A unified diff of all notes that differ, in path order; paths are told from the root.
pub(in crate::host) fn diff(root: &Root, repaired: &Repaired) -> String {
    let changes = repaired.before.iter().filter_map(|(path, before)| {
        let after = repaired.inputs.notes.get(path)?;
        Some(of_file(&root.inside(&Place::file(path)), &before.text, &after.text))
    });
    changes.collect()
}

/// Lines end at LF alone: a CR is a character of its line.
fn of_file(path: &str, before: &str, after: &str) -> String {
    // Behind a name with blanks a tab says where it ends.
    let end = if path.contains(' ') { "\t" } else { "" };
    let (a, b) = (named(&format!("a/{path}")), named(&format!("b/{path}")));
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let diff = TextDiff::from_slices(&before, &after);
    let mut shown = diff.unified_diff();
    let hunks: String = shown.context_radius(3).iter_hunks().map(|hunk| of_hunk(&hunk)).collect();
    format!("--- {a}{end}\n+++ {b}{end}\n{hunks}")
}

fn of_hunk(hunk: &UnifiedDiffHunk<'_, '_, '_, str>) -> String {
    let lines = hunk.iter_changes().map(|change| {
        let end = if change.value().ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
        format!("{}{}{end}", change.tag(), change.value())
    });
    format!("{}\n{}", hunk.header(), lines.collect::<String>())
}

/// A path as git writes it in a diff: in quotes where it holds what would end it, or a control character.
fn named(path: &str) -> String {
    if !path.contains(|c: char| c.is_ascii_control() || c == '"' || c == '\\') {
        return path.to_string();
    }
    let mut named = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '\\' => named.extend(['\\', c]),
            // Octal digits are read wherever the letters of C are.
            _ if c.is_ascii_control() => drop(write!(named, "\\{:03o}", u32::from(c))),
            _ => named.push(c),
        }
    }
    named + "\""
}
