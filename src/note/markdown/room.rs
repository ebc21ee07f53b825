//! Room for a tokenizer of HTML that calls itself.

use std::thread;

use memchr::memmem;

/// How many quoted attributes are read on any stack.
const ATTRIBUTES: usize = 50;

/// The stack that each of them takes at most, in bytes: twice what was seen, ten times with optimisation.
const ROOM: usize = if cfg!(debug_assertions) { 16_384 } else { 1_024 };

/// The tokenizer calls itself for each quoted attribute of a tag. Text with very many of them is read on a
/// stack that holds as many; `None` where no such stack is to be had.
pub(super) fn with_room<T: Send>(html: &str, read: impl FnOnce() -> T + Send) -> Option<T> {
    let attributes = memmem::find_iter(html.as_bytes(), b"=\"").count();
    if attributes <= ATTRIBUTES {
        return Some(read());
    }
    thread::scope(|scope| {
        let roomy = thread::Builder::new().stack_size(attributes.saturating_mul(ROOM));
        roomy.spawn_scoped(scope, read).ok()?.join().ok()
    })
}
