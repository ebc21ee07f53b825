//! Reading a vault again and again: what has not changed is not read twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::files::{self, KeptNotes};
use super::relative::inside;
use super::{Options, ReadError, Root, Walked, is_read};
use crate::host::git;
use crate::note;
use crate::site::{self, HIDDEN_DECLARATIONS, Inputs};
use crate::text::{RelPath, Source};

/// A vault as it was read last.
pub(in crate::host) struct Reading {
    options: Options,
    pub(in crate::host) root: Root,
    pub(in crate::host) inputs: Inputs,
    walked: Walked,
    kept: KeptNotes,
    /// The files that the site has as they are, when all of it was looked at last.
    stamps: Option<Stamps>,
    /// Whether something has changed since that could not be read.
    is_behind: bool,
}

/// What the system says of files: when they were written, and their sizes.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// What a reading has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::host) enum Changed {
    /// Nothing that a site is made of.
    Nothing,
    /// The text of these notes, and nothing else.
    Notes(BTreeSet<RelPath>),
    /// Anything.
    Anything,
}

impl Reading {
    /// Finds a root and reads it.
    ///
    /// # Errors
    /// [`ReadError`] where the root is no folder, or something cannot be read or used.
    pub(in crate::host) fn start(options: Options) -> Result<Self, ReadError> {
        let root = Root::find(&options)?;
        let mut kept = KeptNotes::default();
        let (walked, inputs) = root.read_keeping(&mut kept)?;
        Ok(Reading { options, root, inputs, walked, kept, stamps: None, is_behind: false })
    }

    /// Reads what may have changed: these files or folders, or all of it where nobody knows. Whatever was read before,
    /// the inputs are those of a first reading.
    ///
    /// # Errors
    /// [`ReadError`] as for the first reading; then all is as it was, and is read as a whole the next time.
    pub(in crate::host) fn again(&mut self, paths: Option<&BTreeSet<PathBuf>>) -> Result<Changed, ReadError> {
        match paths.filter(|_| !self.is_behind).map(|paths| self.changed(paths)) {
            Some(Changed::Nothing) => Ok(Changed::Nothing),
            Some(Changed::Notes(notes)) => match self.notes_again(&notes) {
                Some(notes) if notes.is_empty() => Ok(Changed::Nothing),
                Some(notes) => Ok(Changed::Notes(notes)),
                None => self.all_again(paths),
            },
            Some(Changed::Anything) | None => self.all_again(paths),
        }
    }

    /// Reads everything again but for notes that are as they were.
    fn all_again(&mut self, paths: Option<&BTreeSet<PathBuf>>) -> Result<Changed, ReadError> {
        self.is_behind = true;
        let root = Root::find(&self.options)?;
        if root.content() != self.root.content() {
            self.kept = KeptNotes::default();
        }
        let touched = paths.into_iter().flatten().filter_map(|path| inside(path, root.content()));
        self.kept.touched.extend(touched);
        let (walked, inputs) = root.read_keeping(&mut self.kept)?;
        let is_same = is_same(&self.inputs, &inputs) && root.output() == self.root.output();
        (self.root, self.walked, self.inputs, self.is_behind) = (root, walked, inputs, false);
        let is_published = match paths {
            Some(paths) => paths.iter().any(|path| self.is_published(path)),
            None => self.are_others(),
        };
        Ok(if is_same && !is_published { Changed::Nothing } else { Changed::Anything })
    }

    /// Whether any file that the site has as it is seems to be another than when it was looked at last. Nobody has said
    /// which was written; one that is as large as before makes no other inputs.
    fn are_others(&mut self) -> bool {
        let statics = self.inputs.surroundings.statics.keys().map(|path| place(self.root.statics(), path));
        let others = self.walked.others.keys().map(|path| place(self.root.content(), path));
        let stamp = |file: PathBuf| {
            let metadata = fs::metadata(&file).ok()?;
            Some((file, (metadata.modified().ok(), metadata.len())))
        };
        let now: Stamps = statics.chain(others).filter_map(stamp).collect();
        let before = self.stamps.replace(now);
        before.is_some() && before != self.stamps
    }

