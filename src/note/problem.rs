//! Everything that can be wrong with one note taken alone: one constructor per problem.

use crate::text::escape::quoted;
use crate::text::{Place, Problem, RelPath, Span};

pub(super) const EMPTY_LINK: &str = "empty-link";

const UNSAFE_HTML: &str = "unsafe-html";

const UNTRUSTED: &str = "`untrusted` is set: write it in Markdown, or leave it out";

pub(super) fn empty_link(path: &RelPath, span: Span, label: &str) -> Problem {
    Problem::warning(EMPTY_LINK, Place::at(path, span), format!("the link {} leads nowhere", quoted(label)))
        .help("write its target, or drop the brackets; it is published as text")
}

/// A Markdown link that is none, since its target has blanks.
pub(super) fn blanks_in_target(path: &RelPath, span: Span, target: &str) -> Problem {
    let message = format!("this is no link: blanks end its target {}", quoted(target));
    Problem::warning(EMPTY_LINK, Place::at(path, span), message).help(format!(
        "write {}, if that is a path; it is published as text",
        quoted(&format!("(<{target}>)"))
    ))
}

/// A Markdown link by a label that the note does not define.
pub(super) fn undefined_reference(path: &RelPath, span: Span, label: &str) -> Problem {
    let message = format!("this is no link: nothing defines {}", quoted(&format!("[{label}]")));
    Problem::warning(EMPTY_LINK, Place::at(path, span), message).help(format!(
        "write {} below the text, or drop the brackets; it is published as text",
        quoted(&format!("[{label}]: …"))
    ))
}

pub(super) fn unsafe_link(path: &RelPath, span: Span, scheme: &str) -> Problem {
    let message = format!("links of the scheme {} are not published", quoted(&format!("{scheme}:")));
    Problem::error("unsafe-link", Place::at(path, span), message).help("it is published as text")
}

/// `name` is that of an element that only trusted notes may have.
pub(super) fn unsafe_element(path: &RelPath, span: Span, name: &str) -> Problem {
    let message = format!("the element {} is not published", quoted(&format!("<{name}>")));
    Problem::warning(UNSAFE_HTML, Place::at(path, span), message).help(UNTRUSTED)
}

pub(super) fn unsafe_attributes(path: &RelPath, span: Span, element: &str, names: &[String]) -> Problem {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let element = quoted(&format!("<{element}>"));
    let message = format!("of {element} these attributes are not published: {}", names.join(", "));
    Problem::warning(UNSAFE_HTML, Place::at(path, span), message).help(UNTRUSTED)
}

pub(super) fn nested_link(path: &RelPath, span: Span) -> Problem {
    Problem::warning(
        "nested-link",
        Place::at(path, span),
        "a link inside the text of a link is shown as text",
    )
    .help("end the one before the other begins")
}

/// `id` is the name of a block without `^`.
pub(super) fn duplicate_block(path: &RelPath, span: Span, id: &str) -> Problem {
    let message = format!("two blocks of this note are called {}", quoted(&format!("^{id}")));
    Problem::error("duplicate-block", Place::at(path, span), message)
        .help("links lead to the first; give this one another name")
}

pub(super) fn duplicate_id(path: &RelPath, span: Span, id: &str) -> Problem {
    let message = format!("the page has the id {} already", quoted(id));
    Problem::warning("duplicate-id", Place::at(path, span), message)
        .help("links lead to the first, and this one is not published; write another, or none")
}

pub(super) fn unclosed_directive(path: &RelPath, span: Span) -> Problem {
    Problem::error("unclosed-directive", Place::at(path, span), "this box is never closed")
        .help("close it with a line of as many colons, or with the closing tag; it ends with the block it stands in")
}

pub(super) fn stray_directive(path: &RelPath, span: Span) -> Problem {
    Problem::warning(
        "stray-directive",
        Place::at(path, span),
        "this line closes a box, but none is open here",
    )
    .help("remove it, or open a box with a name: `:::note`")
}

pub(super) fn equal_directives(path: &RelPath, span: Span, colons: usize) -> Problem {
    let message = format!("a box inside a box, both with {colons} colons: other tools close both at once");
    Problem::warning("nested-directive", Place::at(path, span), message)
        .help(format!("write the outer box with {} colons", colons + 1))
}

/// `opened` and `closed` are numbers of colons.
pub(super) fn short_end(path: &RelPath, span: Span, opened: usize, closed: usize) -> Problem {
    let message =
        format!("a box opened with {opened} colons is closed with {closed}: other tools leave it open");
    Problem::warning("nested-directive", Place::at(path, span), message)
        .help(format!("write {opened} colons here as well"))
}

