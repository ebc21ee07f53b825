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
    let addresses = calls.iter().flat_map(|call| line.match_indices(call));
    let addresses = addresses.filter_map(|(start, call)| address(line, start + 1, start + call.len()));
    let styles = line.match_indices(STYLE).filter_map(|(start, _)| style(line, start + STYLE.len()));
    let mut values: Vec<Value> = addresses.chain(styles).collect();
    values.sort_by_key(|value| value.range.start);
    let (mut out, mut done) = (String::with_capacity(line.len()), 0);
    for Value { range, html } in values {
        if range.start >= done && is_in_tag(line, range.start) {
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

/// An address in quotes at `quoted`, with blanks in place of the expression that begins at `start`.
fn address(line: &str, start: usize, quoted: usize) -> Option<Value> {
    let rest = line.get(quoted..)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let address = rest.get(..rest.get(1..)?.find(quote)? + 2)?;
    let behind = rest.get(address.len()..)?.strip_prefix(')')?;
    let behind = behind.strip_prefix(".default").unwrap_or(behind).strip_prefix('}')?;
    let (before, end) = (quoted - start, line.len() - behind.len());
    let after = end - quoted - address.len();
    let html = format!("{:before$}{address}{:after$}", "", "");
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
    let after = range.len() - html.len();
    Some(Value { html: format!("{html}{:after$}", ""), range })
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

/// Whether a place is in a tag, which may have begun on a line above, and not in code.
fn is_in_tag(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or("");
    let in_tag = match before.rfind('<') {
        Some(open) => before.get(open..).is_some_and(|tag| !tag.contains("> ")),
        None => {
            let name = before.trim_start().split('=').next().unwrap_or("");
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        }
    };
    in_tag && before.matches('`').count().is_multiple_of(2)
}