    /// Whether a file can be one that the site has as it is: then it may be another one with the same inputs.
    fn is_published(&self, file: &Path) -> bool {
        let inside_content = inside(file, self.root.content());
        inside_content.is_some_and(|path| self.walked.others.contains_key(&path))
            || inside(file, self.root.statics())
                .is_some_and(|path| self.inputs.surroundings.statics.contains_key(&path))
    }

    /// What a change of these paths can mean.
    fn changed(&self, paths: &BTreeSet<PathBuf>) -> Changed {
        let mut notes = BTreeSet::new();
        for path in paths {
            let inside = inside(path, self.root.content());
            match inside {
                Some(note) if self.is_plain_note(&note, path) => drop(notes.insert(note)),
                inside if self.is_nothing(inside.as_ref(), path) => {}
                _ => return Changed::Anything,
            }
        }
        if notes.is_empty() { Changed::Nothing } else { Changed::Notes(notes) }
    }

    /// Those of these paths that say anything about the site.
    pub(in crate::host) fn concerning<'p>(
        &self,
        paths: &'p BTreeSet<PathBuf>,
    ) -> impl Iterator<Item = &'p PathBuf> {
        paths.iter().filter(|path| !self.is_nothing(inside(path, self.root.content()).as_ref(), path))
    }

    /// Whether this is a note that was one before.
    fn is_plain_note(&self, note: &RelPath, file: &Path) -> bool {
        self.walked.notes.contains(note)
            && fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file())
            && !site::is_declaration(note.name())
            && !self.walked.targets.contains(file)
    }

    /// Whether a path says nothing about the site: what came and went without being seen, hidden files, and what git
    /// keeps for itself.
    fn is_nothing(&self, inside: Option<&RelPath>, file: &Path) -> bool {
        if let Some(of_git) = of_git(file) {
            return !["HEAD", "logs/HEAD", "packed-refs", "shallow", "info/exclude"]
                .contains(&of_git.as_str());
        }
        if self.walked.targets.contains(file) {
            return false;
        }
        if self.is_outside(file) {
            return file.file_name().is_none_or(|name| name != ".gitignore");
        }
        let Some(path) = inside.filter(|path| !path.is_root()) else { return false };
        let name = path.name();
        let matters = is_read(path) || HIDDEN_DECLARATIONS.contains(&name) || self.is_shown(file);
        let is_known = self.walked.notes.contains(path)
            || self.walked.others.contains_key(path)
            || self.walked.folders.contains(path);
        // Where the walk has not been, something else of the site may lie.
        let is_walked = self.walked.folders.contains(&path.parent());
        let is_passed_over = is_hidden(name) || fs::symlink_metadata(file).is_err();
        is_walked && is_passed_over && !matters && !is_known
    }

    /// Whether a file lies where nothing is read but what git ignores.
    fn is_outside(&self, file: &Path) -> bool {
        let folders = [self.root.folder(), self.root.content(), self.root.folders.project_folder()];
        let is_named =
            self.options.config.as_ref().is_some_and(|named| named.file_name() == file.file_name());
        !is_named && !folders.iter().any(|folder| file.starts_with(folder))
    }

    /// Whether a note shows a part of a file, or would if it were there.
    fn is_shown(&self, file: &Path) -> bool {
        inside(file, self.root.folder())
            .is_some_and(|path| self.inputs.texts.paths().any(|shown| *shown == path))
    }

    /// Reads these notes alone; those of them whose text is another one. `None` where that is not enough, because
    /// they show other files than before, or are shown themselves, or are no text.
    fn notes_again(&mut self, paths: &BTreeSet<RelPath>) -> Option<BTreeSet<RelPath>> {
        let mut fresh = BTreeMap::new();
        for path in paths {
            let bytes = fs::read(self.root.content().join(path.as_str())).ok()?;
            let (new, old) = (files::source(path, bytes).ok()?, self.inputs.notes.get(path)?);
            if new.digest != old.digest {
                self.asks_the_same(old, &new).then_some(())?;
                fresh.insert(path.clone(), new);
            }
        }
        let changed = fresh.keys().cloned().collect();
        paths.iter().for_each(|path| self.kept.forget(path));
        self.inputs.notes.extend(fresh);
        self.inputs.today = self.root.today();
        Some(changed)
    }

    /// Whether a note in its new form has the same files read as before, and none shows it.
    fn asks_the_same(&self, old: &Source, new: &Source) -> bool {
        let (roots, dialect) = (self.root.folders.roots(), self.inputs.dialect);
        let Ok(file) = roots.notes.join(old.path.as_str()) else { return false };
        let shown = |source: &Source| note::wanted(&source.text, &file, &roots, dialect);
        let listed =
            |source: &Source| note::listings_in(&source.text).map(str::to_string).collect::<BTreeSet<_>>();
        files::has_wiki_link(old) == files::has_wiki_link(new)
            && shown(old) == shown(new)
            && listed(old) == listed(new)
            && !self.inputs.texts.paths().any(|path| *path == file)
    }

    /// The folders whose files make the site: what happens in others is of no interest.
    pub(in crate::host) fn folders(&self) -> BTreeSet<PathBuf> {
        let (root, content) = (self.root.folder(), self.root.content());
        let walked = self.walked.folders.iter().map(|folder| place(content, folder));
        let shown = self.inputs.texts.paths().map(|path| place(root, &path.parent()));
        let named = self
            .options
            .config
            .as_ref()
            .and_then(|file| file.canonicalize().ok()?.parent().map(Path::to_path_buf));
        let folders = [root.to_path_buf(), self.root.folders.project_folder().to_path_buf()];
        let own =
            [self.root.folders.templates(), self.root.folders.fonts(), self.root.statics().to_path_buf()];
        let trees = own.iter().flat_map(|folder| tree(folder));
        let settings = [root, content].into_iter().flat_map(settings);
        let git = git::top(content)
            .into_iter()
            .flat_map(|top| [top.join(".git"), top.join(".git/logs"), top.join(".git/info")]);
        // Files that git ignores are named above the vault as well.
        let above = git::top(content)
            .into_iter()
            .flat_map(|top| content.ancestors().skip(1).take_while(move |above| above.starts_with(top)));
        let targets = self.walked.targets.iter().filter_map(|target| target.parent());
        let others = above.chain(targets).map(Path::to_path_buf);
        let all = walked
            .chain(others)
            .chain(shown)
            .chain(named)
            .chain(folders)
            .chain(trees)
            .chain(settings)
            .chain(git);
        all.filter(|folder| folder.is_dir()).collect()
    }
}

