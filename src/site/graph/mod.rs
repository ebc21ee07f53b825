//! Pictures of what links to what.

mod neighbourhood;

pub(super) use neighbourhood::neighbourhood;
