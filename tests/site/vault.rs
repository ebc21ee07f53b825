//! The vocabulary of the tests: a fixture vault, the command, what must be on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::html;

/// A vault on disk, in a folder of its own that goes away with it and with what was built from it.
pub(crate) struct Vault {
    folder: Arc<TempDir>,
}

/// An empty vault: any folder of notes, without configuration.
pub(crate) fn vault() -> Vault {
    let folder = Vault { folder: Arc::new(temporary_folder()) };
    fs::create_dir(folder.path("")).unwrap();
    folder
}

/// In memory where there is such a place: every build syncs the file system, and on a disk that others
/// write to at the time this takes seconds.
fn temporary_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

impl Vault {
    /// Writes a note or any other text file.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file into a vault that has been built before.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Where a file of the vault is on disk.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("vault").join(path)
    }

    /// Where the site is written.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// `rutter build ROOT -o OUT` with more arguments.
    pub(crate) fn build_with(&self, arguments: &[&str]) -> Built {
        self.ran(self.command().args(arguments))
    }

    /// `rutter build ROOT -o OUT`, not yet started.
    pub(crate) fn command(&self) -> Command {
        let mut command = rutter(&["build"]);
        command.arg(self.path("")).arg("-o").arg(self.out());
        command
    }

    /// `rutter COMMAND ROOT` with more arguments: a command that writes nothing.
    pub(crate) fn ask(&self, command: &str, arguments: &[&str]) -> Built {
        self.ran(rutter(&[command]).arg(self.path("")).args(arguments))
    }

    /// A line as somebody types it in the folder of the vault.
    pub(crate) fn shell(&self, line: &str) -> Command {
        let folder = Path::new(env!("CARGO_BIN_EXE_rutter")).parent().unwrap();
        let path = std::env::join_paths([folder, Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(self.path("")).stdin(Stdio::null());
        shell.env("PATH", path).env("NO_COLOR", "1").env("HOME", self.path("home"));
        shell.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("SOURCE_DATE_EPOCH");
        for person in ["AUTHOR", "COMMITTER"] {
            shell
                .env(format!("GIT_{person}_NAME"), "Ada")
                .env(format!("GIT_{person}_EMAIL"), "ada@example.com");
        }
        shell
    }

    /// What a command says that writes its site here.
    pub(crate) fn ran(&self, command: &mut Command) -> Built {
        Built { out: self.out(), output: run(command), _folder: Arc::clone(&self.folder) }
    }

    /// What is published now: every file with its bytes.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.out())
    }

    /// `rutter build ROOT -o OUT`, which must succeed.
    pub(crate) fn build(&self) -> Built {
        let built = self.build_with(&[]);
        assert_eq!(built.code(), 0, "{}", built.said());
        built
    }
}

/// The command with its first arguments; standard input is closed.
pub(crate) fn rutter(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    command.args(arguments).stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// Runs a command to its end; one that takes more than a minute hangs, and is killed.
pub(crate) fn run(command: &mut Command) -> Output {
    let (mut stdout, mut stderr) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    command.stdout(stdout.try_clone().unwrap()).stderr(stderr.try_clone().unwrap());
    let mut child = command.spawn().unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            hung(&mut child, command);
        }
        thread::sleep(Duration::from_millis(2));
    }
    let status = child.wait().unwrap();
    Output { status, stdout: read(&mut stdout), stderr: read(&mut stderr) }
}

fn hung(child: &mut Child, command: &Command) -> ! {
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("{command:?} hangs");
}

fn read(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// Every file below a folder with its bytes; of a folder that is not there, none.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = Vec::new();
    list(folder, folder, &mut files);
    files.into_iter().map(|file| (file.clone(), fs::read(folder.join(file)).unwrap())).collect()
}

/// What a build has said and written.
pub(crate) struct Built {
    out: PathBuf,
    output: Output,
    _folder: Arc<TempDir>,
}

impl Built {
    /// Where the site was written.
    #[allow(dead_code, reason = "asked by the tests that serve it")]
    pub(crate) fn folder(&self) -> &Path {
        &self.out
    }

