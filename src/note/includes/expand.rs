//! Expanding a text: what its directives ask for stands in their place.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use super::directive::{Asked, Directive, Form};
use super::fault::Fault;
use super::lines::{Line, Lines};
use super::origins::{Origin, Origins};
use super::scan::{directives, directives_of_note};
use super::shown::Shown;
use super::texts::{DEEPEST, Included};
use super::{Refusal, Text, Texts, problem};
use crate::note::markdown::Body;
use crate::note::{Dialect, FrontMatter, Link, LinkForm};
use crate::text::{Problem, RelPath, Source, Span};

/// Most bytes that one note shows of other files, marks of regions among them.
const LARGEST: usize = 4 << 20;

/// A note with what it shows of other files.
#[derive(Debug)]
pub(in crate::note) struct Expanded {
    pub(in crate::note) source: Source,
    /// Where each part of its text comes from.
    origins: Origins,
    problems: Vec<Problem>,
    /// The path of the note from the root folder.
    file: RelPath,
}

/// Puts what the directives of a note ask for in their place, from byte `offset` on; `None` where it has none.
pub(in crate::note) fn expand(
    source: &Source,
    offset: usize,
    front_matter: &FrontMatter,
    dialect: Dialect,
    texts: &Texts,
) -> Option<Expanded> {
    let (front, text) = source.text.split_at_checked(offset)?;
    let directives = directives_of_note(text, front_matter, dialect);
    if directives.is_empty() {
        return None;
    }
    let file = texts.roots().notes.join(source.path.as_str()).unwrap_or_else(|_| source.path.clone());
    let open = vec![file.clone()];
    let (told, shown, is_full, problems) = (None, 0, false, Vec::new());
    let mut expander = Expander { source, texts, dialect, open, told, shown, is_full, problems };
    let own = Own { text, offset };
    let mut out = Out { text: front.to_string(), origins: Origins::default() };
    out.origins.add(0, Origin::Own(0));
    expander.note(&own, directives, &mut out);
    let source = Source { text: out.text.into(), ..source.clone() };
    Some(Expanded { source, origins: out.origins, problems: expander.problems, file })
}

impl Expanded {
    /// What the expanded text has been compiled to, with every place led back to the note.
    pub(in crate::note) fn led_back(self, mut body: Body) -> Body {
        let Expanded { origins, problems, file, .. } = self;
        body.headings.iter_mut().for_each(|heading| heading.span = origins.span(heading.span));
        body.blocks.iter_mut().for_each(|block| block.span = origins.span(block.span));
        for link in &mut body.links {
            link.is_included = origins.is_shown(link.span);
            if let Some(shown) = origins.rebased(link.span) {
                rebase(link, shown, &file);
            }
            link.span = origins.span(link.span);
        }
        body.empty.iter_mut().for_each(|link| link.span = origins.span(link.span));
        body.external.iter_mut().for_each(|link| link.span = origins.span(link.span));
        for manifest in &mut body.manifests {
            manifest.span = origins.span(manifest.span);
            manifest.kind_span = origins.span(manifest.kind_span);
        }
        let found = std::mem::take(&mut body.problems);
        body.problems = problems;
        body.problems.extend(found.into_iter().map(|problem| origins.problem(problem)));
        body
    }
}

/// Makes the target of a link, which counts from the file that is shown, count from that which shows it.
fn rebase(link: &mut Link, shown: &RelPath, file: &RelPath) {
    let counts = matches!(link.form, LinkForm::Markdown | LinkForm::Image | LinkForm::Href | LinkForm::Src);
    if !counts || link.target.is_empty() || link.target.starts_with(['/', '@']) {
        return;
    }
    if let Ok(target) = shown.parent().join(&link.target) {
        link.target = format!("./{}", target.from_folder(&file.parent())).into();
    }
}

/// The text of the note itself, and where it begins in its file.
struct Own<'t> {
    text: &'t str,
    offset: usize,
}

/// The text as far as it is written.
struct Out {
    text: String,
    origins: Origins,
}

impl Out {
    fn add(&mut self, text: &str, origin: Origin) {
        if !text.is_empty() {
            self.origins.add(self.text.len(), origin);
            self.text.push_str(text);
        }
    }
}

/// A part of an included text as it is pasted: no more than a line.
struct Pasted<'t> {
    text: Cow<'t, str>,
    /// The file and the line it is from; nothing is from what was made for it.
    origin: Option<Shown>,
}

struct Expander<'e> {
    source: &'e Source,
    texts: &'e Texts,
    dialect: Dialect,
    /// The files that are being shown, innermost last.
    open: Vec<RelPath>,
    /// The directive of the note that is being followed.
    told: Option<Span>,
    /// How many bytes of other files have been looked at to be shown.
    shown: usize,
    /// Whether the note has been told that this is too much.
    is_full: bool,
    problems: Vec<Problem>,
}

