//! A part of a file: lines, or what stands between two marks.

use super::lines::{Line, Lines};
use super::marks::{Mark, Marks};

/// What of a file is shown: a region of it where one is named, and of that the lines where some are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part<'t> {
    pub(super) region: Option<(Marks, &'t str)>,
    /// First and last lines, from 1.
    pub(super) lines: Vec<(usize, usize)>,
}

/// Why a part cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PartFault {
    /// The file has no such region; the nearest name it has.
    Region(String, Option<String>),
    /// The file ends before the first line; how many it has.
    Lines(usize),
}

/// Most lines of one part: a list of ranges may name a line again and again.
const MOST_LINES: usize = 100_000;

/// The last of all lines, where none is named.
pub(super) const TO_THE_END: usize = usize::MAX - 1;

impl Part<'_> {
    /// The lines of this part of a file; of a whole file those from `first` on, an index. The bytes that are
    /// looked at, marks among them, are added to `read`.
    pub(super) fn of<'f>(
        &self,
        file: &'f Lines,
        first: usize,
        read: &mut usize,
    ) -> Result<Vec<Line<'f>>, PartFault> {
        let region = self.region.map(|(marks, name)| region(file, marks, name, read)).transpose()?;
        let lines = match region {
            Some(region) if self.lines.is_empty() => return Ok(region),
            Some(region) => self.chosen(region.len(), |index| region.get(index).copied())?,
            None if self.lines.is_empty() => file.lines(first..file.count()).collect(),
            None => self.chosen(file.count(), |index| file.line(index))?,
        };
        *read += lines.iter().map(|(_, line)| line.len() + 1).sum::<usize>();
        Ok(lines)
    }

    /// The lines that are named of so many.
    fn chosen<'f>(
        &self,
        count: usize,
        line: impl Fn(usize) -> Option<Line<'f>>,
    ) -> Result<Vec<Line<'f>>, PartFault> {
        let indexes = self.lines.iter().flat_map(|&(first, last)| first.max(1) - 1..last.min(count));
        let chosen: Vec<Line<'f>> = indexes.filter_map(line).take(MOST_LINES).collect();
        if chosen.is_empty() { Err(PartFault::Lines(count)) } else { Ok(chosen) }
    }
}

/// What stands between the marks of a name. In VitePress several regions may share one: they are one text, in
/// order.
fn region<'f>(
    file: &'f Lines,
    marks: Marks,
    name: &str,
    read: &mut usize,
) -> Result<Vec<Line<'f>>, PartFault> {
    let starts = file.regions(marks).starts(name);
    let may_be_section = starts.is_empty() && marks == Marks::Regions;
    let section = may_be_section.then(|| file.section(name)).flatten();
    if let Some(section) = section {
        *read += file.bytes(section.clone());
        return Ok(file.lines(section).collect());
    }
    if starts.is_empty() {
        let near = file.regions(marks).nearest(name).map(str::to_string);
        return Err(PartFault::Region(name.to_string(), near));
    }
    let are_one = marks == Marks::Regions;
    let (mut lines, mut end) = (Vec::new(), 0);
    for &start in starts.iter().take(if are_one { starts.len() } else { 1 }) {
        if start >= end {
            let region;
            (region, end) = until_end(file, marks, name, start + 1);
            *read += file.bytes(start..end);
            lines.extend(if are_one { dedented(region) } else { region });
        }
    }
    Ok(lines)
}

/// The lines from an index on, up to the end of a region that has begun, without marks; and the index behind.
fn until_end<'f>(file: &'f Lines, marks: Marks, name: &str, first: usize) -> (Vec<Line<'f>>, usize) {
    let (mut region, mut depth) = (Vec::new(), 0_usize);
    for (index, line) in (first..).zip(file.lines(first..file.count())) {
        match marks.read(line.1) {
            None => region.push(line),
            Some(Mark::Start(_)) => depth += 1,
            Some(Mark::End(end)) if end == name || (end.is_empty() && depth == 0) => {
                return (region, index + 1);
            }
            Some(Mark::End(_)) => depth = depth.saturating_sub(1),
        }
    }
    (region, file.count())
}

/// The lines without the indentation that all of them have.
fn dedented(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let written = lines.iter().filter(|(_, line)| !line.trim().is_empty());
    let least = written.map(|(_, line)| indent(line)).min().unwrap_or(0);
    lines
        .into_iter()
        .map(|(number, line)| (number, line.get(least.min(indent(line))..).unwrap_or(line)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{RelPath, Source};

    fn shown(part: &Part<'_>, text: &str) -> Result<String, PartFault> {
        let lines = Lines::new(&Source::new(RelPath::new("f").unwrap(), text));
        let shown = part.of(&lines, 0, &mut 0)?;
        Ok(shown.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("|"))
    }

    fn region(marks: Marks, name: &str) -> Part<'_> {
        Part { region: Some((marks, name)), lines: Vec::new() }
    }

    #[test]
    fn regions_lie_between_their_marks_and_marks_are_not_shown() {
        for (marks, text) in [
            (Marks::Anchors, "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: y\nd\n# ANCHOR_END: x\ne"),
            (
                Marks::Sections,
                "a\n# --8<-- [start:x]\nb\n# --8<-- [start:y]\nc\n# -8<- [end:y]\nd\n; --8<-- [end:x]",
            ),
            (Marks::Regions, "a\n// #region x\n  b\n#region y\n  c\n#endregion\n  d\n<!-- #endregion -->\ne"),
            (Marks::Regions, "#region x\nb\n# endregion\ny\n# region x\nc\nd\n# endregion x"),
            (Marks::Regions, "#pragma region x\nb\nc\nd\n#pragma endregion x\ne"),
        ] {
            assert_eq!(shown(&region(marks, "x"), text).as_deref(), Ok("b|c|d"), "{text}");
        }
    }

    #[test]
    fn a_region_that_is_not_there_is_told_with_the_nearest() {
        let fault = shown(&region(Marks::Anchors, "heer"), "// ANCHOR: here\nx");
        assert_eq!(fault, Err(PartFault::Region("heer".into(), Some("here".into()))));
        assert_eq!(
            shown(&region(Marks::Regions, "x"), "the region x\n").unwrap_err(),
            PartFault::Region("x".into(), None)
        );
    }

    #[test]
    fn lines_are_counted_from_one_and_cut_at_the_end() {
        let lines =
            |lines: &[(usize, usize)]| shown(&Part { region: None, lines: lines.to_vec() }, "a\nb\nc");
        assert_eq!(lines(&[(2, TO_THE_END)]).as_deref(), Ok("b|c"));
        assert_eq!(lines(&[(0, 1), (3, 9)]).as_deref(), Ok("a|c"));
        assert_eq!(lines(&[(4, 9)]), Err(PartFault::Lines(3)));
    }

    #[test]
    fn all_that_is_looked_at_is_counted() {
        let lines = Lines::new(&Source::new(RelPath::new("f").unwrap(), "#region x\n#region y\na\n"));
        for (part, bytes) in [
            (region(Marks::Regions, "x"), 22),
            (Part { lines: vec![(7, 9)], ..region(Marks::Regions, "x") }, 22),
            (Part { region: None, lines: vec![(3, 3), (3, 3)] }, 4),
            (region(Marks::Regions, "z"), 0),
        ] {
            let mut read = 0;
            let _ = part.of(&lines, 0, &mut read);
            assert_eq!(read, bytes, "{part:?}");
        }
    }
}
