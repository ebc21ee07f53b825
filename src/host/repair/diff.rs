//! What has changed, as `git apply` and `patch` read it.

use similar::TextDiff;

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

fn of_file(path: &str, before: &str, after: &str) -> String {
    // Behind a name with blanks a tab says where it ends.
    let end = if path.contains(' ') { "\t" } else { "" };
    let (a, b) = (format!("a/{path}{end}"), format!("b/{path}{end}"));
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(&a, &b).to_string()
}