/// What an included text is, where directives are looked for in it.
struct Selected<'t> {
    text: String,
    /// The number of each of its lines.
    numbers: Vec<usize>,
    file: &'t RelPath,
    is_rebased: bool,
}

impl Selected<'_> {
    /// A line of it.
    fn line(&self, number: usize) -> Shown {
        Shown { file: self.file.clone(), line: number, is_rebased: self.is_rebased }
    }
}

impl<'e> Expander<'e> {
    fn note(&mut self, own: &Own<'_>, directives: Vec<Directive<'_>>, out: &mut Out) {
        let mut done = 0;
        let slice = |range: Range<usize>| own.text.get(range).unwrap_or("");
        for directive in directives {
            out.add(slice(done..directive.range.start), Origin::Own(own.offset + done));
            let told = Span::new(directive.told.clone()).shifted(own.offset);
            self.told = Some(told);
            match self.shown(&directive, own.text, None) {
                Some(pieces) => {
                    pieces
                        .into_iter()
                        .for_each(|piece| out.add(&piece.text, Origin::Shown(told, piece.origin)));
                }
                None => {
                    out.add(slice(directive.range.clone()), Origin::Own(own.offset + directive.range.start));
                }
            }
            done = directive.range.end;
        }
        out.add(slice(done..own.text.len()), Origin::Own(own.offset + done));
    }

    /// An included text and what it includes itself.
    fn pieces(&mut self, selected: &Selected<'_>) -> Vec<Pasted<'e>> {
        let (mut pieces, mut done) = (Vec::new(), 0);
        let mut lines = LineNumbers { text: &selected.text, numbers: &selected.numbers, at: 0, line: 0 };
        for directive in directives(&selected.text, self.dialect) {
            lines.cut(done..directive.range.start, selected, &mut pieces);
            let here = selected.line(lines.number());
            match self.shown(&directive, &selected.text, Some(here)) {
                Some(mut inner) => pieces.append(&mut inner),
                None => lines.cut(directive.range.clone(), selected, &mut pieces),
            }
            done = directive.range.end;
        }
        lines.cut(done..selected.text.len(), selected, &mut pieces);
        pieces
    }

    /// What stands in the place of a directive; `None`, and a problem, where it stays as it is written.
    fn shown(
        &mut self,
        directive: &Directive<'_>,
        text: &str,
        here: Option<Shown>,
    ) -> Option<Vec<Pasted<'e>>> {
        let asked = match &directive.form {
            Form::File(asked) => asked,
            Form::Text(text) => return Some(vec![Pasted { text: text.clone().into(), origin: None }]),
            Form::Nothing => return Some(Vec::new()),
        };
        match self.asked(asked) {
            Ok(pieces) => Some(laid_out(pieces, asked, lead(text, directive.range.start))),
            Err(fault) => {
                self.report(asked, &fault, here.as_ref());
                None
            }
        }
    }

    /// A note that shows too much is told so once.
    fn report(&mut self, asked: &Asked<'_>, fault: &Fault, here: Option<&Shown>) {
        if !(matches!(fault, Fault::Much(_)) && std::mem::replace(&mut self.is_full, true)) {
            let span = self.told.unwrap_or_default();
            let problem = problem::include(&self.source.path, span, asked.path, fault);
            self.problems.push(problem::inside(problem, here));
        }
    }

    fn asked(&mut self, asked: &Asked<'_>) -> Result<Vec<Pasted<'e>>, Fault> {
        let (path, source, file) = self.found(asked)?;
        let is_text = asked.fence.is_none();
        if is_text && let Some(first) = self.open.iter().position(|open| open == path) {
            let chain = self.open.iter().skip(first).chain([path]).cloned().collect();
            return Err(Fault::Cycle(chain));
        }
        if self.open.len() > DEEPEST {
            return Err(Fault::Deep(DEEPEST));
        }
        let lines = self.lines(asked, file.lines(source))?;
        if !is_text {
            return Ok(lines.into_iter().flat_map(|line| whole_line(line, path)).collect());
        }
        let text: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
        let numbers = lines.iter().map(|(number, _)| *number).collect();
        self.open.push(path.clone());
        let (text, is_rebased) = (text.join("\n"), asked.is_rebased);
        let pieces = self.pieces(&Selected { text, numbers, file: path, is_rebased });
        self.open.pop();
        Ok(pieces)
    }

    /// The lines that are asked for; front matter is none of the text of a note. Where too much has been shown,
    /// no more is looked at.
    fn lines(&mut self, asked: &Asked<'_>, file: &'e Lines) -> Result<Vec<Line<'e>>, Fault> {
        let first = if asked.fence.is_none() { file.body } else { 0 };
        let found = (self.shown <= LARGEST).then(|| asked.part.of(file, first, &mut self.shown));
        let found = found.transpose().map_err(Fault::Part)?;
        found.filter(|_| self.shown <= LARGEST).ok_or(Fault::Much(LARGEST))
    }

