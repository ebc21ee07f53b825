//! Characters and places: what every other layer is written in.
//!
//! Nothing here knows what a note, a manifest or a site is. The layer holds the plain values that flow
//! between the steps ([`RelPath`], [`Source`], [`Span`], [`Problem`]), how names are compared
//! ([`name`]) and spelt in URLs ([`slug`]), and the [`Memo`] that makes a rebuild incremental.

mod cursor;
pub mod data;
mod derived;
mod digest;
mod edit;
pub mod escape;
mod fence;
mod lines;
pub mod markup;
pub mod media;
mod memo;
pub mod name;
pub mod nearest;
mod path;
pub mod portable;
mod problem;
mod running;
pub mod script;
pub mod slug;
mod source;
mod span;
pub mod token;

pub use cursor::Cursor;
pub use derived::Derived;
pub use digest::{Digest, Hasher};
pub use edit::{Asking, Edit, Repair, edited};
pub use fence::Fence;
pub use lines::{Lines, Position};
pub use memo::{Last, Memo, Same};
pub use path::{PathError, RelPath};
pub use problem::{Level, Place, Problem, Severity, Tree};
pub use running::Running;
pub use source::{NotUtf8, Source};
pub use span::Span;
