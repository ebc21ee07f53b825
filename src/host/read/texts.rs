//! Reading the files whose texts notes show.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Walked;
use super::folders::Folders;
use crate::note::{self, Dialect, Included, Refusal, Roots, Text, Texts};
use crate::text::nearest::Names;
use crate::text::{RelPath, Source, name};

/// Largest file that is shown, in bytes.
const LARGEST: u64 = 1_000_000;

/// The files that notes show, and those that these show: each is read once, whatever asks for it.
pub(super) fn texts(
    folders: &Folders,
    walked: &Walked,
    notes: &BTreeMap<RelPath, Source>,
    dialect: Dialect,
) -> Texts {
    let (beside, files) = (BTreeMap::new(), BTreeMap::new());
    let open = Open::of(folders, dialect);
    let roots = folders.roots();
    let known = OnceCell::new();
    let mut reader = Reader { folders, roots: roots.clone(), dialect, open, known, beside, walked, files };
    let asked = |source: &Source| {
        let file = roots.notes.join(source.path.as_str()).unwrap_or_default();
        note::wanted(&source.text, &file, &roots, dialect)
    };
    let mut open: Vec<Vec<RelPath>> = notes.values().par_bridge().flat_map_iter(asked).collect();
    // Threads must not decide which of two files is read first.
    open.sort_unstable();
    while let Some(places) = open.pop() {
        open.extend(reader.first(&places).into_iter().flatten().cloned());
    }
    Texts::new(roots, reader.files)
}

/// The files that links may show as code: those whose names stand in a link of a note or of a text that a note
/// shows. Which of several files a link means is for the linker to say.
pub(super) fn listings(
    folders: &Folders,
    walked: &Walked,
    notes: &BTreeMap<RelPath, Source>,
    texts: &Texts,
    dialect: Dialect,
) -> BTreeMap<RelPath, Text> {
    let open = Open::of(folders, dialect);
    let names = notes.values().chain(texts.found()).par_bridge();
    let names: BTreeSet<String> =
        names.flat_map_iter(|source| note::listings_in(&source.text).map(name::caseless)).collect();
    if names.is_empty() {
        return BTreeMap::new();
    }
    let files = walked.others.par_iter().filter(|(path, _)| names.contains(&name::caseless(path.name())));
    let read = |(path, file): (&RelPath, &PathBuf)| {
        Some((path.clone(), open.text(file, path, note::LARGEST_LISTING)?))
    };
    files.filter_map(read).collect()
}

/// What notes may show.
struct Open<'f> {
    /// What lies in this folder.
    folder: &'f Path,
    /// Whether that is so of hidden files, too.
    hidden: bool,
}

impl<'f> Open<'f> {
    /// Trusted notes may show any file of the root; others what is published, or could be.
    fn of(folders: &'f Folders, dialect: Dialect) -> Self {
        match dialect.untrusted {
            true => Open { folder: &folders.content, hidden: false },
            false => Open { folder: &folders.root, hidden: true },
        }
    }

    /// Whether it is so of a file, with all links on its way followed; a repository's own files never are.
    fn holds(&self, file: &Path) -> bool {
        let Ok(inside) = file.strip_prefix(self.folder) else { return false };
        let mut names = inside.components().map(|part| part.as_os_str().as_encoded_bytes());
        !names.any(|name| name == b".git" || (!self.hidden && name.starts_with(b".")))
    }
}

struct Reader<'r> {
    folders: &'r Folders,
    /// Where files are looked for.
    roots: Roots,
    dialect: Dialect,
    open: Open<'r>,
    /// The files of the vault by their names; made when a file is missing.
    known: OnceCell<Known>,
    /// The names in folders in which files are missing.
    beside: BTreeMap<RelPath, Names>,
    walked: &'r Walked,
    files: BTreeMap<RelPath, Included>,
}

/// Files by their names.
struct Known {
    names: Names,
    paths: BTreeMap<String, RelPath>,
}

impl Reader<'_> {
    /// Reads the first file there is; what it may show itself, where it was not known.
    fn first(&mut self, places: &[RelPath]) -> Option<&BTreeSet<Vec<RelPath>>> {
        let mut is_new = false;
        let place = places.iter().find(|place| {
            is_new = self.read(place);
            self.files.get(*place).is_some_and(|file| file.found().is_some())
        })?;
        self.files.get(place).filter(|_| is_new).map(Included::wanted)
    }

    /// Reads what stands at a path; whether it was not known.
    fn read(&mut self, place: &RelPath) -> bool {
        if self.files.contains_key(place) {
            return false;
        }
        let text = self.open.text(&self.folders.root.join(place.as_str()), place, LARGEST);
        let text = text.unwrap_or_else(|| Text::Missing(self.near(place)));
        self.files.insert(place.clone(), Included::new(place, text, &self.roots, self.dialect));
        true
    }

    /// The file whose name is nearest: in the folder that was meant, else anywhere in the vault.
    fn near(&mut self, path: &RelPath) -> Option<RelPath> {
        let folder = path.parent();
        let (root, open) = (&self.folders.root, &self.open);
        let beside = self.beside.entry(folder.clone());
        let beside = beside.or_insert_with(|| open.names_in(&root.join(folder.as_str())));
        if let Some(name) = beside.nearest(path.name()) {
            return folder.join(name).ok();
        }
        let known = self.known.get_or_init(|| Known::of(self.walked, &self.roots.notes));
        known.paths.get(known.names.nearest(path.name())?).cloned()
    }
}

impl Known {
    /// The files of a vault; of one name the first.
    fn of(walked: &Walked, base: &RelPath) -> Self {
        let mut paths = BTreeMap::new();
        for path in walked.others.keys().chain(&walked.notes) {
            if let Ok(below) = base.join(path.as_str()) {
                paths.entry(path.name().to_string()).or_insert(below);
            }
        }
        Known { names: Names::new(paths.keys().map(String::as_str)), paths }
    }
}

impl Open<'_> {
    /// The names of the files in a folder that may be shown.
    fn names_in(&self, folder: &Path) -> Names {
        let entries = folder.canonicalize().and_then(fs::read_dir).into_iter().flatten().flatten();
        let is_shown = |entry: &DirEntry| {
            entry.file_type().is_ok_and(|kind| kind.is_file()) && self.holds(&entry.path())
        };
        let names = entries.filter(is_shown).filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        Names::new(names.iter().map(String::as_str))
    }

    /// What a file holds that problems know as `path`; `None` where nothing is there. What may not be shown,
    /// and what is no text of a sensible size, is not read.
    fn text(&self, file: &Path, path: &RelPath, most: u64) -> Option<Text> {
        let file = file.canonicalize().ok()?;
        let refused = |refusal| Some(Text::Refused(refusal));
        if !self.holds(&file) {
            return refused(if self.hidden { Refusal::Outside } else { Refusal::Untrusted });
        }
        match file.metadata() {
            Ok(metadata) if !metadata.is_file() => refused(Refusal::NoFile),
            Ok(metadata) if metadata.len() > most => refused(Refusal::TooLarge(most)),
            _ => Some(fs::read(&file).map_or(Text::Refused(Refusal::NoFile), |bytes| of_bytes(path, bytes))),
        }
    }
}

fn of_bytes(path: &RelPath, bytes: Vec<u8>) -> Text {
    let is_text = !bytes.contains(&0);
    let source = Source::from_bytes(path.clone(), bytes).ok().filter(|_| is_text);
    source.map_or(Text::Refused(Refusal::NoText), Text::Found)
}