    /// The first file there is of those that are meant.
    fn found(&self, asked: &Asked<'_>) -> Result<(&'e RelPath, &'e Source, &'e Included), Fault> {
        let texts = self.texts;
        let here = self.open.last().cloned().unwrap_or_default();
        let places = asked.places(&here, texts.roots());
        let mut fault = None;
        for (path, file) in places.iter().filter_map(|place| texts.at(place)) {
            match file.text() {
                Text::Found(source) => return Ok((path, source, file)),
                Text::Refused(refusal) => fault = Some(Fault::Refused(*refusal)),
                Text::Missing(near) => {
                    let near = near.as_ref().map(|near| asked.spelt(near, &here, texts.roots()));
                    fault = fault.or(Some(Fault::Missing(places.clone(), near)));
                }
            }
        }
        let outside = places.is_empty().then_some(Fault::Refused(Refusal::Outside));
        Err(fault.or(outside).unwrap_or(Fault::Missing(places, None)))
    }
}

fn whole_line<'e>((number, line): Line<'e>, file: &RelPath) -> [Pasted<'e>; 2] {
    let origin = Some(Shown { file: file.clone(), line: number, is_rebased: false });
    [Pasted { text: line.into(), origin: origin.clone() }, Pasted { text: "\n".into(), origin }]
}

/// Cuts an included text into its lines.
struct LineNumbers<'s> {
    text: &'s str,
    numbers: &'s [usize],
    at: usize,
    line: usize,
}

impl LineNumbers<'_> {
    fn number(&self) -> usize {
        self.numbers.get(self.line).copied().unwrap_or(1)
    }

    fn cut(&mut self, range: Range<usize>, selected: &Selected<'_>, pieces: &mut Vec<Pasted<'_>>) {
        self.pass(range.start);
        for line in self.text.get(range.clone()).unwrap_or("").split_inclusive('\n') {
            let origin = Some(selected.line(self.number()));
            pieces.push(Pasted { text: line.to_string().into(), origin });
            self.line += usize::from(line.ends_with('\n'));
        }
        self.at = self.at.max(range.end);
    }

    fn pass(&mut self, to: usize) {
        self.line += self.text.get(self.at..to).unwrap_or("").matches('\n').count();
        self.at = self.at.max(to);
    }
}

/// Longest indentation, in bytes: a line of many directives is not read once for each.
const LONGEST_LEAD: usize = 200;

/// What stands before the lines that follow the first: the quote marks and the indentation of the line, a mark
/// of a list as blanks; nothing where text stands before.
fn lead(text: &str, at: usize) -> String {
    let near = text.get(..at).unwrap_or("");
    let near = near.get(near.ceil_char_boundary(near.len().saturating_sub(LONGEST_LEAD))..).unwrap_or("");
    let before = near.rsplit('\n').next().unwrap_or("");
    let is_mark = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    if !before.chars().all(is_mark) {
        return String::new();
    }
    before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}

/// The pieces with what stands before each line, in a code block where one is asked for.
fn laid_out<'e>(pieces: Vec<Pasted<'e>>, asked: &Asked<'_>, lead: String) -> Vec<Pasted<'e>> {
    let mut pieces = VecDeque::from(pieces);
    let made = |text: String| Pasted { text: text.into(), origin: None };
    if let Some(info) = &asked.fence {
        let fence = fence(&pieces);
        pieces.push_front(made(format!("{fence}{info}\n")));
        pieces.push_back(made(fence));
    }
    if lead.is_empty() {
        return pieces.into();
    }
    let mut out = Vec::with_capacity(pieces.len());
    let mut begins = false;
    for piece in pieces {
        let is_blank = piece.text.trim().is_empty();
        let before = if is_blank { lead.trim_end() } else { &lead };
        if begins && !before.is_empty() {
            out.push(Pasted { text: before.to_string().into(), origin: piece.origin.clone() });
        }
        begins = piece.text.ends_with('\n');
        out.push(piece);
    }
    out
}

/// A fence that nothing inside can close.
fn fence(pieces: &VecDeque<Pasted<'_>>) -> String {
    let run = |piece: &Pasted<'_>| {
        let text = piece.text.trim_start();
        text.len() - text.trim_start_matches('`').len()
    };
    "`".repeat(pieces.iter().map(run).max().unwrap_or(0).max(2) + 1)
}
