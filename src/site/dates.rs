//! Days as pages show them.

use super::view;
use crate::note::Date;

/// A day for a template.
pub(super) fn view(date: Date) -> view::Date {
    view::Date { iso: date.to_string(), text: date.text() }
}
