//! Files that are no notes and are shown as code: which these are, and what they compile to.

use memchr::memmem;

use super::{Dialect, FrontMatter, Note, highlight, markdown, object};
use crate::text::media::Media;
use crate::text::{Digest, Hasher, Source, name};

/// Compiles a file that is no note and is shown as code: the kinds of its manifests are links, its documents
/// are blocks, named `Deployment/web`. Any text compiles.
pub fn compile_listing(source: &Source, dialect: Dialect) -> Note {
    let language = listing_language(source.path.as_str()).unwrap_or_default();
    object(
        source,
        Dialect::default(),
        FrontMatter::default(),
        markdown::listing::compile(source, language, dialect),
    )
}

/// The language of a file that links show as code: one with a grammar that is neither a note nor something a
/// browser shows, nor data that is rather downloaded.
pub fn listing_language(path: &str) -> Option<&'static str> {
    let is_code = matches!(Media::of(path), None | Some(Media::Manifest | Media::File));
    let is_data = || [".csv", ".tsv", ".log"].iter().any(|end| path.to_ascii_lowercase().ends_with(end));
    let is_shown = is_code && !name::is_note(path) && !is_data();
    if is_shown { highlight::language_of(path) } else { None }
}

/// Largest file that is shown as code, in bytes.
pub const LARGEST_LISTING: u64 = highlight::LARGEST as u64;

/// What a compiled listing is remembered by.
pub fn listing_key(source: &Source, dialect: Dialect) -> Digest {
    let unseen = [u8::from(dialect.unseen)];
    Hasher::default().part(source.digest.to_string().as_bytes()).part(b"listing").part(&unseen).finish()
}

/// The names of the files that a text shows as code, as far as its brackets tell.
pub fn listings_in(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), b"![[").filter_map(|at| {
        let rest = text.get(at + "![[".len()..)?;
        let near = rest.get(..rest.floor_char_boundary(LONGEST_TARGET))?;
        let target = near.split(['#', '|', ']', '\n', '\\']).next()?;
        let name = target.rsplit('/').next()?.trim();
        listing_language(name).map(|_| name)
    })
}

/// Longest target of a link that is looked at, in bytes.
const LONGEST_TARGET: usize = 300;
