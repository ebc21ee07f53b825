//! What a user sees: a vault, the command, the pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must be")]

mod callouts;
mod code;
mod front_matter;
mod golden;
mod html;
mod links;
mod lists;
mod markdown;
mod own_site;
mod pages;
mod smoke;
mod theme;
mod vault;
