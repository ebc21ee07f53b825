//! Values of attributes that MDX computes, where they are plain enough to be read: the address in
//! `src={require('@site/static/a.png').default}` and `{useBaseUrl('/a.png')}`, and `style={{color: "red"}}`.
//! Nothing is evaluated: to the parser the value stands there as in HTML, and the text is as long as before.

use std::borrow::Cow;
use std::ops::Range;

use super::fences::Fences;

/// What stands before an address, and before a style.
const CALLS: [&str; 2] = ["={require(", "={useBaseUrl("];
const STYLE: &str = " style={{";

/// `text` with such values as in HTML; addresses only in MDX.
pub(super) fn as_html(text: &str, mdx: bool) -> Cow<'_, str> {
    let calls: &[&str] = if mdx { &CALLS } else { &[] };
    if !text.contains(STYLE) && !calls.iter().any(|call| text.contains(call)) {
        return Cow::Borrowed(text);
    }
    let mut fences = Fences::default();
    let line = |line: &str| match fences.hold(line.trim_start_matches(['>', ' ', '\t'])) {
        true => line.to_string(),
        false => line_as_html(line, calls),
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

fn line_as_html(line: &str, calls: &[&str]) -> String {
    let end_of_styles = line.rfind("}}").unwrap_or(0);
    let styles = line.match_indices(STYLE).take_while(|(at, _)| *at < end_of_styles);
    let mut found: Vec<(usize, &str)> = calls.iter().flat_map(|call| line.match_indices(call)).collect();
    found.extend(styles);
    found.sort_unstable();
    let mut tags = Tags::of(line);
    let (mut out, mut done) = (String::with_capacity(line.len()), 0);
    for (at, opening) in found {
        let brace = at + opening.find('{').unwrap_or(0);
        // What stands in no tag is not read to its end, which may be far away.
        if at >= done
            && tags.hold(brace)
            && let Some(Value { range, html }) = value(line, brace, at + opening.len())
        {
            out.push_str(line.get(done..range.start).unwrap_or(""));
            out.push_str(&html);
            done = range.end;
        }
    }
    out.push_str(line.get(done..).unwrap_or(""));
    out
}

/// What stands in place of a value.
struct Value {
    range: Range<usize>,
    html: String,
}

/// The value whose braces open at `brace`, and what is in its call or its object begins `behind` that.
fn value(line: &str, brace: usize, behind: usize) -> Option<Value> {
    if line.get(brace..behind) == Some("{{") { style(line, behind) } else { address(line, brace, behind) }
}

/// An address in quotes at `quoted`, with blanks in place of the expression that begins at `start`.
fn address(line: &str, start: usize, quoted: usize) -> Option<Value> {
    let rest = line.get(quoted..)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let address = rest.get(..rest.get(1..)?.find(quote)? + 2)?;
    let behind = rest.get(address.len()..)?.strip_prefix(')')?;
    let behind = behind.strip_prefix(".default").unwrap_or(behind).strip_prefix('}')?;
    let (before, end) = (quoted - start, line.len() - behind.len());
    let after = end - quoted - address.len();
    let html = [&" ".repeat(before), address, &" ".repeat(after)].concat();
    Some(Value { range: start..end, html })
}

/// The style whose properties begin at `start`, in quotes, with blanks up to its end; none where one of them is
/// computed, or where that would be longer.
fn style(line: &str, start: usize) -> Option<Value> {
    let (written, _) = line.get(start..)?.split_once("}}")?;
    let properties: Option<Vec<String>> = properties(written).map(property).collect();
    let html = format!("\"{}\"", properties.unwrap_or_default().join(";"));
    let range = start - "{{".len()..start + written.len() + "}}".len();
    let html = if html.len() <= range.len() { html } else { "\"\"".to_string() };
    let blanks = " ".repeat(range.len() - html.len());
    Some(Value { html: html + &blanks, range })
}

/// `color: "red", margin: 0`, cut at the commas outside of quotes.
fn properties(written: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let parts = written.split(move |c: char| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        c == ',' && quote.is_none()
    });
    parts.filter(|part| !part.trim().is_empty())
}

/// `marginBottom: "20px"` as `margin-bottom:20px`. A number other than zero is one of pixels.
fn property(written: &str) -> Option<String> {
    let (name, value) = written.split_once(':')?;
    let (name, value) = (name.trim().trim_matches(['"', '\'']), value.trim());
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    let is_number = value.parse::<f64>().is_ok();
    let value = quoted.map(str::to_string).or_else(|| is_number.then(|| value.to_string()))?;
    let is_plain = |c: char| c.is_alphanumeric() || " -#%.,()!".contains(c);
    if !value.chars().all(is_plain) || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return None;
    }
    let mut css = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            css.push('-');
        }
        css.push(c.to_ascii_lowercase());
    }
    let pixels = if is_number && value != "0" && !UNITLESS.contains(&name) { "px" } else { "" };
    Some(format!("{css}:{value}{pixels}"))
}

/// Properties whose numbers have no unit.
const UNITLESS: [&str; 6] = ["flex", "flexGrow", "fontWeight", "lineHeight", "opacity", "zIndex"];

/// The tags of a line, of which the first may have begun on a line above. They are asked from left to right.
struct Tags<'l> {
    line: &'l str,
    /// Up to where it is read.
    read: usize,
    in_tag: bool,
    in_code: bool,
}

impl<'l> Tags<'l> {
    fn of(line: &'l str) -> Self {
        let name = line.trim_start().split('=').next().unwrap_or("");
        let in_tag = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        Tags { line, read: 0, in_tag, in_code: false }
    }

    /// Whether a place is in a tag, and not in code.
    fn hold(&mut self, at: usize) -> bool {
        let passed = self.line.get(self.read..at).unwrap_or("");
        let opened = passed.rfind('<');
        let behind = passed.get(opened.unwrap_or(0)..).unwrap_or("");
        self.in_tag = (self.in_tag || opened.is_some()) && !behind.contains("> ");
        self.in_code ^= !passed.matches('`').count().is_multiple_of(2);
        self.read = at;
        self.in_tag && !self.in_code
    }
}
