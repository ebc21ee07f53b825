//! Addresses that MDX asks a function for: `src={require('@site/static/a.png').default}`, `{useBaseUrl('/a.png')}`.
//! Nothing is evaluated: what stands around the address is blank to the parser.

use std::borrow::Cow;
use std::ops::Range;

use super::fences::Fences;

/// What stands before such an address.
const CALLS: [&str; 2] = ["={require(", "={useBaseUrl("];

/// `text`, which is MDX, with blanks around each address of an attribute, and as long as before.
pub(super) fn bared(text: &str) -> Cow<'_, str> {
    if !CALLS.iter().any(|call| text.contains(call)) {
        return Cow::Borrowed(text);
    }
    let mut fences = Fences::default();
    let line = |line: &str| match fences.hold(line.trim_start_matches(['>', ' ', '\t'])) {
        true => line.to_string(),
        false => bared_line(line),
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

fn bared_line(line: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(line.len()), 0);
    for (start, call) in CALLS.iter().flat_map(|call| line.match_indices(call)) {
        let address = address(line, start + call.len());
        let Some((address, end)) = address.filter(|_| start >= done && is_outside_code(line, start)) else {
            continue;
        };
        out.push_str(line.get(done..=start).unwrap_or(""));
        out.extend(std::iter::repeat_n(' ', address.start - start - 1));
        out.push_str(line.get(address.clone()).unwrap_or(""));
        out.extend(std::iter::repeat_n(' ', end - address.end));
        done = end;
    }
    out.push_str(line.get(done..).unwrap_or(""));
    out
}

/// An address in quotes, and where the expression ends that it stands in.
fn address(line: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let rest = line.get(start..)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let address = rest.get(..rest.get(1..)?.find(quote)? + 2)?;
    let behind = rest.get(address.len()..)?.strip_prefix(')')?;
    let behind = behind.strip_prefix(".default").unwrap_or(behind).strip_prefix('}')?;
    Some((start..start + address.len(), line.len() - behind.len()))
}

fn is_outside_code(line: &str, at: usize) -> bool {
    line.get(..at).unwrap_or("").matches('`').count().is_multiple_of(2)
}
