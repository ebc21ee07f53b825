//! A built site, served on loopback as any server of files would.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tiny_http::{Header, Request, Response, Server};

use rutter::text::escape::percent_decoded;

use crate::vault::Built;

/// A site on a port of its own; it is served as long as the value lives.
pub(crate) struct Served {
    server: Arc<Server>,
    worker: Option<JoinHandle<()>>,
    asked: Arc<Mutex<Vec<String>>>,
    port: u16,
    built: Built,
}

/// Serves what was built.
pub(crate) fn serve(built: Built) -> Served {
    served(built, Duration::ZERO)
}

/// Serves what was built; scripts and pictures come so late that the page has been shown before.
pub(crate) fn serve_slowly(built: Built) -> Served {
    serve_late(built, Duration::from_millis(120))
}

/// Serves what was built; each script and picture, the index of the search among them, comes that late.
pub(crate) fn serve_late(built: Built, late: Duration) -> Served {
    served(built, late)
}

fn served(built: Built, late: Duration) -> Served {
    let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
    let port = server.server_addr().to_ip().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (answering, log, folder) = (Arc::clone(&server), Arc::clone(&asked), built.folder().to_path_buf());
    let worker = thread::spawn(move || {
        for request in answering.incoming_requests() {
            log.lock().unwrap().push(request.url().to_string());
            if [".js", ".svg", ".png"].iter().any(|late| request.url().ends_with(late)) {
                thread::sleep(late);
            }
            answer(request, &folder);
        }
    });
    Served { server, worker: Some(worker), asked, port, built }
}

impl Served {
    /// The full URL of a page (`/a/b/`).
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}{page}", self.port)
    }

    /// What was asked for until now, each URL once and without its query.
    pub(crate) fn asked(&self) -> BTreeSet<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|url| url.split('?').next().unwrap_or(url).to_string()).collect()
    }

    /// The bytes of a file of the site, by its URL without the host.
    pub(crate) fn file(&self, url: &str) -> Vec<u8> {
        fs::read(file(url, self.built.folder())).unwrap()
    }

    /// Writes a file of the site, by its URL without the host: what a proxy or a careless hand has left there.
    pub(crate) fn write(&self, url: &str, bytes: impl AsRef<[u8]>) {
        fs::write(file(url, self.built.folder()), bytes).unwrap();
    }

    /// Takes a file of the site away.
    pub(crate) fn remove(&self, url: &str) {
        fs::remove_file(file(url, self.built.folder())).unwrap();
    }

    /// The URLs of all pages without the host.
    pub(crate) fn pages(&self) -> BTreeSet<String> {
        let files = self.built.files().into_iter();
        files.filter_map(|file| Some(format!("/{}", file.strip_suffix("index.html")?))).collect()
    }

    /// The one file of the site with this name around a digest.
    pub(crate) fn fingerprinted(&self, name: &str) -> String {
        self.built.fingerprinted(name)
    }

    /// Forgets what was asked for.
    pub(crate) fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.unblock();
        let _ = self.worker.take().map(JoinHandle::join);
    }
}

fn answer(request: Request, folder: &Path) {
    let file = file(request.url(), folder);
    let found = fs::read(&file);
    let status = if found.is_ok() { 200 } else { 404 };
    let body = found.or_else(|_| fs::read(folder.join("404.html"))).unwrap_or_default();
    let kind = content_type(file.extension().and_then(|extension| extension.to_str()).unwrap_or("html"));
    let response = Response::from_data(body).with_status_code(status);
    let response = response.with_header(Header::from_bytes("content-type", kind).unwrap());
    let response = for_all(folder).into_iter().fold(response, Response::with_header);
    let _ = request.respond(response);
}

/// The headers that the `_headers` of a site asks for with every file.
fn for_all(folder: &Path) -> Vec<Header> {
    let text = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let rule =
        text.lines().skip_while(|line| *line != "/*").skip(1).take_while(|line| line.starts_with("  "));
    rule.map(|line| line.trim().parse().unwrap()).collect()
}

fn file(url: &str, folder: &Path) -> PathBuf {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let path = percent_decoded(path.trim_start_matches('/'));
    let index = path.is_empty() || path.ends_with('/');
    folder.join(if index { format!("{path}index.html") } else { path })
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "png" => "image/png",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
