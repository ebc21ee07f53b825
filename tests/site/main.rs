//! What a user sees: a vault, the command, the pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must be")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod callouts;
mod check;
mod check_formats;
mod ci;
mod code;
mod commands;
mod declared_navigation;
mod dendron;
mod external;
mod feeds;
mod fences;
mod fix;
mod front_matter;
mod golden;
mod graph;
mod hostile;
mod html;
mod includes;
mod levels;
mod links;
mod links_listed;
mod lint_notes;
mod lints;
mod listings;
mod lists;
mod logseq;
mod machines;
mod markdown;
mod mdx;
mod near_misses;
mod own_site;
mod pages;
mod previews;
mod publishing;
mod reference;
mod resolution;
mod search;
mod since;
mod smoke;
mod terminal;
mod theme;
mod transclusion;
mod untrusted;
mod vault;
