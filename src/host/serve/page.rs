//! What the preview adds to a page, and the pages of its own.

use super::current::Preview;
use super::own;
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

/// What is shown in place of a page that cannot be made, in the look of the site as far as that is known. What it says
/// last is true: the page follows as any other.
pub(super) fn of_fault(reason: &str, preview: Option<&Preview>, mark: Mark<'_>) -> Vec<u8> {
    let own = preview.into_iter().flat_map(Preview::own_styles);
    let link = |href: String| format!("<link rel=\"stylesheet\" href=\"{}\">\n", escape::html(&href));
    let styles: String = [own::STYLE.to_string()].into_iter().chain(own).map(link).collect();
    let page = include_str!("fault.html").replace("{styles}", &styles);
    with_script(page.replace("{reason}", &escape::html(reason)).into_bytes(), mark)
}
