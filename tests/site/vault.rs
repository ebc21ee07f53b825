//! The vocabulary of the tests: a fixture vault, the command, what must be on the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use tempfile::TempDir;

/// A vault on disk, in a folder of its own that goes away with it and with what was built from it.
pub struct Vault {
    folder: Arc<TempDir>,
}

/// An empty vault: any folder of notes, without configuration.
pub fn vault() -> Vault {
    Vault { folder: Arc::new(tempfile::tempdir().unwrap()) }
}

impl Vault {
    /// Writes a note or any other text file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file into a vault that has been built before.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Where a file of the vault is on disk.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("vault").join(path)
    }

    /// Where the site is written.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// `rutter build ROOT -o OUT` with more arguments.
    pub fn build_with(&self, arguments: &[&str]) -> Built {
        let mut command = rutter(&["build"]);
        command.arg(self.path("")).arg("-o").arg(self.out()).args(arguments);
        Built { out: self.out(), output: command.output().unwrap(), _folder: Arc::clone(&self.folder) }
    }

    /// `rutter build ROOT -o OUT`, which must succeed.
    pub fn build(&self) -> Built {
        let built = self.build_with(&[]);
        assert_eq!(built.code(), 0, "{}", built.said());
        built
    }
}

/// The command with its first arguments; standard input is closed.
pub fn rutter(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    command.args(arguments).stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// What a build has said and written.
pub struct Built {
    out: PathBuf,
    output: Output,
    _folder: Arc<TempDir>,
}

impl Built {
    /// The exit code; -1 for a process that was killed.
    pub fn code(&self) -> i32 {
        self.output.status.code().unwrap_or(-1)
    }

    /// What was said on standard error.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// The page of a URL (`/a/b/`) or a file of the site (`/feed.xml`).
    pub fn page(&self, url: &str) -> Page {
        let path = url.trim_start_matches('/');
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_string()
        };
        let text = fs::read_to_string(self.out.join(&file));
        Page { text: text.unwrap_or_else(|error| panic!("{url}: {error}; the site has {:?}", self.files())) }
    }

    /// Every file of the site but the record, in order.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        list(&self.out, &self.out, &mut files);
        files.retain(|file| file != ".rutter");
        files.sort();
        files
    }

    /// A problem of this id was printed at this place (`a.md:3:5`).
    pub fn has_problem(&self, id: &str, place: &str) -> &Self {
        let said = self.said();
        let found =
            problems(&said).any(|problem| problem.contains(&format!("[{id}]")) && problem.contains(place));
        assert!(found, "no {id} at {place} in:\n{said}");
        self
    }

    /// No problem was printed.
    pub fn has_no_problems(&self) -> &Self {
        let said = self.said();
        assert_eq!(problems(&said).count(), 0, "{said}");
        self
    }

    /// How many problems of an id were printed.
    pub fn count(&self, id: &str) -> usize {
        let said = self.said();
        problems(&said).filter(|problem| problem.contains(&format!("[{id}]"))).count()
    }
}

/// The printed problems, one by one.
fn problems(said: &str) -> impl Iterator<Item = &str> {
    said.split("\n\n").filter(|block| {
        let first = block.trim_start();
        ["error[", "warning[", "note["].iter().any(|level| first.starts_with(level))
    })
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(root, &path, files);
        } else {
            files.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

/// A page of the site.
pub struct Page {
    text: String,
}

impl Page {
    /// The whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of the note: what stands in `<article>`.
    pub fn article(&self) -> &str {
        let start = self.text.find("<article").expect("the page has an article");
        let end = self.text.find("</article>").expect("the article ends");
        &self.text[start..end]
    }

    /// The page holds this.
    pub fn has(&self, html: &str) -> &Self {
        assert!(self.text.contains(html), "no `{html}` in:\n{}", self.text);
        self
    }

    /// The page does not hold this.
    pub fn lacks(&self, html: &str) -> &Self {
        assert!(!self.text.contains(html), "`{html}` in:\n{}", self.text);
        self
    }

    /// The page holds this once.
    pub fn has_once(&self, html: &str) -> &Self {
        assert_eq!(self.text.matches(html).count(), 1, "`{html}` in:\n{}", self.text);
        self
    }
}
