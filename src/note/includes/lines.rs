//! The lines of a file and the regions in it: found once, whoever asks for parts of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::marks::{Mark, Marks};
use crate::note::{Dialect, Heading, front, markdown};
use crate::text::nearest::Names;
use crate::text::{Source, name};

/// A line of a file and its number, from 1.
pub(super) type Line<'t> = (usize, &'t str);

/// The lines of a file. An index is from 0.
#[derive(Debug)]
pub(super) struct Lines {
    source: Source,
    /// Where each begins, and where the last one ends.
    starts: Vec<usize>,
    /// The index of the first line that is none of the front matter of a note.
    pub(super) body: usize,
    regions: [OnceLock<Regions>; 3],
    /// What stands below each heading of a note, by its id.
    sections: OnceLock<BTreeMap<String, Range<usize>>>,
}

/// Where the regions of a file begin, for one sort of marks.
#[derive(Debug, Default)]
pub(super) struct Regions {
    starts: BTreeMap<String, Vec<usize>>,
    /// The names; made when one is missing.
    names: OnceLock<Names>,
}

impl Lines {
    /// The lines of a file; a byte order mark is none of the first.
    pub(super) fn new(source: &Source) -> Self {
        let text = &*source.text;
        let first = text.len() - text.trim_start_matches('\u{feff}').len();
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut starts: Vec<usize> = std::iter::once(first).chain(ends).chain([text.len()]).collect();
        starts.dedup();
        let is_note = name::is_note(source.path.name());
        let body = if is_note { front::body_start(text) } else { 0 };
        let body = starts.partition_point(|start| *start < body);
        Lines { source: source.clone(), starts, body, regions: Default::default(), sections: OnceLock::new() }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The line at an index, without its end.
    pub(super) fn line(&self, index: usize) -> Option<Line<'_>> {
        let written = self.source.text.get(*self.starts.get(index)?..*self.starts.get(index + 1)?)?;
        Some((index + 1, written.lines().next().unwrap_or("")))
    }

    /// The lines at these indexes.
    pub(super) fn lines(&self, range: Range<usize>) -> impl Iterator<Item = Line<'_>> {
        range.filter_map(|index| self.line(index))
    }

    /// How many bytes the lines at these indexes have.
    pub(super) fn bytes(&self, range: Range<usize>) -> usize {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(self.source.text.len());
        at(range.end).saturating_sub(at(range.start))
    }

    /// The regions that have such marks.
    pub(super) fn regions(&self, marks: Marks) -> &Regions {
        let [anchors, sections, regions] = &self.regions;
        let known = match marks {
            Marks::Anchors => anchors,
            Marks::Sections => sections,
            Marks::Regions => regions,
        };
        known.get_or_init(|| Regions::of(self, marks))
    }

    /// The indexes of the lines below the heading of this id, where this is a note.
    pub(super) fn section(&self, id: &str) -> Option<Range<usize>> {
        let is_note = name::is_note(self.source.path.name());
        self.sections.get_or_init(|| if is_note { self.sections() } else { BTreeMap::new() }).get(id).cloned()
    }

    /// A section ends where the next of its level begins. VitePress, which asks for them, has no dialect of its own.
    fn sections(&self) -> BTreeMap<String, Range<usize>> {
        let dialect = Dialect::default();
        let (front, offset) = front::read(&self.source, dialect, &mut Vec::new());
        let headings = markdown::compile(&self.source, offset, &front, dialect).headings;
        let index = |at: u32| self.starts.partition_point(|start| *start <= at as usize).saturating_sub(1);
        let (mut sections, mut open) = (BTreeMap::new(), Vec::<&Heading>::new());
        for heading in &headings {
            while let Some(above) = open.pop_if(|above| above.level >= heading.level) {
                sections.insert(above.id.to_string(), index(above.span.end) + 1..index(heading.span.start));
            }
            open.push(heading);
        }
        let end = self.count();
        sections.extend(open.iter().map(|above| (above.id.to_string(), index(above.span.end) + 1..end)));
        sections
    }
}

impl Regions {
    fn of(lines: &Lines, marks: Marks) -> Self {
        let mut starts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, line) in lines.lines(0..lines.count()) {
            if let Some(Mark::Start(name)) = marks.read(line) {
                starts.entry(name.to_string()).or_default().push(number - 1);
            }
        }
        Regions { starts, ..Regions::default() }
    }

    /// The indexes of the lines that begin a region of this name.
    pub(super) fn starts(&self, name: &str) -> &[usize] {
        self.starts.get(name).map_or(&[], Vec::as_slice)
    }

    /// The name most like this one.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        self.names.get_or_init(|| Names::new(self.starts.keys().map(String::as_str))).nearest(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::RelPath;

    fn lines(path: &str, text: &str) -> Lines {
        Lines::new(&Source::new(RelPath::new(path).unwrap(), text))
    }

    #[test]
    fn lines_are_those_of_the_text_whatever_ends_them() {
        for text in ["", "a", "a\n", "\n", "a\r\nb\r", "\n\na\n\n", "\r\n"] {
            let lines = lines("f", text);
            let found: Vec<&str> = lines.lines(0..lines.count()).map(|(_, line)| line).collect();
            assert_eq!(found, text.lines().collect::<Vec<_>>(), "{text:?}");
        }
        assert_eq!(lines("f", "\u{feff}a\nb").line(0), Some((1, "a")));
    }

    #[test]
    fn front_matter_is_that_of_notes() {
        assert_eq!(lines("f.md", "\u{feff}---\na: b\n---\nc").body, 3);
        assert_eq!(lines("f.md", "---\na: b\n---").body, 3);
        assert_eq!(lines("f.md", "\u{feff}c").body, 0);
        assert_eq!(lines("f.txt", "---\na: b\n---\nc").body, 0);
    }
}
