//! What the preview adds to a page, and the pages of its own.

use super::own;
use crate::site::TemplateError;
use crate::text::{Digest, escape};

/// What the script of a page knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'m> {
    /// The version that the page is of.
    pub(super) version: &'m str,
    /// What the editor can be opened with.
    pub(super) key: Option<&'m str>,
}

/// A page with the script of the preview, which knows of which version and which text the page is. It goes where no
/// note is: into the head.
pub(super) fn with_script(mut page: Vec<u8>, mark: Mark<'_>) -> Vec<u8> {
    let text = Digest::of(&page).short();
    let (source, version) = (own::SCRIPT, escape::html(mark.version));
    let key = mark.key.map(|key| format!(" data-key=\"{key}\"")).unwrap_or_default();
    let script = format!(
        "<script src=\"{source}\" data-version=\"{version}\" data-text=\"{text}\"{key} defer></script>\n"
    );
    let at = memchr::memmem::find(&page, b"</head>").unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// What is shown where a template fails.
pub(super) fn of_fault(error: &TemplateError, mark: Mark<'_>) -> Vec<u8> {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A template fails</title>\n</head>\n\
         <body data-kind=\"fault\">\n<main><h1>A template fails</h1>\n<pre>{}</pre></main>\n</body>\n</html>\n",
        escape::html(&error.to_string())
    );
    with_script(page.into_bytes(), mark)
}
