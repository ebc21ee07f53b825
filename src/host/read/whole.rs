//! Reading one file whole.

use std::fs;
use std::path::Path;

use super::ReadError;

/// The bytes of a file; opening a FIFO would wait for ever.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, ReadError> {
    let failed = |error| ReadError::io("read", file, &error);
    if fs::metadata(file).map_err(failed)?.is_file() {
        fs::read(file).map_err(failed)
    } else {
        Err(ReadError::new(format!("`{}` is no file", file.display())))
    }
}
