//! Saying something on standard error. A closed terminal is no reason to fail.

use std::io::{self, IsTerminal, Write};

use crate::text::escape;

/// One line about what was done. Names of files may hold what a terminal would act on.
pub(super) fn status(line: &str) {
    say(&format!("{}\n", escape::visible_lines(line)));
}

/// Why the command could not be carried out.
pub(super) fn fault(reason: &str) {
    say(&format!("error: {}\n", escape::visible_lines(reason.trim_end())));
}

/// Text as it is.
pub(super) fn say(text: &str) {
    let mut out = io::stderr().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Whether a person reads standard output.
pub(super) fn is_read() -> bool {
    io::stdout().is_terminal()
}

/// Whether a person is looking.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether colours are wanted: a person is looking and did not ask for none (no-color.org).
pub(super) fn is_coloured() -> bool {
    is_watched() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
