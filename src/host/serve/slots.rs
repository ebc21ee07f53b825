//! How many connections there may be at once.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A number of places, of which each connection takes one.
#[derive(Clone)]
pub(super) struct Slots(Arc<Free>);

struct Free {
    count: Mutex<usize>,
    more: Condvar,
}

/// A place that is taken until it is dropped.
pub(super) struct Slot(Arc<Free>);

impl Slots {
    /// So many places, all free.
    pub(super) fn new(count: usize) -> Self {
        Slots(Arc::new(Free { count: Mutex::new(count), more: Condvar::new() }))
    }

    /// Takes a place; waits until there is one.
    pub(super) fn take(&self) -> Slot {
        let count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.0.more.wait_while(count, |count| *count == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Slot(Arc::clone(&self.0))
    }

    /// Takes a place, if one is free.
    pub(super) fn try_take(&self) -> Option<Slot> {
        let mut count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.checked_sub(1)?;
        Some(Slot(Arc::clone(&self.0)))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        *self.0.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.more.notify_one();
    }
}
