//! Which folders a build is about.

use std::path::{Component, Path, PathBuf};

use super::{Options, ReadError};
use crate::site::Config;
use crate::text::RelPath;

/// The folders of a build.
pub(super) struct Folders {
    pub(super) root: PathBuf,
    pub(super) content: PathBuf,
    pub(super) statics: PathBuf,
    pub(super) output: PathBuf,
    /// Whether the root is a site, where `templates/` and `static/` have their meaning.
    pub(super) is_site: bool,
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
        let named = content_of(&root, config)?;
        let configured = typed.join(config.output.as_deref().unwrap_or("public"));
        let shown = options.output.clone().unwrap_or(configured);
        let output = std::path::absolute(&shown).map_err(|error| ReadError::io("find", &shown, &error))?;
        let statics = statics(&root, (!options.dry).then_some(&*output));
        Ok(Folders {
            content: root.join(&named),
            statics_shown: tidy(&typed.join(statics.file_name().unwrap_or_default())),
            statics,
            is_site: is_configured || !named.as_os_str().is_empty(),
            content_shown: tidy(&typed.join(&named)),
            root,
            output,
            output_shown: tidy(&shown),
        })
    }

    /// The name of the root folder.
    pub(super) fn name(&self) -> String {
        self.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// The folder of templates of a site.
    pub(super) fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// Where site-absolute links to files are looked up in a plain vault: other tools publish these.
    pub(super) fn public_folders(&self) -> Vec<RelPath> {
        let names = if self.is_site { &[][..] } else { &["static", "public"][..] };
        names.iter().filter_map(|name| RelPath::new(name).ok()).collect()
    }
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

/// The folder of the notes, from the root: the configured one, else `content` where there is one, else
/// the root itself.
fn content_of(root: &Path, config: &Config) -> Result<PathBuf, ReadError> {
    match &config.content {
        Some(named) if root.join(named).is_dir() => Ok(PathBuf::from(named)),
        Some(named) => {
            Err(ReadError::new(format!("`content` names `{named}`, which is no folder in the root")))
        }
        None if root.join("content").is_dir() => Ok(PathBuf::from("content")),
        None => Ok(PathBuf::new()),
    }
}

/// The folder of static files of a site: `static`, else a `public` that is no site of ours, where many
/// tools keep them.
fn statics(root: &Path, output: Option<&Path>) -> PathBuf {
    let (statics, public) = (root.join("static"), root.join("public"));
    let is_theirs = public.is_dir() && Some(&*public) != output && !public.join(".rutter").exists();
    if !statics.is_dir() && is_theirs { public } else { statics }
}
