//! Which folders a build is about.

use std::path::{Component, Path, PathBuf};

use super::project::Project;
use super::relative::inside;
use super::{Options, ReadError};
use crate::note::Roots;
use crate::site::Config;
use crate::text::RelPath;

/// The folders of a build.
pub(super) struct Folders {
    pub(super) root: PathBuf,
    pub(super) content: PathBuf,
    pub(super) statics: PathBuf,
    pub(super) output: PathBuf,
    /// Whether the site is written there: then nothing there is of the vault. One of ours never is.
    pub(super) is_written: bool,
    /// Whether the root is a site, where `static/` has its meaning.
    pub(super) is_site: bool,
    /// Whether `templates/` of the root are templates of ours, and not those of another tool.
    pub(super) has_templates: bool,
    /// The project of another tool whose notes these are.
    pub(super) project: Option<Project>,
    /// The folder of the site as a person would type it.
    pub(super) output_shown: PathBuf,
    /// The folder of the notes as a person would type it.
    pub(super) content_shown: PathBuf,
    /// The folder of the static files as a person would type it.
    pub(super) statics_shown: PathBuf,
}

impl Folders {
    /// The folders that the configuration and the command name; `is_configured` says whether the root has
    /// a configuration.
    pub(super) fn find(config: &Config, options: &Options, is_configured: bool) -> Result<Self, ReadError> {
        let typed = &options.root;
        let root = folder(typed)?;
        let own = Project::of(&root, &tidy(typed))?;
        let named = content_of(&root, config, own.as_ref())?;
        let configured = typed.join(config.output.as_deref().unwrap_or("public"));
        let shown = options.output.clone().unwrap_or(configured);
        let output = std::path::absolute(&shown).map_err(|error| ReadError::io("find", &shown, &error))?;
        let statics = statics(&root, (!options.dry).then_some(&*output));
        let content = root.join(&named);
        let project = match own {
            Some(project) => Some(project),
            None => Project::above(&content, &above(&tidy(&typed.join(&named))))?,
        };
        Ok(Folders {
            content,
            statics_shown: tidy(&typed.join(statics.file_name().unwrap_or_default())),
            statics,
            is_site: is_configured || !named.as_os_str().is_empty(),
            has_templates: is_configured || (named == Path::new("content") && !is_foreign(&root)),
            project,
            content_shown: tidy(&typed.join(&named)),
            root,
            output,
            output_shown: tidy(&shown),
            is_written: !options.dry,
        })
    }

    /// The folder of the other tool's configuration.
    pub(super) fn project_folder(&self) -> &Path {
        self.project.as_ref().map_or(&self.root, |project| &project.folder)
    }

    /// The folder of the other tool's configuration as a person would type it.
    pub(super) fn project_shown(&self) -> &Path {
        self.project.as_ref().map_or(Path::new(""), |project| &project.shown)
    }

    /// The same folders in another root.
    ///
    /// # Errors
    /// [`ReadError`] where the configuration of another tool cannot be read there.
    pub(super) fn moved(&self, root: &Path) -> Result<Self, ReadError> {
        let moved = |folder: &Path| moved(folder, &self.root, root);
        let project = self.project.as_ref().map(|project| match project.folder.starts_with(&self.root) {
            true => Project::of(&moved(&project.folder), &project.shown),
            false => Ok(Some(project.moved(moved(&project.folder)))),
        });
        Ok(Folders {
            root: root.to_path_buf(),
            content: moved(&self.content),
            statics: moved(&self.statics),
            output: moved(&self.output),
            is_site: self.is_site,
            is_written: self.is_written,
            has_templates: self.has_templates,
            project: project.transpose()?.flatten(),
            output_shown: self.output_shown.clone(),
            content_shown: self.content_shown.clone(),
            statics_shown: self.statics_shown.clone(),
        })
    }

