//! The preview: a site that is held in memory, served to the browsers of this machine.
//!
//! Nothing of what a browser asks for reaches the disk as a path. An address is looked up among the files that the
//! site has (`files.rs`), which are those that `build` publishes, and what is found is rendered, or read from where
//! the vault has it. A `Guard` reads what comes in: no more than a head of 16 KB, within five seconds, one on each
//! connection.

mod answer;
mod current;
mod desk;
mod events;
mod file;
mod files;
mod guard;
mod head;
mod hosts;
mod listen;
mod media;
mod news;
mod own;
mod page;
mod path;
mod range;
mod rendered;
mod request;
mod slots;
mod watch;

pub(super) use current::{Current, Preview};
pub(super) use desk::Desk;
pub(super) use guard::Guard;
pub(super) use hosts::Hosts;
pub(super) use listen::{Listening, listen};
pub(super) use news::Wrong;
pub(super) use watch::Watch;
