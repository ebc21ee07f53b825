//! Saying something on standard error. A closed terminal is no reason to fail.

use std::io::{self, IsTerminal, Write};

/// One line about what was done.
pub(super) fn status(line: &str) {
    say(&format!("{line}\n"));
}

/// Why the command could not be carried out.
pub(super) fn fault(reason: &str) {
    say(&format!("error: {}\n", reason.trim_end()));
}

/// Text as it is.
pub(super) fn say(text: &str) {
    let mut out = io::stderr().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Whether a person is looking.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether colours are wanted: a person is looking and did not ask for none (no-color.org).
pub(super) fn is_coloured() -> bool {
    is_watched() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
