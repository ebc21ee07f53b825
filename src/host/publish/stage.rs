//! Writing a whole site into its staging folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::fault::Doing;
use super::listing::{self, Listing, place};
use super::{Fault, Origin, PublishError};
use super::{encoded, record, system};
use crate::text::RelPath;

/// Writes the files of a site, and the record of them, below `site`, which must not exist, and has them
/// reach the disk. Returns how many bytes the files hold. With `encodes` the encoded forms of texts are written
/// too, and added to `wanted`.
pub(super) fn stage<E: Send>(
    site: &Path,
    wanted: &mut Listing,
    encodes: bool,
    content: impl Fn(&RelPath) -> Result<Origin, E> + Sync,
) -> Result<u64, PublishError<E>> {
    make_folders(site, wanted)?;
    let mut bytes = write_files(site, wanted, content)?;
    if encodes {
        let encoded = encoded::write(site, wanted)?;
        bytes += encoded.iter().map(|(_, bytes)| bytes).sum::<u64>();
        wanted.files.extend(encoded.into_iter().map(|(file, _)| file));
    }
    write_record(site, wanted)?;
    system::sync_all_below(site).doing("write to disk", site)?;
    Ok(bytes)
}

/// Every folder is made once and before the files, in path order.
fn make_folders(site: &Path, wanted: &Listing) -> Result<(), Fault> {
    fs::create_dir(site).doing("make the folder", site)?;
    for folder in &wanted.folders {
        let folder = place(site, folder);
        fs::create_dir(&folder).doing("make the folder", &folder)?;
    }
    Ok(())
}

/// Of several errors the first in path order is returned, so that every run reports the same.
fn write_files<E: Send>(
    site: &Path,
    wanted: &Listing,
    content: impl Fn(&RelPath) -> Result<Origin, E> + Sync,
) -> Result<u64, PublishError<E>> {
    let total = AtomicU64::new(0);
    let write = |file: &RelPath| {
        let content = content(file).map_err(PublishError::Content)?;
        let bytes = write_file(&place(site, file), content)?;
        total.fetch_add(bytes, Ordering::Relaxed);
        Ok(())
    };
    let files: Vec<&RelPath> = wanted.files.iter().collect();
    match files.par_iter().find_map_first(|file| write(file).err()) {
        Some(error) => Err(error),
        None => Ok(total.into_inner()),
    }
}

fn write_file(path: &Path, content: Origin) -> Result<u64, Fault> {
    match content {
        Origin::Bytes(bytes) => write_bytes(path, &bytes).doing("write", path),
        Origin::File(from) => copy(&from, path),
    }
}

/// An existing file is an error: on a file system that takes `A` and `a` for one, nothing gets lost.
fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<u64> {
    File::create_new(path)?.write_all(bytes)?;
    Ok(bytes.len() as u64)
}

/// Unlike [`fs::copy`], gives the copy ordinary permissions: a private note's picture is public once
/// the note is. The kernel does the copying all the same, without bytes where the file system can.
fn copy(from: &Path, to: &Path) -> Result<u64, Fault> {
    let is_file = fs::metadata(from).doing("read", from)?.is_file();
    if !is_file {
        // Opening a FIFO would wait for ever.
        return Err(Fault::refused(from, "is not a file and cannot be copied"));
    }
    let mut source = File::open(from).doing("read", from)?;
    let mut copy = File::create_new(to).doing("write", to)?;
    io::copy(&mut source, &mut copy).doing("copy", from)
}

fn write_record(site: &Path, wanted: &Listing) -> Result<(), Fault> {
    let path = site.join(listing::RECORD);
    let text = record::text(&wanted.files);
    write_bytes(&path, text.as_bytes()).doing("write", &path)?;
    Ok(())
}