    /// The name of the root folder.
    pub(super) fn name(&self) -> String {
        self.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// The folder of the notes from the root folder.
    pub(super) fn notes(&self) -> RelPath {
        inside(&self.content, &self.root).unwrap_or_default()
    }

    /// The folder of the notes from the project of another tool, where they are of one, else from the root.
    pub(super) fn in_project(&self) -> RelPath {
        inside(&self.content, self.project_folder()).unwrap_or_default()
    }

    /// Where the files are looked for that notes show.
    pub(super) fn roots(&self) -> Roots {
        let of = |project: &Project| {
            project.snippets.iter().filter_map(|folder| self.in_root(project, folder)).collect()
        };
        Roots { notes: self.notes(), snippets: self.project.as_ref().map_or(Vec::new(), of) }
    }

    /// A folder of a project from the root, where it lies there.
    fn in_root(&self, project: &Project, folder: &str) -> Option<RelPath> {
        if let Some(project) = inside(&project.folder, &self.root) {
            return project.join(folder).ok();
        }
        let root = inside(&self.root, &project.folder)?;
        let folder = RelPath::root().join(folder).ok()?;
        let is_in_root = folder == root || folder.is_below(&root);
        is_in_root.then(|| RelPath::new(&folder.from_folder(&root)).ok())?
    }

    /// The folder of templates of a site.
    pub(super) fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// The folder of the fonts that a site brings for its cards.
    pub(super) fn fonts(&self) -> PathBuf {
        self.root.join("fonts")
    }

    /// Where site-absolute links to files are looked up in a plain vault: other tools publish these.
    pub(super) fn public_folders(&self) -> Vec<RelPath> {
        let names = if self.is_site { &[][..] } else { &["static", "public"][..] };
        names.iter().filter_map(|name| RelPath::new(name).ok()).collect()
    }
}

/// Where a folder in or above a root is when the root is elsewhere; others stay where they are.
fn moved(folder: &Path, from: &Path, to: &Path) -> PathBuf {
    let below = || folder.strip_prefix(from).ok().map(|inside| to.join(inside));
    let above =
        || to.ancestors().nth(from.strip_prefix(folder).ok()?.components().count()).map(Path::to_path_buf);
    below().or_else(above).unwrap_or_else(|| folder.to_path_buf())
}

/// The folder above one as a person would type it: above `docs` is this one, and not `docs/..`.
fn above(typed: &Path) -> PathBuf {
    let up = typed.join("..");
    let is_name = matches!(typed.components().next_back(), Some(Component::Normal(_)));
    let plain = typed.parent().filter(|_| is_name).map(|above| Path::new(".").join(above));
    // Above a link is the folder that it leads to.
    let is_same = |plain: &PathBuf| plain.canonicalize().ok() == up.canonicalize().ok();
    plain.filter(is_same).map_or(up, |plain| tidy(&plain))
}

/// `./content` as `content`.
pub(super) fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// The absolute path of a folder that must be there.
fn folder(typed: &Path) -> Result<PathBuf, ReadError> {
    let folder = typed.canonicalize().map_err(|error| ReadError::io("find", typed, &error))?;
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(ReadError::new(format!("`{}` is no folder", typed.display()))),
    }
}

/// Whether a generator whose templates are of another language has its configuration here: Zola and Hugo
/// keep their notes in `content` too.
fn is_foreign(root: &Path) -> bool {
    ["zola.toml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml"]
        .iter()
        .any(|name| root.join(name).is_file())
}

/// The folder of the notes, from the root: the configured one, else that of the tool whose project this is,
/// else `content` where there is one, else the root itself.
fn content_of(root: &Path, config: &Config, project: Option<&Project>) -> Result<PathBuf, ReadError> {
    match &config.content {
        Some(named) if root.join(named).is_dir() => Ok(PathBuf::from(named)),
        Some(named) => {
            Err(ReadError::new(format!("`content` names `{named}`, which is no folder in the root")))
        }
        None => {
            let theirs = project.map(|project| project.notes.as_str());
            let is_folder = |name: &&str| root.join(name).is_dir();
            Ok(theirs.into_iter().chain(["content"]).find(is_folder).map(PathBuf::from).unwrap_or_default())
        }
    }
}

/// The folder of static files of a site: `static`, else a `public` that is no site of ours, where many
/// tools keep them.
fn statics(root: &Path, output: Option<&Path>) -> PathBuf {
    let (statics, public) = (root.join("static"), root.join("public"));
    let is_theirs = public.is_dir() && Some(&*public) != output && !public.join(".rutter").exists();
    if !statics.is_dir() && is_theirs { public } else { statics }
}