    /// The one file of the site with this name around a digest: of `rutter.css`, `/rutter.1a2b3c4d.css`.
    pub(crate) fn fingerprinted(&self, name: &str) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap();
        let is_it = |file: &String| {
            let digest = file.strip_prefix(stem).and_then(|rest| rest.strip_suffix(extension));
            let digest = digest.and_then(|rest| rest.strip_prefix('.')?.strip_suffix('.'));
            digest.is_some_and(|digest| digest.len() == 8 && digest.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        let found: Vec<String> = self.files().into_iter().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        format!("/{}", found[0])
    }

    /// The exit code; -1 for a process that was killed.
    pub(crate) fn code(&self) -> i32 {
        self.output.status.code().unwrap_or(-1)
    }

    /// Whether the build was stopped by a fault: exit code 2 and one message that says all of this.
    pub(crate) fn is_stopped_with(&self, parts: &[&str]) -> &Self {
        assert_eq!(self.code(), 2, "{}", self.said());
        for part in parts {
            assert!(self.said().contains(part), "no `{part}` in:\n{}", self.said());
        }
        assert!(!self.said().contains("panicked"), "{}", self.said());
        self
    }

    /// What was said on standard error.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// What was answered on standard output.
    pub(crate) fn answered(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// The page of a URL (`/a/b/`) or a file of the site (`/feed.xml`).
    pub(crate) fn page(&self, url: &str) -> Page {
        let path = url.trim_start_matches('/');
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_string()
        };
        let text = fs::read_to_string(self.out.join(&file));
        Page { text: text.unwrap_or_else(|error| panic!("{url}: {error}; the site has {:?}", self.files())) }
    }

    /// The site has this file.
    pub(crate) fn has_file(&self, path: &str) -> bool {
        self.out.join(path).is_file()
    }

    /// Every file of the site but the record, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        list(&self.out, &self.out, &mut files);
        files.retain(|file| file != ".rutter");
        files.sort();
        files
    }

    /// A problem of this id was printed at exactly this place (`a.md:3:5`, or `a.md` for a whole file).
    pub(crate) fn has_problem(&self, id: &str, place: &str) -> &Self {
        self.problem(id, place);
        self
    }

    /// The problem of this id at exactly this place says all of this.
    pub(crate) fn problem_says(&self, id: &str, place: &str, parts: &[&str]) -> &Self {
        let problem = self.problem(id, place);
        for part in parts {
            assert!(problem.contains(part), "no `{part}` in:\n{problem}");
        }
        self
    }

    /// The problem of this id that was printed at exactly this place, as it was printed.
    pub(crate) fn problem(&self, id: &str, place: &str) -> String {
        let said = self.said();
        let is_here = |problem: &&str| {
            let place_line = problem.lines().find(|line| line.trim_start().starts_with("-->"));
            problem.contains(&format!("[{id}]"))
                && place_line.is_some_and(|line| line.ends_with(&format!("/{place}")))
        };
        let found = problems(&said).find(is_here).map(str::to_string);
        found.unwrap_or_else(|| panic!("no {id} at {place} in:\n{said}"))
    }

    /// No problem was printed.
    pub(crate) fn has_no_problems(&self) -> &Self {
        let said = self.said();
        assert_eq!(problems(&said).count(), 0, "{said}");
        self
    }

    /// Every link of every page leads to a file of the site and, with a fragment, to an id in it.
    pub(crate) fn has_no_broken_links(&self) -> &Self {
        let broken = self.broken_links();
        assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
        self
    }

    /// The links of all pages that lead to no file or to no id of the site, as `page: link`.
    pub(crate) fn broken_links(&self) -> Vec<String> {
        let pages: BTreeMap<String, String> =
            self.files().into_iter().map(|file| self.loaded(file)).collect();
        let html = pages.iter().filter(|(file, _)| file.ends_with(".html") && *file != "404.html");
        let is_broken = |page: &str, link: &str| match html::target(page, link) {
            None => false,
            Some((file, fragment)) => {
                let found = pages.get(&file).or_else(|| pages.get(&html::index_of(&file)));
                found.is_none_or(|text| !fragment.is_empty() && !html::ids(text).contains(&fragment))
            }
        };
        html.flat_map(|(page, text)| {
            let links = html::attributes(text, &["href", "src"]);
            let broken = links.into_iter().filter(|(_, link)| is_broken(page, link));
            broken.map(|(_, link)| format!("{page}: {link}")).collect::<Vec<_>>()
        })
        .collect()
    }

