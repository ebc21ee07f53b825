//! Notes that nobody has changed for long: only where the configuration says what is long.

use std::collections::BTreeMap;

use super::{Inputs, problem};
use crate::note::{Date, Note};
use crate::text::{Problem, RelPath};
use crate::vault::Vault;

/// When a note was last changed: as its front matter says, else as its history says.
pub(super) fn updated(changed: &BTreeMap<RelPath, Date>, note: &Note) -> Option<Date> {
    note.front.updated.or_else(|| changed.get(&note.path).copied()).or(note.front.date)
}

/// Adds a problem for each note whose last change is longer ago than the configuration allows. One without any
/// date is never stale.
pub(super) fn report(inputs: &Inputs, vault: &Vault, problems: &mut Vec<Problem>) {
    let Some((longest, today)) = inputs.config.stale_after.zip(inputs.today) else { return };
    for entry in &vault.notes {
        let Some(updated) = updated(&inputs.changed, &entry.note) else { continue };
        let age = today.days_since(updated);
        if age > i64::from(longest) {
            problems.push(problem::stale_note(&entry.note.path, updated, age));
        }
    }
}
