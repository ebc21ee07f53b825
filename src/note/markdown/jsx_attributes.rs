//! Attributes of elements that MDX computes: `onClick={() => f()}` and `{...props}`. Nothing is evaluated and nothing
//! of them is published, but for a text or a number that is written out: `id={"x"}`. The text is as long as before.

use std::borrow::Cow;
use std::ops::Range;

use super::element_names::TABS;
use super::fences::Fences;
use super::jsx::{expressions, tag_length};
use super::mdx::leads;
use super::tags::{UNSAID, element_name};

/// `text`, which is MDX, without such attributes. The tags of components stay, but for those that lead somewhere:
/// to the parser they would be text.
pub(super) fn without_code(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('{') {
        return text;
    }
    let (mut out, mut done, mut no_tag) = (String::new(), 0, 0);
    for at in outside_of_code(&text, '<') {
        let rest = text.get(at..).unwrap_or("");
        if at < done || at < no_tag || !may_be_tag(rest) {
            continue;
        }
        let (length, is_ended) = tag_length(rest);
        if !is_ended {
            no_tag = at + length;
            continue;
        }
        out.push_str(text.get(done..at).unwrap_or(""));
        let tag = rest.get(..length).unwrap_or("");
        out.push_str(&if is_in_quote(&text, at, tag) { Cow::Borrowed(tag) } else { as_html(tag) });
        done = at + length;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// Where a sign stands outside of code.
pub(super) fn outside_of_code(text: &str, sign: char) -> Vec<usize> {
    let (mut fences, mut places, mut start) = (Fences::default(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let mut in_code = fences.hold(line.trim_start_matches(['>', ' ', '\t']));
        let is_fenced = in_code;
        for (at, found) in line.match_indices(['`', sign]).filter(|_| !is_fenced) {
            in_code ^= found == "`";
            if found != "`" && !in_code {
                places.push(start + at);
            }
        }
        start += line.len();
    }
    places
}

fn may_be_tag(rest: &str) -> bool {
    rest.get(1..).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a tag may go over several lines of a quote: what is the sign of the quote there, and what is code, cannot be
/// told.
fn is_in_quote(text: &str, at: usize, tag: &str) -> bool {
    let is_marked = |line: &str| line.trim() != ">" && line.trim_start().starts_with('>');
    let line = || text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
    tag.lines().skip(1).any(is_marked) && line().contains('>')
}

/// A whole tag as HTML has it.
fn as_html(tag: &str) -> Cow<'_, str> {
    let is_component = tag.get(1..).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let codes = expressions(tag);
    if codes.is_empty() || is_component && (element_name(tag) == TABS || !leads(tag)) {
        return Cow::Borrowed(tag);
    }
    let (mut out, mut done) = (String::with_capacity(tag.len()), 0);
    for code in codes {
        let (range, html) = value(tag, &code);
        out.push_str(tag.get(done..range.start).unwrap_or(""));
        out.push_str(&html);
        done = range.end;
    }
    out.push_str(tag.get(done..).unwrap_or(""));
    if is_tag(&out) { Cow::Owned(without_blank_lines(&out, tag)) } else { Cow::Borrowed(tag) }
}

/// Whether what stands between signs is a tag, and no prose as in `i <n, {…} > 3`: of that nothing may be lost.
fn is_tag(html: &str) -> bool {
    let mut quote = None;
    html.chars().skip(1).all(|c| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => return c.is_ascii_alphanumeric() || c.is_whitespace() || "-_:.=/>".contains(c),
            Some(open) if open == c => quote = None,
            Some(_) => {}
        }
        true
    })
}

/// What stands in place of the code at a range of a tag: its text in quotes, or blanks for it and its name.
fn value(tag: &str, code: &Range<usize>) -> (Range<usize>, String) {
    let before = tag.get(..code.start).unwrap_or("");
    let written = tag.get(code.clone()).unwrap_or("");
    let Some(name) = before.strip_suffix('=') else { return (code.clone(), blanks(written)) };
    if let Some(literal) = literal(written) {
        let blanks = " ".repeat(written.len().saturating_sub(literal.len()));
        return (code.clone(), literal + &blanks);
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '_' | '.');
    let range = name.trim_end_matches(is_name).len()..code.end;
    let html = blanks(tag.get(range.clone()).unwrap_or(""));
    (range, html)
}

/// `{"x"}` and `{3}` in quotes.
fn literal(code: &str) -> Option<String> {
    let value = code.strip_prefix('{')?.strip_suffix('}')?.trim();
    if value.parse::<f64>().is_ok() && value.contains(|c: char| c.is_ascii_digit()) {
        return Some(format!("\"{value}\""));
    }
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains([quote, '\\', '\n', '\r', '`'])).then(|| value.to_string())
}

/// Blanks of the same length; lines end where they did.
fn blanks(written: &str) -> String {
    written.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' }).collect()
}

/// A blank line would end the tag: in place of each stands an attribute that is published nowhere.
fn without_blank_lines(html: &str, tag: &str) -> String {
    let line = |(html, tag): (&str, &str)| {
        let lead = tag.len() - tag.trim_start().len();
        match html.trim().is_empty() && lead < tag.len() {
            true => [html.get(..lead), Some(UNSAID), html.get(lead + UNSAID.len()..)]
                .into_iter()
                .flatten()
                .collect(),
            false => html.to_string(),
        }
    };
    html.split_inclusive('\n').zip(tag.split_inclusive('\n')).map(line).collect()
}
