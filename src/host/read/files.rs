//! Reading the files a walk has found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::folders::Folders;
use super::kept::{Fresh, Kept};
use super::relative::inside;
use super::{ReadError, Walked, images, problem, whole};
use crate::site::{self, Declaration, FINGERPRINTED, Inputs};
use crate::text::{Digest, Problem, RelPath, Source, Tree};
use crate::vault::{Asset, Surroundings};

/// What the files hold.
#[derive(Debug, Default)]
pub(super) struct Files {
    notes: BTreeMap<RelPath, Source>,
    assets: BTreeMap<RelPath, Asset>,
    statics: BTreeMap<RelPath, Asset>,
    fingerprints: BTreeMap<String, Digest>,
    templates: BTreeMap<String, String>,
    declarations: Vec<Declaration>,
    problems: Vec<Problem>,
}

impl Files {
    /// Reads the notes whole, of other files no more than a page needs to know, and the templates and
    /// static files of a site.
    pub(super) fn read(folders: &Folders, walked: &Walked, kept: &mut KeptNotes) -> Result<Self, ReadError> {
        let mut files = Files::default();
        files.notes(folders, walked, kept)?;
        files.assets = assets(walked.others.par_iter());
        if folders.is_site {
            let statics = listed(&folders.statics)?;
            files.fingerprints = fingerprints(&statics)?;
            files.statics = assets(statics.par_iter());
        }
        if folders.has_templates {
            files.templates = templates(&folders.templates())?;
        }
        files.declarations = declarations(folders, walked)?;
        Ok(files)
    }

    /// The notes that have been read.
    pub(super) fn notes_read(&self) -> &BTreeMap<RelPath, Source> {
        &self.notes
    }

    /// The inputs that come from files; `problems` are those found before.
    pub(super) fn inputs(self, folders: &Folders, mut problems: Vec<Problem>) -> Inputs {
        problems.extend(self.problems);
        Inputs {
            notes: self.notes,
            surroundings: Surroundings {
                files: self.assets,
                statics: self.statics,
                public_folders: folders.public_folders(),
                in_project: folders.in_project(),
                ..Surroundings::default()
            },
            fingerprints: self.fingerprints,
            templates: self.templates,
            declarations: self.declarations,
            problems,
            ..Inputs::default()
        }
    }

    fn notes(&mut self, folders: &Folders, walked: &Walked, kept: &mut KeptNotes) -> Result<(), ReadError> {
        let read = |path: &RelPath| {
            kept.file(path, &folders.content.join(path.as_str()), |bytes| source(path, bytes))
        };
        let fresh: Vec<Fresh<Note>> = walked.notes.par_iter().map(read).collect::<Result<_, ReadError>>()?;
        kept.keep(&fresh);
        for note in fresh {
            match note.value {
                Ok(source) => drop(self.notes.insert(note.path, source)),
                Err(problem) => self.problems.push(*problem),
            }
        }
        Ok(())
    }
}

/// A note as it was read; what is wrong with it where it is no text.
pub(super) type Note = Result<Source, Box<Problem>>;

/// The notes that were read before.
pub(super) type KeptNotes = Kept<Note>;

/// Whether one note in ten links to others by wiki links: then the vault is written for a tool that knows tags in the
/// text too.
pub(super) fn are_wiki_linked(notes: &BTreeMap<RelPath, Source>) -> bool {
    let count = notes.values().filter(|source| has_wiki_link(source)).count();
    count > 0 && count * 10 >= notes.len()
}

/// Whether there is a wiki link, as far as its brackets tell.
pub(super) fn has_wiki_link(source: &Source) -> bool {
    memchr::memmem::find(source.text.as_bytes(), b"[[").is_some()
}

/// The note of a file with these bytes.
pub(super) fn source(path: &RelPath, bytes: Vec<u8>) -> Note {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Box::new(problem::too_large(path)));
    }
    Source::from_bytes(path.clone(), bytes).map_err(|error| Box::new(problem::not_utf8(path, error.offset)))
}

fn assets<'f>(files: impl ParallelIterator<Item = (&'f RelPath, &'f PathBuf)>) -> BTreeMap<RelPath, Asset> {
    files.map(|(path, file)| (path.clone(), Asset { pixels: images::pixels(file) })).collect()
}

/// The files below a folder of the site, a repository in it apart; none where it is not there.
fn listed(folder: &Path) -> Result<BTreeMap<RelPath, PathBuf>, ReadError> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let tree = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    for entry in tree {
        let entry = entry.map_err(|error| ReadError::walk(&error))?;
        if let Some(path) = inside(entry.path(), folder)
            && entry.file_type().is_file()
        {
            files.insert(path, entry.path().to_path_buf());
        }
    }
    Ok(files)
}

/// The digests of the files that pages name with them.
fn fingerprints(files: &BTreeMap<RelPath, PathBuf>) -> Result<BTreeMap<String, Digest>, ReadError> {
    let own = files.iter().filter(|(path, _)| FINGERPRINTED.contains(&path.as_str()));
    own.map(|(path, file)| Ok((path.to_string(), Digest::of(&whole::read(file)?)))).collect()
}

/// The files of other tools that say in which order their notes are read.
fn declarations(folders: &Folders, walked: &Walked) -> Result<Vec<Declaration>, ReadError> {
    let project = folders.project.as_ref().and_then(|project| project.declaration(&folders.content));
    let shown = walked.others.keys().filter(|path| site::is_declaration(path.name())).cloned();
    let hidden = note_folders(walked).into_iter().flat_map(|folder| {
        let path = |name: &&str| folder.join(name).ok();
        site::HIDDEN_DECLARATIONS.iter().filter_map(path).collect::<Vec<_>>()
    });
    let mut declarations = Vec::from_iter(project);
    for path in shown.chain(hidden.filter(|path| folders.content.join(path.as_str()).is_file())) {
        declarations.extend(declaration(folders, &path)?);
    }
    Ok(declarations)
}

/// One that is not UTF-8 says nothing.
fn declaration(folders: &Folders, path: &RelPath) -> Result<Option<Declaration>, ReadError> {
    let bytes = whole::read(&folders.content.join(path.as_str()))?;
    let source = Source::from_bytes(path.clone(), bytes).ok();
    Ok(source.map(|source| Declaration { source, tree: Tree::Vault, base: path.parent() }))
}

/// The folders that hold notes, and those above them.
fn note_folders(walked: &Walked) -> BTreeSet<RelPath> {
    let mut folders = BTreeSet::from([RelPath::root()]);
    for note in &walked.notes {
        let mut folder = note.parent();
        while folders.insert(folder.clone()) {
            folder = folder.parent();
        }
    }
    folders
}

fn templates(folder: &Path) -> Result<BTreeMap<String, String>, ReadError> {
    let files = listed(folder)?;
    let templates = files.iter().filter(|(path, _)| matches!(path.extension(), "html" | "xml" | "svg"));
    templates
        .map(|(path, file)| {
            let text = String::from_utf8(whole::read(file)?);
            let bad = |error: FromUtf8Error| ReadError::not_utf8(file, error.utf8_error().valid_up_to());
            Ok((path.to_string(), text.map_err(bad)?))
        })
        .collect()
}

/// The fonts that a site brings for its cards, in the order of their names.
pub(super) fn fonts(folder: &Path) -> Result<Vec<Arc<Vec<u8>>>, ReadError> {
    let files = listed(folder)?;
    let fonts = files.iter().filter(|(path, _)| matches!(path.extension(), "ttf" | "otf" | "ttc"));
    fonts.map(|(_, file)| whole::read(file).map(Arc::new)).collect()
}
