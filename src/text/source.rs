//! One text file of the vault.

use std::sync::Arc;

use super::script::is_unspaced;
use super::{Digest, Hasher, RelPath};

/// A text file as it was read: its path in the vault, its text and the digest of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where the file lies, from the root of the vault.
    pub path: RelPath,
    /// The whole text, byte for byte: a byte order mark, CR and front matter included.
    pub text: Arc<str>,
    /// Digest of path and text: what a compiled note is remembered by.
    pub digest: Digest,
    /// How many characters of it are of a script that puts no blanks between words.
    pub unspaced: usize,
}

/// A file that is not UTF-8: the offset of its first bad byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotUtf8 {
    /// Offset of the first byte that is not UTF-8.
    pub offset: usize,
}

impl Source {
    /// A source from a path and its text.
    pub fn new(path: RelPath, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let digest = Hasher::default().part(path.as_str().as_bytes()).part(text.as_bytes()).finish();
        let unspaced = if text.is_ascii() { 0 } else { text.chars().filter(|c| is_unspaced(*c)).count() };
        Source { path, text, digest, unspaced }
    }

    /// A source from the bytes of a file.
    ///
    /// # Errors
    /// [`NotUtf8`] with the offset of the first byte that is not UTF-8.
    pub fn from_bytes(path: RelPath, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(path, text)),
            Err(error) => Err(NotUtf8 { offset: error.utf8_error().valid_up_to() }),
        }
    }
}
