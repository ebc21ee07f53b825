//! One file alone: a note compiles to an object, as a source file does.
//!
//! [`compile`] needs nothing but the bytes of the file, and of those it shows parts of. It results in a
//! [`Note`]: HTML with holes, the names the note exports (title, aliases, headings), the links it wants
//! (unresolved, each with its place),
//! the manifests it contains and the problems it has. Which notes exist is the vault's business.

mod date;
mod dialect;
mod front;
mod highlight;
mod includes;
mod listing;
mod markdown;
mod object;
mod plain;
mod problem;
mod property;
mod prose;
mod range;
mod table_of_contents;

pub use date::Date;
pub use dialect::{Dialect, JournalTitle, Tool, hierarchy, vault_path, without_vault};
pub use front::{FrontMatter, Order, Spelt};
pub use includes::{Included, Refusal, Roots, Text, Texts, wanted};
pub use listing::{LARGEST_LISTING, compile_listing, listing_key, listing_language, listings_in};
pub use markdown::Respeller;
pub use object::{
    Block, BlockId, External, Heading, HeadingId, Link, LinkForm, LinkId, Note, Piece, Pieces, Spelling,
    TitleSource, Unwritten, reference_id,
};
pub use plain::{Led, plain};
pub use prose::Prose;
pub use range::{ReferenceRange, Until};

use crate::text::{Derived, Digest, Hasher, RelPath, Source, escape};
use markdown::Body;

/// Compiles a note; `texts` are the files that it shows parts of. Any text compiles; what is wrong with it is
/// in [`Note::problems`].
pub fn compile(source: &Source, dialect: Dialect, texts: &Texts) -> Note {
    let mut problems = Vec::new();
    let (mut front, offset) = front::read(source, dialect, &mut problems);
    let body = match includes::expand(source, offset, &front, dialect, texts) {
        None => markdown::compile(source, offset, &front, dialect),
        Some(expanded) => {
            let body = markdown::compile(&expanded.source, offset, &front, dialect);
            expanded.led_back(body)
        }
    };
    problems.extend(body.problems);
    front.add_tags(body.tags);
    let is_table_of_contents =
        table_of_contents::is_one(&source.path, source.text.get(offset..).unwrap_or(""));
    front.unlisted |= is_table_of_contents;
    let mut body = Body { problems, tags: Vec::new(), ..body };
    let unwritten = if is_table_of_contents { body.take_empty() } else { Vec::new() };
    Note { is_table_of_contents, unwritten, ..object(source, dialect, front, body) }
}

/// The object of a file.
fn object(source: &Source, dialect: Dialect, mut front: FrontMatter, body: Body) -> Note {
    let (page, names) = (dialect.page(&source.path), dialect.names(&source.path));
    let named =
        names.first().cloned().filter(|name| !name.is_empty()).unwrap_or_else(|| file_title(&page, dialect));
    let (title, title_source) = title(named, &front, &body.headings, body.first_line);
    let last = named_in_folder(&title, title_source, dialect);
    front.nav_title = front.nav_title.or(last);
    front.names.extend(names);
    let title_body = match body.title {
        pieces if pieces.is_empty() => vec![Piece::Html(escape::html(&title).into())],
        pieces => pieces,
    };
    Note {
        path: source.path.clone(),
        page,
        front,
        title,
        title_body,
        title_source,
        summary: body.summary,
        headings: body.headings,
        ids: body.ids,
        blocks: body.blocks,
        links: body.links,
        external: body.external,
        manifests: body.manifests,
        body: body.pieces,
        text_end: body.text_end,
        is_table_of_contents: false,
        unwritten: Vec::new(),
        problems: body.problems,
        words: Derived::default(),
        spellings: Derived::default(),
    }
}

/// What a compiled note is remembered by: its bytes, its path, the dialect, where files are looked for, and all that
/// it shows of them.
pub fn key(source: &Source, dialect: Dialect, texts: &Texts) -> Digest {
    let own = own_key(source, dialect, texts);
    match includes::digest(source, dialect, texts) {
        Some(shown) => Hasher::default().part(own.bytes()).part(shown.bytes()).finish(),
        None => own,
    }
}

/// The [`key`] of a note that shows nothing of other files. No other note has it, and where `texts` are looked for
/// decides whether this one does.
pub fn own_key(source: &Source, dialect: Dialect, texts: &Texts) -> Digest {
    Hasher::default().part(source.digest.bytes()).part(&dialect.key()).part(&texts.roots().key()).finish()
}

/// The title (dialects.md): the front matter's, else the first heading of level 1, else the short first
/// line of a plain text, else what the name of the file says.
fn title(
    named: String,
    front: &FrontMatter,
    headings: &[Heading],
    first_line: Option<String>,
) -> (String, TitleSource) {
    let heading = headings.iter().find(|heading| heading.is_title && !heading.text.trim().is_empty());
    match (&front.title, heading, first_line) {
        (Some(title), _, _) => (title.text.clone(), TitleSource::FrontMatter),
        (None, Some(heading), _) => (heading.text.to_string(), TitleSource::Heading),
        (None, None, Some(line)) => (line, TitleSource::FirstLine),
        (None, None, None) => (named, TitleSource::FileName),
    }
}

/// The last part of a name with slashes, which stands in the navigation below the folder of the others.
fn named_in_folder(title: &str, source: TitleSource, dialect: Dialect) -> Option<String> {
    let (_, last) =
        title.rsplit_once('/').filter(|_| dialect.is_outline() && source == TitleSource::FileName)?;
    (!last.trim().is_empty()).then(|| last.trim().to_string())
}

/// The file name with `-` and `_` as spaces, where it is no day and its tool does not show it as it is; a folder
/// note is named after its folder.
fn file_title(path: &RelPath, dialect: Dialect) -> String {
    let stem = path.stem();
    let named = if is_folder_name(stem) { path.parent().name().to_string() } else { stem.to_string() };
    let name = if named.is_empty() { stem.to_string() } else { named };
    let is_day = name.len() == "2026-11-21".len() && Date::parse(&name).is_some();
    if dialect.shows_file_names() || is_day {
        return name;
    }
    let title = name.replace(['-', '_'], " ").trim().to_string();
    if title.is_empty() { name } else { title }
}

/// Whether a file of this name speaks for its folder: `index`, `_index` (Hugo) and `README`.
pub fn is_folder_name(stem: &str) -> bool {
    ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}
