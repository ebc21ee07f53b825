//! Why a directive stays as it is written.

use super::part::PartFault;
use super::texts::Refusal;
use crate::text::RelPath;

/// Why nothing of a file is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not there, where it was looked for; what could be written instead.
    Missing(Vec<RelPath>, Option<String>),
    Refused(Refusal),
    Part(PartFault),
    /// It would be shown inside itself; the files from it to itself.
    Cycle(Vec<RelPath>),
    /// More files than this are inside each other.
    Deep(usize),
    /// The note shows more than this many bytes.
    Much(usize),
}
