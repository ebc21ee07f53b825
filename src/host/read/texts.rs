//! Reading the files whose texts notes show.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Walked;
use super::folders::Folders;
use crate::note::{self, Dialect, Refusal, Text, Texts};
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
    let mut reader = Reader { folders, known: OnceCell::new(), beside, walked, files };
    let base = folders.notes();
    let asked = |source: &Source| {
        let file = base.join(source.path.as_str()).unwrap_or_default();
        note::wanted(&source.text, &file, &base, dialect)
    };
    let mut open: Vec<Vec<RelPath>> = notes.values().par_bridge().flat_map_iter(asked).collect();
    // Threads must not decide which of two files is read first.
    open.sort_unstable();
    while let Some(places) = open.pop() {
        if let Some(source) = reader.first(&places) {
            open.extend(note::wanted(&source.text, &source.path, &base, dialect));
        }
    }
    Texts { notes: base, files: reader.files }
}

/// The files that links may show as code: those whose names stand in a link of a note or of a text that a note
/// shows. Which of several files a link means is for the linker to say.
pub(super) fn listings(
    folders: &Folders,
    walked: &Walked,
    notes: &BTreeMap<RelPath, Source>,
    texts: &Texts,
) -> BTreeMap<RelPath, Text> {
    let shown = texts.files.values().filter_map(|text| match text {
        Text::Found(source) => Some(source),
        Text::Missing(_) | Text::Refused(_) => None,
    });
    let names = notes.values().chain(shown).par_bridge();
    let names: BTreeSet<String> =
        names.flat_map_iter(|source| note::listings_in(&source.text).map(name::caseless)).collect();
    if names.is_empty() {
        return BTreeMap::new();
    }
    let files = walked.others.par_iter().filter(|(path, _)| names.contains(&name::caseless(path.name())));
    let read = |(path, file): (&RelPath, &PathBuf)| {
        Some((path.clone(), text(&folders.root, file, path, note::LARGEST_LISTING)?))
    };
    files.filter_map(read).collect()
}

struct Reader<'r> {
    folders: &'r Folders,
    /// The files of the vault by their names; made when a file is missing.
    known: OnceCell<Known>,
    /// The names in folders in which files are missing.
    beside: BTreeMap<RelPath, Names>,
    walked: &'r Walked,
    files: BTreeMap<RelPath, Text>,
}

/// Files by their names.
struct Known {
    names: Names,
    paths: BTreeMap<String, RelPath>,
}

impl Reader<'_> {
    /// Reads the first file there is; the text where it was not known.
    fn first(&mut self, places: &[RelPath]) -> Option<Source> {
        for place in places {
            let known = self.files.contains_key(place);
            if !known {
                let text = text(&self.folders.root, &self.folders.root.join(place.as_str()), place, LARGEST);
                let text = text.unwrap_or_else(|| Text::Missing(self.near(place)));
                self.files.insert(place.clone(), text);
            }
            if let Some(Text::Found(source)) = self.files.get(place) {
                return (!known).then(|| source.clone());
            }
        }
        None
    }

    /// The file whose name is nearest: in the folder that was meant, else anywhere in the vault.
    fn near(&mut self, path: &RelPath) -> Option<RelPath> {
        let folder = path.parent();
        let root = &self.folders.root;
        let beside = self.beside.entry(folder.clone()).or_insert_with(|| names_in(root, &folder));
        if let Some(name) = beside.nearest(path.name()) {
            return folder.join(name).ok();
        }
        let known = self.known.get_or_init(|| Known::of(self.walked, &self.folders.notes()));
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

/// The names of the files in a folder; none where it is not inside the root.
fn names_in(root: &Path, folder: &RelPath) -> Names {
    let folder = root.join(folder.as_str()).canonicalize().ok().filter(|folder| folder.starts_with(root));
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    Names::new(names.iter().map(String::as_str))
}

/// What a file holds that problems know as `path`; `None` where nothing is there. What leads out of the root, a repository's
/// own files, and what is no text of a sensible size are not read.
fn text(root: &Path, file: &Path, path: &RelPath, most: u64) -> Option<Text> {
    let file = file.canonicalize().ok()?;
    let refused = |refusal| Some(Text::Refused(refusal));
    let of_repository = |inside: &Path| inside.components().any(|part| part.as_os_str() == ".git");
    if file.strip_prefix(root).map_or(true, of_repository) {
        return refused(Refusal::Outside);
    }
    match file.metadata() {
        Ok(metadata) if !metadata.is_file() => refused(Refusal::NoFile),
        Ok(metadata) if metadata.len() > most => refused(Refusal::TooLarge(most)),
        _ => Some(fs::read(&file).map_or(Text::Refused(Refusal::NoFile), |bytes| of_bytes(path, bytes))),
    }
}

fn of_bytes(path: &RelPath, bytes: Vec<u8>) -> Text {
    let is_text = !bytes.contains(&0);
    let source = Source::from_bytes(path.clone(), bytes).ok().filter(|_| is_text);
    source.map_or(Text::Refused(Refusal::NoText), Text::Found)
}
