//! Which folders a build is about.

use std::path::{Path, PathBuf};

use super::{Options, ReadError, Vault, whole};
use crate::site::{Config, Inputs};
use crate::text::{RelPath, Source};

/// The root folder and its configuration.
pub(super) struct Root {
    typed: PathBuf,
    folder: PathBuf,
    pub(super) config: Option<Source>,
}

/// The folders of a build.
pub(super) struct Folders {
    pub(super) root: PathBuf,
    pub(super) content: PathBuf,
    pub(super) output: PathBuf,
    /// Whether the root is a site, where `templates/` and `static/` have their meaning.
    pub(super) is_site: bool,
    output_shown: PathBuf,
    prefix: PathBuf,
}

impl Root {
    /// Finds the root and reads its configuration.
    pub(super) fn find(options: &Options) -> Result<Self, ReadError> {
        let typed = options.root.clone();
        let folder = typed.canonicalize().map_err(|error| ReadError::io("find", &typed, &error))?;
        if !folder.is_dir() {
            return Err(ReadError::new(format!("`{}` is no folder", typed.display())));
        }
        let config = configuration(&typed, options.config.as_deref())?;
        Ok(Root { typed, folder, config })
    }

    /// The name of the root folder.
    pub(super) fn name(&self) -> String {
        self.folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// The folders that the configuration and the command name.
    pub(super) fn folders(&self, config: &Config, options: &Options) -> Result<Folders, ReadError> {
        let named = content_of(&self.folder, config)?;
        let configured = self.typed.join(config.output.as_deref().unwrap_or("public"));
        let shown = options.output.clone().unwrap_or(configured);
        let output = std::path::absolute(&shown).map_err(|error| ReadError::io("find", &shown, &error))?;
        Ok(Folders {
            content: self.folder.join(&named),
            is_site: self.config.is_some() || !named.as_os_str().is_empty(),
            prefix: tidy(&self.typed.join(&named)),
            root: self.folder.clone(),
            output,
            output_shown: tidy(&shown),
        })
    }
}

/// `./content` as `content`.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != std::path::Component::CurDir).collect()
}

fn configuration(root: &Path, given: Option<&Path>) -> Result<Option<Source>, ReadError> {
    let file = given.map_or_else(|| root.join("rutter.toml"), Path::to_path_buf);
    if given.is_none() && !file.exists() {
        return Ok(None);
    }
    let bytes = whole::read(&file)?;
    let shown = tidy(&file).display().to_string();
    let path = RelPath::root().join(&shown.replace("../", "")).unwrap_or_default();
    let source = Source::from_bytes(path, bytes);
    source.map(Some).map_err(|error| ReadError::not_utf8(&file, error.offset))
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

/// The folder of the notes of the site at `root`.
///
/// # Errors
/// [`ReadError`] where `root` is no folder or its configuration cannot be used.
pub fn content_folder(root: &Path) -> Result<PathBuf, ReadError> {
    let options = Options { root: root.to_path_buf(), ..Options::default() };
    let found = Root::find(&options)?;
    let config = super::configuration(&found, &options, &mut Vec::new())?;
    Ok(tidy(&root.join(content_of(&found.folder, &config)?)))
}

impl Folders {
    /// The folder of static files of a site: `static`, else a `public` that is no site of ours, where many
    /// tools keep them.
    pub(super) fn statics(&self) -> PathBuf {
        let (statics, public) = (self.root.join("static"), self.root.join("public"));
        let is_theirs = public.is_dir() && public != self.output && !public.join(".rutter").exists();
        if !statics.is_dir() && is_theirs { public } else { statics }
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

    /// The vault with its places.
    pub(super) fn vault(self, inputs: Inputs, config: Option<Source>) -> Vault {
        Vault {
            inputs,
            statics: self.statics(),
            root: self.root,
            content: self.content,
            output: self.output,
            output_shown: self.output_shown,
            config,
            prefix: self.prefix,
        }
    }
}
