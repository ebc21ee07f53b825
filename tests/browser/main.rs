//! What readers see and can do, in a real headless Chromium.
//!
//! The tests are made where `chromium` and `chromedriver` are found; with `RUTTER_BROWSER=required` they must be.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests make the outside world they look at, and may fail"
)]

mod accessibility;
#[allow(dead_code, reason = "a vocabulary")]
mod driver;
#[path = "../site/fences.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod fences;
mod graph;
mod hostile;
#[path = "../site/html.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod html;
mod keyboard;
mod layout;
mod no_script;
mod pages;
mod phone;
mod pictures;
mod policy;
#[path = "../serve/preview.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the preview")]
mod preview;
mod previews;
mod print;
mod reading;
mod right_to_left;
mod search;
#[allow(dead_code, reason = "a vocabulary")]
mod served;
mod theme;
#[path = "../site/vault.rs"]
#[allow(dead_code, reason = "the vocabulary is shared with the tests of the built files")]
mod vault;
mod writing;
