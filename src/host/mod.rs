//! The outside world: disk, history, terminal, commands. All the I/O there is.
//!
//! Every other layer is a pure function of values; this one fetches the values and puts the results where
//! they belong. [`read`] makes the inputs of a build from a folder, [`publish`] lays a finished site into
//! its folder in one step; [`run`] carries out what a user types.
#![allow(clippy::disallowed_methods, reason = "the host is the one layer that touches the outside world")]

mod arguments;
mod browser;
mod clock;
mod commands;
mod editor;
mod excerpt;
mod external;
mod findings;
mod git;
mod guide;
mod links;
mod progress;
pub mod publish;
pub mod read;
mod repair;
mod report;
mod serve;
mod since;
mod terminal;

pub use commands::run;
