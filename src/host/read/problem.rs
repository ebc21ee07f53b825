//! What can be wrong with files before anything is read in them: one constructor per problem.

use std::fs::FileType;

use crate::text::{Place, Problem, RelPath, Span};

const ID: &str = "bad-file";
const NOT_PUBLISHED: &str = "it is not published";

pub(super) fn too_large(path: &RelPath) -> Problem {
    Problem::error(ID, Place::file(path), "the file is larger than 4 GiB").help(NOT_PUBLISHED)
}

pub(super) fn not_utf8(path: &RelPath, valid: usize) -> Problem {
    let place = Place::at(path, Span::new(valid..valid));
    Problem::error(ID, place, format!("the file is not UTF-8: the first bad byte is at offset {valid}"))
        .help("save it as UTF-8; it is not published")
}

/// `shown` is the name with the bad bytes replaced.
pub(super) fn name_not_utf8(shown: &str) -> Problem {
    let path = RelPath::root().join(shown).unwrap_or_default();
    Problem::error(ID, Place::file(&path), "the name of this file is not UTF-8")
        .help("rename it; it is not published")
}

pub(super) fn not_a_file(path: &RelPath, file_type: FileType) -> Problem {
    let message = if file_type.is_symlink() {
        "this symbolic link leads to no file inside the root"
    } else {
        "this is neither a file nor a folder"
    };
    Problem::warning("not-a-file", Place::file(path), message).help(NOT_PUBLISHED)
}

pub(super) fn shallow_history() -> Problem {
    let message = "the clone is shallow: no page says when it was last changed";
    Problem::note("shallow-history", Place::file(&RelPath::root()), message)
        .help("fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in CI)")
}

pub(super) fn no_notes() -> Problem {
    Problem::warning("no-notes", Place::file(&RelPath::root()), "there is no note in this folder")
        .help("a note is a file whose name ends in `.md`, `.markdown` or `.mdx`")
        .help("hidden files, and what git ignores, are left out")
}
