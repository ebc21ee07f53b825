//! The vocabulary of these tests: a preview that runs, and what it answers.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::vault::{Vault, rutter};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// `rutter serve` of a vault; it is ended with the value.
pub(crate) struct Preview<'v> {
    /// The folder is there as long as it is served.
    _vault: &'v Vault,
    process: Child,
    said: NamedTempFile,
    pub(crate) port: u16,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

/// A preview of a vault, on any free port.
pub(crate) fn preview(vault: &Vault) -> Preview<'_> {
    preview_with(vault, &["--port", "0"])
}

/// A preview of a vault with these arguments, once it is ready.
pub(crate) fn preview_with<'v>(vault: &'v Vault, arguments: &[&str]) -> Preview<'v> {
    started(vault, "", arguments)
}

/// A preview of a folder of a vault.
pub(crate) fn preview_of<'v>(vault: &'v Vault, folder: &str) -> Preview<'v> {
    started(vault, folder, &["--port", "0"])
}

fn started<'v>(vault: &'v Vault, folder: &str, arguments: &[&str]) -> Preview<'v> {
    let said = NamedTempFile::new().unwrap();
    let mut command = rutter(&["serve"]);
    // The editor of whoever runs the tests is none of theirs.
    command.env_remove("VISUAL").env_remove("EDITOR");
    command.arg(vault.path(folder)).args(arguments).stdout(Stdio::null()).stderr(said.reopen().unwrap());
    let mut preview = Preview { _vault: vault, process: command.spawn().unwrap(), said, port: 0 };
    preview.wait_for(|said| said.contains("→ http://"));
    preview.port = port(&preview.said());
    preview
}

fn port(said: &str) -> u16 {
    let url = said.rsplit_once("→ http://").unwrap().1;
    let digits = url.split('/').next().unwrap().rsplit_once(':').unwrap().1;
    digits.parse().unwrap()
}

impl Preview<'_> {
    /// What was said on standard error until now.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(self.said.path()).unwrap()
    }

    /// Waits until what was said is so.
    pub(crate) fn wait_for(&mut self, is_said: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_said(&self.said()) {
            assert!(Instant::now() < end, "{}", self.said());
            assert!(self.process.try_wait().unwrap().is_none(), "{}", self.said());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What these bytes are answered with.
    pub(crate) fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The answer to what is refused may come before all of it is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The answer to a request with these lines.
    pub(crate) fn ask(&self, start: &str, lines: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{start} HTTP/1.1\r\n{lines}\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Answer::of(&answer)
    }

    /// The answer to `GET`, with more lines in its head.
    pub(crate) fn get_with(&self, target: &str, lines: &str) -> Answer {
        self.ask(&format!("GET {target}"), &format!("Host: localhost:{}\r\n{lines}", self.port))
    }

    /// The answer to `GET`.
    pub(crate) fn get(&self, target: &str) -> Answer {
        self.get_with(target, "")
    }

    /// A file of the site, by its path, without the script of the preview.
    pub(crate) fn file(&self, path: &str) -> Answer {
        let page = path.strip_suffix("index.html").filter(|page| page.is_empty() || page.ends_with('/'));
        self.get(&format!("/{}", escaped(page.unwrap_or(path)))).without_script()
    }

    /// How many connections are open, as the system counts them.
    pub(crate) fn connections(&self) -> usize {
        let table = fs::read_to_string("/proc/net/tcp").unwrap();
        let port = format!(":{:04X}", self.port);
        let is_open = |line: &&str| {
            let mut columns = line.split_whitespace().skip(1);
            columns.next().is_some_and(|local| local.ends_with(&port)) && columns.nth(1) == Some("01")
        };
        table.lines().filter(is_open).count()
    }

    /// How many bytes of memory the process has.
    pub(crate) fn memory(&self) -> usize {
        let mut status = String::new();
        File::open(format!("/proc/{}/status", self.id())).unwrap().read_to_string(&mut status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
    }
}

/// A path as browsers write it.
fn escaped(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped = |byte: u8| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(escaped).collect()
}

impl Drop for Preview<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let at = bytes.windows(4).position(|end| end == b"\r\n\r\n");
        let at = at.unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[at + 4..].to_vec() }
    }

    /// The value of a header; empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The head as it was sent.
    pub(crate) fn head(&self) -> &str {
        &self.head
    }

    /// The same without the script of the preview, where it is a page that has it.
    pub(crate) fn without_script(mut self) -> Self {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        if let Some((before, rest)) = text.split_once("<script src=\"/.rutter/preview.js\" ") {
            let (_, after) = rest.split_once("</script>\n").unwrap();
            self.body = format!("{before}{after}").into_bytes();
        }
        self
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
