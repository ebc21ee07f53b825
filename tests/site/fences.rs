//! The examples of a note, read from its blocks of code.

use std::ops::Range;

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The problem.
    Bad,
    /// The same without the problem.
    Good,
}

/// A vault, and what is typed in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// What it shows.
    pub(crate) verdict: Verdict,
    /// The files, by their paths.
    pub(crate) files: Vec<(String, String)>,
    /// Where the note shows what is typed and said.
    pub(crate) transcript: Range<usize>,
    /// The line of the note where that begins.
    pub(crate) line: usize,
}

impl Example {
    /// The lines that are typed.
    pub(crate) fn typed<'n>(&self, note: &'n str) -> impl Iterator<Item = &'n str> {
        note[self.transcript.clone()].lines().filter_map(|line| line.strip_prefix("$ "))
    }
}

/// A block of code: what stands behind its fence, and its text.
struct Fence<'n> {
    /// The heading of level 2 above it.
    section: &'n str,
    info: &'n str,
    text: Range<usize>,
    line: usize,
}

impl Fence<'_> {
    fn verdict(&self) -> Option<Verdict> {
        match self.section {
            "Bad" => Some(Verdict::Bad),
            "Good" => Some(Verdict::Good),
            _ => None,
        }
    }

    fn title(&self) -> Option<&str> {
        let (_, title) = self.info.split_once(" title=\"")?;
        title.strip_suffix('"')
    }
}

/// The examples of a note, in order.
///
/// # Errors
/// A sentence where a block is no part of an example and seems to be one, or of none and stands among them.
pub(crate) fn examples(note: &str) -> Result<Vec<Example>, String> {
    let (mut examples, mut files) = (Vec::new(), Vec::new());
    for fence in fences(note)? {
        let at = |fault: &str| Err(format!("line {}: {fault}", fence.line));
        match (fence.verdict(), fence.title()) {
            (Some(_), Some(path)) => files.push((path.to_string(), note[fence.text].to_string())),
            (Some(verdict), None) if fence.info == "console" => {
                let files = std::mem::take(&mut files);
                let example = Example { verdict, files, transcript: fence.text, line: fence.line };
                if !example.typed(note).any(|line| line.contains("rutter check")) {
                    return at("nothing is checked in this example");
                }
                examples.push(example);
            }
            (Some(_), None) => return at("a block among the examples is neither a file nor `console`"),
            (None, Some(_)) => return at("a file outside of the examples"),
            (None, None) => {}
        }
    }
    match files.last() {
        Some((path, _)) => Err(format!("`{path}` belongs to an example that does not say what is expected")),
        None => Ok(examples),
    }
}

/// The files that a section of a note shows: blocks of code whose titles are paths, with what stands in them.
pub(crate) fn files(note: &str, section: &str) -> Vec<(String, String)> {
    let here = fences(note).unwrap().into_iter().filter(|fence| fence.section == section);
    here.filter_map(|fence| Some((fence.title()?.to_string(), note[fence.text].to_string()))).collect()
}

/// What stands in the blocks of a section that have no title.
pub(crate) fn unnamed(note: &str, section: &str) -> Vec<String> {
    let here = fences(note).unwrap().into_iter().filter(|fence| fence.section == section);
    here.filter(|fence| fence.title().is_none()).map(|fence| note[fence.text].to_string()).collect()
}

/// The blocks of code at the margin of a note.
fn fences(note: &str) -> Result<Vec<Fence<'_>>, String> {
    let (mut fences, mut open) = (Vec::new(), None);
    let (mut section, mut at) = ("", 0);
    for (index, line) in note.split_inclusive('\n').enumerate() {
        let (start, text) = (at, line.trim_end());
        at += line.len();
        let backticks = text.len() - text.trim_start_matches('`').len();
        match &open {
            None if backticks >= 3 => {
                let fence = Fence { section, info: &text[backticks..], text: at..at, line: index + 1 };
                open = Some((backticks, fence));
            }
            None => section = text.strip_prefix("## ").unwrap_or(section),
            Some((most, _)) if backticks >= *most && backticks == text.len() => {
                fences.extend(open.take().map(|(_, fence)| Fence { text: fence.text.start..start, ..fence }));
            }
            Some(_) => {}
        }
    }
    match open {
        Some((_, fence)) => Err(format!("line {}: a block that is never closed", fence.line)),
        None => Ok(fences),
    }
}

#[test]
fn files_and_what_is_typed_make_an_example() {
    let note = "```console\n$ x\n```\n## Bad\n````markdown title=\"a/b.md\"\n```yaml\n## Good\n```\n````\n\
                Text\n```console\n$ ln -s a c\n$ rutter check\nsaid\n```\n## Good\n```console\n$ rutter check\n```\n";
    let examples = examples(note).unwrap();
    assert_eq!(examples.len(), 2);
    assert_eq!(examples[0].files, [("a/b.md".to_string(), "```yaml\n## Good\n```\n".to_string())]);
    assert_eq!(examples[0].typed(note).collect::<Vec<_>>(), ["ln -s a c", "rutter check"]);
    assert_eq!(&note[examples[0].transcript.clone()], "$ ln -s a c\n$ rutter check\nsaid\n");
    assert_eq!((examples[0].verdict, examples[0].line), (Verdict::Bad, 11));
    assert!(examples[1].verdict == Verdict::Good && examples[1].files.is_empty());
}

#[test]
fn the_files_of_a_section_are_its_blocks_with_a_title() {
    let note =
        "## A\n```css title=\"a.css\"\na {}\n```\n```css\nb {}\n```\n## B\n```css title=\"b.css\"\n```\n";
    assert_eq!(files(note, "A"), [("a.css".to_string(), "a {}\n".to_string())]);
    assert_eq!(files(note, "B"), [("b.css".to_string(), String::new())]);
}

#[test]
fn a_block_that_would_be_passed_over_is_a_fault() {
    let file = "```markdown title=\"a.md\"\nx\n```\n";
    for note in [
        format!("## Bad\n{file}"),
        format!("## Bad\n{file}## More\n```console\n$ rutter check\n```\n"),
        file.to_string(),
        "## Good\n```yaml\na: b\n```\n".to_string(),
        "## Good\n```console\n$ ls\n```\n".to_string(),
        "## Good\n```console\n$ rutter check\n".to_string(),
    ] {
        assert!(examples(&note).is_err(), "{note}");
    }
}
