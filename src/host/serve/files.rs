//! Which file of the site a request means, and what is answered.

use super::answer::Answer;
use super::current::{Now, Preview};
use super::page::Mark;
use super::path::Address;
use super::request::{Refusal, Request};
use super::{file, media, page};
use crate::site::Content;
use crate::text::RelPath;

/// The page that a folder is shown as, and the one of what is not there.
const INDEX: &str = "index.html";
const NOT_FOUND: &str = "404.html";

/// Answers a request with what `build` would have published; `key` is what its page can open the editor with.
pub(super) fn answer(now: &Now, request: &Request, key: Option<&str>) -> Answer {
    let mark = Mark { version: &now.news.version, key };
    if request.is_foreign() {
        return Answer::refused(&Refusal::new(403, "this is no part of a page of another site"));
    }
    let Some(preview) = now.preview.as_deref() else {
        let reason = now.news.fault.as_deref().unwrap_or_default();
        return Answer::bytes(500, media::of("html"), page::of_fault(reason, None, mark));
    };
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    if path == "/" && preview.base != "/" {
        return Answer::moved(preview.base.clone());
    }
    let below = path.strip_prefix(preview.base.trim_end_matches('/')).unwrap_or("");
    match Address::of(below).map(|address| Found::of(preview, address)) {
        Some(Found::File(path)) => {
            content(preview, &path, 200, mark).unwrap_or_else(|| not_found(preview, mark))
        }
        Some(Found::Folder) => Answer::moved(location(path, query)),
        Some(Found::Nothing) | None => not_found(preview, mark),
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
fn content(preview: &Preview, path: &RelPath, status: u16, mark: Mark<'_>) -> Option<Answer> {
    let media = media::of(path.extension());
    let opened = |base, source, folder| {
        let (file, size) = file::open(base, source, folder)?;
        Some(Answer::file(media, file, size))
    };
    match preview.content(path) {
        Ok(Some(Content::Bytes(bytes))) => Some(Answer::bytes(status, media, served(path, bytes, mark))),
        Ok(Some(Content::Asset(source))) => opened(&preview.content, &source, &preview.root),
        Ok(Some(Content::Static(source))) => opened(&preview.statics, &source, &preview.statics),
        Ok(None) => None,
        Err(error) => Some(Answer::bytes(
            500,
            media::of("html"),
            page::of_fault(&error.to_string(), Some(preview), mark),
        )),
    }
}

/// What was rendered, as it is sent: pages have the script of the preview.
fn served(path: &RelPath, bytes: Vec<u8>, mark: Mark<'_>) -> Vec<u8> {
    if path.extension() == "html" { page::with_script(bytes, mark) } else { bytes }
}

fn not_found(preview: &Preview, mark: Mark<'_>) -> Answer {
    let page = RelPath::new(NOT_FOUND).ok().and_then(|path| content(preview, &path, 404, mark));
    page.unwrap_or_else(|| Answer::refused(&Refusal::new(404, "there is no such page")))
}