pub(super) fn deep_boxes(path: &RelPath, span: Span, deepest: usize) -> Problem {
    let message = format!("more than {deepest} boxes stand inside each other");
    Problem::error("unclosed-directive", Place::at(path, span), message)
        .help("close those above; this line is shown as it is written")
}

pub(super) fn unclosed_element(path: &RelPath, span: Span, name: &str) -> Problem {
    let message = format!("the element {} is never closed", quoted(&format!("<{name}>")));
    Problem::warning("unbalanced-html", Place::at(path, span), message)
        .help(format!("close it with `</{name}>`; it ends with the block it stands in"))
}

pub(super) fn stray_end(path: &RelPath, span: Span, name: &str) -> Problem {
    let message = format!("{} ends an element, but none of that name is open", quoted(&format!("</{name}>")));
    Problem::warning("unbalanced-html", Place::at(path, span), message).help("remove it; it is not published")
}

pub(super) fn unclosed_comment(path: &RelPath, span: Span) -> Problem {
    Problem::error("unclosed-comment", Place::at(path, span), "this comment is never closed")
        .help("close it with `-->` or `%%`, as it was opened")
}

pub(super) fn unused_footnote(path: &RelPath, span: Span) -> Problem {
    Problem::warning("unused-footnote", Place::at(path, span), "nothing refers to this footnote")
        .help("refer to it where it belongs, or remove it; it stands behind the other footnotes")
}

pub(super) fn lost_cell(path: &RelPath, span: Span) -> Problem {
    let message = "this row has more cells than its table has columns: the rest is not published";
    Problem::warning("lost-cell", Place::at(path, span), message)
        .help("name a column for it in the first two rows, or write `\\|` for a bar that is text")
}

pub(super) fn bad_math(path: &RelPath, span: Span, reason: &str) -> Problem {
    Problem::warning("bad-math", Place::at(path, span), format!("the formula cannot be set: {reason}"))
        .help("it is shown as it was written; write `\\$` for a dollar sign that begins no formula")
}

pub(super) fn unknown_language(path: &RelPath, span: Span, language: &str, near: Option<&str>) -> Problem {
    let problem = Problem::warning(
        "unknown-language",
        Place::at(path, span),
        format!("no grammar for the language {}: the code is not highlighted", quoted(language)),
    );
    match near {
        Some(near) => problem.did_you_mean(near),
        None => problem.help("`text` says that none is wanted"),
    }
}

/// A file that is shown as code.
pub(super) fn heavy_listing(place: Place, limit: &str) -> Problem {
    Problem::warning("heavy-code", place, format!("a file with {limit} is not highlighted"))
        .help("it is shown as plain text")
}

pub(super) fn heavy_code(path: &RelPath, span: Span, limit: &str) -> Problem {
    Problem::warning("heavy-code", Place::at(path, span), format!("code with {limit} is not highlighted"))
        .help("it is published as plain text; `text` as its language says that this is meant")
}

pub(super) fn skipped_level(path: &RelPath, span: Span, above: u8, level: u8) -> Problem {
    let message = format!("a heading of level {level} follows one of level {above}");
    let written = "#".repeat(usize::from(above) + 1);
    Problem::note("heading-skips-level", Place::at(path, span), message)
        .help(format!("write `{written}`: the list of contents and screen readers miss a level in between"))
}

/// A picture written as Markdown.
pub(super) fn missing_alt_text(path: &RelPath, span: Span) -> Problem {
    no_alt_text(path, span).help("say between the brackets what it shows, for those who do not see it")
}

/// A picture written as HTML, where an empty text says that it shows nothing.
pub(super) fn missing_alt_attribute(path: &RelPath, span: Span) -> Problem {
    no_alt_text(path, span).help(
        "say in `alt=\"…\"` what it shows, for those who do not see it; `alt=\"\"` where it only decorates",
    )
}

fn no_alt_text(path: &RelPath, span: Span) -> Problem {
    Problem::note("missing-alt-text", Place::at(path, span), "this picture has no text in its place")
}

/// A link or a picture in raw HTML that says no more than Markdown could; `shown` says that it is a picture.
pub(super) fn raw_html_link(path: &RelPath, span: Span, url: &str, shown: bool) -> Problem {
    let (message, markdown) = match shown {
        true => ("this picture is raw HTML", format!("![…]({url})")),
        false => ("this link is raw HTML", format!("[…]({url})")),
    };
    Problem::note("raw-html-link", Place::at(path, span), message)
        .help(format!("write {}: other tools follow no links in HTML", quoted(&markdown)))
}
