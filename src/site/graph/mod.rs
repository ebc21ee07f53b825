//! Pictures of what links to what.

mod layout;
mod neighbourhood;
mod page;

pub(super) use neighbourhood::neighbourhood;
pub(super) use page::page;
