//! Which file of the site a request means, and what is answered.

use super::answer::Answer;
use super::current::{Now, Preview};
use super::path::Address;
use super::request::{Refusal, Request};
use super::{file, media, page};
use crate::site::Content;
use crate::text::RelPath;

/// The page that a folder is shown as, and the one of what is not there.
const INDEX: &str = "index.html";
const NOT_FOUND: &str = "404.html";

/// Answers a request with what `build` would have published.
pub(super) fn answer(now: &Now, request: &Request) -> Answer {
    let preview = &*now.preview;
    if request.is_foreign() {
        return Answer::refused(&Refusal::new(403, "this is no part of a page of another site"));
    }
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    if path == "/" && preview.base != "/" {
        return Answer::moved(preview.base.clone());
    }
    let below = path.strip_prefix(preview.base.trim_end_matches('/')).unwrap_or("");
    match Address::of(below).map(|address| Found::of(preview, address)) {
        Some(Found::File(path)) => content(now, &path, 200).unwrap_or_else(|| not_found(now)),
        Some(Found::Folder) => Answer::moved(location(path, query)),
        Some(Found::Nothing) | None => not_found(now),
    }
}

/// What there is at an address.
enum Found {
    File(RelPath),
    /// A folder that was asked for as if it were a file: its links would lead elsewhere.
    Folder,
    Nothing,
}

impl Found {
    fn of(preview: &Preview, Address { path, is_folder }: Address) -> Self {
        let has = |path: &RelPath| preview.has(path);
        let index = path.join(INDEX).ok().filter(has);
        match index {
            _ if !is_folder && has(&path) => Found::File(path),
            Some(index) if is_folder => Found::File(index),
            Some(_) => Found::Folder,
            None => Found::Nothing,
        }
    }
}

/// Where the page of a folder is, in the letters of the request: all of them may stand in a header.
fn location(path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}/{mark}{query}")
}

/// A file of the site; `None` where what it is made of is no longer there.
fn content(now: &Now, path: &RelPath, status: u16) -> Option<Answer> {
    let (preview, version) = (&*now.preview, &now.news.version);
    let media = media::of(path.extension());
    let opened = |base, source, folder| {
        let (file, size) = file::open(base, source, folder)?;
        Some(Answer::file(media, file, size))
    };
    match preview.content(path) {
        Ok(Some(Content::Bytes(bytes))) => Some(Answer::bytes(status, media, served(path, bytes, version))),
        Ok(Some(Content::Asset(source))) => opened(&preview.content, &source, &preview.root),
        Ok(Some(Content::Static(source))) => opened(&preview.statics, &source, &preview.statics),
        Ok(None) => None,
        Err(error) => Some(Answer::bytes(500, media::of("html"), page::of_fault(&error, version))),
    }
}

/// What was rendered, as it is sent: pages have the script of the preview.
fn served(path: &RelPath, bytes: Vec<u8>, version: &str) -> Vec<u8> {
    if path.extension() == "html" { page::with_script(bytes, version) } else { bytes }
}

fn not_found(now: &Now) -> Answer {
    let page = RelPath::new(NOT_FOUND).ok().and_then(|path| content(now, &path, 404));
    page.unwrap_or_else(|| Answer::refused(&Refusal::new(404, "there is no such page")))
}
