//! Putting a staged site in place file by file, where the folder itself cannot be exchanged.
//!
//! Whatever moment this is interrupted at, the record in the output lists every file that is ours: first
//! it is replaced by one of the old files and the new, at the very end by that of the new ones alone.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Fault;
use super::fault::{Doing, if_there};
use super::listing::{self, Listing, above, place};
use super::staging::Staging;
use super::survey::Survey;
use super::{record, system};
use crate::text::RelPath;

/// A staged site and the output it goes into.
pub(super) struct Merge<'a> {
    site: PathBuf,
    union: PathBuf,
    output: &'a Path,
    wanted: &'a Listing,
    survey: &'a Survey,
}

impl<'a> Merge<'a> {
    pub(super) fn new(staging: &Staging, output: &'a Path, wanted: &'a Listing, survey: &'a Survey) -> Self {
        Merge { site: staging.site(), union: staging.union(), output, wanted, survey }
    }

    /// New files first, gone ones last: no link of a page that is still there is dead in between.
    pub(super) fn run(&self) -> Result<(), Fault> {
        self.record_old_and_new()?;
        self.remove(|file| self.is_in_the_way(file))?;
        self.make_folders()?;
        self.move_changed()?;
        self.remove(|file| !self.is_in_the_way(file))?;
        self.move_in(&self.site.join(listing::RECORD), listing::RECORD)?;
        system::sync_all_below(self.output).doing("write to disk", self.output)
    }

    fn record_old_and_new(&self) -> Result<(), Fault> {
        let files = self.survey.recorded.files.union(&self.wanted.files);
        write_through(&self.union, &record::text(files)).doing("write", &self.union)?;
        self.move_in(&self.union, listing::RECORD)?;
        system::sync_entries(self.output).doing("write to disk", self.output)
    }

    /// Whether a file of ours stands where a folder is needed, or in a folder where a file is.
    fn is_in_the_way(&self, file: &RelPath) -> bool {
        self.wanted.folders.contains(file) || above(file).any(|folder| self.wanted.files.contains(&folder))
    }

    /// Removes files that are no longer produced, then the folders that are empty now, the deepest first.
    fn remove(&self, which: impl Fn(&RelPath) -> bool) -> Result<(), Fault> {
        let gone = self.survey.files.difference(&self.wanted.files);
        for file in gone.filter(|file| which(file)) {
            let file = place(self.output, file);
            if_there(fs::remove_file(&file)).doing("remove", &file)?;
        }
        let folders: Vec<_> = self.survey.folders.difference(&self.wanted.folders).collect();
        for folder in folders.into_iter().rev() {
            let folder = place(self.output, folder);
            remove_if_empty(&folder).doing("remove", &folder)?;
        }
        Ok(())
    }

    fn make_folders(&self) -> Result<(), Fault> {
        for folder in &self.wanted.folders {
            let folder = place(self.output, folder);
            // Foreign folders are shared; whatever else stands there has been refused before.
            if !folder.is_dir() {
                fs::create_dir(&folder).doing("make the folder", &folder)?;
            }
        }
        Ok(())
    }

    fn move_changed(&self) -> Result<(), Fault> {
        let files: Vec<&RelPath> = self.wanted.files.iter().collect();
        let move_in = |file: &&RelPath| self.move_in(&place(&self.site, file), file.as_str());
        match files.par_iter().find_map_first(|file| move_in(file).err()) {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// Renames a staged file into place, unless one of the same bytes is there already.
    fn move_in(&self, staged: &Path, name: &str) -> Result<(), Fault> {
        let mut path = self.output.to_path_buf();
        path.extend(name.split('/'));
        let same = is_same(staged, &path).doing("compare", &path)?;
        match same {
            true => Ok(()),
            false => fs::rename(staged, &path).doing("replace", &path),
        }
    }
}

fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn remove_if_empty(folder: &Path) -> io::Result<()> {
    match if_there(fs::remove_dir(folder)) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        result => result.map(drop),
    }
}

/// Whether there is a file at `other` with the bytes of the file at `one`.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let Some(there) = if_there(fs::symlink_metadata(other))? else {
        return Ok(false);
    };
    if !there.is_file() || there.len() != fs::metadata(one)?.len() {
        return Ok(false);
    }
    have_same_bytes(&mut buffered(one)?, &mut buffered(other)?)
}

fn buffered(path: &Path) -> io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(1 << 16, File::open(path)?))
}

fn have_same_bytes(one: &mut impl BufRead, other: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}
