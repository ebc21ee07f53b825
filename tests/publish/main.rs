//! Publishing into real folders: what appears, what stays, and what survives every kind of failure.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests make the outside world they look at, and may fail"
)]

mod concurrency;
mod killed;
mod ownership;
mod place;
mod refusals;
mod sharing;
mod site;
mod trouble;
