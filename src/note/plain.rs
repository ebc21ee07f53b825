//! A note as Markdown for any reader: its own text, with what it shows of other files in its place, without
//! comments, and with links that need no vault. What authors wrote who are not trusted runs nothing in any reader.

use std::ops::Range;

use super::{Dialect, Link, LinkForm, LinkId, Respeller, Texts, front, includes, markdown};
use crate::text::{Asking, Edit, Source, Span, edited, escape};

/// Where a link of a note leads outside of its vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Led {
    /// Its URL, percent-encoded, with its fragment; `None` where it leads nowhere.
    pub url: Option<String>,
    /// What it is called.
    pub label: String,
    /// Whether it shows a picture.
    pub is_picture: bool,
}

/// The text of a note from behind its front matter, each link as `lead` says.
pub fn plain(
    source: &Source,
    dialect: Dialect,
    texts: &Texts,
    lead: impl Fn(LinkId, &Link) -> Led,
) -> String {
    let dialect = Dialect { unseen: true, ..dialect };
    let (front, offset) = front::read(source, dialect, &mut Vec::new());
    let expanded = includes::expand(source, offset, &front, dialect, texts).map(|expanded| expanded.source);
    let source = expanded.as_ref().unwrap_or(source);
    let body = markdown::compile(source, offset, &front, dialect);
    let respeller = Respeller::of(source, dialect);
    let hidden = joined(body.hidden.iter().map(|span| span.range()).collect());
    let links = (0..).map(LinkId).zip(&body.links);
    let links = links.filter_map(|(id, link)| respelt(&source.text, link, lead(id, link), &respeller));
    let mut edits: Vec<Edit> = links.filter(|edit| !is_in(&hidden, edit.span)).collect();
    edits.push(Edit { span: Span::new(0..offset), text: String::new() });
    edits.extend(hidden.into_iter().map(|range| Edit { span: Span::new(range), text: String::new() }));
    let text = edited(&source.text, edits);
    if dialect.untrusted { markdown::inert(&text) } else { text }
}

/// The ranges in order, those that touch as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

/// Whether a span touches one of the ranges, which are in order.
fn is_in(ranges: &[Range<usize>], span: Span) -> bool {
    let range = span.range();
    let next = ranges.partition_point(|hidden| hidden.end <= range.start);
    ranges.get(next).is_some_and(|hidden| hidden.start < range.end)
}

/// What is written in place of a link; `None` where it stays as it is.
fn respelt(text: &str, link: &Link, led: Led, respeller: &Respeller<'_>) -> Option<Edit> {
    match link.form {
        LinkForm::Wiki | LinkForm::WikiEmbed | LinkForm::WikiTag => {
            let is_written = text.get(link.span.range())?.contains("[[");
            let behind = text.get(link.span.range().end..)?;
            is_written.then(|| Edit { span: link.span, text: written(link, led, behind) })
        }
        LinkForm::Markdown | LinkForm::Image | LinkForm::Href | LinkForm::Src => {
            let url = led.url?;
            let (target, fragment) = url.split_once('#').unwrap_or((&url, ""));
            let (path, question) = target.split_at(target.find('?').unwrap_or(target.len()));
            let asking = Asking {
                target: Some(escape::percent_decoded(path)),
                question: question.to_string(),
                fragment: Some(escape::percent_decoded(fragment))
                    .filter(|text| link.fragment.is_some() && !text.is_empty()),
            };
            respeller.respelt(link, &asking)
        }
        LinkForm::Kind | LinkForm::Tag => None,
    }
}

/// A link in the spelling of CommonMark; its label alone where it leads nowhere. The letters behind it that have
/// joined its label stand there still.
fn written(link: &Link, led: Led, behind: &str) -> String {
    let trail = if link.is_embed() { "" } else { markdown::trail_of(behind) };
    let label = escape::markdown(led.label.strip_suffix(trail).unwrap_or(&led.label));
    let label = if link.in_table { label.replace('|', "\\|") } else { label };
    let url = led.url.map(|url| url.replace('(', "%28").replace(')', "%29"));
    match url {
        Some(url) if led.is_picture => format!("![{label}]({url})"),
        Some(url) => format!("[{label}]({url})"),
        None => label,
    }
}
