//! The record: which files of an output Rutter wrote.
//!
//! A text file, `.rutter`, in the output itself: a version line, then one path per line in path order.
//! It decides what may be overwritten and removed, so it is read with suspicion: whatever is not
//! exactly such a file counts as somebody else's.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::fault::if_there;
use super::listing::{Listing, RECORD, may_be_ours};
use crate::text::RelPath;

/// The first line; another number is another version, which is not ours to interpret.
const VERSION: &str = "rutter 1: files written by Rutter, which it may replace and remove";

/// The longest record that is read: a million paths of a hundred bytes.
const LONGEST: u64 = 100 << 20;

/// What stands in an output under the name of the record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// Nothing.
    Missing,
    /// Something this version of Rutter did not write.
    Foreign,
    /// The files that are ours.
    Ours(Listing),
}

impl Record {
    /// Reads the record of an output, which need not exist.
    ///
    /// # Errors
    /// What the system says, but for a record that is not there.
    pub(super) fn read(output: &Path) -> io::Result<Self> {
        let path = output.join(RECORD);
        // Looked at before it is opened: opening a FIFO waits for ever, a symlink leads elsewhere.
        match if_there(fs::symlink_metadata(&path))? {
            None => Ok(Record::Missing),
            Some(entry) if !entry.is_file() => Ok(Record::Foreign),
            Some(_) => Ok(parse(&read_at_most(&path, LONGEST)?)),
        }
    }
}

fn read_at_most(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(longest).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a record of these files.
pub(super) fn text<'a>(files: impl IntoIterator<Item = &'a RelPath>) -> String {
    let mut text = format!("{VERSION}\n");
    for file in files {
        text.push_str(&escaped(file.as_str()));
        text.push('\n');
    }
    text
}

/// One bad line spoils the whole record; so does a missing end of the last one, for it may be cut short.
fn parse(bytes: &[u8]) -> Record {
    let text = std::str::from_utf8(bytes).ok();
    let lines = text.and_then(|text| text.strip_suffix('\n'));
    let mut lines = lines.unwrap_or("").split('\n');
    if lines.next() != Some(VERSION) {
        return Record::Foreign;
    }
    match lines.map(file).collect::<Option<Listing>>() {
        Some(listing) => Record::Ours(listing),
        None => Record::Foreign,
    }
}

fn file(line: &str) -> Option<RelPath> {
    let file = RelPath::new(&unescaped(line)?).ok()?;
    may_be_ours(&file).then_some(file)
}

/// A path may hold a line feed; in the record it must not begin a second path.
fn escaped(path: &str) -> String {
    path.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescaped(line: &str) -> Option<String> {
    let mut path = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        path.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(texts: &[&str]) -> Listing {
        texts.iter().map(|t| RelPath::new(t).unwrap()).collect()
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let listing = paths(&["a/ü.html", "b\nc", "d\\n", "e\r", "index.html"]);
        let text = text(&listing.files);
        assert_eq!(text.lines().count(), 6);
        assert_eq!(parse(text.as_bytes()), Record::Ours(listing));
    }

    #[test]
    fn an_empty_site_has_a_record_too() {
        let text = text(&[]);
        assert_eq!(parse(text.as_bytes()), Record::Ours(Listing::default()));
    }

    #[test]
    fn a_path_that_leads_elsewhere_spoils_the_record() {
        for line in ["../x", "/etc/passwd", "a/../../x", "", "a\\", ".git/config", ".rutter"] {
            let text = format!("{VERSION}\nindex.html\n{line}\n");
            assert_eq!(parse(text.as_bytes()), Record::Foreign, "{line}");
        }
    }

    #[test]
    fn garbage_and_other_versions_are_not_ours() {
        let cut = format!("{VERSION}\nindex.ht");
        let next = VERSION.replace('1', "2") + "\n";
        for bytes in [&b""[..], b"\xff\n", b"index.html\n", cut.as_bytes(), next.as_bytes()] {
            assert_eq!(parse(bytes), Record::Foreign);
        }
    }
}
