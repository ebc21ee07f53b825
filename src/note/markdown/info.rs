//! The info string of a fence: its language and its options (dialects.md, "Code blocks").

use std::ops::RangeInclusive;

/// What the info string of a fence says (dialects.md, "Code blocks").
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info<'i> {
    pub(super) language: &'i str,
    pub(super) title: Option<&'i str>,
    /// Ranges of marked lines, in order and apart.
    marked: Vec<RangeInclusive<usize>>,
    /// Whether long lines are broken.
    pub(super) wrap: bool,
    /// The number of the first line, where lines are numbered.
    pub(super) numbered: Option<usize>,
}

impl<'i> Info<'i> {
    /// Whether the line of this number (from 1) is marked.
    pub(super) fn marks(&self, number: usize) -> bool {
        let next = self.marked.partition_point(|range| *range.start() <= number);
        next.checked_sub(1)
            .and_then(|last| self.marked.get(last))
            .is_some_and(|range| range.contains(&number))
    }

    /// `yaml title="web.yaml" {1,3-5} linenos start=10`; also `{.yaml .numberLines}`, `yaml{1}`, VitePress'
    /// `ts:line-numbers=2` and `js-vue`, and options without a language.
    pub(super) fn read(info: &'i str) -> Self {
        let mut read = Info::of(info.trim());
        read.marked = in_order(read.marked);
        read
    }

    /// Whether any line is marked.
    pub(super) fn has_marks(&self) -> bool {
        !self.marked.is_empty()
    }

    fn of(info: &'i str) -> Self {
        if let Some((attributes, rest)) = attributes(info) {
            return Info::of_attributes(attributes, rest);
        }
        let end = info.find(|c: char| c.is_whitespace() || c == '{' || c == ',').unwrap_or(info.len());
        let (first, options) = info.split_at_checked(end).unwrap_or((info, ""));
        let mut read = Info::default();
        if first.contains('=') && !first.contains(':') {
            read.options(info);
            return read;
        }
        let (language, suffix) = first.split_once(':').unwrap_or((first, ""));
        read.language = language.trim_start_matches('.').trim_end_matches("-vue");
        read.options(suffix);
        read.options(options.trim_start_matches(','));
        read
    }

    /// Pandoc's `{.yaml title="web.yaml" .numberLines startFrom="10"}`: the first class is the language.
    fn of_attributes(attributes: &'i str, rest: &'i str) -> Self {
        let language = words(attributes).into_iter().find_map(|word| word.strip_prefix('.'));
        let mut read = Info { language: language.unwrap_or(""), ..Info::default() };
        read.options(attributes);
        read.options(rest);
        read
    }

    fn options(&mut self, options: &'i str) {
        for word in words(options) {
            let (key, value) = word.split_once('=').map_or((word, ""), |(key, value)| (key, unquoted(value)));
            match key {
                _ if key.starts_with('[') && key.ends_with(']') => {
                    self.title = Some(key.trim_matches(['[', ']'])).filter(|title| !title.is_empty());
                }
                "title" | "file" | "filename" => self.title = Some(value).filter(|title| !title.is_empty()),
                "wrap" => self.wrap = value != "false",
                "hl_lines" => self.marked.extend(ranges(value)),
                "linenos" | "showLineNumbers" | "linenums" | "line-numbers" | "start" | ".numberLines"
                | "startFrom" => {
                    self.numbered = Some(value.parse().unwrap_or(self.numbered.unwrap_or(1)));
                }
                _ if key.starts_with('{') && !key.starts_with("{.") => {
                    self.marked.extend(ranges(word.trim_matches(['{', '}'])));
                }
                _ => {}
            }
        }
    }
}

/// What stands in the braces an info string begins with, where it is a list of attributes and not of lines,
/// and what stands behind them.
fn attributes(info: &str) -> Option<(&str, &str)> {
    let inside = info.strip_prefix('{')?.trim_start();
    if !inside.starts_with(['.', '#']) {
        return None;
    }
    let mut quote = None;
    let end = inside.find(|c| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c == '}'
    });
    let (attributes, rest) = inside.split_at_checked(end.unwrap_or(inside.len()))?;
    Some((attributes, rest.trim_start_matches('}')))
}

/// The words of an info string; quotes and braces keep spaces together.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => quote = Some('}'),
            (Some(open), _) if open == c => quote = None,
            (None, _) if c.is_whitespace() => {
                words.push(text.get(start..i).unwrap_or(""));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    words.push(text.get(start..).unwrap_or(""));
    words.retain(|word| !word.is_empty());
    words
}

fn unquoted(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

/// `1,3-5` or `1 3-5`; the ranges are only ever compared with lines that exist.
fn ranges(text: &str) -> Vec<RangeInclusive<usize>> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
        })
        .collect()
}

/// The ranges in order, those that touch each other as one: lines are looked up in them, one by one.
fn in_order(mut ranges: Vec<RangeInclusive<usize>>) -> Vec<RangeInclusive<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| *range.start());
    let mut apart: Vec<RangeInclusive<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start() <= last.end() => *last = *last.start()..=*last.end().max(range.end()),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_of_every_tool_are_read() {
        let info = Info::read("yaml title=\"my web.yaml\" {1,3-5} linenos");
        assert_eq!((info.language, info.title, info.numbered), ("yaml", Some("my web.yaml"), Some(1)));
        assert_eq!(info.marked, [1..=1, 3..=5]);
        assert_eq!(Info::read("js{2} hl_lines=\"1 3-4\" start=10").marked, [1..=1, 2..=2, 3..=4]);
        assert_eq!(Info::read("js start=10").numbered, Some(10));
        for attributes in
            ["{.yaml title=\"a } b\" .numberLines}", "{ .yaml #x title=\"a } b\" startFrom=1 } {2}"]
        {
            let info = Info::read(attributes);
            let found = (info.language, info.title, info.numbered);
            assert_eq!(found, ("yaml", Some("a } b"), Some(1)), "{attributes}");
        }
        assert_eq!(Info::read("{ .yaml } {2}").marked, [2..=2]);
        assert_eq!((Info::read("{1,2}").language, Info::read("{.yaml").language), ("", "yaml"));
        assert_eq!(Info::read("rust,ignore").language, "rust");
        let info = Info::read("ts:line-numbers=2 {1}");
        assert_eq!((info.language, info.numbered, info.marked), ("ts", Some(2), vec![1..=1]));
        assert_eq!(Info::read("ts:no-line-numbers").numbered, None);
        assert_eq!((Info::read(".sh").language, Info::read("js-vue").language), ("sh", "js"));
        let info = Info::read("title=\"Content tabs\" linenos");
        assert_eq!((info.language, info.title, info.numbered), ("", Some("Content tabs"), Some(1)));
        assert_eq!(Info::read(""), Info::default());
    }

    #[test]
    fn marked_lines_are_looked_up_in_order() {
        let info = Info::read("sh {7,1-3,2-5,9-8,7}");
        assert_eq!(info.marked, [1..=5, 7..=7]);
        let marked: Vec<usize> = (0..10).filter(|line| info.marks(*line)).collect();
        assert_eq!(marked, [1, 2, 3, 4, 5, 7]);
    }
}
