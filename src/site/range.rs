//! `range` for templates, in place of tera's: all those of a page share one budget, so that loops within
//! loops end.

use std::cell::Cell;

use tera::{Error, Kwargs, State, TeraResult};

/// Most numbers that the ranges of one page have together.
const MOST: i128 = 10_000;

thread_local! {
    /// What the page that this thread renders may still ask for.
    static LEFT: Cell<i128> = const { Cell::new(MOST) };
}

/// A new page begins on this thread.
pub(super) fn begin_page() {
    LEFT.set(MOST);
}

/// The numbers from `start` (0 if not given) up to `end`, which is not among them, by `step_by` (1 if not
/// given, and not 0); a negative step counts down.
///
/// # Errors
/// Where an argument is missing or wrong, and where the page has had its share.
pub(super) fn range(arguments: Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    let start = i128::from(arguments.get::<i64>("start")?.unwrap_or(0));
    let end = i128::from(arguments.must_get::<i64>("end")?);
    let step = i128::from(arguments.get::<i64>("step_by")?.unwrap_or(1));
    if step == 0 || (step > 0 && start > end) {
        return Err(Error::message("`range` never arrives at its end"));
    }
    let distance = if step > 0 { end - start } else { start - end };
    let count = (distance.max(0) + step.abs() - 1) / step.abs();
    spend(count)?;
    Ok((0..count).map(|number| start + number * step).collect())
}

fn spend(count: i128) -> TeraResult<()> {
    LEFT.set((LEFT.get() - count).max(-1));
    match LEFT.get() {
        0.. => Ok(()),
        _ => Err(Error::message(format!("more than {MOST} numbers of `range` in one page"))),
    }
}