    /// No id stands on a page twice.
    pub(crate) fn has_no_duplicate_ids(&self) -> &Self {
        for (file, text) in self.files().into_iter().map(|file| self.loaded(file)) {
            let twice = if file.ends_with(".html") { html::duplicate_ids(&text) } else { BTreeSet::new() };
            assert!(twice.is_empty(), "{file} has {twice:?} twice");
        }
        self
    }

    /// Every navigation of every page has a name, and each another.
    pub(crate) fn names_every_navigation(&self) -> &Self {
        for (file, text) in self.files().into_iter().map(|file| self.loaded(file)) {
            let (count, names) = html::navigations(&text);
            assert!(count == names.len() || !file.ends_with(".html"), "{file} has {count} named {names:?}");
        }
        self
    }

    /// Pages load nothing from another host: what they name outside the site are links to follow.
    pub(crate) fn loads_nothing_from_elsewhere(&self) -> &Self {
        for (file, text) in self.files().into_iter().map(|file| self.loaded(file)) {
            let loaded = if file.ends_with(".html") { html::loaded(&text) } else { Vec::new() };
            for url in loaded {
                assert!(!html::is_external(&url), "{file} loads {url}");
            }
            let imports = file.ends_with(".css") && (text.contains("@import") || text.contains("url(http"));
            assert!(!imports, "{file} loads something");
        }
        self
    }

    fn loaded(&self, file: String) -> (String, String) {
        let bytes = fs::read(self.out.join(&file)).unwrap();
        (file, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// This was said, be it of whatever problem.
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.said().contains(text), "no `{text}` in:\n{}", self.said());
        self
    }

    /// How many problems of an id were printed.
    pub(crate) fn count(&self, id: &str) -> usize {
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
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// The whole file.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text of the note: what stands in `<article>`.
    pub(crate) fn article(&self) -> &str {
        let start = self.text.find("<article").expect("the page has an article");
        let end = self.text.find("</article>").expect("the article ends");
        &self.text[start..end]
    }

    /// What the page says after a first and before a last piece of its HTML.
    pub(crate) fn between(&self, first: &str, last: &str) -> &str {
        let start = self.text.find(first).unwrap_or_else(|| panic!("no `{first}` in:\n{}", self.text));
        let rest = &self.text[start + first.len()..];
        &rest[..rest.find(last).unwrap_or_else(|| panic!("no `{last}` behind `{first}` in:\n{rest}"))]
    }

    /// The page holds these, one after another.
    pub(crate) fn has_in_order(&self, pieces: &[&str]) -> &Self {
        let mut rest = self.text.as_str();
        for piece in pieces {
            let at = rest.find(piece).unwrap_or_else(|| panic!("no `{piece}` in what is left:\n{rest}"));
            rest = &rest[at + piece.len()..];
        }
        self
    }

    /// The page holds this.
    pub(crate) fn has(&self, html: &str) -> &Self {
        assert!(self.text.contains(html), "no `{html}` in:\n{}", self.text);
        self
    }

    /// The page does not hold this.
    pub(crate) fn lacks(&self, html: &str) -> &Self {
        assert!(!self.text.contains(html), "`{html}` in:\n{}", self.text);
        self
    }

    /// The text of the note does not hold this, whatever the page around it does.
    pub(crate) fn article_lacks(&self, html: &str) -> &Self {
        assert!(!self.article().contains(html), "`{html}` in:\n{}", self.article());
        self
    }

    /// The page holds this once.
    pub(crate) fn has_once(&self, html: &str) -> &Self {
        assert_eq!(self.text.matches(html).count(), 1, "`{html}` in:\n{}", self.text);
        self
    }
}
