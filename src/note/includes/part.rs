//! A part of a file: lines, or what stands between two marks.

use crate::text::nearest::nearest;

/// What of a file is shown: a region of it where one is named, and of that the lines where some are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part<'t> {
    pub(super) region: Option<(Marks, &'t str)>,
    /// First and last lines, from 1.
    pub(super) lines: Vec<(usize, usize)>,
}

/// How the ends of a region are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// `ANCHOR: x` and `ANCHOR_END: x` (mdBook).
    Anchors,
    /// `--8<-- [start:x]` and `--8<-- [end:x]` (MkDocs).
    Sections,
    /// `#region x` and `#endregion x` (VitePress), which takes away the indentation that all lines have.
    Regions,
}

/// Why a part cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PartFault {
    /// The file has no such region; the nearest name it has.
    Region(String, Option<String>),
    /// The file ends before the first line; how many it has.
    Lines(usize),
}

/// A line of a file and its number, from 1.
pub(super) type Line<'t> = (usize, &'t str);

/// What stands on a line that marks a region.
enum Mark<'t> {
    Start(&'t str),
    End(&'t str),
}

impl Part<'_> {
    /// Whether the whole file is meant.
    pub(super) fn is_whole(&self) -> bool {
        self.region.is_none() && self.lines.is_empty()
    }

    /// The lines of this part of `lines`.
    pub(super) fn of<'f>(&self, lines: Vec<Line<'f>>) -> Result<Vec<Line<'f>>, PartFault> {
        let region = match self.region {
            Some((marks, name)) => marks.region(name, &lines)?,
            None => lines,
        };
        if self.lines.is_empty() {
            return Ok(region);
        }
        let of_range = |&(first, last): &(usize, usize)| {
            region.iter().skip(first.saturating_sub(1)).take((last + 1).saturating_sub(first.max(1))).copied()
        };
        let chosen: Vec<Line<'f>> = self.lines.iter().flat_map(of_range).take(MOST_LINES).collect();
        if chosen.is_empty() { Err(PartFault::Lines(region.len())) } else { Ok(chosen) }
    }
}

/// Most lines of one part: a list of ranges may name a line again and again.
const MOST_LINES: usize = 100_000;

/// The last of all lines, where none is named.
pub(super) const TO_THE_END: usize = usize::MAX - 1;

impl Marks {
    /// What stands between the marks of this name. In VitePress several regions may share one: they are one
    /// text, in order.
    fn region<'f>(self, name: &str, lines: &[Line<'f>]) -> Result<Vec<Line<'f>>, PartFault> {
        let starts =
            |(_, line): &Line<'f>| matches!(self.read(line), Some(Mark::Start(found)) if found == name);
        let mut rest = lines;
        let mut regions = Vec::new();
        while let Some(start) = rest.iter().position(starts) {
            let (region, behind) = self.until_end(name, rest.get(start + 1..).unwrap_or(&[]));
            regions.push(region);
            rest = if self == Marks::Regions { behind } else { &[] };
        }
        if regions.is_empty() {
            return Err(PartFault::Region(name.to_string(), self.near(name, lines)));
        }
        let dedented = |region| if self == Marks::Regions { dedented(region) } else { region };
        Ok(regions.into_iter().flat_map(dedented).collect())
    }

    /// The lines up to the end of a region that has begun, without marks; and what stands behind it.
    fn until_end<'f, 'l>(self, name: &str, lines: &'l [Line<'f>]) -> (Vec<Line<'f>>, &'l [Line<'f>]) {
        let (mut region, mut depth) = (Vec::new(), 0_usize);
        for (index, line) in lines.iter().enumerate() {
            match self.read(line.1) {
                None => region.push(*line),
                Some(Mark::Start(_)) => depth += 1,
                Some(Mark::End(end)) if end == name || (end.is_empty() && depth == 0) => {
                    return (region, lines.get(index + 1..).unwrap_or(&[]));
                }
                Some(Mark::End(_)) => depth = depth.saturating_sub(1),
            }
        }
        (region, &[])
    }

    fn near(self, name: &str, lines: &[Line<'_>]) -> Option<String> {
        let names = lines.iter().filter_map(|(_, line)| match self.read(line) {
            Some(Mark::Start(found)) => Some(found),
            _ => None,
        });
        nearest(name, names).map(str::to_string)
    }

    fn read(self, line: &str) -> Option<Mark<'_>> {
        match self {
            Marks::Anchors => anchor(line),
            Marks::Sections => section(line),
            Marks::Regions => region(line),
        }
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// `// ANCHOR: x`
fn anchor(line: &str) -> Option<Mark<'_>> {
    let (_, rest) = line.split_once("ANCHOR")?;
    match rest.strip_prefix("_END") {
        Some(end) => Some(Mark::End(word(end.strip_prefix(':')?.trim_start()))),
        None => Some(Mark::Start(word(rest.strip_prefix(':')?.trim_start()))),
    }
}

/// `# --8<-- [start:x]`
fn section(line: &str) -> Option<Mark<'_>> {
    let (_, rest) = line.split_once("8<-")?;
    let inside = rest.trim_start_matches('-').trim_start().strip_prefix('[')?.split(']').next()?;
    let (what, name) = inside.split_once(':')?;
    match what.trim() {
        "start" => Some(Mark::Start(name.trim())),
        "end" => Some(Mark::End(name.trim())),
        _ => None,
    }
}

/// `// #region x`, `<!-- #endregion -->`, `#pragma region x`, `REM #region x`: behind nothing but signs.
fn region(line: &str) -> Option<Mark<'_>> {
    let signs = |text: &'_ str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let rest = line.get(line.len() - signs(line)..)?;
    let rest = ["pragma ", "REM ", "rem "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.get(rest.len() - signs(rest)..)?;
    let is_sign = line.trim_start().starts_with(|c: char| !c.is_alphanumeric()) || line.contains('#');
    let (word_of, name) =
        rest.split_at_checked(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()))?;
    let name = word(name.trim_start_matches([' ', '\t', ':']));
    // What closes the comment is no name.
    let name = if name.chars().any(char::is_alphanumeric) { name } else { "" };
    match word_of.to_ascii_lowercase().as_str() {
        "region" if is_sign && !name.is_empty() => Some(Mark::Start(name)),
        "endregion" if is_sign => Some(Mark::End(name)),
        _ => None,
    }
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

    fn shown(part: &Part<'_>, text: &str) -> Result<String, PartFault> {
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line)).collect();
        Ok(part.of(lines)?.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("|"))
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
}
