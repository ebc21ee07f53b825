//! The preview: `rutter serve`, asked on loopback as browsers and others would.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests make the outside world they look at, and may fail"
)]

mod built;
mod editor;
mod events;
mod following;
mod hostile;
#[path = "../site/html.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod html;
mod names;
mod odd;
mod patience;
mod polling;
mod preview;
mod soak;
mod start;
#[path = "../site/vault.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod vault;
