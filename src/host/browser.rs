//! The browser of this machine.

use std::process::{Command, Stdio};

/// What opens a URL here.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    &[&["rundll32", "url.dll,FileProtocolHandler"]]
} else {
    &[&["xdg-open"], &["wslview"]]
};

/// Opens a URL in the browser that its user has chosen; whether there was a program to ask.
pub(super) fn open(url: &str) -> bool {
    OPENERS.iter().any(|opener| {
        let Some((program, arguments)) = opener.split_first() else { return false };
        let mut command = Command::new(program);
        command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    })
}