/// Whether two readings make the same site, the bytes of the files that it has as they are apart.
fn is_same(one: &Inputs, other: &Inputs) -> bool {
    let files = |inputs: &Inputs| (inputs.surroundings.files.clone(), inputs.surroundings.statics.clone());
    let texts = |inputs: &Inputs| {
        (
            inputs.texts.paths().cloned().collect::<Vec<_>>(),
            inputs.texts.found().map(|text| text.digest).collect::<Vec<_>>(),
        )
    };
    one.notes == other.notes
        && one.listings == other.listings
        && (one.dialect == other.dialect && one.config == other.config && one.today == other.today)
        && one.templates == other.templates
        && one.fingerprints == other.fingerprints
        && one.fonts == other.fonts
        && one.declarations == other.declarations
        && one.changed == other.changed
        && one.problems == other.problems
        && files(one) == files(other)
        && texts(one) == texts(other)
}

fn place(folder: &Path, path: &RelPath) -> PathBuf {
    if path.is_root() { folder.to_path_buf() } else { folder.join(path.as_str()) }
}

/// The folders below one, and itself.
fn tree(folder: &Path) -> Vec<PathBuf> {
    let entries =
        WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git").flatten();
    entries.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// Where tools keep what is asked about their dialects.
fn settings(folder: &Path) -> [PathBuf; 2] {
    [folder.join(".obsidian"), folder.join("logseq")]
}

/// Names that a walk passes over; folders of tools are looked for by theirs.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && ![".gitignore", ".git", ".obsidian", ".foam", ".ignore"].contains(&name)
}

/// The path in the folder that git keeps in a repository.
fn of_git(file: &Path) -> Option<String> {
    let above = file.ancestors().find(|above| above.file_name().is_some_and(|name| name == ".git"))?;
    let below = inside(file, above)?;
    (!below.is_root()).then(|| below.to_string())
}
