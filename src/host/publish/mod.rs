//! Publishing: the files of a site appear in their folder in one step, or not at all.
//!
//! A build writes the whole site into a *staging* folder beside the output, has it reach the disk once,
//! and exchanges the two folders; readers see the old site or the new one, and a build that fails, is
//! killed or fills the disk leaves the old one as it was. Where folders cannot be exchanged (a mount
//! point, or files of others inside such as `CNAME` and `.git`, which stay), the changed files are
//! renamed into place one by one, after all of them have been staged.
//!
//! What Rutter wrote is listed in a small file, `.rutter`, inside the output. Nothing that is not
//! listed there is ever overwritten or removed.
//!
//! ```no_run
//! use rutter::host::publish::{Claim, Origin};
//! use rutter::text::RelPath;
//! use std::path::Path;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let waiting = || println!("waiting for another build");
//! let claim = Claim::of(Path::new("public"), Path::new("."), waiting)?;
//! let files = [RelPath::new("index.html")?];
//! let published = claim.publish(&files, |path| {
//!     Ok::<_, std::fmt::Error>(Origin::Bytes(path.as_str().into()))
//! })?;
//! assert_eq!(published.files, 1);
//! # Ok(())
//! # }
//! ```

mod claim;
mod encoded;
mod fault;
mod listing;
mod lock;
mod merge;
mod obstacle;
mod record;
mod replace;
mod stage;
mod staging;
mod survey;
mod system;

use std::path::PathBuf;

pub use claim::Claim;
pub use fault::{Fault, PublishError};

/// Where the bytes of one file of the site come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// They are these.
    Bytes(Vec<u8>),
    /// This file holds them; they never pass through memory as a whole.
    File(PathBuf),
}

/// What a build has put into its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they hold together.
    pub bytes: u64,
}
